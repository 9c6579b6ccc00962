//! Changes that wait, the delay, and what can still be undone.

use cosmwasm_std::{from_json, Addr, Order, Record, StdResult, Storage};
use cw_storage_plus::{Item, Map};
use isthmus_api::access::{PendingChange, MAX_PENDING_CHANGES, MAX_UNDOABLE};
use isthmus_wire::{wire, Wire};
use serde::de::DeserializeOwned;
use serde::Serialize;

use crate::keys::Key;

/// Storage keys of this module, for each contract's table of keys.
pub const KEYS: &[Key] = &[
    Key::namespace("changes", "number -> a change that waits"),
    Key::namespace("last_change", "number of the last change"),
    Key::namespace("change_delay_seconds", "seconds that a change waits; absent: none"),
    Key::namespace("undoable", "tightenings that who made them may undo at once"),
];

const LAST_CHANGE: Item<u64> = Item::new("last_change");
const CHANGE_DELAY: Item<u64> = Item::new("change_delay_seconds");

/// What a contract's enum of changes is to storage.
pub trait Stored: Wire + Serialize + DeserializeOwned {}
impl<C: Wire + Serialize + DeserializeOwned> Stored for C {}

const fn waiting<C: Stored>() -> Map<u64, PendingChange<C>> {
    Map::new("changes")
}

/// Changes that wait, by number, at most [`MAX_PENDING_CHANGES`].
pub fn pending<C: Stored>(storage: &dyn Storage) -> StdResult<Vec<PendingChange<C>>> {
    let all = waiting().range(storage, None, None, Order::Ascending).take(MAX_PENDING_CHANGES);
    all.map(|entry| Ok(entry?.1)).collect()
}

/// One of them.
pub fn may_load<C: Stored>(storage: &dyn Storage, id: u64) -> StdResult<Option<PendingChange<C>>> {
    waiting().may_load(storage, id)
}

/// Lets it wait.
pub fn save<C: Stored>(storage: &mut dyn Storage, change: &PendingChange<C>) -> StdResult<()> {
    waiting().save(storage, change.id, change)
}

/// It no longer waits.
pub fn remove<C: Stored>(storage: &mut dyn Storage, id: u64) {
    waiting::<C>().remove(storage, id);
}

/// A number that no change ever had.
pub fn next_id(storage: &mut dyn Storage) -> StdResult<u64> {
    let id = LAST_CHANGE.may_load(storage)?.unwrap_or_default().saturating_add(1);
    LAST_CHANGE.save(storage, &id)?;
    Ok(id)
}

/// Seconds that a change which loosens something has to wait; 0: none waits.
pub fn delay_seconds(storage: &dyn Storage) -> StdResult<u64> {
    Ok(CHANGE_DELAY.may_load(storage)?.unwrap_or_default())
}

/// Sets them; none is not stored, and then nothing needs to be undone either.
pub(crate) fn save_delay(storage: &mut dyn Storage, seconds: u64) -> StdResult<()> {
    if seconds == 0 {
        CHANGE_DELAY.remove(storage);
        storage.remove(UNDOABLE.as_bytes());
        return Ok(());
    }
    CHANGE_DELAY.save(storage, &seconds)
}

/// What is known of a change that waits, whatever it is.
#[wire]
struct Waiting {
    id: u64,
    by: Addr,
}

/// Drops what waits, and what can be undone, that older code wrote and this code cannot read; gives number and
/// author of each change. One of them would stand in the way of all others.
pub(crate) fn drop_unreadable<C: Stored>(storage: &mut dyn Storage) -> StdResult<Vec<(u64, Addr)>> {
    if undoable::<C>().may_load(storage).is_err() {
        undoable::<C>().remove(storage);
    }
    // By their bytes: they may be of no type of this code.
    let [first, end] = [0, u64::MAX].map(|id| waiting::<C>().key(id).to_vec());
    let all = storage.range(Some(&first), Some(&end), Order::Ascending).take(MAX_PENDING_CHANGES);
    let unreadable = all.filter(|(_, record)| from_json::<PendingChange<C>>(record).is_err());
    let unreadable: Vec<Record> = unreadable.collect();
    let drop = |(key, record): Record| {
        storage.remove(&key);
        let Waiting { id, by } = from_json(&record)?;
        Ok((id, by))
    };
    unreadable.into_iter().map(drop).collect()
}

/// Key of the list of tightenings that can still be undone.
const UNDOABLE: &str = "undoable";

const fn undoable<C: Stored>() -> Item<Vec<Undoable<C>>> {
    Item::new(UNDOABLE)
}

/// A tightening that can still be undone.
#[wire]
pub(crate) struct Undoable<C> {
    /// Which rule it tightened; one entry a rule.
    pub(crate) rule: String,
    /// Who did it.
    pub(crate) by: Addr,
    /// First second at which it can no longer be undone.
    pub(crate) until: u64,
    /// The change that brings back exactly what was.
    pub(crate) restores: C,
    /// What the rule was tightened to.
    pub(crate) present: C,
}

/// Remembers a tightening, in place of an earlier one of the same rule. What is over is forgotten, and
/// if there are too many, the oldest.
pub(crate) fn remember<C: Stored>(
    storage: &mut dyn Storage,
    now: u64,
    entry: Undoable<C>,
) -> StdResult<()> {
    let mut all = undoable::<C>().may_load(storage)?.unwrap_or_default();
    all.retain(|other| now < other.until && other.rule != entry.rule);
    all.push(entry);
    let surplus = all.len().saturating_sub(MAX_UNDOABLE);
    all.drain(..surplus);
    undoable().save(storage, &all)
}

/// The last tightening of a rule, if it is remembered.
pub(crate) fn tightening<C: Stored>(
    storage: &dyn Storage,
    rule: &str,
) -> StdResult<Option<Undoable<C>>> {
    let all = undoable::<C>().may_load(storage)?.unwrap_or_default();
    Ok(all.into_iter().find(|entry| entry.rule == rule))
}

/// Forgets the tightenings that are over.
#[inline(never)]
pub(crate) fn forget<C: Stored>(
    storage: &mut dyn Storage,
    is_over: &dyn Fn(&Undoable<C>) -> bool,
) -> StdResult<()> {
    let Some(mut all) = undoable::<C>().may_load(storage)? else {
        return Ok(());
    };
    all.retain(|entry| !is_over(entry));
    if all.is_empty() {
        undoable::<C>().remove(storage);
        return Ok(());
    }
    undoable().save(storage, &all)
}
