//! `update_ownership`.

use cosmwasm_std::{Response, Storage};
use cw_ownable::{Action, OwnershipError};
use isthmus_api::access::events::UpdateOwnership;
use isthmus_api::access::{Changes, Common};
use isthmus_api::event::TypedEvent;

use super::changes::end_rule_of;
use super::roles::ensure_duties_separate;
use super::{change, Administration, Duty};
use crate::{owner, AccessError, Ctx, Outcome};

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
            dropped.extend(end_rule_of::<A>(ctx.deps.storage, former, &by)?);
        }
    }
    Ok(respond(ctx.deps.storage, previous, by)?.add_events(dropped))
}

/// Leaves the contract without an owner, and drops a proposal.
pub fn put_renunciation<A: Administration>(ctx: &mut Ctx<A::Gathered>) -> Outcome<A::Error> {
    let previous = previous(ctx.deps.storage)?;
    owner::renounce(ctx.deps.storage).map_err(AccessError::from)?;
    Ok(respond(ctx.deps.storage, previous, ctx.by())?)
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
