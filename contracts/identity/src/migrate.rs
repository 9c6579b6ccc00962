//! Moving to this code.

use cosmwasm_std::DepsMut;
use isthmus_api::identity::events::Migrated;
use isthmus_kit::emit;

use crate::error::ContractError;
use crate::execute::Outcome;
use crate::{NAME, VERSION};

/// Same contract, and not a newer one than this code. Records are never touched.
pub fn migrate(deps: DepsMut) -> Outcome {
    let stored = cw2::get_contract_version(deps.storage)?;
    cw2::ensure_from_older_version(deps.storage, NAME, VERSION).map_err(|_| {
        ContractError::Migration { name: stored.contract, version: stored.version.clone() }
    })?;
    emit(Migrated { from_version: stored.version, to_version: VERSION.to_string() })
}
