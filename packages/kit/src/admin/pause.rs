//! `pause`, `unpause`.

use cosmwasm_std::{Env, Event, Response, Storage};
use isthmus_api::access::events::{Pause, Unpause};
use isthmus_api::access::BY_CHAIN;
use isthmus_api::event::TypedEvent;
use isthmus_api::types;

use super::{scope, Administration};
use crate::pause::{Pauses, Scope, CHAIN_PAUSE, SCOPES};
use crate::{AccessError, Ctx, Outcome};

/// Pauses scopes for a time, at once. Fails when no scope is named, the time is zero or above 72 hours,
/// or a scope is paused for longer already.
pub fn pause<A: Administration>(
    ctx: &mut Ctx<A::Gathered>,
    scopes: Vec<A::Scope>,
    seconds: u64,
) -> Outcome<A::Error> {
    let by = ctx.by();
    let paused = begin::<A>(ctx.deps.storage, &ctx.env, &scopes, by, seconds, Pauses::pause)?;
    Ok(Response::new().add_event(paused.to_event()))
}

/// Ends the pause of scopes, at once. Fails while a pause by the chain lasts.
pub fn unpause<A: Administration>(
    ctx: &mut Ctx<A::Gathered>,
    scopes: Vec<A::Scope>,
) -> Outcome<A::Error> {
    let by = ctx.by();
    let until = CHAIN_PAUSE.may_load(ctx.deps.storage).map_err(AccessError::from)?;
    if let Some(until) = until.filter(|until| ctx.now() < *until) {
        return Err(AccessError::PausedByChain { until }.into());
    }
    let event = end::<A>(ctx.deps.storage, &ctx.env, &scopes, by)?;
    Ok(Response::new().add_event(event))
}

/// Pauses for the chain, which alone ends that. What a pauser has paused for longer stays as it is.
pub(super) fn begin_by_chain<A: Administration>(
    storage: &mut dyn Storage,
    env: &Env,
    scopes: &[A::Scope],
    seconds: u64,
) -> Result<Event, AccessError> {
    let by = BY_CHAIN.to_string();
    let paused = begin::<A>(storage, env, scopes, by, seconds, Pauses::pause_at_least)?;
    let before = CHAIN_PAUSE.may_load(storage)?.unwrap_or_default();
    CHAIN_PAUSE.save(storage, &paused.until.max(before))?;
    Ok(paused.to_event())
}

/// Ends pauses for the chain, whoever began them. Once nothing is paused, others may end pauses again.
pub(super) fn end_by_chain<A: Administration>(
    storage: &mut dyn Storage,
    env: &Env,
    scopes: &[A::Scope],
) -> Result<Event, A::Error> {
    let event = end::<A>(storage, env, scopes, BY_CHAIN.to_string())?;
    let pauses = A::load_pauses(storage).map_err(AccessError::from)?;
    if pauses.without_ended(env.block.time.seconds()).flags() == 0 {
        CHAIN_PAUSE.remove(storage);
    }
    Ok(event)
}

/// How scopes are paused, at an instant and for some seconds; gives the end.
type Begin = fn(&mut Pauses, &[Scope], u64, u64) -> Result<u64, AccessError>;

/// Pauses, and tells of it.
#[inline(never)]
fn begin<A: Administration>(
    storage: &mut dyn Storage,
    env: &Env,
    scopes: &[A::Scope],
    by: String,
    seconds: u64,
    how: Begin,
) -> Result<Pause, AccessError> {
    let (scopes, now) = (stored::<A>(scopes)?, env.block.time.seconds());
    let mut pauses = A::load_pauses(storage)?;
    let until = how(&mut pauses, &scopes, now, seconds)?;
    A::save_pauses(storage, pauses, now)?;
    Ok(Pause { scopes: names(&scopes), until, by })
}

/// Ends pauses, and tells of it.
fn end<A: Administration>(
    storage: &mut dyn Storage,
    env: &Env,
    scopes: &[A::Scope],
    by: String,
) -> Result<Event, A::Error> {
    let scopes = stored::<A>(scopes)?;
    let mut pauses = A::load_pauses(storage).map_err(AccessError::from)?;
    A::ensure_may_unpause(&pauses)?;
    pauses.unpause(&scopes);
    let now = env.block.time.seconds();
    A::save_pauses(storage, pauses, now).map_err(AccessError::from)?;
    Ok(Unpause { scopes: names(&scopes), by }.to_event())
}

fn stored<A: Administration>(scopes: &[A::Scope]) -> Result<Vec<Scope>, AccessError> {
    types::at_most("scopes", scopes, SCOPES)?;
    Ok(scopes.iter().copied().map(scope::<A>).collect())
}

fn names(scopes: &[Scope]) -> String {
    scopes.iter().map(|scope| scope.name).collect::<Vec<_>>().join(",")
}
