//! Peers, and how to reach this one.

use cosmwasm_std::{Deps, Env};
use isthmus_api::bridge::{Channel, PeerResponse, PeersResponse, PortResponse};
use isthmus_api::packet::CHANNEL_VERSION;
use isthmus_api::types::{page, RegionId};

use crate::error::ContractError;
use crate::model::peers::Peer;
use crate::state::{self, PeerLink};

/// wasmd binds this port to every contract that has IBC entry points.
pub fn port(env: &Env) -> PortResponse {
    PortResponse {
        port: format!("wasm.{}", env.contract.address),
        version: CHANNEL_VERSION.to_string(),
        order: "unordered".to_string(),
    }
}

pub fn peer(deps: Deps, region: String) -> Result<PeerResponse, ContractError> {
    let region = RegionId::new("region", &region)?;
    let peers = state::load_peers(deps.storage)?;
    let peer = peers.find(&region)?;
    Ok(describe(peer, state::load_link(deps.storage, &region)?))
}

pub fn peers(
    deps: Deps,
    start_after: Option<String>,
    limit: Option<u32>,
) -> Result<PeersResponse, ContractError> {
    let links = state::list_links(deps.storage, start_after.as_deref(), page(limit))?;
    let peers = state::load_peers(deps.storage)?;
    let described =
        links.into_iter().map(|(region, link)| Ok(describe(peers.find(&region)?, link)));
    Ok(PeersResponse { peers: described.collect::<Result<_, ContractError>>()? })
}

fn describe(peer: &Peer, link: PeerLink) -> PeerResponse {
    let ends = peer.channel.as_ref().zip(link.remote_channel);
    PeerResponse {
        region: peer.region.to_string(),
        connection: link.connection,
        remote_port: link.remote_port,
        address_prefix: peer.prefix.clone(),
        status: peer.status,
        channel: ends.map(|(channel, remote_channel)| Channel {
            channel: channel.to_string(),
            remote_channel: remote_channel.to_string(),
        }),
    }
}
