//! Moving to this code. No deal is touched.

use cosmwasm_std::{DepsMut, Response};
use isthmus_api::escrow::events::Migrated;
use isthmus_api::event::TypedEvent;

use crate::{ContractError, CONTRACT_NAME, CONTRACT_VERSION};

/// Refuses another contract's state and that of newer code.
pub fn migrate(deps: DepsMut) -> Result<Response, ContractError> {
    let stored = cw2::get_contract_version(deps.storage)?;
    cw2::ensure_from_older_version(deps.storage, CONTRACT_NAME, CONTRACT_VERSION).map_err(
        |_| ContractError::Migration { name: stored.contract, version: stored.version.clone() },
    )?;
    let event = Migrated { from_version: stored.version, to_version: CONTRACT_VERSION.to_string() };
    Ok(Response::new().add_event(event.to_event()))
}
