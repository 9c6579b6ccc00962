//! The entry points of a CosmWasm contract. Those of an IBC application are in [`crate::ibc`].

#[cfg(not(feature = "library"))]
use cosmwasm_std::entry_point;
use cosmwasm_std::{Binary, Deps, DepsMut, Env, MessageInfo, Reply, Response};
use isthmus_api::bridge::{ExecuteMsg, InstantiateMsg, MigrateMsg, QueryMsg};
use isthmus_kit::Ctx;
use isthmus_wire::{binary, Strict};

use crate::error::ContractError;
use crate::execute::{admin, attest, disputes, peers, refund, routes, tokens, transfer};
use crate::{query, state};

/// Sets up the bridge of one region.
#[cfg_attr(not(feature = "library"), entry_point)]
pub fn instantiate(
    deps: DepsMut,
    env: Env,
    info: MessageInfo,
    Strict(msg): Strict<InstantiateMsg>,
) -> Result<Response, ContractError> {
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
    isthmus_kit::authorize(deps.storage, &info, &msg, |contract| {
        state::contract_address(deps.storage, contract)
    })?;
    let ctx = &mut Ctx::new(deps, env, info);
    match msg {
        M::Receive(hook) => transfer::receive(ctx, hook),
        M::Attest { region, attestation } => attest::attest(ctx, region, attestation),
        M::Claim { region, token, id } => refund::claim(ctx, region, token, id),
        M::RegisterPeer { region, connection, remote_port, address_prefix } => {
            peers::register(ctx, region, connection, remote_port, address_prefix)
        }
        M::SetPeerStatus { region, status } => peers::set_status(ctx, region, status),
        M::CloseChannel { region } => peers::close_channel(ctx, region),
        M::RegisterToken { token, contract, gas_limit } => {
            tokens::register(ctx, token, contract, gas_limit)
        }
        M::SetRoute { region, token, outbound, inbound, outstanding_cap } => {
            routes::set_route(ctx, region, token, outbound, inbound, outstanding_cap)
        }
        M::ResolveDispute { region, token, id, outcome, reason } => {
            disputes::resolve(ctx, region, token, id, outcome, reason)
        }
        M::Pause { scopes, duration_seconds } => admin::pause(ctx, scopes, duration_seconds),
        M::Unpause { scopes } => admin::unpause(ctx, scopes),
        M::GrantRole { role, account } => admin::grant_role(ctx, role, account),
        M::RevokeRole { role, account } => admin::revoke_role(ctx, role, account),
        M::UpdateOwnership(action) => admin::update_ownership(ctx, action),
    }
}

/// Answers a question.
#[cfg_attr(not(feature = "library"), entry_point)]
pub fn query(deps: Deps, env: Env, Strict(msg): Strict<QueryMsg>) -> Result<Binary, ContractError> {
    use query::{admin, packets, peers, routes, tokens};
    use QueryMsg as Q;
    Ok(match msg {
        Q::Config {} => binary(&admin::config(deps, &env)?),
        Q::Ownership {} => binary(&isthmus_kit::owner::ownership(deps.storage)?),
        Q::ContractInfo {} => binary(&cw2::get_contract_version(deps.storage)?),
        Q::RoleMembers { role, start_after, limit } => {
            binary(&admin::role_members(deps, role, start_after, limit)?)
        }
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

/// Replaces the code by a newer version of the same contract.
#[cfg_attr(not(feature = "library"), entry_point)]
pub fn migrate(
    deps: DepsMut,
    _env: Env,
    Strict(_msg): Strict<MigrateMsg>,
) -> Result<Response, ContractError> {
    crate::migrate::migrate(deps)
}
