//! What owner and roles do. Nothing here reaches a deal or its money.

use cw_ownable::Action;
use isthmus_api::escrow::events::{OwnershipUpdated, Paused, RoleGranted, RoleRevoked, Unpaused};
use isthmus_api::escrow::{PauseScope, Role};
use isthmus_api::types;
use isthmus_kit::pause::{self as pauses, Scope};
use isthmus_kit::{emit, owner, roles, Ctx};

use crate::error::Outcome;
use crate::model::text::name_of;

/// The one thing that can be paused: `propose`.
pub const NEW_DEALS: Scope = Scope { bit: 0, name: "new_deals" };

/// Proposes, accepts or renounces ownership.
pub fn update_ownership(ctx: &mut Ctx, action: Action) -> Outcome {
    let now = owner::update(ctx.deps.branch(), &ctx.env.block, &ctx.info.sender, action)?;
    emit(OwnershipUpdated {
        owner: now.owner.map(String::from),
        pending_owner: now.pending_owner.map(String::from),
        by: ctx.by(),
    })
}

/// Gives a role.
pub fn grant_role(ctx: &mut Ctx, role: Role, account: String) -> Outcome {
    let account = types::address(ctx.deps.api, "account", &account)?;
    roles::grant(ctx.deps.storage, role, &account)?;
    emit(RoleGranted { role: name_of(role), account: account.into(), by: ctx.by() })
}

/// Takes a role away.
pub fn revoke_role(ctx: &mut Ctx, role: Role, account: String) -> Outcome {
    let account = types::address(ctx.deps.api, "account", &account)?;
    roles::revoke(ctx.deps.storage, role, &account);
    emit(RoleRevoked { role: name_of(role), account: account.into(), by: ctx.by() })
}

fn scope(scope: PauseScope) -> Scope {
    match scope {
        PauseScope::NewDeals => NEW_DEALS,
    }
}

fn names(scopes: &[PauseScope]) -> String {
    let names: Vec<&str> = scopes.iter().map(|scope| (*scope).into()).collect();
    names.join(",")
}

/// Pauses new deals.
pub fn pause(ctx: &mut Ctx, scopes: Vec<PauseScope>, seconds: u64) -> Outcome {
    types::at_most("scopes", &scopes, 7)?;
    let chosen: Vec<Scope> = scopes.iter().copied().map(scope).collect();
    let now = ctx.now();
    let until = pauses::pause(ctx.deps.storage, &chosen, now, seconds)?;
    emit(Paused { scopes: names(&scopes), until, by: ctx.by() })
}

/// Ends a pause.
pub fn unpause(ctx: &mut Ctx, scopes: Vec<PauseScope>) -> Outcome {
    types::at_most("scopes", &scopes, 7)?;
    let chosen: Vec<Scope> = scopes.iter().copied().map(scope).collect();
    pauses::unpause(ctx.deps.storage, &chosen)?;
    emit(Unpaused { scopes: names(&scopes), by: ctx.by() })
}
