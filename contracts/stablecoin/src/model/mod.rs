//! The rules, pure: no storage, no environment, no messages.

pub mod account;
pub mod allowance;
pub mod changes;
pub mod compliance;
pub mod fee;
pub mod hold;
pub mod marketing;
pub mod migration;
pub mod minter;
pub mod movement;
pub mod order;
pub mod payments;
pub mod policy;
pub mod recovery;
pub mod roles;
pub mod signature;
pub mod signed;
pub mod supply;
pub mod webauthn;
