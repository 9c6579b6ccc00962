//! `grant_role`, `revoke_role`, `renounce_role`.

use cosmwasm_std::{Addr, Api, Event, Response, Storage};
use isthmus_api::access::events::{GrantRole, RenounceRole, RevokeRole};
use isthmus_api::access::{Changes, Common, MAX_ROLE_MEMBERS};
use isthmus_api::event::TypedEvent;
use isthmus_api::permission::{AdminParty, Caller, RoleName};

use super::changes::remember_tightening;
use super::rules::rule;
use super::waiting::drop_plans;
use super::{account_of, change, Administration, Duty};
use crate::{owner, roles, unauthorized, AccessError, Ctx, Outcome};

/// Gives a role: after the change delay, or at once to undo a revocation. Giving it twice does nothing.
/// Fails when the account has a duty that excludes the role, or the role has 100 members.
pub fn grant_role<A: Administration>(
    ctx: &mut Ctx<A::Gathered>,
    role: A::Role,
    account: String,
) -> Outcome<A::Error> {
    let address = account_of(ctx.deps.api, &account)?;
    if roles::has(ctx.deps.storage, role, &address) {
        return Ok(Response::new());
    }
    change::<A>(ctx, A::Change::of(Common::GrantRole { role, account }))
}

/// Gives a role now.
pub fn put_role<A: Administration>(
    ctx: &mut Ctx<A::Gathered>,
    role: A::Role,
    account: String,
) -> Outcome<A::Error> {
    let by = ctx.by();
    ensure_not_full(ctx.deps.storage, role)?;
    let event = grant::<A>(ctx.deps.storage, ctx.deps.api, role, account, by)?;
    Ok(Response::new().add_event(event))
}

/// Takes a role away, at once. Does nothing if the account has not got it.
pub fn revoke_role<A: Administration>(
    ctx: &mut Ctx<A::Gathered>,
    role: A::Role,
    account: String,
) -> Outcome<A::Error> {
    let address = account_of(ctx.deps.api, &account)?;
    if !roles::has(ctx.deps.storage, role, &address) {
        return Ok(Response::new());
    }
    roles::revoke(ctx.deps.storage, role, &address);
    let back = A::Change::of(Common::GrantRole { role, account: account.clone() });
    let by = ctx.by();
    let dropped = drop_plans::<A>(ctx.deps.storage, &rule::<A>(&back), &by)?;
    remember_tightening::<A>(ctx, rule::<A>(&back), back.clone(), back)?;
    let event = RevokeRole { role: name(role), account, by }.to_event();
    Ok(Response::new().add_event(event).add_events(dropped))
}

/// Gives up a role of the sender, at once.
pub fn renounce_role<A: Administration>(
    ctx: &mut Ctx<A::Gathered>,
    role: A::Role,
) -> Outcome<A::Error> {
    if !roles::has(ctx.deps.storage, role, &ctx.info.sender) {
        return Err(unauthorized(Caller::<A::Role>::Admin(AdminParty::RoleHolder)).into());
    }
    roles::revoke(ctx.deps.storage, role, &ctx.info.sender);
    let by = ctx.by();
    let back = A::Change::of(Common::GrantRole { role, account: by.clone() });
    let dropped = drop_plans::<A>(ctx.deps.storage, &rule::<A>(&back), &by)?;
    let event = RenounceRole { role: name(role), by }.to_event();
    Ok(Response::new().add_event(event).add_events(dropped))
}

/// Gives a role and tells of it. An instantiate message gives fewer roles than one may have members, and
/// need not count them.
pub(super) fn grant<A: Administration>(
    storage: &mut dyn Storage,
    api: &dyn Api,
    role: A::Role,
    account: String,
    by: String,
) -> Result<Event, AccessError> {
    let address = account_of(api, &account)?;
    ensure_duties_separate::<A>(storage, &address, Duty::Role(role))?;
    roles::grant(storage, role, &address)?;
    Ok(GrantRole { role: name(role), account, by }.to_event())
}

/// Fails when a role has as many members as it may.
fn ensure_not_full<R: RoleName>(storage: &dyn Storage, role: R) -> Result<(), AccessError> {
    let members = roles::members(storage, role, None, MAX_ROLE_MEMBERS)?;
    if members.len() >= MAX_ROLE_MEMBERS {
        return Err(AccessError::RoleFull { role: role.into(), limit: MAX_ROLE_MEMBERS });
    }
    Ok(())
}

/// Fails when the account has a duty that excludes the one asked for.
pub(super) fn ensure_duties_separate<A: Administration>(
    storage: &dyn Storage,
    account: &Addr,
    asked: Duty<A::Role>,
) -> Result<(), AccessError> {
    for group in A::EXCLUSIVE.iter().filter(|group| group.contains(&asked)) {
        for held in group.iter().copied().filter(|held| *held != asked) {
            let has = match held {
                Duty::Owner => owner::is_owner(storage, account)?,
                Duty::Role(role) => roles::has(storage, role, account),
            };
            if has {
                return Err(AccessError::RoleConflict { held: held.name(), asked: asked.name() });
            }
        }
    }
    Ok(())
}

/// A role's name in events and answers.
pub(super) fn name<R: RoleName>(role: R) -> String {
    let name: &'static str = role.into();
    name.to_string()
}
