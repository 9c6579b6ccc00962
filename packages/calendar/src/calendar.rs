//! Banking days (UCP 600 art. 2, 14b, 29).
//!
//! A calendar is an offset to UTC, a weekend and holidays. No chain of non-banking days is taken to be
//! longer than [`MAX_CLOSED_DAYS`], so that no calendar, however full, can put a deadline off for
//! ever.

use isthmus_api::types::{self, is_printable, Weekday};
use isthmus_wire::wire;

use crate::date::{format_date, parse_date, Day, LAST_DAY};
use crate::holidays::Holidays;
use crate::CalendarError;

/// Longest chain of days without a banking day that a deadline waits for.
pub const MAX_CLOSED_DAYS: u32 = 30;
/// Furthest holiday that can be added, in days from today.
const MAX_HOLIDAY_AHEAD: u32 = 3_660;

/// What a calendar is, apart from its holidays.
#[wire]
pub struct Rules {
    /// Its name.
    pub name: String,
    /// Minutes to add to UTC.
    pub utc_offset_minutes: i32,
    /// Bit 0 is Monday.
    pub weekend: u8,
}

impl Rules {
    /// Checks what `create_calendar` gives.
    pub fn new(
        name: &str,
        utc_offset_minutes: i32,
        weekend: &[Weekday],
    ) -> Result<Self, CalendarError> {
        let name = types::text("name", name, (2, 32), "printable ASCII", is_printable)?;
        let shifted = utc_offset_minutes.saturating_add(720);
        let minutes = u32::try_from(shifted).unwrap_or(u32::MAX);
        types::within("utc_offset_minutes (plus 720)", minutes, (0, 1_560))?;
        let mask = weekend.iter().fold(0u8, |mask, day| mask | weekday_bit(*day));
        let distinct = usize::try_from(mask.count_ones()).unwrap_or(usize::MAX);
        if distinct != weekend.len() || weekend.len() > 6 {
            return Err(CalendarError::Weekend { given: weekend.len() });
        }
        Ok(Self { name, utc_offset_minutes, weekend: mask })
    }

    /// The dates as days, all of them to come and none too far away.
    pub fn check_holidays(&self, dates: &[String], now: u64) -> Result<Vec<Day>, CalendarError> {
        let today = self.day_of(now);
        let last = today.saturating_add(MAX_HOLIDAY_AHEAD);
        let check = |date: &String| {
            let day = parse_date(date)?;
            if day <= today || day > last {
                return Err(CalendarError::HolidayRange {
                    given: format_date(day),
                    from: format_date(today),
                    until: format_date(last),
                });
            }
            Ok(day)
        };
        dates.iter().map(check).collect()
    }

    /// The weekend as days.
    pub fn weekend_days(&self) -> Vec<Weekday> {
        WEEK.into_iter().filter(|day| self.weekend & weekday_bit(*day) != 0).collect()
    }

    /// The local day of an instant.
    pub fn day_of(&self, at: u64) -> Day {
        let utc = i64::try_from(at).unwrap_or(i64::MAX);
        let local = utc.saturating_add(self.offset_seconds());
        let days = local.max(0).checked_div(86_400).unwrap_or(0);
        Day::try_from(days).unwrap_or(LAST_DAY).min(LAST_DAY)
    }

    /// The last second of a local day.
    pub fn end_of(&self, day: Day) -> u64 {
        let next = i64::from(day).saturating_add(1).saturating_mul(86_400);
        let end = next.saturating_sub(1).saturating_sub(self.offset_seconds());
        u64::try_from(end).unwrap_or(0)
    }

    fn offset_seconds(&self) -> i64 {
        i64::from(self.utc_offset_minutes).saturating_mul(60)
    }
}

const WEEK: [Weekday; 7] = [
    Weekday::Monday,
    Weekday::Tuesday,
    Weekday::Wednesday,
    Weekday::Thursday,
    Weekday::Friday,
    Weekday::Saturday,
    Weekday::Sunday,
];

fn weekday_bit(day: Weekday) -> u8 {
    match day {
        Weekday::Monday => 1,
        Weekday::Tuesday => 2,
        Weekday::Wednesday => 4,
        Weekday::Thursday => 8,
        Weekday::Friday => 16,
        Weekday::Saturday => 32,
        Weekday::Sunday => 64,
    }
}

/// A calendar with the holidays around the days in question.
#[derive(Clone, Debug, PartialEq)]
pub struct Calendar {
    /// Offset and weekend.
    pub rules: Rules,
    /// Holidays.
    pub holidays: Holidays,
}

