//! Questions and answers: a stored record in its wire form. What decides something is in `model`, or
//! in `isthmus_api::gate`.

pub mod config;
pub mod did;
pub mod pass;
pub mod share;
pub mod status;
pub mod trust;

use cosmwasm_std::Binary;
use isthmus_wire::{binary, Wire};

use crate::error::ContractError;

/// What every question is answered with.
pub type Answer<T> = Result<T, ContractError>;

/// The answer as JSON.
pub fn json<T: Wire, E: Into<ContractError>>(answer: Result<T, E>) -> Answer<Binary> {
    Ok(binary(&answer.map_err(Into::into)?)?)
}
