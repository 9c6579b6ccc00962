//! Routes: what may pass of a token between here and a peer.

use cosmwasm_std::{Deps, Uint128};
use isthmus_api::bridge::events::RouteSet;
use isthmus_api::bridge::{Change, Limit};
use isthmus_api::types::{within, RegionId, TokenId};
use isthmus_kit::{emit, Ctx};

use crate::error::ContractError;
use crate::model::ledger::Route;
use crate::model::route::RouteId;
use crate::{state, Outcome};

/// Checks limits that are to be set: which route, and what it is now. A token travels between its home
/// and one other region only: otherwise home could not know who holds how much.
fn check(
    deps: Deps,
    region: &RegionId,
    token: &TokenId,
    limits: [Option<Limit>; 2],
    outstanding_cap: Option<Uint128>,
) -> Result<(RouteId, Route), ContractError> {
    let peers = state::load_peers(deps.storage)?;
    let peer = peers.find(region)?.number;
    let Some(registered) = state::may_load_token(deps.storage, deps.api, token)? else {
        return Err(ContractError::UnknownToken { token: token.to_string() });
    };
    let is_home = *token.home() == peers.own;
    if !is_home && token.home() != region {
        let (token, region) = (token.to_string(), region.to_string());
        return Err(ContractError::NotHome { token, region });
    }
    if !is_home && outstanding_cap.is_some() {
        return Err(ContractError::CapAway { token: token.to_string() });
    }
    for limit in limits.iter().flatten() {
        within("capacity", limit.capacity.u128(), (1, u128::MAX))?;
    }
    let route_id = RouteId { peer, token: Some(registered.number) };
    Ok((route_id, state::load_route(deps.storage, route_id)?))
}

/// The limits of a route, as the change that would alter nothing.
pub fn present(
    deps: Deps,
    region: &str,
    token: &str,
    outbound: Option<Limit>,
    inbound: Option<Limit>,
    outstanding_cap: Option<Uint128>,
) -> Result<Change, ContractError> {
    let (id, name) = (RegionId::new("region", region)?, TokenId::new("token", token)?);
    let (_, route) = check(deps, &id, &name, [outbound, inbound], outstanding_cap)?;
    Ok(Change::SetRoute {
        region: region.to_string(),
        token: token.to_string(),
        outbound: route.open_outbound().map(|bucket| bucket.limit()),
        inbound: route.open_inbound().map(|bucket| bucket.limit()),
        outstanding_cap: route.outstanding_cap.map(Uint128::new),
    })
}

/// Sets what may pass of a token between here and a peer. What is used stays used.
pub fn set_route(
    ctx: &mut Ctx,
    region: String,
    token: String,
    outbound: Option<Limit>,
    inbound: Option<Limit>,
    outstanding_cap: Option<Uint128>,
) -> Outcome {
    let (region, token) = (RegionId::new("region", &region)?, TokenId::new("token", &token)?);
    let (route_id, mut route) =
        check(ctx.deps.as_ref(), &region, &token, [outbound, inbound], outstanding_cap)?;
    route.set_limits(ctx.now(), outbound, inbound, outstanding_cap.map(|cap| cap.u128()));
    state::save_route(ctx.deps.storage, route_id, &route);
    emit(RouteSet {
        region,
        token,
        outbound_capacity: outbound.map(|limit| limit.capacity),
        outbound_refill_per_second: outbound.map(|limit| limit.refill_per_second),
        inbound_capacity: inbound.map(|limit| limit.capacity),
        inbound_refill_per_second: inbound.map(|limit| limit.refill_per_second),
        outstanding_cap,
    })
}
