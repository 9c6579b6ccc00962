//! Days and dates. A day is a number: days since 1970-01-01, in a calendar's local time.

use std::num::Saturating;

use isthmus_api::types::printable;

use crate::CalendarError;

/// Days since 1970-01-01, local time.
pub type Day = u32;
/// The last day that has a date of four-digit year: 9999-12-31.
pub const LAST_DAY: Day = 2_932_896;

/// Reads `YYYY-MM-DD`.
pub fn parse_date(text: &str) -> Result<Day, CalendarError> {
    let refused = || CalendarError::BadDate { given: printable(text) };
    let shape = text.len() == 10
        && text.bytes().enumerate().all(|(i, b)| {
            matches!((i, b), (4 | 7, b'-')) || (i != 4 && i != 7 && b.is_ascii_digit())
        });
    if !shape {
        return Err(refused());
    }
    let number = |range: std::ops::Range<usize>| -> Option<u64> { text.get(range)?.parse().ok() };
    let parts = (number(0..4), number(5..7), number(8..10));
    let (Some(year), Some(month), Some(day)) = parts else {
        return Err(refused());
    };
    if year < 1970 || !(1..=12).contains(&month) || day == 0 {
        return Err(refused());
    }
    let days = days_from_civil(year, month, day);
    // A day that does not exist, such as 30 February, comes back as another date.
    if format_date(days) != text {
        return Err(refused());
    }
    Ok(days)
}

/// Writes a day as `YYYY-MM-DD`.
pub fn format_date(day: Day) -> String {
    let (year, month, day) = civil_from_days(day);
    format!("{year:04}-{month:02}-{day:02}")
}

// The two conversions count years from March, so that the leap day is the last of its year and the
// months before it have fixed lengths; 719,468 days lie between 0000-03-01 and 1970-01-01.

fn days_from_civil(year: u64, month: u64, day: u64) -> Day {
    let [year, month, day] = [year, month, day].map(Saturating);
    let y = if month.0 <= 2 { year - Saturating(1) } else { year };
    let from_march = if month.0 > 2 { month - Saturating(3) } else { month + Saturating(9) };
    let before = divide::<5>(from_march * Saturating(153) + Saturating(2));
    let leaps = divide::<4>(y) - divide::<100>(y) + divide::<400>(y);
    let in_year = before + day - Saturating(1);
    let days = y * Saturating(365) + leaps + in_year - Saturating(719_468);
    Day::try_from(days.0).unwrap_or(LAST_DAY)
}

fn civil_from_days(day: Day) -> (u64, u64, u64) {
    let n = |value: u64| Saturating(value);
    let z = n(u64::from(day)) + n(719_468);
    let era = divide::<146_097>(z);
    let in_era = z - era * n(146_097);
    let leaps = divide::<1_460>(in_era) - divide::<36_524>(in_era) + divide::<146_096>(in_era);
    let year_of_era = divide::<365>(in_era - leaps);
    let before = n(365) * year_of_era + divide::<4>(year_of_era) - divide::<100>(year_of_era);
    let in_year = in_era - before;
    let from_march = divide::<153>(n(5) * in_year + n(2));
    let day = in_year - divide::<5>(n(153) * from_march + n(2)) + n(1);
    let month = if from_march.0 < 10 { from_march + n(3) } else { from_march - n(9) };
    let january = n(u64::from(month.0 <= 2));
    ((year_of_era + era * n(400) + january).0, month.0, day.0)
}

/// Whole division by a constant.
fn divide<const N: u64>(value: Saturating<u64>) -> Saturating<u64> {
    Saturating(value.0.checked_div(N).unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn dates_are_read_and_written() {
        assert_eq!(parse_date("1970-01-01").unwrap(), 0);
        assert_eq!(parse_date("2000-02-29").unwrap(), 11_016);
        assert_eq!(parse_date("9999-12-31").unwrap(), LAST_DAY);
        assert_eq!(format_date(11_017), "2000-03-01");
        for bad in [
            "",
            "2026-02-29",
            "2026-13-01",
            "2026-00-10",
            "2026-01-00",
            "1969-12-31",
            "2026-1-1",
            "26-01-01",
            "2026/01/01",
            "+026-01-01",
            "2026-01-011",
        ] {
            assert!(parse_date(bad).is_err(), "{bad} passed");
        }
    }

    proptest! {
        #[test]
        fn a_date_is_read_as_it_is_written(day in 0..=LAST_DAY) {
            prop_assert_eq!(parse_date(&format_date(day)).unwrap(), day);
        }
    }
}
