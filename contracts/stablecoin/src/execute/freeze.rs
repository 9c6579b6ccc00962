//! Freezing accounts: `freeze`, `unfreeze`.

use cosmwasm_std::HexBinary;
use isthmus_api::event::TypedEvent;
use isthmus_api::stablecoin::{events, FreezeInfo, FreezeMode, MAX_FREEZE_UNTIL};
use isthmus_api::types;

use super::{emit_all, name_of, Ctx, CtxExt, Named, Outcome};
use crate::model::account::Freeze;
use crate::model::order;
use crate::state;

/// How, why and for how long accounts are to be frozen.
pub struct Order {
    /// How far.
    pub mode: FreezeMode,
    /// Why.
    pub reason: Option<String>,
    /// First second at which it is over, if it ends by itself.
    pub until: Option<u64>,
    /// SHA-256 of the order or case file.
    pub case_hash: Option<HexBinary>,
}

/// `freeze`: pushes the mark into each account's own record, so that a transfer
/// reads nothing more.
pub fn freeze(ctx: &mut Ctx, accounts: &[String], given: Order) -> Outcome {
    let (now, listed) = (ctx.now(), ctx.resolve_all(accounts)?);
    let Order { mode, reason, until, case_hash } = given;
    order::ensure_order(reason.as_deref(), case_hash.as_ref())?;
    if let Some(until) = until {
        types::within("until", until, (now.saturating_add(1), MAX_FREEZE_UNTIL))?;
    }
    let (mut emitted, mut anybody_was_free) = (Vec::new(), false);
    for Named { id, address } in listed {
        let before = state::load_account(ctx.deps.storage, &id)?;
        let after = before
            .freeze(Freeze { mode, until }, now)
            .map_err(|cause| cause.of_entry(address.as_str()))?;
        state::save_account(ctx.deps.storage, &id, &before, &after);
        anybody_was_free |= before.restriction(now).is_none();
        state::mark_minter(ctx.deps.storage, &id, &after, now)?;
        let (reason, case_hash, by) = (reason.clone(), case_hash.clone(), ctx.info.sender.clone());
        let shown = events::Freeze {
            account: address.to_string(),
            previous: before.frozen(now).map(name_of),
            previous_until: before.frozen(now).and(before.freeze).and_then(|freeze| freeze.until),
            mode: name_of(mode),
            reason: reason.clone(),
            until,
            case_hash: case_hash.as_ref().map(HexBinary::to_hex),
            by: by.to_string(),
        };
        let recovered_to = None;
        let info = FreezeInfo { mode, reason, since: now, by, until, case_hash, recovered_to };
        state::save_freeze(ctx.deps.storage, &address, &info)?;
        emitted.push(shown.to_event());
    }
    // Grants that remember a free account have to look again; those of one that was frozen do already.
    if anybody_was_free {
        state::count_restriction(ctx.deps.storage)?;
    }
    emit_all(emitted)
}

/// `unfreeze`.
pub fn unfreeze(ctx: &mut Ctx, accounts: &[String]) -> Outcome {
    let (now, listed) = (ctx.now(), ctx.resolve_all(accounts)?);
    let mut emitted = Vec::new();
    for Named { id, address } in listed {
        let before = state::load_account(ctx.deps.storage, &id)?;
        let (after, mode) =
            before.unfreeze(now).map_err(|cause| cause.of_entry(address.as_str()))?;
        state::save_account(ctx.deps.storage, &id, &before, &after);
        state::mark_minter(ctx.deps.storage, &id, &after, now)?;
        state::remove_freeze(ctx.deps.storage, &address);
        let (account, previous, by) = (address.into_string(), name_of(mode), ctx.by());
        emitted.push(events::Unfreeze { account, previous, by }.to_event());
    }
    emit_all(emitted)
}
