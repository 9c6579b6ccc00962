//! Which channel is accepted. The same rule is applied at each of the four steps (ICS-4: OpenInit,
//! OpenTry, OpenAck, OpenConfirm), because a chain has been known to ignore what a contract says at
//! the first two (CWA-2025-007).
//!
//! Authority comes from here alone: a packet's region is the region of the peer whose registered
//! connection and port its channel has, never what the packet says of itself.

use cosmwasm_std::{IbcChannel, IbcOrder};
use isthmus_api::bridge::PeerStatus;
use isthmus_api::packet::CHANNEL_VERSION;
use isthmus_api::types::{printable, RegionId};

use super::peers::Peer;
use crate::error::ContractError;

/// Which end of a handshake takes a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// The one that began it: OpenInit and OpenAck.
    First,
    /// The other: OpenTry and OpenConfirm.
    Second,
}

impl End {
    /// Which of the two this region is with a peer: the one whose name sorts first begins, and the other
    /// never does. If either could, a stranger could let two handshakes cross, so that each region takes
    /// another pair of ends for its open channel and nothing arrives.
    pub fn of(own: &RegionId, peer: &RegionId) -> Self {
        if own.as_str() < peer.as_str() {
            Self::First
        } else {
            Self::Second
        }
    }
}

/// What is registered of a peer and bears on a handshake.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// This region.
    pub own: RegionId,
    /// The peer.
    pub peer: Peer,
    /// Connection on this chain.
    pub connection: String,
    /// Port on the other chain.
    pub remote_port: String,
}

/// Checks a step of a handshake: order, version, the counterparty's version where the step tells it,
/// connection and port, that this end is the one to take it, and that the peer may have a channel and has
/// no other.
///
/// `link` is the peer registered for the channel's connection and counterparty port, if any; the
/// answer is its region.
pub fn ensure_accepted(
    channel: &IbcChannel,
    counterparty_version: Option<&str>,
    end: End,
    link: Option<Link>,
) -> Result<RegionId, ContractError> {
    if channel.order != IbcOrder::Unordered {
        return Err(ContractError::ChannelOrder {});
    }
    ensure_version("channel", &channel.version)?;
    if let Some(version) = counterparty_version {
        ensure_version("counterparty", version)?;
    }
    let port = &channel.counterparty_endpoint.port_id;
    let link = link
        .filter(|l| l.connection == channel.connection_id && l.remote_port == *port)
        .ok_or_else(|| ContractError::UnregisteredLink {
            connection: printable(&channel.connection_id),
            port: printable(port),
        })?;
    let Link { own, peer, .. } = link;
    if End::of(&own, &peer.region) != end {
        return Err(ContractError::WrongEnd { begins: own.min(peer.region).to_string() });
    }
    peer.ensure_open()?;
    match peer.channel {
        None => Ok(peer.region),
        Some(open) => Err(ContractError::ChannelExists {
            region: peer.region.to_string(),
            channel: open.to_string(),
        }),
    }
}

/// The version is fixed: what may vary is inside the envelope, so that every relayer works.
fn ensure_version(side: &'static str, given: &str) -> Result<(), ContractError> {
    if given == CHANNEL_VERSION {
        return Ok(());
    }
    Err(ContractError::ChannelVersion { side, expected: CHANNEL_VERSION, given: printable(given) })
}

