//! What the chain's own governance does to this token beside what it may do to every contract. Nothing here
//! moves money or gives power; nothing waits; and nobody can be in the way: what is so already is no error,
//! and what others planned for the same rule is dropped (A2).

use cosmwasm_std::{Addr, DepsMut, Env, Event, MessageInfo, Response};
use isthmus_api::access::{self, BY_CHAIN};
use isthmus_api::stablecoin::{Change, ComplianceMode, SudoMsg};
use isthmus_kit::admin;

use super::{compliance, escrow, minter, policy, Admin, Ctx, CtxExt, Outcome};
use crate::error::ContractError;
use crate::state;

/// Does what the chain says.
pub fn sudo(deps: DepsMut, env: Env, msg: SudoMsg) -> Outcome {
    let common = match msg {
        SudoMsg::UnregisterEscrow { account } => {
            return unregister_escrow(&mut as_chain(deps, env), account)
        }
        SudoMsg::RemovePolicy {} => return remove_policy(&mut as_chain(deps, env)),
        SudoMsg::SetComplianceMode { mode } => return set_mode(&mut as_chain(deps, env), mode),
        SudoMsg::Pause { scopes, duration_seconds } => {
            access::SudoMsg::Pause { scopes, duration_seconds }
        }
        SudoMsg::Unpause { scopes } => access::SudoMsg::Unpause { scopes },
        SudoMsg::SetOwner { owner } => return set_owner(deps, env, owner),
        SudoMsg::RevokeRole { role, account } => access::SudoMsg::RevokeRole { role, account },
    };
    admin::sudo::<Admin>(deps, &env, common)
}

/// An owner mints nothing: who minted is the owner all the same, and mints no more.
fn set_owner(mut deps: DepsMut, env: Env, owner: String) -> Outcome {
    let msg = access::SudoMsg::SetOwner { owner: owner.clone() };
    let response = admin::sudo::<Admin>(deps.branch(), &env, msg)?;
    let taken = minter::take_from_owner(&mut as_chain(deps, env), &owner)?;
    Ok(response.add_events(taken.events))
}

/// Events say that the chain did it.
pub fn as_chain(deps: DepsMut, env: Env) -> Ctx {
    Ctx::new(deps, env, MessageInfo { sender: Addr::unchecked(BY_CHAIN), funds: Vec::new() })
}

/// The bridge too: one that is no longer what it was must not be beyond reach.
fn unregister_escrow(ctx: &mut Ctx, account: String) -> Outcome {
    let named = ctx.resolve("account", &account)?;
    let mut dropped = overtake(ctx, &Change::RegisterEscrow { account: account.clone() })?;
    dropped.extend(overtake(ctx, &Change::UnregisterEscrow { account })?);
    let response = if state::load_account(ctx.deps.storage, &named.id)?.escrow {
        escrow::strike_off(ctx, named)?
    } else {
        Response::new()
    };
    Ok(response.add_events(dropped))
}

fn remove_policy(ctx: &mut Ctx) -> Outcome {
    let dropped = overtake(ctx, &Change::SetPolicyContract { policy: None })?;
    let response = if state::load_switches(ctx.deps.storage)?.policy {
        policy::put(ctx, None)?
    } else {
        Response::new()
    };
    Ok(response.add_events(dropped))
}

fn set_mode(ctx: &mut Ctx, mode: ComplianceMode) -> Outcome {
    let dropped = overtake(ctx, &Change::SetComplianceMode { mode })?;
    let response = if state::load_switches(ctx.deps.storage)?.mode == mode {
        Response::new()
    } else {
        compliance::put_mode(ctx, mode)?
    };
    Ok(response.add_events(dropped))
}

fn overtake(ctx: &mut Ctx, change: &Change) -> Result<Vec<Event>, ContractError> {
    Ok(admin::overtake::<Admin>(ctx, change)?)
}
