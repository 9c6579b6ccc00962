//! Tokens handed in for money: `request_redemption`, `settle_redemption`, `reject_redemption`,
//! `cancel_redemption`, `set_redemption_policy`.
//!
//! Between request and outcome the tokens are in no balance and still in the supply.

use cosmwasm_std::{HexBinary, Uint128};
use isthmus_api::stablecoin::{events, Redemption, RedemptionPolicy, MAX_OPEN_REDEMPTIONS};

use super::ledger::Movement;
use super::{emit, Ctx, CtxExt, Named, Outcome};
use crate::error::ContractError;
use crate::model::compliance::{ensure_admitted, Party};
use crate::model::movement::Kind;
use crate::model::order;
use crate::model::payments::checked_reference;
use crate::model::redemption::{accept, checked_policy, ensure_due};
use crate::state::{self, AccountId};

/// `request_redemption`. A restricted holder hands nothing in: by a redemption its money would leave.
pub fn request(ctx: &mut Ctx, amount: Uint128, reference: HexBinary) -> Outcome {
    let (holder, now) = (ctx.payer()?, ctx.now());
    let reference_shown = checked_reference("reference", &reference)?;
    let due_at = accept(state::may_load_redemption_policy(ctx.deps.storage)?, amount.u128(), now)?;
    let open =
        state::list_redemptions_of(ctx.deps.storage, &ctx.info.sender, None, MAX_OPEN_REDEMPTIONS)?;
    if open.len() >= MAX_OPEN_REDEMPTIONS {
        return Err(ContractError::TooManyRedemptions { limit: MAX_OPEN_REDEMPTIONS });
    }
    let movement = Movement {
        kind: &Kind::REDEMPTION_REQUEST,
        from: Some(&holder),
        to: None,
        by: None,
        amount: amount.u128(),
    };
    ctx.ledger().make(&movement)?;
    // Storage gives the number.
    let redemption = Redemption {
        id: 0,
        holder: ctx.info.sender.clone(),
        amount,
        reference,
        requested_at: now,
        due_at,
    };
    let id = state::add_redemption(ctx.deps.storage, redemption)?;
    let (holder, reference) = (ctx.by(), reference_shown);
    emit(events::RequestRedemption { id, holder, amount, reference, due_at })
}

/// `settle_redemption`: burns. Not for a holder who was frozen, held, locked or blocked meanwhile and
/// could not pay the amount if it were returned: what is burnt can no longer be seized.
pub fn settle(ctx: &mut Ctx, id: u64, payment_reference: HexBinary) -> Outcome {
    let now = ctx.now();
    let payment_reference = checked_reference("payment_reference", &payment_reference)?;
    let redemption = load_open(ctx, id)?;
    let holder = AccountId::of(ctx.deps.api, &redemption.holder)?;
    let account = state::load_account(ctx.deps.storage, &holder)?;
    let amount = redemption.amount.u128();
    // Could the holder pay it, if it came back? Then nothing that an order may want is burnt.
    account.credit(amount, true, now)?.debit(amount, now)?;
    ensure_admitted(state::load_switches(ctx.deps.storage)?.mode, &account, Party::Payer)?;
    state::remove_redemption(ctx.deps.storage, &redemption)?;
    let kind = &Kind::REDEMPTION_SETTLE;
    let movement = Movement { kind, from: None, to: None, by: None, amount };
    let plan = ctx.ledger().make(&movement)?;
    emit(events::SettleRedemption {
        id,
        holder: redemption.holder.into_string(),
        amount: redemption.amount,
        payment_reference,
        supply: plan.supply().total.into(),
        by: ctx.by(),
    })
}

/// `reject_redemption`: returns.
pub fn reject(ctx: &mut Ctx, id: u64, reason: String) -> Outcome {
    order::ensure_reason(&reason)?;
    let redemption = load_open(ctx, id)?;
    let locked = give_back(ctx, &redemption)?;
    let (holder, amount, by) = (redemption.holder.into_string(), redemption.amount, ctx.by());
    emit(events::RejectRedemption { id, holder, amount, reason, locked, by })
}

/// `cancel_redemption`: returns, by anyone, once the deadline is over (D10).
pub fn cancel(ctx: &mut Ctx, id: u64) -> Outcome {
    let redemption = load_open(ctx, id)?;
    ensure_due(redemption.due_at, ctx.now())?;
    let locked = give_back(ctx, &redemption)?;
    let (holder, amount, by) = (redemption.holder.into_string(), redemption.amount, ctx.by());
    emit(events::CancelRedemption { id, holder, amount, locked, by })
}

/// `set_redemption_policy`. What is open keeps its deadline.
pub fn set_policy(ctx: &mut Ctx, policy: Option<RedemptionPolicy>) -> Outcome {
    state::load_issuance(ctx.deps.storage)?.supply.ensure_at_home()?;
    let policy = policy.map(checked_policy).transpose()?;
    let previous = state::may_load_redemption_policy(ctx.deps.storage)?;
    state::save_redemption_policy(ctx.deps.storage, policy.as_ref())?;
    emit(events::SetRedemptionPolicy {
        previous_deadline_seconds: previous.map(|policy| policy.deadline_seconds),
        previous_min_amount: previous.map(|policy| policy.min_amount),
        deadline_seconds: policy.map(|policy| policy.deadline_seconds),
        min_amount: policy.map(|policy| policy.min_amount),
        by: ctx.by(),
    })
}

fn load_open(ctx: &Ctx, id: u64) -> Result<Redemption, ContractError> {
    state::may_load_redemption(ctx.deps.storage, id)?.ok_or(ContractError::NoRedemption { id })
}

/// Returns the tokens, whatever is paused and however the holder is restricted; whether they cannot
/// be moved there.
fn give_back(ctx: &mut Ctx, redemption: &Redemption) -> Result<bool, ContractError> {
    let holder = Named::of(ctx.deps.api, redemption.holder.clone())?;
    state::remove_redemption(ctx.deps.storage, redemption)?;
    let movement = Movement {
        kind: &Kind::REDEMPTION_RETURN,
        from: None,
        to: Some(&holder),
        by: None,
        amount: redemption.amount.u128(),
    };
    let now = ctx.now();
    Ok(ctx.ledger().make(&movement)?.is_stuck(now))
}
