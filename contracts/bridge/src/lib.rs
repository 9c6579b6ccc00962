#![doc = include_str!("../README.md")]

pub mod contract;
mod error;
mod execute;
pub mod ibc;
mod instantiate;
mod migrate;
pub mod model;
mod query;
mod reply;
mod state;

pub use error::ContractError;
pub use state::KEYS;

/// Name of the contract in its cw2 record.
pub const NAME: &str = "isthmus-bridge";
/// Version of the contract in its cw2 record.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");

/// What a handler returns.
type Outcome = isthmus_kit::Outcome<ContractError>;
