//! What holds for the whole contract, and who may what.

use cosmwasm_std::{Deps, Env};
use isthmus_api::bridge::{
    ConfigResponse, Role, RoleMembersResponse, DEFAULT_TIMEOUT_SECONDS, MAX_TIMEOUT_SECONDS,
    MIN_TIMEOUT_SECONDS,
};
use isthmus_api::packet::MAX_PACKET_BYTES;
use isthmus_api::types::{address, page};
use isthmus_kit::{owner, roles};

use crate::error::ContractError;
use crate::model::route::{RECEIVE, SEND};
use crate::state;

pub fn config(deps: Deps, env: &Env) -> Result<ConfigResponse, ContractError> {
    let now = env.block.time.seconds();
    let peers = state::load_peers(deps.storage)?;
    Ok(ConfigResponse {
        region: peers.own.to_string(),
        identity: state::load_config(deps.storage)?.identity.into_string(),
        owner_delay_seconds: owner::delay_seconds(deps.storage)?,
        min_timeout_seconds: MIN_TIMEOUT_SECONDS,
        default_timeout_seconds: DEFAULT_TIMEOUT_SECONDS,
        max_timeout_seconds: MAX_TIMEOUT_SECONDS,
        max_packet_bytes: u64::try_from(MAX_PACKET_BYTES).unwrap_or(u64::MAX),
        send_paused_until: peers.pauses.until(SEND, now),
        receive_paused_until: peers.pauses.until(RECEIVE, now),
    })
}

pub fn role_members(
    deps: Deps,
    role: Role,
    start_after: Option<String>,
    limit: Option<u32>,
) -> Result<RoleMembersResponse, ContractError> {
    let after =
        start_after.map(|account| address(deps.api, "start_after", &account)).transpose()?;
    let members = roles::members(deps.storage, role, after.as_ref(), page(limit))?;
    Ok(RoleMembersResponse { accounts: members.into_iter().map(String::from).collect() })
}
