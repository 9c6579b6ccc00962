//! Who may create tokens, how much, how fast and for whom: `update_minter`, `configure_minter`,
//! `remove_minter`, `increase_minter_allowance`, `decrease_minter_allowance`, `configure_controller`,
//! `remove_controller`, `set_mint_recipients`, `clear_mint_recipients`.

use cosmwasm_std::{Addr, Uint128};
use isthmus_api::stablecoin::{
    events, Cw20Event, ExecuteKind, Role, MAX_CONTROLLERS, MAX_MINT_RECIPIENTS,
    MAX_RECIPIENT_CHANGES,
};
use isthmus_api::types::Limit;
use isthmus_api::types::{self, InputError};
use isthmus_kit::roles;

use super::{cw20, emit, refuse, Ctx, CtxExt, Named, Outcome};
use crate::error::ContractError;
use crate::model::minter::Minter;
use crate::state::{self, AccountId};

/// `update_minter`: hands the place of CW20's own minter on, with all that bounds it, or gives it up
/// for good. Were the rate limit or the list left behind, a minter could shed them by it.
pub fn update_minter(ctx: &mut Ctx, new_minter: Option<String>) -> Outcome {
    let primary = state::may_load_primary_minter(ctx.deps.storage)?;
    if primary.as_ref() != Some(&ctx.info.sender) {
        return Err(refuse(ExecuteKind::UpdateMinter));
    }
    let old = Named { id: ctx.sender()?, address: ctx.info.sender.clone() };
    let left = load_minter(ctx, &old.id)?;
    // A freeze would be shed if its rights could be handed on.
    if left.frozen {
        return Err(ContractError::MinterFrozen {});
    }
    let next = match &new_minter {
        None => {
            state::remove_minter(ctx.deps.storage, &old.id, &old.address, &left)?;
            None
        }
        Some(given) => {
            let new = ctx.resolve("new_minter", given)?;
            if new.id != old.id {
                hand_over(ctx, &old, &new, left)?;
            }
            Some(new.address)
        }
    };
    state::save_primary_minter(ctx.deps.storage, next.as_ref())?;
    Ok(cw20(Cw20Event::UpdateMinter { new_minter }))
}

fn hand_over(ctx: &mut Ctx, old: &Named, new: &Named, left: Minter) -> Result<(), ContractError> {
    let Some(before) = state::may_load_minter(ctx.deps.storage, &new.id, ctx.now())? else {
        let after = Minter { frozen: is_restricted(ctx, &new.id)?, ..left };
        return move_minter(ctx, old, new, &after);
    };
    // Who controls one minter was not trusted with the other.
    if !state::load_controllers_of(ctx.deps.storage, &old.address)?.is_empty() {
        return Err(ContractError::MinterBrakes {});
    }
    let after = before.take_over(&left)?;
    state::remove_minter(ctx.deps.storage, &old.id, &old.address, &left)?;
    state::save_minter(ctx.deps.storage, &new.id, &after);
    Ok(())
}

/// Another account takes the minter's place, with all that belongs to it. An account does not come
/// to control itself by it.
fn move_minter(
    ctx: &mut Ctx,
    old: &Named,
    new: &Named,
    minter: &Minter,
) -> Result<(), ContractError> {
    let storage = &mut *ctx.deps.storage;
    let recipients = if minter.restricted {
        state::list_recipients(storage, &old.id, None, MAX_MINT_RECIPIENTS)?
    } else {
        Vec::new()
    };
    let controllers = state::load_controllers_of(storage, &old.address)?;
    state::remove_minter(storage, &old.id, &old.address, minter)?;
    state::save_minter(storage, &new.id, minter);
    for recipient in recipients {
        state::save_recipient(storage, &new.id, &recipient)?;
    }
    for controller in controllers.iter().filter(|controller| **controller != new.address) {
        state::save_controller(storage, controller, &new.address)?;
    }
    Ok(())
}

