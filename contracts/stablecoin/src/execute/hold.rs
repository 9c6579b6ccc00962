//! Holding accounts for a short time: `place_hold`, `release_hold`.

use cosmwasm_std::{Addr, HexBinary};
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
        if let Some(held) = before.held(now) {
            // To hold shorter would be to release.
            if until <= held {
                return Err(ContractError::HeldLonger { account: address.into_string(), held });
            }
            end_series(ctx, &address)?;
        }
        // That it comes to an end is what keeps a guardian from freezing by holds.
        let series = state::load_series(ctx.deps.storage, &address, &ctx.info.sender)?;
        let left = series.left(now);
        if seconds > left {
            let (account, from) = (address.into_string(), series.renews_at());
            return Err(ContractError::HoldTooLong { account, left, from });
        }
        let series = series.place(seconds, now);
        state::save_series(ctx.deps.storage, &address, &ctx.info.sender, &series)?;
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

/// Ends the hold that is on in the series of the guardian who placed it: what it did not use it keeps.
fn end_series(ctx: &mut Ctx, account: &Addr) -> Result<(), ContractError> {
    let now = ctx.now();
    let Some(hold) = state::may_load_hold(ctx.deps.storage, account)? else { return Ok(()) };
    let series = state::load_series(ctx.deps.storage, account, &hold.by)?.release(now);
    Ok(state::save_series(ctx.deps.storage, account, &hold.by, &series)?)
}

/// `release_hold`: by those who hold and by those who freeze.
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
        end_series(ctx, &address)?;
        if let Some(mut info) = state::may_load_hold(ctx.deps.storage, &address)? {
            info.until = now;
            state::save_hold(ctx.deps.storage, &address, &info)?;
        }
        let (account, by) = (address.into_string(), ctx.by());
        emitted.push(events::ReleaseHold { account, previous, by }.to_event());
    }
    emit_all(emitted)
}
