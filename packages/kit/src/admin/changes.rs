//! `schedule_change`, `apply_change`, `cancel_change`, `set_change_delay`, and changes that are made at
//! once, or not because they have to wait.

use std::iter;

use cosmwasm_std::{to_json_string, DepsMut, Event, Response, Storage};
use isthmus_api::access::events::{ApplyChange, CancelChange, ScheduleChange, SetChangeDelay};
use isthmus_api::access::{
    Changes, Common, PendingChange, CHANGE_LASTS_SECONDS, MAX_CHANGE_DELAY_SECONDS,
};
use isthmus_api::event::TypedEvent;
use isthmus_api::permission::{any_of, caller_text, AdminParty, Caller, NoParty};

use super::ownership::{put_owner_delay, put_renunciation};
use super::roles::put_role;
use super::rules::{loosens, may_schedule, present, rule};
use super::waiting::{
    drop_plans, end_all, end_rule, ensure_applies, is_over, make_room, remember_tightening,
};
use super::Administration;
use crate::changes::{self, Stored, Undoable};
use crate::overlay::Overlay;
use crate::{emit, owner, roles, unauthorized, AccessError, Ctx, Outcome};

/// Announces a change. Who may send the change itself. Fails while there is no delay; when 16 others wait,
/// or 4 of the role that may send it; when there is nothing to change; and when applying it now would fail.
pub fn schedule_change<A: Administration>(
    ctx: &mut Ctx<A::Gathered>,
    change: A::Change,
) -> Outcome<A::Error> {
    let (now, by) = (ctx.now(), ctx.info.sender.clone());
    if !may_schedule::<A>(ctx.deps.storage, &change, &by)? {
        return Err(unauthorized(Caller::<A::Role>::Admin(AdminParty::ChangeSender)).into());
    }
    let seconds = delay_seconds(ctx.deps.storage)?;
    if seconds == 0 {
        return Err(AccessError::NothingWaits { change: change.kind() }.into());
    }
    let against = present::<A>(ctx.deps.as_ref(), &change)?;
    if against == change && !loosens::<A>(&against, &change) {
        return Err(AccessError::ChangesNothing { change: change.kind() }.into());
    }
    ensure_could_apply::<A>(ctx, change.clone())?;
    let dropped = make_room::<A>(ctx, &change)?;
    let ready_at = now.saturating_add(seconds);
    let lapses_at = ready_at.saturating_add(CHANGE_LASTS_SECONDS);
    let id = changes::next_id(ctx.deps.storage).map_err(AccessError::from)?;
    let event = ScheduleChange {
        id,
        change: json(&change)?,
        against: json(&against)?,
        ready_at,
        lapses_at,
        by: ctx.by(),
    };
    let pending = PendingChange { id, change, against, by, ready_at, lapses_at };
    changes::save(ctx.deps.storage, &pending).map_err(AccessError::from)?;
    Ok(Response::new().add_event(event.to_event()).add_events(dropped))
}

/// Fails as applying the change now would. What it stores is thrown away.
fn ensure_could_apply<A: Administration>(
    ctx: &Ctx<A::Gathered>,
    change: A::Change,
) -> Result<(), A::Error> {
    let mut storage = Overlay::new(ctx.deps.storage);
    let deps = DepsMut { storage: &mut storage, api: ctx.deps.api, querier: ctx.deps.querier };
    let mut draft = Ctx::new(deps, ctx.env.clone(), ctx.info.clone());
    apply::<A>(&mut draft, change).map(|_| ())
}

