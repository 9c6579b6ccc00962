//! Pause, roles and the owner.

use cosmwasm_std::{DepsMut, Env, MessageInfo, Response};
use cw_ownable::Action;
use isthmus_api::bridge::events::{OwnershipUpdated, Paused, RoleGranted, RoleRevoked, Unpaused};
use isthmus_api::bridge::{PauseScope, Role};
use isthmus_api::event::TypedEvent;
use isthmus_api::types::{address, at_most};
use isthmus_kit::pause::Scope;
use isthmus_kit::{owner, roles};

use crate::error::ContractError;
use crate::state;

/// Stops sending, receiving or both. What is under way is not touched: acknowledgements, timeouts and
/// claims never look at a pause (I9).
pub fn pause(
    deps: DepsMut,
    env: Env,
    info: MessageInfo,
    scopes: Vec<PauseScope>,
    duration_seconds: u64,
) -> Result<Response, ContractError> {
    let now = env.block.time.seconds();
    let mut pauses = state::hub(deps.storage)?.pauses;
    let until = pauses.pause(&as_scopes(&scopes)?, now, duration_seconds)?;
    state::save_pauses(deps.storage, pauses, now)?;
    let event = Paused { scopes: names(&scopes), until, by: info.sender.into_string() };
    Ok(Response::new().add_event(event.to_event()))
}

/// Ends a pause before its time.
pub fn unpause(
    deps: DepsMut,
    env: Env,
    info: MessageInfo,
    scopes: Vec<PauseScope>,
) -> Result<Response, ContractError> {
    let mut pauses = state::hub(deps.storage)?.pauses;
    pauses.unpause(&as_scopes(&scopes)?);
    state::save_pauses(deps.storage, pauses, env.block.time.seconds())?;
    let event = Unpaused { scopes: names(&scopes), by: info.sender.into_string() };
    Ok(Response::new().add_event(event.to_event()))
}

/// Gives a role.
pub fn grant_role(
    deps: DepsMut,
    info: MessageInfo,
    role: Role,
    account: String,
) -> Result<Response, ContractError> {
    let account = address(deps.api, "account", &account)?;
    roles::grant(deps.storage, role, &account)?;
    let event = RoleGranted {
        role: role_name(role),
        account: account.into_string(),
        by: info.sender.into_string(),
    };
    Ok(Response::new().add_event(event.to_event()))
}

/// Takes a role away.
pub fn revoke_role(
    deps: DepsMut,
    info: MessageInfo,
    role: Role,
    account: String,
) -> Result<Response, ContractError> {
    let account = address(deps.api, "account", &account)?;
    roles::revoke(deps.storage, role, &account);
    let event = RoleRevoked {
        role: role_name(role),
        account: account.into_string(),
        by: info.sender.into_string(),
    };
    Ok(Response::new().add_event(event.to_event()))
}

/// Proposes an owner, accepts or renounces.
pub fn update_ownership(
    deps: DepsMut,
    env: Env,
    info: MessageInfo,
    action: Action,
) -> Result<Response, ContractError> {
    let now = owner::update(deps, &env.block, &info.sender, action)?;
    let event = OwnershipUpdated {
        owner: now.owner.map(String::from),
        pending_owner: now.pending_owner.map(String::from),
        by: info.sender.into_string(),
    };
    Ok(Response::new().add_event(event.to_event()))
}

fn as_scopes(scopes: &[PauseScope]) -> Result<Vec<Scope>, ContractError> {
    at_most("scopes", scopes, 2)?;
    let scope = |s: &PauseScope| match s {
        PauseScope::Send => state::SEND,
        PauseScope::Receive => state::RECEIVE,
    };
    Ok(scopes.iter().map(scope).collect())
}

fn names(scopes: &[PauseScope]) -> String {
    let names: Vec<&'static str> = scopes.iter().map(|s| (*s).into()).collect();
    names.join(",")
}

fn role_name(role: Role) -> String {
    let name: &'static str = role.into();
    name.to_string()
}
