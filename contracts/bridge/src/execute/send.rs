//! Money that leaves: the cw20 hook. The amount is the bridge's by then; it is burnt and a packet
//! carries it. If anything here fails, the token's transaction fails and nothing moved.

use cosmwasm_std::{
    from_json, to_json_binary, Addr, Binary, Deps, DepsMut, Env, HexBinary, IbcMsg, MessageInfo,
    Response, Uint128, WasmMsg,
};
use cw20::Cw20ReceiveMsg;
use isthmus_api::bridge::events::Sent;
use isthmus_api::bridge::{
    ExecuteKind, ExecuteMsg, TokenHook, DEFAULT_TIMEOUT_SECONDS, MAX_TIMEOUT_SECONDS,
    MIN_TIMEOUT_SECONDS,
};
use isthmus_api::event::TypedEvent;
use isthmus_api::packet::{Op, Transfer};
use isthmus_api::permission::Guarded;
use isthmus_api::stablecoin;
use isthmus_api::types::{printable, within};
use isthmus_kit::unauthorized;

use crate::error::ContractError;
use crate::model::{envelope, receiver as rules};
use crate::state::{self, Hub, InFlight, Peer, RouteId};

/// Takes a token's hook.
pub fn receive(
    deps: DepsMut,
    env: Env,
    info: MessageInfo,
    cw20: Cw20ReceiveMsg,
) -> Result<Response, ContractError> {
    let (token, name) = state::token_of_contract(deps.storage, deps.api, &info.sender)?
        .ok_or_else(|| unauthorized(ExecuteMsg::permission(ExecuteKind::Receive).caller))?;
    let paid =
        Paid { contract: info.sender, token, name, sender: cw20.sender, amount: cw20.amount };
    let hook = from_json(&cw20.msg).map_err(|error| ContractError::Unreadable {
        what: "hook",
        reason: printable(&error.to_string()),
    })?;
    match hook {
        TokenHook::Transfer { region, receiver, timeout_seconds, memo, info, reference } => {
            let order = Order {
                region,
                receiver,
                timeout_seconds,
                memo: memo.filter(|m| !m.is_empty()),
                info,
                reference: reference.filter(|r| !r.is_empty()),
            };
            transfer(deps, env, paid, order)
        }
    }
}

/// What the token says it was paid.
struct Paid {
    contract: Addr,
    /// Number and name of the token.
    token: u16,
    name: String,
    sender: String,
    amount: Uint128,
}

/// What the sender ordered.
struct Order {
    region: String,
    receiver: String,
    timeout_seconds: Option<u64>,
    memo: Option<String>,
    info: Option<HexBinary>,
    reference: Option<Binary>,
}

