//! What an order takes: `seize`, `wipe_frozen`.

use cosmwasm_std::{HexBinary, Uint128};
use isthmus_api::stablecoin::{events, FreezeMode};
use isthmus_api::types;

use super::ledger::Movement;
use super::{emit, Ctx, CtxExt, Outcome};
use crate::error::ContractError;
use crate::model::movement::Kind;
use crate::model::order;
use crate::state;

/// `seize`. To oneself it would lower a lock and move nothing, which is not the seizer's to do (E7).
pub fn seize(
    ctx: &mut Ctx,
    from: String,
    to: String,
    amount: Uint128,
    case_hash: HexBinary,
) -> Outcome {
    let (payer, recipient) = (ctx.resolve("from", from)?, ctx.resolve("to", to)?);
    order::ensure_case_hash(&case_hash)?;
    types::within("amount", amount.u128(), (1, u128::MAX))?;
    if payer.id == recipient.id {
        return Err(ContractError::SameAccount {});
    }
    let movement = Movement {
        kind: &Kind::SEIZE,
        from: Some(&payer),
        to: Some(&recipient),
        by: None,
        amount: amount.u128(),
    };
    let plan = ctx.ledger().make(&movement)?;
    let (previous_locked, locked) = (plan.locked_before().into(), plan.locked_after().into());
    emit(events::Seize {
        from: payer.address.into_string(),
        to: recipient.address.into_string(),
        amount,
        previous_locked,
        locked,
        case_hash: case_hash.to_hex(),
        by: ctx.by(),
    })
}

/// `wipe_frozen`.
pub fn wipe_frozen(ctx: &mut Ctx, account: String, case_hash: HexBinary) -> Outcome {
    let (named, now, by) = (ctx.resolve("account", account)?, ctx.now(), ctx.by());
    order::ensure_case_hash(&case_hash)?;
    let before = state::load_account(ctx.deps.storage, &named.id)?;
    if before.frozen(now) != Some(FreezeMode::Full) {
        return Err(ContractError::NotFullyFrozen {});
    }
    let amount = before.balance;
    let movement = Movement { kind: &Kind::WIPE, from: Some(&named), to: None, by: None, amount };
    let supply = ctx.ledger().make(&movement)?.supply().total.into();
    let (account, amount, case_hash) =
        (named.address.into_string(), amount.into(), case_hash.to_hex());
    emit(events::WipeFrozen { account, amount, supply, case_hash, by })
}
