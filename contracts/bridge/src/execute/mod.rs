//! Messages, by topic: load, ask the model, save, emit.

pub mod admin;
pub mod attest;
pub mod claim;
pub mod disputes;
pub mod peers;
pub mod send;
pub mod setup;
pub mod tokens;
