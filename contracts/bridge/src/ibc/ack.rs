//! Acknowledgements and timeouts: the source never loses funds.
//!
//! These two cannot fail, by their type: a failure would be relayed again for ever. Whatever is read
//! is read before the first write, and what cannot be done becomes a dispute, so that the packet's
//! money is never forgotten. Neither looks at a pause or at a limit.
//!
//! The packet's own data is trusted: it is what this contract sent, and the chain has proven it.

use cosmwasm_std::{
    DepsMut, Env, Event, IbcBasicResponse, IbcPacket, IbcPacketAckMsg, IbcPacketTimeoutMsg,
    IbcTimeout, SubMsg, Uint128,
};
use isthmus_api::bridge::events::{Acknowledged, AttestationFailed, Disputed, Ignored, Refunded};
use isthmus_api::bridge::DEFAULT_TIMEOUT_SECONDS;
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

/// A packet that was sent, and what stayed here of it.
struct Sent {
    envelope: Envelope,
    timeout: IbcTimeout,
    record: InFlight,
}

impl Sent {
    /// Its token; empty for a packet without one.
    fn token(&self) -> &str {
        token_name(&self.envelope.op)
    }

    /// When it was sent: its timeout less what it was given. Without a time, which no packet of ours
    /// is, it counts as sent long ago, and its refund frees nothing of the limit.
    fn sent_at(&self) -> u64 {
        let given = self.record.timeout_seconds.unwrap_or(DEFAULT_TIMEOUT_SECONDS);
        let end = self.timeout.timestamp().map(|end| end.seconds());
        end.unwrap_or_default().saturating_sub(given)
    }

    /// What goes back, from the packet and what stayed here.
    fn refund(&self) -> Refund {
        let owner = match &self.envelope.op {
            Op::Transfer(transfer) => transfer.sender.clone(),
            Op::Attest(_) => String::new(),
        };
        Refund {
            region: self.envelope.to.clone(),
            token: self.token().to_string(),
            id: self.envelope.id,
            owner,
            amount: Uint128::new(self.record.amount),
            reference: self.record.reference.clone(),
        }
    }
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
        Ok(Some((envelope, record))) => {
            let sent = Sent { timeout: packet.timeout, envelope, record };
            settle(deps, env, sent, outcome)
        }
        Ok(None) => ignored("settled or unknown".to_string()),
        Err(error) => ignored(printable(&error.to_string())),
    }
}

fn settle(mut deps: DepsMut, env: Env, sent: Sent, outcome: Outcome) -> IbcBasicResponse {
    let name = sent.token().to_string();
    let token = Some(name.clone()).filter(|n| !n.is_empty());
    let (region, id) = (sent.envelope.to.clone(), sent.envelope.id);
    let done = match outcome {
        Outcome::Delivered => {
            let event = Acknowledged { region, id, token };
            forget(&mut deps, &sent);
            Ok(respond(event.to_event(), None))
        }
        Outcome::Unknown => Err("the acknowledgement cannot be read".to_string()),
        Outcome::Failed { cause, detail } if token.is_none() => {
            let event = AttestationFailed { region, id, cause: cause.to_string(), detail };
            forget(&mut deps, &sent);
            Ok(respond(event.to_event(), None))
        }
        Outcome::Failed { cause, detail } => {
            refund(&mut deps, &env, &sent).map(|(refund, message)| {
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
    done.unwrap_or_else(|cause| dispute(deps, &env, &sent, cause))
}

/// Counts the refund and makes the message that pays it. The record goes first, so that nothing that
/// the token calls can end the packet again (ASA-2024-007).
fn refund(deps: &mut DepsMut, env: &Env, sent: &Sent) -> Result<(Refund, SubMsg), String> {
    let refund = sent.refund();
    let prepare = || -> Result<(Route, SubMsg, bool), ContractError> {
        let token = state::token(deps.storage, deps.api, &refund.token)?
            .ok_or_else(|| ContractError::UnknownToken { token: refund.token.clone() })?;
        let route = state::route(deps.storage, sent.record.route)?;
        let message = refund_message(&token, &refund)?;
        Ok((route, message, token.home() == sent.envelope.from))
    };
    let (mut route, message, home) = prepare().map_err(|error| error.to_string())?;
    let now = env.block.time.seconds();
    route
        .refund(refund.amount.u128(), sent.sent_at(), now, home)
        .map_err(|Uncovered| "the peer has returned more than it was sent".to_string())?;
    forget(deps, sent);
    state::save_route(deps.storage, sent.record.route, &route);
    Ok((refund, message))
}

/// Leaves the decision to the owner.
fn dispute(mut deps: DepsMut, env: &Env, sent: &Sent, cause: String) -> IbcBasicResponse {
    let dispute = Dispute {
        refund: sent.refund(),
        cause: printable(&cause),
        disputed_at: env.block.time.seconds(),
    };
    let saved = state::save_dispute(deps.storage, &dispute);
    // Writing a record cannot fail; if it did, the packet would be in flight still, and said so.
    let cause = match saved {
        Ok(()) => {
            forget(&mut deps, sent);
            dispute.cause
        }
        Err(fault) => printable(&fault.to_string()),
    };
    let event = Disputed {
        region: sent.envelope.to.clone(),
        id: sent.envelope.id,
        token: Some(dispute.refund.token).filter(|t| !t.is_empty()),
        amount: dispute.refund.amount,
        cause,
    };
    respond(event.to_event(), None)
}

fn token_name(op: &Op) -> &str {
    match op {
        Op::Transfer(transfer) => &transfer.token,
        Op::Attest(_) => "",
    }
}

fn forget(deps: &mut DepsMut, sent: &Sent) {
    state::remove_in_flight(deps.storage, &sent.envelope.to, sent.token(), sent.envelope.id);
}

fn respond(event: Event, message: Option<SubMsg>) -> IbcBasicResponse {
    IbcBasicResponse::new().add_event(event).add_submessages(message)
}
