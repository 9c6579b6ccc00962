//! Opening and closing a channel.
//!
//! The own port is not checked: the chain calls this contract for `wasm.<its address>` alone.

use cosmwasm_std::{
    DepsMut, Ibc3ChannelOpenResponse, IbcBasicResponse, IbcChannel, IbcChannelCloseMsg,
    IbcChannelConnectMsg, IbcChannelOpenMsg, IbcChannelOpenResponse, Storage,
};
use isthmus_api::bridge::events::{ChannelClosed, ChannelOpened};
use isthmus_api::event::TypedEvent;
use isthmus_api::packet::CHANNEL_VERSION;
use isthmus_api::types::{ChannelId, RegionId};

use crate::error::ContractError;
use crate::model::handshake::{ensure_accepted, ensure_may_close, End};
use crate::state;

/// OpenInit and OpenTry: checked, nothing stored.
pub fn open(
    deps: DepsMut,
    msg: IbcChannelOpenMsg,
) -> Result<IbcChannelOpenResponse, ContractError> {
    let end = match &msg {
        IbcChannelOpenMsg::OpenInit { .. } => End::First,
        IbcChannelOpenMsg::OpenTry { .. } => End::Second,
    };
    accept(deps.storage, msg.channel(), msg.counterparty_version(), end)?;
    Ok(Some(Ibc3ChannelOpenResponse { version: CHANNEL_VERSION.to_string() }))
}

/// OpenAck and OpenConfirm: checked again, then the channel is the peer's.
pub fn connect(
    deps: DepsMut,
    msg: IbcChannelConnectMsg,
) -> Result<IbcBasicResponse, ContractError> {
    let end = match &msg {
        IbcChannelConnectMsg::OpenAck { .. } => End::First,
        IbcChannelConnectMsg::OpenConfirm { .. } => End::Second,
    };
    let region = accept(deps.storage, msg.channel(), msg.counterparty_version(), end)?;
    let ends = msg.channel();
    let channel = ChannelId::new("channel", &ends.endpoint.channel_id)?;
    let remote = ChannelId::new("remote_channel", &ends.counterparty_endpoint.channel_id)?;
    let event = ChannelOpened {
        region: region.clone(),
        channel: channel.clone(),
        remote_channel: remote.clone(),
    };
    set_channel(deps.storage, &region, Some((channel, remote)))?;
    Ok(IbcBasicResponse::new().add_event(event.to_event()))
}

/// CloseInit passes only for a drained peer. CloseConfirm passes once nothing sent from here is in
/// flight: a chain accepts no acknowledgement on a closed end (ibc-go), so the money of a packet that
/// was refused over there would be lost, while timeouts need no open end. Who relays tries again. The
/// peer stays registered and may open another channel on the same connection and port.
pub fn close(deps: DepsMut, msg: IbcChannelCloseMsg) -> Result<IbcBasicResponse, ContractError> {
    let peers = state::load_peers(deps.storage)?;
    let peer = peers.find_by_channel(&msg.channel().endpoint.channel_id);
    let peer = match (&msg, peer) {
        (IbcChannelCloseMsg::CloseInit { .. }, peer) => peer?.clone(),
        // The other side has closed already, which is more than draining.
        (IbcChannelCloseMsg::CloseConfirm { .. }, Ok(peer)) => peer.drained(),
        // A channel that never became a peer's: there is nothing to forget.
        (IbcChannelCloseMsg::CloseConfirm { .. }, Err(_)) => return Ok(IbcBasicResponse::new()),
    };
    let has_in_flight = state::has_in_flight(deps.storage, &peer.region);
    ensure_may_close(&peer, has_in_flight)?;
    set_channel(deps.storage, &peer.region, None)?;
    let channel = ChannelId::new("channel", &msg.channel().endpoint.channel_id)?;
    let event = ChannelClosed { region: peer.region.clone(), channel };
    Ok(IbcBasicResponse::new().add_event(event.to_event()))
}

/// The peer whose channel this may become.
fn accept(
    storage: &dyn Storage,
    channel: &IbcChannel,
    counterparty_version: Option<&str>,
    end: End,
) -> Result<RegionId, ContractError> {
    let port = &channel.counterparty_endpoint.port_id;
    let link = state::find_link(storage, &channel.connection_id, port)?;
    ensure_accepted(channel, counterparty_version, end, link)
}

/// Both ends of a peer's channel, or none.
fn set_channel(
    storage: &mut dyn Storage,
    region: &RegionId,
    ends: Option<(ChannelId, ChannelId)>,
) -> Result<(), ContractError> {
    let (channel, remote) = ends.unzip();
    let mut peers = state::load_peers(storage)?;
    peers.find_mut(region)?.channel = channel;
    state::save_peers(storage, &peers)?;
    Ok(state::save_remote_channel(storage, region, remote)?)
}
