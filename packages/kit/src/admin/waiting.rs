//! What waits: whether it still can be applied, how many places there are, and what ends it; and what is
//! remembered of a rule that was tightened.

use cosmwasm_std::{to_json_string, Deps, Event, Storage};
use isthmus_api::access::events::CancelChange;
use isthmus_api::access::{PendingChange, MAX_PENDING_CHANGES, MAX_PENDING_OF_ROLE};
use isthmus_api::event::TypedEvent;
use isthmus_api::permission::{caller_text, Caller};
use isthmus_wire::{difference, printable_within};

use super::rules::{may_schedule, present, rule, scheduler};
use super::Administration;
use crate::changes::{self, Undoable};
use crate::{AccessError, Ctx};

type Plan<A> = PendingChange<<A as Administration>::Change>;

/// Whether a plan has lapsed, or can no longer be applied though its time came: then anyone may clear it,
/// and it takes no place.
pub(super) fn is_over<A: Administration>(deps: Deps, plan: &Plan<A>, now: u64) -> bool {
    plan.lapses_at <= now || ensure_applies::<A>(deps, plan).is_err()
}

/// Fails when what the change was made for is no longer so, or when who scheduled it may no longer: the
/// plans of a former owner go with him.
pub(super) fn ensure_applies<A: Administration>(
    deps: Deps,
    plan: &Plan<A>,
) -> Result<(), AccessError> {
    let id = plan.id;
    if !may_schedule::<A>(deps.storage, &plan.change, &plan.by)? {
        let need = caller_text(scheduler::<A>(&plan.change));
        return Err(AccessError::ChangeDisowned { id, by: plan.by.to_string(), need });
    }
    let [expected, given] = match present::<A>(deps, &plan.change) {
        Ok(present) if A::still_holds(&present, &plan.against) => return Ok(()),
        Ok(present) => difference(&plan.against, &present)?,
        Err(error) => [to_json_string(&plan.against)?, error.to_string()],
    };
    let [expected, given] = [expected, given].map(|text| printable_within(&text, MAX_TOLD));
    Err(AccessError::ChangeStale { id, expected, given })
}

/// Most characters that an error tells of a rule.
const MAX_TOLD: usize = 200;

/// Ends what was decided of a rule before, because it is being changed: what waits to change it is dropped,
/// and nobody undoes what was done to it.
pub(super) fn end_rule<A: Administration>(
    storage: &mut dyn Storage,
    rule: &str,
    by: &str,
) -> Result<Vec<Event>, AccessError> {
    changes::forget::<A::Change>(storage, &|entry| entry.rule == rule)?;
    drop_plans::<A>(storage, rule, by)
}

/// Drops what waits to change a rule, of which what can be undone is remembered anew, or was forgotten when
/// it became what it is.
#[inline(never)]
pub(super) fn drop_plans<A: Administration>(
    storage: &mut dyn Storage,
    rule: &str,
    by: &str,
) -> Result<Vec<Event>, AccessError> {
    drop_where::<A>(storage, by, &|plan| self::rule::<A>(&plan.change) == rule)
}

/// Remembers that the sender tightened a rule, for the delay as it is before that: one that is just
/// being lengthened does not lengthen the time in which that can be undone.
pub(super) fn remember_tightening<A: Administration>(
    ctx: &mut Ctx<A::Gathered>,
    rule: String,
    restores: A::Change,
    present: A::Change,
) -> Result<(), AccessError> {
    let seconds = changes::delay_seconds(ctx.deps.storage)?;
    if seconds == 0 {
        return Ok(());
    }
    let (now, by) = (ctx.now(), ctx.info.sender.clone());
    let until = now.saturating_add(seconds);
    let entry = Undoable { rule, by, until, restores, present };
    Ok(changes::remember(ctx.deps.storage, now, entry)?)
}

/// Ends what a former owner has scheduled as the owner, and what he could undo: both would come alive again
/// if the account became owner once more, with all the time in between counted as waiting.
pub(super) fn end_plans_of<A: Administration>(
    storage: &mut dyn Storage,
    former: &str,
    by: &str,
) -> Result<Vec<Event>, AccessError> {
    changes::forget::<A::Change>(storage, &|entry| entry.by.as_str() == former)?;
    drop_where::<A>(storage, by, &|plan| {
        plan.by.as_str() == former && scheduler::<A>(&plan.change) == Caller::Owner
    })
}

/// Drops all that waits: without a delay nothing does.
pub(super) fn end_all<A: Administration>(
    storage: &mut dyn Storage,
    by: &str,
) -> Result<Vec<Event>, AccessError> {
    drop_where::<A>(storage, by, &|_| true)
}

/// Drops what is over, and fails if as many changes wait as may. A role has a few places and no more,
/// however many have it, so that the owner's are never taken.
pub(super) fn make_room<A: Administration>(
    ctx: &mut Ctx<A::Gathered>,
    change: &A::Change,
) -> Result<Vec<Event>, AccessError> {
    let (now, by) = (ctx.now(), ctx.by());
    let deps = ctx.deps.as_ref();
    let all = changes::pending::<A::Change>(deps.storage)?;
    let (over, waiting): (Vec<_>, Vec<_>) =
        all.into_iter().partition(|plan| is_over::<A>(deps, plan, now));
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
    Ok(drop::<A>(ctx.deps.storage, over, &by))
}

#[inline(never)]
fn drop_where<A: Administration>(
    storage: &mut dyn Storage,
    by: &str,
    is_over: &dyn Fn(&Plan<A>) -> bool,
) -> Result<Vec<Event>, AccessError> {
    let mut over = changes::pending::<A::Change>(storage)?;
    over.retain(is_over);
    Ok(drop::<A>(storage, over, by))
}

/// Drops these, and tells of it.
#[inline(never)]
fn drop<A: Administration>(storage: &mut dyn Storage, over: Vec<Plan<A>>, by: &str) -> Vec<Event> {
    let dropped = over.into_iter().map(|plan| {
        changes::remove::<A::Change>(storage, plan.id);
        let (id, scheduled_by) = (plan.id, plan.by.into_string());
        CancelChange { id, scheduled_by, by: by.to_string() }.to_event()
    });
    dropped.collect()
}
