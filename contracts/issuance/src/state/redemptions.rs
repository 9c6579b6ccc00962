//! Redemptions that are open, and how all others ended.

use cosmwasm_std::{Addr, Order, StdError, StdResult, Storage, Uint128};
use cw_storage_plus::{Bound, Item, Map};
use isthmus_api::issuance::{Redemption, RedemptionPolicy, RedemptionStatisticsResponse, Tally};

use crate::ContractError;

/// number -> [`Redemption`], while it is open.
pub(super) const REDEMPTIONS: Map<u64, Redemption> = Map::new("redemptions");
/// holder, number -> a marker: the index behind `redemptions` of one holder.
pub(super) const REDEMPTIONS_OF: Map<(&Addr, u64), ()> = Map::new("redemptions_of");
pub(super) const STATISTICS: Item<RedemptionStatisticsResponse> =
    Item::new("redemption_statistics");
pub(super) const POLICY: Item<RedemptionPolicy> = Item::new("redemption_policy");

/// How a redemption ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// Paid within its term.
    Settled,
    /// Paid later.
    SettledLate,
    /// Rejected.
    Rejected,
    /// Given back because its time was over.
    ReturnedLate,
    /// Given back because its holder is frozen or held.
    ReturnedRestricted,
}

/// The terms of redemption, while it is open.
pub fn may_load_redemption_policy(storage: &dyn Storage) -> StdResult<Option<RedemptionPolicy>> {
    POLICY.may_load(storage)
}

/// Sets or removes them.
pub fn save_redemption_policy(
    storage: &mut dyn Storage,
    policy: Option<&RedemptionPolicy>,
) -> StdResult<()> {
    match policy {
        Some(policy) => POLICY.save(storage, policy),
        None => {
            POLICY.remove(storage);
            Ok(())
        }
    }
}

/// How all redemptions ended, and how many are open.
pub fn load_statistics(storage: &dyn Storage) -> StdResult<RedemptionStatisticsResponse> {
    Ok(STATISTICS.may_load(storage)?.unwrap_or_default())
}

/// Opens a redemption under the next number; gives the number.
pub fn add_redemption(storage: &mut dyn Storage, redemption: Redemption) -> StdResult<u64> {
    let mut statistics = load_statistics(storage)?;
    add(&mut statistics.requested, redemption.amount)?;
    add(&mut statistics.open, redemption.amount)?;
    let id = statistics.requested.count;
    STATISTICS.save(storage, &statistics)?;
    REDEMPTIONS_OF.save(storage, (&redemption.holder, id), &())?;
    REDEMPTIONS.save(storage, id, &Redemption { id, ..redemption })?;
    Ok(id)
}

/// Takes an open one over from the token, under the number it has.
pub(super) fn take_in_redemption(
    storage: &mut dyn Storage,
    redemption: &Redemption,
) -> StdResult<()> {
    let mut statistics = load_statistics(storage)?;
    let Tally { amount, .. } = &mut statistics.requested;
    *amount = amount.checked_add(redemption.amount).map_err(StdError::overflow)?;
    statistics.ended_before = statistics.ended_before.saturating_sub(1);
    add(&mut statistics.open, redemption.amount)?;
    STATISTICS.save(storage, &statistics)?;
    REDEMPTIONS_OF.save(storage, (&redemption.holder, redemption.id), &())?;
    REDEMPTIONS.save(storage, redemption.id, redemption)
}

/// Changes an open redemption.
pub fn save_redemption(storage: &mut dyn Storage, redemption: &Redemption) -> StdResult<()> {
    REDEMPTIONS.save(storage, redemption.id, redemption)
}

/// Ends a redemption.
pub fn end_redemption(
    storage: &mut dyn Storage,
    redemption: &Redemption,
    end: End,
) -> StdResult<()> {
    let mut statistics = load_statistics(storage)?;
    let open = &mut statistics.open;
    open.count = open.count.saturating_sub(1);
    open.amount = open.amount.checked_sub(redemption.amount).map_err(StdError::overflow)?;
    let ended = match end {
        End::Settled => &mut statistics.settled,
        End::SettledLate => &mut statistics.settled_late,
        End::Rejected => &mut statistics.rejected,
        End::ReturnedLate => &mut statistics.returned_late,
        End::ReturnedRestricted => &mut statistics.returned_restricted,
    };
    add(ended, redemption.amount)?;
    STATISTICS.save(storage, &statistics)?;
    REDEMPTIONS_OF.remove(storage, (&redemption.holder, redemption.id));
    REDEMPTIONS.remove(storage, redemption.id);
    Ok(())
}

fn add(tally: &mut Tally, amount: Uint128) -> StdResult<()> {
    tally.count = tally.count.saturating_add(1);
    tally.amount = tally.amount.checked_add(amount).map_err(StdError::overflow)?;
    Ok(())
}

/// The redemption, if it is open.
pub fn may_load_redemption(storage: &dyn Storage, id: u64) -> StdResult<Option<Redemption>> {
    REDEMPTIONS.may_load(storage, id)
}

/// The redemption; fails if it is not open.
pub fn load_redemption(storage: &dyn Storage, id: u64) -> Result<Redemption, ContractError> {
    may_load_redemption(storage, id)?.ok_or(ContractError::NoRedemption { id })
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
