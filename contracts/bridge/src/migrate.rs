//! Moving to this code.

use cosmwasm_std::{DepsMut, Response};
use isthmus_kit::admin;

use crate::execute::admin::Admin;
use crate::Outcome;

/// Refuses another contract's state and that of newer code.
pub fn migrate(deps: DepsMut) -> Outcome {
    Ok(Response::new().add_event(admin::migrate::<Admin>(deps.storage)?))
}
