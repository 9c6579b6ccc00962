//! Recognition that leaves: what the identity contract tells its counterpart.

use cosmwasm_std::{DepsMut, Env, IbcMsg, Response};
use isthmus_api::bridge::events::AttestationSent;
use isthmus_api::bridge::MAX_TIMEOUT_SECONDS;
use isthmus_api::event::TypedEvent;
use isthmus_api::packet::{Attestation, Op};

use super::send;
use crate::error::ContractError;
use crate::model::envelope;
use crate::state::{self, InFlight, RouteId};

/// Sends an attestation. It has the longest timeout: it moves no money, a version makes order and
/// repetition harmless, and a relayer that slept a night should still deliver it.
pub fn attest(
    deps: DepsMut,
    env: Env,
    region: String,
    attestation: Attestation,
) -> Result<Response, ContractError> {
    let hub = state::hub(deps.storage)?;
    let (peer, channel) = send::way(&hub, &env, &region)?;
    let timeout = env.block.time.plus_seconds(MAX_TIMEOUT_SECONDS);
    let route_id = RouteId { peer: peer.number, token: 0 };
    let mut route = state::route(deps.storage, route_id)?;
    let id = route.next_id()?;
    state::save_route(deps.storage, route_id, &route);
    let packet = InFlight { route: route_id, ..InFlight::default() };
    state::save_in_flight(deps.storage, &region, "", id, &packet)?;
    let event = AttestationSent {
        region: region.clone(),
        channel: channel.to_string(),
        id,
        account: attestation.account.clone(),
        schema: attestation.schema.clone(),
        version: attestation.version,
        timeout_at: timeout.seconds(),
    };
    let data = envelope::write(&hub.own, &region, id, Op::Attest(attestation))?;
    Ok(Response::new()
        .add_message(IbcMsg::SendPacket {
            channel_id: channel.to_string(),
            data: data.into(),
            timeout: timeout.into(),
        })
        .add_event(event.to_event()))
}
