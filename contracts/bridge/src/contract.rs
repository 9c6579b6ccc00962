//! The entry points of a CosmWasm contract. Those of an IBC application are in [`crate::ibc`].

#[cfg(not(feature = "library"))]
use cosmwasm_std::entry_point;
use cosmwasm_std::{Binary, Deps, DepsMut, Env, MessageInfo, Reply, Response, StdResult};
use isthmus_api::bridge::{ExecuteMsg, InstantiateMsg, MigrateMsg, QueryMsg};

use crate::error::ContractError;
use crate::execute::{admin, attest, claim, disputes, peers, send, setup, tokens};
use crate::{query as ask, state};

/// Name of this contract, for migrations (cw2).
pub const CONTRACT_NAME: &str = "isthmus-bridge";
/// Its version.
pub const CONTRACT_VERSION: &str = env!("CARGO_PKG_VERSION");

/// Sets up the bridge of one region.
#[cfg_attr(not(feature = "library"), entry_point)]
pub fn instantiate(
    deps: DepsMut,
    _env: Env,
    info: MessageInfo,
    msg: InstantiateMsg,
) -> Result<Response, ContractError> {
    setup::instantiate(deps, info, msg)
}

/// Enforces the permission table, then hands the message to its topic.
#[cfg_attr(not(feature = "library"), entry_point)]
pub fn execute(
    deps: DepsMut,
    env: Env,
    info: MessageInfo,
    msg: ExecuteMsg,
) -> Result<Response, ContractError> {
    isthmus_kit::authorize(deps.storage, &info, &msg, |contract| {
        state::contract_address(deps.storage, contract)
    })?;
    match msg {
        ExecuteMsg::Receive(cw20) => send::receive(deps, env, info, cw20),
        ExecuteMsg::Attest { region, attestation } => {
            attest::attest(deps, env, region, attestation)
        }
        ExecuteMsg::Claim { region, token, id } => claim::claim(deps, info, region, token, id),
        ExecuteMsg::RegisterPeer { region, connection, remote_port, address_prefix } => {
            peers::register(deps, region, connection, remote_port, address_prefix)
        }
        ExecuteMsg::SetPeerStatus { region, status } => peers::set_status(deps, region, status),
        ExecuteMsg::CloseChannel { region } => peers::close_channel(deps, region),
        ExecuteMsg::RegisterToken { token, contract, gas_limit } => {
            tokens::register(deps, token, contract, gas_limit)
        }
        ExecuteMsg::SetRoute { region, token, outbound, inbound, outstanding_cap } => {
            tokens::set_route(deps, env, region, token, outbound, inbound, outstanding_cap)
        }
        ExecuteMsg::ResolveDispute { region, token, id, outcome, reason } => {
            disputes::resolve(deps, region, token, id, outcome, reason)
        }
        ExecuteMsg::Pause { scopes, duration_seconds } => {
            admin::pause(deps, env, info, scopes, duration_seconds)
        }
        ExecuteMsg::Unpause { scopes } => admin::unpause(deps, env, info, scopes),
        ExecuteMsg::GrantRole { role, account } => admin::grant_role(deps, info, role, account),
        ExecuteMsg::RevokeRole { role, account } => admin::revoke_role(deps, info, role, account),
        ExecuteMsg::UpdateOwnership(action) => admin::update_ownership(deps, env, info, action),
    }
}

/// Answers a question.
#[cfg_attr(not(feature = "library"), entry_point)]
pub fn query(deps: Deps, env: Env, msg: QueryMsg) -> StdResult<Binary> {
    ask::answer(deps, env, msg)
}

/// Hears that a refund could not be paid.
#[cfg_attr(not(feature = "library"), entry_point)]
pub fn reply(deps: DepsMut, _env: Env, reply: Reply) -> Result<Response, ContractError> {
    crate::reply::reply(deps, reply)
}

/// Replaces the code by a newer version of the same contract.
#[cfg_attr(not(feature = "library"), entry_point)]
pub fn migrate(deps: DepsMut, _env: Env, _msg: MigrateMsg) -> Result<Response, ContractError> {
    crate::migrate::migrate(deps)
}
