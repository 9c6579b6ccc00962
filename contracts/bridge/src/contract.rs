//! The entry points of a CosmWasm contract. Those of an IBC application are in [`crate::ibc`].

#[cfg(not(feature = "library"))]
use cosmwasm_std::entry_point;
use cosmwasm_std::{Binary, Deps, DepsMut, Env, MessageInfo, Reply, Response};
use isthmus_api::bridge::{Change, ExecuteMsg, InstantiateMsg, MigrateMsg, QueryMsg, SudoMsg};
use isthmus_kit::{admin as kit, read, Ctx};
use isthmus_wire::{binary, Strict};

use crate::error::ContractError;
use crate::execute::admin::Admin;
use crate::execute::{attest, disputes, freeze, peers, refund, transfer};
use crate::{query, state};

/// Sets up the bridge of one region.
#[cfg_attr(not(feature = "library"), entry_point)]
pub fn instantiate(
    deps: DepsMut,
    env: Env,
    info: MessageInfo,
    Strict(msg): Strict<InstantiateMsg>,
) -> Result<Response, ContractError> {
    let msg = read(msg)?;
    crate::instantiate::instantiate(&mut Ctx::new(deps, env, info), msg)
}

/// Enforces the permission table, then hands the message to its topic.
#[cfg_attr(not(feature = "library"), entry_point)]
pub fn execute(
    deps: DepsMut,
    env: Env,
    info: MessageInfo,
    Strict(msg): Strict<ExecuteMsg>,
) -> Result<Response, ContractError> {
    use ExecuteMsg as M;
    let msg = read(msg)?;
    isthmus_kit::authorize(deps.storage, &info, &msg, |contract| {
        state::contract_address(deps.storage, contract)
    })?;
    let ctx = &mut Ctx::new(deps, env, info);
    match msg {
        M::Receive(hook) => transfer::receive(ctx, hook),
        M::Attest { region, attestation } => attest::attest(ctx, region, attestation),
        M::Claim { region, token, id } => refund::claim(ctx, region, token, id),
        M::RegisterPeer { region, connection, remote_port, address_prefix } => {
            kit::change::<Admin>(
                ctx,
                Change::RegisterPeer { region, connection, remote_port, address_prefix },
            )
        }
        M::SetPeerStatus { region, status } => {
            kit::change::<Admin>(ctx, Change::SetPeerStatus { region, status })
        }
        M::AbandonPeer { region, reason } => {
            kit::change::<Admin>(ctx, Change::AbandonPeer { region, reason })
        }
        M::RebindPeer { region, connection, remote_port } => {
            kit::change::<Admin>(ctx, Change::RebindPeer { region, connection, remote_port })
        }
        M::DisputeOverdue { region, token, id } => {
            disputes::dispute_overdue(ctx, region, token, id)
        }
        M::FreezePeer { region } => freeze::freeze(ctx, region),
        M::ContestClaim { region, token, id } => disputes::contest(ctx, region, token, id),
        M::CloseChannel { region } => peers::close_channel(ctx, region),
        M::RegisterToken { token, contract, gas_limit } => {
            kit::change::<Admin>(ctx, Change::RegisterToken { token, contract, gas_limit })
        }
        M::SetRoute { region, token, outbound, inbound, outstanding_cap } => kit::change::<Admin>(
            ctx,
            Change::SetRoute { region, token, outbound, inbound, outstanding_cap },
        ),
        M::ResolveDispute { region, token, id, outcome, reason } => {
            disputes::resolve(ctx, region, token, id, outcome, reason)
        }
        M::Pause { scopes, duration_seconds } => kit::pause::<Admin>(ctx, scopes, duration_seconds),
        M::Unpause { scopes } => kit::unpause::<Admin>(ctx, scopes),
        M::ScheduleChange { change } => kit::schedule_change::<Admin>(ctx, change),
        M::ApplyChange { id } => kit::apply_change::<Admin>(ctx, id),
        M::CancelChange { id } => kit::cancel_change::<Admin>(ctx, id),
        M::SetChangeDelay { seconds } => kit::set_change_delay::<Admin>(ctx, seconds),
        M::SetOwnerDelay { seconds } => kit::set_owner_delay::<Admin>(ctx, seconds),
        M::GrantRole { role, account } => kit::grant_role::<Admin>(ctx, role, account),
        M::RevokeRole { role, account } => kit::revoke_role::<Admin>(ctx, role, account),
        M::RenounceRole { role } => kit::renounce_role::<Admin>(ctx, role),
        M::UpdateOwnership(action) => kit::update_ownership::<Admin>(ctx, action),
    }
}

