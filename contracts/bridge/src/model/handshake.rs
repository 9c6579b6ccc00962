//! Which channel is accepted. The same rule is applied at each of the four steps (ICS-4: OpenInit,
//! OpenTry, OpenAck, OpenConfirm), because a chain has been known to ignore what a contract says at
//! the first two (CWA-2025-007).
//!
//! Authority comes from here alone: a packet's region is the region of the peer whose registered
//! connection and port its channel has, never what the packet says of itself.

use cosmwasm_std::{IbcChannel, IbcOrder};
use isthmus_api::packet::CHANNEL_VERSION;
use isthmus_api::types::{printable, ChannelId, RegionId};

use crate::error::ContractError;

/// What is registered of a peer and bears on a handshake.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// Its region.
    pub region: RegionId,
    /// Connection on this chain.
    pub connection: String,
    /// Port on the other chain.
    pub remote_port: String,
    /// The channel that is open now.
    pub open_channel: Option<ChannelId>,
}

/// Checks a step of a handshake: order, version, the counterparty's version where the step tells it,
/// connection and port, and that the peer has no other open channel.
///
/// `link` is the peer registered for the channel's connection and counterparty port, if any; the
/// answer is its region.
pub fn ensure_accepted(
    channel: &IbcChannel,
    counterparty_version: Option<&str>,
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
    match link.open_channel {
        None => Ok(link.region),
        Some(open) => Err(ContractError::ChannelExists {
            region: link.region.to_string(),
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
pub fn ensure_may_close(
    region: &RegionId,
    draining: bool,
    in_flight: bool,
) -> Result<(), ContractError> {
    if draining && !in_flight {
        return Ok(());
    }
    Err(ContractError::CloseRefused { region: region.to_string() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use cosmwasm_std::IbcEndpoint;

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

    fn link() -> Link {
        Link {
            region: east(),
            connection: "connection-2".to_string(),
            remote_port: "wasm.east1bridge".to_string(),
            open_channel: None,
        }
    }

    #[test]
    fn a_registered_link_is_accepted() {
        assert_eq!(ensure_accepted(&channel(), None, Some(link())), Ok(east()));
        assert_eq!(ensure_accepted(&channel(), Some(CHANNEL_VERSION), Some(link())), Ok(east()));
    }

    #[test]
    fn each_deviation_is_refused() {
        let mut ordered = channel();
        ordered.order = IbcOrder::Ordered;
        assert_eq!(
            ensure_accepted(&ordered, None, Some(link())),
            Err(ContractError::ChannelOrder {})
        );
        for version in ["", "ics20-1", "isthmus-2", "isthmus-1 "] {
            let mut other = channel();
            other.version = version.to_string();
            assert!(ensure_accepted(&other, None, Some(link())).is_err(), "{version}");
            assert!(ensure_accepted(&channel(), Some(version), Some(link())).is_err(), "{version}");
        }
        assert!(ensure_accepted(&channel(), None, None).is_err());
        let mut elsewhere = link();
        elsewhere.connection = "connection-3".to_string();
        assert!(ensure_accepted(&channel(), None, Some(elsewhere)).is_err());
        let mut elsewhere = link();
        elsewhere.remote_port = "transfer".to_string();
        assert!(ensure_accepted(&channel(), None, Some(elsewhere)).is_err());
        let mut busy = link();
        busy.open_channel = ChannelId::new("channel", "channel-1").ok();
        assert!(matches!(
            ensure_accepted(&channel(), None, Some(busy)),
            Err(ContractError::ChannelExists { .. })
        ));
    }

    #[test]
    fn only_a_drained_channel_may_be_closed_from_here() {
        assert!(ensure_may_close(&east(), true, false).is_ok());
        assert!(ensure_may_close(&east(), true, true).is_err());
        assert!(ensure_may_close(&east(), false, false).is_err());
    }
}
