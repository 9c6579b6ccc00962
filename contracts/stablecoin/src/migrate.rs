//! Moving to newer code.

use cosmwasm_std::{DepsMut, Env, Response};
use isthmus_api::event::TypedEvent;
use isthmus_api::stablecoin::{events, MigrateMsg};

use crate::error::ContractError;
use crate::execute::migration::{accept, begin};
use crate::model::migration::{check_version, CW20_BASE};
use crate::state;

/// Takes over its own older state as it is, and begins to take over that of cw20-base. Refuses the
/// state of any other contract and of newer code. Ends all signatures made before: what was signed was
/// signed for the rules of the old code (E17).
pub fn migrate(
    mut deps: DepsMut,
    env: &Env,
    msg: MigrateMsg,
    name: &str,
    version: &str,
) -> Result<Response, ContractError> {
    let stored = cw2::get_contract_version(deps.storage)?;
    let found = format!("{} {}", stored.contract, stored.version);
    let mut told = Vec::new();
    match (stored.contract == CW20_BASE, msg.from_cw20) {
        (true, None) => return Err(ContractError::NoCw20Terms { found }),
        (true, Some(terms)) => {
            check_version(&stored.version)?;
            cw2::set_contract_version(deps.storage, name, version)?;
            told.extend(begin(deps.branch(), env, terms)?);
        }
        (false, terms) => {
            let code = format!("{name} {version}");
            cw2::ensure_from_older_version(deps.storage, name, version)
                .map_err(|_| ContractError::Migration { found: found.clone(), code })?;
            if terms.is_some() {
                return Err(ContractError::NotCw20 { found });
            }
        }
    }
    if let Some(sum) = msg.accept_sum {
        told.extend(accept(deps.storage, env, sum)?);
    }
    state::raise_domain_epoch(deps.storage)?;
    let to_version = version.to_string();
    let migrated = events::Migrate { from_version: stored.version, to_version };
    Ok(Response::new().add_event(migrated.to_event()).add_events(told))
}
