//! `schedule_change`, `apply_change`, `cancel_change`, `set_change_delay`, and whether a change may be
//! made at once.

use std::iter;

use cosmwasm_std::{to_json_string, Addr, Deps, Event, Storage};
use isthmus_api::access::events::{ApplyChange, CancelChange, ScheduleChange, SetChangeDelay};
use isthmus_api::access::{
    Changes, Common, PendingChange, CHANGE_LASTS_SECONDS, MAX_CHANGE_DELAY_SECONDS,
    MAX_PENDING_CHANGES,
};
use isthmus_api::event::TypedEvent;
use isthmus_api::permission::{any_of, caller_text, AdminParty, Caller, NoParty};
use isthmus_api::types::printable;

use super::{account_of, Administration};
use crate::changes::{self, Stored, Undoable};
use crate::{emit, is_trusted, owner, roles, unauthorized, AccessError, Ctx, Outcome};

/// Announces a change. Who may send the change itself. Fails when 16 others wait, or when there is
/// nothing to change.
pub fn schedule_change<A: Administration>(
    ctx: &mut Ctx<A::Gathered>,
    change: A::Change,
) -> Outcome<A::Error> {
    let (now, by) = (ctx.now(), ctx.info.sender.clone());
    if !may_schedule::<A>(ctx.deps.storage, &change, &by)? {
        return Err(unauthorized(Caller::<A::Role>::Admin(AdminParty::ChangeSender)).into());
    }
    make_room::<A>(ctx.deps.storage, now)?;
    let against = present::<A>(ctx.deps.as_ref(), &change)?;
    let ready_at = now.saturating_add(delay_seconds(ctx.deps.storage)?);
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
    emit(event)
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
    forget_tightening::<A>(ctx.deps.storage, &rule::<A>(&pending.change))?;
    let event = ApplyChange { id, scheduled_by: pending.by.into_string(), by: ctx.by() };
    let mut response = A::apply(ctx, pending.change)?;
    response.events.insert(0, event.to_event());
    Ok(response)
}

/// Withdraws a change. The owner, a role that may cancel, or who scheduled it; anyone once it has lapsed
/// or can no longer apply.
pub fn cancel_change<A: Administration>(ctx: &mut Ctx<A::Gathered>, id: u64) -> Outcome<A::Error> {
    let (storage, sender) = (&*ctx.deps.storage, &ctx.info.sender);
    let pending = load::<A>(storage, id)?;
    let may = pending.by == *sender
        || owner::is_owner(storage, sender).map_err(AccessError::from)?
        || A::CANCELLERS.iter().any(|role| roles::has(storage, *role, sender))
        || pending.lapses_at <= ctx.now()
        || ensure_applies::<A>(ctx.deps.as_ref(), &pending).is_err();
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
    ensure_may_apply_now::<A>(ctx, &A::Change::of(Common::SetChangeDelay { seconds }))?;
    put_change_delay::<A>(ctx, seconds)
}

/// Sets the delay now. What waits already keeps its own.
pub fn put_change_delay<A: Administration>(
    ctx: &mut Ctx<A::Gathered>,
    seconds: u64,
) -> Outcome<A::Error> {
    let previous = delay_seconds(ctx.deps.storage)?;
    initialize_delay(ctx.deps.storage, seconds)?;
    emit(SetChangeDelay { previous, seconds, by: ctx.by() })
}

/// Sets the delay, at instantiate too.
pub(super) fn initialize_delay(storage: &mut dyn Storage, seconds: u64) -> Result<(), AccessError> {
    if seconds > MAX_CHANGE_DELAY_SECONDS {
        return Err(AccessError::ChangeDelay { max: MAX_CHANGE_DELAY_SECONDS, given: seconds });
    }
    Ok(changes::save_delay(storage, seconds)?)
}

