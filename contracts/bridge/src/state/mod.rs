//! All storage access.
//!
//! Peers and tokens are numbered when they are registered. A peer's number is one byte, a token's one
//! or two ([`isthmus_api::packed::Writer::index`]); they stand for the names wherever the names are
//! read anyway (ADR 5). Routes and packets in flight are written by every transfer, so each byte of
//! them is 30 gas.

mod claims;
mod packets;
mod peers;
#[cfg(test)]
mod records;
mod routes;
mod tokens;

pub use claims::*;
pub use packets::*;
pub use peers::*;
pub use routes::*;
pub use tokens::*;

use cosmwasm_std::{Addr, StdError, StdResult, Storage};
use cw_storage_plus::Item;
use isthmus_api::permission::Contract;
use isthmus_api::types::{ChannelId, InputError, RegionId, TokenId};
use isthmus_kit::keys::Key;
use isthmus_wire::wire;

/// Every key of this contract, for good: changing one is a migration.
pub const KEYS: &[Key] = &[
    Key::tag(routes::ROUTE, "peer, token -> limits and sums of one token with one peer"),
    Key::tag(
        packets::IN_FLIGHT,
        "region / token, length, number -> route, what the packet does not say, amount",
    ),
    Key::tag(tokens::TOKEN_OF_CONTRACT, "contract -> number and name of its token"),
    Key::tag(peers::PEERS, "pauses, own region, and of each peer region, prefix, status, channel"),
    Key::tag(tokens::TOKEN, "token -> its number, gas, contract"),
    Key::tag(peers::WITHHELD, "there while a peer is frozen or receiving has been paused"),
    Key::namespace("config", "the identity contract"),
    Key::namespace("peers", "region -> connection, remote port, remote channel"),
    Key::namespace("peer_links", "connection, remote port -> region"),
    Key::namespace("token_count", "number of the last token"),
    Key::namespace("claims", "region, token, number -> a refund that waits to be claimed"),
    Key::namespace("claims_by_owner", "owner, region, token, number -> nothing more"),
    Key::namespace(
        "disputes",
        "region, token or nothing, number -> a packet the owner decides about",
    ),
];

const CONFIG: Item<Config> = Item::new("config");

/// What never changes and few need.
#[wire]
pub struct Config {
    /// The identity contract.
    pub identity: Addr,
}

pub fn save_config(storage: &mut dyn Storage, config: &Config) -> StdResult<()> {
    CONFIG.save(storage, config)
}

pub fn load_config(storage: &dyn Storage) -> StdResult<Config> {
    CONFIG.load(storage)
}

/// The address of another contract of the region, for the permission table.
pub fn contract_address(storage: &dyn Storage, contract: Contract) -> StdResult<Option<Addr>> {
    match contract {
        Contract::Identity => Ok(Some(load_config(storage)?.identity)),
        Contract::Stablecoin | Contract::Escrow | Contract::Bridge | Contract::Issuance => Ok(None),
    }
}

// Names as they were checked before they were stored.

fn text(bytes: &[u8]) -> StdResult<&str> {
    Ok(std::str::from_utf8(bytes)?)
}

fn region(name: &str) -> StdResult<RegionId> {
    RegionId::new("region", name).map_err(corrupt)
}

fn token(name: &str) -> StdResult<TokenId> {
    TokenId::new("token", name).map_err(corrupt)
}

fn channel(name: &str) -> StdResult<ChannelId> {
    ChannelId::new("channel", name).map_err(corrupt)
}

fn corrupt(fault: InputError) -> StdError {
    StdError::parse_err("a stored name", fault)
}

#[cfg(test)]
mod tests {
    use super::*;
    use isthmus_kit::admin;
    use isthmus_kit::keys::{clashes, listing};

    #[test]
    fn storage_keys_are_unique_and_fixed() {
        assert_eq!(clashes(&[&[KEYS], admin::KEYS].concat()), [""; 0]);
        insta::assert_snapshot!(listing(&[KEYS]));
    }
}