impl Calendar {
    /// Whether a local day is a banking day.
    pub fn is_banking_day(&self, day: Day) -> bool {
        // 1970-01-01 was a Thursday; Monday is bit 0.
        let weekday = day.saturating_add(3).checked_rem(7).unwrap_or(0);
        let closed = self.rules.weekend & 1u8.checked_shl(weekday).unwrap_or(0) != 0;
        !closed && !self.holidays.has(day)
    }

    /// The first banking day after a day.
    pub fn next_banking_day(&self, day: Day) -> Day {
        (1..=MAX_CLOSED_DAYS)
            .map(|days| day.saturating_add(days))
            .find(|day| self.is_banking_day(*day))
            .unwrap_or(day.saturating_add(MAX_CLOSED_DAYS))
    }

    /// The last second of the `count`th banking day following the day of `at`.
    ///
    /// ```
    /// use isthmus_api::types::Weekday::{Saturday, Sunday};
    /// use isthmus_calendar::date::parse_date;
    /// use isthmus_calendar::holidays::Holidays;
    /// use isthmus_calendar::{Calendar, Rules};
    /// let rules = Rules::new("London", 0, &[Saturday, Sunday]).unwrap();
    /// let calendar = Calendar { rules, holidays: Holidays::default() };
    /// let end_of = |date| calendar.rules.end_of(parse_date(date).unwrap());
    /// // From a Friday on, Monday is the first day and the next Friday the fifth.
    /// assert_eq!(calendar.banking_days_after(end_of("2026-03-06"), 1), end_of("2026-03-09"));
    /// assert_eq!(calendar.banking_days_after(end_of("2026-03-06"), 5), end_of("2026-03-13"));
    /// ```
    pub fn banking_days_after(&self, at: u64, count: u8) -> u64 {
        let day = (0..count).fold(self.rules.day_of(at), |day, _| self.next_banking_day(day));
        self.rules.end_of(day)
    }

    /// Within how many banking days something was done: those that follow the day of `from`, up to the
    /// day of `until`. None on the same day.
    pub fn banking_days_between(&self, from: u64, until: u64) -> u32 {
        let last = self.rules.day_of(until);
        let first = Some(self.rules.day_of(from));
        let days = std::iter::successors(first, |day| Some(self.next_banking_day(*day)));
        let used = days.skip(1).take_while(|day| *day <= last).count();
        u32::try_from(used).unwrap_or(u32::MAX)
    }

    /// Where a last day for an act lies: the instant itself on a banking day, else the end of
    /// the next banking day (UCP 600 art. 29a).
    pub fn roll(&self, at: u64) -> u64 {
        let day = self.rules.day_of(at);
        if self.is_banking_day(day) {
            return at;
        }
        self.rules.end_of(self.next_banking_day(day))
    }
}

#[cfg(test)]
#[allow(clippy::arithmetic_side_effects, clippy::indexing_slicing, clippy::unwrap_used)]
mod tests {
    use super::*;
    use isthmus_api::types::Weekday::{Friday, Saturday, Sunday};
    use proptest::prelude::*;

    fn calendar(offset: i32, weekend: &[Weekday], holidays: &[&str]) -> Calendar {
        let mut days = Holidays::default();
        holidays.iter().for_each(|date| days.add(parse_date(date).unwrap()));
        Calendar { rules: Rules::new("test", offset, weekend).unwrap(), holidays: days }
    }

    fn end(calendar: &Calendar, date: &str) -> u64 {
        calendar.rules.end_of(parse_date(date).unwrap())
    }

    #[test]
    fn a_term_skips_weekend_and_holidays() {
        let calendar = calendar(0, &[Saturday, Sunday], &["2026-12-25", "2026-12-28"]);
        // Wednesday 23: Thu 24, Tue 29, Wed 30, Thu 31, Fri 1.
        let presented = end(&calendar, "2026-12-23");
        assert_eq!(calendar.banking_days_after(presented, 5), end(&calendar, "2027-01-01"));
        // From a holiday on: the day itself is not counted.
        let presented = end(&calendar, "2026-12-25");
        assert_eq!(calendar.banking_days_after(presented, 5), end(&calendar, "2027-01-04"));
    }

