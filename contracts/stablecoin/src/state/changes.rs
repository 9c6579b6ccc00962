//! Changes that wait, and powers given up.

use cosmwasm_std::{Order, StdResult, Storage};
use cw_storage_plus::{Item, Map};
use isthmus_api::stablecoin::{Feature, PendingChange, MAX_PENDING_CHANGES};

const CHANGES: Map<u64, PendingChange> = Map::new("changes");
const LAST_CHANGE: Item<u64> = Item::new("last_change");
const CHANGE_DELAY: Item<u64> = Item::new("change_delay_seconds");
const RENOUNCED: Item<Vec<Feature>> = Item::new("renounced");

/// Changes that wait, by number.
pub fn pending_changes(storage: &dyn Storage) -> StdResult<Vec<PendingChange>> {
    let all = CHANGES.range(storage, None, None, Order::Ascending).take(MAX_PENDING_CHANGES);
    all.map(|entry| Ok(entry?.1)).collect()
}

/// One of them.
pub fn may_load_change(storage: &dyn Storage, id: u64) -> StdResult<Option<PendingChange>> {
    CHANGES.may_load(storage, id)
}

/// Lets it wait.
pub fn save_change(storage: &mut dyn Storage, change: &PendingChange) -> StdResult<()> {
    CHANGES.save(storage, change.id, change)
}

/// It no longer waits.
pub fn remove_change(storage: &mut dyn Storage, id: u64) {
    CHANGES.remove(storage, id);
}

/// A number that no change ever had.
pub fn next_change_id(storage: &mut dyn Storage) -> StdResult<u64> {
    let id = LAST_CHANGE.may_load(storage)?.unwrap_or_default().saturating_add(1);
    LAST_CHANGE.save(storage, &id)?;
    Ok(id)
}

/// Seconds that a change which loosens something has to wait.
pub fn change_delay(storage: &dyn Storage) -> StdResult<u64> {
    Ok(CHANGE_DELAY.may_load(storage)?.unwrap_or_default())
}

/// Sets them; none is not stored.
pub fn save_change_delay(storage: &mut dyn Storage, seconds: u64) -> StdResult<()> {
    if seconds == 0 {
        CHANGE_DELAY.remove(storage);
        return Ok(());
    }
    CHANGE_DELAY.save(storage, &seconds)
}

/// Powers given up for good.
pub fn renounced(storage: &dyn Storage) -> StdResult<Vec<Feature>> {
    Ok(RENOUNCED.may_load(storage)?.unwrap_or_default())
}

/// Adds one. None is ever taken back.
pub fn renounce(storage: &mut dyn Storage, feature: Feature) -> StdResult<()> {
    let mut all = renounced(storage)?;
    all.push(feature);
    RENOUNCED.save(storage, &all)
}
