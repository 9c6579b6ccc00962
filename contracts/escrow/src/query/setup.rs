//! How the contract is set up.

use cosmwasm_std::{Deps, Env};
use isthmus_api::escrow::{
    AssetsResponse, ConfigResponse, PauseScope, PauseState, PausesResponse, Role,
    RoleMembersResponse,
};
use isthmus_api::types::{page, Asset};
use isthmus_kit::{owner, pause, roles};

use crate::execute::admin::NEW_DEALS;
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
        deals: state::count_deals(deps.storage)?,
        calendars: state::count_calendars(deps.storage)?,
    })
}

/// Holders of a role.
pub fn role_members(
    deps: Deps,
    role: Role,
    start_after: Option<String>,
    limit: Option<u32>,
) -> Result<RoleMembersResponse, ContractError> {
    let after = start_after.map(|after| deps.api.addr_validate(&after)).transpose()?;
    let accounts = roles::members(deps.storage, role, after.as_ref(), page(limit))?;
    Ok(RoleMembersResponse { accounts })
}

/// Pauses in force.
pub fn pauses(deps: Deps, env: &Env) -> Result<PausesResponse, ContractError> {
    let until = pause::until(deps.storage, NEW_DEALS, env.block.time.seconds())?;
    let scope = PauseScope::NewDeals;
    let pauses = until.map(|until| PauseState { scope, until });
    Ok(PausesResponse { pauses: pauses.into_iter().collect() })
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
