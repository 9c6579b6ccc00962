//! A lost key: `recover_account`.

use cosmwasm_std::{Addr, HexBinary};
use isthmus_api::identity::link;
use isthmus_api::permission::Contract;
use isthmus_api::stablecoin::{events, FreezeInfo, FreezeMode};

use super::ledger::Movement;
use super::{emit, name_of, Ctx, CtxExt, Outcome};
use crate::error::ContractError;
use crate::model::movement::Kind;
use crate::model::order;
use crate::model::recovery::{self, Before};
use crate::state::{self, AccountId};

/// `recover_account`. The identity contract says that both accounts are one person's; each of them
/// had to accept that with its own key, the old one before it was lost. A minter's rights are not
/// carried on: the owner sets another minter.
pub fn recover(ctx: &mut Ctx, old: String, new: String, case_hash: HexBinary) -> Outcome {
    let (lost, successor) = (ctx.resolve("old", old.as_str())?, ctx.resolve("new", new.as_str())?);
    order::ensure_case_hash(&case_hash)?;
    if lost.id == successor.id {
        return Err(ContractError::SameAccount {});
    }
    ensure_same_person(ctx, &lost.address, &successor.address)?;
    ensure_no_minter(ctx, &lost.id)?;
    ensure_no_minter(ctx, &successor.id)?;
    let now = ctx.now();
    let before = state::load_account(ctx.deps.storage, &lost.id)?;
    let target = state::load_account(ctx.deps.storage, &successor.id)?;
    let why = match before.frozen(now) {
        None => None,
        Some(_) => state::may_load_freeze(ctx.deps.storage, &lost.address)?,
    };
    let earlier = match why.as_ref().and_then(|why| why.recovered_to.as_ref()) {
        None => Before::Never,
        Some(heir) => classify_earlier(ctx, heir, &successor.address)?,
    };
    let (emptied, after) = recovery::recover(&before, &target, earlier, now)?;
    state::save_account(ctx.deps.storage, &lost.id, &before, &emptied);
    state::save_account(ctx.deps.storage, &successor.id, &target, &after);
    state::count_restriction(ctx.deps.storage)?;
    let movement = Movement {
        kind: &Kind::RECOVER,
        from: Some(&lost),
        to: Some(&successor),
        by: None,
        amount: before.balance,
    };
    ctx.ledger().make(&movement)?;

    // Why they are restricted goes the way of the marks.
    if let Some(why) = why.filter(|_| earlier == Before::Never) {
        state::save_freeze(ctx.deps.storage, &successor.address, &why)?;
    }
    state::move_hold(ctx.deps.storage, &lost.address, &successor.address, now)?;
    close(ctx, &lost.address, successor.address, &case_hash)?;
    emit(events::RecoverAccount {
        old,
        new,
        amount: before.balance.into(),
        locked: after.locked.into(),
        mode: after.frozen(now).map(name_of),
        held_until: after.held(now),
        status: name_of(after.status),
        case_hash: case_hash.to_hex(),
        by: ctx.by(),
    })
}

fn ensure_no_minter(ctx: &Ctx, id: &AccountId) -> Result<(), ContractError> {
    if state::may_load_minter(ctx.deps.storage, id, ctx.now())?.is_some() {
        return Err(ContractError::NotRecoverable { why: "one of the accounts is a minter" });
    }
    Ok(())
}

/// Writes down why nobody uses the old account any more, and which one took its place.
fn close(
    ctx: &mut Ctx,
    lost: &Addr,
    successor: Addr,
    case_hash: &HexBinary,
) -> Result<(), ContractError> {
    let info = FreezeInfo {
        mode: FreezeMode::Full,
        reason: Some("key lost".to_string()),
        since: ctx.now(),
        by: ctx.info.sender.clone(),
        until: None,
        case_hash: Some(case_hash.clone()),
        recovered_to: Some(successor),
    };
    Ok(state::save_freeze(ctx.deps.storage, lost, &info)?)
}

/// What an earlier recovery to `heir` means for one to `successor`. Fails if the heir has restrictions
/// that the successor would not have: nobody sheds them by a second recovery.
fn classify_earlier(ctx: &Ctx, heir: &Addr, successor: &Addr) -> Result<Before, ContractError> {
    let storage = &*ctx.deps.storage;
    let next = || Ok::<_, ContractError>(state::may_load_freeze(storage, heir)?);
    if heir == successor || next()?.and_then(|why| why.recovered_to).as_ref() == Some(successor) {
        return Ok(Before::ToHeir);
    }
    let account = state::load_account(storage, &AccountId::of(ctx.deps.api, heir)?)?;
    if recovery::is_restricted(&account, ctx.now()) {
        return Err(ContractError::NotRecoverable {
            why: "it was recovered before, to an account that is restricted: recover to that one",
        });
    }
    Ok(Before::ToFree)
}

/// Fails unless the identity contract has linked both accounts to one DID. No contract, no answer or
/// no link: no recovery.
fn ensure_same_person(ctx: &Ctx, old: &Addr, new: &Addr) -> Result<(), ContractError> {
    let refused = |why| ContractError::NotRecoverable { why };
    let identity = state::may_load_contract_address(ctx.deps.storage, Contract::Identity)?
        .ok_or_else(|| refused("no identity contract is known"))?;
    let did = |account| link::did_of(&ctx.deps.querier, &identity, account);
    match (did(old)?, did(new)?) {
        (Some(one), Some(other)) if one == other => Ok(()),
        _ => Err(refused("the accounts are not linked to one DID")),
    }
}
