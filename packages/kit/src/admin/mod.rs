//! One administration for all contracts (architecture.md, D17 and D18): owner, roles, changes that wait,
//! pause, migration, and what the chain may do.
//!
//! **Power takes time, protection is instant.** Whatever loosens a rule waits the contract's change delay
//! and is public while it waits; whatever tightens one is instant, and whoever tightened it may undo that
//! at once, back to exactly what was, within the same delay. With no delay nothing waits, and nothing is
//! announced. At instantiate roles are given at once.
//!
//! A contract says what is its own by implementing [`Administration`] once, and dispatches to the functions
//! here. How a contract moves to it:
//!
//! 1. `api::<contract>`: `pub type RoleGrant = access::RoleGrant<Role>`, `SudoMsg = access::SudoMsg<Role,
//!    PauseScope>`, `PendingChangesResponse = access::PendingChangesResponse<Change>`; answers are
//!    `access::{RoleMembersResponse, RolesOfResponse, PausesResponse}`, `cw_ownable::Ownership<Addr>` and
//!    `cw2::ContractVersion`. Its own copies go, and so do its events of administration.
//! 2. `enum Change`: `grant_role {role, account}`, `set_change_delay {seconds}`, `set_owner_delay {seconds}`,
//!    `renounce_ownership {}`, documented as in the other contracts, and a variant for each message that can loosen a rule; derive
//!    `strum::IntoStaticStr` in snake case; then `common_changes!(Change, Role)`.
//! 3. `ExecuteMsg` has `update_ownership`, `grant_role`, `revoke_role`, `renounce_role`, `pause`, `unpause`,
//!    `schedule_change`, `apply_change`, `cancel_change`, `set_change_delay`, `set_owner_delay`, with the callers
//!    `Caller::OWNERSHIP` and `Caller::Admin(…)`; `QueryMsg` has `ownership`, `contract_info`, `role_members`, `roles_of`, `pauses`,
//!    `pending_changes`; `InstantiateMsg` has `owner`, `owner_delay_seconds`, `roles`,
//!    `change_delay_seconds`, all optional; `config` tells both delays.
//! 4. `ContractError` has `#[error(transparent)] Access(#[from] AccessError)` and loses what that says;
//!    tests match `ContractError::Access(AccessError::…)`.
//! 5. `execute/mod.rs`: `pub struct Admin;`; `execute/admin.rs`: `impl Administration for Admin`, with what
//!    is its own.
//! 6. `contract.rs`: each arm is `admin::grant_role::<Admin>(ctx, role, account)`; `query` the same with
//!    `admin::query`; `sudo` is `admin::sudo::<Admin>(deps, &env, msg)`; `migrate` emits the event of
//!    `admin::migrate::<Admin>(deps.storage)`. `xtask/src/schema.rs` exports the sudo message.
//! 7. Instantiate calls [`instantiate`] first, with what the message says, and adds its events after its
//!    own: coins, cw2, owner, delays and roles are done by it.
//! 8. A message that sets a rule is one line in `contract.rs`, `admin::change::<Admin>(ctx, Change::…)`;
//!    what is done then is a function that [`Administration::apply`] calls, at once or after the wait.
//! 9. The test of the contract's storage keys takes in [`KEYS`]. What `execute/admin.rs`
//!    and the tests had in common with `packages/kit/tests/it` goes; the contract's own permissions, duties
//!    and changes keep their tests.
//! 10. `tests/it/administration.rs` finds the contract by itself, and compares it with the others.

mod changes;
mod duties;
mod instantiate;
mod ownership;
mod pause;
pub mod query;
mod roles;
mod rules;
mod sudo;
mod waiting;

pub use changes::{
    apply, apply_change, cancel_change, change, overtake, schedule_change, set_change_delay,
};
pub use instantiate::{drop_unreadable, initialize, instantiate, migrate, First};
pub use ownership::{set_owner_delay, update_ownership};
pub use pause::{pause, unpause};
pub use roles::{grant_role, renounce_role, revoke_role};
pub use sudo::sudo;

use cosmwasm_std::{Addr, Api, Deps, StdResult, Storage};
use isthmus_api::access::Changes;
use isthmus_api::permission::{Caller, RoleName};
use isthmus_api::types;
use strum::IntoEnumIterator;

use crate::changes::Stored;
use crate::keys::{Key, CONTRACT_INFO};
use crate::pause::{Pauses, Scope};
use crate::{owner, AccessError, Ctx, Outcome};

/// Everything that a contract with this administration stores besides its own records.
pub const KEYS: &[&[Key]] =
    &[CONTRACT_INFO, owner::KEYS, crate::roles::KEYS, crate::changes::KEYS, crate::pause::KEYS];

