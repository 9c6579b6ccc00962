//! The compiled contracts in cosmwasm-vm, the engine that wasmd runs.
//!
//! The engine takes minutes to build, so nothing else in the workspace depends on this crate, and
//! it is not among the default members. `cargo wasm` and `cargo gas` run it.

pub mod bench;
pub mod cases;
pub mod check;
pub mod compare;
pub mod cost;
pub mod coverage;
pub mod crowded;
pub mod engine;
pub mod figures;
pub mod gas;
pub mod growth;
pub mod measure;
pub mod messages;
pub mod node;
pub mod plot;
pub mod reference;
pub mod render;
pub mod self_check;
pub mod stories;
pub mod targets;
pub mod total;
