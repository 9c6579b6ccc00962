//! What may pass between here and a peer in one token, and what has.

use cosmwasm_std::{Deps, Env, Uint128};
use isthmus_api::bridge::{LedgerResponse, LimitsResponse, RouteResponse};
use isthmus_api::types::{address, printable, Asset, RegionId, TokenId};

use super::tokens::load_token;
use crate::error::ContractError;
use crate::model::route::{quote, Inquiry, RouteId};
use crate::state;

/// Never fails: an unknown region or a malformed receiver is an answer too.
pub fn route(
    deps: Deps,
    env: &Env,
    region: String,
    asset: Asset,
    receiver: String,
    amount: Option<Uint128>,
) -> RouteResponse {
    match ensure_passes(deps, env, &region, asset, &receiver, amount) {
        Ok(()) => RouteResponse { ok: true, code: None, reason: None },
        Err(error) => {
            let text = error.to_string();
            let (reason, code) = text.rsplit_once(" [").unwrap_or((&text, ""));
            RouteResponse {
                ok: false,
                code: Some(code.trim_end_matches(']').to_string()),
                reason: Some(reason.to_string()),
            }
        }
    }
}

/// Fails as the transfer would, so far as that does not depend on its sender's notes.
fn ensure_passes(
    deps: Deps,
    env: &Env,
    region: &str,
    asset: Asset,
    receiver: &str,
    amount: Option<Uint128>,
) -> Result<(), ContractError> {
    let contract = match asset {
        Asset::Cw20(contract) => address(deps.api, "asset", &contract)?,
        Asset::Native(denom) => {
            return Err(ContractError::UnknownToken { token: printable(&denom) });
        }
    };
    let token = state::find_token_of_contract(deps.storage, deps.api, &contract)?
        .ok_or_else(|| ContractError::UnknownToken { token: contract.to_string() })?;
    let region = RegionId::new("region", region)?;
    let peers = state::load_peers(deps.storage)?;
    let asked = Inquiry {
        region: &region,
        token: &token.id,
        token_number: token.number,
        receiver,
        now: env.block.time.seconds(),
    };
    let mut quote = quote(
        &peers,
        asked,
        || state::is_receiver_blocked(&deps.querier, &contract, &region, receiver),
        |route_id| state::load_route(deps.storage, route_id),
    )?;
    match amount {
        Some(amount) => quote.send(amount.u128()).map(|_| ()),
        None => Ok(()),
    }
}

pub fn ledger(deps: Deps, region: String, token: String) -> Result<LedgerResponse, ContractError> {
    let (region, token) = (RegionId::new("region", &region)?, TokenId::new("token", &token)?);
    let peers = state::load_peers(deps.storage)?;
    let route_id = find_route(deps, peers.find(&region)?.number, &token)?;
    let route = state::load_route(deps.storage, route_id)?;
    let (in_flight_count, in_flight) = state::sum_in_flight(deps.storage, &region, &token)?;
    let outstanding = if *token.home() == peers.own { route.outstanding() } else { 0 };
    Ok(LedgerResponse {
        sent: route.sent.into(),
        refunded: route.refunded.into(),
        received: route.received.into(),
        outstanding: outstanding.into(),
        outstanding_cap: route.outstanding_cap.map(Uint128::new),
        in_flight: in_flight.into(),
        claimable: route.claimable.into(),
        sent_count: route.sent_count,
        refunded_count: route.refunded_count,
        received_count: route.received_count,
        in_flight_count,
        claimable_count: route.claimable_count,
    })
}

pub fn limits(
    deps: Deps,
    env: &Env,
    region: String,
    token: String,
) -> Result<LimitsResponse, ContractError> {
    let (region, token) = (RegionId::new("region", &region)?, TokenId::new("token", &token)?);
    let peer = state::load_peers(deps.storage)?.find(&region)?.number;
    let mut route = state::load_route(deps.storage, find_route(deps, peer, &token)?)?;
    route.settle(env.block.time.seconds());
    let headroom = |cap: u128| Uint128::new(cap.saturating_sub(route.outstanding()));
    Ok(LimitsResponse {
        outbound: route.open_outbound().map(|bucket| bucket.state()),
        inbound: route.open_inbound().map(|bucket| bucket.state()),
        outstanding_cap: route.outstanding_cap.map(Uint128::new),
        outstanding_headroom: route.outstanding_cap.map(headroom),
    })
}

fn find_route(deps: Deps, peer: u8, token: &TokenId) -> Result<RouteId, ContractError> {
    Ok(RouteId { peer, token: Some(load_token(deps, token)?.number) })
}
