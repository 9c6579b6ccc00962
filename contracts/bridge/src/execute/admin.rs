//! Pause, roles and the owner.

use cw_ownable::Action;
use isthmus_api::bridge::events::{OwnershipUpdated, Paused, RoleGranted, RoleRevoked, Unpaused};
use isthmus_api::bridge::{PauseScope, Role};
use isthmus_api::types::{address, at_most};
use isthmus_kit::pause::Scope;
use isthmus_kit::{emit, owner, roles, Ctx};

use crate::error::ContractError;
use crate::model::route::{RECEIVE, SEND};
use crate::{state, Outcome};

/// Stops sending, receiving or both. What is under way is not touched: acknowledgements, timeouts and
/// claims never look at a pause (I9).
pub fn pause(ctx: &mut Ctx, scopes: Vec<PauseScope>, duration_seconds: u64) -> Outcome {
    let now = ctx.now();
    let mut peers = state::load_peers(ctx.deps.storage)?;
    let until = peers.pauses.pause(&as_scopes(&scopes)?, now, duration_seconds)?;
    peers.pauses = peers.pauses.without_ended(now);
    state::save_peers(ctx.deps.storage, &peers)?;
    emit(Paused { scopes: names(&scopes), until, by: ctx.by() })
}

/// Ends a pause before its time.
pub fn unpause(ctx: &mut Ctx, scopes: Vec<PauseScope>) -> Outcome {
    let mut peers = state::load_peers(ctx.deps.storage)?;
    peers.pauses.unpause(&as_scopes(&scopes)?);
    peers.pauses = peers.pauses.without_ended(ctx.now());
    state::save_peers(ctx.deps.storage, &peers)?;
    emit(Unpaused { scopes: names(&scopes), by: ctx.by() })
}

/// Gives a role.
pub fn grant_role(ctx: &mut Ctx, role: Role, account: String) -> Outcome {
    let account = address(ctx.deps.api, "account", &account)?;
    roles::grant(ctx.deps.storage, role, &account)?;
    emit(RoleGranted { role: role_name(role), account: account.into_string(), by: ctx.by() })
}

/// Takes a role away.
pub fn revoke_role(ctx: &mut Ctx, role: Role, account: String) -> Outcome {
    let account = address(ctx.deps.api, "account", &account)?;
    roles::revoke(ctx.deps.storage, role, &account);
    emit(RoleRevoked { role: role_name(role), account: account.into_string(), by: ctx.by() })
}

/// Proposes an owner, accepts or renounces.
pub fn update_ownership(ctx: &mut Ctx, action: Action) -> Outcome {
    let now = owner::update(ctx.deps.branch(), &ctx.env.block, &ctx.info.sender, action)?;
    emit(OwnershipUpdated {
        owner: now.owner.map(String::from),
        pending_owner: now.pending_owner.map(String::from),
        by: ctx.by(),
    })
}

fn as_scopes(scopes: &[PauseScope]) -> Result<Vec<Scope>, ContractError> {
    at_most("scopes", scopes, 2)?;
    let scope = |s: &PauseScope| match s {
        PauseScope::Send => SEND,
        PauseScope::Receive => RECEIVE,
    };
    Ok(scopes.iter().map(scope).collect())
}

fn names(scopes: &[PauseScope]) -> String {
    let names: Vec<&'static str> = scopes.iter().map(|s| (*s).into()).collect();
    names.join(",")
}

fn role_name(role: Role) -> String {
    let name: &'static str = role.into();
    name.to_string()
}
