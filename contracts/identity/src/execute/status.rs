//! Status lists.

use cosmwasm_std::{DepsMut, Env, MessageInfo, Response};
use isthmus_api::gate::Reason;
use isthmus_api::identity::events::{StatusListCreated, StatusSet};
use isthmus_api::identity::{ExecuteKind, PauseScope, StatusUpdate};
use isthmus_api::packet::AttestedStatus;

use super::{controlled, emit, missing};
use crate::error::ContractError;
use crate::model::did::DidId;
use crate::model::status::{self, StatusList};
use crate::state::{self, Numbered};

pub fn create_list(
    deps: DepsMut,
    env: &Env,
    info: &MessageInfo,
    issuer: String,
    size: u32,
) -> Result<Response, ContractError> {
    let now = env.block.time.seconds();
    state::open(deps.storage, PauseScope::Pass, now)?;
    let registry = state::registry(deps.storage, &env.contract.address)?;
    let kind = ExecuteKind::CreateStatusList;
    let (id, _) = controlled(deps.storage, &registry, &issuer, &info.sender, kind)?;
    let mut reason = Reason::NotAccredited;
    for number in state::accreditations_of(deps.storage, &id)? {
        let Some(accreditation) = state::accreditation(deps.storage, number)? else {
            continue;
        };
        match accreditation.check(now) {
            Ok(()) => reason = Reason::Ok,
            Err(why) if reason != Reason::Ok => reason = why,
            Err(_) => {}
        }
    }
    if reason != Reason::Ok {
        return Err(ContractError::NotAccredited { reason });
    }
    let list = StatusList::create(id.0, size, now)?;
    let number = state::next_number(deps.storage, Numbered::List)?;
    state::save_list(deps.storage, number, &list)?;
    Ok(emit(&StatusListCreated { list: number, issuer, size }))
}

/// Statuses follow the issuer's DID, not the key or the accreditation under which passes were
/// issued: after a rotation, or while suspended, an issuer can still revoke.
pub fn set(
    deps: DepsMut,
    env: &Env,
    info: &MessageInfo,
    number: u32,
    updates: Vec<StatusUpdate>,
) -> Result<Response, ContractError> {
    let now = env.block.time.seconds();
    let list = state::list(deps.storage, number)?
        .ok_or_else(|| missing("status list", &number.to_string()))?;
    let registry = state::registry(deps.storage, &env.contract.address)?;
    let issuer = registry.did(&DidId(list.issuer));
    let kind = ExecuteKind::SetStatus;
    controlled(deps.storage, &registry, &issuer, &info.sender, kind)?;

    let count = |status| {
        let count = updates.iter().filter(|update| update.status == status).count();
        u32::try_from(count).unwrap_or(u32::MAX)
    };
    let valid = count(AttestedStatus::Valid);
    let suspended = count(AttestedStatus::Suspended);
    let revoked = count(AttestedStatus::Revoked);
    if valid > 0 {
        state::open(deps.storage, PauseScope::Pass, now)?;
    }
    for (chunk, updates) in list.by_chunk(updates)? {
        let before = state::chunk(deps.storage, number, chunk)?;
        let after = status::apply(number, before, &updates)?;
        state::save_chunk(deps.storage, number, chunk, &after);
    }
    let list = list.changed(now);
    state::save_list(deps.storage, number, &list)?;
    Ok(emit(&StatusSet { list: number, epoch: list.epoch, valid, suspended, revoked }))
}
