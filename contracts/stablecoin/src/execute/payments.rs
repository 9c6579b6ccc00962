//! Payments beyond CW20: with a reference, in a batch; and allowances set or ended at once.

use cosmwasm_std::{Binary, Response, Uint128};
use cw20::Expiration;
use isthmus_api::event::TypedEvent;
use isthmus_api::stablecoin::{events, Payment, MAX_PAYMENTS, MAX_REVOCATIONS};

use super::transfer::{pay, pay_in, receive};
use super::{allowance, emit, Ctx, Outcome};
use crate::cache::Cache;
use crate::error::ContractError;
use crate::model::allowance::Allowance;
use crate::model::payments::{count, expiry, memo, sum};
use crate::state;

/// `transfer_with_memo`: calls nobody.
pub fn transfer_with_memo(
    ctx: &mut Ctx,
    recipient: String,
    amount: Uint128,
    reference: String,
) -> Outcome {
    let (from, to) = (ctx.sender()?, ctx.account("recipient", &recipient)?);
    let memo = memo(reference)?;
    let fee = pay(ctx, &from, &to, amount)?;
    let event = events::TransferWithMemo { from: ctx.by(), to: recipient, amount, memo };
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
    let (from, to) = (ctx.sender()?, ctx.account("contract", &contract)?);
    let memo = memo(reference)?;
    let fee = pay(ctx, &from, &to, amount)?;
    let call = receive(&ctx.info.sender, &contract, amount, msg)?;
    let event = events::SendWithMemo { from: ctx.by(), to: contract, amount, memo };
    Ok(Response::new().add_event(event.to_event()).add_events(fee).add_message(call))
}

/// `batch_transfer`: one movement after the other, each with all its rules, in a cache; so the payer
/// and a recipient named twice are still read and written once, and a payment to oneself is what it
/// is alone (E4). A failure anywhere leaves nothing (E20).
pub fn batch_transfer(ctx: &mut Ctx, payments: Vec<Payment>) -> Outcome {
    let number = count("payments", &payments, MAX_PAYMENTS)?;
    let (from, by, now) = (ctx.sender()?, ctx.by(), ctx.now());
    let mut total = 0u128;
    let mut told = Vec::with_capacity(payments.len());
    let mut cache = Cache::new(ctx.deps.storage);
    for Payment { recipient, amount, memo: reference } in payments {
        let to = state::AccountId::checked(ctx.deps.api, "recipient", &recipient)?;
        let memo = reference.map(memo).transpose();
        let memo = memo.map_err(|cause| ContractError::from(cause).of_entry(&recipient))?;
        let fee = pay_in(&mut cache, ctx.deps.api, now, &from, &to, amount, &mut ctx.asks)
            .map_err(|cause| cause.of_entry(&recipient))?;
        total = sum(total, amount.u128())?;
        let event = events::Payment { from: by.clone(), to: recipient, amount, memo };
        told.push(event.to_event());
        told.extend(fee);
    }
    cache.flush().apply(ctx.deps.storage);
    let batch = events::BatchTransfer { from: by, payments: number, amount: total.into() };
    Ok(Response::new().add_event(batch.to_event()).add_events(told))
}

/// `set_allowance`.
pub fn set_allowance(
    ctx: &mut Ctx,
    spender: String,
    amount: Uint128,
    expires: Option<Expiration>,
    expected: Uint128,
) -> Outcome {
    let (owner, to, block) = (ctx.sender()?, allowance::other(ctx, &spender)?, &ctx.env.block);
    let (before, after) = allowance::grant(ctx.deps.storage, block, &owner, &to, |before| {
        before.replace(expected.u128(), amount.u128(), expires, block)
    })?;
    emit(events::SetAllowance {
        owner: ctx.info.sender.to_string(),
        spender,
        previous: before.usable(block).into(),
        amount,
        expires: expiry(after.expires),
    })
}

/// `revoke_allowances`: always possible, whatever is paused or frozen, because it only takes away.
pub fn revoke_allowances(ctx: &mut Ctx, spenders: Vec<String>) -> Outcome {
    count("spenders", &spenders, MAX_REVOCATIONS)?;
    let (id, owner) = (ctx.sender()?, ctx.by());
    let mut told = Vec::new();
    for spender in spenders {
        let to = ctx.account("spender", &spender)?;
        let parties = ((&id, owner.as_str()), (&to, spender.as_str()));
        let Some(before) = state::find_allowance(ctx.deps.storage, parties)? else {
            continue;
        };
        let none = Allowance::default();
        state::save_allowance(ctx.deps.storage, &id, &to, Some(&before), &none)?;
        let previous = before.usable(&ctx.env.block).into();
        let event = events::RevokeAllowance { owner: owner.clone(), spender, previous };
        told.push(event.to_event());
    }
    let revoked = u64::try_from(told.len()).unwrap_or(MAX_REVOCATIONS);
    let event = events::RevokeAllowances { owner, revoked };
    Ok(Response::new().add_event(event.to_event()).add_events(told))
}
