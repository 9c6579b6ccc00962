//! Money that leaves: the cw20 hook. The amount is the bridge's by then; it is burnt and a packet
//! carries it. If anything here fails, the token's transaction fails and nothing moved.

use cosmwasm_std::{to_json_binary, Binary, HexBinary, IbcMsg, Response, WasmMsg};
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
use isthmus_api::types::{within, RegionId};
use isthmus_kit::{unauthorized, Ctx};
use isthmus_wire::from_message;

use crate::error::ContractError;
use crate::model::envelope;
use crate::model::packet::PacketId;
use crate::model::route::{quote, Inquiry};
use crate::state::{self, InFlight, TokenEntry};
use crate::Outcome;

/// What the token says it was paid.
struct Payment {
    token: TokenEntry,
    sender: String,
    amount: u128,
}

/// What the sender ordered.
struct Order {
    region: RegionId,
    receiver: String,
    timeout_seconds: u64,
    memo: Option<String>,
    info: Option<HexBinary>,
    reference: Option<Binary>,
}

/// Takes a token's hook.
pub fn receive(ctx: &mut Ctx, cw20: Cw20ReceiveMsg) -> Outcome {
    let token = state::find_token_of_contract(ctx.deps.storage, ctx.deps.api, &ctx.info.sender)?
        .ok_or_else(|| unauthorized(ExecuteMsg::permission(ExecuteKind::Receive).caller))?;
    let hook =
        from_message(&cw20.msg).map_err(|reason| ContractError::unreadable("hook", &reason))?;
    let payment = Payment { token, sender: cw20.sender, amount: cw20.amount.u128() };
    transfer(ctx, payment, read_order(hook)?)
}

fn read_order(hook: TokenHook) -> Result<Order, ContractError> {
    let TokenHook::Transfer { region, receiver, timeout_seconds, memo, info, reference } = hook;
    let order = Order {
        region: RegionId::new("region", &region)?,
        receiver,
        timeout_seconds: within(
            "timeout_seconds",
            timeout_seconds.unwrap_or(DEFAULT_TIMEOUT_SECONDS),
            (MIN_TIMEOUT_SECONDS, MAX_TIMEOUT_SECONDS),
        )?,
        memo: memo.filter(|memo| !memo.is_empty()),
        info,
        reference: reference.filter(|reference| !reference.is_empty()),
    };
    envelope::ensure_notes(order.memo.as_deref(), order.info.as_ref())?;
    envelope::ensure_reference(order.reference.as_deref().unwrap_or_default())?;
    Ok(order)
}

/// Counts the packet, then burns the money and sends it.
fn transfer(ctx: &mut Ctx, payment: Payment, order: Order) -> Outcome {
    let Payment { token, sender, amount } = payment;
    let peers = state::load_peers(ctx.deps.storage)?;
    let deps = ctx.deps.as_ref();
    let asked = Inquiry {
        region: &order.region,
        token: &token.id,
        token_number: token.number,
        receiver: &order.receiver,
        now: ctx.now(),
    };
    let mut quote = quote(
        &peers,
        asked,
        || {
            let (region, receiver) = (&order.region, &order.receiver);
            state::is_receiver_blocked(&deps.querier, &ctx.info.sender, region, receiver)
        },
        |route_id| state::load_route(deps.storage, route_id),
    )?;
    let id = quote.send(amount)?;
    let timeout = ctx.env.block.time.plus_seconds(order.timeout_seconds);

    state::save_route(ctx.deps.storage, quote.route_id, &quote.route);
    let record = InFlight {
        route: quote.route_id,
        owner: Some(ctx.deps.api.addr_canonicalize(&sender)?),
        amount,
        timeout_seconds: Some(order.timeout_seconds).filter(|s| *s != DEFAULT_TIMEOUT_SECONDS),
        reference: order.reference,
    };
    let packet = PacketId { region: order.region, token: Some(token.id.clone()), id };
    state::save_in_flight(ctx.deps.storage, &packet, &record)?;

    let event = Sent {
        region: packet.region.clone(),
        channel: quote.channel.clone(),
        id,
        token: token.id.clone(),
        amount: amount.into(),
        sender: sender.clone(),
        receiver: order.receiver.clone(),
        timeout_at: timeout.seconds(),
        memo: order.memo.clone(),
        info: order.info.as_ref().map(HexBinary::to_hex),
        reference: record.reference.as_ref().map(Binary::to_base64),
    };
    let op = Op::Transfer(Transfer {
        amount: amount.to_string(),
        receiver: order.receiver,
        memo: order.memo,
        info: order.info,
    });
    let burn = WasmMsg::Execute {
        contract_addr: ctx.info.sender.to_string(),
        msg: to_json_binary(&stablecoin::ExecuteMsg::BridgeBurn { amount: amount.into() })?,
        funds: Vec::new(),
    };
    let send = IbcMsg::SendPacket {
        channel_id: quote.channel.to_string(),
        data: envelope::write(&peers.own, &packet, Some(sender), op)?.into(),
        timeout: timeout.into(),
    };
    Ok(Response::new().add_message(burn).add_message(send).add_event(event.to_event()))
}
