//! Acknowledgements and timeouts: the source never loses funds.
//!
//! These two cannot fail, by their type: a failure would be relayed again for ever. Whatever is read
//! is read before the first write, and what cannot be done becomes a dispute, so that the packet's
//! money is never forgotten. Neither is stopped by a pause or by a limit; what a pause of receiving and a
//! frozen peer stop is the payment, which then waits as a claim.
//!
//! The packet's own data is trusted: it is what this contract sent, and the chain has proven it.

use cosmwasm_std::{
    DepsMut, Env, Event, IbcBasicResponse, IbcPacket, IbcPacketAckMsg, IbcPacketTimeoutMsg,
    IbcTimeout, SubMsg,
};
use isthmus_api::bridge::events::{
    Acknowledged, AttestationFailed, Disputed, Ignored, PeerStatusSet,
};
use isthmus_api::bridge::{PeerStatus, DEFAULT_TIMEOUT_SECONDS};
use isthmus_api::event::TypedEvent;
use isthmus_api::types::{printable, RegionId};

use crate::error::ContractError;
use crate::execute::{disputes, refund};
use crate::model::ack::{read, Ack};
use crate::model::envelope;
use crate::model::ledger::Uncovered;
use crate::model::packet::{PacketId, Refund};
use crate::state::{self, Dispute, InFlight};

