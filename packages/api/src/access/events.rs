//! Events of administration. One set of names for all contracts, so that a reader needs one adapter; the
//! chain's own `_contract_address` says which contract it was (ADR 10).

use crate::event;
use crate::event::{schema_of, EventSchema};

event! {
    /// Ownership was proposed, accepted, renounced, or set by the chain.
    UpdateOwnership = "isthmus_access_update_ownership" {
        /// The owner before, if there was one.
        previous: Option<String> as Address,
        /// The owner now, if there is one.
        owner: Option<String> as Address,
        /// Who may accept, if anybody.
        pending_owner: Option<String> as Address,
        /// Who did it; `chain` for the chain itself.
        by: String as Address,
    }
}
event! {
    /// An account got a role.
    GrantRole = "isthmus_access_grant_role" {
        /// The role.
        role: String as Code,
        /// Who got it.
        account: String as Address,
        /// Who did it; at instantiate its sender.
        by: String as Address,
    }
}
event! {
    /// An account lost a role.
    RevokeRole = "isthmus_access_revoke_role" {
        /// The role.
        role: String as Code,
        /// Who lost it.
        account: String as Address,
        /// Who did it; `chain` for the chain itself.
        by: String as Address,
    }
}
event! {
    /// An account gave up a role.
    RenounceRole = "isthmus_access_renounce_role" {
        /// The role.
        role: String as Code,
        /// Who gave it up.
        by: String as Address,
    }
}
event! {
    /// Scopes were paused.
    Pause = "isthmus_access_pause" {
        /// The scopes, with commas between them.
        scopes: String as Code,
        /// First second at which they no longer are.
        until: u64 as Seconds,
        /// Who did it; `chain` for the chain itself.
        by: String as Address,
    }
}
event! {
    /// The pause of scopes was ended.
    Unpause = "isthmus_access_unpause" {
        /// The scopes, with commas between them.
        scopes: String as Code,
        /// Who did it; `chain` for the chain itself.
        by: String as Address,
    }
}
event! {
    /// A change waits.
    ScheduleChange = "isthmus_access_schedule_change" {
        /// Its number.
        id: u64,
        /// The change, as JSON.
        change: String,
        /// What it changes as it is now, as JSON.
        against: String,
        /// First second at which it can be applied.
        ready_at: u64 as Seconds,
        /// First second at which it no longer can.
        lapses_at: u64 as Seconds,
        /// Who did it.
        by: String as Address,
    }
}
event! {
    /// A change that waited was made; the event of the change follows.
    ApplyChange = "isthmus_access_apply_change" {
        /// Its number.
        id: u64,
        /// Who scheduled it.
        scheduled_by: String as Address,
        /// Who did it.
        by: String as Address,
    }
}
event! {
    /// A change no longer waits and will not be made.
    CancelChange = "isthmus_access_cancel_change" {
        /// Its number.
        id: u64,
        /// Who scheduled it.
        scheduled_by: String as Address,
        /// Who did it.
        by: String as Address,
    }
}
event! {
    /// Changes that loosen something wait for another time from now on.
    SetChangeDelay = "isthmus_access_set_change_delay" {
        /// Seconds before.
        previous: u64 as Seconds,
        /// Seconds now.
        seconds: u64 as Seconds,
        /// Who did it.
        by: String as Address,
    }
}
event! {
    /// A proposed owner waits for another time from now on.
    SetOwnerDelay = "isthmus_access_set_owner_delay" {
        /// Seconds before.
        previous: u64 as Seconds,
        /// Seconds now.
        seconds: u64 as Seconds,
        /// Who did it.
        by: String as Address,
    }
}
event! {
    /// The contract runs other code from now on.
    Migrate = "isthmus_access_migrate" {
        /// Version before.
        from_version: String,
        /// Version now.
        to_version: String,
    }
}

/// All of them.
pub const EVENTS: &[EventSchema] = &[
    schema_of::<UpdateOwnership>(),
    schema_of::<GrantRole>(),
    schema_of::<RevokeRole>(),
    schema_of::<RenounceRole>(),
    schema_of::<Pause>(),
    schema_of::<Unpause>(),
    schema_of::<ScheduleChange>(),
    schema_of::<ApplyChange>(),
    schema_of::<CancelChange>(),
    schema_of::<SetChangeDelay>(),
    schema_of::<SetOwnerDelay>(),
    schema_of::<Migrate>(),
];
