//! Administration over the wire, the same in every contract: who owns it, who has which role, what is
//! paused, which changes wait (architecture.md, D17 and D18).
//!
//! A contract names its own roles, scopes and changes as enums; its messages and answers use the types
//! here with them: `pub type RoleGrant = access::RoleGrant<Role>`. Answers name roles and scopes as
//! strings, so that one reader is enough for all contracts; of `pending_changes` alone the definition
//! `Change` differs, and the changes that all contracts have ([`Common`]) are the same in it.

pub mod events;

use cosmwasm_std::Addr;
use isthmus_wire::wire;

crate::limits! {
    /// Most accounts that have one role.
    pub const MAX_ROLE_MEMBERS: usize = 100;
    /// Most roles that one instantiate message grants.
    pub const MAX_FIRST_ROLES: usize = 64;
    /// Longest delay before a change that loosens something: 30 days.
    pub const MAX_CHANGE_DELAY_SECONDS: u64 = 30 * 24 * 60 * 60;
    /// Longest delay before a proposed owner may accept: 30 days.
    pub const MAX_OWNER_DELAY_SECONDS: u64 = 30 * 24 * 60 * 60;
    /// Both delays where an instantiate message does not say them: 48 hours. Who wants none says 0.
    pub const DEFAULT_DELAY_SECONDS: u64 = 48 * 60 * 60;
    /// How long a change can be applied once it is ready: 7 days. Then it has lapsed.
    pub const CHANGE_LASTS_SECONDS: u64 = 7 * 24 * 60 * 60;
    /// Most changes that wait at one time.
    pub const MAX_PENDING_CHANGES: usize = 16;
    /// Most of them that one role may send, however many have it: it never takes the owner's places.
    pub const MAX_PENDING_OF_ROLE: usize = 4;
    /// Most tightenings that can still be undone at once; an older one then waits like any other change.
    pub const MAX_UNDOABLE: usize = 16;
    /// Longest pause, which may be renewed: 72 hours.
    pub const MAX_PAUSE_SECONDS: u64 = 72 * 60 * 60;
}
const _: () =
    assert!(MAX_FIRST_ROLES <= MAX_ROLE_MEMBERS, "an instantiate message need not count members");

/// Who does it, in the events of [`SudoMsg`] and of a migration.
pub const BY_CHAIN: &str = "chain";

/// A role given at instantiate.
#[wire]
#[schemars(rename = "RoleGrant")]
pub struct RoleGrant<R> {
    /// The role.
    pub role: R,
    /// Who gets it.
    pub account: String,
}

/// What the chain's own governance may do, if the chain lets it. Nothing here moves money, and nobody
/// can block it. Events say `by=chain`.
#[wire]
#[derive(strum::IntoStaticStr)]
#[schemars(rename = "SudoMsg")]
#[strum(serialize_all = "snake_case")]
pub enum SudoMsg<R, S> {
    /// Pauses scopes for a time; until its end nobody else can end any pause. Fails as the execute message
    /// does. Emits `isthmus_access_pause`.
    Pause {
        /// What.
        scopes: Vec<S>,
        /// For how long, at most 72 hours; it may be renewed.
        duration_seconds: u64,
    },
    /// Ends the pause of scopes, whoever paused them. Fails while a migration is under way. Emits
    /// `isthmus_access_unpause`.
    Unpause {
        /// What.
        scopes: Vec<S>,
    },
    /// Sets the owner at once, as when the key is lost or stolen; a proposal of another is dropped,
    /// and so is every role of the account that the owner may not have. What the former owner
    /// scheduled can no longer be applied. Fails when `owner` is no address. Emits
    /// `isthmus_access_update_ownership`, and `isthmus_access_revoke_role` for each role.
    SetOwner {
        /// The owner.
        owner: String,
    },
    /// Takes a role away. Does nothing if the account has not got it. Fails when `account` is no
    /// address. Emits `isthmus_access_revoke_role`, if it had.
    RevokeRole {
        /// The role.
        role: R,
        /// Who loses it.
        account: String,
    },
}

/// A page of those who have a role, ascending.
#[wire]
pub struct RoleMembersResponse {
    /// The accounts.
    pub members: Vec<Addr>,
}

/// What an account may do.
#[wire]
pub struct RolesOfResponse {
    /// Whether it is the owner.
    pub owner: bool,
    /// Names of its roles.
    pub roles: Vec<String>,
}

/// One paused scope.
#[wire]
pub struct PausedScope {
    /// Name of the scope.
    pub scope: String,
    /// First second at which it no longer is paused.
    pub until: u64,
}

/// What is paused now.
#[wire]
pub struct PausesResponse {
    /// The scopes.
    pub pauses: Vec<PausedScope>,
}

