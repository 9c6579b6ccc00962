//! Moving to this code. No record is touched.

use cosmwasm_std::{DepsMut, Response};
use isthmus_kit::admin;

use crate::error::Outcome;
use crate::execute::Admin;

/// Refuses another contract's state and that of newer code.
pub fn migrate(deps: DepsMut) -> Outcome {
    Ok(Response::new().add_event(admin::migrate::<Admin>(deps.storage)?))
}
