//! DIDs: create, update, deactivate; and finding the one that a message speaks of.

use cosmwasm_std::HexBinary;
use isthmus_api::gate::Standing;
use isthmus_api::identity::events::{DidCreated, DidDeactivated, DidUpdated};
use isthmus_api::identity::{ExecuteKind, Key, PauseScope, Service, MAX_CONTROLLERS};
use isthmus_api::types::{self, Did};
use isthmus_kit::emit;

use super::{Ctx, Outcome};
use crate::error::ContractError;
use crate::model::did::{DidId, DidRecord, Patch, Registry};
use crate::state;

/// A DID of this registry that is not deactivated.
pub struct ActiveDid {
    /// The DID.
    pub did: Did,
    /// Its last part.
    pub id: DidId,
    /// What the registry knows of it.
    pub record: DidRecord,
}

/// What this registry's DIDs have in common.
pub fn load_registry(ctx: &Ctx) -> Result<Registry, ContractError> {
    Ok(state::load_registry(ctx.deps.storage, &ctx.env.contract.address)?)
}

/// The DID, if it is active.
pub fn load_active(ctx: &Ctx, did: &str) -> Result<ActiveDid, ContractError> {
    let registry = load_registry(ctx)?;
    let id = registry.id(did)?;
    let record = state::load_did(ctx.deps.storage, &id)?
        .ok_or_else(|| ContractError::not_found("did", did))?;
    let did = registry.did(&id)?;
    if record.deactivated {
        return Err(ContractError::Deactivated { did });
    }
    Ok(ActiveDid { did, id, record })
}

/// The DID, if it is active and the sender controls it.
pub fn load_controlled(
    ctx: &Ctx,
    did: &str,
    kind: ExecuteKind,
) -> Result<ActiveDid, ContractError> {
    let active = load_active(ctx, did)?;
    if active.record.is_controller(&ctx.info.sender) {
        return Ok(active);
    }
    Err(ContractError::unauthorized(kind))
}

pub fn create(ctx: &mut Ctx, salt: HexBinary, keys: Vec<Key>, services: Vec<Service>) -> Outcome {
    let now = ctx.now();
    state::ensure_not_paused(ctx.deps.storage, PauseScope::Did, now)?;
    let creator = ctx.deps.api.addr_canonicalize(ctx.info.sender.as_str())?;
    let id = DidId::derive(&creator, &salt)?;
    let did = load_registry(ctx)?.did(&id)?;
    // A deactivated DID is still there, so its id is never given out again.
    if state::load_did(ctx.deps.storage, &id)?.is_some() {
        return Err(ContractError::AlreadyExists { what: "did", id: did.into() });
    }
    let record = DidRecord::create(ctx.info.sender.clone(), keys, services, now)?;
    state::save_did(ctx.deps.storage, &id, &record)?;
    emit(DidCreated { did, controller: ctx.by() })
}

pub fn update(
    ctx: &mut Ctx,
    did: String,
    base_version: u64,
    controllers: Option<Vec<String>>,
    keys: Option<Vec<Key>>,
    services: Option<Vec<Service>>,
) -> Outcome {
    let now = ctx.now();
    state::ensure_not_paused(ctx.deps.storage, PauseScope::Did, now)?;
    let ActiveDid { did, id, record } = load_controlled(ctx, &did, ExecuteKind::UpdateDid)?;
    let checked_controllers = |given: Vec<String>| {
        types::at_most("controllers", &given, MAX_CONTROLLERS)?;
        let check = |account: &String| types::address(ctx.deps.api, "controllers", account);
        given.iter().map(check).collect()
    };
    let controllers = controllers.map(checked_controllers).transpose()?;
    let record = record.update(base_version, Patch { controllers, keys, services }, now)?;
    state::save_did(ctx.deps.storage, &id, &record)?;
    emit(DidUpdated { did, version: record.version })
}

/// Whatever the DID had goes with it. The gate reads passes and accreditations only, never a DID, so
/// both are closed here; the caps on each bound the work.
pub fn deactivate(ctx: &mut Ctx, did: String) -> Outcome {
    let ActiveDid { did, id, record } = load_controlled(ctx, &did, ExecuteKind::DeactivateDid)?;
    let record = record.deactivate(ctx.now());
    state::save_did(ctx.deps.storage, &id, &record)?;

    let (mut accounts, mut passes, mut accreditations) = (0u32, 0u32, 0u32);
    for linked in state::accounts_of(ctx.deps.storage, &id)? {
        state::unlink_account(ctx.deps.storage, &id, &linked.account)?;
        if !linked.accepted {
            continue;
        }
        accounts = accounts.saturating_add(1);
        let account = ctx.deps.api.addr_canonicalize(linked.account.as_str())?;
        for mut held in state::passes_of(ctx.deps.storage, &account)? {
            held.pass.closed = true;
            state::save_pass(ctx.deps.storage, &account, &held.schema, &held.pass)?;
            passes = passes.saturating_add(1);
        }
    }
    for number in state::accreditations_of(ctx.deps.storage, &id)? {
        if let Some(mut accreditation) = state::load_accreditation(ctx.deps.storage, number)? {
            accreditation.standing = Standing::Revoked;
            state::save_accreditation(ctx.deps.storage, number, &accreditation);
        }
        state::release_accreditation(ctx.deps.storage, &id, number);
        accreditations = accreditations.saturating_add(1);
    }
    let version = record.version;
    emit(DidDeactivated { did, version, accounts, passes, accreditations })
}
