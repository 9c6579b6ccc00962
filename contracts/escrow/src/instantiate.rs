//! Setting the contract up. Nobody is asked, so that the four contracts of a region can be
//! instantiated in any order with predicted addresses.

use isthmus_api::escrow::events::Instantiated;
use isthmus_api::escrow::InstantiateMsg;
use isthmus_api::types::{address, RegionId};
use isthmus_kit::{emit, owner, roles, Ctx};

use crate::error::Outcome;
use crate::model::asset::check_asset;
use crate::state::{self, Config};
use crate::{ContractError, NAME, VERSION};

/// Sets the contract up; asks nobody.
pub fn instantiate(ctx: &mut Ctx, msg: InstantiateMsg) -> Outcome {
    if let Some(coin) = ctx.info.funds.first() {
        return Err(ContractError::FundsNotAccepted { given: coin.to_string() });
    }
    let (api, storage) = (ctx.deps.api, &mut *ctx.deps.storage);
    cw2::set_contract_version(storage, NAME, VERSION)?;
    let first = msg.owner.as_deref().map(|given| address(api, "owner", given)).transpose()?;
    let first = first.map(String::from);
    owner::initialize(storage, api, first.as_deref(), msg.owner_delay_seconds.unwrap_or_default())?;
    if let Some(policy) = &msg.policy {
        policy.check()?;
    }
    let config = Config {
        region: RegionId::new("region", &msg.region)?,
        identity: address(api, "identity", &msg.identity)?,
        stablecoin: address(api, "stablecoin", &msg.stablecoin)?,
        bridge: address(api, "bridge", &msg.bridge)?,
        policy: msg.policy,
    };
    state::save_config(storage, &config)?;
    for asset in &msg.assets {
        state::allow_asset(storage, &check_asset(api, asset)?)?;
    }
    for grant in msg.roles.unwrap_or_default() {
        let account = address(api, "roles.account", &grant.account)?;
        roles::grant(storage, grant.role, &account)?;
    }
    emit(Instantiated { region: config.region, owner: first })
}
