//! Status lists.

use cosmwasm_std::{Binary, Deps, Env};
use isthmus_api::gate::CHUNK_SLOTS;
use isthmus_api::identity::{StatusChunkResponse, StatusListResponse, StatusResponse};

use super::Answer;
use crate::error::ContractError;
use crate::model::status::StatusList;
use crate::state;

fn load_list(deps: Deps, list: u32) -> Answer<StatusList> {
    state::load_list(deps.storage, list)?
        .ok_or_else(|| ContractError::not_found("status list", list))
}

pub fn list(deps: Deps, env: &Env, list: u32) -> Answer<StatusListResponse> {
    let record = load_list(deps, list)?;
    let registry = state::load_registry(deps.storage, &env.contract.address)?;
    Ok(StatusListResponse {
        list,
        issuer: registry.did(&record.issuer)?.into(),
        size: record.size,
        epoch: record.epoch,
        updated_at: record.updated_at,
    })
}

pub fn status(deps: Deps, list: u32, index: u32) -> Answer<StatusResponse> {
    load_list(deps, list)?.checked_index(index)?;
    Ok(StatusResponse { status: state::load_status(deps.storage, list, index) })
}

pub fn chunk(deps: Deps, list: u32, chunk: u32) -> Answer<StatusChunkResponse> {
    let record = load_list(deps, list)?;
    record.checked_index(chunk.saturating_mul(CHUNK_SLOTS))?;
    Ok(StatusChunkResponse {
        bytes: Binary::from(state::load_chunk(deps.storage, list, chunk)?),
        epoch: record.epoch,
    })
}
