//! One message = load, ask the model, save, emit.

mod admin;
pub mod attestation;
pub mod did;
pub mod issuer;
pub mod jurisdiction;
pub mod link;
pub mod pass;
pub mod recognition;
pub mod share;
pub mod status;

use crate::error::ContractError;

/// What every handler gets.
pub type Ctx<'a> = isthmus_kit::Ctx<'a>;
/// What every handler returns.
pub type Outcome = isthmus_kit::Outcome<ContractError>;

/// This contract in the administration that all contracts share; `admin` says what is its own.
pub struct Admin;
