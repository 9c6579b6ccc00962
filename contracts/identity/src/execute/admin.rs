//! Pause, roles, owner.

use cosmwasm_std::{DepsMut, Env, MessageInfo, Response};
use isthmus_api::identity::events::{OwnershipUpdated, Paused, RoleGranted, RoleRevoked, Unpaused};
use isthmus_api::identity::{PauseScope, Role};
use isthmus_api::types;
use isthmus_kit::{owner, pause as paused, roles};

use super::emit;
use crate::error::ContractError;
use crate::state;

fn names(scopes: &[PauseScope]) -> String {
    let names: Vec<&'static str> = scopes.iter().map(|scope| (*scope).into()).collect();
    names.join(",")
}

pub fn pause(
    deps: DepsMut,
    env: &Env,
    info: &MessageInfo,
    scopes: Vec<PauseScope>,
    duration_seconds: u64,
) -> Result<Response, ContractError> {
    types::at_most("scopes", &scopes, 4)?;
    let stored: Vec<_> = scopes.iter().copied().map(state::scope).collect();
    let now = env.block.time.seconds();
    let until = paused::pause(deps.storage, &stored, now, duration_seconds)?;
    Ok(emit(&Paused { scopes: names(&scopes), until, by: info.sender.to_string() }))
}

pub fn unpause(
    deps: DepsMut,
    info: &MessageInfo,
    scopes: Vec<PauseScope>,
) -> Result<Response, ContractError> {
    types::at_most("scopes", &scopes, 4)?;
    let stored: Vec<_> = scopes.iter().copied().map(state::scope).collect();
    paused::unpause(deps.storage, &stored)?;
    Ok(emit(&Unpaused { scopes: names(&scopes), by: info.sender.to_string() }))
}

pub fn grant_role(
    deps: DepsMut,
    info: &MessageInfo,
    role: Role,
    account: String,
) -> Result<Response, ContractError> {
    let account = types::address(deps.api, "account", &account)?;
    roles::grant(deps.storage, role, &account)?;
    let role: &'static str = role.into();
    Ok(emit(&RoleGranted {
        role: role.to_string(),
        account: account.into(),
        by: info.sender.to_string(),
    }))
}

pub fn revoke_role(
    deps: DepsMut,
    info: &MessageInfo,
    role: Role,
    account: String,
) -> Result<Response, ContractError> {
    let account = types::address(deps.api, "account", &account)?;
    roles::revoke(deps.storage, role, &account);
    let role: &'static str = role.into();
    Ok(emit(&RoleRevoked {
        role: role.to_string(),
        account: account.into(),
        by: info.sender.to_string(),
    }))
}

pub fn update_ownership(
    deps: DepsMut,
    env: &Env,
    info: &MessageInfo,
    action: cw_ownable::Action,
) -> Result<Response, ContractError> {
    let ownership = owner::update(deps, &env.block, &info.sender, action)?;
    Ok(emit(&OwnershipUpdated {
        owner: ownership.owner.map(String::from),
        pending_owner: ownership.pending_owner.map(String::from),
        by: info.sender.to_string(),
    }))
}
