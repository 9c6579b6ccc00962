//! Owner, roles and pause.

use cosmwasm_std::{Addr, DepsMut, Env, Event, Response, Storage};
use cw_ownable::Action;
use isthmus_api::event::TypedEvent;
use isthmus_api::packed::LAST_INSTANT;
use isthmus_api::permission::Caller;
use isthmus_api::stablecoin::{
    events, PauseScope, Role, BY_CHAIN, MAX_ROLE_MEMBERS, PARTY_ROLE_HOLDER,
};
use isthmus_api::types;
use isthmus_kit::pause::Scope;
use isthmus_kit::{owner, roles, unauthorized};
use strum::IntoEnumIterator;

use super::{emit, Ctx, Outcome};
use crate::error::ContractError;
use crate::model::roles::{excluded, Duty};
use crate::state;

/// `update_ownership`, with cw-ownable's rules and the delay.
pub fn update_ownership(ctx: &mut Ctx, action: Action) -> Outcome {
    let by = ctx.by();
    let accepted = action == Action::AcceptOwnership;
    let previous = owner::ownership(ctx.deps.storage)?.owner.map(String::from);
    let ownership = owner::update(ctx.deps.branch(), &ctx.env.block, &ctx.info.sender, action)?;
    if accepted {
        apart(ctx.deps.storage, &ctx.info.sender, Duty::Owner)?;
    }
    emit(events::UpdateOwnership {
        previous,
        owner: ownership.owner.map(String::from),
        pending_owner: ownership.pending_owner.map(String::from),
        by,
    })
}

/// `grant_role`.
pub fn grant_role(ctx: &mut Ctx, role: Role, account: String) -> Outcome {
    let address = types::address(ctx.deps.api, "account", &account)?;
    entrust(ctx.deps.storage, role, &address)?;
    let members = roles::members(ctx.deps.storage, role, None, MAX_ROLE_MEMBERS.saturating_add(1))?;
    if members.len() > MAX_ROLE_MEMBERS {
        return Err(ContractError::RoleFull { role: role.into(), limit: MAX_ROLE_MEMBERS });
    }
    emit(events::GrantRole { role: name(role), account, by: ctx.by() })
}

/// `revoke_role`.
pub fn revoke_role(ctx: &mut Ctx, role: Role, account: String) -> Outcome {
    let address = types::address(ctx.deps.api, "account", &account)?;
    if !roles::has(ctx.deps.storage, role, &address) {
        return Ok(Response::new());
    }
    roles::revoke(ctx.deps.storage, role, &address);
    emit(events::RevokeRole { role: name(role), account, by: ctx.by() })
}

/// `renounce_role`.
pub fn renounce_role(ctx: &mut Ctx, role: Role) -> Outcome {
    if !roles::has(ctx.deps.storage, role, &ctx.info.sender) {
        return Err(unauthorized(Caller::<Role>::Party(PARTY_ROLE_HOLDER)).into());
    }
    roles::revoke(ctx.deps.storage, role, &ctx.info.sender);
    emit(events::RenounceRole { role: name(role), by: ctx.by() })
}

/// Gives a role, at instantiate too. Who has a duty that excludes it does not get it.
pub fn entrust(storage: &mut dyn Storage, role: Role, account: &Addr) -> Result<(), ContractError> {
    apart(storage, account, Duty::Role(role))?;
    Ok(roles::grant(storage, role, account)?)
}

fn apart(storage: &dyn Storage, account: &Addr, asked: Duty) -> Result<(), ContractError> {
    for held in excluded(asked) {
        let holds = match held {
            Duty::Owner => owner::is_owner(storage, account)?,
            Duty::Role(role) => roles::has(storage, role, account),
        };
        if holds {
            return Err(ContractError::RoleConflict { held: held.name(), asked: asked.name() });
        }
    }
    Ok(())
}

/// `pause`.
pub fn pause(ctx: &mut Ctx, scopes: Vec<PauseScope>, seconds: u64) -> Outcome {
    let by = ctx.by();
    put_pause(ctx.deps.storage, &ctx.env, &scopes, seconds, &by)
}

/// Pauses scopes.
pub fn put_pause(
    storage: &mut dyn Storage,
    env: &Env,
    scopes: &[PauseScope],
    seconds: u64,
    by: &str,
) -> Outcome {
    let now = env.block.time.seconds();
    let stored = scopes.iter().copied().map(state::scope).collect::<Vec<_>>();
    let mut pauses = state::load_pauses(storage)?;
    let until = pauses.pause(&stored, now, seconds)?;
    state::save_pauses(storage, &pauses, now)?;
    emit(events::Pause { scopes: names(&stored), until, by: by.to_string() })
}

/// `unpause`: by the owner, not by who pauses.
pub fn unpause(ctx: &mut Ctx, scopes: Vec<PauseScope>) -> Outcome {
    let by = ctx.by();
    end_pause(ctx.deps.storage, &ctx.env, &scopes, &by)
}

/// Ends the pause of scopes.
pub fn end_pause(storage: &mut dyn Storage, env: &Env, scopes: &[PauseScope], by: &str) -> Outcome {
    let now = env.block.time.seconds();
    let stored = scopes.iter().copied().map(state::scope).collect::<Vec<_>>();
    let mut pauses = state::load_pauses(storage)?;
    // Only a migration pauses without an end, so nothing more is read to know of it.
    if pauses.stopped() {
        return Err(ContractError::MigrationUnderWay {});
    }
    pauses.unpause(&stored);
    state::save_pauses(storage, &pauses, now)?;
    emit(events::Unpause { scopes: names(&stored), by: by.to_string() })
}

/// Pauses every scope until it is told to resume, for a migration.
pub fn stop(storage: &mut dyn Storage, now: u64, on: bool) -> Result<Event, ContractError> {
    let all = PauseScope::iter().map(state::scope).collect::<Vec<_>>();
    let (scopes, by) = (names(&all), BY_CHAIN.to_string());
    let mut pauses = state::load_pauses(storage)?;
    let told = match on {
        true => {
            pauses.stop(&all);
            events::Pause { scopes, until: LAST_INSTANT, by }.to_event()
        }
        false => {
            pauses.unpause(&all);
            events::Unpause { scopes, by }.to_event()
        }
    };
    state::save_pauses(storage, &pauses, now)?;
    Ok(told)
}

/// The owner that the chain's governance names, at once.
pub fn set_owner(deps: DepsMut, account: String) -> Outcome {
    let address = types::address(deps.api, "owner", &account)?;
    apart(deps.storage, &address, Duty::Owner)?;
    let previous = owner::ownership(deps.storage)?.owner.map(String::from);
    owner::set(deps.storage, deps.api, &address)?;
    let (owner, pending_owner) = (Some(account), None);
    emit(events::UpdateOwnership { previous, owner, pending_owner, by: BY_CHAIN.to_string() })
}

/// A role's name in events.
pub fn name(role: Role) -> String {
    <&'static str>::from(role).to_string()
}

fn names(scopes: &[Scope]) -> String {
    scopes.iter().map(|scope| scope.name).collect::<Vec<_>>().join(",")
}
