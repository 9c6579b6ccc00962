//! Opening and closing a channel.
//!
//! The own port is not checked: the chain calls this contract for `wasm.<its address>` alone.

use cosmwasm_std::{
    DepsMut, Ibc3ChannelOpenResponse, IbcBasicResponse, IbcChannelCloseMsg, IbcChannelConnectMsg,
    IbcChannelOpenMsg, IbcChannelOpenResponse,
};
use isthmus_api::bridge::events::{ChannelClosed, ChannelOpened};
use isthmus_api::event::TypedEvent;
use isthmus_api::packet::CHANNEL_VERSION;

use crate::error::ContractError;
use crate::model::handshake::{check, may_close};
use crate::state;

/// OpenInit and OpenTry: checked, nothing stored.
pub fn open(
    deps: DepsMut,
    msg: IbcChannelOpenMsg,
) -> Result<IbcChannelOpenResponse, ContractError> {
    let version = msg.counterparty_version().map(str::to_string);
    let channel = msg.channel();
    let link =
        state::link(deps.storage, &channel.connection_id, &channel.counterparty_endpoint.port_id)?;
    check(channel, version.as_deref(), link.as_ref())?;
    Ok(Some(Ibc3ChannelOpenResponse { version: CHANNEL_VERSION.to_string() }))
}

/// OpenAck and OpenConfirm: checked again, then the channel is the peer's.
pub fn connect(
    deps: DepsMut,
    msg: IbcChannelConnectMsg,
) -> Result<IbcBasicResponse, ContractError> {
    let version = msg.counterparty_version().map(str::to_string);
    let channel = msg.channel();
    let link =
        state::link(deps.storage, &channel.connection_id, &channel.counterparty_endpoint.port_id)?;
    check(channel, version.as_deref(), link.as_ref())?;
    let region = link.map(|l| l.region).unwrap_or_default();
    let event = ChannelOpened {
        region,
        channel: channel.endpoint.channel_id.clone(),
        remote_channel: channel.counterparty_endpoint.channel_id.clone(),
    };
    state::open_channel(deps.storage, &event.region, &event.channel, &event.remote_channel)?;
    Ok(IbcBasicResponse::new().add_event(event.to_event()))
}

/// CloseInit passes only for a drained peer. CloseConfirm passes once nothing sent from here is in
/// flight: a chain accepts no acknowledgement on a closed end (ibc-go), so the money of a packet that
/// was refused over there would be lost, while timeouts need no open end. Who relays tries again. The
/// peer stays registered and may open another channel on the same connection and port.
pub fn close(deps: DepsMut, msg: IbcChannelCloseMsg) -> Result<IbcBasicResponse, ContractError> {
    let channel = msg.channel().endpoint.channel_id.clone();
    let hub = state::hub(deps.storage)?;
    let (peer, draining) = match (msg, hub.peer_of_channel(&channel)) {
        (IbcChannelCloseMsg::CloseInit { .. }, peer) => {
            let peer = peer?;
            (peer, peer.draining)
        }
        // The other side has closed already, which is more than draining.
        (IbcChannelCloseMsg::CloseConfirm { .. }, Ok(peer)) => (peer, true),
        // A channel that never became a peer's: there is nothing to forget.
        (IbcChannelCloseMsg::CloseConfirm { .. }, Err(_)) => return Ok(IbcBasicResponse::new()),
    };
    let region = peer.region.clone();
    may_close(&region, draining, state::any_in_flight(deps.storage, &region))?;
    state::close_channel(deps.storage, &region)?;
    let event = ChannelClosed { region, channel };
    Ok(IbcBasicResponse::new().add_event(event.to_event()))
}
