//! Packets nobody can decide about but the owner, in the open and with a reason. There is no free
//! override of a balance: a dispute ends either as if the packet had arrived or as if it had not.

use cosmwasm_std::Response;
use isthmus_api::bridge::events::{Disputed, Resolved};
use isthmus_api::bridge::{DisputeOutcome, MAX_REASON_BYTES, OVERDUE_SECONDS};
use isthmus_api::event::TypedEvent;
use isthmus_api::types::{text, InputError};
use isthmus_kit::{emit, Ctx};

use super::refund;
use crate::error::ContractError;
use crate::model::packet::PacketId;
use crate::state::{self, Dispute};
use crate::Outcome;

/// Why something was decided, for the record.
pub fn checked_reason(reason: &str) -> Result<String, InputError> {
    text("reason", reason, (1, MAX_REASON_BYTES), "no control characters", |c| !c.is_control())
}

/// Makes a dispute of a packet that an abandoned peer has left without an outcome.
pub fn dispute_overdue(ctx: &mut Ctx, region: String, token: Option<String>, id: u64) -> Outcome {
    let packet = PacketId::new(&region, token.as_deref(), id)?;
    state::load_peers(ctx.deps.storage)?.find(&packet.region)?.ensure_abandoned()?;
    let link = state::load_link(ctx.deps.storage, &packet.region)?;
    let at = link.abandoned_at.unwrap_or_default().saturating_add(OVERDUE_SECONDS);
    if ctx.now() < at {
        return Err(ContractError::NotOverdue { region, at, now: ctx.now() });
    }
    let Some(record) = state::may_load_in_flight(ctx.deps.storage, &packet)? else {
        return Err(ContractError::NotInFlight { region, id });
    };
    let refund = state::owed_of(ctx.deps.api, &packet, &record)?;
    let cause = "no outcome before the peer was abandoned".to_string();
    let disputed_at = ctx.now();
    let dispute = Dispute { packet, refund, cause, disputed_at };
    state::save_dispute(ctx.deps.storage, &dispute)?;
    state::remove_in_flight(ctx.deps.storage, &dispute.packet);
    emit(announce(&dispute, record.amount))
}

/// Makes a dispute of a claim, while what another chain proves is not trusted: a refund that was booked then
/// may be one of a packet that has arrived.
pub fn contest(ctx: &mut Ctx, region: String, token: String, id: u64) -> Outcome {
    let packet = PacketId::new(&region, Some(&token), id)?;
    let Some(claim) = state::may_load_claim(ctx.deps.storage, &packet)? else {
        return Err(ContractError::UnknownClaim { region, token, id });
    };
    let peers = state::load_peers(ctx.deps.storage)?;
    if refund::ensure_payable(&peers, &claim, ctx.now()).is_ok() {
        return Err(ContractError::NotWithheld { region });
    }
    let token = refund::load_token(&ctx.deps, &claim)?;
    let route_id = refund::find_route(ctx.deps.storage, &claim, &token)?;
    let mut route = state::load_route(ctx.deps.storage, route_id)?;
    let amount = claim.amount.u128();
    route.contest_claim(amount);
    state::save_route(ctx.deps.storage, route_id, &route);
    state::remove_claim(ctx.deps.storage, &claim);
    let (cause, disputed_at) = (["contested by ", &ctx.by()].concat(), ctx.now());
    let dispute = Dispute { packet, refund: Some(claim), cause, disputed_at };
    state::save_dispute(ctx.deps.storage, &dispute)?;
    emit(announce(&dispute, amount))
}

/// What announces a dispute.
pub fn announce(dispute: &Dispute, amount: u128) -> Disputed {
    Disputed {
        region: dispute.packet.region.clone(),
        id: dispute.packet.id,
        token: dispute.packet.token.clone(),
        amount: amount.into(),
        cause: dispute.cause.clone(),
    }
}

/// Ends a dispute.
pub fn resolve(
    ctx: &mut Ctx,
    region: String,
    token: Option<String>,
    id: u64,
    outcome: DisputeOutcome,
    reason: String,
) -> Outcome {
    let reason = checked_reason(&reason)?;
    let packet = PacketId::new(&region, token.as_deref(), id)?;
    let Some(dispute) = state::may_load_dispute(ctx.deps.storage, &packet)? else {
        return Err(ContractError::UnknownDispute { region, id });
    };
    state::remove_dispute(ctx.deps.storage, &packet);
    let word: &'static str = outcome.into();
    let resolved = Resolved {
        region: packet.region,
        id,
        token: packet.token,
        amount: dispute.refund.as_ref().map(|refund| refund.amount).unwrap_or_default(),
        outcome: word.to_string(),
        reason,
    };
    let response = Response::new().add_event(resolved.to_event());
    let Some(money) = dispute.refund.filter(|_| outcome == DisputeOutcome::Refund) else {
        return Ok(response);
    };
    let token = refund::load_token(&ctx.deps, &money)?;
    let route_id = refund::find_route(ctx.deps.storage, &money, &token)?;
    let mut route = state::load_route(ctx.deps.storage, route_id)?;
    route.refund_uncovered(money.amount.u128());
    let peers = state::load_peers(ctx.deps.storage)?;
    if let Err(frozen) = peers.find(&money.region)?.ensure_not_frozen() {
        route.refund_to_claim(money.amount.u128());
        state::save_route(ctx.deps.storage, route_id, &route);
        state::save_claim(ctx.deps.storage, &money)?;
        let event = refund::announce_claim(&money, &frozen.to_string());
        return Ok(response.add_event(event.to_event()));
    }
    state::save_route(ctx.deps.storage, route_id, &route);
    Ok(response
        .add_submessage(refund::message(&token, &money)?)
        .add_event(refund::announce(&money, "dispute", None).to_event()))
}
