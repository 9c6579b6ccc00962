//! Issuance through its messages, beside the real token, which refuses on demand.
#![allow(
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    clippy::as_conversions,
    clippy::panic,
    clippy::unwrap_used,
    clippy::expect_used,
    missing_docs
)]

mod admin;
mod duties;
mod golden;
mod mint;
mod minters;
mod permissions;
mod random;
mod redemption;
mod reserves;
mod suite;
mod take_over;
