//! Amounts and dates as people write them.

use isthmus_regions::Coins;
use isthmus_terminal::counted;
use time::{macros::format_description, Date, Duration, OffsetDateTime, Time};

/// Digits after the decimal point of a region's own coin.
pub const COIN_DECIMALS: u8 = 6;

const DAY_FORMAT: &[time::format_description::BorrowedFormatItem<'static>] =
    format_description!("[year]-[month]-[day]");

/// Base units of a decimal string, or what is wrong with it.
///
/// ```
/// use isthmus_cli::scenario::base_units;
/// assert_eq!(base_units("94380.5", 6), Ok(94_380_500_000));
/// assert!(base_units("0.0000001", 6).is_err());
/// assert!(base_units("94,380", 6).is_err());
/// ```
pub fn base_units(text: &str, decimals: u8) -> Result<u128, String> {
    let counted = |count: usize| counted(count, "decimal", "decimals");
    let expected = format!(
        "expected a positive decimal number with at most {}, such as \"1250.00\"",
        counted(decimals.into())
    );
    let (whole, fraction) = text.split_once('.').unwrap_or((text, "0"));
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    if !digits(whole) || !digits(fraction) {
        return Err(format!("\"{text}\" is not an amount; {expected}"));
    }
    let fraction = fraction.trim_end_matches('0');
    if fraction.len() > usize::from(decimals) {
        return Err(format!("\"{text}\" has {}; {expected}", counted(fraction.len())));
    }
    let padded = format!("{whole}{fraction:0<width$}", width = usize::from(decimals));
    match padded.parse::<u128>() {
        Ok(0) => Err(format!("\"{text}\" is nothing; {expected}")),
        Ok(units) => Ok(units),
        Err(_) => Err(format!("\"{text}\" is too large; at most {} base units fit", u128::MAX)),
    }
}

/// A decimal number with thousands separated and at least two decimals (where the token has them).
///
/// ```
/// use isthmus_cli::scenario::decimal;
/// assert_eq!(decimal(94_380_500_000, 6), "94,380.50");
/// assert_eq!(decimal(1, 6), "0.000001");
/// assert_eq!(decimal(1_000, 0), "1,000");
/// ```
pub fn decimal(units: u128, decimals: u8) -> String {
    let width = usize::from(decimals);
    let digits = format!("{units:0>min$}", min = width + 1);
    let (whole, fraction) = digits.split_at(digits.len() - width);
    let mut grouped = String::new();
    for (i, digit) in whole.chars().enumerate() {
        if i > 0 && (whole.len() - i) % 3 == 0 {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    let fraction = format!("{:0<two$}", fraction.trim_end_matches('0'), two = width.min(2));
    if fraction.is_empty() {
        grouped
    } else {
        format!("{grouped}.{fraction}")
    }
}

/// Coins of a region as people write them: `WEST` is a million `uwest`.
///
/// ```
/// use isthmus_regions::Coins;
/// let coins = Coins { amount: 2_400_000_u128.into(), denom: "uwest".into() };
/// assert_eq!(isthmus_cli::scenario::show_coins(&coins), "2.40 WEST");
/// ```
pub fn show_coins(coins: &Coins) -> String {
    let name = coins.denom.trim_start_matches('u').to_uppercase();
    format!("{} {name}", decimal(coins.amount.u128(), COIN_DECIMALS))
}

/// A day from `YYYY-MM-DD`.
pub(super) fn day(text: &str) -> Result<Date, String> {
    Date::parse(text, DAY_FORMAT).map_err(|_| {
        format!("\"{text}\" is not a day; expected an existing date as YYYY-MM-DD, such as \"2026-03-09\"")
    })
}

/// `YYYY-MM-DD` of a day.
pub fn show_day(day: Date) -> String {
    day.format(DAY_FORMAT).unwrap_or_default()
}

/// The day of an instant, in UTC.
pub fn day_of(seconds: u64) -> Date {
    instant(seconds).date()
}

/// `YYYY-MM-DD HH:MM:SS` of an instant, in UTC.
pub fn show_instant(seconds: u64) -> String {
    instant(seconds)
        .format(format_description!("[year]-[month]-[day] [hour]:[minute]:[second]"))
        .unwrap_or_default()
}

/// First second of a day in a place so many minutes ahead of UTC.
pub(super) fn start_of(day: Date, offset_minutes: i32) -> u64 {
    let at = day.with_time(Time::MIDNIGHT).assume_utc().unix_timestamp();
    u64::try_from(at - i64::from(offset_minutes) * 60).unwrap_or(0)
}

/// Noon of a day in such a place.
pub(super) fn noon_of(day: Date, offset_minutes: i32) -> u64 {
    start_of(day, offset_minutes) + 43_200
}

fn instant(seconds: u64) -> OffsetDateTime {
    i64::try_from(seconds)
        .ok()
        .and_then(|s| OffsetDateTime::from_unix_timestamp(s).ok())
        .unwrap_or(OffsetDateTime::UNIX_EPOCH)
}

/// By how much the dates of a scenario move: whole days, so that `as_of` is today where the bank is.
/// None at all on an engine whose time begins on that day.
#[derive(Clone, Copy, Debug)]
pub struct Shift {
    by: Duration,
    offset_minutes: i32,
}

impl Shift {
    /// The shift that makes `as_of` the day of `now`, so many minutes ahead of UTC.
    pub fn to(now: u64, as_of: Date, offset_minutes: i32) -> Self {
        let today = day_of(now.saturating_add_signed(i64::from(offset_minutes) * 60));
        Self { by: today - as_of, offset_minutes }
    }

    /// The day after the shift.
    pub fn day(self, day: Date) -> Date {
        day.saturating_add(self.by)
    }

    /// First second of the shifted day.
    pub fn start_of(self, day: Date) -> u64 {
        start_of(self.day(day), self.offset_minutes)
    }

    /// Last second of the shifted day.
    pub fn end_of(self, day: Date) -> u64 {
        self.start_of(day) + 86_399
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_amount_has_digits_and_at_most_the_tokens_decimals() {
        assert_eq!(base_units("1", 6), Ok(1_000_000));
        assert_eq!(base_units("1.10", 1), Ok(11));
        assert_eq!(base_units("7", 0), Ok(7));
        for bad in ["", ".", "1.", ".5", "-1", "+1", "1e3", "1 000", "1,5", "0", "0.00"] {
            assert!(base_units(bad, 6).is_err(), "{bad} passed");
        }
        assert!(base_units("1.1234567", 6).unwrap_err().contains("7 decimals"));
        assert!(base_units(&"9".repeat(39), 6).unwrap_err().contains("too large"));
    }

    #[test]
    fn what_is_shown_can_be_read_back() {
        for units in [1, 10, 999_999, 1_000_000, 94_380_000_000, u128::MAX] {
            let shown = decimal(units, 6).replace(',', "");
            assert_eq!(base_units(&shown, 6), Ok(units), "{shown}");
        }
    }

    #[test]
    fn all_dates_move_by_the_same_whole_days() {
        let as_of = day("2026-03-09").unwrap();
        let noon_of_20_may = 1_779_278_400;
        let shift = Shift::to(noon_of_20_may, as_of, 0);
        assert_eq!(show_day(shift.day(as_of)), "2026-05-20");
        assert_eq!(show_day(shift.day(day("2026-03-20").unwrap())), "2026-05-31");
        assert_eq!(show_instant(shift.end_of(as_of)), "2026-05-20 23:59:59");
        // Twelve hours ahead of UTC it is the next day already, which began at noon UTC.
        let ahead = Shift::to(noon_of_20_may, as_of, 12 * 60);
        assert_eq!(show_day(ahead.day(as_of)), "2026-05-21");
        assert_eq!(ahead.start_of(as_of), noon_of_20_may);
    }

    #[test]
    fn noon_of_the_day_moves_no_date() {
        let as_of = day("2026-03-09").unwrap();
        for hours in -12..=14 {
            let shift = Shift::to(noon_of(as_of, hours * 60), as_of, hours * 60);
            assert_eq!(shift.day(as_of), as_of, "{hours} hours ahead");
        }
    }
}
