//! Packets nobody can decide about but the owner, in the open and with a reason. There is no free
//! override of a balance: a dispute ends either as if the packet had arrived or as if it had not.

use cosmwasm_std::{DepsMut, Response};
use isthmus_api::bridge::events::{Refunded, Resolved};
use isthmus_api::bridge::{DisputeOutcome, MAX_REASON_BYTES};
use isthmus_api::event::TypedEvent;
use isthmus_api::types::{printable, text};

use super::claim::refund_message;
use crate::error::ContractError;
use crate::state::{self, RouteId};

/// Ends a dispute.
pub fn resolve(
    deps: DepsMut,
    region: String,
    token: Option<String>,
    id: u64,
    outcome: DisputeOutcome,
    reason: String,
) -> Result<Response, ContractError> {
    let reason = text("reason", &reason, (1, MAX_REASON_BYTES), "no control characters", |c| {
        !c.is_control()
    })?;
    let name = token.clone().unwrap_or_default();
    let Some(dispute) = state::dispute(deps.storage, &region, &name, id)? else {
        return Err(ContractError::UnknownDispute { region: printable(&region), id });
    };
    state::remove_dispute(deps.storage, &region, &name, id);
    let refund = dispute.refund;
    let word: &'static str = outcome.into();
    let resolved = Resolved {
        region: region.clone(),
        id,
        token,
        amount: refund.amount,
        outcome: word.to_string(),
        reason,
    };
    let response = Response::new().add_event(resolved.to_event());
    if outcome == DisputeOutcome::Delivered || name.is_empty() {
        return Ok(response);
    }
    let token = state::token(deps.storage, deps.api, &name)?
        .ok_or_else(|| ContractError::UnknownToken { token: name.clone() })?;
    let hub = state::hub(deps.storage)?;
    let route_id = RouteId { peer: hub.peer(&region)?.number, token: token.number };
    let mut route = state::route(deps.storage, route_id)?;
    route.refund_uncovered(refund.amount.u128());
    state::save_route(deps.storage, route_id, &route);
    let event = Refunded {
        region,
        id,
        token: name,
        amount: refund.amount,
        owner: refund.owner.clone(),
        cause: "dispute".to_string(),
        detail: None,
    };
    Ok(response.add_submessage(refund_message(&token, &refund)?).add_event(event.to_event()))
}