/// `configure_minter`: allowance and rate limit replace those before.
pub fn configure_minter(
    ctx: &mut Ctx,
    minter: String,
    allowance: Uint128,
    rate_limit: Option<Limit>,
) -> Outcome {
    state::load_issuance(ctx.deps.storage)?.supply.ensure_at_home()?;
    let id = ctx.account("minter", &minter)?;
    let before = state::may_load_minter(ctx.deps.storage, &id, ctx.now())?;
    let (previous, limit) = match &before {
        None => (None, None),
        Some(before) => (before.allowance.map(Uint128::new), before.rate.map(|rate| rate.bucket)),
    };
    // Whoever restricted the account before it was a minter could not mark the minter.
    let frozen = is_restricted(ctx, &id)?;
    let after = before.unwrap_or_default().configure(allowance.u128(), rate_limit, ctx.now());
    state::save_minter(ctx.deps.storage, &id, &Minter { frozen, ..after });
    emit(events::ConfigureMinter {
        minter,
        previous,
        allowance,
        previous_capacity: limit.map(|limit| limit.capacity.into()),
        previous_refill_per_second: limit.map(|limit| limit.refill.into()),
        capacity: rate_limit.map(|limit| limit.capacity),
        refill_per_second: rate_limit.map(|limit| limit.refill_per_second),
        by: ctx.by(),
    })
}

/// `remove_minter`: its balance stays its own.
pub fn remove_minter(ctx: &mut Ctx, minter: String) -> Outcome {
    let Named { id, address } = ctx.resolve("minter", &minter)?;
    let before = load_minter(ctx, &id)?;
    state::remove_minter(ctx.deps.storage, &id, &address, &before)?;
    if state::may_load_primary_minter(ctx.deps.storage)?.as_ref() == Some(&address) {
        state::save_primary_minter(ctx.deps.storage, None)?;
    }
    let previous = before.allowance.map(Uint128::new);
    emit(events::RemoveMinter { minter, previous, by: ctx.by() })
}

/// `increase_minter_allowance`. A controller that is frozen or held raises nothing.
pub fn increase_allowance(ctx: &mut Ctx, minter: String, amount: Uint128) -> Outcome {
    let Named { id, address } = ctx.resolve("minter", &minter)?;
    if is_controller(ctx, &address)? {
        let sender = ctx.sender()?;
        state::load_account(ctx.deps.storage, &sender)?.ensure_may_control(ctx.now())?;
    }
    let (previous, after) = load_minter(ctx, &id)?.increase(amount.u128())?;
    state::save_minter(ctx.deps.storage, &id, &after);
    let allowance = after.allowance.unwrap_or_default().into();
    let (previous, by) = (previous.into(), ctx.by());
    emit(events::IncreaseMinterAllowance { minter, previous, allowance, by })
}

/// `decrease_minter_allowance`: always possible, because it only takes away.
pub fn decrease_allowance(ctx: &mut Ctx, minter: String, amount: Uint128) -> Outcome {
    let Named { id, address } = ctx.resolve("minter", &minter)?;
    is_controller(ctx, &address)?;
    let (previous, after) = load_minter(ctx, &id)?.decrease(amount.u128())?;
    state::save_minter(ctx.deps.storage, &id, &after);
    let allowance = after.allowance.unwrap_or_default().into();
    let (previous, by) = (previous.into(), ctx.by());
    emit(events::DecreaseMinterAllowance { minter, previous, allowance, by })
}

/// Whether the sender is the minter's controller; fails if it is not `master_minter` either.
fn is_controller(ctx: &Ctx, minter: &Addr) -> Result<bool, ContractError> {
    let (storage, sender) = (&*ctx.deps.storage, &ctx.info.sender);
    if roles::has(storage, Role::MasterMinter, sender) {
        return Ok(false);
    }
    if state::may_load_controlled_minter(storage, sender)?.as_ref() != Some(minter) {
        return Err(refuse(ExecuteKind::IncreaseMinterAllowance));
    }
    Ok(true)
}

