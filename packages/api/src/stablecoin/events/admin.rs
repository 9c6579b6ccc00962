//! How the token began, its rules, its owner and its roles.

use cosmwasm_std::Uint128;

use crate::event;
use crate::types::{RegionId, TokenId};

event! {
    /// The token was created, or begins to be taken over from cw20-base. One `issue`, `grant_role` or
    /// `register_escrow` follows for each balance, role and escrow it was created with.
    Instantiate = "isthmus_stablecoin_instantiate" {
        /// Name.
        name: String,
        /// Ticker.
        symbol: String,
        /// Decimal places.
        decimals: u8,
        /// Region, if the token knows regions.
        region: Option<RegionId>,
        /// The token's name across regions.
        token: Option<TokenId>,
        /// The bridge.
        bridge: Option<String>,
        /// The minter of CW20's own extension.
        minter: Option<String>,
        /// The cap.
        cap: Option<Uint128>,
        /// Whether holders may burn.
        holder_burn: bool,
        /// Whose payments pass: `open`, `blocklist` or `allowlist`.
        compliance_mode: String,
        /// Seconds that a change which loosens something has to wait.
        change_delay_seconds: u64,
        /// The owner.
        owner: Option<String>,
    }
}

event! {
    /// A change waits.
    ScheduleChange = "isthmus_stablecoin_schedule_change" {
        /// Its number.
        id: u64,
        /// The change, as JSON.
        change: String,
        /// What it changes as it is now, as JSON.
        against: String,
        /// First second at which it can be applied.
        ready_at: u64,
        /// First second at which it no longer can.
        lapses_at: u64,
        /// Who did it.
        by: String,
    }
}

event! {
    /// A change that waited was made; the event of the change follows.
    ApplyChange = "isthmus_stablecoin_apply_change" {
        /// Its number.
        id: u64,
        /// Who scheduled it.
        scheduled_by: String,
        /// Who did it.
        by: String,
    }
}

event! {
    /// A change no longer waits and will not be made.
    CancelChange = "isthmus_stablecoin_cancel_change" {
        /// Its number.
        id: u64,
        /// Who scheduled it.
        scheduled_by: String,
        /// Who did it.
        by: String,
    }
}

event! {
    /// Changes that loosen something wait for another time from now on.
    SetChangeDelay = "isthmus_stablecoin_set_change_delay" {
        /// Seconds before.
        previous: u64,
        /// Seconds now.
        seconds: u64,
        /// Who did it.
        by: String,
    }
}

event! {
    /// What was sent to the contract by mistake was sent on.
    Rescue = "isthmus_stablecoin_rescue" {
        /// `native:` and the denom, or `cw20:` and the contract; own tokens are those of this contract.
        asset: String,
        /// This contract.
        from: String,
        /// Who got it.
        to: String,
        /// In units of the asset.
        amount: Uint128,
        /// Who did it.
        by: String,
    }
}

event! {
    /// A power was given up for good.
    RenounceFeature = "isthmus_stablecoin_renounce_feature" {
        /// The power.
        feature: String,
        /// Who did it.
        by: String,
    }
}

event! {
    /// Ownership was proposed, accepted or renounced.
    UpdateOwnership = "isthmus_stablecoin_update_ownership" {
        /// The owner before, if there was one.
        previous: Option<String>,
        /// The owner now, if there is one.
        owner: Option<String>,
        /// Who may accept, if anybody.
        pending_owner: Option<String>,
        /// Who did it.
        by: String,
    }
}

event! {
    /// An account got a role.
    GrantRole = "isthmus_stablecoin_grant_role" {
        /// The role.
        role: String,
        /// Who got it.
        account: String,
        /// Who did it.
        by: String,
    }
}

event! {
    /// An account lost a role.
    RevokeRole = "isthmus_stablecoin_revoke_role" {
        /// The role.
        role: String,
        /// Who lost it.
        account: String,
        /// Who did it.
        by: String,
    }
}

event! {
    /// An account gave up a role.
    RenounceRole = "isthmus_stablecoin_renounce_role" {
        /// The role.
        role: String,
        /// Who gave it up.
        by: String,
    }
}

event! {
    /// Scopes were paused.
    Pause = "isthmus_stablecoin_pause" {
        /// What, separated by commas.
        scopes: String,
        /// First second at which the pause is over.
        until: u64,
        /// Who did it.
        by: String,
    }
}

event! {
    /// The pause of scopes was ended.
    Unpause = "isthmus_stablecoin_unpause" {
        /// What, separated by commas.
        scopes: String,
        /// Who did it.
        by: String,
    }
}
