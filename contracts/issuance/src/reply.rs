//! A payment that the token refused. Its money becomes its owner's credit.
//!
//! This never fails: an error here would undo the whole transaction, and a holder whom the token refuses
//! could keep a redemption open for ever.

use cosmwasm_std::{from_json, DepsMut, Reply, Response, SubMsgResult};
use isthmus_api::event::TypedEvent;
use isthmus_api::issuance::events::Credited;
use isthmus_api::types::printable;

use crate::execute::payment::{RefusablePayment, PAYMENT_REPLY};
use crate::state;

/// Credits the owner. A reply that is none of ours changes nothing.
pub fn credit_refused_payment(deps: DepsMut, msg: Reply) -> Response {
    let (SubMsgResult::Err(reason), PAYMENT_REPLY) = (msg.result, msg.id) else {
        return Response::new();
    };
    let Ok(RefusablePayment { account, amount }) = from_json(&msg.payload) else {
        return Response::new();
    };
    if state::credit(deps.storage, &account, amount).is_err() {
        return Response::new();
    }
    let event = Credited { account: account.into(), amount, reason: printable(&reason) };
    Response::new().add_event(event.to_event())
}