/// How a packet ended.
enum Ending {
    Delivered,
    Failed { cause: &'static str, detail: Option<String> },
    Unknown,
}

/// A packet that was sent, and what stayed here of it.
struct Sent {
    packet: PacketId,
    /// This region.
    own: RegionId,
    timeout: IbcTimeout,
    record: InFlight,
    /// What goes back, if it carries money.
    refund: Option<Refund>,
}

impl Sent {
    /// When it was sent: its timeout less what it was given. Without a time, which no packet of ours
    /// is, it counts as sent long ago, and its refund frees nothing of the limit.
    fn sent_at(&self) -> u64 {
        let given = self.record.timeout_seconds.unwrap_or(DEFAULT_TIMEOUT_SECONDS);
        let end = self.timeout.timestamp().map(|end| end.seconds());
        end.unwrap_or_default().saturating_sub(given)
    }
}

/// The other side answered.
pub fn acknowledge(deps: DepsMut, env: Env, msg: IbcPacketAckMsg) -> IbcBasicResponse {
    let ending = match read(&msg.acknowledgement.data) {
        Ack::Success => Ending::Delivered,
        Ack::Error(text) => {
            Ending::Failed { cause: "error", detail: Some(text).filter(|t| !t.is_empty()) }
        }
        Ack::Unreadable => Ending::Unknown,
    };
    finish(deps, env, msg.original_packet, ending)
}

/// How much before its time a packet may time out without more being read into it: the two chains' clocks
/// differ by seconds.
const CLOCKS_DIFFER_SECONDS: u64 = 60;

/// Nobody delivered it, or the other end was closed before somebody did. A chain says only that it timed
/// out; but one that did before its time can have been sent only over a channel that is closed over there,
/// through which nothing will ever arrive. Then the peer drains, so that nobody else pays into it.
pub fn time_out(mut deps: DepsMut, env: Env, msg: IbcPacketTimeoutMsg) -> IbcBasicResponse {
    let end = msg.packet.timeout.timestamp().map(|end| end.seconds()).unwrap_or_default();
    let is_early = end > env.block.time.seconds().saturating_add(CLOCKS_DIFFER_SECONDS);
    let cause = if is_early { "closed" } else { "timeout" };
    let drained = if is_early { drain(&mut deps, &msg.packet.src.channel_id) } else { None };
    let ended = finish(deps, env, msg.packet, Ending::Failed { cause, detail: None });
    ended.add_events(drained)
}

/// Drains the peer of a channel; none if it has another by now, or is not open any more.
fn drain(deps: &mut DepsMut, channel: &str) -> Option<Event> {
    let mut peers = state::load_peers(deps.storage).ok()?;
    let open = peers.find_by_channel(channel).ok().filter(|peer| peer.ensure_open().is_ok());
    let region = open?.region.clone();
    peers.find_mut(&region).ok()?.status = PeerStatus::Draining;
    state::save_peers(deps.storage, &peers).ok()?;
    let status: &'static str = PeerStatus::Draining.into();
    let by = "bridge".to_string();
    Some(PeerStatusSet { region, status: status.to_string(), by }.to_event())
}

fn finish(deps: DepsMut, env: Env, packet: IbcPacket, ending: Ending) -> IbcBasicResponse {
    let ignore = |cause: String| {
        let event =
            Ignored { channel: packet.src.channel_id.clone(), sequence: packet.sequence, cause };
        respond(event.to_event(), None)
    };
    let known = envelope::read_header(&packet.data).and_then(|header| {
        let id = PacketId::of(&header)?;
        let own = RegionId::new("from", &header.from)?;
        let Some(record) = state::may_load_in_flight(deps.storage, &id)? else { return Ok(None) };
        let refund = state::owed_of(deps.api, &id, &record)?;
        Ok(Some(Sent { packet: id, own, timeout: packet.timeout.clone(), record, refund }))
    });
    match known {
        // The record is there exactly once, so a second outcome finds nothing.
        Ok(Some(sent)) => settle(deps, env, sent, ending),
        Ok(None) => ignore("settled or unknown".to_string()),
        Err(error) => ignore(printable(&error.to_string())),
    }
}

fn settle(mut deps: DepsMut, env: Env, sent: Sent, ending: Ending) -> IbcBasicResponse {
    let (region, id) = (sent.packet.region.clone(), sent.packet.id);
    match (ending, &sent.refund) {
        (Ending::Delivered, _) => {
            let token = sent.packet.token.clone();
            forget(&mut deps, &sent);
            respond(Acknowledged { region, id, token }.to_event(), None)
        }
        (Ending::Unknown, _) => {
            dispute(deps, &env, &sent, "the acknowledgement cannot be read".to_string())
        }
        (Ending::Failed { cause, detail }, None) => {
            forget(&mut deps, &sent);
            let cause = cause.to_string();
            respond(AttestationFailed { region, id, cause, detail }.to_event(), None)
        }
        (Ending::Failed { cause, detail }, Some(money)) => {
            match pay_back(&mut deps, &env, &sent, money) {
                Ok(Refunding::Paid(message)) => {
                    respond(refund::announce(money, cause, detail).to_event(), Some(*message))
                }
                Ok(Refunding::Withheld(why)) => {
                    respond(refund::announce_claim(money, &why).to_event(), None)
                }
                Err(reason) => dispute(deps, &env, &sent, reason),
            }
        }
    }
}

/// How money goes back.
enum Refunding {
    /// By this message.
    Paid(Box<SubMsg>),
    /// As a claim, and why.
    Withheld(String),
}

/// Counts the refund and makes the message that pays it. The record goes first, so that nothing that
/// the token calls can end the packet again (ASA-2024-007). While the peer is frozen or receiving is paused
/// nothing is paid because a proof of the other chain says so: it becomes a claim.
fn pay_back(
    deps: &mut DepsMut,
    env: &Env,
    sent: &Sent,
    money: &Refund,
) -> Result<Refunding, String> {
    let now = env.block.time.seconds();
    let prepare = || -> Result<_, ContractError> {
        let token = refund::load_token(deps, money)?;
        let route = state::load_route(deps.storage, sent.record.route)?;
        let withheld = match state::may_withhold(deps.storage) {
            true => refund::ensure_payable(&state::load_peers(deps.storage)?, money, now).err(),
            false => None,
        };
        Ok((route, refund::message(&token, money)?, withheld))
    };
    let (mut route, message, withheld) = prepare().map_err(|error| error.to_string())?;
    let (amount, is_home) = (money.amount.u128(), *money.token.home() == sent.own);
    route
        .refund(amount, sent.sent_at(), now, is_home)
        .map_err(|Uncovered| "the peer has returned more than it was sent".to_string())?;
    let refunding = match withheld {
        None => Refunding::Paid(Box::new(message)),
        Some(why) => {
            route.refund_to_claim(amount);
            state::save_claim(deps.storage, money).map_err(|fault| fault.to_string())?;
            Refunding::Withheld(why.to_string())
        }
    };
    forget(deps, sent);
    state::save_route(deps.storage, sent.record.route, &route);
    Ok(refunding)
}

/// Leaves the decision to the owner.
fn dispute(mut deps: DepsMut, env: &Env, sent: &Sent, cause: String) -> IbcBasicResponse {
    let dispute = Dispute {
        packet: sent.packet.clone(),
        refund: sent.refund.clone(),
        cause: printable(&cause),
        disputed_at: env.block.time.seconds(),
    };
    // Writing a record cannot fail; if it did, the packet would be in flight still, and said so.
    let cause = match state::save_dispute(deps.storage, &dispute) {
        Ok(()) => {
            forget(&mut deps, sent);
            dispute.cause.clone()
        }
        Err(fault) => printable(&fault.to_string()),
    };
    let event = Disputed { cause, ..disputes::announce(&dispute, sent.record.amount) };
    respond(event.to_event(), None)
}

fn forget(deps: &mut DepsMut, sent: &Sent) {
    state::remove_in_flight(deps.storage, &sent.packet);
}

fn respond(event: Event, message: Option<SubMsg>) -> IbcBasicResponse {
    IbcBasicResponse::new().add_event(event).add_submessages(message)
}
