//! Migration: the same contract, from an older version only.

use cosmwasm_std::{DepsMut, Response};
use isthmus_api::bridge::events::Migrated;
use isthmus_api::event::TypedEvent;
use semver::Version;

use crate::contract::{CONTRACT_NAME, CONTRACT_VERSION};
use crate::error::ContractError;

/// Checks name and version and writes the new version.
pub fn migrate(deps: DepsMut) -> Result<Response, ContractError> {
    let stored = cw2::get_contract_version(deps.storage)?;
    let older = Version::parse(&stored.version)
        .ok()
        .zip(Version::parse(CONTRACT_VERSION).ok())
        .is_some_and(|(from, to)| from < to);
    if stored.contract != CONTRACT_NAME || !older {
        return Err(ContractError::Migration {
            from: format!("{} {}", stored.contract, stored.version),
            to: format!("{CONTRACT_NAME} {CONTRACT_VERSION}"),
        });
    }
    cw2::set_contract_version(deps.storage, CONTRACT_NAME, CONTRACT_VERSION)?;
    let event = Migrated { from_version: stored.version, to_version: CONTRACT_VERSION.to_string() };
    Ok(Response::new().add_event(event.to_event()))
}
