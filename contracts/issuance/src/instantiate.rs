//! Setting the contract up. Nobody is asked, so that the contracts of a region can be instantiated in any
//! order with predicted addresses: whether a first role excludes a duty in the token is not known yet.

use isthmus_api::issuance::events::Instantiated;
use isthmus_api::issuance::{Calendar, InstantiateMsg, MAX_HOLIDAYS};
use isthmus_api::types::{address, at_most, RegionId};
use isthmus_calendar::Rules;
use isthmus_kit::admin::{self, First};
use isthmus_kit::{emit, Ctx};

use crate::error::Outcome;
use crate::execute::Admin;
use crate::model::redemption::check_policy;
use crate::model::reserve::{Policy, Reserve};
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
    let config = Config {
        region: RegionId::new("region", &msg.region)?,
        stablecoin: address(ctx.deps.api, "stablecoin", &msg.stablecoin)?,
    };
    state::save_config(ctx.deps.storage, &config)?;
    set_calendar(ctx, msg.calendar)?;
    let policy = msg.reserve_policy.map(Policy::check).transpose()?;
    state::save_reserve(ctx.deps.storage, &Reserve { policy, attested: None });
    let policy = msg.redemption_policy.map(check_policy).transpose()?;
    state::save_redemption_policy(ctx.deps.storage, policy.as_ref())?;
    let response = emit::<ContractError>(Instantiated { region: config.region, owner: msg.owner })?;
    Ok(response.add_events(administration))
}

fn set_calendar(ctx: &mut Ctx, given: Calendar) -> Result<(), ContractError> {
    let rules = Rules::new(&given.name, given.utc_offset_minutes, &given.weekend)?;
    at_most("holidays", &given.holidays, MAX_HOLIDAYS)?;
    let days = rules.check_holidays(&given.holidays, ctx.now())?;
    state::save_calendar_rules(ctx.deps.storage, &rules)?;
    Ok(state::add_holidays(ctx.deps.storage, &days)?)
}
