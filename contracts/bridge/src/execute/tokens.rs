//! Tokens, and what may pass of them between here and a peer.

use cosmwasm_std::{DepsMut, Env, Response, Uint128};
use isthmus_api::bridge::events::{RouteSet, TokenRegistered};
use isthmus_api::bridge::{Limit, DEFAULT_TOKEN_GAS};
use isthmus_api::event::TypedEvent;
use isthmus_api::types::{address, printable, within, TokenId};

use crate::error::ContractError;
use crate::state::{self, RouteId, Token};

/// Bounds of the gas one call to a token may use. Below, a call cannot succeed; above, a hostile
/// token could use up a block while a packet is relayed.
const TOKEN_GAS: (u64, u64) = (100_000, 5_000_000);

/// Names a token's contract in this region, for life.
pub fn register(
    deps: DepsMut,
    token: String,
    contract: String,
    gas_limit: Option<u64>,
) -> Result<Response, ContractError> {
    let name = TokenId::new("token", &token)?.as_str().to_string();
    let contract = address(deps.api, "contract", &contract)?;
    let gas = within("gas_limit", gas_limit.unwrap_or(DEFAULT_TOKEN_GAS), TOKEN_GAS)?;
    let by_name = state::token(deps.storage, deps.api, &name)?;
    let by_contract = state::token_of_contract(deps.storage, deps.api, &contract)?;
    let same_contract = by_name.as_ref().is_none_or(|known| known.contract == contract);
    let same_name = by_contract.is_none_or(|(_, known)| known == name);
    if !same_contract || !same_name {
        return Err(ContractError::TokenTaken { token: name, contract: contract.into_string() });
    }
    let number = match by_name {
        Some(known) => known.number,
        None => state::next_token(deps.storage)?,
    };
    let gas_limit = u32::try_from(gas).unwrap_or(u32::MAX);
    let token = Token { number, name, contract, gas_limit };
    state::save_token(deps.storage, deps.api, &token)?;
    let event = TokenRegistered {
        token: token.name,
        contract: token.contract.into_string(),
        gas_limit: gas,
    };
    Ok(Response::new().add_event(event.to_event()))
}

/// Sets what may pass. A token travels between its home and one other region only: otherwise home
/// could not know who holds how much.
pub fn set_route(
    deps: DepsMut,
    env: Env,
    region: String,
    token: String,
    outbound: Option<Limit>,
    inbound: Option<Limit>,
    outstanding_cap: Option<Uint128>,
) -> Result<Response, ContractError> {
    let hub = state::hub(deps.storage)?;
    let peer = hub.peer(&region)?;
    let Some(token) = state::token(deps.storage, deps.api, &token)? else {
        return Err(ContractError::UnknownToken { token: printable(&token) });
    };
    let here = token.home() == hub.own;
    if !here && token.home() != region {
        return Err(ContractError::NotHome { token: token.name, region });
    }
    if !here && outstanding_cap.is_some() {
        return Err(ContractError::CapAway { token: token.name });
    }
    for limit in [outbound, inbound].iter().flatten() {
        within("capacity", limit.capacity.u128(), (1, u128::MAX))?;
    }
    let route_id = RouteId { peer: peer.number, token: token.number };
    let mut route = state::route(deps.storage, route_id)?;
    route.limit(env.block.time.seconds(), outbound, inbound, outstanding_cap.map(|cap| cap.u128()));
    state::save_route(deps.storage, route_id, &route);
    let event = RouteSet {
        region,
        token: token.name,
        outbound_capacity: outbound.map(|l| l.capacity),
        outbound_refill_per_second: outbound.map(|l| l.refill_per_second),
        inbound_capacity: inbound.map(|l| l.capacity),
        inbound_refill_per_second: inbound.map(|l| l.refill_per_second),
        outstanding_cap,
    };
    Ok(Response::new().add_event(event.to_event()))
}
