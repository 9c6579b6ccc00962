//! Who may create tokens, how much, how fast and for whom.

use cosmwasm_std::{Addr, Response, Storage, Uint128};
use isthmus_api::event::TypedEvent;
use isthmus_api::issuance::events::{
    ControllerSet, MintRecipientsSet, MinterAllowanceSet, MinterConfigured, MinterRemoved,
    MinterResumed, MinterStopped,
};
use isthmus_api::issuance::{
    Change, ExecuteKind, MinterTerms, Role, MAX_CONTROLLERS, MAX_MINT_RECIPIENTS,
};
use isthmus_api::types::{self, InputError, Limit};
use isthmus_kit::{admin, emit, roles, Ctx};

use super::{duties, token, Admin};
use crate::error::Outcome;
use crate::model::changes::allows_more;
use crate::model::minter::Minter;
use crate::model::text::ensure_reason;
use crate::{state, ContractError};

/// `configure_minter`.
pub fn configure(
    ctx: &mut Ctx,
    minter: String,
    ceiling: Uint128,
    rate_limit: Option<Limit>,
) -> Outcome {
    let terms = Some(MinterTerms { ceiling, rate_limit });
    admin::change::<Admin>(ctx, Change::SetMinter { minter, terms })
}

/// Makes an account a minter, changes what it may do, or takes that away, at once or after the delay.
pub fn put(ctx: &mut Ctx, minter: String, terms: Option<MinterTerms>) -> Outcome {
    let account = types::address(ctx.deps.api, "minter", &minter)?;
    let Some(terms) = terms else {
        let before = load_minter(ctx, &account)?;
        return remove(ctx, &account, &before, None);
    };
    let known = state::may_load_record(ctx.deps.storage, &account)?;
    let before = known.filter(|before| !before.removed);
    // What takes away is done whatever the account is, and whether the token answers or not.
    if before.is_none_or(|before| allows_more(&before.terms(), &terms)) {
        duties::ensure_may_mint(ctx, &account)?;
    }
    let after = Minter::configure(known.as_ref(), terms, ctx.now());
    state::save_minter(ctx.deps.storage, &account, &after);
    emit(MinterConfigured {
        minter,
        previous_ceiling: before.map(|before| before.ceiling.into()),
        ceiling: after.ceiling.into(),
        allowance: after.allowance.into(),
        capacity: terms.rate_limit.map(|limit| limit.capacity),
        refill_per_second: terms.rate_limit.map(|limit| limit.refill_per_second),
        by: ctx.by(),
    })
}

/// `dismiss_minter`: whoever sees that the token gave a minter a duty ends that it mints.
pub fn dismiss(ctx: &mut Ctx, minter: String) -> Outcome {
    let account = types::address(ctx.deps.api, "minter", &minter)?;
    let before = load_minter(ctx, &account)?;
    let Some(duty) = duties::find_conflict(ctx, &account)? else {
        return Err(ContractError::NoDutyConflict { minter });
    };
    let dropped = admin::overtake::<Admin>(ctx, &Change::SetMinter { minter, terms: None })?;
    Ok(remove(ctx, &account, &before, Some(duty))?.add_events(dropped))
}

/// The account is no minter any more, and nobody controls it. What it had used is remembered.
fn remove(ctx: &mut Ctx, account: &Addr, before: &Minter, duty: Option<&'static str>) -> Outcome {
    let by = ctx.by();
    let event = forget(ctx.deps.storage, account, before, duty, by)?;
    Ok(Response::new().add_event(event.to_event()))
}

/// The same, whoever does it.
pub fn forget(
    storage: &mut dyn Storage,
    account: &Addr,
    before: &Minter,
    duty: Option<&'static str>,
    by: String,
) -> Result<MinterRemoved, ContractError> {
    state::remove_controllers_of(storage, account)?;
    state::save_minter(storage, account, &Minter { removed: true, ..*before });
    Ok(MinterRemoved {
        minter: account.to_string(),
        allowance: before.allowance.into(),
        duty: duty.map(String::from),
        by,
    })
}

/// `stop_minter`.
pub fn stop(ctx: &mut Ctx, minter: String, reason: String) -> Outcome {
    ensure_reason(&reason)?;
    let account = types::address(ctx.deps.api, "minter", &minter)?;
    let before = load_minter(ctx, &account)?;
    state::save_minter(ctx.deps.storage, &account, &Minter { stopped: true, ..before });
    emit(MinterStopped { minter, reason, by: ctx.by() })
}

/// `resume_minter`, at once or after its delay.
pub fn resume(ctx: &mut Ctx, minter: String) -> Outcome {
    let account = types::address(ctx.deps.api, "minter", &minter)?;
    let before = load_minter(ctx, &account)?;
    ensure_stopped(&before)?;
    state::save_minter(ctx.deps.storage, &account, &Minter { stopped: false, ..before });
    emit(MinterResumed { minter, by: ctx.by() })
}

/// Fails if the minter was not stopped.
pub fn ensure_stopped(minter: &Minter) -> Result<(), ContractError> {
    if !minter.stopped {
        return Err(ContractError::MinterState { given: "not stopped" });
    }
    Ok(())
}

