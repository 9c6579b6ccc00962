//! What a change is about: which rule, who may change it, what it is now, and what loosens it.

use cosmwasm_std::{Addr, Deps, Storage};
use isthmus_api::access::{Changes, Common};
use isthmus_api::permission::Caller;

use super::duties::ensure_duties_separate;
use super::{account_of, Administration, Duty};
use crate::{changes, is_trusted, owner, roles, AccessError};

/// Which rule a change is about.
pub(super) fn rule<A: Administration>(change: &A::Change) -> String {
    let subject = match change.common() {
        Some(Common::GrantRole { role, account }) => {
            let role: &'static str = role.into();
            [role, " ", &account].concat()
        }
        Some(_) => String::new(),
        None => A::subject(change),
    };
    [change.kind(), " ", &subject].concat()
}

/// The rule of who has a role, and the change that gives it.
pub(super) fn grant_rule<A: Administration>(role: A::Role, account: &str) -> (String, A::Change) {
    let change = A::Change::of(Common::GrantRole { role, account: account.to_string() });
    (rule::<A>(&change), change)
}

/// Who may schedule a change.
pub(super) fn scheduler<A: Administration>(change: &A::Change) -> Caller<A::Role> {
    match change.common() {
        Some(_) => Caller::Owner,
        None => A::scheduler(change),
    }
}

pub(super) fn may_schedule<A: Administration>(
    storage: &dyn Storage,
    change: &A::Change,
    account: &Addr,
) -> Result<bool, AccessError> {
    Ok(is_trusted(storage, scheduler::<A>(change), account)?)
}

/// The change of the same kind that would alter nothing now. For a role, and for giving up ownership, it
/// is the change itself: each is made for the role not being held, or for there being an owner. An account
/// that has got a duty which excludes the role has nothing to get.
pub(super) fn present<A: Administration>(
    deps: Deps,
    change: &A::Change,
) -> Result<A::Change, A::Error> {
    match change.common() {
        None => A::present(deps, change),
        Some(Common::RenounceOwnership {}) => Ok(change.clone()),
        Some(Common::SetChangeDelay { .. }) => {
            let seconds = changes::delay_seconds(deps.storage).map_err(AccessError::from)?;
            Ok(A::Change::of(Common::SetChangeDelay { seconds }))
        }
        Some(Common::SetOwnerDelay { .. }) => {
            let seconds = owner::delay_seconds(deps.storage).map_err(AccessError::from)?;
            Ok(A::Change::of(Common::SetOwnerDelay { seconds }))
        }
        Some(Common::GrantRole { role, account }) => {
            let address = account_of(deps.api, &account)?;
            if roles::has(deps.storage, role, &address) {
                return Err(AccessError::RoleHeld { account, role: role.into() }.into());
            }
            ensure_duties_separate::<A>(deps.storage, &address, Duty::Role(role))?;
            Ok(change.clone())
        }
    }
}

/// Whether a change loosens what is now, a change of the same kind.
pub(super) fn loosens<A: Administration>(now: &A::Change, change: &A::Change) -> bool {
    match (now.common(), change.common()) {
        (
            Some(Common::SetChangeDelay { seconds: now }),
            Some(Common::SetChangeDelay { seconds }),
        )
        | (Some(Common::SetOwnerDelay { seconds: now }), Some(Common::SetOwnerDelay { seconds })) => {
            seconds < now
        }
        (None, None) => A::loosens(now, change),
        _ => true,
    }
}
