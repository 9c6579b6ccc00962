#![doc = include_str!("../README.md")]

pub mod contract;
pub mod error;
mod execute;
mod migrate;
pub mod model;
mod query;
mod state;

pub use error::ContractError;