/// Makes a change that has waited. Anyone. Fails before it is ready and 7 days after that, when what it
/// was to change is no longer as it was, when who scheduled it no longer may, and when the change itself
/// fails.
pub fn apply_change<A: Administration>(ctx: &mut Ctx<A::Gathered>, id: u64) -> Outcome<A::Error> {
    let (pending, now) = (load::<A>(ctx.deps.storage, id)?, ctx.now());
    if now < pending.ready_at {
        return Err(AccessError::ChangeNotReady { id, at: pending.ready_at, now }.into());
    }
    if now >= pending.lapses_at {
        return Err(AccessError::ChangeLapsed { id, at: pending.lapses_at, now }.into());
    }
    ensure_applies::<A>(ctx.deps.as_ref(), &pending)?;
    changes::remove::<A::Change>(ctx.deps.storage, id);
    let (rule, by) = (rule::<A>(&pending.change), ctx.by());
    let dropped = end_rule::<A>(ctx.deps.storage, &rule, &by)?;
    let event = ApplyChange { id, scheduled_by: pending.by.into_string(), by };
    let mut response = apply::<A>(ctx, pending.change)?;
    response.events.insert(0, event.to_event());
    Ok(response.add_events(dropped))
}

/// Withdraws a change. The owner, a role that may cancel, or who scheduled it; anyone once it has lapsed
/// or can no longer apply.
pub fn cancel_change<A: Administration>(ctx: &mut Ctx<A::Gathered>, id: u64) -> Outcome<A::Error> {
    let (storage, sender) = (&*ctx.deps.storage, &ctx.info.sender);
    let pending = load::<A>(storage, id)?;
    let may = pending.by == *sender
        || owner::is_owner(storage, sender).map_err(AccessError::from)?
        || A::CANCELLERS.iter().any(|role| roles::has(storage, *role, sender))
        || is_over::<A>(ctx.deps.as_ref(), &pending, ctx.now());
    if !may {
        return Err(AccessError::Unauthorized { need: cancellers::<A>() }.into());
    }
    changes::remove::<A::Change>(ctx.deps.storage, id);
    emit(CancelChange { id, scheduled_by: pending.by.into_string(), by: ctx.by() })
}

/// Who may cancel a change that still can be applied, in the words of the permission table.
fn cancellers<A: Administration>() -> String {
    let roles = A::CANCELLERS.iter().map(|role| Caller::Role(*role));
    let others = [AdminParty::Scheduler, AdminParty::AnyoneOnceOver].map(Caller::Admin);
    let all = iter::once(Caller::Owner).chain(roles).chain(others);
    any_of(all.map(caller_text::<A::Role, NoParty>))
}

/// Sets the delay. Fails above 30 days, and when a shorter one has to wait itself.
pub fn set_change_delay<A: Administration>(
    ctx: &mut Ctx<A::Gathered>,
    seconds: u64,
) -> Outcome<A::Error> {
    change::<A>(ctx, A::Change::of(Common::SetChangeDelay { seconds }))
}

/// Sets the delay now. What waits already keeps its own; with none nothing waits any longer, and is dropped.
fn put_change_delay<A: Administration>(
    ctx: &mut Ctx<A::Gathered>,
    seconds: u64,
) -> Outcome<A::Error> {
    let previous = delay_seconds(ctx.deps.storage)?;
    initialize_delay(ctx.deps.storage, seconds)?;
    let by = ctx.by();
    let dropped = match seconds {
        0 => end_all::<A>(ctx.deps.storage, &by)?,
        _ => Vec::new(),
    };
    let event = SetChangeDelay { previous, seconds, by }.to_event();
    Ok(Response::new().add_event(event).add_events(dropped))
}

/// Makes a change now: one that every contract has here, the contract's own by
/// [`Administration::apply`].
pub fn apply<A: Administration>(
    ctx: &mut Ctx<A::Gathered>,
    change: A::Change,
) -> Outcome<A::Error> {
    match change.common() {
        None => A::apply(ctx, change),
        Some(Common::GrantRole { role, account }) => put_role::<A>(ctx, role, account),
        Some(Common::SetChangeDelay { seconds }) => put_change_delay::<A>(ctx, seconds),
        Some(Common::SetOwnerDelay { seconds }) => put_owner_delay::<A>(ctx, seconds),
        Some(Common::RenounceOwnership {}) => put_renunciation::<A>(ctx),
    }
}

