//! `update_ownership`, `set_owner_delay`.

use cosmwasm_std::{Response, Storage};
use cw_ownable::{Action, OwnershipError};
use isthmus_api::access::events::{SetOwnerDelay, UpdateOwnership};
use isthmus_api::access::{Changes, Common, MAX_OWNER_DELAY_SECONDS};
use isthmus_api::event::TypedEvent;
use isthmus_api::types;

use super::duties::ensure_duties_separate;
use super::waiting::end_plans_of;
use super::{change, Administration, Duty};
use crate::{emit, owner, AccessError, Ctx, Outcome};

/// Proposes, accepts or renounces ownership, with cw-ownable's rules and the owner's delay. To renounce
/// loosens, and waits the change delay. Fails when who accepts has a role that the owner may not have.
pub fn update_ownership<A: Administration>(
    ctx: &mut Ctx<A::Gathered>,
    action: Action,
) -> Outcome<A::Error> {
    let previous = previous(ctx.deps.storage)?;
    if action == Action::RenounceOwnership {
        if previous.as_deref() != Some(ctx.info.sender.as_str()) {
            return Err(AccessError::Ownership(OwnershipError::NotOwner).into());
        }
        return change::<A>(ctx, A::Change::of(Common::RenounceOwnership {}));
    }
    let accepted = action == Action::AcceptOwnership;
    owner::update(ctx.deps.branch(), &ctx.env.block, &ctx.info.sender, action)?;
    let (mut dropped, by) = (Vec::new(), ctx.by());
    if accepted {
        ensure_duties_separate::<A>(ctx.deps.storage, &ctx.info.sender, Duty::Owner)?;
        for former in previous.iter().filter(|former| **former != by) {
            dropped.extend(end_plans_of::<A>(ctx.deps.storage, former, &by)?);
        }
    }
    Ok(respond(ctx.deps.storage, previous, by)?.add_events(dropped))
}

/// Leaves the contract without an owner, and drops a proposal.
pub(super) fn put_renunciation<A: Administration>(ctx: &mut Ctx<A::Gathered>) -> Outcome<A::Error> {
    let previous = previous(ctx.deps.storage)?;
    owner::renounce(ctx.deps.storage).map_err(AccessError::from)?;
    Ok(respond(ctx.deps.storage, previous, ctx.by())?)
}

/// Sets the delay between the proposal of an owner and its acceptance. Fails above 30 days, and when a
/// shorter one has to wait itself.
pub fn set_owner_delay<A: Administration>(
    ctx: &mut Ctx<A::Gathered>,
    seconds: u64,
) -> Outcome<A::Error> {
    change::<A>(ctx, A::Change::of(Common::SetOwnerDelay { seconds }))
}

/// Sets the delay now, for who is proposed already too.
pub(super) fn put_owner_delay<A: Administration>(
    ctx: &mut Ctx<A::Gathered>,
    seconds: u64,
) -> Outcome<A::Error> {
    let previous = owner::delay_seconds(ctx.deps.storage).map_err(AccessError::from)?;
    check_owner_delay("seconds", seconds)?;
    owner::save_delay(ctx.deps.storage, seconds).map_err(AccessError::from)?;
    emit(SetOwnerDelay { previous, seconds, by: ctx.by() })
}

/// Fails above 30 days: a delay without end would leave the contract to its owner for ever.
pub(super) fn check_owner_delay(field: &'static str, seconds: u64) -> Result<u64, AccessError> {
    Ok(types::within(field, seconds, (0, MAX_OWNER_DELAY_SECONDS))?)
}

/// The owner before, for the event.
pub(super) fn previous(storage: &dyn Storage) -> Result<Option<String>, AccessError> {
    Ok(owner::ownership(storage)?.owner.map(String::from))
}

/// The event that tells of the owner now.
pub(super) fn respond(
    storage: &dyn Storage,
    previous: Option<String>,
    by: String,
) -> Result<Response, AccessError> {
    let ownership = owner::ownership(storage)?;
    let event = UpdateOwnership {
        previous,
        owner: ownership.owner.map(String::from),
        pending_owner: ownership.pending_owner.map(String::from),
        by,
    };
    Ok(Response::new().add_event(event.to_event()))
}
