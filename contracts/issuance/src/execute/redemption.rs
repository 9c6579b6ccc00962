//! Tokens handed in for money. Between request and outcome they are this contract's balance in the token.

use cosmwasm_std::{Addr, HexBinary, StdError, Uint128};
use cw20::{Cw20ExecuteMsg, Cw20ReceiveMsg};
use isthmus_api::issuance::events::{
    RedemptionPaying, RedemptionPolicySet, RedemptionRejected, RedemptionRequested,
    RedemptionReturned, RedemptionSettled,
};
use isthmus_api::issuance::{
    Redemption, RedemptionPolicy, TokenHook, DEFAULT_TERM_DAYS, MAX_OPEN_REDEMPTIONS,
};
use isthmus_api::types;
use isthmus_kit::{emit, pause, read, Ctx};
use isthmus_wire::from_message;

use super::payment::pay;
use super::{token, REDEEM};
use crate::error::Outcome;
use crate::model::redemption::{
    accept, cause_to_return, check_policy, is_late, mark, paid_at, Cause,
};
use crate::model::reserve::{remember, Payment};
use crate::model::text::{check_reference, ensure_reason};
use crate::state::{self, End};
use crate::ContractError;

/// `receive`, from the token alone: a redemption is requested.
pub fn receive(ctx: &mut Ctx, hook: Cw20ReceiveMsg) -> Outcome {
    let now = ctx.now();
    pause::check(ctx.deps.storage, REDEEM, now)?;
    let TokenHook::Redeem { reference } = read(from_message(&hook.msg))?;
    let reference_shown = check_reference("reference", &reference)?;
    let holder = types::address(ctx.deps.api, "sender", &hook.sender)?;
    let calendar = state::load_calendar(ctx.deps.storage, now)?;
    let policy = state::may_load_redemption_policy(ctx.deps.storage)?;
    let amount = hook.amount;
    let due_at = accept(policy, &calendar, amount.u128(), now)?;
    let open = state::list_redemptions_of(ctx.deps.storage, &holder, None, MAX_OPEN_REDEMPTIONS)?;
    if open.len() >= MAX_OPEN_REDEMPTIONS {
        return Err(ContractError::TooManyRedemptions { limit: MAX_OPEN_REDEMPTIONS });
    }
    // Storage gives the number.
    let redemption =
        Redemption { id: 0, holder, amount, reference, requested_at: now, due_at, paying: None };
    ensure_no_escrow(ctx, &redemption.holder)?;
    let id = state::add_redemption(ctx.deps.storage, redemption)?;
    ensure_backed(ctx)?;
    emit(RedemptionRequested {
        id,
        holder: hook.sender,
        amount,
        reference: reference_shown,
        due_at,
    })
}

/// An escrow holds for others, and takes back nothing that was given to it without a word.
fn ensure_no_escrow(ctx: &Ctx, holder: &Addr) -> Result<(), ContractError> {
    match token::query_account(&ctx.deps.querier, &ctx.info.sender, holder)?.escrow {
        true => Err(ContractError::HolderIsEscrow {}),
        false => Ok(()),
    }
}

/// A token that takes a fee, or lies, must not leave other holders uncovered. And until this contract is an
/// escrow of the token, an order finds what it holds, whosever it is.
fn ensure_backed(ctx: &Ctx) -> Result<(), ContractError> {
    let open = state::load_statistics(ctx.deps.storage)?.open.amount;
    let credits = state::load_credit_total(ctx.deps.storage)?;
    let owed = open.checked_add(credits).map_err(StdError::overflow)?;
    let own = token::query_account(&ctx.deps.querier, &ctx.info.sender, &ctx.env.contract.address)?;
    if !own.escrow {
        return Err(ContractError::NoEscrow {});
    }
    let balance = own.balance;
    if balance < owed {
        return Err(ContractError::Unbacked { owed, balance });
    }
    Ok(())
}

/// `mark_paying`.
pub fn mark_paying(ctx: &mut Ctx, id: u64) -> Outcome {
    let now = ctx.now();
    pause::check(ctx.deps.storage, REDEEM, now)?;
    let before = state::load_redemption(ctx.deps.storage, id)?;
    let policy = state::may_load_redemption_policy(ctx.deps.storage)?;
    let days = policy.and_then(|policy| policy.payment_days).unwrap_or(DEFAULT_TERM_DAYS);
    let calendar = state::load_calendar(ctx.deps.storage, now)?;
    let paying = mark(&before, days, &calendar, now)?;
    ensure_unrestricted(ctx, &before.holder)?;
    let after = Redemption { paying: Some(paying), ..before };
    state::save_redemption(ctx.deps.storage, &after)?;
    let Redemption { holder, amount, .. } = after;
    let (holder, until, by) = (holder.into_string(), paying.until, ctx.by());
    emit(RedemptionPaying { id, holder, amount, until, by })
}

