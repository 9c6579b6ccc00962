//! From an older version of this contract to this one. No deal is touched.

use cosmwasm_std::{DepsMut, Response};
use isthmus_api::escrow::events::Migrated;
use isthmus_api::event::TypedEvent;
use semver::Version;

use crate::{ContractError, CONTRACT_NAME, CONTRACT_VERSION};

/// Refuses another contract's state and anything that is not strictly older than this code.
pub fn migrate(deps: DepsMut) -> Result<Response, ContractError> {
    let stored = cw2::get_contract_version(deps.storage)?;
    let older = match (Version::parse(&stored.version), Version::parse(CONTRACT_VERSION)) {
        (Ok(from), Ok(to)) => from < to,
        _ => false,
    };
    if stored.contract != CONTRACT_NAME || !older {
        return Err(ContractError::Migration { name: stored.contract, version: stored.version });
    }
    cw2::set_contract_version(deps.storage, CONTRACT_NAME, CONTRACT_VERSION)?;
    let event = Migrated { from: stored.version, to: CONTRACT_VERSION.to_string() };
    Ok(Response::new().add_event(event.to_event()))
}
