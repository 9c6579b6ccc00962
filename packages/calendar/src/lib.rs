//! Banking days, for every contract that counts time as banks do.
//!
//! | module | what it decides |
//! |---|---|
//! | [`calendar`] | which days are banking days, where a deadline rolls to, when a term of banking days ends |
//! | [`holidays`] | holidays as they are stored: one bit each, in chunks of 512 days |
//! | [`date`] | days and dates |
//! | [`storage`] | reading and writing holidays under a tag of the contract's own |
//!
//! A calendar is read with the holidays around the instants in question, so that what a deadline costs does
//! not grow with how many holidays were ever stored. A contract keeps [`Rules`] where it likes, gives its own
//! code to each [`CalendarError`], and names one tag for all its holidays.

pub mod calendar;
pub mod date;
mod error;
pub mod holidays;
pub mod storage;

pub use calendar::{Calendar, Rules};
pub use error::CalendarError;