/// Fails if the change loosens a rule and so has to wait. What tightens one is remembered, so that who
/// did it can undo it at once: within the delay, back to exactly what was, unless the rule was changed
/// since. Called before a rule is set by its own message.
pub fn ensure_may_apply_now<A: Administration>(
    ctx: &mut Ctx<A::Gathered>,
    change: &A::Change,
) -> Result<(), A::Error> {
    let seconds = delay_seconds(ctx.deps.storage)?;
    if seconds == 0 {
        return Ok(());
    }
    let present = present::<A>(ctx.deps.as_ref(), change)?;
    let rule = rule::<A>(change);
    if loosens::<A>(&present, change) {
        if !undoes::<A>(ctx, &rule, &present, change)? {
            return Err(AccessError::ChangeMustWait { change: change.kind(), seconds }.into());
        }
        forget_tightening::<A>(ctx.deps.storage, &rule)?;
    } else if present != *change {
        remember_tightening::<A>(ctx, rule, present, change.clone())?;
    }
    Ok(())
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

/// Remembers that the sender tightened a rule, for the delay as it is before that: one that is just
/// being lengthened does not lengthen the time in which that can be undone.
pub(super) fn remember_tightening<A: Administration>(
    ctx: &mut Ctx<A::Gathered>,
    rule: String,
    restores: A::Change,
    present: A::Change,
) -> Result<(), AccessError> {
    let seconds = delay_seconds(ctx.deps.storage)?;
    if seconds == 0 {
        return Ok(());
    }
    let (now, by) = (ctx.now(), ctx.info.sender.clone());
    let until = now.saturating_add(seconds);
    let entry = Undoable { rule, by, until, restores, present };
    Ok(changes::remember(ctx.deps.storage, now, entry)?)
}

/// Forgets that a rule was tightened: it is as it was again, or somebody changed it since.
pub(super) fn forget_tightening<A: Administration>(
    storage: &mut dyn Storage,
    rule: &str,
) -> Result<(), AccessError> {
    Ok(changes::forget::<A::Change>(storage, rule)?)
}

/// Which rule a change is about.
pub(super) fn rule<A: Administration>(change: &A::Change) -> String {
    let subject = match change.common() {
        Some(Common::GrantRole { role, account }) => {
            let role: &'static str = role.into();
            [role, " ", &account].concat()
        }
        Some(Common::SetChangeDelay { .. } | Common::RenounceOwnership {}) => String::new(),
        None => A::subject(change),
    };
    [change.kind(), " ", &subject].concat()
}

/// Drops the waiting grants of a role to an account from whom it is being taken: a grant that was
/// scheduled before would bring it back without waiting anew.
pub(super) fn drop_grants<A: Administration>(
    storage: &mut dyn Storage,
    role: A::Role,
    account: &str,
    by: &str,
) -> Result<Vec<Event>, AccessError> {
    let grant = A::Change::of(Common::GrantRole { role, account: account.to_string() });
    drop_waiting::<A>(storage, by, |waiting| waiting.change == grant)
}

/// Drops what a former owner has scheduled as the owner: it would come alive again if the account became
/// owner once more, with all the time in between counted as waiting.
pub(super) fn drop_plans_of<A: Administration>(
    storage: &mut dyn Storage,
    owner: &str,
    by: &str,
) -> Result<Vec<Event>, AccessError> {
    drop_waiting::<A>(storage, by, |waiting| {
        waiting.by.as_str() == owner && scheduler::<A>(&waiting.change) == Caller::Owner
    })
}

fn drop_waiting<A: Administration>(
    storage: &mut dyn Storage,
    by: &str,
    is_over: impl Fn(&PendingChange<A::Change>) -> bool,
) -> Result<Vec<Event>, AccessError> {
    let mut events = Vec::new();
    for waiting in changes::pending::<A::Change>(storage)?.into_iter().filter(is_over) {
        changes::remove::<A::Change>(storage, waiting.id);
        let scheduled_by = waiting.by.into_string();
        events.push(CancelChange { id: waiting.id, scheduled_by, by: by.to_string() }.to_event());
    }
    Ok(events)
}

/// Drops what has lapsed and what nobody may schedule any more who did, and fails if as many changes wait
/// as may.
fn make_room<A: Administration>(storage: &mut dyn Storage, now: u64) -> Result<(), AccessError> {
    let mut waiting = 0usize;
    for change in changes::pending::<A::Change>(storage)? {
        if change.lapses_at <= now || !may_schedule::<A>(storage, &change.change, &change.by)? {
            changes::remove::<A::Change>(storage, change.id);
        } else {
            waiting = waiting.saturating_add(1);
        }
    }
    if waiting >= MAX_PENDING_CHANGES {
        return Err(AccessError::TooManyChanges { limit: MAX_PENDING_CHANGES });
    }
    Ok(())
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

/// Who may schedule a change.
fn scheduler<A: Administration>(change: &A::Change) -> Caller<A::Role> {
    match change.common() {
        Some(_) => Caller::Owner,
        None => A::scheduler(change),
    }
}

fn may_schedule<A: Administration>(
    storage: &dyn Storage,
    change: &A::Change,
    account: &Addr,
) -> Result<bool, AccessError> {
    Ok(is_trusted(storage, scheduler::<A>(change), account)?)
}

/// Fails when what the change was made for is no longer so, or when who scheduled it may no longer: the
/// plans of a former owner go with him.
fn ensure_applies<A: Administration>(
    deps: Deps,
    pending: &PendingChange<A::Change>,
) -> Result<(), AccessError> {
    let id = pending.id;
    if !may_schedule::<A>(deps.storage, &pending.change, &pending.by)? {
        let need = caller_text(scheduler::<A>(&pending.change));
        return Err(AccessError::ChangeDisowned { id, by: pending.by.to_string(), need });
    }
    let given = match present::<A>(deps, &pending.change) {
        Ok(present) if A::is_same_rule(&present, &pending.against) => return Ok(()),
        Ok(present) => json(&present)?,
        Err(error) => error.to_string(),
    };
    let expected = printable(&json(&pending.against)?);
    Err(AccessError::ChangeStale { id, expected, given: printable(&given) })
}

/// The change of the same kind that would alter nothing now. For a role, and for giving up ownership, it
/// is the change itself: each is made for the role not being held, or for there being an owner.
fn present<A: Administration>(deps: Deps, change: &A::Change) -> Result<A::Change, A::Error> {
    match change.common() {
        None => A::present(deps, change),
        Some(Common::RenounceOwnership {}) => Ok(change.clone()),
        Some(Common::SetChangeDelay { .. }) => {
            let seconds = delay_seconds(deps.storage)?;
            Ok(A::Change::of(Common::SetChangeDelay { seconds }))
        }
        Some(Common::GrantRole { role, account }) => {
            if roles::has(deps.storage, role, &account_of(deps.api, &account)?) {
                return Err(AccessError::RoleHeld { account, role: role.into() }.into());
            }
            Ok(change.clone())
        }
    }
}

fn loosens<A: Administration>(now: &A::Change, change: &A::Change) -> bool {
    match (now.common(), change.common()) {
        (
            Some(Common::SetChangeDelay { seconds: now }),
            Some(Common::SetChangeDelay { seconds }),
        ) => seconds < now,
        (None, None) => A::loosens(now, change),
        _ => true,
    }
}