/// `increase_minter_allowance`.
pub fn increase_allowance(ctx: &mut Ctx, minter: String, amount: Uint128) -> Outcome {
    let account = types::address(ctx.deps.api, "minter", &minter)?;
    ensure_controls(ctx, &account, ExecuteKind::IncreaseMinterAllowance)?;
    ensure_may_raise(ctx)?;
    let before = load_minter(ctx, &account)?;
    let after = before.increase(amount.u128())?;
    save_allowance(ctx, minter, &account, &before, &after)
}

/// `decrease_minter_allowance`: always possible, because it only takes away.
pub fn decrease_allowance(ctx: &mut Ctx, minter: String, amount: Uint128) -> Outcome {
    let account = types::address(ctx.deps.api, "minter", &minter)?;
    ensure_controls(ctx, &account, ExecuteKind::DecreaseMinterAllowance)?;
    let before = load_minter(ctx, &account)?;
    let after = before.decrease(amount.u128());
    save_allowance(ctx, minter, &account, &before, &after)
}

fn save_allowance(
    ctx: &mut Ctx,
    minter: String,
    account: &Addr,
    before: &Minter,
    after: &Minter,
) -> Outcome {
    state::save_minter(ctx.deps.storage, account, after);
    let (previous, allowance) = (before.allowance.into(), after.allowance.into());
    emit(MinterAllowanceSet { minter, previous, allowance, by: ctx.by() })
}

/// Fails for a controller that the token has frozen or holds: its key may be stolen. It may still lower.
fn ensure_may_raise(ctx: &Ctx) -> Result<(), ContractError> {
    let (storage, sender) = (&*ctx.deps.storage, &ctx.info.sender);
    if roles::has(storage, Role::MasterMinter, sender) {
        return Ok(());
    }
    let token = state::load_stablecoin(storage)?;
    let account = token::query_account(&ctx.deps.querier, &token, sender)?;
    if token::is_frozen_or_held(&account) {
        return Err(ContractError::ControllerRestricted {});
    }
    Ok(())
}

/// Fails if the sender is neither `master_minter` nor the minter's controller.
fn ensure_controls(ctx: &Ctx, minter: &Addr, kind: ExecuteKind) -> Result<(), ContractError> {
    let (storage, sender) = (&*ctx.deps.storage, &ctx.info.sender);
    if roles::has(storage, Role::MasterMinter, sender)
        || state::may_load_controlled(storage, sender)?.as_ref() == Some(minter)
    {
        return Ok(());
    }
    Err(ContractError::unauthorized(kind))
}

/// An account controls a minter, or none any more, at once or after the delay. No minter controls itself:
/// its allowance would bound nothing.
pub fn put_controller(ctx: &mut Ctx, controller: String, minter: Option<String>) -> Outcome {
    let account = types::address(ctx.deps.api, "controller", &controller)?;
    let given = minter.as_deref();
    let controlled =
        given.map(|minter| types::address(ctx.deps.api, "minter", minter)).transpose()?;
    let previous = state::remove_controller(ctx.deps.storage, &account)?;
    if let Some(controlled) = &controlled {
        load_minter(ctx, controlled)?;
        if *controlled == account {
            return Err(ContractError::OwnController {});
        }
        let others = state::load_controllers_of(ctx.deps.storage, controlled)?;
        let (field, max, given) = ("controllers", MAX_CONTROLLERS, others.len().saturating_add(1));
        if given > max {
            return Err(InputError::TooMany { field, max, given }.into());
        }
        state::save_controller(ctx.deps.storage, &account, controlled)?;
    }
    let previous = previous.map(String::from);
    emit(ControllerSet { controller, previous, minter, by: ctx.by() })
}

/// Sets for whom a minter may mint, at once or after the delay. An empty list permits nobody, which is not
/// the same as no list (E13).
pub fn put_recipients(ctx: &mut Ctx, minter: String, recipients: Option<Vec<String>>) -> Outcome {
    let account = types::address(ctx.deps.api, "minter", &minter)?;
    let before = load_minter(ctx, &account)?;
    let list = recipients.as_deref().unwrap_or_default();
    types::at_most("recipients", list, MAX_MINT_RECIPIENTS)?;
    let list: Vec<Addr> = list
        .iter()
        .map(|recipient| types::address(ctx.deps.api, "recipients", recipient))
        .collect::<Result<_, _>>()?;
    state::save_recipients(ctx.deps.storage, &account, &list)?;
    let after = Minter { restricted: recipients.is_some(), ..before };
    state::save_minter(ctx.deps.storage, &account, &after);
    let recipients = recipients.map(|list| list.join(","));
    emit(MintRecipientsSet { minter, recipients, by: ctx.by() })
}

/// The minter; fails if the account is none.
fn load_minter(ctx: &Ctx, account: &Addr) -> Result<Minter, ContractError> {
    state::may_load_minter(ctx.deps.storage, account)?
        .ok_or_else(|| ContractError::NotMinter { minter: account.to_string() })
}