/// Answers a question.
#[cfg_attr(not(feature = "library"), entry_point)]
pub fn query(deps: Deps, env: Env, Strict(msg): Strict<QueryMsg>) -> Result<Binary, ContractError> {
    use kit::query as common;
    use query::{config, packets, peers, routes, tokens};
    use QueryMsg as Q;
    let msg = read(msg)?;
    Ok(match msg {
        Q::Config {} => binary(&config::config(deps)?),
        Q::Ownership {} => binary(&common::ownership(deps)?),
        Q::ContractInfo {} => binary(&common::contract_info(deps)?),
        Q::RoleMembers { role, start_after, limit } => {
            binary(&common::role_members::<Admin>(deps, role, start_after, limit)?)
        }
        Q::RolesOf { account } => binary(&common::roles_of::<Admin>(deps, &account)?),
        Q::Pauses {} => binary(&common::pauses::<Admin>(deps, &env)?),
        Q::PendingChanges {} => binary(&common::pending_changes::<Admin>(deps)?),
        Q::Port {} => binary(&peers::port(&env)),
        Q::Peer { region } => binary(&peers::peer(deps, region)?),
        Q::Peers { start_after, limit } => binary(&peers::peers(deps, start_after, limit)?),
        Q::Token { token } => binary(&tokens::token(deps, token)?),
        Q::Tokens { start_after, limit } => binary(&tokens::tokens(deps, start_after, limit)?),
        Q::Route { region, asset, receiver, amount } => {
            binary(&routes::route(deps, &env, region, asset, receiver, amount))
        }
        Q::Ledger { region, token } => binary(&routes::ledger(deps, region, token)?),
        Q::Limits { region, token } => binary(&routes::limits(deps, &env, region, token)?),
        Q::Packet { region, token, id } => binary(&packets::packet(deps, region, token, id)?),
        Q::InFlight { region, token, start_after, limit } => {
            binary(&packets::in_flight(deps, region, token, start_after, limit)?)
        }
        Q::Claims { owner, start_after, limit } => {
            binary(&packets::claims(deps, owner, start_after, limit)?)
        }
        Q::Disputes { start_after, limit } => binary(&packets::disputes(deps, start_after, limit)?),
    }?)
}

/// Handles the reply to a refund that could not be paid.
#[cfg_attr(not(feature = "library"), entry_point)]
pub fn reply(deps: DepsMut, _env: Env, reply: Reply) -> Result<Response, ContractError> {
    crate::reply::reply(deps, reply)
}

/// Does what the chain's own governance decided.
#[cfg_attr(not(feature = "library"), entry_point)]
pub fn sudo(
    deps: DepsMut,
    env: Env,
    Strict(msg): Strict<SudoMsg>,
) -> Result<Response, ContractError> {
    let msg = read(msg)?;
    kit::sudo::<Admin>(deps, &env, msg)
}

/// Replaces the code by a newer version of the same contract.
#[cfg_attr(not(feature = "library"), entry_point)]
pub fn migrate(
    deps: DepsMut,
    _env: Env,
    Strict(msg): Strict<MigrateMsg>,
) -> Result<Response, ContractError> {
    let MigrateMsg {} = read(msg)?;
    crate::migrate::migrate(deps)
}
