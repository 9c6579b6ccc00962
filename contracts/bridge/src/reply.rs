//! What is heard of a refund: only that it failed.
//!
//! This may fail only if the payload, which this contract wrote, cannot be read. Then failing is the
//! safe way: the acknowledgement is rolled back with it and can be relayed again.

use cosmwasm_std::{from_json, DepsMut, Reply, Response, SubMsgResult};
use isthmus_api::bridge::events::Claimable;
use isthmus_api::event::TypedEvent;
use isthmus_api::types::printable;

use crate::error::ContractError;
use crate::execute::claim::REFUND_REPLY;
use crate::state::{self, Refund};

/// Makes a claim of a refund that could not be paid.
pub fn reply(deps: DepsMut, reply: Reply) -> Result<Response, ContractError> {
    let (REFUND_REPLY, SubMsgResult::Err(cause)) = (reply.id, reply.result) else {
        return Err(ContractError::UnknownReply { id: reply.id });
    };
    let refund: Refund = from_json(reply.payload)?;
    let route_id = state::route_id(deps.storage, deps.api, &refund.region, &refund.token)?
        .ok_or_else(|| ContractError::UnknownToken { token: refund.token.clone() })?;
    let mut route = state::route(deps.storage, route_id)?;
    route.refund_to_claim(refund.amount.u128());
    state::save_route(deps.storage, route_id, &route);
    state::save_claim(deps.storage, &refund)?;
    let event = Claimable {
        region: refund.region,
        id: refund.id,
        token: refund.token,
        amount: refund.amount,
        owner: refund.owner,
        detail: printable(&cause),
    };
    Ok(Response::new().add_event(event.to_event()))
}
