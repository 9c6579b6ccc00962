//! What an order takes of what is kept back: `seize`, `wipe`.

use cosmwasm_std::{HexBinary, Uint128};
use isthmus_api::stablecoin::events;
use isthmus_api::types;

use super::ledger::Movement;
use super::{emit, Ctx, CtxExt, Named, Outcome};
use crate::error::ContractError;
use crate::model::movement::Kind;
use crate::model::order;
use crate::state;

/// `seize`. To oneself it would lower a lock and move nothing, which is not the seizer's to do (E7).
pub fn seize(
    ctx: &mut Ctx,
    from: String,
    to: String,
    amount: Option<Uint128>,
    reason: Option<String>,
    case_hash: HexBinary,
) -> Outcome {
    let (payer, recipient) = (ctx.resolve("from", from)?, ctx.resolve("to", to)?);
    order::ensure_order(reason.as_deref(), Some(&case_hash))?;
    if payer.id == recipient.id {
        return Err(ContractError::SameAccount {});
    }
    let amount = ordered(ctx, &payer, amount)?;
    let (kind, from, to) = (&Kind::SEIZE, Some(&payer), Some(&recipient));
    let plan = ctx.ledger().make(&Movement { kind, from, to, by: None, amount })?;
    let (previous_locked, locked) = (plan.locked_before().into(), plan.locked_after().into());
    emit(events::Seize {
        from: payer.address.into_string(),
        to: recipient.address.into_string(),
        amount: amount.into(),
        previous_locked,
        locked,
        reason,
        case_hash: case_hash.to_hex(),
        by: ctx.by(),
    })
}

/// `wipe`.
pub fn wipe(
    ctx: &mut Ctx,
    account: String,
    amount: Option<Uint128>,
    reason: Option<String>,
    case_hash: HexBinary,
) -> Outcome {
    let payer = ctx.resolve("account", account)?;
    order::ensure_order(reason.as_deref(), Some(&case_hash))?;
    let amount = ordered(ctx, &payer, amount)?;
    let (kind, from) = (&Kind::WIPE, Some(&payer));
    let plan = ctx.ledger().make(&Movement { kind, from, to: None, by: None, amount })?;
    let (previous_locked, locked) = (plan.locked_before().into(), plan.locked_after().into());
    let supply = plan.supply().total.into();
    emit(events::Wipe {
        account: payer.address.into_string(),
        amount: amount.into(),
        previous_locked,
        locked,
        supply,
        reason,
        case_hash: case_hash.to_hex(),
        by: ctx.by(),
    })
}

/// What the order names, or all that one may take there.
fn ordered(ctx: &Ctx, payer: &Named, amount: Option<Uint128>) -> Result<u128, ContractError> {
    match amount {
        Some(amount) => Ok(types::within("amount", amount.u128(), (1, u128::MAX))?),
        None => state::load_account(ctx.deps.storage, &payer.id)?.seizable(ctx.now()),
    }
}
