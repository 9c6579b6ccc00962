#![doc = include_str!("../README.md")]

pub mod contract;
mod error;
mod execute;
mod instantiate;
mod migrate;
pub mod model;
mod query;
mod reply;
pub mod state;

pub use error::ContractError;

/// Name of the contract in its cw2 record.
pub const NAME: &str = "isthmus-issuance";
/// Version of the contract in its cw2 record.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");