/// What an account may be trusted with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Duty<R> {
    /// The owner.
    Owner,
    /// A role.
    Role(R),
}

impl<R: RoleName> Duty<R> {
    /// Its name in errors.
    pub fn name(self) -> &'static str {
        match self {
            Self::Owner => "owner",
            Self::Role(role) => role.into(),
        }
    }
}

/// What is a contract's own in its administration.
pub trait Administration {
    /// Its roles.
    type Role: RoleName + IntoEnumIterator + PartialEq + 'static;
    /// What it can pause.
    type Scope: Copy + Into<&'static str> + IntoEnumIterator;
    /// Its changes: those that every contract has, and its own.
    type Change: Changes<Role = Self::Role> + Stored + Clone + PartialEq;
    /// What its messages gather on their way ([`Ctx`]).
    type Gathered: Default;
    /// Its error.
    type Error: From<AccessError> + ToString;

    /// Its name in cw2.
    const NAME: &'static str;
    /// Its version in cw2.
    const VERSION: &'static str;
    /// Groups of duties of which an account has at most one.
    const EXCLUSIVE: &'static [&'static [Duty<Self::Role>]] = &[];
    /// Roles that may cancel any change.
    const CANCELLERS: &'static [Self::Role];

    /// The bit of a scope, 0 to 6. Bits are stored: they never change.
    fn bit(scope: Self::Scope) -> u8;

    /// All pauses: under the key of [`crate::pause`], unless the contract keeps them in a record of its
    /// own.
    fn load_pauses(storage: &dyn Storage) -> StdResult<Pauses> {
        crate::pause::load(storage)
    }

    /// Stores all pauses, in the second `now`.
    fn save_pauses(storage: &mut dyn Storage, pauses: Pauses, now: u64) -> StdResult<()> {
        crate::pause::save(storage, &pauses.without_ended(now));
        Ok(())
    }

    /// Fails if pauses may not be ended yet.
    fn ensure_may_unpause(_pauses: &Pauses) -> Result<(), Self::Error> {
        Ok(())
    }

    /// Fails if the account may not be given the role, for a reason that kit does not know, such as a duty that
    /// it has in another contract. Asked when a change is scheduled and when it is made; not at instantiate.
    fn ensure_may_have(
        _ctx: &Ctx<Self::Gathered>,
        _role: Self::Role,
        _account: &Addr,
    ) -> Result<(), Self::Error> {
        Ok(())
    }

    /// Who may schedule one of its own changes, which is who may send the message of that name: the
    /// owner or a role.
    fn scheduler(_change: &Self::Change) -> Caller<Self::Role> {
        Caller::Owner
    }

    /// What one of its own changes is about, if there are several rules of a kind: an account, a region
    /// and a token.
    fn subject(_change: &Self::Change) -> String {
        String::new()
    }

    /// The change of the same kind as one of its own that would alter nothing now. Fails if there is
    /// nothing to change.
    fn present(_deps: Deps, change: &Self::Change) -> Result<Self::Change, Self::Error> {
        Ok(change.clone())
    }

    /// Whether one of its own changes loosens what is `now`, a change of the same kind.
    fn loosens(_now: &Self::Change, _change: &Self::Change) -> bool {
        true
    }

    /// Whether two changes of one kind say the same of the rule, though a detail may differ.
    fn is_same_rule(one: &Self::Change, other: &Self::Change) -> bool {
        one == other
    }

    /// Whether one of its own changes can still be made, which was scheduled `against` a rule that now is
    /// `present`: whether the rule is as it was, or is another only by what its own use does to it.
    fn still_holds(present: &Self::Change, against: &Self::Change) -> bool {
        Self::is_same_rule(present, against)
    }

    /// Makes one of its own changes, and emits its event. Who may, and whether it has waited, was asked
    /// before. Those that every contract has are [`apply`]'s.
    fn apply(ctx: &mut Ctx<Self::Gathered>, change: Self::Change) -> Outcome<Self::Error>;
}

/// The scope as it is stored.
fn scope<A: Administration>(scope: A::Scope) -> Scope {
    Scope { bit: A::bit(scope), name: scope.into() }
}

/// An account named in a message.
fn account_of(api: &dyn Api, account: &str) -> Result<Addr, AccessError> {
    Ok(types::address(api, "account", account)?)
}

#[cfg(test)]
mod tests {
    use super::KEYS;
    use crate::keys::clashes;

    #[test]
    fn the_keys_of_this_crate_do_not_meet() {
        assert_eq!(clashes(KEYS), [""; 0]);
    }
}
