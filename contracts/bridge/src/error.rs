//! Everything that can be refused, with its stable code.
//!
//! A text travels inside IBC error acknowledgements, so it is ASCII without `<`, `>` and `&`, and
//! whatever a stranger wrote goes through `types::printable` first.

use cosmwasm_std::{StdError, Uint128};
use isthmus_api::types::InputError;
use isthmus_kit::AccessError;
use isthmus_wire::printable_within;
use thiserror::Error;

/// Why a message or a packet is refused.
#[derive(Error, Debug, PartialEq)]
pub enum ContractError {
    /// What all contracts do alike refuses.
    #[error(transparent)]
    Access(#[from] AccessError),
    /// Storage or encoding.
    #[error("{0} [BR-001]")]
    Std(#[from] StdError),
    /// A field breaks its rule.
    #[error("{0} [BR-008]")]
    Input(#[from] InputError),
    /// No peer has this region.
    #[error("no peer is registered for region {region} [BR-010]")]
    UnknownPeer {
        /// The region.
        region: String,
    },
    /// The region is this one or has a peer.
    #[error("region {region} is this one or has a peer [BR-011]")]
    PeerTaken {
        /// The region.
        region: String,
    },
    /// The connection and port belong to another peer.
    #[error("connection {connection} and port {port} belong to the peer {region} [BR-012]")]
    LinkTaken {
        /// Connection on this chain.
        connection: String,
        /// Port on the other.
        port: String,
        /// Whose they are.
        region: String,
    },
    /// A handshake from a connection and port that no peer has.
    #[error("no peer has connection {connection} and port {port} [BR-013]")]
    UnregisteredLink {
        /// Connection on this chain.
        connection: String,
        /// Port on the other.
        port: String,
    },
    /// A handshake for an ordered channel.
    #[error("the channel must be unordered [BR-014]")]
    ChannelOrder {},
    /// A handshake with another version.
    #[error("{side} version must be {expected}, got {given} [BR-015]")]
    ChannelVersion {
        /// `channel` or `counterparty`.
        side: &'static str,
        /// Ours.
        expected: &'static str,
        /// Theirs.
        given: String,
    },
    /// The peer has an open channel.
    #[error("the peer {region} has the open channel {channel} [BR-016]")]
    ChannelExists {
        /// The peer.
        region: String,
        /// Its channel.
        channel: String,
    },
    /// The channel may not be closed now.
    #[error("the channel to {region} can be closed only when draining or frozen and nothing is in flight [BR-017]")]
    CloseRefused {
        /// The peer.
        region: String,
    },
    /// No peer has this channel.
    #[error("no peer has the open channel {channel} [BR-018]")]
    UnknownChannel {
        /// The channel.
        channel: String,
    },
    /// The peer is draining.
    #[error("the peer {region} is draining [BR-019]")]
    PeerDraining {
        /// The peer.
        region: String,
    },
    /// The peer has no open channel.
    #[error("the peer {region} has no open channel [BR-020]")]
    NoChannel {
        /// The peer.
        region: String,
    },
    /// The token is not registered.
    #[error("token {token} is not registered [BR-021]")]
    UnknownToken {
        /// The token, or its contract.
        token: String,
    },
    /// The token has another contract, or the contract another token.
    #[error("token {token} or contract {contract} is registered otherwise [BR-022]")]
    TokenTaken {
        /// The token.
        token: String,
        /// The contract.
        contract: String,
    },
    /// No limit is set in this direction, so nothing passes.
    #[error("no {direction} limit is set for this token and peer [BR-023]")]
    RouteShut {
        /// `outbound` or `inbound`.
        direction: &'static str,
    },
    /// Neither side is the token's home.
    #[error("token {token} is at home neither here nor in {region} [BR-024]")]
    NotHome {
        /// The token.
        token: String,
        /// The peer.
        region: String,
    },
    /// A cap on what is abroad, away from home.
    #[error("a cap on what is abroad is set at the home of {token} only [BR-025]")]
    CapAway {
        /// The token.
        token: String,
    },
    /// The rate limit.
    #[error("{direction} limit: {available} available now, got {given} [BR-026]")]
    RateLimit {
        /// `outbound` or `inbound`.
        direction: &'static str,
        /// What may pass now.
        available: Uint128,
        /// What should.
        given: Uint128,
    },
    /// More would be abroad than the cap.
    #[error("at most {cap} may be abroad with this peer, would be {would} [BR-027]")]
    OutstandingCap {
        /// The cap.
        cap: Uint128,
        /// What would be.
        would: Uint128,
    },
    /// More comes home than is abroad.
    #[error("{outstanding} is abroad with this peer, got {given} [BR-028]")]
    NotOutstanding {
        /// What is abroad.
        outstanding: Uint128,
        /// What comes.
        given: Uint128,
    },
    /// The receiver is no address of the other region.
    #[error("receiver must be a lower-case bech32 address of prefix {prefix} with its own checksum, got {given} [BR-029]")]
    RemoteReceiver {
        /// The peer's prefix.
        prefix: String,
        /// The receiver.
        given: String,
    },
    /// The receiver is the bridge or the token itself.
    #[error("{given} cannot receive: it is the bridge or the token [BR-030]")]
    BlockedReceiver {
        /// The receiver.
        given: String,
    },
    /// The packet is too large.
    #[error("a packet has at most {max} bytes, got {given} [BR-031]")]
    PacketSize {
        /// Most bytes.
        max: u64,
        /// Its bytes.
        given: u64,
    },
    /// The packet or the hook cannot be read.
    #[error("{what} cannot be read: {reason} [BR-032]")]
    Unreadable {
        /// `packet` or `hook`.
        what: &'static str,
        /// Why, made printable.
        reason: String,
    },
    /// The packet has another major version.
    #[error("envelope version must be {expected}, got {given} [BR-033]")]
    EnvelopeVersion {
        /// Ours.
        expected: u16,
        /// Theirs.
        given: u16,
    },
    /// The packet names another region than the channel's.
    #[error("packet field {field} must be {expected}, got {given} [BR-034]")]
    WrongRegion {
        /// `from` or `to`.
        field: &'static str,
        /// What the channel says.
        expected: String,
        /// What the packet says, made printable.
        given: String,
    },
    /// There is no such claim.
    #[error("no claim for packet {id} of {token} to {region} [BR-035]")]
    UnknownClaim {
        /// Region it was sent to.
        region: String,
        /// Token.
        token: String,
        /// Its number.
        id: u64,
    },
    /// The packet is not disputed.
    #[error("packet {id} to {region} is not disputed [BR-036]")]
    UnknownDispute {
        /// Region it was sent to.
        region: String,
        /// Its number.
        id: u64,
    },
    /// A sum beyond what can be counted.
    #[error("the ledger cannot count that far [BR-037]")]
    Overflow {},
    /// One more peer than a bridge takes.
    #[error("a bridge has at most {max} peers [BR-039]")]
    TooManyPeers {
        /// Most.
        max: usize,
    },
    /// The token lists the receiver as blocked (`screen_foreign`).
    #[error("the token's compliance role blocks the receiver {given} [BR-040]")]
    ScreenedReceiver {
        /// The receiver.
        given: String,
    },
    /// A peer whose port is that of no contract with the peer's prefix.
    #[error("remote_port must be wasm. and the bech32 address of a contract (32 bytes) of prefix {prefix}, got {given} [BR-041]")]
    RemotePort {
        /// The peer's prefix.
        prefix: String,
        /// Given, made printable.
        given: String,
    },
    /// A peer with the prefix of this chain: its accounts and ours could not be told apart.
    #[error("address_prefix {prefix} is that of this chain [BR-042]")]
    OwnPrefix {
        /// The prefix.
        prefix: String,
    },
    /// The other region begins the handshakes between the two.
    #[error("{begins} begins the handshakes between the two regions [BR-043]")]
    WrongEnd {
        /// The region that begins.
        begins: String,
    },
    /// The peer was cut off.
    #[error("the peer {region} is frozen [BR-044]")]
    PeerFrozen {
        /// The peer.
        region: String,
    },
    /// The peer's connection was given up.
    #[error("the peer {region} is abandoned: bind it to another connection [BR-045]")]
    PeerAbandoned {
        /// The peer.
        region: String,
    },
    /// The peer's connection was not given up.
    #[error("the peer {region} is not abandoned [BR-046]")]
    NotAbandoned {
        /// The peer.
        region: String,
    },
    /// An outcome may still come.
    #[error("packets to {region} are overdue from {at} on, now it is {now} (seconds) [BR-047]")]
    NotOverdue {
        /// The peer.
        region: String,
        /// From when on.
        at: u64,
        /// Now.
        now: u64,
    },
    /// The packet has an outcome, or was never sent.
    #[error("packet {id} to {region} is not in flight [BR-048]")]
    NotInFlight {
        /// Region it was sent to.
        region: String,
        /// Its number.
        id: u64,
    },
    /// A packet to the peer has no outcome yet.
    #[error("a packet to {region} is in flight [BR-049]")]
    InFlight {
        /// The peer.
        region: String,
    },
    /// The claim can be paid, so that nobody contests it.
    #[error("claims on {region} are paid: it is not frozen, and receiving is not paused [BR-050]")]
    NotWithheld {
        /// Region the money was sent to.
        region: String,
    },
}

impl ContractError {
    /// What cannot be read, and why: a sentence that names the field and what is expected of it.
    pub fn unreadable(what: &'static str, reason: &str) -> Self {
        const MAX_REASON: usize = 300;
        Self::Unreadable { what, reason: printable_within(reason, MAX_REASON) }
    }
}
