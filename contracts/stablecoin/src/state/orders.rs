//! Freezes and holds, with their reasons.

use cosmwasm_std::{Addr, Order, StdResult, Storage};
use cw_storage_plus::{Bound, Map};
use isthmus_api::stablecoin::{FreezeInfo, HoldInfo, MAX_ORDERS_READ};

use crate::model::hold::Series;

const FREEZES: Map<&Addr, FreezeInfo> = Map::new("freezes");
const HOLDS: Map<&Addr, HoldInfo> = Map::new("holds");
const SERIES: Map<(&Addr, &Addr), Series> = Map::new("hold_series");

/// Why and since when the account is frozen; perhaps of a freeze that is over.
pub fn may_load_freeze(storage: &dyn Storage, account: &Addr) -> StdResult<Option<FreezeInfo>> {
    FREEZES.may_load(storage, account)
}

/// Records a freeze.
pub fn save_freeze(storage: &mut dyn Storage, account: &Addr, info: &FreezeInfo) -> StdResult<()> {
    FREEZES.save(storage, account, info)
}

/// Forgets it.
pub fn remove_freeze(storage: &mut dyn Storage, account: &Addr) {
    FREEZES.remove(storage, account);
}

/// Accounts that are frozen now, after the cursor; see [`collect_active`].
pub fn list_freezes(
    storage: &dyn Storage,
    start_after: Option<&Addr>,
    limit: usize,
    now: u64,
) -> StdResult<Vec<(Addr, FreezeInfo)>> {
    let start = start_after.map(Bound::exclusive);
    let range = FREEZES.range(storage, start, None, Order::Ascending);
    collect_active(range, limit, |freeze| freeze.until.is_none_or(|until| now < until))
}

/// The records that are on. After [`MAX_ORDERS_READ`] the list ends with the one it came to, on or over:
/// any number of freezes and holds may be over, and whoever turns the pages has to get past them.
fn collect_active<T>(
    records: impl Iterator<Item = StdResult<(Addr, T)>>,
    limit: usize,
    is_on: impl Fn(&T) -> bool,
) -> StdResult<Vec<(Addr, T)>> {
    let mut active = Vec::new();
    for (record, read) in records.take(MAX_ORDERS_READ).zip(1usize..) {
        let (account, order) = record?;
        if read == MAX_ORDERS_READ || is_on(&order) {
            active.push((account, order));
        }
        if active.len() >= limit {
            break;
        }
    }
    Ok(active)
}

/// The last hold of the account, which may be over.
pub fn may_load_hold(storage: &dyn Storage, account: &Addr) -> StdResult<Option<HoldInfo>> {
    HOLDS.may_load(storage, account)
}

/// Records a hold.
pub fn save_hold(storage: &mut dyn Storage, account: &Addr, info: &HoldInfo) -> StdResult<()> {
    HOLDS.save(storage, account, info)
}

/// The holds of a guardian on an account.
pub fn load_series(storage: &dyn Storage, account: &Addr, guardian: &Addr) -> StdResult<Series> {
    Ok(SERIES.may_load(storage, (account, guardian))?.unwrap_or_default())
}

/// Records them.
pub fn save_series(
    storage: &mut dyn Storage,
    account: &Addr,
    guardian: &Addr,
    series: &Series,
) -> StdResult<()> {
    SERIES.save(storage, (account, guardian), series)
}

/// Moves the last hold of an account to the one that takes its place, and what guardians have used on it.
/// Of two holds the one that ends later counts.
pub fn move_hold(storage: &mut dyn Storage, from: &Addr, to: &Addr, now: u64) -> StdResult<()> {
    let used = SERIES.prefix(from).range(storage, None, None, Order::Ascending);
    for (guardian, series) in used.collect::<StdResult<Vec<_>>>()? {
        let own = load_series(storage, to, &guardian)?;
        SERIES.remove(storage, (from, &guardian));
        save_series(storage, to, &guardian, &own.join(&series, now))?;
    }
    let Some(hold) = HOLDS.may_load(storage, from)? else {
        return Ok(());
    };
    HOLDS.remove(storage, from);
    match HOLDS.may_load(storage, to)? {
        Some(own) if own.until > hold.until => Ok(()),
        _ => HOLDS.save(storage, to, &hold),
    }
}

/// Accounts that are held now, after the cursor; see [`collect_active`].
pub fn list_holds(
    storage: &dyn Storage,
    start_after: Option<&Addr>,
    limit: usize,
    now: u64,
) -> StdResult<Vec<(Addr, HoldInfo)>> {
    let start = start_after.map(Bound::exclusive);
    let range = HOLDS.range(storage, start, None, Order::Ascending);
    collect_active(range, limit, |hold| now < hold.until)
}
