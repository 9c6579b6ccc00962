//! Owner, roles and pause.

use cw_ownable::Action;
use isthmus_access::pause::Scope;
use isthmus_access::{owner, roles};
use isthmus_api::stablecoin::{events, PauseScope, Role};
use isthmus_api::types;

use super::{emit, Ctx, Outcome};
use crate::state;

/// The bit and name of a scope. Bits are stored: they never change.
pub fn scope(scope: PauseScope) -> Scope {
    let bit = match scope {
        PauseScope::Transfer => 0,
        PauseScope::Mint => 1,
        PauseScope::Burn => 2,
        PauseScope::Approve => 3,
    };
    Scope { bit, name: scope.into() }
}

/// `update_ownership`, with cw-ownable's rules and the delay.
pub fn update_ownership(ctx: Ctx, action: Action) -> Outcome {
    let by = ctx.by();
    let ownership = owner::update(ctx.deps, &ctx.env.block, &ctx.info.sender, action)?;
    emit(events::UpdateOwnership {
        owner: ownership.owner.map(String::from),
        pending_owner: ownership.pending_owner.map(String::from),
        by,
    })
}

/// `grant_role`.
pub fn grant_role(ctx: Ctx, role: Role, account: String) -> Outcome {
    let address = types::address(ctx.deps.api, "account", &account)?;
    roles::grant(ctx.deps.storage, role, &address)?;
    emit(events::GrantRole { role: name(role), account, by: ctx.by() })
}

/// `revoke_role`.
pub fn revoke_role(ctx: Ctx, role: Role, account: String) -> Outcome {
    let address = types::address(ctx.deps.api, "account", &account)?;
    roles::revoke(ctx.deps.storage, role, &address);
    emit(events::RevokeRole { role: name(role), account, by: ctx.by() })
}

/// `pause`.
pub fn pause(ctx: Ctx, scopes: Vec<PauseScope>, seconds: u64) -> Outcome {
    let (now, stored) = (ctx.now(), scopes.iter().copied().map(scope).collect::<Vec<_>>());
    let mut pauses = state::pauses(ctx.deps.storage)?;
    let until = pauses.pause(&stored, now, seconds)?;
    state::save_pauses(ctx.deps.storage, &pauses, now)?;
    emit(events::Pause { scopes: names(&stored), until, by: ctx.by() })
}

/// `unpause`: by the owner, not by who pauses.
pub fn unpause(ctx: Ctx, scopes: Vec<PauseScope>) -> Outcome {
    let (now, stored) = (ctx.now(), scopes.into_iter().map(scope).collect::<Vec<_>>());
    let mut pauses = state::pauses(ctx.deps.storage)?;
    pauses.unpause(&stored);
    state::save_pauses(ctx.deps.storage, &pauses, now)?;
    emit(events::Unpause { scopes: names(&stored), by: ctx.by() })
}

/// A role's name in events.
pub fn name(role: Role) -> String {
    <&'static str>::from(role).to_string()
}

fn names(scopes: &[Scope]) -> String {
    scopes.iter().map(|scope| scope.name).collect::<Vec<_>>().join(",")
}
