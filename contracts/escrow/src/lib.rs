#![doc = include_str!("../README.md")]

pub mod contract;
mod error;
mod execute;
mod migrate;
pub mod model;
mod query;
mod reply;
mod state;

pub use error::ContractError;

/// Name of the contract in its cw2 record.
pub const CONTRACT_NAME: &str = "isthmus-escrow";
/// Version of the contract in its cw2 record.
pub const CONTRACT_VERSION: &str = env!("CARGO_PKG_VERSION");
