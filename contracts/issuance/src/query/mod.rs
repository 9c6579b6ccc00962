//! One question = load, ask the model, answer. Lists take a cursor and a page.

pub mod calendar;
pub mod minters;
pub mod money;
pub mod redemptions;
pub mod reserves;
pub mod setup;

use cosmwasm_std::{Addr, Deps};
use isthmus_api::types::{self, InputError};

use crate::ContractError;

/// What a question is answered.
type Answer<T> = Result<T, ContractError>;

/// The cursor of a list of accounts.
fn cursor(deps: Deps, start_after: Option<String>) -> Result<Option<Addr>, InputError> {
    start_after.map(|account| types::address(deps.api, "start_after", &account)).transpose()
}
