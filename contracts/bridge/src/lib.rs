#![doc = include_str!("../README.md")]

pub mod contract;
mod error;
mod execute;
pub mod ibc;
mod migrate;
pub mod model;
mod query;
mod reply;
mod state;

pub use error::ContractError;
