//! Banking calendars: rules as JSON, holidays as chunks of bits under a one-byte tag.

use std::collections::BTreeSet;

use cosmwasm_std::{Order, StdError, StdResult, Storage};
use cw_storage_plus::{Item, Map};
use isthmus_api::packed;

use super::counter::{last_number, next_number};
use crate::model::calendar::{Calendar, Rules};
use crate::model::date::Day;
use crate::model::holidays::{Holidays, CHUNK_BYTES};
use crate::ContractError;

pub(super) const CALENDAR_COUNT: Item<u64> = Item::new("calendar_count");
pub(super) const CALENDARS: Map<u64, Rules> = Map::new("calendars");
/// Holidays: tag, calendar, chunk -> 64 bytes of bits.
pub(super) const HOLIDAYS: u8 = 0x01;

/// Number of the newest calendar.
pub fn count_calendars(storage: &dyn Storage) -> StdResult<u64> {
    last_number(storage, &CALENDAR_COUNT)
}

/// Stores a new calendar and returns its number.
pub fn create_calendar(storage: &mut dyn Storage, rules: &Rules) -> StdResult<u64> {
    let id = next_number(storage, &CALENDAR_COUNT)?;
    CALENDARS.save(storage, id, rules)?;
    Ok(id)
}

/// Offset, weekend and name of a calendar.
pub fn load_calendar_rules(storage: &dyn Storage, id: u64) -> Result<Rules, ContractError> {
    CALENDARS.may_load(storage, id)?.ok_or(ContractError::NotFound { what: "calendar", id })
}

/// A calendar with the holidays of at least 512 days from the day of each instant on.
pub fn load_calendar(
    storage: &dyn Storage,
    id: u64,
    instants: &[u64],
) -> Result<Calendar, ContractError> {
    let rules = load_calendar_rules(storage, id)?;
    let mut chunks = BTreeSet::new();
    for at in instants {
        let first = Holidays::chunk_of(rules.day_of(*at));
        chunks.extend([first, first.saturating_add(1)]);
    }
    let mut holidays = Holidays::default();
    for chunk in chunks {
        if let Some(bytes) = load_chunk(storage, id, chunk)? {
            holidays.insert(chunk, bytes);
        }
    }
    Ok(Calendar { rules, holidays })
}

/// Adds holidays.
pub fn add_holidays(storage: &mut dyn Storage, id: u64, days: &[Day]) -> StdResult<()> {
    let mut holidays = Holidays::default();
    for chunk in days.iter().map(|day| Holidays::chunk_of(*day)).collect::<BTreeSet<_>>() {
        let stored = load_chunk(storage, id, chunk)?;
        holidays.insert(chunk, stored.unwrap_or([0; CHUNK_BYTES]));
    }
    days.iter().for_each(|day| holidays.add(*day));
    for (chunk, bytes) in holidays.chunks() {
        storage.set(&chunk_key(id, chunk), bytes);
    }
    Ok(())
}

/// Holidays from a day on, ascending.
pub fn list_holidays(
    storage: &dyn Storage,
    id: u64,
    from: Day,
    limit: usize,
) -> StdResult<Vec<Day>> {
    let start = chunk_key(id, Holidays::chunk_of(from));
    let end = chunk_key(id, u32::MAX);
    let mut found = Vec::new();
    for (key, bytes) in storage.range(Some(&start), Some(&end), Order::Ascending) {
        let mut holidays = Holidays::default();
        let number = key.last_chunk().map_or(0, |b| u32::from_be_bytes(*b));
        holidays.insert(number, chunk_bytes(&bytes)?);
        found.extend(holidays.starting_at(from));
        if found.len() >= limit {
            break;
        }
    }
    found.truncate(limit);
    Ok(found)
}

fn chunk_key(calendar: u64, chunk: u32) -> Vec<u8> {
    packed::key(HOLIDAYS, &[&calendar.to_be_bytes(), &chunk.to_be_bytes()])
}

fn load_chunk(
    storage: &dyn Storage,
    calendar: u64,
    chunk: u32,
) -> StdResult<Option<[u8; CHUNK_BYTES]>> {
    let stored = storage.get(&chunk_key(calendar, chunk));
    stored.map(|bytes| chunk_bytes(&bytes)).transpose()
}

fn chunk_bytes(bytes: &[u8]) -> StdResult<[u8; CHUNK_BYTES]> {
    bytes.try_into().map_err(|_| StdError::parse_err("holidays", "chunk of the wrong length"))
}

#[cfg(test)]
#[allow(clippy::indexing_slicing)]
mod tests {
    use super::*;
    use crate::model::holidays::CHUNK_DAYS;
    use cosmwasm_std::testing::MockStorage;

    #[test]
    fn holidays_are_found_across_chunks_and_calendars() {
        let mut storage = MockStorage::new();
        let days = [10, CHUNK_DAYS - 1, CHUNK_DAYS, 3 * CHUNK_DAYS + 7];
        add_holidays(&mut storage, 1, &days[..2]).unwrap();
        add_holidays(&mut storage, 1, &days[2..]).unwrap();
        add_holidays(&mut storage, 2, &[11]).unwrap();
        assert_eq!(list_holidays(&storage, 1, 0, 10).unwrap(), days);
        assert_eq!(list_holidays(&storage, 1, 11, 2).unwrap(), days[1..3]);
        assert_eq!(list_holidays(&storage, 2, 0, 10).unwrap(), [11]);
        assert_eq!(list_holidays(&storage, 3, 0, 10).unwrap(), [0u32; 0]);
    }
}