/// Sets the delay, at instantiate too.
pub(super) fn initialize_delay(storage: &mut dyn Storage, seconds: u64) -> Result<(), AccessError> {
    if seconds > MAX_CHANGE_DELAY_SECONDS {
        return Err(AccessError::ChangeDelay { max: MAX_CHANGE_DELAY_SECONDS, given: seconds });
    }
    Ok(changes::save_delay(storage, seconds)?)
}

/// Makes a change by the message of its own, at once; fails if it loosens a rule and so has to wait. What
/// tightens one is remembered, so that who did it can undo it at once: within the delay, back to exactly
/// what was, unless the rule was changed since. What waited to change the same rule is dropped: it was
/// announced for a rule as it stood, and not for one that was changed and changed back.
pub fn change<A: Administration>(
    ctx: &mut Ctx<A::Gathered>,
    change: A::Change,
) -> Outcome<A::Error> {
    let dropped = prepare::<A>(ctx, &change)?;
    Ok(apply::<A>(ctx, change)?.add_events(dropped))
}

fn prepare<A: Administration>(
    ctx: &mut Ctx<A::Gathered>,
    change: &A::Change,
) -> Result<Vec<Event>, A::Error> {
    let seconds = delay_seconds(ctx.deps.storage)?;
    if seconds == 0 {
        return Ok(Vec::new());
    }
    let present = present::<A>(ctx.deps.as_ref(), change)?;
    let rule = rule::<A>(change);
    let loosens = loosens::<A>(&present, change);
    if !loosens && A::is_same_rule(&present, change) {
        // Who says it again stands behind it: nobody else takes it back at once any more.
        let by = ctx.info.sender.clone();
        let forget = |entry: &Undoable<A::Change>| entry.rule == rule && entry.by != by;
        changes::forget(ctx.deps.storage, &forget).map_err(AccessError::from)?;
        return Ok(Vec::new());
    }
    if loosens && !undoes::<A>(ctx, &rule, &present, change)? {
        return Err(AccessError::ChangeMustWait { change: change.kind(), seconds }.into());
    }
    let by = ctx.by();
    if loosens {
        return Ok(end_rule::<A>(ctx.deps.storage, &rule, &by)?);
    }
    let dropped = drop_plans::<A>(ctx.deps.storage, &rule, &by)?;
    remember_tightening::<A>(ctx, rule, present, change.clone())?;
    Ok(dropped)
}

/// Says that the rule of a change was changed by a message that is none of administration: what waits to
/// change it is dropped, and nobody undoes what was done to it before.
pub fn overtake<A: Administration>(
    ctx: &mut Ctx<A::Gathered>,
    change: &A::Change,
) -> Result<Vec<Event>, AccessError> {
    let (rule, by) = (rule::<A>(change), ctx.by());
    end_rule::<A>(ctx.deps.storage, &rule, &by)
}

/// Whether the change is the sender's own tightening taken back.
fn undoes<A: Administration>(
    ctx: &Ctx<A::Gathered>,
    rule: &str,
    present: &A::Change,
    change: &A::Change,
) -> Result<bool, AccessError> {
    let last: Option<Undoable<A::Change>> = changes::tightening(ctx.deps.storage, rule)?;
    Ok(last.is_some_and(|last| {
        last.by == ctx.info.sender
            && ctx.now() < last.until
            && last.restores == *change
            && last.present == *present
    }))
}

fn load<A: Administration>(
    storage: &dyn Storage,
    id: u64,
) -> Result<PendingChange<A::Change>, AccessError> {
    changes::may_load(storage, id)?.ok_or(AccessError::NoChange { id })
}

fn delay_seconds(storage: &dyn Storage) -> Result<u64, AccessError> {
    Ok(changes::delay_seconds(storage)?)
}

fn json<C: Stored>(change: &C) -> Result<String, AccessError> {
    Ok(to_json_string(change)?)
}