fn transfer(deps: DepsMut, env: Env, paid: Paid, order: Order) -> Result<Response, ContractError> {
    let amount = paid.amount;
    let hub = state::hub(deps.storage)?;
    let (peer, channel) = way(&hub, &env, &order.region)?;
    rules::check_remote(&peer.prefix, &order.receiver)?;
    screen(deps.as_ref(), &paid.contract, &order.region, &order.receiver)?;
    within("amount", amount.u128(), (1, u128::MAX))?;
    envelope::check_notes(order.memo.as_deref(), order.info.as_ref())?;
    if let Some(reference) = &order.reference {
        envelope::check_reference(reference)?;
    }
    let seconds = within(
        "timeout_seconds",
        order.timeout_seconds.unwrap_or(DEFAULT_TIMEOUT_SECONDS),
        (MIN_TIMEOUT_SECONDS, MAX_TIMEOUT_SECONDS),
    )?;
    let timeout = env.block.time.plus_seconds(seconds);

    let now = env.block.time.seconds();
    let route_id = RouteId { peer: peer.number, token: paid.token };
    let mut route = state::route(deps.storage, route_id)?;
    let id = route.send(amount.u128(), now, state::home(&paid.name) == hub.own)?;
    state::save_route(deps.storage, route_id, &route);
    let packet = InFlight {
        route: route_id,
        amount: amount.u128(),
        timeout_seconds: Some(seconds).filter(|seconds| *seconds != DEFAULT_TIMEOUT_SECONDS),
        reference: order.reference,
    };
    state::save_in_flight(deps.storage, &order.region, &paid.name, id, &packet)?;

    let op = Transfer {
        token: paid.name,
        amount: amount.to_string(),
        sender: paid.sender,
        receiver: order.receiver,
        memo: order.memo,
        info: order.info,
    };
    let event = Sent {
        region: order.region.clone(),
        channel: channel.to_string(),
        id,
        token: op.token.clone(),
        amount,
        sender: op.sender.clone(),
        receiver: op.receiver.clone(),
        timeout_at: timeout.seconds(),
        memo: op.memo.clone(),
        info: op.info.as_ref().map(HexBinary::to_hex),
        reference: packet.reference.as_ref().map(Binary::to_base64),
    };
    let data = envelope::write(&hub.own, &order.region, id, Op::Transfer(op))?;
    let burn = WasmMsg::Execute {
        contract_addr: paid.contract.into_string(),
        msg: to_json_binary(&stablecoin::ExecuteMsg::BridgeBurn { amount })?,
        funds: Vec::new(),
    };
    Ok(Response::new()
        .add_message(burn)
        .add_message(IbcMsg::SendPacket {
            channel_id: channel.to_string(),
            data: data.into(),
            timeout: timeout.into(),
        })
        .add_event(event.to_event()))
}

/// The way to a peer: it is open for sending and has a channel, and sending is not paused.
pub fn way<'a>(
    hub: &'a Hub,
    env: &Env,
    region: &str,
) -> Result<(&'a Peer, &'a str), ContractError> {
    hub.pauses.check(state::SEND, env.block.time.seconds())?;
    let peer = hub.peer(region)?;
    if peer.draining {
        return Err(ContractError::PeerDraining { region: region.to_string() });
    }
    match &peer.channel {
        Some(channel) => Ok((peer, channel)),
        None => Err(ContractError::NoChannel { region: region.to_string() }),
    }
}

/// Fails if the token lists the receiver as blocked: one raw read of its list. A receiver has one
/// spelling, because [`rules::check_remote`] and the list take lower case alone. A contract without
/// such a list blocks nobody; one that is not there refuses.
fn screen(deps: Deps, contract: &Addr, region: &str, receiver: &str) -> Result<(), ContractError> {
    let key = stablecoin::foreign_receiver_key(region, receiver);
    match deps.querier.query_wasm_raw(contract.as_str(), key)? {
        None => Ok(()),
        Some(_) => Err(ContractError::ScreenedReceiver { given: receiver.to_string() }),
    }
}

/// Whether a transfer would pass, for the `route` query: the checks of [`transfer`] that do not
/// depend on the sender's notes.
pub fn would_pass(
    deps: Deps,
    env: &Env,
    region: &str,
    contract: &str,
    receiver: &str,
    amount: Option<Uint128>,
) -> Result<(), ContractError> {
    let contract = isthmus_api::types::address(deps.api, "asset", contract)?;
    let token = state::token_of_contract(deps.storage, deps.api, &contract)?;
    let (token, name) =
        token.ok_or_else(|| ContractError::UnknownToken { token: contract.to_string() })?;
    let hub = state::hub(deps.storage)?;
    let (peer, _) = way(&hub, env, region)?;
    rules::check_remote(&peer.prefix, receiver)?;
    screen(deps, &contract, region, receiver)?;
    let mut route = state::route(deps.storage, RouteId { peer: peer.number, token })?;
    if route.outbound.is_none() {
        return Err(ContractError::RouteShut { direction: "outbound" });
    }
    if let Some(amount) = amount {
        within("amount", amount.u128(), (1, u128::MAX))?;
        let now = env.block.time.seconds();
        route.send(amount.u128(), now, state::home(&name) == hub.own)?;
    }
    Ok(())
}