/// `configure_controller`. No minter controls itself: its allowance would bound nothing.
pub fn configure_controller(ctx: &mut Ctx, controller: String, minter: String) -> Outcome {
    let controller_address = types::address(ctx.deps.api, "controller", &controller)?;
    let Named { id, address } = ctx.resolve("minter", &minter)?;
    load_minter(ctx, &id)?;
    if controller_address == address {
        return Err(ContractError::OwnAccount {});
    }
    let former = state::remove_controller(ctx.deps.storage, &controller_address)?;
    let given = state::load_controllers_of(ctx.deps.storage, &address)?.len().saturating_add(1);
    if given > MAX_CONTROLLERS {
        let (field, max) = ("controllers", MAX_CONTROLLERS);
        return Err(InputError::TooMany { field, max, given }.into());
    }
    state::save_controller(ctx.deps.storage, &controller_address, &address)?;
    let previous = former.map(String::from);
    emit(events::ConfigureController { controller, previous, minter, by: ctx.by() })
}

/// `remove_controller`.
pub fn remove_controller(ctx: &mut Ctx, controller: String) -> Outcome {
    let address = types::address(ctx.deps.api, "controller", &controller)?;
    let minter = state::remove_controller(ctx.deps.storage, &address)?
        .ok_or(ContractError::NotController {})?
        .into();
    emit(events::RemoveController { controller, minter, by: ctx.by() })
}

/// `set_mint_recipients`. An empty list permits nobody, which is not the same as no list (E13).
pub fn set_recipients(
    ctx: &mut Ctx,
    minter: String,
    add: Vec<String>,
    remove: Vec<String>,
) -> Outcome {
    let id = ctx.account("minter", &minter)?;
    let before = load_minter(ctx, &id)?;
    types::at_most("add", &add, MAX_RECIPIENT_CHANGES)?;
    types::at_most("remove", &remove, MAX_RECIPIENT_CHANGES)?;
    for recipient in &add {
        let recipient = ctx.account("add", recipient)?;
        state::save_recipient(ctx.deps.storage, &id, &recipient)?;
    }
    for recipient in &remove {
        let recipient = ctx.account("remove", recipient)?;
        state::remove_recipient(ctx.deps.storage, &id, &recipient)?;
    }
    // After both, so that a full list can exchange its entries in one message.
    let one_more = MAX_MINT_RECIPIENTS.saturating_add(1);
    let list = state::list_recipients(ctx.deps.storage, &id, None, one_more)?;
    types::at_most("recipients", &list, MAX_MINT_RECIPIENTS)?;
    state::save_minter(ctx.deps.storage, &id, &Minter { restricted: true, ..before });
    let text = |accounts: Vec<String>| Some(accounts.join(",")).filter(|text| !text.is_empty());
    emit(events::SetMintRecipients {
        minter,
        added: text(add),
        removed: text(remove),
        count: u64::try_from(list.len()).unwrap_or(u64::MAX),
        by: ctx.by(),
    })
}

/// `clear_mint_recipients`.
pub fn clear_recipients(ctx: &mut Ctx, minter: String) -> Outcome {
    let id = ctx.account("minter", &minter)?;
    let before = load_minter(ctx, &id)?;
    state::clear_recipients(ctx.deps.storage, &id)?;
    state::save_minter(ctx.deps.storage, &id, &Minter { restricted: false, ..before });
    emit(events::ClearMintRecipients { minter, by: ctx.by() })
}

fn load_minter(ctx: &Ctx, id: &AccountId) -> Result<Minter, ContractError> {
    state::may_load_minter(ctx.deps.storage, id, ctx.now())?.ok_or(ContractError::NotMinter {})
}

fn is_restricted(ctx: &Ctx, id: &AccountId) -> Result<bool, ContractError> {
    Ok(state::load_account(ctx.deps.storage, id)?.restriction(ctx.now()).is_some())
}
