//! What the chain's own governance does.

use cosmwasm_std::{DepsMut, Env};
use isthmus_api::access::BY_CHAIN;
use isthmus_api::event::TypedEvent;
use isthmus_api::issuance::SudoMsg;
use isthmus_api::types;
use isthmus_kit::admin;

use super::minters::forget;
use super::Admin;
use crate::error::Outcome;
use crate::state;

/// What the chain says is done whatever stands against it: the owner that it sets mints no more.
pub fn sudo(deps: DepsMut, env: &Env, msg: SudoMsg) -> Outcome {
    let mut removed = Vec::new();
    if let SudoMsg::SetOwner { owner } = &msg {
        let account = types::address(deps.api, "owner", owner)?;
        if let Some(before) = state::may_load_minter(deps.storage, &account)? {
            let by = BY_CHAIN.to_string();
            let event = forget(deps.storage, &account, &before, Some("owner"), by)?;
            removed.push(event.to_event());
        }
    }
    Ok(admin::sudo::<Admin>(deps, env, msg)?.add_events(removed))
}
