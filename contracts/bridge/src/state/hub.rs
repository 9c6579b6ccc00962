//! Peers, their channels, and the pauses.
//!
//! What every packet needs is one record, the hub: the pauses, the own region, and of each peer its
//! prefix, status and channel. A packet in either direction reads it once, where the pauses, a peer
//! and a channel would be two or three reads of more than a thousand gas each. A further peer costs
//! each packet some sixty gas, which is why there are at most [`MAX_PEERS`]. Connection and port,
//! which only handshakes need, lie apart.

use cosmwasm_schema::cw_serde;
use cosmwasm_std::{Order, StdError, StdResult, Storage};
use cw_storage_plus::{Bound, Map};
use isthmus_api::bridge::MAX_PEERS;
use isthmus_api::packed::{Reader, Writer};
use isthmus_api::types::printable;
use isthmus_kit::pause::{Pauses, Scope};

use super::string;
use crate::error::ContractError;
use crate::model::handshake::Link;

pub(super) const HUB: u8 = 0x04;

pub(super) const PEERS: Map<&str, PeerLink> = Map::new("peers");
pub(super) const PEER_LINKS: Map<(&str, &str), String> = Map::new("peer_links");

/// Pause of sending.
pub const SEND: Scope = Scope { bit: 0, name: "send" };
/// Pause of receiving.
pub const RECEIVE: Scope = Scope { bit: 1, name: "receive" };

const DRAINING: u8 = 1;
const CHANNEL: u8 = 2;

/// What every packet needs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hub {
    /// Pauses of sending and receiving.
    pub pauses: Pauses,
    /// This region.
    pub own: String,
    peers: Vec<Peer>,
}

/// What packets need of a peer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Peer {
    /// Its number, from 0 on: what stands for it in keys.
    pub number: u8,
    /// Its region.
    pub region: String,
    /// Prefix of the addresses there.
    pub prefix: String,
    /// Nothing new may be sent.
    pub draining: bool,
    /// The open channel.
    pub channel: Option<String>,
}

/// What handshakes and queries need of a peer.
#[cw_serde]
pub struct PeerLink {
    /// Connection on this chain.
    pub connection: String,
    /// Port on the other.
    pub remote_port: String,
    /// Other end of the open channel.
    pub remote_channel: Option<String>,
}

impl Hub {
    /// The peer of a region.
    pub fn peer(&self, region: &str) -> Result<&Peer, ContractError> {
        self.peers
            .iter()
            .find(|peer| peer.region == region)
            .ok_or_else(|| ContractError::UnknownPeer { region: printable(region) })
    }

    /// The peer with this open channel.
    pub fn peer_of_channel(&self, channel: &str) -> Result<&Peer, ContractError> {
        self.peers
            .iter()
            .find(|peer| peer.channel.as_deref() == Some(channel))
            .ok_or_else(|| ContractError::UnknownChannel { channel: printable(channel) })
    }

    fn change(&mut self, region: &str) -> Result<&mut Peer, ContractError> {
        self.peers
            .iter_mut()
            .find(|peer| peer.region == region)
            .ok_or_else(|| ContractError::UnknownPeer { region: printable(region) })
    }
}

pub fn hub(storage: &dyn Storage) -> StdResult<Hub> {
    let bytes = storage.get(&[HUB]).ok_or_else(|| StdError::not_found("hub"))?;
    let mut reader = Reader::new(&bytes);
    let flags = reader.u8()?;
    let pauses = Pauses::read(flags, &mut reader)?;
    let own = string(reader.short()?)?;
    let mut peers = Vec::new();
    for number in 0..=u8::MAX {
        if reader.is_empty() {
            break;
        }
        let flags = reader.u8()?;
        let (region, prefix) = (string(reader.short()?)?, string(reader.short()?)?);
        let channel = match flags & CHANNEL {
            0 => None,
            _ => Some(string(reader.short()?)?),
        };
        let draining = flags & DRAINING != 0;
        peers.push(Peer { number, region, prefix, draining, channel });
    }
    reader.finish()?;
    Ok(Hub { pauses, own, peers })
}

fn save_hub(storage: &mut dyn Storage, hub: &Hub) -> StdResult<()> {
    let record = Writer::new(hub.pauses.flags());
    let mut record = hub.pauses.write(record).short(hub.own.as_bytes())?;
    for peer in &hub.peers {
        let draining = if peer.draining { DRAINING } else { 0 };
        let channel = if peer.channel.is_some() { CHANNEL } else { 0 };
        record = record
            .u8(draining | channel)
            .short(peer.region.as_bytes())?
            .short(peer.prefix.as_bytes())?;
        if let Some(channel) = &peer.channel {
            record = record.short(channel.as_bytes())?;
        }
    }
    storage.set(&[HUB], &record.finish());
    Ok(())
}

/// The first hub: the own region, without peers.
pub(super) fn create(storage: &mut dyn Storage, own: &str) -> StdResult<()> {
    save_hub(storage, &Hub { own: own.to_string(), ..Hub::default() })
}

pub fn save_pauses(storage: &mut dyn Storage, pauses: Pauses, now: u64) -> StdResult<()> {
    let hub = Hub { pauses: pauses.without_ended(now), ..hub(storage)? };
    save_hub(storage, &hub)
}

