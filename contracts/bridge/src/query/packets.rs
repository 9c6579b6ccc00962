//! What became of the packets that were sent from here.

use cosmwasm_std::{Deps, StdResult};
use isthmus_api::bridge::{
    ClaimResponse, ClaimsResponse, DisputeResponse, DisputesResponse, InFlightPacket,
    InFlightResponse, PacketKey, PacketResponse, PacketStatus,
};
use isthmus_api::types::{address, page, InputError, RegionId, TokenId};

use crate::error::ContractError;
use crate::model::packet::{PacketId, Refund};
use crate::model::peers::Peer;
use crate::model::route::RouteId;
use crate::state;

pub fn packet(
    deps: Deps,
    region: String,
    token: Option<String>,
    id: u64,
) -> Result<PacketResponse, ContractError> {
    let packet = PacketId::new(&region, token.as_deref(), id)?;
    let peers = state::load_peers(deps.storage)?;
    let peer = peers.find(&packet.region)?;
    if let Some(record) = state::may_load_in_flight(deps.storage, &packet)? {
        return Ok(PacketResponse {
            status: PacketStatus::InFlight,
            amount: Some(record.amount.into()),
            owner: None,
            reference: record.reference,
        });
    }
    if let Some(claim) = state::may_load_claim(deps.storage, &packet)? {
        return Ok(with_record(PacketStatus::Claimable, Some(claim)));
    }
    if let Some(dispute) = state::may_load_dispute(deps.storage, &packet)? {
        return Ok(with_record(PacketStatus::Disputed, dispute.refund));
    }
    let was_sent = (1..=count_sent(deps, peer, packet.token.as_ref())?).contains(&id);
    let status = if was_sent { PacketStatus::Settled } else { PacketStatus::NotSent };
    Ok(with_record(status, None))
}

fn with_record(status: PacketStatus, refund: Option<Refund>) -> PacketResponse {
    PacketResponse {
        status,
        amount: refund.as_ref().map(|refund| refund.amount),
        owner: refund.as_ref().map(|refund| refund.owner.to_string()),
        reference: refund.and_then(|refund| refund.reference),
    }
}

/// How many packets were sent; none of a token that is not registered.
fn count_sent(deps: Deps, peer: &Peer, token: Option<&TokenId>) -> StdResult<u64> {
    let number = match token {
        None => None,
        Some(token) => match state::may_load_token(deps.storage, deps.api, token)? {
            None => return Ok(0),
            Some(token) => Some(token.number),
        },
    };
    let route_id = RouteId { peer: peer.number, token: number };
    Ok(state::load_route(deps.storage, route_id)?.sent_count)
}

pub fn in_flight(
    deps: Deps,
    region: String,
    token: Option<String>,
    start_after: Option<u64>,
    limit: Option<u32>,
) -> Result<InFlightResponse, ContractError> {
    let region = RegionId::new("region", &region)?;
    let token = token.map(|token| TokenId::new("token", &token)).transpose()?;
    let records =
        state::list_in_flight(deps.storage, &region, token.as_ref(), start_after, page(limit))?;
    let packets = records.into_iter().map(|(id, record)| InFlightPacket {
        id,
        amount: record.amount.into(),
        reference: record.reference,
    });
    Ok(InFlightResponse { packets: packets.collect() })
}

pub fn claims(
    deps: Deps,
    owner: Option<String>,
    start_after: Option<PacketKey>,
    limit: Option<u32>,
) -> Result<ClaimsResponse, ContractError> {
    let after = start_after.map(read_cursor).transpose()?;
    let claims = match owner {
        None => state::list_claims(deps.storage, after.as_ref(), page(limit))?,
        Some(owner) => {
            let owner = address(deps.api, "owner", &owner)?;
            state::list_claims_of(deps.storage, &owner, after.as_ref(), page(limit))?
        }
    };
    let claims = claims.into_iter().map(|claim| ClaimResponse {
        packet: claim.packet().key(),
        owner: claim.owner.into_string(),
        amount: claim.amount,
        reference: claim.reference,
    });
    Ok(ClaimsResponse { claims: claims.collect() })
}

pub fn disputes(
    deps: Deps,
    start_after: Option<PacketKey>,
    limit: Option<u32>,
) -> Result<DisputesResponse, ContractError> {
    let after = start_after.map(read_cursor).transpose()?;
    let disputes = state::list_disputes(deps.storage, after.as_ref(), page(limit))?;
    let disputes = disputes.into_iter().map(|dispute| {
        let money = with_record(PacketStatus::Disputed, dispute.refund);
        DisputeResponse {
            packet: dispute.packet.key(),
            owner: money.owner,
            amount: money.amount.unwrap_or_default(),
            reference: money.reference,
            cause: dispute.cause,
            disputed_at: dispute.disputed_at,
        }
    });
    Ok(DisputesResponse { disputes: disputes.collect() })
}

fn read_cursor(key: PacketKey) -> Result<PacketId, InputError> {
    PacketId::new(&key.region, key.token.as_deref(), key.id)
}
