//! DIDs: create, update, deactivate.

use cosmwasm_std::{DepsMut, Env, HexBinary, MessageInfo, Response};
use isthmus_api::gate::Standing;
use isthmus_api::identity::events::{DidCreated, DidDeactivated, DidUpdated};
use isthmus_api::identity::{ExecuteKind, Key, PauseScope, Service, MAX_CONTROLLERS};
use isthmus_api::types;

use super::{controlled, emit};
use crate::error::ContractError;
use crate::model::did::{DidId, DidRecord, Patch};
use crate::state;

pub fn create(
    deps: DepsMut,
    env: &Env,
    info: &MessageInfo,
    salt: HexBinary,
    keys: Vec<Key>,
    services: Vec<Service>,
) -> Result<Response, ContractError> {
    let now = env.block.time.seconds();
    state::open(deps.storage, PauseScope::Did, now)?;
    let creator = deps.api.addr_canonicalize(info.sender.as_str())?;
    let id = DidId::derive(&creator, &salt)?;
    let did = state::registry(deps.storage, &env.contract.address)?.did(&id);
    // A deactivated DID is still there, so its id is never given out again.
    if state::did(deps.storage, &id)?.is_some() {
        return Err(ContractError::AlreadyExists { what: "did", id: did });
    }
    let record = DidRecord::create(info.sender.clone(), keys, services, now)?;
    state::save_did(deps.storage, &id, &record)?;
    Ok(emit(&DidCreated { did, controller: info.sender.to_string() }))
}

pub fn update(
    deps: DepsMut,
    env: &Env,
    info: &MessageInfo,
    did: String,
    base_version: u64,
    controllers: Option<Vec<String>>,
    keys: Option<Vec<Key>>,
    services: Option<Vec<Service>>,
) -> Result<Response, ContractError> {
    let now = env.block.time.seconds();
    state::open(deps.storage, PauseScope::Did, now)?;
    let registry = state::registry(deps.storage, &env.contract.address)?;
    let kind = ExecuteKind::UpdateDid;
    let (id, record) = controlled(deps.storage, &registry, &did, &info.sender, kind)?;
    let controllers = controllers.map(|controllers| {
        types::at_most("controllers", &controllers, MAX_CONTROLLERS)?;
        controllers.iter().map(|account| types::address(deps.api, "controllers", account)).collect()
    });
    let patch = Patch { controllers: controllers.transpose()?, keys, services };
    let record = record.update(base_version, patch, now)?;
    state::save_did(deps.storage, &id, &record)?;
    Ok(emit(&DidUpdated { did, version: record.version }))
}

/// Whatever the DID had goes with it. The gate reads passes and accreditations only, never a DID, so
/// both are closed here; the caps on each bound the work.
pub fn deactivate(
    deps: DepsMut,
    env: &Env,
    info: &MessageInfo,
    did: String,
) -> Result<Response, ContractError> {
    let registry = state::registry(deps.storage, &env.contract.address)?;
    let kind = ExecuteKind::DeactivateDid;
    let (id, record) = controlled(deps.storage, &registry, &did, &info.sender, kind)?;
    let record = record.deactivate(env.block.time.seconds());
    state::save_did(deps.storage, &id, &record)?;

    let (mut accounts, mut passes, mut accreditations) = (0u32, 0u32, 0u32);
    for (account, accepted) in state::accounts_of(deps.storage, &id)? {
        state::unlink(deps.storage, &id, &account)?;
        if !accepted {
            continue;
        }
        accounts = accounts.saturating_add(1);
        let account = deps.api.addr_canonicalize(account.as_str())?;
        for (schema, mut pass) in state::passes_of(deps.storage, &account)? {
            pass.closed = true;
            state::save_pass(deps.storage, &account, &schema, &pass)?;
            passes = passes.saturating_add(1);
        }
    }
    for number in state::accreditations_of(deps.storage, &id)? {
        if let Some(mut accreditation) = state::accreditation(deps.storage, number)? {
            accreditation.standing = Standing::Revoked;
            state::save_accreditation(deps.storage, number, &accreditation);
        }
        state::release_accreditation(deps.storage, &id, number);
        accreditations = accreditations.saturating_add(1);
    }
    Ok(emit(&DidDeactivated { did, version: record.version, accounts, passes, accreditations }))
}
