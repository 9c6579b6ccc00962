//! What is asked of accounts: that no money is lost in them, that the bridge reaches them, that they
//! satisfy the policy.

use cosmwasm_std::Addr;
use cw20::Denom;
use isthmus_api::bridge::{QueryMsg, RouteResponse};
use isthmus_api::gate;
use isthmus_api::types::{printable, Payout};
use isthmus_kit::Ctx;

use crate::model::asset::wire_asset;
use crate::model::destination::Destination;
use crate::state::Config;
use crate::ContractError;

/// Refuses an account that would swallow money: this contract, its neighbours, the token itself.
pub fn ensure_not_reserved(
    ctx: &Ctx,
    config: &Config,
    asset: &Denom,
    account: &Addr,
) -> Result<(), ContractError> {
    let own = [&ctx.env.contract.address, &config.identity, &config.stablecoin, &config.bridge];
    let token = matches!(asset, Denom::Cw20(token) if token == account);
    if token || own.contains(&account) {
        return Err(ContractError::ReservedAccount { account: account.to_string() });
    }
    Ok(())
}

/// Checks where money is to go. Abroad there must be a route over the bridge now.
pub fn check_destination(
    ctx: &Ctx,
    config: &Config,
    asset: &Denom,
    payout: &Payout,
) -> Result<Destination, ContractError> {
    let to = Destination::check(ctx.deps.api, payout)?;
    if let Destination::Local { address } = &to {
        ensure_not_reserved(ctx, config, asset, address)?;
    }
    ensure_route(ctx, config, asset, &to)?;
    Ok(to)
}

/// Refuses a destination abroad that the bridge would not carry the asset to now.
pub fn ensure_route(
    ctx: &Ctx,
    config: &Config,
    asset: &Denom,
    to: &Destination,
) -> Result<(), ContractError> {
    let Destination::Remote { region, receiver } = to else {
        return Ok(());
    };
    let refused = |reason: &str| ContractError::NoRoute {
        region: region.to_string(),
        reason: printable(reason),
    };
    if matches!(asset, Denom::Native(_)) {
        return Err(refused("the bridge carries tokens, not native coins"));
    }
    let question = QueryMsg::Route {
        region: region.to_string(),
        asset: wire_asset(asset),
        receiver: receiver.clone(),
        amount: None,
    };
    let answer = ctx
        .deps
        .querier
        .query_wasm_smart::<RouteResponse>(&config.bridge, &question)
        .map_err(|error| refused(&error.to_string()))?;
    if answer.ok {
        return Ok(());
    }
    Err(refused(answer.reason.as_deref().unwrap_or("refused")))
}

/// Refuses a sender who does not satisfy the policy, if there is one.
pub fn ensure_meets_policy(ctx: &Ctx, config: &Config) -> Result<(), ContractError> {
    let Some(policy) = &config.policy else {
        return Ok(());
    };
    let (deps, account) = (ctx.deps.as_ref(), &ctx.info.sender);
    let verdict = gate::ask(&deps.querier, deps.api, &config.identity, policy, account, ctx.now())?;
    if verdict.authorized {
        return Ok(());
    }
    Err(ContractError::NotAuthorized {
        account: account.to_string(),
        reason: verdict.reason.to_string(),
    })
}
