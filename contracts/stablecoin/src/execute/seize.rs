//! What an order takes: `seize`, `wipe_frozen`.

use cosmwasm_std::{HexBinary, Uint128};
use isthmus_api::stablecoin::{events, FreezeMode};
use isthmus_api::types;

use super::ledger::{move_tokens, Movement};
use super::{emit, Ctx, Outcome};
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
    order::case(&case_hash)?;
    types::within("amount", amount.u128(), (1, u128::MAX))?;
    if payer == recipient {
        return Err(ContractError::SameAccount {});
    }
    let (now, by) = (ctx.now(), ctx.by());
    let movement = Movement {
        kind: Kind::Seize,
        from: Some(&payer),
        to: Some(&recipient),
        spender: None,
        amount: amount.u128(),
        switches: None,
    };
    let (previous, locked) =
        move_tokens(ctx.deps.storage, now, &movement, &mut ctx.asks)?.payer_locked();
    let (previous_locked, locked) = (previous.into(), locked.into());
    let case_hash = case_hash.to_hex();
    emit(events::Seize { from, to, amount, previous_locked, locked, case_hash, by })
}

/// `wipe_frozen`.
pub fn wipe_frozen(ctx: &mut Ctx, account: String, case_hash: HexBinary) -> Outcome {
    let (id, now, by) = (ctx.account("account", &account)?, ctx.now(), ctx.by());
    order::case(&case_hash)?;
    let found = state::load_account(ctx.deps.storage, &id)?;
    if found.frozen(now) != Some(FreezeMode::Full) {
        return Err(ContractError::NotFullyFrozen {});
    }
    let movement = Movement {
        kind: Kind::Wipe,
        from: Some(&id),
        to: None,
        spender: None,
        amount: found.balance,
        switches: None,
    };
    let supply =
        move_tokens(ctx.deps.storage, now, &movement, &mut ctx.asks)?.supply().total.into();
    let (amount, case_hash) = (found.balance.into(), case_hash.to_hex());
    emit(events::WipeFrozen { account, amount, supply, case_hash, by })
}
