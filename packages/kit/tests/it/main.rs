//! Administration, tested once for all contracts, through the messages of a small contract made for it.
#![allow(
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    clippy::as_conversions,
    clippy::panic,
    clippy::unwrap_used,
    clippy::expect_used,
    missing_docs
)]

mod changes;
mod errors;
mod instantiate;
mod ownership;
mod pause;
mod roles;
mod sudo;
mod till;
mod undo;
