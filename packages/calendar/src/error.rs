//! Why a calendar or a date is refused. A contract gives each a code of its own.

use isthmus_api::types::InputError;
use thiserror::Error;

/// Why a calendar or a date is refused.
#[derive(Error, Debug, Clone, PartialEq, Eq)]
pub enum CalendarError {
    /// A field breaks its rule.
    #[error(transparent)]
    Input(#[from] InputError),
    /// Not a date.
    #[error("{given} is not a date YYYY-MM-DD from 1970 to 9999")]
    BadDate {
        /// The text given, made printable.
        given: String,
    },
    /// A holiday that is not in the calendar's future.
    #[error("holiday {given} must be after {from} and not after {until}")]
    HolidayRange {
        /// The date.
        given: String,
        /// Today there.
        from: String,
        /// Last date allowed.
        until: String,
    },
    /// A calendar must have a banking day.
    #[error("a weekend may have at most six days, each once, got {given}")]
    Weekend {
        /// How many days were given.
        given: usize,
    },
}
