#![doc = include_str!("../README.md")]

mod decorated;
pub mod deploy;
#[cfg(feature = "embedded")]
pub mod embedded;
mod error;
#[cfg(feature = "live")]
pub mod live;
mod receipt;
mod region;
mod sentence;
pub mod supply;
pub mod workload;

pub use decorated::{Decorated, DecoratedPair, Decorator};
pub use deploy::{deploy, make_changes_wait, operators, Deployment, Plan, RegionAddresses};
pub use error::TxError;
pub use receipt::Receipt;
pub use region::{Call, Code, Pair, Region, Side, View};
pub use sentence::{Coins, Parameter, Sentence};

/// What every call to a region answers.
pub type TxResult<T> = Result<T, TxError>;
