//! Paying refunds: the message to the token, and claims of those that could not be paid at once.

use cosmwasm_std::{
    to_json_binary, Addr, Binary, DepsMut, MessageInfo, Response, StdResult, SubMsg, Uint128,
    WasmMsg,
};
use isthmus_api::bridge::events::Claimed;
use isthmus_api::event::TypedEvent;
use isthmus_api::stablecoin;
use isthmus_api::types::printable;

use crate::error::ContractError;
use crate::state::{self, Refund, RouteId, Token};

/// Reply to a refund that the token refused.
pub const REFUND_REPLY: u64 = 1;

/// Pays a claim. If the token refuses again the whole message fails and the claim stays; it is gone
/// before the token is called, so a token that calls back finds nothing (ASA-2024-007).
///
/// The owner itself is paid without its reference: it knows what it asks for, and an account that is
/// no contract could never take the reference back.
pub fn claim(
    deps: DepsMut,
    info: MessageInfo,
    region: String,
    token: String,
    id: u64,
) -> Result<Response, ContractError> {
    let Some(claim) = state::claim(deps.storage, &region, &token, id)? else {
        return Err(ContractError::UnknownClaim {
            region: printable(&region),
            token: printable(&token),
            id,
        });
    };
    let token = state::token(deps.storage, deps.api, &claim.token)?
        .ok_or_else(|| ContractError::UnknownToken { token: claim.token.clone() })?;
    state::remove_claim(deps.storage, &claim);
    let hub = state::hub(deps.storage)?;
    let route_id = RouteId { peer: hub.peer(&claim.region)?.number, token: token.number };
    let mut route = state::route(deps.storage, route_id)?;
    route.pay_claim(claim.amount.u128());
    state::save_route(deps.storage, route_id, &route);
    let reference = claim.reference.filter(|_| info.sender.as_str() != claim.owner);
    let pay = call(&token.contract, &claim.owner, claim.amount, &reference)?;
    let event = Claimed {
        region: claim.region,
        id,
        token: claim.token,
        amount: claim.amount,
        owner: claim.owner,
        by: info.sender.into_string(),
    };
    Ok(Response::new().add_message(pay).add_event(event.to_event()))
}

/// The submessage that pays a refund, within the token's gas; if it fails, `reply` hears of it with
/// the refund as payload and makes a claim of it.
pub fn refund_message(token: &Token, refund: &Refund) -> StdResult<SubMsg> {
    let pay = call(&token.contract, &refund.owner, refund.amount, &refund.reference)?;
    Ok(SubMsg::reply_on_error(pay, REFUND_REPLY)
        .with_gas_limit(token.gas_limit.into())
        .with_payload(to_json_binary(refund)?))
}

fn call(
    contract: &Addr,
    owner: &str,
    amount: Uint128,
    reference: &Option<Binary>,
) -> StdResult<WasmMsg> {
    Ok(WasmMsg::Execute {
        contract_addr: contract.to_string(),
        msg: to_json_binary(&stablecoin::ExecuteMsg::BridgeRefund {
            recipient: owner.to_string(),
            amount,
            msg: reference.clone(),
        })?,
        funds: Vec::new(),
    })
}
