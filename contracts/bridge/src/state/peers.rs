//! Peers, their channels, and the pauses.
//!
//! What every packet needs is one record: the pauses, the own region, and of each peer its prefix,
//! status and channel. A packet in either direction reads it once, where the pauses, a peer and a
//! channel would be two or three reads of more than a thousand gas each. A further peer costs each
//! packet some sixty gas, which is why there are at most [`isthmus_api::bridge::MAX_PEERS`].
//! Connection and port, which only handshakes need, lie apart.

use cosmwasm_std::{Order, StdError, StdResult, Storage};
use cw_storage_plus::{Bound, Map};
use isthmus_api::bridge::PeerStatus;
use isthmus_api::packed::{Reader, Writer};
use isthmus_api::types::{ChannelId, RegionId};
use isthmus_kit::pause::Pauses;
use isthmus_wire::wire;

use super::{channel, region, text};
use crate::model::handshake::Link;
use crate::model::peers::{Peer, Peers};
use crate::model::route::RECEIVE;

pub(super) const PEERS: u8 = 0x04;
/// There while a peer is frozen or receiving has been paused. What it says stands in the record of the
/// peers, which an outcome reads only if this is there: 200 gas less for each refund of a good day.
pub(super) const WITHHELD: u8 = 0x06;

pub(super) const LINKS: Map<&str, PeerLink> = Map::new("peers");
pub(super) const REGION_OF_LINK: Map<(&str, &str), RegionId> = Map::new("peer_links");

const DRAINING: u8 = 1;
const CHANNEL: u8 = 2;
const FROZEN: u8 = 4;
const ABANDONED: u8 = 8;

/// What handshakes and queries need of a peer.
#[wire]
pub struct PeerLink {
    /// Connection on this chain.
    pub connection: String,
    /// Port on the other.
    pub remote_port: String,
    /// Other end of the open channel.
    pub remote_channel: Option<ChannelId>,
    /// When the connection was given up, in seconds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub abandoned_at: Option<u64>,
}

pub fn load_peers(storage: &dyn Storage) -> StdResult<Peers> {
    let bytes = storage.get(&[PEERS]).ok_or_else(|| StdError::not_found("peers"))?;
    let mut reader = Reader::new(&bytes);
    let flags = reader.u8()?;
    let pauses = Pauses::read(flags, &mut reader)?;
    let own = region(text(reader.short()?)?)?;
    let mut all = Vec::new();
    for number in 0..=u8::MAX {
        if reader.is_empty() {
            break;
        }
        all.push(read_peer(number, &mut reader)?);
    }
    reader.finish()?;
    Ok(Peers { pauses, own, all })
}

fn read_peer(number: u8, reader: &mut Reader) -> StdResult<Peer> {
    let flags = reader.u8()?;
    Ok(Peer {
        number,
        status: match flags & (DRAINING | FROZEN | ABANDONED) {
            0 => PeerStatus::Open,
            DRAINING => PeerStatus::Draining,
            FROZEN => PeerStatus::Frozen,
            _ => PeerStatus::Abandoned,
        },
        region: region(text(reader.short()?)?)?,
        prefix: text(reader.short()?)?.to_string(),
        channel: if flags & CHANNEL == 0 { None } else { Some(channel(text(reader.short()?)?)?) },
    })
}

pub fn save_peers(storage: &mut dyn Storage, peers: &Peers) -> StdResult<()> {
    let record = Writer::new(peers.pauses.flags());
    let mut record = peers.pauses.write(record).short(peers.own.as_str().as_bytes())?;
    for peer in &peers.all {
        let status = match peer.status {
            PeerStatus::Open => 0,
            PeerStatus::Draining => DRAINING,
            PeerStatus::Frozen => FROZEN,
            PeerStatus::Abandoned => ABANDONED,
        };
        let channel = if peer.channel.is_some() { CHANNEL } else { 0 };
        record = record
            .u8(status | channel)
            .short(peer.region.as_str().as_bytes())?
            .short(peer.prefix.as_bytes())?;
        if let Some(channel) = &peer.channel {
            record = record.short(channel.as_str().as_bytes())?;
        }
    }
    storage.set(&[PEERS], &record.finish());
    // As of the first second: whatever is on record, also if it has ended.
    let has_paused = peers.pauses.until(RECEIVE, 0).is_some();
    let has_frozen = || peers.all.iter().any(|peer| peer.ensure_not_frozen().is_err());
    if has_paused || has_frozen() {
        storage.set(&[WITHHELD], &[1]);
    } else if may_withhold(storage) {
        storage.remove(&[WITHHELD]);
    }
    Ok(())
}

/// Whether a peer is frozen or receiving has been paused.
pub fn may_withhold(storage: &dyn Storage) -> bool {
    storage.get(&[WITHHELD]).is_some()
}

pub fn save_link(storage: &mut dyn Storage, region: &RegionId, link: &PeerLink) -> StdResult<()> {
    LINKS.save(storage, region.as_str(), link)?;
    REGION_OF_LINK.save(storage, (&link.connection, &link.remote_port), region)
}

/// Forgets whose connection and port these were.
pub fn remove_link(storage: &mut dyn Storage, link: &PeerLink) {
    REGION_OF_LINK.remove(storage, (&link.connection, &link.remote_port));
}

