//! One message = load, ask the model, save, emit.

pub mod admin;
pub mod calendar;
pub mod deal;
pub mod drawing;
pub mod fund;
pub mod money;

use cosmwasm_std::{Addr, Api, Deps, Env};
use cw20::Denom;
use isthmus_api::bridge::{self, RouteResponse};
use isthmus_api::gate;
use isthmus_api::types::{self, Asset, InputError, Payout, RegionId};

use crate::state::Config;
use crate::ContractError;

/// An asset with its address checked.
pub fn checked_asset(api: &dyn Api, asset: &Asset) -> Result<Denom, InputError> {
    match asset {
        Asset::Native(denom) => {
            let allowed = "a-z, A-Z, 0-9 and / : . _ -";
            let denom = types::text("asset.native", denom, (3, 128), allowed, |c| {
                c.is_ascii_alphanumeric() || matches!(c, '/' | ':' | '.' | '_' | '-')
            })?;
            Ok(Denom::Native(denom))
        }
        Asset::Cw20(contract) => Ok(Denom::Cw20(types::address(api, "asset.cw20", contract)?)),
    }
}

/// An asset for the wire.
pub fn wire_asset(asset: &Denom) -> Asset {
    match asset {
        Denom::Native(denom) => Asset::Native(denom.clone()),
        Denom::Cw20(contract) => Asset::Cw20(contract.to_string()),
    }
}

/// Refuses an account that would swallow money: this contract, its neighbours, the token itself.
pub fn not_reserved(
    env: &Env,
    config: &Config,
    asset: &Denom,
    account: &Addr,
) -> Result<(), ContractError> {
    let own = [&env.contract.address, &config.identity, &config.stablecoin, &config.bridge];
    let token = matches!(asset, Denom::Cw20(token) if token == account);
    if token || own.contains(&account) {
        return Err(ContractError::ReservedAccount { account: account.to_string() });
    }
    Ok(())
}

/// Checks where money is to go. A payout abroad must have a route over the bridge now.
pub fn checked_payout(
    deps: Deps,
    env: &Env,
    config: &Config,
    asset: &Denom,
    payout: &Payout,
) -> Result<(), ContractError> {
    match payout {
        Payout::Local { address } => {
            let account = types::address(deps.api, "payout.address", address)?;
            not_reserved(env, config, asset, &account)
        }
        Payout::Remote { region, receiver } => {
            let region = RegionId::new("payout.region", region)?;
            types::text("payout.receiver", receiver, (1, 128), "a-z and 0-9", |c| {
                c.is_ascii_lowercase() || c.is_ascii_digit()
            })?;
            route(deps, config, asset, &region, receiver)
        }
    }
}

fn route(
    deps: Deps,
    config: &Config,
    asset: &Denom,
    region: &RegionId,
    receiver: &str,
) -> Result<(), ContractError> {
    let refused = |reason: &str| ContractError::NoRoute {
        region: region.as_str().to_string(),
        reason: types::printable(reason),
    };
    if matches!(asset, Denom::Native(_)) {
        return Err(refused("the bridge carries tokens, not native coins"));
    }
    let question = bridge::QueryMsg::Route {
        region: region.as_str().to_string(),
        asset: wire_asset(asset),
        receiver: receiver.to_string(),
        amount: None,
    };
    let answer = deps
        .querier
        .query_wasm_smart::<RouteResponse>(&config.bridge, &question)
        .map_err(|error| refused(&error.to_string()))?;
    if answer.ok {
        return Ok(());
    }
    Err(refused(answer.reason.as_deref().unwrap_or("refused")))
}

/// Checks that a party satisfies the policy, if there is one.
pub fn authorized(
    deps: Deps,
    config: &Config,
    account: &Addr,
    now: u64,
) -> Result<(), ContractError> {
    let Some(policy) = &config.policy else {
        return Ok(());
    };
    let verdict = gate::ask(&deps.querier, deps.api, &config.identity, policy, account, now)?;
    if verdict.authorized {
        return Ok(());
    }
    Err(ContractError::NotAuthorized {
        account: account.to_string(),
        reason: verdict.reason.to_string(),
    })
}
