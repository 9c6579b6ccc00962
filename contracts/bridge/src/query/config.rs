//! What holds for the whole contract.

use cosmwasm_std::Deps;
use isthmus_api::bridge::{
    ConfigResponse, DEFAULT_TIMEOUT_SECONDS, MAX_TIMEOUT_SECONDS, MIN_TIMEOUT_SECONDS,
};
use isthmus_api::packet::MAX_PACKET_BYTES;
use isthmus_kit::{changes, owner};

use crate::error::ContractError;
use crate::state;

pub fn config(deps: Deps) -> Result<ConfigResponse, ContractError> {
    Ok(ConfigResponse {
        region: state::load_peers(deps.storage)?.own.to_string(),
        identity: state::load_config(deps.storage)?.identity.into_string(),
        owner_delay_seconds: owner::delay_seconds(deps.storage)?,
        change_delay_seconds: changes::delay_seconds(deps.storage)?,
        min_timeout_seconds: MIN_TIMEOUT_SECONDS,
        default_timeout_seconds: DEFAULT_TIMEOUT_SECONDS,
        max_timeout_seconds: MAX_TIMEOUT_SECONDS,
        max_packet_bytes: u64::try_from(MAX_PACKET_BYTES).unwrap_or(u64::MAX),
    })
}
