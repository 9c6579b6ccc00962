//! Holding accounts for a short time: `place_hold`, `release_hold`.

use cosmwasm_std::HexBinary;
use isthmus_api::event::TypedEvent;
use isthmus_api::stablecoin::{events, HoldInfo};

use super::{emit_all, Ctx, CtxExt, Named, Outcome};
use crate::error::ContractError;
use crate::model::{hold, order};
use crate::state;

/// `place_hold`: the end stands in each account's own record, so that a transfer reads nothing more.
/// Why, and when the account may be held again, stand in a record of its own.
pub fn place(
    ctx: &mut Ctx,
    accounts: &[String],
    seconds: u64,
    reason: String,
    case_hash: Option<HexBinary>,
) -> Outcome {
    let (now, listed) = (ctx.now(), ctx.resolve_all(accounts)?);
    order::ensure_order(Some(&reason), case_hash.as_ref())?;
    let until = hold::end(now, seconds)?;
    let (mut emitted, mut anybody_was_free) = (Vec::new(), false);
    for Named { id, address } in listed {
        let before = state::load_account(ctx.deps.storage, &id)?;
        let after = before.hold(until, now).map_err(|cause| cause.of_entry(address.as_str()))?;
        // The gap after a hold is what keeps a guardian from freezing by holds.
        let last = state::may_load_hold(ctx.deps.storage, &address)?;
        if let Some(from) = last.map(|last| hold::next_hold_from(last.until)) {
            if now < from {
                return Err(ContractError::HoldTooSoon { account: address.into_string(), from });
            }
        }
        state::save_account(ctx.deps.storage, &id, &before, &after);
        anybody_was_free |= before.restriction(now).is_none();
        state::mark_minter(ctx.deps.storage, &id, &after, now)?;
        let (reason, case_hash, by) = (reason.clone(), case_hash.clone(), ctx.info.sender.clone());
        let shown = events::PlaceHold {
            account: address.to_string(),
            until,
            reason: reason.clone(),
            case_hash: case_hash.as_ref().map(HexBinary::to_hex),
            by: by.to_string(),
        };
        let info = HoldInfo { since: now, until, reason, case_hash, by };
        state::save_hold(ctx.deps.storage, &address, &info)?;
        emitted.push(shown.to_event());
    }
    if anybody_was_free {
        state::count_restriction(ctx.deps.storage)?;
    }
    emit_all(emitted)
}

/// `release_hold`: by those who hold and by those who freeze. The time until the next hold begins to
/// run now.
pub fn release(ctx: &mut Ctx, accounts: &[String]) -> Outcome {
    let (now, listed) = (ctx.now(), ctx.resolve_all(accounts)?);
    let mut emitted = Vec::new();
    for Named { id, address } in listed {
        let before = state::load_account(ctx.deps.storage, &id)?;
        let Some((after, previous)) = before.release(now) else {
            return Err(ContractError::NotHeld { account: address.into_string() });
        };
        state::save_account(ctx.deps.storage, &id, &before, &after);
        state::mark_minter(ctx.deps.storage, &id, &after, now)?;
        if let Some(mut info) = state::may_load_hold(ctx.deps.storage, &address)? {
            info.until = now;
            state::save_hold(ctx.deps.storage, &address, &info)?;
        }
        let (account, by) = (address.into_string(), ctx.by());
        emitted.push(events::ReleaseHold { account, previous, by }.to_event());
    }
    emit_all(emitted)
}
