//! Recognition that leaves: what the identity contract tells its counterpart.

use cosmwasm_std::{IbcMsg, Response};
use isthmus_api::bridge::events::AttestationSent;
use isthmus_api::bridge::MAX_TIMEOUT_SECONDS;
use isthmus_api::event::TypedEvent;
use isthmus_api::packet::{Attestation, Op};
use isthmus_api::types::RegionId;
use isthmus_kit::Ctx;

use crate::model::envelope;
use crate::model::packet::PacketId;
use crate::model::route::{open_route, OpenPeer, RouteId, ATTEST};
use crate::state::{self, InFlight};
use crate::Outcome;

/// Sends an attestation. It has the longest timeout: it moves no money, a version makes order and
/// repetition harmless, and a relayer that slept a night should still deliver it.
pub fn attest(ctx: &mut Ctx, region: String, attestation: Attestation) -> Outcome {
    let region = RegionId::new("region", &region)?;
    let peers = state::load_peers(ctx.deps.storage)?;
    let OpenPeer { peer, channel } = open_route(&peers, &region, ATTEST, ctx.now())?;
    let timeout = ctx.env.block.time.plus_seconds(MAX_TIMEOUT_SECONDS);

    let route_id = RouteId { peer: peer.number, token: None };
    let mut route = state::load_route(ctx.deps.storage, route_id)?;
    let id = route.take_number()?;
    state::save_route(ctx.deps.storage, route_id, &route);
    let (owner, timeout_seconds, reference) = (None, None, None);
    let record = InFlight { route: route_id, owner, amount: 0, timeout_seconds, reference };
    let packet = PacketId { region, token: None, id };
    state::save_in_flight(ctx.deps.storage, &packet, &record)?;

    let event = AttestationSent {
        region: packet.region.clone(),
        channel: channel.clone(),
        id,
        account: attestation.account.clone(),
        schema: attestation.schema.clone(),
        version: attestation.version,
        timeout_at: timeout.seconds(),
    };
    let data = envelope::write(&peers.own, &packet, None, Op::Attest(attestation))?;
    Ok(Response::new()
        .add_message(IbcMsg::SendPacket {
            channel_id: channel.to_string(),
            data: data.into(),
            timeout: timeout.into(),
        })
        .add_event(event.to_event()))
}
