//! The contract through its messages: one file per topic, all driven by the suite.
#![allow(
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    clippy::as_conversions,
    clippy::panic,
    clippy::unwrap_used,
    clippy::expect_used,
    missing_docs
)]

mod attestation;
mod changes;
mod did;
mod golden;
mod instantiate;
mod issuer;
mod jurisdiction;
mod link;
mod pass;
mod pause;
mod permissions;
mod recognition;
mod share;
mod status;
mod suite;
