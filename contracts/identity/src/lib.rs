#![doc = include_str!("../README.md")]

pub mod contract;
mod error;
mod execute;
mod instantiate;
mod migrate;
pub mod model;
mod query;
pub mod state;

pub use error::ContractError;

/// Name in cw2's `contract_info`.
pub const NAME: &str = "isthmus-identity";
/// Version in cw2's `contract_info`.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");
