//! One question = load, ask the model, answer. Lists take a cursor and a page.

pub mod calendars;
pub mod deals;
pub mod drawings;
pub mod forecast;
pub mod money;
pub mod setup;
