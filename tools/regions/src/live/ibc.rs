//! What a chain's IBC module says: connections, channels, packets that nobody has finished.

use super::region::{whole_list, LiveRegion};
use crate::TxResult;
use ibc_proto::ibc::core::channel::v1::{
    IdentifiedChannel, QueryChannelsRequest, QueryChannelsResponse, QueryPacketCommitmentsRequest,
    QueryPacketCommitmentsResponse,
};
use ibc_proto::ibc::core::connection::v1::{
    QueryConnectionRequest, QueryConnectionResponse, QueryConnectionsRequest,
    QueryConnectionsResponse,
};

/// `STATE_OPEN` of both connections and channels.
const OPEN: i32 = 3;

/// A packet that was sent and neither acknowledged nor timed out: its commitment still stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pending {
    /// Port it was sent from.
    pub port: String,
    /// Channel it was sent on.
    pub channel: String,
    /// Its number on that channel.
    pub sequence: u64,
}

impl LiveRegion {
    /// All packets sent from here that are not finished, on every channel, open or closed.
    pub fn pending(&self) -> TxResult<Vec<Pending>> {
        let mut pending = Vec::new();
        for channel in self.channels()? {
            let answer: QueryPacketCommitmentsResponse = self.ask(
                "/ibc.core.channel.v1.Query/PacketCommitments",
                &QueryPacketCommitmentsRequest {
                    port_id: channel.port_id,
                    channel_id: channel.channel_id,
                    pagination: Some(whole_list()),
                },
            )?;
            pending.extend(answer.commitments.into_iter().map(|state| Pending {
                port: state.port_id,
                channel: state.channel_id,
                sequence: state.sequence,
            }));
        }
        Ok(pending)
    }

    pub(super) fn channels(&self) -> TxResult<Vec<IdentifiedChannel>> {
        let answer: QueryChannelsResponse = self.ask(
            "/ibc.core.channel.v1.Query/Channels",
            &QueryChannelsRequest { pagination: Some(whole_list()) },
        )?;
        Ok(answer.channels)
    }

    /// The other end of an open connection.
    pub(super) fn counterparty_connection(&self, id: &str) -> TxResult<Option<String>> {
        let answer: QueryConnectionResponse = self.ask(
            "/ibc.core.connection.v1.Query/Connection",
            &QueryConnectionRequest { connection_id: id.to_string() },
        )?;
        Ok(answer
            .connection
            .filter(|end| end.state == OPEN)
            .and_then(|end| end.counterparty)
            .map(|other| other.connection_id))
    }

    /// Open connections through light clients, with the other end of each. Every ibc-go chain also has
    /// `connection-localhost`, open and its own counterparty: it leads nowhere.
    pub(super) fn open_connections(&self) -> TxResult<Vec<(String, String)>> {
        let answer: QueryConnectionsResponse = self.ask(
            "/ibc.core.connection.v1.Query/Connections",
            &QueryConnectionsRequest { pagination: Some(whole_list()) },
        )?;
        Ok(answer
            .connections
            .into_iter()
            .filter(|end| end.state == OPEN && end.client_id.starts_with("07-tendermint"))
            .filter_map(|end| Some((end.id, end.counterparty?.connection_id)))
            .collect())
    }
}

/// An open channel between two ports, newest first by its number.
pub(super) fn newest_open(
    channels: &[IdentifiedChannel],
    port: &str,
    other_port: &str,
    connection: &str,
) -> Option<(String, String)> {
    let number = |id: &str| id.rsplit('-').next().and_then(|n| n.parse::<u64>().ok());
    channels
        .iter()
        .filter(|c| c.state == OPEN && c.port_id == port)
        .filter(|c| c.connection_hops.iter().any(|hop| hop == connection))
        .filter_map(|c| {
            let other = c.counterparty.as_ref()?;
            (other.port_id == other_port).then(|| (c.channel_id.clone(), other.channel_id.clone()))
        })
        .max_by_key(|(id, _)| number(id))
}
