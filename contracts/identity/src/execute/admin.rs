//! Pause, roles, owner.

use isthmus_api::identity::events::{OwnershipUpdated, Paused, RoleGranted, RoleRevoked, Unpaused};
use isthmus_api::identity::{PauseScope, Role};
use isthmus_api::types;
use isthmus_kit::{emit, owner, pause as pauses, roles};

use super::{Ctx, Outcome};
use crate::state;

fn names(scopes: &[PauseScope]) -> String {
    let names: Vec<&'static str> = scopes.iter().map(|scope| (*scope).into()).collect();
    names.join(",")
}

pub fn pause(ctx: &mut Ctx, scopes: Vec<PauseScope>, duration_seconds: u64) -> Outcome {
    types::at_most("scopes", &scopes, 4)?;
    let stored: Vec<_> = scopes.iter().copied().map(state::scope).collect();
    let now = ctx.now();
    let until = pauses::pause(ctx.deps.storage, &stored, now, duration_seconds)?;
    emit(Paused { scopes: names(&scopes), until, by: ctx.by() })
}

pub fn unpause(ctx: &mut Ctx, scopes: Vec<PauseScope>) -> Outcome {
    types::at_most("scopes", &scopes, 4)?;
    let stored: Vec<_> = scopes.iter().copied().map(state::scope).collect();
    pauses::unpause(ctx.deps.storage, &stored)?;
    emit(Unpaused { scopes: names(&scopes), by: ctx.by() })
}

pub fn grant_role(ctx: &mut Ctx, role: Role, account: String) -> Outcome {
    let account = types::address(ctx.deps.api, "account", &account)?;
    roles::grant(ctx.deps.storage, role, &account)?;
    let role: &'static str = role.into();
    emit(RoleGranted { role: role.to_string(), account: account.into(), by: ctx.by() })
}

pub fn revoke_role(ctx: &mut Ctx, role: Role, account: String) -> Outcome {
    let account = types::address(ctx.deps.api, "account", &account)?;
    roles::revoke(ctx.deps.storage, role, &account);
    let role: &'static str = role.into();
    emit(RoleRevoked { role: role.to_string(), account: account.into(), by: ctx.by() })
}

pub fn update_ownership(ctx: &mut Ctx, action: cw_ownable::Action) -> Outcome {
    let sender = ctx.info.sender.clone();
    let ownership = owner::update(ctx.deps.branch(), &ctx.env.block, &sender, action)?;
    emit(OwnershipUpdated {
        owner: ownership.owner.map(String::from),
        pending_owner: ownership.pending_owner.map(String::from),
        by: ctx.by(),
    })
}
