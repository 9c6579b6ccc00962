//! Moving to newer code.

use cosmwasm_std::{DepsMut, Response};
use isthmus_api::stablecoin::events;

use crate::error::ContractError;
use crate::execute::emit;
use crate::state;

/// Refuses the state of another contract and of newer code. Ends all signatures made before: what was
/// signed was signed for the rules of the old code (E17).
pub fn migrate(deps: DepsMut, name: &str, version: &str) -> Result<Response, ContractError> {
    let stored = cw2::get_contract_version(deps.storage)?;
    cw2::ensure_from_older_version(deps.storage, name, version).map_err(|_| {
        ContractError::Migration {
            found: format!("{} {}", stored.contract, stored.version),
            code: format!("{name} {version}"),
        }
    })?;
    state::raise_domain_epoch(deps.storage)?;
    emit(events::Migrate { from_version: stored.version, to_version: version.to_string() })
}
