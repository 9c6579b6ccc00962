//! Routes: what may pass of a token between here and a peer.

use cosmwasm_std::Uint128;
use isthmus_api::bridge::events::RouteSet;
use isthmus_api::bridge::Limit;
use isthmus_api::types::{within, RegionId, TokenId};
use isthmus_kit::{emit, Ctx};

use crate::error::ContractError;
use crate::model::route::RouteId;
use crate::{state, Outcome};

/// Sets what may pass. A token travels between its home and one other region only: otherwise home
/// could not know who holds how much.
pub fn set_route(
    ctx: &mut Ctx,
    region: String,
    token: String,
    outbound: Option<Limit>,
    inbound: Option<Limit>,
    outstanding_cap: Option<Uint128>,
) -> Outcome {
    let region = RegionId::new("region", &region)?;
    let token = TokenId::new("token", &token)?;
    let peers = state::load_peers(ctx.deps.storage)?;
    let peer = peers.find(&region)?.number;
    let Some(registered) = state::may_load_token(ctx.deps.storage, ctx.deps.api, &token)? else {
        return Err(ContractError::UnknownToken { token: token.to_string() });
    };
    let is_home = *token.home() == peers.own;
    if !is_home && *token.home() != region {
        let (token, region) = (token.to_string(), region.to_string());
        return Err(ContractError::NotHome { token, region });
    }
    if !is_home && outstanding_cap.is_some() {
        return Err(ContractError::CapAway { token: token.to_string() });
    }
    for limit in [outbound, inbound].iter().flatten() {
        within("capacity", limit.capacity.u128(), (1, u128::MAX))?;
    }
    let route_id = RouteId { peer, token: Some(registered.number) };
    let mut route = state::load_route(ctx.deps.storage, route_id)?;
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
