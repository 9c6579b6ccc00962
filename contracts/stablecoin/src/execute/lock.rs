//! Locking a part of what accounts have: `lock_amount`, `unlock_amount`.

use cosmwasm_std::{Addr, Event, HexBinary, Uint128};
use isthmus_api::event::TypedEvent;
use isthmus_api::stablecoin::{events, AccountAmount};
use isthmus_api::types;

use super::{emit_all, Ctx, CtxExt, Named, Outcome};
use crate::error::ContractError;
use crate::model::account::Account;
use crate::model::order;
use crate::state;

/// `lock_amount`: a grant need not learn of it, since the payer's account is read with each payment.
pub fn lock(
    ctx: &mut Ctx,
    locks: Vec<AccountAmount>,
    reason: Option<String>,
    case_hash: Option<HexBinary>,
) -> Outcome {
    order::ensure_order(reason.as_deref(), case_hash.as_ref())?;
    let (case_hash, by) = (case_hash.as_ref().map(HexBinary::to_hex), ctx.by());
    apply_each(ctx, locks, Account::lock, |account, previous, locked| {
        let (account, reason, case_hash) = (account.into(), reason.clone(), case_hash.clone());
        let by = by.clone();
        events::LockAmount { account, previous, locked, reason, case_hash, by }.to_event()
    })
}

/// `unlock_amount`.
pub fn unlock(ctx: &mut Ctx, locks: Vec<AccountAmount>) -> Outcome {
    let by = ctx.by();
    apply_each(ctx, locks, Account::unlock, |account, previous, locked| {
        let (account, by) = (account.into(), by.clone());
        events::UnlockAmount { account, previous, locked, by }.to_event()
    })
}

/// Applies the rule to each entry; the event is told the account and what was and is locked.
fn apply_each(
    ctx: &mut Ctx,
    locks: Vec<AccountAmount>,
    rule: impl Fn(&Account, u128) -> Result<Account, ContractError>,
    event: impl Fn(Addr, Uint128, Uint128) -> Event,
) -> Outcome {
    let (accounts, amounts): (Vec<_>, Vec<_>) =
        locks.into_iter().map(|lock| (lock.account, lock.amount.u128())).unzip();
    let mut emitted = Vec::new();
    for (Named { id, address }, amount) in ctx.resolve_all(&accounts)?.into_iter().zip(amounts) {
        let before = state::load_account(ctx.deps.storage, &id)?;
        // An order about nothing is a mistake of who gives it.
        let after = types::within("amount", amount, (1, u128::MAX))
            .map_err(ContractError::from)
            .and_then(|_| rule(&before, amount))
            .map_err(|cause| cause.of_entry(address.as_str()))?;
        state::save_account(ctx.deps.storage, &id, &before, &after);
        emitted.push(event(address, before.locked.into(), after.locked.into()));
    }
    emit_all(emitted)
}
