//! The escrow through its messages, with named actors, hostile tokens and a bridge that answers back.
#![allow(
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    clippy::as_conversions,
    clippy::panic,
    clippy::unwrap_used,
    clippy::expect_used,
    missing_docs
)]

mod accept;
mod admin;
mod calendar;
mod cancel;
mod complete;
mod consent;
mod crank;
mod fund;
mod golden;
mod payout;
mod permissions;
mod present;
mod propose;
mod queries;
mod random;
mod refuse;
mod represent;
mod suite;
mod waive;
mod withdraw;
