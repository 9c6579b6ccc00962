//! Allowances: `increase_allowance`, `decrease_allowance`, and spending one.

use cosmwasm_std::Uint128;
use cw20::Expiration;
use isthmus_access::pause;
use isthmus_api::stablecoin::{Cw20Event, PauseScope};

use super::admin::scope;
use super::{cw20, Ctx, Outcome};
use crate::error::ContractError;
use crate::state::{self, AccountId};

/// `increase_allowance`. Neither side may be frozen, or a grant given meanwhile would come to life
/// with the release (E16).
pub fn increase(
    ctx: Ctx,
    spender: String,
    amount: Uint128,
    expires: Option<Expiration>,
) -> Outcome {
    let (owner, to) = (ctx.sender()?, other(&ctx, &spender)?);
    pause::check(ctx.deps.storage, scope(PauseScope::Approve), ctx.now())?;
    if let Some(mode) = state::load_account(ctx.deps.storage, &owner)?.freeze {
        return Err(ContractError::SenderFrozen { mode: mode.into() });
    }
    state::load_account(ctx.deps.storage, &to)?.may_spend()?;
    let before = state::may_load_allowance(ctx.deps.storage, &owner, &to)?;
    let after =
        before.clone().unwrap_or_default().increase(amount.u128(), expires, &ctx.env.block)?;
    state::save_allowance(ctx.deps.storage, &owner, &to, before.as_ref(), &after)?;
    Ok(cw20(Cw20Event::IncreaseAllowance { owner: ctx.by(), spender, amount }))
}

/// `decrease_allowance`: always possible, whatever is paused or frozen, because it only takes away.
pub fn decrease(
    ctx: Ctx,
    spender: String,
    amount: Uint128,
    expires: Option<Expiration>,
) -> Outcome {
    let (owner, to) = (ctx.sender()?, other(&ctx, &spender)?);
    let before = state::may_load_allowance(ctx.deps.storage, &owner, &to)?
        .ok_or(ContractError::NoAllowance {})?;
    let after = before.decrease(amount.u128(), expires, &ctx.env.block)?;
    state::save_allowance(ctx.deps.storage, &owner, &to, Some(&before), &after)?;
    Ok(cw20(Cw20Event::DecreaseAllowance { owner: ctx.by(), spender, amount }))
}

fn other(ctx: &Ctx, spender: &str) -> Result<AccountId, ContractError> {
    if spender == ctx.info.sender.as_str() {
        return Err(ContractError::OwnAccount {});
    }
    Ok(ctx.account("spender", spender)?)
}

/// Uses up part of an allowance; nobody is above it (E18).
pub fn spend(
    ctx: &mut Ctx,
    owner: &AccountId,
    spender: &AccountId,
    amount: Uint128,
) -> Result<(), ContractError> {
    let before = state::may_load_allowance(ctx.deps.storage, owner, spender)?
        .ok_or(ContractError::NoAllowance {})?;
    let after = before.spend(amount.u128(), &ctx.env.block)?;
    state::save_allowance(ctx.deps.storage, owner, spender, Some(&before), &after)?;
    Ok(())
}
