//! Allowances: `increase_allowance`, `decrease_allowance`, `set_allowance`, `revoke_allowances`, and
//! who spends one.

use cosmwasm_std::{BlockInfo, Response, Storage, Uint128};
use cw20::Expiration;
use isthmus_api::event::TypedEvent;
use isthmus_api::stablecoin::{events, Cw20Event, PauseScope, MAX_REVOCATIONS};

use super::ledger::{ensure_may_spend, Spender};
use super::{cw20, emit, Ctx, CtxExt, Named, Outcome};
use crate::error::ContractError;
use crate::model::allowance::Allowance;
use crate::model::compliance::{ensure_admitted, Party};
use crate::model::payments::{count, expiry};
use crate::state::{self, AccountId, Cw20Account};

/// `increase_allowance`.
pub fn increase(
    ctx: &mut Ctx,
    spender: String,
    amount: Uint128,
    expires: Option<Expiration>,
) -> Outcome {
    let (owner, to) = (ctx.sender()?, resolve_spender(ctx, &spender)?);
    grant(ctx.deps.storage, &ctx.env.block, &owner, &to, |before| {
        before.increase(amount.u128(), expires, &ctx.env.block)
    })?;
    Ok(cw20(Cw20Event::IncreaseAllowance { owner: ctx.by(), spender, amount }))
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
    let (now, switches) = (block.time.seconds(), state::load_switches(storage)?);
    switches.pauses.check(state::scope(PauseScope::Approve), now)?;
    let stored = state::may_load_allowance(storage, owner, spender)?;
    if !stored.as_ref().is_some_and(|grant| grant.are_parties_free(switches.restrictions)) {
        let account = state::load_account(storage, owner)?;
        account.ensure_may_pay(now)?;
        ensure_admitted(switches.mode, &account, Party::Payer)?;
        ensure_may_spend(&state::load_account(storage, spender)?, switches.mode, now)?;
    }
    let before = stored.clone().unwrap_or_default();
    let after = rule(&before)?.mark_free(switches.restrictions);
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
    let (owner, to) = (ctx.sender()?, resolve_spender(ctx, &spender)?);
    let granter = Cw20Account { id: &owner, text: ctx.info.sender.as_str() };
    let grantee = Cw20Account { id: &to, text: &spender };
    let before = state::take_over_allowance(ctx.deps.storage, granter, grantee)?
        .ok_or(ContractError::NoAllowance {})?;
    let after = before.decrease(amount.u128(), expires, &ctx.env.block)?;
    state::save_allowance(ctx.deps.storage, &owner, &to, Some(&before), &after)?;
    Ok(cw20(Cw20Event::DecreaseAllowance { owner: ctx.by(), spender, amount }))
}

/// `set_allowance`.
pub fn set(
    ctx: &mut Ctx,
    spender: String,
    amount: Uint128,
    expires: Option<Expiration>,
    expected: Uint128,
) -> Outcome {
    let (owner, to, block) = (ctx.sender()?, resolve_spender(ctx, &spender)?, &ctx.env.block);
    let (before, after) = grant(ctx.deps.storage, block, &owner, &to, |before| {
        before.replace(expected.u128(), amount.u128(), expires, block)
    })?;
    emit(events::SetAllowance {
        owner: ctx.info.sender.to_string(),
        spender,
        previous: before.usable(block).into(),
        amount,
        expires: expiry(after.expires),
    })
}

/// `revoke_allowances`: always possible, whatever is paused or frozen, because it only takes away.
pub fn revoke(ctx: &mut Ctx, spenders: Vec<String>) -> Outcome {
    count("spenders", &spenders, MAX_REVOCATIONS)?;
    let (id, owner) = (ctx.sender()?, ctx.by());
    let mut emitted = Vec::new();
    for spender in spenders {
        let to = ctx.account("spender", &spender)?;
        let granter = Cw20Account { id: &id, text: &owner };
        let grantee = Cw20Account { id: &to, text: &spender };
        let Some(before) = state::take_over_allowance(ctx.deps.storage, granter, grantee)? else {
            continue;
        };
        let none = Allowance::default();
        state::save_allowance(ctx.deps.storage, &id, &to, Some(&before), &none)?;
        let previous = before.usable(&ctx.env.block).into();
        let event = events::RevokeAllowance { owner: owner.clone(), spender, previous };
        emitted.push(event.to_event());
    }
    let revoked = u64::try_from(emitted.len()).unwrap_or(MAX_REVOCATIONS);
    let event = events::RevokeAllowances { owner, revoked };
    Ok(Response::new().add_event(event.to_event()).add_events(emitted))
}

/// The spender, who is not the sender.
fn resolve_spender(ctx: &Ctx, spender: &str) -> Result<AccountId, ContractError> {
    if spender == ctx.info.sender.as_str() {
        return Err(ContractError::OwnAccount {});
    }
    Ok(ctx.account("spender", spender)?)
}

/// Who spends an allowance, which has to be there, not over, and as much as the amount alone: as in
/// cw20-base this is asked before anything else. The movement that follows uses it up; nobody is above it
/// (E18). The spender's account has to be looked at (E6) unless nobody was restricted since the grant last
/// found it free.
pub fn spender<'a>(
    storage: &dyn Storage,
    block: &BlockInfo,
    owner: &AccountId,
    account: &'a Named,
    amount: Uint128,
) -> Result<Spender<'a>, ContractError> {
    let switches = state::load_switches(storage)?;
    let grant = state::may_load_allowance(storage, owner, &account.id)?
        .ok_or(ContractError::NoAllowance {})?;
    grant.spend(amount.u128(), block)?;
    let known_free = grant.are_parties_free(switches.restrictions);
    Ok(Spender { account, grant, known_free, switches })
}
