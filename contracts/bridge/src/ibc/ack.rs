//! Acknowledgements and timeouts: the source never loses funds.
//!
//! These two cannot fail, by their type: a failure would be relayed again for ever. Whatever is read
//! is read before the first write, and what cannot be done becomes a dispute, so that the packet's
//! money is never forgotten. Neither looks at a pause or at a limit.
//!
//! The packet's own data is trusted: it is what this contract sent, and the chain has proven it.

use cosmwasm_std::{
    DepsMut, Env, Event, IbcBasicResponse, IbcPacket, IbcPacketAckMsg, IbcPacketTimeoutMsg, SubMsg,
    Uint128,
};
use isthmus_api::bridge::events::{Acknowledged, AttestationFailed, Disputed, Ignored, Refunded};
use isthmus_api::event::TypedEvent;
use isthmus_api::packet::{Envelope, Op};
use isthmus_api::types::printable;

use crate::error::ContractError;
use crate::execute::claim::refund_message;
use crate::model::ack::{parse, Ack};
use crate::model::envelope;
use crate::model::ledger::{Route, Uncovered};
use crate::state::{self, Dispute, InFlight, Refund};

/// How a packet ended.
enum Outcome {
    Delivered,
    Failed { cause: &'static str, detail: Option<String> },
    Unknown,
}

/// The other side answered.
pub fn acknowledge(deps: DepsMut, env: Env, msg: IbcPacketAckMsg) -> IbcBasicResponse {
    let outcome = match parse(&msg.acknowledgement.data) {
        Ack::Success => Outcome::Delivered,
        Ack::Error(text) => {
            Outcome::Failed { cause: "error", detail: Some(text).filter(|t| !t.is_empty()) }
        }
        Ack::Unreadable => Outcome::Unknown,
    };
    finish(deps, env, msg.original_packet, outcome)
}

/// Nobody delivered it.
pub fn time_out(deps: DepsMut, env: Env, msg: IbcPacketTimeoutMsg) -> IbcBasicResponse {
    let outcome = Outcome::Failed { cause: "timeout", detail: None };
    finish(deps, env, msg.packet, outcome)
}

fn finish(deps: DepsMut, env: Env, packet: IbcPacket, outcome: Outcome) -> IbcBasicResponse {
    let ignored = |cause: String| {
        let event =
            Ignored { channel: packet.src.channel_id.clone(), sequence: packet.sequence, cause };
        IbcBasicResponse::new().add_event(event.to_event())
    };
    let known = envelope::parse(&packet.data).and_then(|sent| {
        let (name, region) = (token_name(&sent.op), sent.to.as_str());
        let record = state::in_flight(deps.storage, region, name, sent.id)?;
        Ok(record.map(|record| (sent, record)))
    });
    match known {
        // The record is there exactly once, so a second outcome finds nothing.
        Ok(Some((sent, record))) => settle(deps, env, sent, record, outcome),
        Ok(None) => ignored("settled or unknown".to_string()),
        Err(error) => ignored(printable(&error.to_string())),
    }
}

fn settle(
    mut deps: DepsMut,
    env: Env,
    sent: Envelope,
    record: InFlight,
    outcome: Outcome,
) -> IbcBasicResponse {
    let name = token_name(&sent.op).to_string();
    let token = Some(name.clone()).filter(|n| !n.is_empty());
    let (region, id) = (sent.to.clone(), sent.id);
    let done = match outcome {
        Outcome::Delivered => {
            let event = Acknowledged { region, id, token };
            forget(&mut deps, &sent).map(|()| respond(event.to_event(), None))
        }
        Outcome::Unknown => Err("the acknowledgement cannot be read".to_string()),
        Outcome::Failed { cause, detail } if token.is_none() => {
            let event = AttestationFailed { region, id, cause: cause.to_string(), detail };
            forget(&mut deps, &sent).map(|()| respond(event.to_event(), None))
        }
        Outcome::Failed { cause, detail } => {
            refund(&mut deps, &env, &sent, &record).map(|(refund, message)| {
                let event = Refunded {
                    region,
                    id,
                    token: name,
                    amount: refund.amount,
                    owner: refund.owner,
                    cause: cause.to_string(),
                    detail,
                };
                respond(event.to_event(), Some(message))
            })
        }
    };
    done.unwrap_or_else(|cause| dispute(deps, &env, &sent, &record, cause))
}

/// Counts the refund and makes the message that pays it. The record goes first, so that nothing that
/// the token calls can end the packet again (ASA-2024-007).
fn refund(
    deps: &mut DepsMut,
    env: &Env,
    sent: &Envelope,
    record: &InFlight,
) -> Result<(Refund, SubMsg), String> {
    let refund = refund_of(sent, record);
    let prepare = || -> Result<(Route, SubMsg, bool), ContractError> {
        let token = state::token(deps.storage, deps.api, &refund.token)?
            .ok_or_else(|| ContractError::UnknownToken { token: refund.token.clone() })?;
        let route = state::route(deps.storage, &refund.region, &refund.token)?;
        let message = refund_message(&token, &refund)?;
        Ok((route, message, token.home() == sent.from))
    };
    let (mut route, message, home) = prepare().map_err(|error| error.to_string())?;
    let now = env.block.time.seconds();
    route
        .refund(refund.amount.u128(), record.sent_at, now, home)
        .map_err(|Uncovered| "the peer has returned more than it was sent".to_string())?;
    forget(deps, sent)?;
    state::save_route(deps.storage, &refund.region, &refund.token, &route)
        .map_err(|error| error.to_string())?;
    Ok((refund, message))
}

/// Leaves the decision to the owner.
fn dispute(
    mut deps: DepsMut,
    env: &Env,
    sent: &Envelope,
    record: &InFlight,
    cause: String,
) -> IbcBasicResponse {
    let dispute = Dispute {
        refund: refund_of(sent, record),
        cause: printable(&cause),
        disputed_at: env.block.time.seconds(),
    };
    let saved = state::save_dispute(deps.storage, &dispute)
        .map_err(|error| error.to_string())
        .and_then(|()| forget(&mut deps, sent));
    // Writing a record cannot fail; if it did, the packet would be in flight still, and said so.
    let cause = match saved {
        Ok(()) => dispute.cause,
        Err(fault) => printable(&fault),
    };
    let event = Disputed {
        region: sent.to.clone(),
        id: sent.id,
        token: Some(dispute.refund.token).filter(|t| !t.is_empty()),
        amount: dispute.refund.amount,
        cause,
    };
    respond(event.to_event(), None)
}

/// What goes back, from the packet and what stayed here.
fn refund_of(sent: &Envelope, record: &InFlight) -> Refund {
    let owner = match &sent.op {
        Op::Transfer(transfer) => transfer.sender.clone(),
        Op::Attest(_) => String::new(),
    };
    Refund {
        region: sent.to.clone(),
        token: token_name(&sent.op).to_string(),
        id: sent.id,
        owner,
        amount: Uint128::new(record.amount),
        reference: record.reference.clone(),
    }
}

fn token_name(op: &Op) -> &str {
    match op {
        Op::Transfer(transfer) => &transfer.token,
        Op::Attest(_) => "",
    }
}

fn forget(deps: &mut DepsMut, sent: &Envelope) -> Result<(), String> {
    state::remove_in_flight(deps.storage, &sent.to, token_name(&sent.op), sent.id)
        .map_err(|error| error.to_string())
}

fn respond(event: Event, message: Option<SubMsg>) -> IbcBasicResponse {
    IbcBasicResponse::new().add_event(event).add_submessages(message)
}
