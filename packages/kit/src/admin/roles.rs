//! `grant_role`, `revoke_role`, `renounce_role`.

use cosmwasm_std::{Api, Event, Response, Storage};
use isthmus_api::access::events::{GrantRole, RenounceRole, RevokeRole};
use isthmus_api::access::MAX_ROLE_MEMBERS;
use isthmus_api::event::TypedEvent;
use isthmus_api::permission::{AdminParty, Caller, RoleName};

use super::duties::ensure_duties_separate;
use super::rules::grant_rule;
use super::waiting::{drop_plans, remember_tightening};
use super::{account_of, change, Administration, Duty};
use crate::{roles, unauthorized, AccessError, Ctx, Outcome};

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
    let (_, grant) = grant_rule::<A>(role, &account);
    change::<A>(ctx, grant)
}

/// Gives a role now.
pub(super) fn put_role<A: Administration>(
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
    let (rule, back) = grant_rule::<A>(role, &account);
    let by = ctx.by();
    let dropped = drop_plans::<A>(ctx.deps.storage, &rule, &by)?;
    remember_tightening::<A>(ctx, rule, back.clone(), back)?;
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
    let (rule, _) = grant_rule::<A>(role, &by);
    let dropped = drop_plans::<A>(ctx.deps.storage, &rule, &by)?;
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

/// A role's name in events and answers.
pub(super) fn name<R: RoleName>(role: R) -> String {
    let name: &'static str = role.into();
    name.to_string()
}
