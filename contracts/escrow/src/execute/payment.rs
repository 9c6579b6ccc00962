//! Money that leaves a deal.
//!
//! A payment is taken from the books first and then sent as a submessage of its own with a gas limit.
//! If the token or the bridge refuses, the reply makes it a credit; nobody else is affected.

use cosmwasm_std::{
    to_json_binary, Addr, BankMsg, Binary, Coin, CosmosMsg, Response, StdResult, Storage, SubMsg,
    Uint128, WasmMsg,
};
use cw20::{Cw20ExecuteMsg, Denom};
use isthmus_api::bridge;
use isthmus_api::escrow::events::{Accepted, Closed, Credited, Expired, Paid, Released};
use isthmus_api::escrow::{DealStatus, Party};
use isthmus_api::event::TypedEvent;
use isthmus_kit::{emit, Ctx};
use isthmus_wire::wire;

use crate::error::Outcome;
use crate::model::asset::asset_text;
use crate::model::deal::Deal;
use crate::model::destination::Destination;
use crate::model::step::{Step, Steps};
use crate::model::text::name_of;
use crate::state::{self, Payment};

/// Reply id of a payment.
pub const PAYMENT_REPLY: u64 = 1;
/// Gas that a payment within the region may use; a transfer needs about a quarter of it.
const LOCAL_GAS: u64 = 500_000;
/// Gas that a payment over the bridge may use: token, bridge, burn and packet.
const REMOTE_GAS: u64 = 1_500_000;

/// What the reply must know to make a refused payment a credit.
#[wire]
pub struct RefusablePayment {
    /// The deal.
    pub deal: u64,
    /// Whose money it is.
    pub owner: Addr,
    /// What it is.
    pub asset: Denom,
    /// How much.
    pub amount: Uint128,
    /// Number of the payout, if it goes over the bridge.
    pub payout: Option<u64>,
}

/// What a payout carries over the bridge as its reference, and what a refund brings back.
#[wire]
pub struct Reference {
    /// Number of the payout.
    pub payout: u64,
}

/// Carries out the steps of a deal that is saved.
pub fn carry_out(ctx: &mut Ctx, deal: &Deal, steps: Steps) -> Outcome {
    if steps.is_empty() {
        return Ok(Response::new());
    }
    let bridge = state::load_config(ctx.deps.storage)?.bridge;
    let mut response = Response::new();
    for step in steps {
        let done = match step {
            Step::Pay { party, drawing, amount } => {
                pay(ctx.deps.storage, &bridge, deal, party, drawing, amount)
            }
            Step::Accepted { drawing, amount, precluded } => {
                emit(Accepted { deal: deal.id, drawing, actor: ctx.by(), amount, precluded })
            }
            Step::Released { drawing, amount } => emit(Released { deal: deal.id, drawing, amount }),
            Step::Expired => emit(Expired { deal: deal.id, status: name_of(DealStatus::RunOff) }),
            Step::Closed => emit(Closed {
                deal: deal.id,
                outcome: deal.outcome.map(name_of).unwrap_or_default(),
                released: deal.ledger.released,
                refunded: deal.ledger.refunded,
            }),
        }?;
        response = response.add_submessages(done.messages).add_events(done.events);
    }
    Ok(response)
}

/// Pays out of a deal: books first, then the submessage.
fn pay(
    storage: &mut dyn Storage,
    bridge: &Addr,
    deal: &Deal,
    party: Party,
    drawing: Option<u64>,
    amount: Uint128,
) -> Outcome {
    state::unhold(storage, &deal.asset, amount)?;
    let (Some(owner), Some(to)) = (deal.account(party).cloned(), deal.destination(party)) else {
        return Ok(Response::new());
    };
    let payment = Payment { deal: Some(deal.id), owner, asset: deal.asset.clone(), amount };
    let Some(sending) = send(storage, bridge, &payment, &to)? else {
        // Coins cannot go over the bridge. A payout is checked when it is set, so this is never
        // seen; if it were, the money would still be the owner's.
        state::credit(storage, &payment.owner, &payment.asset, amount)?;
        return emit(Credited {
            deal: deal.id,
            owner: payment.owner.into(),
            asset: asset_text(&deal.asset),
            amount,
            reason: "no route".to_string(),
        });
    };
    let refusable = RefusablePayment {
        deal: deal.id,
        owner: payment.owner.clone(),
        asset: payment.asset,
        amount,
        payout: sending.payout,
    };
    let gas = if sending.payout.is_some() { REMOTE_GAS } else { LOCAL_GAS };
    let message = SubMsg::reply_on_error(sending.message, PAYMENT_REPLY)
        .with_gas_limit(gas)
        .with_payload(to_json_binary(&refusable)?);
    let event = Paid {
        deal: deal.id,
        drawing,
        kind: if drawing.is_some() { "drawing" } else { "refund" }.to_string(),
        owner: payment.owner.into(),
        region: to.region(),
        receiver: to.receiver().to_string(),
        asset: asset_text(&deal.asset),
        amount,
        payout: sending.payout,
    };
    Ok(Response::new().add_submessage(message).add_event(event.to_event()))
}

/// A message that moves money, and the number under which it may come back.
pub struct Sending {
    /// The message.
    pub message: CosmosMsg,
    /// Number of the payout, if it goes over the bridge.
    pub payout: Option<u64>,
}

/// The message that sends money, if the asset can go there at all.
pub fn send(
    storage: &mut dyn Storage,
    bridge: &Addr,
    payment: &Payment,
    to: &Destination,
) -> StdResult<Option<Sending>> {
    let amount = payment.amount;
    Ok(match (&payment.asset, to) {
        (Denom::Native(denom), Destination::Local { address }) => Some(Sending {
            message: BankMsg::Send {
                to_address: address.to_string(),
                amount: vec![Coin::new(amount, denom)],
            }
            .into(),
            payout: None,
        }),
        (Denom::Cw20(token), Destination::Local { address }) => {
            let transfer = Cw20ExecuteMsg::Transfer { recipient: address.to_string(), amount };
            Some(Sending { message: token_message(token, &transfer)?, payout: None })
        }
        (Denom::Cw20(token), Destination::Remote { region, receiver }) => {
            let number = state::save_payout(storage, payment)?;
            let hook = bridge::TokenHook::Transfer {
                region: region.to_string(),
                receiver: receiver.clone(),
                timeout_seconds: None,
                memo: payment.deal.map(|deal| format!("isthmus escrow deal {deal}")),
                info: None,
                reference: Some(reference(number)?),
            };
            let contract = bridge.to_string();
            let send = Cw20ExecuteMsg::Send { contract, amount, msg: to_json_binary(&hook)? };
            Some(Sending { message: token_message(token, &send)?, payout: Some(number) })
        }
        (Denom::Native(_), Destination::Remote { .. }) => None,
    })
}

/// `{"payout":7}`: at most 33 bytes, of the 64 that the bridge keeps.
fn reference(payout: u64) -> StdResult<Binary> {
    to_json_binary(&Reference { payout })
}

fn token_message(token: &Addr, message: &Cw20ExecuteMsg) -> StdResult<CosmosMsg> {
    Ok(WasmMsg::Execute {
        contract_addr: token.to_string(),
        msg: to_json_binary(message)?,
        funds: vec![],
    }
    .into())
}
