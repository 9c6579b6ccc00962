//! The answers that every contract gives.

use cosmwasm_std::{Addr, Deps, Env, StdResult};
use cw_ownable::Ownership;
use isthmus_api::access::{
    PausedScope, PausesResponse, PendingChangesResponse, RoleMembersResponse, RolesOfResponse,
};
use isthmus_api::types;
use strum::IntoEnumIterator;

use super::roles::name;
use super::{account_of, scope, Administration};
use crate::{changes, owner, roles, version, AccessError};

/// Owner, proposed owner, and when the proposal expires.
pub fn ownership(deps: Deps) -> StdResult<Ownership<Addr>> {
    owner::ownership(deps.storage)
}

/// Name and version of the contract.
pub fn contract_info(deps: Deps) -> StdResult<cw2::ContractVersion> {
    version::load(deps.storage)
}

/// The accounts that have a role, ascending; 10 unless asked for, at most 30.
pub fn role_members<A: Administration>(
    deps: Deps,
    role: A::Role,
    start_after: Option<String>,
    limit: Option<u32>,
) -> Result<RoleMembersResponse, AccessError> {
    let start = match start_after {
        Some(given) => Some(types::address(deps.api, "start_after", &given)?),
        None => None,
    };
    let members = roles::members(deps.storage, role, start.as_ref(), types::page(limit))?;
    Ok(RoleMembersResponse { members })
}

/// Whether an account is the owner, and its roles.
pub fn roles_of<A: Administration>(
    deps: Deps,
    account: &str,
) -> Result<RolesOfResponse, AccessError> {
    let account = account_of(deps.api, account)?;
    let held = A::Role::iter().filter(|role| roles::has(deps.storage, *role, &account));
    Ok(RolesOfResponse {
        owner: owner::is_owner(deps.storage, &account)?,
        roles: held.map(name).collect(),
    })
}

/// What is paused now.
pub fn pauses<A: Administration>(deps: Deps, env: &Env) -> StdResult<PausesResponse> {
    let now = env.block.time.seconds();
    let stored = A::load_pauses(deps.storage)?;
    let paused = A::Scope::iter().map(scope::<A>).filter_map(|scope| {
        let until = stored.until(scope, now)?;
        Some(PausedScope { scope: scope.name.to_string(), until })
    });
    Ok(PausesResponse { pauses: paused.collect() })
}

/// Changes that wait, in the order of their numbers, those that have lapsed among them.
pub fn pending_changes<A: Administration>(
    deps: Deps,
) -> StdResult<PendingChangesResponse<A::Change>> {
    Ok(PendingChangesResponse { changes: changes::pending(deps.storage)? })
}
