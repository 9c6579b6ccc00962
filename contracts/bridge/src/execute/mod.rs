//! Messages, by topic: load, ask the model, save, emit.

pub mod admin;
pub mod attest;
pub mod disputes;
pub mod freeze;
pub mod peers;
pub mod refund;
pub mod routes;
pub mod tokens;
pub mod transfer;
