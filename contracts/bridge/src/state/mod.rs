//! The only hands on storage.
//!
//! | key | holds |
//! |---|---|
//! | 01 peer token | route: limits and sums of one token with one peer |
//! | 02 region / token length id | packet in flight: route, what the packet does not say, and the amount |
//! | 03 contract | token of that contract: number, name |
//! | 04 | hub: pauses, own region, and of each peer region, prefix, status, channel |
//! | 05 token | its number, gas, contract |
//! | config, peers, peer_links, token_count, claims, claims_by_owner, disputes | cw-storage-plus |
//!
//! Peers and tokens are numbered when they are registered. A peer's number is one byte, a token's one
//! or two ([`isthmus_api::packed::Writer::index`]); they stand for the names wherever the names are
//! read anyway (ADR 5). 01 and 02 are written by every transfer, so each byte of them is 30 gas.

mod hub;
mod packets;
mod routes;
mod tokens;

pub use hub::*;
pub use packets::*;
pub use routes::*;
pub use tokens::*;

use cosmwasm_schema::cw_serde;
use cosmwasm_std::{Addr, Api, StdResult, Storage};
use cw_storage_plus::Item;
use isthmus_api::permission::Contract;

const CONFIG: Item<Config> = Item::new("config");

/// What never changes and few need.
#[cw_serde]
pub struct Config {
    /// The identity contract.
    pub identity: Addr,
}

pub fn initialize(storage: &mut dyn Storage, own: &str, config: &Config) -> StdResult<()> {
    hub::create(storage, own)?;
    CONFIG.save(storage, config)
}

pub fn config(storage: &dyn Storage) -> StdResult<Config> {
    CONFIG.load(storage)
}

/// The address of another contract of the region, for the permission table.
pub fn contract_address(storage: &dyn Storage, contract: Contract) -> StdResult<Option<Addr>> {
    match contract {
        Contract::Identity => Ok(Some(config(storage)?.identity)),
        Contract::Stablecoin | Contract::Escrow | Contract::Bridge => Ok(None),
    }
}

/// The numbers of a region and a token by their names, off the hot paths: there the records that are
/// read anyway have them. None if one of the two is not registered.
pub fn route_id(
    storage: &dyn Storage,
    api: &dyn Api,
    region: &str,
    token: &str,
) -> StdResult<Option<RouteId>> {
    let hub = hub(storage)?;
    let Ok(peer) = hub.peer(region) else {
        return Ok(None);
    };
    let token = match token {
        "" => Some(0),
        name => tokens::token(storage, api, name)?.map(|token| token.number),
    };
    Ok(token.map(|token| RouteId { peer: peer.number, token }))
}

/// What follows a cursor so that the cursor itself is left out.
fn after(cursor: Option<&str>) -> &'static [u8] {
    match cursor {
        None => &[],
        Some(_) => &[0],
    }
}

fn string(bytes: &[u8]) -> StdResult<String> {
    Ok(String::from_utf8(bytes.to_vec())?)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every key this contract uses, for good: changing one is a migration.
    const TAGS: &[u8] =
        &[routes::ROUTE, packets::IN_FLIGHT, tokens::TOKEN_OF_CONTRACT, hub::HUB, tokens::TOKEN];
    const NAMES: &[&str] = &[
        "config",
        "peers",
        "peer_links",
        "token_count",
        "claims",
        "claims_by_owner",
        "disputes",
        "contract_info",
    ];

    #[test]
    fn storage_keys_are_unique_and_fixed() {
        assert_eq!(TAGS, &[1, 2, 3, 4, 5]);
        let mut names: Vec<&str> = NAMES
            .iter()
            .copied()
            .chain(isthmus_kit::keys::namespaces(&[
                isthmus_kit::owner::KEYS,
                isthmus_kit::roles::KEYS,
            ]))
            .collect();
        let all = names.len();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), all);
        assert_eq!(CONFIG.as_slice(), b"config");
        assert_eq!(tokens::TOKEN_COUNT.as_slice(), b"token_count");
        assert!(names.iter().all(|n| n.starts_with(|c: char| c.is_ascii_lowercase())));
    }
}
