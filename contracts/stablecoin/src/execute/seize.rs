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
    let (payer, recipient) = (ctx.account("from", &from)?, ctx.account("to", &to)?);
    order::ensure_case_hash(&case_hash)?;
    types::within("amount", amount.u128(), (1, u128::MAX))?;
    if payer == recipient {
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
    emit(events::Seize {
        from,
        to,
        amount,
        previous_locked: plan.locked_before().into(),
        locked: plan.locked_after().into(),
        case_hash: case_hash.to_hex(),
        by: ctx.by(),
    })
}

/// `wipe_frozen`.
pub fn wipe_frozen(ctx: &mut Ctx, account: String, case_hash: HexBinary) -> Outcome {
    let (id, now, by) = (ctx.account("account", &account)?, ctx.now(), ctx.by());
    order::ensure_case_hash(&case_hash)?;
    let before = state::load_account(ctx.deps.storage, &id)?;
    if before.frozen(now) != Some(FreezeMode::Full) {
        return Err(ContractError::NotFullyFrozen {});
    }
    let amount = before.balance;
    let movement = Movement { kind: &Kind::WIPE, from: Some(&id), to: None, by: None, amount };
    let supply = ctx.ledger().make(&movement)?.supply().total.into();
    let (amount, case_hash) = (amount.into(), case_hash.to_hex());
    emit(events::WipeFrozen { account, amount, supply, case_hash, by })
}
