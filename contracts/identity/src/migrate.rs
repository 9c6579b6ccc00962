//! Moving to this code.

use cosmwasm_std::{DepsMut, Response};
use isthmus_api::event::TypedEvent;
use isthmus_api::identity::events::Migrated;

use crate::contract::{NAME, VERSION};
use crate::error::ContractError;

/// Same contract, and not a newer one than this code. Records are never touched.
pub fn migrate(deps: DepsMut) -> Result<Response, ContractError> {
    let stored = cw2::get_contract_version(deps.storage)?;
    cw2::ensure_from_older_version(deps.storage, NAME, VERSION).map_err(|_| {
        ContractError::Migration { name: stored.contract, version: stored.version.clone() }
    })?;
    let event = Migrated { from_version: stored.version, to_version: VERSION.to_string() };
    Ok(Response::new().add_event(event.to_event()))
}
