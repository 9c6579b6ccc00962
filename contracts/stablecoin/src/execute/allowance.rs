//! Allowances: `increase_allowance`, `decrease_allowance`, and spending one.

use cosmwasm_std::{BlockInfo, Storage, Uint128};
use cw20::Expiration;
use isthmus_api::stablecoin::{Cw20Event, PauseScope};

use super::admin::scope;
use super::ledger::may_spend;
use super::{cw20, Ctx, Outcome};
use crate::error::ContractError;
use crate::model::allowance::Allowance;
use crate::model::compliance::{admit, Party};
use crate::state::{self, AccountId, Switches};

/// `increase_allowance`.
pub fn increase(
    ctx: &mut Ctx,
    spender: String,
    amount: Uint128,
    expires: Option<Expiration>,
) -> Outcome {
    let (owner, to) = (ctx.sender()?, other(ctx, &spender)?);
    grant(ctx.deps.storage, &ctx.env.block, &owner, &to, |before| {
        before.increase(amount.u128(), expires, &ctx.env.block)
    })?;
    let owner = ctx.by();
    Ok(cw20(Cw20Event::IncreaseAllowance { owner, spender, amount }))
}

/// Changes what a spender may use; gives the grant before and after. Neither side may be frozen or
/// held, or a grant given meanwhile would come to life with the release (E16). Their accounts are read
/// only if somebody was restricted since this grant last found them free.
pub fn grant(
    storage: &mut dyn Storage,
    block: &BlockInfo,
    owner: &AccountId,
    spender: &AccountId,
    rule: impl FnOnce(&Allowance) -> Result<Allowance, ContractError>,
) -> Result<(Allowance, Allowance), ContractError> {
    let (now, switches) = (block.time.seconds(), state::switches(storage)?);
    switches.pauses.check(scope(PauseScope::Approve), now)?;
    let stored = state::may_load_allowance(storage, owner, spender)?;
    if !stored.as_ref().is_some_and(|grant| grant.parties_free(switches.restrictions)) {
        let account = state::load_account(storage, owner)?;
        account.may_pay(now)?;
        admit(switches.mode, &account, Party::Payer)?;
        may_spend(&state::load_account(storage, spender)?, switches.mode, now)?;
    }
    let before = stored.clone().unwrap_or_default();
    let after = rule(&before)?.found_free(switches.restrictions);
    state::save_allowance(storage, owner, spender, stored.as_ref(), &after)?;
    Ok((before, after))
}

/// `decrease_allowance`: always possible, whatever is paused or frozen, because it only takes away.
pub fn decrease(
    ctx: &mut Ctx,
    spender: String,
    amount: Uint128,
    expires: Option<Expiration>,
) -> Outcome {
    let (owner, to) = (ctx.sender()?, other(ctx, &spender)?);
    let parties = ((&owner, ctx.info.sender.as_str()), (&to, spender.as_str()));
    let before =
        state::find_allowance(ctx.deps.storage, parties)?.ok_or(ContractError::NoAllowance {})?;
    let after = before.decrease(amount.u128(), expires, &ctx.env.block)?;
    state::save_allowance(ctx.deps.storage, &owner, &to, Some(&before), &after)?;
    Ok(cw20(Cw20Event::DecreaseAllowance { owner: ctx.by(), spender, amount }))
}

/// The spender, who is not the sender.
pub fn other(ctx: &Ctx, spender: &str) -> Result<AccountId, ContractError> {
    if spender == ctx.info.sender.as_str() {
        return Err(ContractError::OwnAccount {});
    }
    Ok(ctx.account("spender", spender)?)
}

/// Uses up part of an allowance; nobody is above it (E18). Returns the spender if its account has to
/// be looked at (E6), which it has not if nobody was restricted since the grant last found it free.
/// The movement that follows looks at the owner in any case and fails if it is restricted, so the
/// grant is written as found free.
pub fn spend<'a>(
    ctx: &mut Ctx,
    owner: &AccountId,
    spender: &'a AccountId,
    amount: Uint128,
    switches: &Switches,
) -> Result<Option<&'a AccountId>, ContractError> {
    let before = state::may_load_allowance(ctx.deps.storage, owner, spender)?
        .ok_or(ContractError::NoAllowance {})?;
    let unknown = !before.parties_free(switches.restrictions);
    let after = before.spend(amount.u128(), &ctx.env.block)?.found_free(switches.restrictions);
    state::save_allowance(ctx.deps.storage, owner, spender, Some(&before), &after)?;
    Ok(unknown.then_some(spender))
}
