//! Payments beyond CW20: with a reference, and in a batch.

use cosmwasm_std::{Binary, Response, Uint128};
use isthmus_api::event::TypedEvent;
use isthmus_api::stablecoin::{events, Payment, MAX_PAYMENTS};
use isthmus_kit::overlay::Overlay;

use super::ledger::Ledger;
use super::transfer::{pay, receive};
use super::{Ctx, CtxExt, Named, Outcome};
use crate::error::ContractError;
use crate::model::movement::Kind;
use crate::model::payments::{checked_memo, count, sum};

/// `transfer_with_memo`: calls nobody.
pub fn transfer_with_memo(
    ctx: &mut Ctx,
    recipient: String,
    amount: Uint128,
    reference: String,
) -> Outcome {
    let (from, to) = (ctx.payer()?, ctx.resolve("recipient", recipient)?);
    let memo = checked_memo(reference)?;
    let fee = pay(&mut ctx.ledger(), &Kind::TRANSFER, &from, &to, amount)?;
    let (from, to) = (from.address.into_string(), to.address.into_string());
    let event = events::TransferWithMemo { from, to, amount, memo };
    Ok(Response::new().add_event(event.to_event()).add_events(fee))
}

/// `send_with_memo`: credits the contract, then calls it.
pub fn send_with_memo(
    ctx: &mut Ctx,
    contract: String,
    amount: Uint128,
    msg: Binary,
    reference: String,
) -> Outcome {
    let (from, to) = (ctx.payer()?, ctx.resolve("contract", contract)?);
    let memo = checked_memo(reference)?;
    let fee = pay(&mut ctx.ledger(), &Kind::SEND, &from, &to, amount)?;
    let call = receive(&from.address, &to.address, amount, msg)?;
    let (from, to) = (from.address.into_string(), to.address.into_string());
    let event = events::SendWithMemo { from, to, amount, memo };
    Ok(Response::new().add_event(event.to_event()).add_events(fee).add_message(call))
}

/// `batch_transfer`: one movement after the other, each with all its rules, in an overlay; so the payer
/// and a recipient named twice are still read and written once, and a payment to oneself is what it
/// is alone (E4). A failure anywhere leaves nothing (E20).
pub fn batch_transfer(ctx: &mut Ctx, payments: Vec<Payment>) -> Outcome {
    let number = count("payments", &payments, MAX_PAYMENTS)?;
    let (from, by, now) = (ctx.payer()?, ctx.by(), ctx.now());
    let (api, gathered) = (ctx.deps.api, &mut ctx.gathered);
    let mut total = 0u128;
    let mut emitted = Vec::with_capacity(payments.len());
    let mut overlay = Overlay::new(ctx.deps.storage);
    let mut ledger = Ledger { storage: &mut overlay, api, now, gathered };
    for Payment { recipient, amount, memo } in payments {
        let to = Named::checked(api, "recipient", recipient.as_str())?;
        let memo = memo
            .map(checked_memo)
            .transpose()
            .map_err(|cause| ContractError::from(cause).of_entry(&recipient))?;
        let fee = pay(&mut ledger, &Kind::TRANSFER, &from, &to, amount)
            .map_err(|cause| cause.of_entry(&recipient))?;
        total = sum(total, amount.u128())?;
        let event = events::Payment { from: by.clone(), to: recipient, amount, memo };
        emitted.push(event.to_event());
        emitted.extend(fee);
    }
    overlay.changes().apply(ctx.deps.storage);
    let batch = events::BatchTransfer { from: by, payments: number, amount: total.into() };
    Ok(Response::new().add_event(batch.to_event()).add_events(emitted))
}
