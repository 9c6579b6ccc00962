//! Banking calendars: rules as JSON, holidays as chunks of bits under a one-byte tag.

use cosmwasm_std::{StdResult, Storage};
use cw_storage_plus::{Item, Map};
use isthmus_calendar::date::Day;
use isthmus_calendar::{storage as holidays, Calendar, Rules};

use super::counter::{last_number, next_number};
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
    Ok(holidays::load_around(storage, HOLIDAYS, id, rules, instants)?)
}

/// Adds holidays.
pub fn add_holidays(storage: &mut dyn Storage, id: u64, days: &[Day]) -> StdResult<()> {
    holidays::add_holidays(storage, HOLIDAYS, id, days)
}

/// Holidays from a day on, ascending.
pub fn list_holidays(
    storage: &dyn Storage,
    id: u64,
    from: Day,
    limit: usize,
) -> StdResult<Vec<Day>> {
    holidays::list_holidays(storage, HOLIDAYS, id, from, limit)
}
