//! Peers: registered once, opened or drained, and their channel closed.

use cosmwasm_std::{Deps, IbcMsg, Response};
use isthmus_api::bridge::events::{
    ClosingChannel, PeerAbandoned, PeerRebound, PeerRegistered, PeerStatusSet,
};
use isthmus_api::bridge::{Change, PeerStatus};
use isthmus_api::event::TypedEvent;
use isthmus_api::types::RegionId;
use isthmus_kit::{emit, Ctx};

use super::disputes;
use crate::error::ContractError;
use crate::model::{handshake, link};
use crate::state::{self, PeerLink};
use crate::Outcome;

/// A peer that may be registered.
pub struct NewPeer {
    region: RegionId,
    link: PeerLink,
    address_prefix: String,
}

/// Checks a peer that is to be registered. Fails when the region is this one or has a peer, and when
/// the connection and port belong to another.
pub fn check_new(
    deps: Deps,
    region: &str,
    connection: &str,
    remote_port: &str,
    address_prefix: &str,
) -> Result<NewPeer, ContractError> {
    let region = RegionId::new("region", region)?;
    let address_prefix = link::checked_prefix(address_prefix)?;
    state::load_peers(deps.storage)?.ensure_free(&region)?;
    let link = check_link(deps, &address_prefix, connection, remote_port)?;
    Ok(NewPeer { region, link, address_prefix })
}

/// Checks a connection and a port that a peer is to have. Fails when they belong to another.
fn check_link(
    deps: Deps,
    address_prefix: &str,
    connection: &str,
    remote_port: &str,
) -> Result<PeerLink, ContractError> {
    let connection = link::checked_connection(connection)?;
    let remote_port = link::checked_port(address_prefix, remote_port)?;
    let taken = state::find_region_of_link(deps.storage, &connection, &remote_port)?;
    if let Some(other) = taken {
        let region = other.to_string();
        return Err(ContractError::LinkTaken { connection, port: remote_port, region });
    }
    Ok(PeerLink { connection, remote_port, remote_channel: None, abandoned_at: None })
}

/// Checks that a peer may be abandoned, and why it is.
pub fn check_abandoned(deps: Deps, region: &str, reason: &str) -> Result<RegionId, ContractError> {
    let region = RegionId::new("region", region)?;
    state::load_peers(deps.storage)?.find(&region)?.ensure_bound()?;
    disputes::checked_reason(reason)?;
    Ok(region)
}

/// Gives up a peer's connection, and asks no chain: none closes a channel whose client is not active.
pub fn abandon(ctx: &mut Ctx, region: String, reason: String) -> Outcome {
    let region = check_abandoned(ctx.deps.as_ref(), &region, &reason)?;
    let mut peers = state::load_peers(ctx.deps.storage)?;
    let peer = peers.find_mut(&region)?;
    peer.status = PeerStatus::Abandoned;
    let channel = peer.channel.take().map(|channel| channel.to_string());
    state::save_peers(ctx.deps.storage, &peers)?;
    let link = state::load_link(ctx.deps.storage, &region)?;
    let abandoned_at = Some(ctx.now());
    let link = PeerLink { remote_channel: None, abandoned_at, ..link };
    state::save_link(ctx.deps.storage, &region, &link)?;
    emit(PeerAbandoned { region, channel, reason })
}

/// Checks another connection and port of an abandoned peer.
pub fn check_rebound(
    deps: Deps,
    region: &str,
    connection: &str,
    remote_port: &str,
) -> Result<(RegionId, PeerLink), ContractError> {
    let region = RegionId::new("region", region)?;
    let peers = state::load_peers(deps.storage)?;
    let peer = peers.find(&region)?;
    peer.ensure_abandoned()?;
    // Whether those have arrived nobody can prove over another connection.
    if state::has_in_flight(deps.storage, &region) {
        return Err(ContractError::InFlight { region: region.to_string() });
    }
    let link = check_link(deps, &peer.prefix, connection, remote_port)?;
    Ok((region, link))
}

/// Binds an abandoned peer to another connection and port. All else of it goes on.
pub fn rebind(ctx: &mut Ctx, region: String, connection: String, remote_port: String) -> Outcome {
    let (region, link) = check_rebound(ctx.deps.as_ref(), &region, &connection, &remote_port)?;
    let before = state::load_link(ctx.deps.storage, &region)?;
    state::remove_link(ctx.deps.storage, &before);
    state::save_link(ctx.deps.storage, &region, &link)?;
    let mut peers = state::load_peers(ctx.deps.storage)?;
    peers.find_mut(&region)?.status = PeerStatus::Open;
    state::save_peers(ctx.deps.storage, &peers)?;
    emit(PeerRebound { region, connection, remote_port })
}

/// Names another region's bridge.
pub fn register(
    ctx: &mut Ctx,
    region: String,
    connection: String,
    remote_port: String,
    address_prefix: String,
) -> Outcome {
    let deps = ctx.deps.as_ref();
    let NewPeer { region, link, address_prefix } =
        check_new(deps, &region, &connection, &remote_port, &address_prefix)?;
    if ctx.env.contract.address.as_str().starts_with(&[&address_prefix, "1"].concat()) {
        return Err(ContractError::OwnPrefix { prefix: address_prefix });
    }
    let mut peers = state::load_peers(ctx.deps.storage)?;
    peers.add(region.clone(), address_prefix.clone())?;
    state::save_peers(ctx.deps.storage, &peers)?;
    state::save_link(ctx.deps.storage, &region, &link)?;
    emit(PeerRegistered {
        region,
        connection: link.connection,
        remote_port: link.remote_port,
        address_prefix,
    })
}

/// The status of a peer, as the change that would alter nothing.
pub fn present_status(deps: Deps, region: &str) -> Result<Change, ContractError> {
    let id = RegionId::new("region", region)?;
    let peers = state::load_peers(deps.storage)?;
    let peer = peers.find(&id)?;
    peer.ensure_bound()?;
    let status = peer.status;
    Ok(Change::SetPeerStatus { region: region.to_string(), status })
}

/// Opens, drains or freezes a peer.
pub fn set_status(ctx: &mut Ctx, region: String, status: PeerStatus) -> Outcome {
    let region = RegionId::new("region", &region)?;
    let mut peers = state::load_peers(ctx.deps.storage)?;
    let peer = peers.find_mut(&region)?;
    peer.ensure_bound()?;
    peer.status = status;
    // What is given up says why, and when.
    peer.ensure_bound()?;
    state::save_peers(ctx.deps.storage, &peers)?;
    let name: &'static str = status.into();
    emit(PeerStatusSet { region, status: name.to_string(), by: ctx.by() })
}

/// Asks the chain to close the channel of a drained peer; the chain asks back in
/// `ibc_channel_close`.
pub fn close_channel(ctx: &mut Ctx, region: String) -> Outcome {
    let region = RegionId::new("region", &region)?;
    let peers = state::load_peers(ctx.deps.storage)?;
    let peer = peers.find(&region)?;
    let in_flight = state::has_in_flight(ctx.deps.storage, &region);
    handshake::ensure_may_close(peer, in_flight)?;
    let Some(channel) = &peer.channel else {
        return Err(ContractError::NoChannel { region: region.to_string() });
    };
    let event = ClosingChannel { channel: channel.clone(), region };
    Ok(Response::new()
        .add_message(IbcMsg::CloseChannel { channel_id: channel.to_string() })
        .add_event(event.to_event()))
}
