//! Replies, by their number. The only one is that of a refund, and only of one that failed.

use cosmwasm_std::{DepsMut, Reply, Response, SubMsgResult};

use crate::execute::refund;
use crate::Outcome;

/// Hands a reply to its topic.
pub fn reply(deps: DepsMut, reply: Reply) -> Outcome {
    match (reply.id, reply.result) {
        (refund::REPLY, SubMsgResult::Err(cause)) => {
            refund::keep_as_claim(deps, &reply.payload, &cause)
        }
        // A reply that this contract did not ask for changes nothing.
        _ => Ok(Response::new()),
    }
}
