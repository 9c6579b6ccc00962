//! The regions this one is joined to. Authority comes from here alone: a packet speaks for the peer
//! whose open channel it came through.

use isthmus_api::bridge::{PeerStatus, MAX_PEERS};
use isthmus_api::types::{printable, ChannelId, RegionId};
use isthmus_kit::pause::Pauses;

use crate::error::ContractError;

/// What every packet needs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Peers {
    /// Pauses of sending and receiving.
    pub pauses: Pauses,
    /// This region.
    pub own: RegionId,
    /// The others, in the order of their numbers.
    pub all: Vec<Peer>,
}

/// What packets need of a peer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Peer {
    /// Its number, from 0 on: what stands for it in keys.
    pub number: u8,
    /// Its region.
    pub region: RegionId,
    /// Prefix of the addresses there.
    pub prefix: String,
    /// Whether packets pass.
    pub status: PeerStatus,
    /// The open channel.
    pub channel: Option<ChannelId>,
}

impl Peer {
    /// The same, which takes nothing new any more.
    pub fn drained(&self) -> Self {
        let status = match self.status {
            PeerStatus::Open | PeerStatus::Draining => PeerStatus::Draining,
            stopped @ (PeerStatus::Frozen | PeerStatus::Abandoned) => stopped,
        };
        Self { status, ..self.clone() }
    }

    /// Fails while it is frozen.
    pub fn ensure_not_frozen(&self) -> Result<(), ContractError> {
        match self.status {
            PeerStatus::Frozen => {
                Err(ContractError::PeerFrozen { region: self.region.to_string() })
            }
            PeerStatus::Open | PeerStatus::Draining | PeerStatus::Abandoned => Ok(()),
        }
    }

    /// Fails once its connection was given up.
    pub fn ensure_bound(&self) -> Result<(), ContractError> {
        match self.status {
            PeerStatus::Abandoned => {
                Err(ContractError::PeerAbandoned { region: self.region.to_string() })
            }
            PeerStatus::Open | PeerStatus::Draining | PeerStatus::Frozen => Ok(()),
        }
    }

    /// Fails unless its connection was given up.
    pub fn ensure_abandoned(&self) -> Result<(), ContractError> {
        match self.ensure_bound() {
            Ok(()) => Err(ContractError::NotAbandoned { region: self.region.to_string() }),
            Err(_) => Ok(()),
        }
    }

    /// Fails unless it is open: then packets may be sent to it, and it may get a channel.
    pub fn ensure_open(&self) -> Result<(), ContractError> {
        self.ensure_not_frozen()?;
        self.ensure_bound()?;
        match self.status {
            PeerStatus::Draining => {
                Err(ContractError::PeerDraining { region: self.region.to_string() })
            }
            PeerStatus::Open | PeerStatus::Frozen | PeerStatus::Abandoned => Ok(()),
        }
    }
}

impl Peers {
    /// A region without peers.
    pub fn new(own: RegionId) -> Self {
        Self { pauses: Pauses::default(), own, all: Vec::new() }
    }

    /// The peer of a region.
    pub fn find(&self, region: &RegionId) -> Result<&Peer, ContractError> {
        self.all.iter().find(|peer| peer.region == *region).ok_or_else(|| unknown(region))
    }

    /// The peer of a region, to change it.
    pub fn find_mut(&mut self, region: &RegionId) -> Result<&mut Peer, ContractError> {
        self.all.iter_mut().find(|peer| peer.region == *region).ok_or_else(|| unknown(region))
    }

    /// The peer with this open channel.
    pub fn find_by_channel(&self, channel: &str) -> Result<&Peer, ContractError> {
        let is_its = |peer: &&Peer| peer.channel.as_ref().is_some_and(|c| c.as_str() == channel);
        self.all
            .iter()
            .find(is_its)
            .ok_or_else(|| ContractError::UnknownChannel { channel: printable(channel) })
    }

    /// Fails when the region is this one or has a peer, and when there are as many peers as a bridge
    /// takes.
    pub fn ensure_free(&self, region: &RegionId) -> Result<(), ContractError> {
        if *region == self.own || self.find(region).is_ok() {
            return Err(ContractError::PeerTaken { region: region.to_string() });
        }
        if self.all.len() >= MAX_PEERS {
            return Err(ContractError::TooManyPeers { max: MAX_PEERS });
        }
        Ok(())
    }

    /// Adds a peer, under the next number. Fails when the region is not free.
    pub fn add(&mut self, region: RegionId, prefix: String) -> Result<(), ContractError> {
        self.ensure_free(&region)?;
        let number = u8::try_from(self.all.len()).unwrap_or(u8::MAX);
        self.all.push(Peer { number, region, prefix, status: PeerStatus::Open, channel: None });
        Ok(())
    }
}

fn unknown(region: &RegionId) -> ContractError {
    ContractError::UnknownPeer { region: region.to_string() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn region(name: &str) -> RegionId {
        RegionId::new("region", name).unwrap()
    }

    #[test]
    fn peers_are_few_and_numbered_as_they_come() {
        let mut peers = Peers::new(region("west"));
        for n in 0..MAX_PEERS {
            peers.add(region(&format!("r{n}")), "x".to_string()).unwrap();
        }
        assert_eq!(
            peers.add(region("last"), "x".to_string()),
            Err(ContractError::TooManyPeers { max: MAX_PEERS })
        );
        assert!(peers.all.iter().map(|p| usize::from(p.number)).eq(0..MAX_PEERS));
    }

    #[test]
    fn a_region_has_one_peer_and_is_not_its_own() {
        let mut peers = Peers::new(region("west"));
        peers.add(region("east"), "x".to_string()).unwrap();
        for taken in ["west", "east"] {
            let refused = peers.add(region(taken), "y".to_string());
            assert_eq!(refused, Err(ContractError::PeerTaken { region: taken.to_string() }));
        }
        assert_eq!(peers.all.len(), 1);
    }

    #[test]
    fn a_channel_is_found_by_its_whole_name() {
        let mut peers = Peers::new(region("west"));
        peers.add(region("east"), "x".to_string()).unwrap();
        let channel = ChannelId::new("channel", "channel-7").unwrap();
        peers.find_mut(&region("east")).unwrap().channel = Some(channel);
        assert_eq!(peers.find_by_channel("channel-7"), peers.find(&region("east")));
        assert!(peers.find_by_channel("channel-70").is_err());
        assert!(peers.find_by_channel("").is_err());
    }
}
