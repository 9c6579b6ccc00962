//! Moving to this code.

use cosmwasm_std::DepsMut;
use isthmus_api::bridge::events::Migrated;
use isthmus_kit::emit;

use crate::error::ContractError;
use crate::{Outcome, NAME, VERSION};

/// Refuses another contract's state and that of newer code.
pub fn migrate(deps: DepsMut) -> Outcome {
    let stored = cw2::get_contract_version(deps.storage)?;
    cw2::ensure_from_older_version(deps.storage, NAME, VERSION).map_err(|_| {
        ContractError::Migration {
            from: format!("{} {}", stored.contract, stored.version),
            to: format!("{NAME} {VERSION}"),
        }
    })?;
    emit(Migrated { from_version: stored.version, to_version: VERSION.to_string() })
}
