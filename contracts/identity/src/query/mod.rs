//! Questions and answers: a stored record in its wire form. What decides something is in `model`, or
//! in `isthmus_api::gate`.

pub mod config;
pub mod did;
pub mod pass;
pub mod share;
pub mod status;
pub mod trust;

use cosmwasm_std::{to_json_binary, Binary};
use serde::Serialize;

use crate::error::ContractError;

/// What every question is answered with.
pub type Answer<T> = Result<T, ContractError>;

/// The answer as JSON.
pub fn json<T: Serialize, E: Into<ContractError>>(answer: Result<T, E>) -> Answer<Binary> {
    Ok(to_json_binary(&answer.map_err(Into::into)?)?)
}
