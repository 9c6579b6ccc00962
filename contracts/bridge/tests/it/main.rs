//! The bridge through its messages and its IBC entry points, one file per topic.

#![allow(
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    clippy::as_conversions,
    clippy::panic,
    clippy::unwrap_used,
    clippy::expect_used,
    missing_docs
)]

mod abandon;
mod ack;
mod attest;
mod changes;
mod claim;
mod dispute;
mod golden;
mod handshake;
mod instantiate;
mod outcomes;
mod pause;
mod permissions;
mod queries;
mod receive;
mod register_peer;
mod register_token;
mod route;
mod set_route;
mod storage;
mod suite;
mod transfer;
