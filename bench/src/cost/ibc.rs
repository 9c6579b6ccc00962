//! What ibc-go 10.5.0 charges for a packet, besides the contract's own callback: reads and writes of
//! its store. Proofs are verified for nothing; their bytes are paid with the transaction's.
//!
//! Paths are below `modules/core` of ibc-go. The order is that of the source, one summand a touch of
//! the store.

use super::{proto_bytes, proto_number, read, write, DELETE, HAS};

/// One end of an open, unordered channel, and what stands behind it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Channel<'a> {
    /// Port here.
    pub port: &'a str,
    /// Channel here.
    pub channel: &'a str,
    /// Port there.
    pub their_port: &'a str,
    /// Channel there.
    pub their_channel: &'a str,
    /// Connection here.
    pub connection: &'a str,
    /// Connection there.
    pub their_connection: &'a str,
    /// Light client of the other chain.
    pub client: &'a str,
    /// The other chain's client of this one.
    pub their_client: &'a str,
    /// Version of the channel.
    pub version: &'a str,
    /// Newest height of the other chain that the client knows, with its revision: `1-523`.
    pub height: &'a str,
}

/// Bytes of a `07-tendermint` client state for a chain id of six characters, as Hermes makes it with
/// the unbonding time of three weeks, with a height of two bytes in protobuf (128 to 16,383).
pub const CLIENT_STATE: usize = 171;
/// Bytes of its consensus state: type, time, root, hash of the next validators.
pub const CONSENSUS_STATE: usize = 134;
/// Bytes of `ibc-client`'s parameters: every kind of client is allowed.
const CLIENT_PARAMS: usize = 3;
/// Bytes of `ibc-connection`'s parameters: thirty seconds a block at most.
const CONNECTION_PARAMS: usize = 6;
/// Bytes of a hash, which stands for a packet and for an acknowledgement.
const HASH: usize = 32;
/// Bytes of a sequence in a value.
const SEQUENCE: usize = 8;

impl Channel<'_> {
    /// `ports/<port>/channels/<channel>`.
    fn path(&self) -> usize {
        "ports/".len() + self.port.len() + "/channels/".len() + self.channel.len()
    }

    /// A key of a packet: `<what>/<path>/sequences/<sequence>`.
    fn packet_key(&self, what: &str, sequence: u64) -> usize {
        what.len() + 1 + self.path() + "/sequences/".len() + sequence.to_string().len()
    }

    fn counter_key(&self, what: &str) -> usize {
        what.len() + 1 + self.path()
    }

    /// `GetChannel`: state, ordering, the other end, the connection, the version.
    fn channel(&self) -> u64 {
        let other = proto_bytes(self.their_port.len()) + proto_bytes(self.their_channel.len());
        let value = proto_number(3)
            + proto_number(1)
            + proto_bytes(other)
            + proto_bytes(self.connection.len())
            + proto_bytes(self.version.len());
        read(self.counter_key("channelEnds"), value)
    }

    /// `GetConnection`: client, one version with both orderings, state, the other end.
    fn connection(&self) -> u64 {
        let version = proto_bytes(1)
            + proto_bytes("ORDER_ORDERED".len())
            + proto_bytes("ORDER_UNORDERED".len());
        let other = proto_bytes(self.their_client.len())
            + proto_bytes(self.their_connection.len())
            + proto_bytes(proto_bytes("ibc".len()));
        let value = proto_bytes(self.client.len())
            + proto_bytes(version)
            + proto_number(3)
            + proto_bytes(other);
        read("connections/".len() + self.connection.len(), value)
    }

    fn client_path(&self) -> usize {
        "clients/".len() + self.client.len() + 1
    }

    fn client_state(&self) -> u64 {
        read(self.client_path() + "clientState".len(), CLIENT_STATE)
    }

    fn consensus_state(&self) -> u64 {
        read(self.client_path() + "consensusStates/".len() + self.height.len(), CONSENSUS_STATE)
    }

    /// `02-client/keeper/keeper.go` `Status`: the client, and the consensus at its newest height.
    fn status(&self) -> u64 {
        self.client_state() + self.consensus_state()
    }

    /// The same file, `VerifyMembership` and `VerifyNonMembership`; without a delay of the
    /// connection they read the consensus alone.
    fn verify(&self) -> u64 {
        connection_params() + route() + self.status() + self.client_state() + self.consensus_state()
    }

    /// `04-channel/keeper/packet.go` `SendPacket`.
    pub fn send_packet(&self, sequence: u64) -> u64 {
        let counter = self.counter_key("nextSequenceSend");
        let status = route() + self.status();
        let newest_height = route() + self.client_state();
        let newest_time = route() + self.client_state() + self.consensus_state();
        self.channel()
            + read(counter, SEQUENCE)
            + self.connection()
            + status
            + newest_height
            + newest_time
            + write(counter, SEQUENCE)
            + write(self.packet_key("commitments", sequence), HASH)
    }

    /// `RecvPacket` of an unordered channel that was never upgraded, and `WriteAcknowledgement`, in
    /// the same file; `keeper/msg_server.go` calls the contract in between.
    pub fn receive_packet(&self, sequence: u64) -> u64 {
        let receipt = self.packet_key("receipts", sequence);
        let upgraded = read(self.counter_key("recvStartSequence"), 0);
        let received = self.channel()
            + self.connection()
            + self.verify()
            + upgraded
            + read(receipt, 0)
            + write(receipt, 1);
        let answered =
            self.channel() + upgraded + HAS + write(self.packet_key("acks", sequence), HASH);
        received + answered
    }

    /// `AcknowledgePacket`, in the same file.
    pub fn acknowledge_packet(&self, sequence: u64) -> u64 {
        self.channel()
            + self.connection()
            + read(self.packet_key("commitments", sequence), HASH)
            + self.verify()
            + DELETE
    }

    /// `04-channel/keeper/timeout.go` `TimeoutPacket` of an unordered channel.
    pub fn time_out_packet(&self, sequence: u64) -> u64 {
        let time_of_proof = route() + self.client_state() + self.consensus_state();
        self.channel()
            + self.connection()
            + time_of_proof
            + read(self.packet_key("commitments", sequence), HASH)
            + self.verify()
            + DELETE
    }
}

/// Which light client: the list of those allowed is read each time (`Route`).
fn route() -> u64 {
    read("clientParams".len(), CLIENT_PARAMS)
}

/// How long a block takes at most, to turn a delay into blocks (`getBlockDelay`).
fn connection_params() -> u64 {
    read("connectionParams".len(), CONNECTION_PARAMS)
}