/// `settle_redemption`: burns. Of a redemption that is not marked nothing is burnt that an order may want;
/// once money is on its way, an order no longer finds these tokens, and no pause keeps them for a holder who was
/// paid.
pub fn settle(ctx: &mut Ctx, id: u64, payment_reference: HexBinary) -> Outcome {
    let now = ctx.now();
    let payment_reference = check_reference("payment_reference", &payment_reference)?;
    let redemption = state::load_redemption(ctx.deps.storage, id)?;
    if redemption.paying.is_none() {
        pause::check(ctx.deps.storage, REDEEM, now)?;
        ensure_unrestricted(ctx, &redemption.holder)?;
    }
    let late = is_late(&redemption, now);
    let end = if late { End::SettledLate } else { End::Settled };
    state::end_redemption(ctx.deps.storage, &redemption, end)?;
    let amount = redemption.amount;
    let reserve = state::load_reserve(ctx.deps.storage)?;
    let payment = Payment { amount: amount.u128(), at: paid_at(&redemption, now) };
    let paid = reserve.pay_out(payment);
    state::save_reserve(ctx.deps.storage, &paid.reserve);
    if !reserve.knows_of(payment.at) {
        let payments = remember(state::load_payments(ctx.deps.storage)?, payment);
        state::save_payments(ctx.deps.storage, &payments)?;
    }
    let token = state::load_stablecoin(ctx.deps.storage)?;
    let burn = token::tell(&token, &Cw20ExecuteMsg::Burn { amount })?;
    let response = emit::<ContractError>(RedemptionSettled {
        id,
        holder: redemption.holder.into_string(),
        amount,
        payment_reference,
        late,
        reserve_lowered: Uint128::new(paid.lowered),
        by: ctx.by(),
    })?;
    Ok(response.add_message(burn))
}

/// Fails if the token says that the holder is frozen, held or locked.
fn ensure_unrestricted(ctx: &Ctx, holder: &Addr) -> Result<(), ContractError> {
    let token = state::load_stablecoin(ctx.deps.storage)?;
    let account = token::query_account(&ctx.deps.querier, &token, holder)?;
    let mode = token::query_mode(&ctx.deps.querier, &token)?;
    if token::is_restricted(&account) || !token::is_admitted(mode, &account) {
        return Err(ContractError::HolderRestricted {});
    }
    Ok(())
}

/// `reject_redemption`.
pub fn reject(ctx: &mut Ctx, id: u64, reason: String) -> Outcome {
    ensure_reason(&reason)?;
    let redemption = state::load_redemption(ctx.deps.storage, id)?;
    state::end_redemption(ctx.deps.storage, &redemption, End::Rejected)?;
    let payment = pay(ctx, &redemption.holder, redemption.amount)?;
    let (holder, amount, by) = (redemption.holder.into_string(), redemption.amount, ctx.by());
    let response = emit::<ContractError>(RedemptionRejected { id, holder, amount, reason, by })?;
    Ok(response.add_submessage(payment))
}

/// `return_redemption`, by anyone (D10).
pub fn give_back(ctx: &mut Ctx, id: u64) -> Outcome {
    let redemption = state::load_redemption(ctx.deps.storage, id)?;
    let cause = cause_to_return(&redemption, ctx.now(), || {
        let token = state::load_stablecoin(ctx.deps.storage)?;
        let account = token::query_account(&ctx.deps.querier, &token, &redemption.holder)?;
        Ok(token::is_frozen_or_held(&account))
    })?;
    let end = match cause {
        Cause::Late => End::ReturnedLate,
        Cause::Restricted => End::ReturnedRestricted,
    };
    state::end_redemption(ctx.deps.storage, &redemption, end)?;
    let payment = pay(ctx, &redemption.holder, redemption.amount)?;
    let (holder, amount, by) = (redemption.holder.into_string(), redemption.amount, ctx.by());
    let cause = cause.name().to_string();
    let response = emit::<ContractError>(RedemptionReturned { id, holder, amount, cause, by })?;
    Ok(response.add_submessage(payment))
}

/// Opens redemption, sets its terms or closes it, at once or after the delay. What is open keeps its
/// deadline.
pub fn put_policy(ctx: &mut Ctx, policy: Option<RedemptionPolicy>) -> Outcome {
    let policy = policy.map(check_policy).transpose()?;
    state::save_redemption_policy(ctx.deps.storage, policy.as_ref())?;
    emit(RedemptionPolicySet {
        term_days: policy.and_then(|policy| policy.term_days),
        payment_days: policy.and_then(|policy| policy.payment_days),
        min_amount: policy.map(|policy| policy.min_amount),
        by: ctx.by(),
    })
}
