//! Refunds, from the message that pays one to the claim that is left of it: money that could not be
//! delivered goes back, at once or when somebody asks again.
//!
//! | step | what happens |
//! |---|---|
//! | [`message`] | the token is called within its gas; only its failure comes back as a reply |
//! | [`keep_as_claim`] | the reply: the refund becomes a claim |
//! | [`claim`] | anyone has it paid again; if that fails, the claim stays |

use cosmwasm_std::{
    from_json, to_json_binary, Addr, Binary, DepsMut, Response, StdResult, Storage, SubMsg, WasmMsg,
};
use isthmus_api::bridge::events::{Claimable, Claimed, Refunded};
use isthmus_api::event::TypedEvent;
use isthmus_api::stablecoin;
use isthmus_api::types::printable;
use isthmus_kit::{emit, Ctx};

use crate::error::ContractError;
use crate::model::packet::{PacketId, Refund};
use crate::model::peers::{Peer, Peers};
use crate::model::route::{RouteId, RECEIVE};
use crate::state::{self, Token};
use crate::Outcome;

/// Number of the reply to a refund that the token refused.
pub const REPLY: u64 = 1;

/// The submessage that pays a refund, within the token's gas. If it fails, [`keep_as_claim`] gets the
/// refund back as the payload of the reply.
pub fn message(token: &Token, refund: &Refund) -> StdResult<SubMsg> {
    Ok(SubMsg::reply_on_error(pay(&token.contract, refund)?, REPLY)
        .with_gas_limit(token.gas_limit.into())
        .with_payload(to_json_binary(refund)?))
}

/// What announces a refund: why, and what the other side said.
pub fn announce(refund: &Refund, cause: &str, detail: Option<String>) -> Refunded {
    Refunded {
        region: refund.region.clone(),
        id: refund.id,
        token: refund.token.clone(),
        amount: refund.amount,
        owner: refund.owner.to_string(),
        cause: cause.to_string(),
        detail,
    }
}

/// Makes a claim of a refund that could not be paid.
///
/// This may fail only if the payload, which this contract wrote, cannot be read. Then failing is the
/// safe way: the acknowledgement is rolled back with it and can be relayed again.
pub fn keep_as_claim(deps: DepsMut, payload: &Binary, cause: &str) -> Outcome {
    let refund: Refund = from_json(payload)?;
    let token = load_token(&deps, &refund)?;
    let route_id = find_route(deps.storage, &refund, &token)?;
    let mut route = state::load_route(deps.storage, route_id)?;
    route.refund_to_claim(refund.amount.u128());
    state::save_route(deps.storage, route_id, &route);
    state::save_claim(deps.storage, &refund)?;
    emit(announce_claim(&refund, cause))
}

/// What announces a claim, and why it is one.
pub fn announce_claim(refund: &Refund, cause: &str) -> Claimable {
    Claimable {
        region: refund.region.clone(),
        id: refund.id,
        token: refund.token.clone(),
        amount: refund.amount,
        owner: refund.owner.to_string(),
        detail: printable(cause),
    }
}

/// The peer of a refund. Fails while nothing is paid that a proof of its chain has caused: it is frozen, or
/// receiving is paused.
pub fn ensure_payable<'a>(
    peers: &'a Peers,
    refund: &Refund,
    now: u64,
) -> Result<&'a Peer, ContractError> {
    peers.pauses.check(RECEIVE, now)?;
    let peer = peers.find(&refund.region)?;
    peer.ensure_not_frozen()?;
    Ok(peer)
}

/// Pays a claim, unless its peer is frozen or receiving paused. If the token refuses again the whole message fails and the claim stays; it is gone
/// before the token is called, so a token that calls back finds nothing (ASA-2024-007).
///
/// The owner itself is paid without its reference: it knows what it asks for, and an account that is
/// no contract could never take the reference back.
pub fn claim(ctx: &mut Ctx, region: String, token: String, id: u64) -> Outcome {
    let packet = PacketId::new(&region, Some(&token), id)?;
    let Some(mut claim) = state::may_load_claim(ctx.deps.storage, &packet)? else {
        return Err(ContractError::UnknownClaim { region, token, id });
    };
    let token = load_token(&ctx.deps, &claim)?;
    let peers = state::load_peers(ctx.deps.storage)?;
    let peer = ensure_payable(&peers, &claim, ctx.now())?.number;
    state::remove_claim(ctx.deps.storage, &claim);
    let route_id = RouteId { peer, token: Some(token.number) };
    let mut route = state::load_route(ctx.deps.storage, route_id)?;
    route.pay_claim(claim.amount.u128());
    state::save_route(ctx.deps.storage, route_id, &route);
    if ctx.info.sender == claim.owner {
        claim.reference = None;
    }
    let pay = pay(&token.contract, &claim)?;
    let event = Claimed {
        region: claim.region,
        id,
        token: claim.token,
        amount: claim.amount,
        owner: claim.owner.into_string(),
        by: ctx.by(),
    };
    Ok(Response::new().add_message(pay).add_event(event.to_event()))
}

/// The token of a refund.
pub fn load_token(deps: &DepsMut, refund: &Refund) -> Result<Token, ContractError> {
    state::may_load_token(deps.storage, deps.api, &refund.token)?
        .ok_or_else(|| ContractError::UnknownToken { token: refund.token.to_string() })
}

/// Where a refund is counted, by the names of peer and token: off the hot paths, where no record that
/// is read anyway has their numbers.
pub fn find_route(
    storage: &dyn Storage,
    refund: &Refund,
    token: &Token,
) -> Result<RouteId, ContractError> {
    let peer = state::load_peers(storage)?.find(&refund.region)?.number;
    Ok(RouteId { peer, token: Some(token.number) })
}

fn pay(contract: &Addr, refund: &Refund) -> StdResult<WasmMsg> {
    Ok(WasmMsg::Execute {
        contract_addr: contract.to_string(),
        msg: to_json_binary(&stablecoin::ExecuteMsg::BridgeRefund {
            recipient: refund.owner.to_string(),
            amount: refund.amount,
            msg: refund.reference.clone(),
        })?,
        funds: Vec::new(),
    })
}
