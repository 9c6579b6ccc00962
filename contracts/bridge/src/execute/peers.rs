//! Peers: registered once, opened or drained, and their channel closed.

use cosmwasm_std::{Deps, IbcMsg, Response};
use isthmus_api::bridge::events::{ClosingChannel, PeerRegistered, PeerStatusSet};
use isthmus_api::bridge::{Change, PeerStatus};
use isthmus_api::event::TypedEvent;
use isthmus_api::types::RegionId;
use isthmus_kit::{emit, Ctx};

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
    let connection = link::checked_connection(connection)?;
    let address_prefix = link::checked_prefix(address_prefix)?;
    let remote_port = link::checked_port(&address_prefix, remote_port)?;
    state::load_peers(deps.storage)?.ensure_free(&region)?;
    let taken = state::find_region_of_link(deps.storage, &connection, &remote_port)?;
    if let Some(other) = taken {
        let region = other.to_string();
        return Err(ContractError::LinkTaken { connection, port: remote_port, region });
    }
    let link = PeerLink { connection, remote_port, remote_channel: None };
    Ok(NewPeer { region, link, address_prefix })
}

/// Names another region's bridge, for life.
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
    let status = state::load_peers(deps.storage)?.find(&id)?.status;
    Ok(Change::SetPeerStatus { region: region.to_string(), status })
}

/// Opens, drains or freezes a peer.
pub fn set_status(ctx: &mut Ctx, region: String, status: PeerStatus) -> Outcome {
    let region = RegionId::new("region", &region)?;
    let mut peers = state::load_peers(ctx.deps.storage)?;
    peers.find_mut(&region)?.status = status;
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
