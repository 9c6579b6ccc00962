//! Redemptions that are open.

use cosmwasm_std::{Addr, Order, StdError, StdResult, Storage, Uint128};
use cw_storage_plus::{Bound, Item, Map};
use isthmus_api::stablecoin::{Redemption, RedemptionPolicy};
use isthmus_wire::wire;

/// number -> [`Redemption`], while it is open.
const REDEMPTIONS: Map<u64, Redemption> = Map::new("redemptions");
/// holder, number -> a marker: the index behind `redemptions` of one holder.
const REDEMPTIONS_OF: Map<(&Addr, u64), ()> = Map::new("redemptions_of");
const REDEMPTION_COUNTS: Item<RedemptionCounts> = Item::new("redemption_counts");
const REDEMPTION_POLICY: Item<RedemptionPolicy> = Item::new("redemption_policy");

/// What is known of redemptions as a whole.
#[wire]
#[derive(Default)]
pub(super) struct RedemptionCounts {
    /// Number of the last one.
    last: u64,
    /// Sum of the open ones.
    open: Uint128,
}

/// The terms of redemption, while it is open.
pub fn may_load_redemption_policy(storage: &dyn Storage) -> StdResult<Option<RedemptionPolicy>> {
    REDEMPTION_POLICY.may_load(storage)
}

/// Sets or removes them.
pub fn save_redemption_policy(
    storage: &mut dyn Storage,
    policy: Option<&RedemptionPolicy>,
) -> StdResult<()> {
    match policy {
        Some(policy) => REDEMPTION_POLICY.save(storage, policy),
        None => {
            REDEMPTION_POLICY.remove(storage);
            Ok(())
        }
    }
}

/// Sum of the open redemptions: tokens in the supply and in no balance.
pub fn load_redeeming(storage: &dyn Storage) -> StdResult<Uint128> {
    Ok(REDEMPTION_COUNTS.may_load(storage)?.unwrap_or_default().open)
}

/// Opens a redemption under the next number; gives the number.
pub fn add_redemption(storage: &mut dyn Storage, redemption: Redemption) -> StdResult<u64> {
    let mut counts = REDEMPTION_COUNTS.may_load(storage)?.unwrap_or_default();
    counts.open = counts.open.checked_add(redemption.amount).map_err(StdError::overflow)?;
    let id = counts.last.saturating_add(1);
    counts.last = id;
    REDEMPTION_COUNTS.save(storage, &counts)?;
    REDEMPTIONS_OF.save(storage, (&redemption.holder, id), &())?;
    REDEMPTIONS.save(storage, id, &Redemption { id, ..redemption })?;
    Ok(id)
}

/// Ends a redemption.
pub fn remove_redemption(storage: &mut dyn Storage, redemption: &Redemption) -> StdResult<()> {
    let mut counts = REDEMPTION_COUNTS.may_load(storage)?.unwrap_or_default();
    counts.open = counts.open.checked_sub(redemption.amount).map_err(StdError::overflow)?;
    REDEMPTION_COUNTS.save(storage, &counts)?;
    REDEMPTIONS_OF.remove(storage, (&redemption.holder, redemption.id));
    REDEMPTIONS.remove(storage, redemption.id);
    Ok(())
}

/// The redemption, if it is open.
pub fn may_load_redemption(storage: &dyn Storage, id: u64) -> StdResult<Option<Redemption>> {
    REDEMPTIONS.may_load(storage, id)
}

/// Open redemptions, after the cursor.
pub fn list_redemptions(
    storage: &dyn Storage,
    start_after: Option<u64>,
    limit: usize,
) -> StdResult<Vec<Redemption>> {
    let start = start_after.map(Bound::exclusive);
    let page = REDEMPTIONS.range(storage, start, None, Order::Ascending).take(limit);
    page.map(|entry| entry.map(|(_, redemption)| redemption)).collect()
}

/// Numbers of a holder's open redemptions, after the cursor.
pub fn list_redemptions_of(
    storage: &dyn Storage,
    holder: &Addr,
    start_after: Option<u64>,
    limit: usize,
) -> StdResult<Vec<u64>> {
    let start = start_after.map(Bound::exclusive);
    let page = REDEMPTIONS_OF.prefix(holder).keys(storage, start, None, Order::Ascending);
    page.take(limit).collect()
}
