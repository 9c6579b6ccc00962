//! How the contract is set up.

use cosmwasm_std::Deps;
use isthmus_api::issuance::ConfigResponse;
use isthmus_kit::{changes, owner};

use super::Answer;
use crate::state;

/// `config`.
pub fn config(deps: Deps) -> Answer<ConfigResponse> {
    let config = state::load_config(deps.storage)?;
    Ok(ConfigResponse {
        region: config.region.to_string(),
        stablecoin: config.stablecoin,
        owner_delay_seconds: owner::delay_seconds(deps.storage)?,
        change_delay_seconds: changes::delay_seconds(deps.storage)?,
    })
}