/// A change that waits.
#[wire]
#[schemars(rename = "PendingChange")]
pub struct PendingChange<C> {
    /// Its number.
    pub id: u64,
    /// The change.
    pub change: C,
    /// What it changes as it was when it was scheduled. It applies only to that.
    pub against: C,
    /// Who scheduled it. It applies only while that account may schedule it.
    pub by: Addr,
    /// First second at which it can be applied.
    pub ready_at: u64,
    /// First second at which it no longer can.
    pub lapses_at: u64,
}

/// All changes that wait.
#[wire]
#[schemars(rename = "PendingChangesResponse")]
pub struct PendingChangesResponse<C> {
    /// The changes.
    pub changes: Vec<PendingChange<C>>,
}

/// The changes that every contract has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Common<R> {
    /// `grant_role`, which always loosens.
    GrantRole {
        /// The role.
        role: R,
        /// Who gets it.
        account: String,
    },
    /// `set_change_delay`. A shorter one loosens.
    SetChangeDelay {
        /// The delay.
        seconds: u64,
    },
    /// `set_owner_delay`. A shorter one loosens.
    SetOwnerDelay {
        /// The delay.
        seconds: u64,
    },
    /// `update_ownership` with `renounce_ownership`, which always loosens.
    RenounceOwnership {},
}

/// A contract's enum of changes: those of [`Common`] and its own. Implemented by
/// [`common_changes!`](crate::common_changes).
pub trait Changes: Sized {
    /// The contract's roles.
    type Role;
    /// The change as one that every contract has, if it is one.
    fn common(&self) -> Option<Common<Self::Role>>;
    /// The contract's own form of a change that every contract has.
    fn of(common: Common<Self::Role>) -> Self;
    /// The name of the variant, as in the JSON.
    fn kind(&self) -> &'static str;
}

/// Says that an enum of changes has those that every contract has, `grant_role`, `set_change_delay`,
/// `set_owner_delay` and `renounce_ownership`. The enum derives strum's `IntoStaticStr` in snake case.
///
/// ```
/// use isthmus_api::access::{Changes, Common};
/// #[derive(Clone, Debug, PartialEq, strum::IntoStaticStr)]
/// #[strum(serialize_all = "snake_case")]
/// enum Change {
///     GrantRole { role: u8, account: String },
///     SetChangeDelay { seconds: u64 },
///     SetOwnerDelay { seconds: u64 },
///     RenounceOwnership {},
///     SetLimit { limit: u64 },
/// }
/// isthmus_api::common_changes!(Change, u8);
///
/// let delay = Common::SetChangeDelay { seconds: 5 };
/// assert_eq!(Change::of(delay.clone()).common(), Some(delay));
/// assert_eq!(Change::SetLimit { limit: 1 }.common(), None);
/// assert_eq!(Change::SetLimit { limit: 1 }.kind(), "set_limit");
/// ```
#[macro_export]
macro_rules! common_changes {
    ($change:ty, $role:ty) => {
        impl $crate::access::Changes for $change {
            type Role = $role;

            fn common(&self) -> Option<$crate::access::Common<$role>> {
                use $crate::access::Common;
                Some(match self {
                    Self::GrantRole { role, account } => {
                        Common::GrantRole { role: *role, account: account.clone() }
                    }
                    Self::SetChangeDelay { seconds } => {
                        Common::SetChangeDelay { seconds: *seconds }
                    }
                    Self::SetOwnerDelay { seconds } => Common::SetOwnerDelay { seconds: *seconds },
                    Self::RenounceOwnership {} => Common::RenounceOwnership {},
                    #[allow(unreachable_patterns)]
                    _ => return None,
                })
            }

            fn of(common: $crate::access::Common<$role>) -> Self {
                use $crate::access::Common;
                match common {
                    Common::GrantRole { role, account } => Self::GrantRole { role, account },
                    Common::SetChangeDelay { seconds } => Self::SetChangeDelay { seconds },
                    Common::SetOwnerDelay { seconds } => Self::SetOwnerDelay { seconds },
                    Common::RenounceOwnership {} => Self::RenounceOwnership {},
                }
            }

            fn kind(&self) -> &'static str {
                self.into()
            }
        }
    };
}

/// The pattern of the changes that every contract has, where a contract matches its own: so a match stays
/// complete, and a new change of its own is not forgotten in it.
///
/// ```
/// use isthmus_api::bridge::Change;
/// use isthmus_api::common_change;
/// let subject = |change: &Change| match change {
///     Change::RegisterToken { token, .. } => token.clone(),
///     common_change!(Change) => String::new(),
///     _ => "a peer or a route".to_string(),
/// };
/// assert_eq!(subject(&Change::SetChangeDelay { seconds: 5 }), "");
/// ```
#[macro_export]
macro_rules! common_change {
    ($change:ident) => {
        $change::GrantRole { .. }
            | $change::SetChangeDelay { .. }
            | $change::SetOwnerDelay { .. }
            | $change::RenounceOwnership {}
    };
}
