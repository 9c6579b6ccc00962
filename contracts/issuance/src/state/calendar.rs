//! The calendar that terms are counted in.

use cosmwasm_std::{StdResult, Storage};
use cw_storage_plus::Item;
use isthmus_calendar::date::Day;
use isthmus_calendar::{storage as holidays, Calendar, Rules};

pub(super) const CALENDAR: Item<Rules> = Item::new("calendar");
/// Holidays: tag, calendar, chunk -> 64 bytes of bits.
pub(super) const HOLIDAYS: u8 = 0x01;
/// There is one calendar.
const ONLY: u64 = 0;

/// Sets offset, weekend and name.
pub fn save_calendar_rules(storage: &mut dyn Storage, rules: &Rules) -> StdResult<()> {
    CALENDAR.save(storage, rules)
}

/// Offset, weekend and name.
pub fn load_calendar_rules(storage: &dyn Storage) -> StdResult<Rules> {
    CALENDAR.load(storage)
}

/// The calendar with the holidays of at least 512 days from the day of an instant on.
pub fn load_calendar(storage: &dyn Storage, at: u64) -> StdResult<Calendar> {
    holidays::load_around(storage, HOLIDAYS, ONLY, load_calendar_rules(storage)?, &[at])
}

/// Adds holidays.
pub fn add_holidays(storage: &mut dyn Storage, days: &[Day]) -> StdResult<()> {
    holidays::add_holidays(storage, HOLIDAYS, ONLY, days)
}

/// Holidays from a day on, ascending.
pub fn list_holidays(storage: &dyn Storage, from: Day, limit: usize) -> StdResult<Vec<Day>> {
    holidays::list_holidays(storage, HOLIDAYS, ONLY, from, limit)
}
