//! Tokens handed in for money: `request_redemption`, `settle_redemption`, `reject_redemption`,
//! `cancel_redemption`, `set_redemption_policy`.
//!
//! Between request and outcome the tokens are in no balance and still in the supply.

use cosmwasm_std::{HexBinary, Storage, Uint128};
use isthmus_api::stablecoin::{
    events, Redemption, RedemptionPolicy, MAX_OPEN_REDEMPTIONS, MAX_REASON_CHARS,
};
use isthmus_api::types;

use super::ledger::{move_tokens, Movement, Plan};
use super::policy::Asks;
use super::supply::checked_reference;
use super::{emit, Ctx, Outcome};
use crate::error::ContractError;
use crate::model::compliance::{admit, Party};
use crate::model::movement::Kind;
use crate::model::redemption::{accept, check_due, check_policy};
use crate::state::{self, AccountId};

/// `request_redemption`. A restricted holder hands nothing in: by a redemption its money would leave.
pub fn request(ctx: &mut Ctx, amount: Uint128, reference: HexBinary) -> Outcome {
    let (holder, now) = (ctx.sender()?, ctx.now());
    let told = checked_reference("reference", &reference)?;
    let due_at = accept(state::redemption_policy(ctx.deps.storage)?, amount.u128(), now)?;
    let open =
        state::redemptions_of(ctx.deps.storage, &ctx.info.sender, None, MAX_OPEN_REDEMPTIONS)?;
    if open.len() >= MAX_OPEN_REDEMPTIONS {
        return Err(ContractError::TooManyRedemptions { limit: MAX_OPEN_REDEMPTIONS });
    }
    turn(
        ctx.deps.storage,
        now,
        Kind::RedemptionRequest,
        Some(&holder),
        None,
        amount,
        &mut ctx.asks,
    )?;
    let holder = ctx.info.sender.clone();
    let redemption = Redemption { id: 0, holder, amount, reference, requested_at: now, due_at };
    let id = state::add_redemption(ctx.deps.storage, redemption)?;
    emit(events::RequestRedemption { id, holder: ctx.by(), amount, reference: told, due_at })
}

/// `settle_redemption`: burns. Not for a holder who was frozen, held, locked or blocked meanwhile and
/// could not pay the amount if it were returned: what is burnt can no longer be seized.
pub fn settle(ctx: &mut Ctx, id: u64, payment_reference: HexBinary) -> Outcome {
    let now = ctx.now();
    let payment_reference = checked_reference("payment_reference", &payment_reference)?;
    let (redemption, holder) = open(ctx, id)?;
    let account = state::load_account(ctx.deps.storage, &holder)?;
    let amount = redemption.amount;
    account.credit(amount.u128(), true, now)?.debit(amount.u128(), now)?;
    admit(state::switches(ctx.deps.storage)?.mode, &account, Party::Payer)?;
    state::remove_redemption(ctx.deps.storage, &redemption)?;
    let plan =
        turn(ctx.deps.storage, now, Kind::RedemptionSettle, None, None, amount, &mut ctx.asks)?;
    emit(events::SettleRedemption {
        id,
        holder: redemption.holder.into_string(),
        amount,
        payment_reference,
        supply: plan.supply().total.into(),
        by: ctx.by(),
    })
}

/// `reject_redemption`: returns.
pub fn reject(ctx: &mut Ctx, id: u64, reason: String) -> Outcome {
    let printable = |c: char| matches!(c, ' '..='~') && !matches!(c, '<' | '>' | '&');
    let allowed = "printable ASCII without angle brackets and ampersand";
    types::text("reason", &reason, (1, MAX_REASON_CHARS), allowed, printable)?;
    let (redemption, holder) = open(ctx, id)?;
    let (now, by) = (ctx.now(), ctx.by());
    let locked = give_back(ctx.deps.storage, now, &redemption, &holder, &mut ctx.asks)?;
    let (holder, amount) = (redemption.holder.into_string(), redemption.amount);
    emit(events::RejectRedemption { id, holder, amount, reason, locked, by })
}

/// `cancel_redemption`: returns, by anyone, once the deadline is over (D10).
pub fn cancel(ctx: &mut Ctx, id: u64) -> Outcome {
    let (redemption, holder) = open(ctx, id)?;
    let (now, by) = (ctx.now(), ctx.by());
    check_due(redemption.due_at, now)?;
    let locked = give_back(ctx.deps.storage, now, &redemption, &holder, &mut ctx.asks)?;
    let (holder, amount) = (redemption.holder.into_string(), redemption.amount);
    emit(events::CancelRedemption { id, holder, amount, locked, by })
}

/// `set_redemption_policy`. What is open keeps its deadline.
pub fn set_policy(ctx: &mut Ctx, policy: Option<RedemptionPolicy>) -> Outcome {
    state::issuance(ctx.deps.storage)?.supply.at_home()?;
    let policy = policy.map(check_policy).transpose()?;
    let previous = state::redemption_policy(ctx.deps.storage)?;
    state::save_redemption_policy(ctx.deps.storage, policy.as_ref())?;
    emit(events::SetRedemptionPolicy {
        previous_deadline_seconds: previous.map(|policy| policy.deadline_seconds),
        previous_min_amount: previous.map(|policy| policy.min_amount),
        deadline_seconds: policy.map(|policy| policy.deadline_seconds),
        min_amount: policy.map(|policy| policy.min_amount),
        by: ctx.by(),
    })
}

fn open(ctx: &Ctx, id: u64) -> Result<(Redemption, AccountId), ContractError> {
    let redemption = state::may_load_redemption(ctx.deps.storage, id)?
        .ok_or(ContractError::NoRedemption { id })?;
    let holder = AccountId::of(ctx.deps.api, &redemption.holder)?;
    Ok((redemption, holder))
}

/// Returns the tokens, whatever is paused and however the holder is restricted; whether they cannot
/// be moved there.
fn give_back(
    storage: &mut dyn Storage,
    now: u64,
    redemption: &Redemption,
    holder: &AccountId,
    asks: &mut Asks,
) -> Result<bool, ContractError> {
    state::remove_redemption(storage, redemption)?;
    let kind = Kind::RedemptionReturn;
    let plan = turn(storage, now, kind, None, Some(holder), redemption.amount, asks)?;
    Ok(plan.locked(now))
}

fn turn<'a>(
    storage: &mut dyn Storage,
    now: u64,
    kind: Kind,
    from: Option<&'a AccountId>,
    to: Option<&'a AccountId>,
    amount: Uint128,
    asks: &mut Asks,
) -> Result<Plan<'a>, ContractError> {
    let amount = amount.u128();
    let movement = Movement { kind, from, to, spender: None, amount, switches: None };
    move_tokens(storage, now, &movement, asks)
}
