//! Escrows, and blocked receivers in other regions.

use cosmwasm_std::{Addr, CanonicalAddr, Order, StdResult, Storage};
use cw_storage_plus::{Bound, Map};
use isthmus_api::stablecoin::foreign_receiver_key;
use isthmus_api::types::RegionId;

use super::{accounts::scan, AccountId};

const ESCROWS: Map<&Addr, ()> = Map::new("escrows");

/// Whether the receiver in another region is blocked.
pub fn is_foreign_blocked(storage: &dyn Storage, region: &RegionId, receiver: &str) -> bool {
    storage.get(&foreign_receiver_key(region, receiver)).is_some()
}

/// Blocks it, or no longer does.
pub fn save_foreign_blocked(
    storage: &mut dyn Storage,
    region: &RegionId,
    receiver: &str,
    blocked: bool,
) {
    let key = foreign_receiver_key(region, receiver);
    if blocked {
        storage.set(&key, &[0]);
    } else {
        storage.remove(&key);
    }
}

/// Blocked receivers of one region, after the cursor.
pub fn list_foreign_blocked(
    storage: &dyn Storage,
    region: &RegionId,
    start_after: Option<&str>,
    limit: usize,
) -> StdResult<Vec<String>> {
    let prefix = foreign_receiver_key(region, "");
    let cursor = start_after.map(|receiver| AccountId(CanonicalAddr::from(receiver.as_bytes())));
    scan(storage, prefix, cursor.as_ref())
        .take(limit)
        .map(|(id, _)| Ok(String::from_utf8(id.bytes().to_vec())?))
        .collect()
}

/// Lists an escrow.
pub fn save_escrow(storage: &mut dyn Storage, account: &Addr) -> StdResult<()> {
    ESCROWS.save(storage, account, &())
}

/// Takes it off the list.
pub fn remove_escrow(storage: &mut dyn Storage, account: &Addr) {
    ESCROWS.remove(storage, account);
}

/// Escrows, after the cursor.
pub fn list_escrows(
    storage: &dyn Storage,
    start_after: Option<&Addr>,
    limit: usize,
) -> StdResult<Vec<Addr>> {
    let start = start_after.map(Bound::exclusive);
    ESCROWS.keys(storage, start, None, Order::Ascending).take(limit).collect()
}