    #[test]
    fn another_weekend_and_offset_give_other_days() {
        let dubai = calendar(240, &[Friday, Saturday], &[]);
        // Thursday 5 March 2026, 21:00 UTC is Friday in Dubai; it rolls to the end of Sunday there.
        let at = parse_date("2026-03-05").map(u64::from).unwrap() * 86_400 + 21 * 3_600;
        assert_eq!(format_date(dubai.rules.day_of(at)), "2026-03-06");
        assert_eq!(dubai.roll(at), end(&dubai, "2026-03-08"));
        assert_eq!(dubai.roll(at - 2 * 3_600), at - 2 * 3_600);
    }

    #[test]
    fn a_calendar_full_of_holidays_delays_thirty_days_at_most() {
        let mut full = calendar(0, &[Saturday, Sunday], &[]);
        (0..4_000).for_each(|day| full.holidays.add(day));
        assert_eq!(full.next_banking_day(10), 40);
        assert_eq!(full.banking_days_after(0, 5), full.rules.end_of(150));
    }

    #[test]
    fn a_weekend_leaves_a_banking_day_and_names_each_day_once() {
        assert!(Rules::new("x1", 0, &WEEK).is_err());
        assert!(Rules::new("x1", 0, &[Sunday, Sunday]).is_err());
        assert!(Rules::new("x1", 0, &WEEK[..6]).is_ok());
        assert!(Rules::new("x", 0, &[]).is_err());
        assert!(Rules::new("x1", 841, &[]).is_err());
        assert!(Rules::new("x1", -721, &[]).is_err());
        assert!(Rules::new("x1", i32::MIN, &[]).is_err());
        assert_eq!(
            Rules::new("x1", 0, &[Sunday, Friday]).unwrap().weekend_days(),
            vec![Friday, Sunday]
        );
    }

    prop_compose! {
        fn calendars()(
            offset in -720i32..=840, weekend in 0u8..127, days in prop::collection::btree_set(20_000u32..20_400, 0..60),
        ) -> Calendar {
            let mut holidays = Holidays::default();
            days.into_iter().for_each(|day| holidays.add(day));
            Calendar { rules: Rules { name: "p".into(), utc_offset_minutes: offset, weekend }, holidays }
        }
    }

    proptest! {
        #[test]
        fn every_second_lies_in_its_day(calendar in calendars(), at in 1_700_000_000u64..1_790_000_000) {
            let day = calendar.rules.day_of(at);
            prop_assert!(at <= calendar.rules.end_of(day));
            prop_assert!(at > calendar.rules.end_of(day - 1));
        }

        #[test]
        fn a_term_counts_exactly_its_banking_days(
            calendar in calendars(), at in 1_728_000_000u64..1_761_000_000, count in 0u8..12,
        ) {
            let due = calendar.banking_days_after(at, count);
            let first = calendar.rules.day_of(at);
            let last = calendar.rules.day_of(due);
            let counted = (first + 1..=last).filter(|day| calendar.is_banking_day(*day)).count();
            let widest_gap = (first + 1..=last).fold((0u32, 0u32), |(gap, most), day| {
                let gap = if calendar.is_banking_day(day) { 0 } else { gap + 1 };
                (gap, most.max(gap))
            }).1;
            prop_assert!(counted == usize::from(count) || widest_gap >= MAX_CLOSED_DAYS);
            prop_assert!(last - first <= u32::from(count) * MAX_CLOSED_DAYS);
            prop_assert_eq!(due, calendar.rules.end_of(last));
        }

        #[test]
        fn what_is_done_by_the_end_of_a_term_took_its_banking_days(
            calendar in calendars(), at in 1_728_000_000u64..1_761_000_000, count in 1u8..12,
        ) {
            let due = calendar.banking_days_after(at, count);
            let term = u32::from(count);
            prop_assert_eq!(calendar.banking_days_between(at, due), term);
            prop_assert_eq!(calendar.banking_days_between(at, due - 86_400), term - 1);
            prop_assert_eq!(calendar.banking_days_between(at, at), 0);
            prop_assert_eq!(calendar.banking_days_between(due, at), 0);
        }

        #[test]
        fn rolling_is_idempotent_ordered_by_day_and_never_earlier(
            calendar in calendars(), at in 1_728_000_000u64..1_761_000_000, later in 0u64..900_000,
        ) {
            let rolled = calendar.roll(at);
            prop_assert!(rolled >= at);
            let (first, second) = (calendar.rules.day_of(rolled), calendar.roll(at + later));
            prop_assert!(calendar.rules.day_of(second) >= first);
            if calendar.is_banking_day(calendar.rules.day_of(rolled)) {
                prop_assert_eq!(calendar.roll(rolled), rolled);
            }
        }
    }
}
