//! What messages and queries of the escrow are made of.

use isthmus_wire::wire;

use crate::access;
use crate::gate::Policy;
use crate::types::Asset;
pub use crate::types::Weekday;

/// The escrow's roles. None of them touches money, terms or a deal's parties.
#[wire]
#[derive(Copy, Eq, strum::IntoStaticStr, strum::EnumIter)]
#[strum(serialize_all = "snake_case")]
pub enum Role {
    /// May pause new deals.
    Pauser,
    /// Keeps the banking calendars: creates them and adds holidays to come.
    CalendarKeeper,
}

/// What can be paused.
#[wire]
#[derive(Copy, Eq, strum::IntoStaticStr, strum::EnumIter)]
#[strum(serialize_all = "snake_case")]
pub enum PauseScope {
    /// `propose`. Nothing else ever stops: a deal that exists runs to its end.
    NewDeals,
}

/// A change of the rules for new deals or of who administers, as `schedule_change` announces it.
#[wire]
#[derive(strum::IntoStaticStr)]
#[strum(serialize_all = "snake_case")]
pub enum Change {
    /// As `grant_role`, which always loosens.
    GrantRole {
        /// The role.
        role: Role,
        /// Who gets it.
        account: String,
    },
    /// As `set_change_delay`. A shorter one loosens.
    SetChangeDelay {
        /// The delay.
        seconds: u64,
    },
    /// As `set_owner_delay`. A shorter one loosens.
    SetOwnerDelay {
        /// The delay.
        seconds: u64,
    },
    /// As `update_ownership` with `renounce_ownership`, which always loosens.
    RenounceOwnership {},
    /// As `allow_asset`, which loosens, or `disallow_asset`.
    SetAsset {
        /// The asset.
        asset: Asset,
        /// Whether new deals may be made in it.
        allowed: bool,
    },
    /// As `set_policy`. No policy, a lower level, an older status, other countries or another schema
    /// loosens.
    SetPolicy {
        /// The policy, or null for none.
        #[wire(required)]
        policy: Option<Policy>,
    },
}
crate::common_changes!(Change, Role);

/// A role given at instantiate.
pub type RoleGrant = access::RoleGrant<Role>;
/// What the chain's own governance may do.
pub type SudoMsg = access::SudoMsg<Role, PauseScope>;
/// All changes that wait.
pub type PendingChangesResponse = access::PendingChangesResponse<Change>;
