//! A calendar month in UTC: from its first second to the first of the next one, which is not in it.

use crate::scenario::day_of;
use std::fmt;
use std::str::FromStr;
use time::{Date, Month as Name};

/// A month.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Month {
    year: i32,
    number: u8,
}

impl Month {
    /// The month of an instant.
    pub fn of(seconds: u64) -> Self {
        let day = day_of(seconds);
        Self { year: day.year(), number: day.month().into() }
    }

    /// Its first second.
    pub fn begins_at(self) -> u64 {
        let name = Name::try_from(self.number).unwrap_or(Name::January);
        let first = Date::from_calendar_date(self.year, name, 1).unwrap_or(Date::MAX);
        u64::try_from(first.midnight().assume_utc().unix_timestamp()).unwrap_or(0)
    }

    /// The first second of the next one.
    pub fn ends_at(self) -> u64 {
        self.next().begins_at()
    }

    fn next(self) -> Self {
        match self.number {
            12 => Self { year: self.year + 1, number: 1 },
            _ => Self { number: self.number + 1, ..self },
        }
    }
}

impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.year, self.number)
    }
}

impl FromStr for Month {
    type Err = String;

    /// ```
    /// use isthmus_cli::month::Month;
    /// let month: Month = "2026-11".parse().unwrap();
    /// assert_eq!((month.begins_at(), month.ends_at()), (1_793_491_200, 1_796_083_200));
    /// assert!("2026-13".parse::<Month>().is_err());
    /// ```
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (year, number) = text.split_once('-').unwrap_or_default();
        let month = Self { year: year.parse().unwrap_or(0), number: number.parse().unwrap_or(0) };
        let is_one = (1970..9999).contains(&month.year) && (1..=12).contains(&month.number);
        // What is read in another form, such as `2026-3`, comes back as another text.
        if is_one && month.to_string() == text {
            return Ok(month);
        }
        Err("expected a month as YYYY-MM, such as 2026-11, from 1970-01 to 9998-12".to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::show_instant;

    #[test]
    fn a_month_ends_with_the_first_second_of_the_next_which_is_not_in_it() {
        for (text, begins, ends) in [
            ("2026-11", "2026-11-01 00:00:00", "2026-12-01 00:00:00"),
            ("2026-12", "2026-12-01 00:00:00", "2027-01-01 00:00:00"),
            ("2028-02", "2028-02-01 00:00:00", "2028-03-01 00:00:00"),
            ("1970-01", "1970-01-01 00:00:00", "1970-02-01 00:00:00"),
        ] {
            let month: Month = text.parse().unwrap();
            assert_eq!(show_instant(month.begins_at()), begins);
            assert_eq!(show_instant(month.ends_at()), ends);
            assert_eq!(Month::of(month.begins_at()), month);
            assert_eq!(Month::of(month.ends_at() - 1), month);
            assert_eq!(Month::of(month.ends_at()), month.next());
        }
    }

    #[test]
    fn a_month_has_one_form() {
        for bad in [
            "",
            "-",
            "2026",
            "2026-",
            "2026-0",
            "2026-00",
            "2026-13",
            "2026-3",
            "26-03",
            "+2026-03",
            "2026-03-01",
            "2026/03",
            " 2026-03",
            "1969-12",
            "9999-12",
            "november",
            "2026-11 ",
        ] {
            let told = bad.parse::<Month>().unwrap_err();
            assert!(told.contains("YYYY-MM, such as 2026-11"), "{bad}: {told}");
        }
    }
}
