//! What waits: how many places there are, and what is dropped.

use cosmwasm_std::{Event, Storage};
use isthmus_api::access::events::CancelChange;
use isthmus_api::access::{PendingChange, MAX_PENDING_CHANGES, MAX_PENDING_OF_ROLE};
use isthmus_api::event::TypedEvent;
use isthmus_api::permission::Caller;

use super::rules::{may_schedule, rule, scheduler};
use super::Administration;
use crate::{changes, AccessError, Ctx};

/// Drops what waits to change a rule that is being changed.
#[inline(never)]
pub(super) fn drop_plans<A: Administration>(
    storage: &mut dyn Storage,
    rule: &str,
    by: &str,
) -> Result<Vec<Event>, AccessError> {
    let is_over = |_: &dyn Storage, plan: &Plan<A>| Ok(self::rule::<A>(&plan.change) == rule);
    Ok(sweep::<A>(storage, by, &is_over)?.dropped)
}

/// Drops what a former owner has scheduled as the owner: it would come alive again if the account became
/// owner once more, with all the time in between counted as waiting.
pub(super) fn drop_plans_of<A: Administration>(
    storage: &mut dyn Storage,
    owner: &str,
    by: &str,
) -> Result<Vec<Event>, AccessError> {
    let is_over = |_: &dyn Storage, plan: &Plan<A>| {
        Ok(plan.by.as_str() == owner && scheduler::<A>(&plan.change) == Caller::Owner)
    };
    Ok(sweep::<A>(storage, by, &is_over)?.dropped)
}

/// Drops what has lapsed and what nobody may schedule any more who did, and fails if as many changes wait
/// as may. A role has a few places and no more, however many have it, so that the owner's are never taken.
pub(super) fn make_room<A: Administration>(
    ctx: &mut Ctx<A::Gathered>,
    change: &A::Change,
) -> Result<Vec<Event>, AccessError> {
    let (now, by) = (ctx.now(), ctx.by());
    let is_over = |storage: &dyn Storage, plan: &Plan<A>| {
        Ok(plan.lapses_at <= now || !may_schedule::<A>(storage, &plan.change, &plan.by)?)
    };
    let Sweep { dropped, waiting } = sweep::<A>(ctx.deps.storage, &by, &is_over)?;
    if waiting.len() >= MAX_PENDING_CHANGES {
        return Err(AccessError::TooManyChanges { limit: MAX_PENDING_CHANGES });
    }
    if let caller @ Caller::Role(role) = scheduler::<A>(change) {
        let of_role = waiting.iter().filter(|plan| scheduler::<A>(&plan.change) == caller).count();
        if of_role >= MAX_PENDING_OF_ROLE {
            let role = role.into();
            return Err(AccessError::TooManyChangesOfRole { role, limit: MAX_PENDING_OF_ROLE });
        }
    }
    Ok(dropped)
}

type Plan<A> = PendingChange<<A as Administration>::Change>;
/// Whether a plan is to be dropped.
type IsOver<'a, A> = dyn Fn(&dyn Storage, &Plan<A>) -> Result<bool, AccessError> + 'a;

/// What waited: what is told of those that are dropped, and those that still wait.
struct Sweep<C> {
    dropped: Vec<Event>,
    waiting: Vec<PendingChange<C>>,
}

/// Drops those that are over.
#[inline(never)]
fn sweep<A: Administration>(
    storage: &mut dyn Storage,
    by: &str,
    is_over: &IsOver<'_, A>,
) -> Result<Sweep<A::Change>, AccessError> {
    let mut sweep = Sweep { dropped: Vec::new(), waiting: Vec::new() };
    for plan in changes::pending::<A::Change>(storage)? {
        if !is_over(storage, &plan)? {
            sweep.waiting.push(plan);
            continue;
        }
        changes::remove::<A::Change>(storage, plan.id);
        let (id, scheduled_by) = (plan.id, plan.by.into_string());
        sweep.dropped.push(CancelChange { id, scheduled_by, by: by.to_string() }.to_event());
    }
    Ok(sweep)
}
