//! Setting the contract up. Nobody is asked, so that the four contracts of a region can be
//! instantiated in any order with predicted addresses.

use isthmus_api::escrow::events::Instantiated;
use isthmus_api::escrow::InstantiateMsg;
use isthmus_api::types::{address, RegionId};
use isthmus_kit::admin::{self, First};
use isthmus_kit::{emit, Ctx};

use crate::error::Outcome;
use crate::execute::admin::Admin;
use crate::model::asset::check_asset;
use crate::state::{self, Config};
use crate::ContractError;

/// Sets the contract up; asks nobody.
pub fn instantiate(ctx: &mut Ctx, msg: InstantiateMsg) -> Outcome {
    let first = First {
        owner: msg.owner.clone(),
        owner_delay_seconds: msg.owner_delay_seconds,
        roles: msg.roles,
        change_delay_seconds: msg.change_delay_seconds,
    };
    let administration = admin::instantiate::<Admin>(&mut ctx.deps, &ctx.info, first)?;
    if let Some(policy) = &msg.policy {
        policy.check()?;
    }
    let api = ctx.deps.api;
    let config = Config {
        region: RegionId::new("region", &msg.region)?,
        identity: address(api, "identity", &msg.identity)?,
        stablecoin: address(api, "stablecoin", &msg.stablecoin)?,
        bridge: address(api, "bridge", &msg.bridge)?,
        policy: msg.policy,
    };
    state::save_config(ctx.deps.storage, &config)?;
    for asset in &msg.assets {
        state::allow_asset(ctx.deps.storage, &check_asset(api, asset)?)?;
    }
    let response = emit::<ContractError>(Instantiated { region: config.region, owner: msg.owner })?;
    Ok(response.add_events(administration))
}
