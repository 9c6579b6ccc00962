//! Peers: registered once, opened or drained, and their channel closed.

use cosmwasm_std::{DepsMut, IbcMsg, Response};
use isthmus_api::bridge::events::{ClosingChannel, PeerRegistered, PeerStatusSet};
use isthmus_api::bridge::PeerStatus;
use isthmus_api::event::TypedEvent;
use isthmus_api::types::{text, RegionId};

use crate::error::ContractError;
use crate::model::handshake;
use crate::state::{self, PeerLink};

/// Names another region's bridge, for life.
pub fn register(
    deps: DepsMut,
    region: String,
    connection: String,
    remote_port: String,
    address_prefix: String,
) -> Result<Response, ContractError> {
    let region = RegionId::new("region", &region)?.as_str().to_string();
    // ICS-24 allows a few more characters; no chain's connections and no contract's port have them.
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | '_');
    let allowed = "letters, digits, -, . and _";
    let connection = text("connection", &connection, (10, 64), allowed, plain)?;
    let remote_port = text("remote_port", &remote_port, (2, 128), allowed, plain)?;
    let address_prefix = text("address_prefix", &address_prefix, (1, 20), "a-z and 0-9", |c| {
        c.is_ascii_lowercase() || c.is_ascii_digit()
    })?;
    let hub = state::hub(deps.storage)?;
    if region == hub.own || hub.peer(&region).is_ok() {
        return Err(ContractError::PeerTaken { region });
    }
    if let Some(region) = state::region_of_link(deps.storage, &connection, &remote_port)? {
        return Err(ContractError::LinkTaken { connection, port: remote_port, region });
    }
    let link = PeerLink { connection, remote_port, remote_channel: None };
    state::add_peer(deps.storage, &region, &address_prefix, &link)?;
    let event = PeerRegistered {
        region,
        connection: link.connection,
        remote_port: link.remote_port,
        address_prefix,
    };
    Ok(Response::new().add_event(event.to_event()))
}

/// Opens a peer for sending or drains it.
pub fn set_status(
    deps: DepsMut,
    region: String,
    status: PeerStatus,
) -> Result<Response, ContractError> {
    state::set_draining(deps.storage, &region, status == PeerStatus::Draining)?;
    let name: &'static str = status.into();
    let event = PeerStatusSet { region, status: name.to_string() };
    Ok(Response::new().add_event(event.to_event()))
}

/// Asks the chain to close the channel of a drained peer; the chain asks back in
/// `ibc_channel_close`.
pub fn close_channel(deps: DepsMut, region: String) -> Result<Response, ContractError> {
    let hub = state::hub(deps.storage)?;
    let peer = hub.peer(&region)?;
    let in_flight = state::any_in_flight(deps.storage, &region);
    handshake::may_close(&region, peer.draining, in_flight)?;
    let Some(channel) = peer.channel.clone() else {
        return Err(ContractError::NoChannel { region });
    };
    let event = ClosingChannel { region, channel: channel.clone() };
    Ok(Response::new()
        .add_message(IbcMsg::CloseChannel { channel_id: channel })
        .add_event(event.to_event()))
}
