//! How the contract is set up.

use cosmwasm_std::Deps;
use isthmus_api::escrow::{AssetsResponse, ConfigResponse};
use isthmus_api::types::{page, Asset};
use isthmus_kit::{changes, owner};

use crate::model::asset::{check_asset, wire_asset};
use crate::{state, ContractError};

/// The configuration and how much there is.
pub fn config(deps: Deps) -> Result<ConfigResponse, ContractError> {
    let config = state::load_config(deps.storage)?;
    Ok(ConfigResponse {
        region: config.region.to_string(),
        identity: config.identity,
        stablecoin: config.stablecoin,
        bridge: config.bridge,
        policy: config.policy,
        owner_delay_seconds: owner::delay_seconds(deps.storage)?,
        change_delay_seconds: changes::delay_seconds(deps.storage)?,
        deals: state::count_deals(deps.storage)?,
        calendars: state::count_calendars(deps.storage)?,
    })
}

/// Assets for new deals.
pub fn assets(
    deps: Deps,
    start_after: Option<Asset>,
    limit: Option<u32>,
) -> Result<AssetsResponse, ContractError> {
    let after = start_after.map(|asset| check_asset(deps.api, &asset)).transpose()?;
    let assets = state::list_assets(deps.storage, after.as_ref(), page(limit))?;
    Ok(AssetsResponse { assets: assets.iter().map(wire_asset).collect() })
}
