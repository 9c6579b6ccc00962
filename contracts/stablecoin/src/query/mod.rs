//! Answers: load, and put into the shape of `isthmus_api::stablecoin`.

pub mod accounts;
pub mod admin;
pub mod allowances;
pub mod compliance;
pub mod payments;
pub mod signed;
pub mod supply;
pub mod token;

use cosmwasm_std::{Addr, Binary, Deps};
use isthmus_api::types;
use isthmus_wire::{binary, Wire};

use crate::error::ContractError;
use crate::state::AccountId;

/// What every query gives.
type Answer<T> = Result<T, ContractError>;

/// The answer as the chain hands it on.
pub fn answer<T: Wire>(given: Answer<T>) -> Answer<Binary> {
    Ok(binary(&given?)?)
}

/// The account after which a page begins.
fn checked_cursor(deps: Deps, start_after: Option<String>) -> Answer<Option<AccountId>> {
    let checked = |given: String| AccountId::checked(deps.api, "start_after", &given);
    Ok(start_after.map(checked).transpose()?)
}

/// The address after which a page begins.
fn checked_address_cursor(deps: Deps, start_after: Option<String>) -> Answer<Option<Addr>> {
    let checked = |given: String| types::address(deps.api, "start_after", &given);
    Ok(start_after.map(checked).transpose()?)
}
