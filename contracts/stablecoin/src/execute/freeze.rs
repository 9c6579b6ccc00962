//! Holding an account: `freeze`, `unfreeze`.

use cosmwasm_std::{StdResult, Storage};
use isthmus_api::stablecoin::{events, FreezeInfo, FreezeMode, MAX_REASON_CHARS};
use isthmus_api::types;

use super::{emit, Ctx, Outcome};
use crate::state::{self, AccountId};

/// `freeze`: pushes the mark into the account's own record, so that a transfer reads nothing more.
pub fn freeze(ctx: Ctx, account: String, mode: FreezeMode, reason: Option<String>) -> Outcome {
    let (id, address) = ctx.named("account", &account)?;
    if let Some(reason) = &reason {
        let printable = |c: char| matches!(c, ' '..='~') && !matches!(c, '<' | '>' | '&');
        let allowed = "printable ASCII without angle brackets and ampersand";
        types::text("reason", reason, (1, MAX_REASON_CHARS), allowed, printable)?;
    }
    let before = state::load_account(ctx.deps.storage, &id)?;
    let after = before.frozen(mode)?;
    state::save_account(ctx.deps.storage, &id, &before, &after);
    if before.freeze.is_none() {
        state::count_restriction(ctx.deps.storage)?;
    }
    mark_minter(ctx.deps.storage, &id, true)?;
    let (since, by) = (ctx.now(), ctx.info.sender.clone());
    let info = FreezeInfo { mode, reason: reason.clone(), since, by };
    state::save_freeze(ctx.deps.storage, &address, &info)?;
    let previous = before.freeze.map(name);
    emit(events::Freeze { account, previous, mode: name(mode), reason, by: ctx.by() })
}

/// `unfreeze`.
pub fn unfreeze(ctx: Ctx, account: String) -> Outcome {
    let (id, address) = ctx.named("account", &account)?;
    let before = state::load_account(ctx.deps.storage, &id)?;
    let (after, mode) = before.unfrozen()?;
    state::save_account(ctx.deps.storage, &id, &before, &after);
    mark_minter(ctx.deps.storage, &id, false)?;
    state::remove_freeze(ctx.deps.storage, &address);
    emit(events::Unfreeze { account, previous: name(mode), by: ctx.by() })
}

fn name(mode: FreezeMode) -> String {
    <&'static str>::from(mode).to_string()
}

/// Keeps the minter's copy of the mark in step.
fn mark_minter(storage: &mut dyn Storage, id: &AccountId, frozen: bool) -> StdResult<()> {
    if let Some(mut minter) = state::may_load_minter(storage, id)? {
        minter.frozen = frozen;
        state::save_minter(storage, id, &minter);
    }
    Ok(())
}
