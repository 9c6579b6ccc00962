//! Holidays in a contract's storage: tag, calendar, chunk -> 64 bytes of bits.

use std::collections::BTreeSet;

use cosmwasm_std::{Order, StdError, StdResult, Storage};
use isthmus_api::packed;

use crate::date::Day;
use crate::holidays::{Holidays, CHUNK_BYTES};
use crate::{Calendar, Rules};

/// A calendar with the holidays of at least 512 days from the day of each instant on.
pub fn load_around(
    storage: &dyn Storage,
    tag: u8,
    id: u64,
    rules: Rules,
    instants: &[u64],
) -> StdResult<Calendar> {
    let mut chunks = BTreeSet::new();
    for at in instants {
        let first = Holidays::chunk_of(rules.day_of(*at));
        chunks.extend([first, first.saturating_add(1)]);
    }
    let mut holidays = Holidays::default();
    for chunk in chunks {
        if let Some(bytes) = load_chunk(storage, tag, id, chunk)? {
            holidays.insert(chunk, bytes);
        }
    }
    Ok(Calendar { rules, holidays })
}

/// Adds holidays to a calendar.
pub fn add_holidays(storage: &mut dyn Storage, tag: u8, id: u64, days: &[Day]) -> StdResult<()> {
    let mut holidays = Holidays::default();
    for chunk in days.iter().map(|day| Holidays::chunk_of(*day)).collect::<BTreeSet<_>>() {
        let stored = load_chunk(storage, tag, id, chunk)?;
        holidays.insert(chunk, stored.unwrap_or([0; CHUNK_BYTES]));
    }
    days.iter().for_each(|day| holidays.add(*day));
    for (chunk, bytes) in holidays.chunks() {
        storage.set(&chunk_key(tag, id, chunk), bytes);
    }
    Ok(())
}

/// Holidays from a day on, ascending.
pub fn list_holidays(
    storage: &dyn Storage,
    tag: u8,
    id: u64,
    from: Day,
    limit: usize,
) -> StdResult<Vec<Day>> {
    let start = chunk_key(tag, id, Holidays::chunk_of(from));
    let end = chunk_key(tag, id, u32::MAX);
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

fn chunk_key(tag: u8, calendar: u64, chunk: u32) -> Vec<u8> {
    packed::key(tag, &[&calendar.to_be_bytes(), &chunk.to_be_bytes()])
}

fn load_chunk(
    storage: &dyn Storage,
    tag: u8,
    calendar: u64,
    chunk: u32,
) -> StdResult<Option<[u8; CHUNK_BYTES]>> {
    let stored = storage.get(&chunk_key(tag, calendar, chunk));
    stored.map(|bytes| chunk_bytes(&bytes)).transpose()
}

fn chunk_bytes(bytes: &[u8]) -> StdResult<[u8; CHUNK_BYTES]> {
    bytes.try_into().map_err(|_| StdError::parse_err("holidays", "chunk of the wrong length"))
}

#[cfg(test)]
#[allow(clippy::arithmetic_side_effects, clippy::indexing_slicing, clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::holidays::CHUNK_DAYS;
    use cosmwasm_std::testing::MockStorage;

    const TAG: u8 = 0x01;

    #[test]
    fn holidays_are_found_across_chunks_and_calendars() {
        let mut storage = MockStorage::new();
        let days = [10, CHUNK_DAYS - 1, CHUNK_DAYS, 3 * CHUNK_DAYS + 7];
        add_holidays(&mut storage, TAG, 1, &days[..2]).unwrap();
        add_holidays(&mut storage, TAG, 1, &days[2..]).unwrap();
        add_holidays(&mut storage, TAG, 2, &[11]).unwrap();
        add_holidays(&mut storage, TAG + 1, 1, &[12]).unwrap();
        let listed = |id, from, limit| list_holidays(&storage, TAG, id, from, limit).unwrap();
        assert_eq!(listed(1, 0, 10), days);
        assert_eq!(listed(1, 11, 2), days[1..3]);
        assert_eq!(listed(2, 0, 10), [11]);
        assert_eq!(listed(3, 0, 10), [0u32; 0]);
    }

    #[test]
    fn a_calendar_is_read_with_the_holidays_around_each_instant() {
        let mut storage = MockStorage::new();
        let days = [10, CHUNK_DAYS + 1, 4 * CHUNK_DAYS, 5 * CHUNK_DAYS + 7, 7 * CHUNK_DAYS];
        add_holidays(&mut storage, TAG, 1, &days).unwrap();
        let rules = Rules::new("London", 0, &[]).unwrap();
        let instants = [0, u64::from(4 * CHUNK_DAYS) * 86_400];
        let calendar = load_around(&storage, TAG, 1, rules, &instants).unwrap();
        assert_eq!(calendar.holidays.starting_at(0).collect::<Vec<_>>(), days[..4]);
        storage.set(&chunk_key(TAG, 1, 0), b"short");
        let rules = calendar.rules;
        assert!(load_around(&storage, TAG, 1, rules, &[0]).is_err());
    }
}
