//! A payment that the token or the bridge refused. Its money becomes its owner's credit.
//!
//! This never fails: an error here would undo the whole transaction and with it everybody else's
//! payment, so that one frozen payee could block a deal (SECURITY: refused payouts).

use cosmwasm_std::{from_json, DepsMut, Reply, Response, SubMsgResult};
use isthmus_api::escrow::events::Credited;
use isthmus_api::event::TypedEvent;
use isthmus_api::types::printable;

use crate::execute::payment::{RefusablePayment, PAYMENT_REPLY};
use crate::model::asset::asset_text;
use crate::state;

/// Credits the owner. A reply that is none of ours changes nothing.
pub fn credit_refused_payment(deps: DepsMut, msg: Reply) -> Response {
    let (SubMsgResult::Err(reason), PAYMENT_REPLY) = (msg.result, msg.id) else {
        return Response::new();
    };
    let Ok(payment) = from_json::<RefusablePayment>(&msg.payload) else {
        return Response::new();
    };
    if let Some(payout) = payment.payout {
        state::remove_payout(deps.storage, payout);
    }
    let credited = state::credit(deps.storage, &payment.owner, &payment.asset, payment.amount);
    if credited.is_err() {
        return Response::new();
    }
    let event = Credited {
        deal: payment.deal,
        owner: payment.owner.into(),
        asset: asset_text(&payment.asset),
        amount: payment.amount,
        reason: printable(&reason),
    };
    Response::new().add_event(event.to_event())
}
