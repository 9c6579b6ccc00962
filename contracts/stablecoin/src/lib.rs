#![doc = include_str!("../README.md")]

pub mod contract;
pub mod error;
mod execute;
mod instantiate;
mod migrate;
pub mod model;
mod query;
pub mod state;

/// Name in cw2's `contract_info`.
pub const NAME: &str = "isthmus-stablecoin";
/// Version in cw2's `contract_info`.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");
