//! What the chain's own governance may do. Nothing here moves money, and nobody can block it.

use cosmwasm_std::{DepsMut, Env, Event, Response};
use isthmus_api::access::events::RevokeRole;
use isthmus_api::access::{SudoMsg, BY_CHAIN};
use isthmus_api::event::TypedEvent;
use isthmus_api::types;

use super::roles::name;
use super::rules::grant_rule;
use super::waiting::{drop_plans, end_plans_of, end_rule};
use super::{account_of, ownership, pause, Administration, Duty};
use crate::{owner, roles, AccessError, Outcome};

/// Does what the chain says.
pub fn sudo<A: Administration>(
    deps: DepsMut,
    env: &Env,
    msg: SudoMsg<A::Role, A::Scope>,
) -> Outcome<A::Error> {
    let event = match msg {
        SudoMsg::Pause { scopes, duration_seconds } => {
            pause::begin_by_chain::<A>(deps.storage, env, &scopes, duration_seconds)?
        }
        SudoMsg::Unpause { scopes } => pause::end_by_chain::<A>(deps.storage, env, &scopes)?,
        SudoMsg::SetOwner { owner } => return Ok(set_owner::<A>(deps, owner)?),
        SudoMsg::RevokeRole { role, account } => return Ok(revoke_role::<A>(deps, role, account)?),
    };
    Ok(Response::new().add_event(event))
}

/// Sets the owner, drops a proposal, and takes away every role that the owner may not have: whoever
/// grants roles could otherwise give the account one to be in the way.
fn set_owner<A: Administration>(deps: DepsMut, account: String) -> Result<Response, AccessError> {
    let address = types::address(deps.api, "owner", &account)?;
    let mut taken = Vec::new();
    let groups = A::EXCLUSIVE.iter().filter(|group| group.contains(&Duty::Owner));
    for duty in groups.copied().flatten() {
        let Duty::Role(role) = *duty else { continue };
        if roles::has(deps.storage, role, &address) {
            roles::revoke(deps.storage, role, &address);
            taken.push(revoked::<A>(role, account.clone()));
            let (rule, _) = grant_rule::<A>(role, &account);
            taken.extend(drop_plans::<A>(deps.storage, &rule, BY_CHAIN)?);
        }
    }
    let previous = ownership::previous(deps.storage)?;
    if let Some(former) = previous.as_deref().filter(|former| *former != account) {
        taken.extend(end_plans_of::<A>(deps.storage, former, BY_CHAIN)?);
    }
    owner::set(deps.storage, deps.api, &address)?;
    let response = ownership::respond(deps.storage, previous, BY_CHAIN.to_string())?;
    Ok(response.add_events(taken))
}

/// Takes a role away for good: an owner who had just done so can no longer undo that at once.
fn revoke_role<A: Administration>(
    deps: DepsMut,
    role: A::Role,
    account: String,
) -> Result<Response, AccessError> {
    let address = account_of(deps.api, &account)?;
    let (rule, _) = grant_rule::<A>(role, &account);
    let dropped = end_rule::<A>(deps.storage, &rule, BY_CHAIN)?;
    if !roles::has(deps.storage, role, &address) {
        return Ok(Response::new().add_events(dropped));
    }
    roles::revoke(deps.storage, role, &address);
    Ok(Response::new().add_event(revoked::<A>(role, account)).add_events(dropped))
}

fn revoked<A: Administration>(role: A::Role, account: String) -> Event {
    RevokeRole { role: name(role), account, by: BY_CHAIN.to_string() }.to_event()
}