pub fn load_link(storage: &dyn Storage, region: &RegionId) -> StdResult<PeerLink> {
    LINKS.load(storage, region.as_str())
}

pub fn list_links(
    storage: &dyn Storage,
    start_after: Option<&str>,
    limit: usize,
) -> StdResult<Vec<(RegionId, PeerLink)>> {
    LINKS
        .range(storage, start_after.map(Bound::exclusive), None, Order::Ascending)
        .take(limit)
        .map(|entry| entry.and_then(|(name, link)| Ok((region(&name)?, link))))
        .collect()
}

/// Whose connection and port these are.
pub fn find_region_of_link(
    storage: &dyn Storage,
    connection: &str,
    port: &str,
) -> StdResult<Option<RegionId>> {
    REGION_OF_LINK.may_load(storage, (connection, port))
}

/// What a handshake is checked against.
pub fn find_link(storage: &dyn Storage, connection: &str, port: &str) -> StdResult<Option<Link>> {
    let Some(region) = find_region_of_link(storage, connection, port)? else {
        return Ok(None);
    };
    let registered = load_link(storage, &region)?;
    let Peers { own, all, .. } = load_peers(storage)?;
    let peer = all.into_iter().find(|peer| peer.region == region);
    let peer = peer.ok_or_else(|| StdError::not_found("peer"))?;
    let PeerLink { connection, remote_port, .. } = registered;
    Ok(Some(Link { own, peer, connection, remote_port }))
}

/// The other end of a peer's channel; none once it is closed.
pub fn save_remote_channel(
    storage: &mut dyn Storage,
    region: &RegionId,
    remote: Option<ChannelId>,
) -> StdResult<()> {
    let mut link = load_link(storage, region)?;
    link.remote_channel = remote;
    LINKS.save(storage, region.as_str(), &link)
}

#[cfg(test)]
mod tests {
    use super::*;
    use cosmwasm_std::testing::MockStorage;

    #[test]
    fn the_record_has_these_bytes() {
        let mut storage = MockStorage::new();
        let mut peers = Peers::new(region("west").unwrap());
        let (east, north) = (region("east").unwrap(), region("north").unwrap());
        peers.add(east.clone(), "ea".to_string()).unwrap();
        save_peers(&mut storage, &peers).unwrap();
        assert_eq!(storage.get(&[4]).unwrap(), b"\0\x04west\0\x04east\x02ea");
        peers.add(north.clone(), "no".to_string()).unwrap();
        peers.find_mut(&east).unwrap().channel = Some(channel("channel-7").unwrap());
        peers.find_mut(&north).unwrap().status = PeerStatus::Draining;
        peers.pauses.pause(&[RECEIVE], 200, 100).unwrap();
        save_peers(&mut storage, &peers).unwrap();
        assert_eq!(
            storage.get(&[4]).unwrap(),
            b"\x02\0\0\0\x01\x2c\x04west\x02\x04east\x02ea\x09channel-7\x01\x05north\x02no"
        );
        assert_eq!(load_peers(&storage).unwrap(), peers);
    }

    #[test]
    fn the_mark_is_there_while_something_may_be_withheld() {
        let mut storage = MockStorage::new();
        let east = region("east").unwrap();
        let mut peers = Peers::new(region("west").unwrap());
        peers.add(east.clone(), "ea".to_string()).unwrap();
        save_peers(&mut storage, &peers).unwrap();
        assert!(!may_withhold(&storage));
        peers.find_mut(&east).unwrap().status = PeerStatus::Frozen;
        save_peers(&mut storage, &peers).unwrap();
        assert!(may_withhold(&storage));
        peers.find_mut(&east).unwrap().status = PeerStatus::Draining;
        save_peers(&mut storage, &peers).unwrap();
        assert!(!may_withhold(&storage));
        peers.pauses.pause(&[RECEIVE], 200, 100).unwrap();
        save_peers(&mut storage, &peers).unwrap();
        assert!(may_withhold(&storage));
        peers.pauses.unpause(&[RECEIVE]);
        save_peers(&mut storage, &peers).unwrap();
        assert!(!may_withhold(&storage));
    }

    #[test]
    fn a_link_is_found_from_both_ends_of_its_name() {
        let mut storage = MockStorage::new();
        let mut peers = Peers::new(region("west").unwrap());
        let east = region("east").unwrap();
        peers.add(east.clone(), "ea".to_string()).unwrap();
        save_peers(&mut storage, &peers).unwrap();
        let link = PeerLink {
            connection: "connection-0".to_string(),
            remote_port: "wasm.a".to_string(),
            remote_channel: None,
            abandoned_at: None,
        };
        save_link(&mut storage, &east, &link).unwrap();
        assert_eq!(find_link(&storage, "connection-0", "wasm.b").unwrap(), None);
        let found = find_link(&storage, "connection-0", "wasm.a").unwrap().unwrap();
        assert_eq!((found.peer.region, found.peer.channel), (east.clone(), None));
        let remote = channel("channel-1").unwrap();
        save_remote_channel(&mut storage, &east, Some(remote.clone())).unwrap();
        assert_eq!(load_link(&storage, &east).unwrap().remote_channel, Some(remote));
    }
}
