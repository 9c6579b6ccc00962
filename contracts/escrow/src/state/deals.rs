//! Deals and their terms.

use cosmwasm_std::{Addr, Order, StdError, StdResult, Storage};
use cw_storage_plus::{Bound, Item, Map};
use isthmus_api::escrow::{DealStatus, Terms};

use super::counter::{last_number, next_number};
use crate::model::deal::Deal;
use crate::ContractError;

pub(super) const DEAL_COUNT: Item<u64> = Item::new("deal_count");
pub(super) const DEALS: Map<u64, Deal> = Map::new("deals");
pub(super) const TERMS: Map<u64, Terms> = Map::new("terms");
pub(super) const DEALS_BY_PARTY: Map<(&Addr, u64), ()> = Map::new("deals_by_party");
pub(super) const DEALS_BY_STATUS: Map<(u8, u64), ()> = Map::new("deals_by_status");

/// A deal's status as part of a key: its place in the life of a deal.
const fn rank(status: DealStatus) -> u8 {
    match status {
        DealStatus::Proposed => 0,
        DealStatus::Agreed => 1,
        DealStatus::Open => 2,
        DealStatus::RunOff => 3,
        DealStatus::Closed => 4,
    }
}

/// Number of the newest deal.
pub fn count_deals(storage: &dyn Storage) -> StdResult<u64> {
    last_number(storage, &DEAL_COUNT)
}

/// A number that was never used.
pub fn next_deal(storage: &mut dyn Storage) -> StdResult<u64> {
    next_number(storage, &DEAL_COUNT)
}

/// Stores a new deal with its terms.
pub fn create_deal(storage: &mut dyn Storage, deal: &Deal, terms: &Terms) -> StdResult<()> {
    TERMS.save(storage, deal.id, terms)?;
    DEALS.save(storage, deal.id, deal)?;
    DEALS_BY_STATUS.save(storage, (rank(deal.status), deal.id), &())?;
    for (_, account) in deal.parties() {
        DEALS_BY_PARTY.save(storage, (account, deal.id), &())?;
    }
    Ok(())
}

/// A deal.
pub fn load_deal(storage: &dyn Storage, id: u64) -> Result<Deal, ContractError> {
    DEALS.may_load(storage, id)?.ok_or(ContractError::NotFound { what: "deal", id })
}

/// Stores a deal whose status was `before`.
pub fn save_deal(storage: &mut dyn Storage, deal: &Deal, before: DealStatus) -> StdResult<()> {
    if deal.status != before {
        DEALS_BY_STATUS.remove(storage, (rank(before), deal.id));
        DEALS_BY_STATUS.save(storage, (rank(deal.status), deal.id), &())?;
    }
    DEALS.save(storage, deal.id, deal)
}

/// The terms of a deal.
pub fn load_terms(storage: &dyn Storage, deal: u64) -> StdResult<Terms> {
    TERMS.load(storage, deal)
}

/// The terms of a deal, byte for byte as stored.
pub fn load_terms_bytes(storage: &dyn Storage, deal: u64) -> StdResult<Vec<u8>> {
    storage.get(&TERMS.key(deal)).ok_or_else(|| StdError::not_found("terms"))
}

/// Deals after the cursor.
pub fn list_deals(storage: &dyn Storage, after: Option<u64>, limit: usize) -> StdResult<Vec<Deal>> {
    DEALS
        .range(storage, after.map(Bound::exclusive), None, Order::Ascending)
        .take(limit)
        .map(|entry| entry.map(|(_, deal)| deal))
        .collect()
}

/// Deals that name the account, after the cursor.
pub fn list_deals_by_party(
    storage: &dyn Storage,
    party: &Addr,
    after: Option<u64>,
    limit: usize,
) -> StdResult<Vec<Deal>> {
    DEALS_BY_PARTY
        .prefix(party)
        .keys(storage, after.map(Bound::exclusive), None, Order::Ascending)
        .take(limit)
        .map(|id| DEALS.load(storage, id?))
        .collect()
}

/// Deals of the status, after the cursor.
pub fn list_deals_by_status(
    storage: &dyn Storage,
    status: DealStatus,
    after: Option<u64>,
    limit: usize,
) -> StdResult<Vec<Deal>> {
    DEALS_BY_STATUS
        .prefix(rank(status))
        .keys(storage, after.map(Bound::exclusive), None, Order::Ascending)
        .take(limit)
        .map(|id| DEALS.load(storage, id?))
        .collect()
}
