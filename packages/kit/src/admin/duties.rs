//! Duties that exclude each other.

use cosmwasm_std::{Addr, Storage};

use super::{Administration, Duty};
use crate::{owner, roles, AccessError};

/// Fails when the account has a duty that excludes the one asked for.
pub(super) fn ensure_duties_separate<A: Administration>(
    storage: &dyn Storage,
    account: &Addr,
    asked: Duty<A::Role>,
) -> Result<(), AccessError> {
    for group in A::EXCLUSIVE.iter().filter(|group| group.contains(&asked)) {
        for held in group.iter().copied().filter(|held| *held != asked) {
            let has = match held {
                Duty::Owner => owner::is_owner(storage, account)?,
                Duty::Role(role) => roles::has(storage, role, account),
            };
            if has {
                return Err(AccessError::RoleConflict { held: held.name(), asked: asked.name() });
            }
        }
    }
    Ok(())
}
