//! Accounts of a DID: each link is proved by both sides.

use cosmwasm_std::{DepsMut, Env, MessageInfo, Response};
use isthmus_api::identity::events::{LinkAccepted, LinkOffered, Unlinked};
use isthmus_api::identity::{ExecuteKind, PauseScope, MAX_ACCOUNTS};
use isthmus_api::types::{self, InputError};

use super::{active, controlled, emit, missing, refused};
use crate::error::ContractError;
use crate::state;

pub fn offer(
    deps: DepsMut,
    env: &Env,
    info: &MessageInfo,
    did: String,
    account: String,
) -> Result<Response, ContractError> {
    state::open(deps.storage, PauseScope::Did, env.block.time.seconds())?;
    let registry = state::registry(deps.storage, &env.contract.address)?;
    let kind = ExecuteKind::LinkAccount;
    let (id, _) = controlled(deps.storage, &registry, &did, &info.sender, kind)?;
    let account = types::address(deps.api, "account", &account)?;
    if state::did_of(deps.storage, &account)?.is_some() {
        return Err(ContractError::AlreadyLinked { account: account.into() });
    }
    let named = state::accounts_of(deps.storage, &id)?;
    if named.len() >= MAX_ACCOUNTS && !named.iter().any(|(other, _)| *other == account) {
        return Err(InputError::TooMany {
            field: "accounts",
            max: MAX_ACCOUNTS,
            given: named.len().saturating_add(1),
        }
        .into());
    }
    state::name_account(deps.storage, &id, &account)?;
    Ok(emit(&LinkOffered { did, account: account.into() }))
}

pub fn accept(
    deps: DepsMut,
    env: &Env,
    info: &MessageInfo,
    did: String,
) -> Result<Response, ContractError> {
    state::open(deps.storage, PauseScope::Did, env.block.time.seconds())?;
    let registry = state::registry(deps.storage, &env.contract.address)?;
    let (id, _) = active(deps.storage, &registry, &did)?;
    if state::link(deps.storage, &id, &info.sender)?.is_none() {
        return Err(refused(ExecuteKind::AcceptLink));
    }
    if state::did_of(deps.storage, &info.sender)?.is_some() {
        return Err(ContractError::AlreadyLinked { account: info.sender.to_string() });
    }
    state::bind_account(deps.storage, &id, &info.sender)?;
    Ok(emit(&LinkAccepted { did, account: info.sender.to_string() }))
}

pub fn end(
    deps: DepsMut,
    env: &Env,
    info: &MessageInfo,
    did: String,
    account: String,
) -> Result<Response, ContractError> {
    let registry = state::registry(deps.storage, &env.contract.address)?;
    let (id, record) = active(deps.storage, &registry, &did)?;
    let account = types::address(deps.api, "account", &account)?;
    if info.sender != account && !record.is_controller(&info.sender) {
        return Err(refused(ExecuteKind::UnlinkAccount));
    }
    if state::link(deps.storage, &id, &account)?.is_none() {
        return Err(missing("link to", account.as_str()));
    }
    state::unlink(deps.storage, &id, &account)?;
    Ok(emit(&Unlinked { did, account: account.into(), by: info.sender.to_string() }))
}