/// Fails unless this side may close: nothing new is sent and nothing is under way. Anyone may ask
/// a chain to close a channel, so this is all that keeps it open.
pub fn ensure_may_close(peer: &Peer, in_flight: bool) -> Result<(), ContractError> {
    if peer.status != PeerStatus::Open && !in_flight {
        return Ok(());
    }
    Err(ContractError::CloseRefused { region: peer.region.to_string() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use cosmwasm_std::IbcEndpoint;
    use isthmus_api::types::ChannelId;

    fn channel() -> IbcChannel {
        let end = |port: &str, channel: &str| IbcEndpoint {
            port_id: port.to_string(),
            channel_id: channel.to_string(),
        };
        IbcChannel::new(
            end("wasm.west1bridge", "channel-4"),
            end("wasm.east1bridge", "channel-9"),
            IbcOrder::Unordered,
            CHANNEL_VERSION,
            "connection-2",
        )
    }

    fn east() -> RegionId {
        RegionId::new("region", "east").unwrap()
    }

    fn peer(status: PeerStatus) -> Peer {
        Peer { number: 0, region: east(), prefix: "east".to_string(), status, channel: None }
    }

    fn link() -> Link {
        Link {
            own: RegionId::new("region", "west").unwrap(),
            peer: peer(PeerStatus::Open),
            connection: "connection-2".to_string(),
            remote_port: "wasm.east1bridge".to_string(),
        }
    }

    /// As the west is asked, whose name comes after the east's.
    fn accepted(
        channel: &IbcChannel,
        version: Option<&str>,
        link: Option<Link>,
    ) -> Result<RegionId, ContractError> {
        ensure_accepted(channel, version, End::Second, link)
    }

    #[test]
    fn a_registered_link_is_accepted() {
        assert_eq!(accepted(&channel(), None, Some(link())), Ok(east()));
        assert_eq!(accepted(&channel(), Some(CHANNEL_VERSION), Some(link())), Ok(east()));
    }

    #[test]
    fn of_two_regions_one_begins_and_the_other_only_answers() {
        let [west, east] = [link().own, east()];
        assert_eq!([End::of(&east, &west), End::of(&west, &east)], [End::First, End::Second]);
        let there = Link {
            own: east,
            peer: Peer { region: west.clone(), ..peer(PeerStatus::Open) },
            ..link()
        };
        for (end, link, expected) in [
            (End::First, there.clone(), Ok(west)),
            (End::Second, there, Err(ContractError::WrongEnd { begins: "east".to_string() })),
            (End::First, link(), Err(ContractError::WrongEnd { begins: "east".to_string() })),
        ] {
            assert_eq!(ensure_accepted(&channel(), None, end, Some(link)), expected);
        }
    }

    #[test]
    fn a_draining_or_frozen_peer_gets_no_new_channel() {
        let of = |status| accepted(&channel(), None, Some(Link { peer: peer(status), ..link() }));
        let region = || "east".to_string();
        let draining = ContractError::PeerDraining { region: region() };
        assert_eq!(of(PeerStatus::Draining), Err(draining));
        assert_eq!(of(PeerStatus::Frozen), Err(ContractError::PeerFrozen { region: region() }));
    }

    #[test]
    fn each_deviation_is_refused() {
        let mut ordered = channel();
        ordered.order = IbcOrder::Ordered;
        assert_eq!(accepted(&ordered, None, Some(link())), Err(ContractError::ChannelOrder {}));
        for version in ["", "ics20-1", "isthmus-2", "isthmus-1 "] {
            let mut other = channel();
            other.version = version.to_string();
            assert!(accepted(&other, None, Some(link())).is_err(), "{version}");
            assert!(accepted(&channel(), Some(version), Some(link())).is_err(), "{version}");
        }
        assert!(accepted(&channel(), None, None).is_err());
        let mut elsewhere = link();
        elsewhere.connection = "connection-3".to_string();
        assert!(accepted(&channel(), None, Some(elsewhere)).is_err());
        let mut elsewhere = link();
        elsewhere.remote_port = "transfer".to_string();
        assert!(accepted(&channel(), None, Some(elsewhere)).is_err());
        let mut busy = link();
        busy.peer.channel = ChannelId::new("channel", "channel-1").ok();
        assert!(matches!(
            accepted(&channel(), None, Some(busy)),
            Err(ContractError::ChannelExists { .. })
        ));
    }

    #[test]
    fn only_a_drained_channel_may_be_closed_from_here() {
        for (status, may) in
            [(PeerStatus::Open, false), (PeerStatus::Draining, true), (PeerStatus::Frozen, true)]
        {
            assert_eq!(ensure_may_close(&peer(status), false).is_ok(), may, "{status:?}");
            assert!(ensure_may_close(&peer(status), true).is_err(), "{status:?}");
        }
    }
}
