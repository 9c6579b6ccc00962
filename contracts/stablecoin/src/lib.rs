#![doc = include_str!("../README.md")]

mod cache;
pub mod contract;
pub mod error;
mod execute;
mod instantiate;
mod migrate;
pub mod model;
mod query;
pub mod signature;
pub mod state;