/// Registers a peer whose region and link are free, under the next number.
pub fn add_peer(
    storage: &mut dyn Storage,
    region: &str,
    prefix: &str,
    link: &PeerLink,
) -> Result<(), ContractError> {
    let mut hub = hub(storage)?;
    let number = u8::try_from(hub.peers.len()).unwrap_or(u8::MAX);
    if hub.peers.len() >= MAX_PEERS {
        return Err(ContractError::TooManyPeers { max: MAX_PEERS });
    }
    hub.peers.push(Peer {
        number,
        region: region.to_string(),
        prefix: prefix.to_string(),
        ..Peer::default()
    });
    save_hub(storage, &hub)?;
    PEERS.save(storage, region, link)?;
    PEER_LINKS.save(storage, (&link.connection, &link.remote_port), &region.to_string())?;
    Ok(())
}

pub fn set_draining(
    storage: &mut dyn Storage,
    region: &str,
    draining: bool,
) -> Result<(), ContractError> {
    let mut hub = hub(storage)?;
    hub.change(region)?.draining = draining;
    Ok(save_hub(storage, &hub)?)
}

pub fn peer_link(storage: &dyn Storage, region: &str) -> StdResult<PeerLink> {
    PEERS.load(storage, region)
}

pub fn peer_links(
    storage: &dyn Storage,
    start_after: Option<&str>,
    limit: usize,
) -> StdResult<Vec<(String, PeerLink)>> {
    PEERS
        .range(storage, start_after.map(Bound::exclusive), None, Order::Ascending)
        .take(limit)
        .collect()
}

/// Whose connection and port these are.
pub fn region_of_link(
    storage: &dyn Storage,
    connection: &str,
    port: &str,
) -> StdResult<Option<String>> {
    PEER_LINKS.may_load(storage, (connection, port))
}

/// What a handshake is checked against.
pub fn link(
    storage: &dyn Storage,
    connection: &str,
    port: &str,
) -> Result<Option<Link>, ContractError> {
    let Some(region) = region_of_link(storage, connection, port)? else {
        return Ok(None);
    };
    let registered = peer_link(storage, &region)?;
    let open_channel = hub(storage)?.peer(&region)?.channel.clone();
    Ok(Some(Link {
        region,
        connection: registered.connection,
        remote_port: registered.remote_port,
        open_channel,
    }))
}

pub fn open_channel(
    storage: &mut dyn Storage,
    region: &str,
    channel: &str,
    remote_channel: &str,
) -> Result<(), ContractError> {
    set_channel(storage, region, Some((channel, remote_channel)))
}

pub fn close_channel(storage: &mut dyn Storage, region: &str) -> Result<(), ContractError> {
    set_channel(storage, region, None)
}

fn set_channel(
    storage: &mut dyn Storage,
    region: &str,
    ends: Option<(&str, &str)>,
) -> Result<(), ContractError> {
    let mut hub = hub(storage)?;
    hub.change(region)?.channel = ends.map(|(here, _)| here.to_string());
    save_hub(storage, &hub)?;
    let mut link = peer_link(storage, region)?;
    link.remote_channel = ends.map(|(_, there)| there.to_string());
    Ok(PEERS.save(storage, region, &link)?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use cosmwasm_std::testing::MockStorage;

    fn link(port: &str) -> PeerLink {
        let connection = "connection-0".to_string();
        PeerLink { connection, remote_port: port.to_string(), remote_channel: None }
    }

    #[test]
    fn the_hub_has_these_bytes() {
        let mut storage = MockStorage::new();
        create(&mut storage, "west").unwrap();
        add_peer(&mut storage, "east", "ea", &link("wasm.a")).unwrap();
        assert_eq!(storage.get(&[4]).unwrap(), b"\0\x04west\0\x04east\x02ea");
        add_peer(&mut storage, "north", "no", &link("wasm.b")).unwrap();
        open_channel(&mut storage, "east", "channel-7", "channel-1").unwrap();
        set_draining(&mut storage, "north", true).unwrap();
        let mut pauses = Pauses::default();
        pauses.pause(&[RECEIVE], 200, 100).unwrap();
        save_pauses(&mut storage, pauses, 200).unwrap();
        assert_eq!(
            storage.get(&[4]).unwrap(),
            b"\x02\0\0\0\x01\x2c\x04west\x02\x04east\x02ea\x09channel-7\x01\x05north\x02no"
        );

        let read = hub(&storage).unwrap();
        assert_eq!(read.peer_of_channel("channel-7").unwrap(), read.peer("east").unwrap());
        assert_eq!(read.peer("north").unwrap().number, 1);
        assert!(read.peer("east").is_ok_and(|peer| peer.number == 0 && !peer.draining));
        assert!(read.peer_of_channel("channel-70").is_err());
        close_channel(&mut storage, "east").unwrap();
        assert!(hub(&storage).unwrap().peer_of_channel("channel-7").is_err());
    }

    #[test]
    fn peers_are_few() {
        let mut storage = MockStorage::new();
        create(&mut storage, "west").unwrap();
        for n in 0..MAX_PEERS {
            let (region, port) = (format!("r{n}"), format!("wasm.{n}"));
            add_peer(&mut storage, &region, "x", &link(&port)).unwrap();
        }
        assert_eq!(
            add_peer(&mut storage, "last", "x", &link("wasm.last")),
            Err(ContractError::TooManyPeers { max: MAX_PEERS })
        );
        assert!(hub(&storage)
            .unwrap()
            .peers
            .iter()
            .map(|p| usize::from(p.number))
            .eq(0..MAX_PEERS));
    }
}
