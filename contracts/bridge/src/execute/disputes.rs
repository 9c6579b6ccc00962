//! Packets nobody can decide about but the owner, in the open and with a reason. There is no free
//! override of a balance: a dispute ends either as if the packet had arrived or as if it had not.

use cosmwasm_std::Response;
use isthmus_api::bridge::events::Resolved;
use isthmus_api::bridge::{DisputeOutcome, MAX_REASON_BYTES};
use isthmus_api::event::TypedEvent;
use isthmus_api::types::text;
use isthmus_kit::Ctx;

use super::refund;
use crate::error::ContractError;
use crate::model::packet::PacketId;
use crate::{state, Outcome};

/// Ends a dispute.
pub fn resolve(
    ctx: &mut Ctx,
    region: String,
    token: Option<String>,
    id: u64,
    outcome: DisputeOutcome,
    reason: String,
) -> Outcome {
    let reason = text("reason", &reason, (1, MAX_REASON_BYTES), "no control characters", |c| {
        !c.is_control()
    })?;
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
    state::save_route(ctx.deps.storage, route_id, &route);
    Ok(response
        .add_submessage(refund::message(&token, &money)?)
        .add_event(refund::announce(&money, "dispute", None).to_event()))
}
