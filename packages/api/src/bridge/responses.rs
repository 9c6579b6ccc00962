//! What the bridge answers.

use cosmwasm_std::{Binary, Uint128};
use isthmus_wire::wire;

use super::{Channel, PacketKey, PacketStatus, PeerStatus};
use crate::types::LimitState;

/// Answer to `config`.
#[wire]
pub struct ConfigResponse {
    /// This region.
    pub region: String,
    /// The identity contract.
    pub identity: String,
    /// Seconds a proposed owner waits.
    pub owner_delay_seconds: u64,
    /// Seconds a change that loosens a rule waits.
    pub change_delay_seconds: u64,
    /// Shortest timeout.
    pub min_timeout_seconds: u64,
    /// Timeout unless asked for.
    pub default_timeout_seconds: u64,
    /// Longest timeout.
    pub max_timeout_seconds: u64,
    /// Most bytes of a packet.
    pub max_packet_bytes: u64,
}

/// Answer to `port`.
#[wire]
pub struct PortResponse {
    /// Port, `wasm.` and the contract's address.
    pub port: String,
    /// Channel version, `isthmus-1`.
    pub version: String,
    /// Channel order, `unordered`.
    pub order: String,
}

/// Answer to `peer`.
#[wire]
pub struct PeerResponse {
    /// Its region.
    pub region: String,
    /// Connection on this chain.
    pub connection: String,
    /// Port of the other bridge.
    pub remote_port: String,
    /// Prefix of the addresses there.
    pub address_prefix: String,
    /// Whether new packets may be sent.
    pub status: PeerStatus,
    /// The open channel, if there is one.
    pub channel: Option<Channel>,
}

/// Answer to `peers`.
#[wire]
pub struct PeersResponse {
    /// The peers.
    pub peers: Vec<PeerResponse>,
}

/// Answer to `token`.
#[wire]
pub struct TokenResponse {
    /// The token.
    pub token: String,
    /// Its contract here.
    pub contract: String,
    /// Its home region.
    pub home: String,
    /// Gas that one call to it may use.
    pub gas_limit: u64,
}

/// Answer to `tokens`.
#[wire]
pub struct TokensResponse {
    /// The tokens.
    pub tokens: Vec<TokenResponse>,
}

/// Answer to `route`.
#[wire]
pub struct RouteResponse {
    /// Whether the transfer would pass.
    pub ok: bool,
    /// Code of the error it would meet, such as `BR-017`.
    pub code: Option<String>,
    /// The error in words.
    pub reason: Option<String>,
}

/// Answer to `ledger`: base units since the beginning. In flight from A to B is
/// `sent - refunded - claimable` at A less `received` at B.
#[wire]
pub struct LedgerResponse {
    /// Sent to the peer.
    pub sent: Uint128,
    /// Of that, given back to its senders, claims that were paid included.
    pub refunded: Uint128,
    /// Received from the peer.
    pub received: Uint128,
    /// At the token's home, what the peer holds or is on its way to it:
    /// sent - refunded - claimable - received. Zero elsewhere.
    pub outstanding: Uint128,
    /// Most that `outstanding` may reach.
    pub outstanding_cap: Option<Uint128>,
    /// Sent and without an outcome known here (an arrival is known only by its acknowledgement),
    /// disputed packets not included. Summed over the first 1000 packets.
    pub in_flight: Uint128,
    /// Refunds that wait to be claimed.
    pub claimable: Uint128,
    /// Packets sent.
    pub sent_count: u64,
    /// Refunds paid.
    pub refunded_count: u64,
    /// Packets received.
    pub received_count: u64,
    /// Packets in flight, counted up to 1000.
    pub in_flight_count: u64,
    /// Claims that wait.
    pub claimable_count: u64,
}

/// Answer to `limits`.
#[wire]
pub struct LimitsResponse {
    /// What may be sent; none: nothing.
    pub outbound: Option<LimitState>,
    /// What may be received; none: nothing.
    pub inbound: Option<LimitState>,
    /// Most that may be abroad.
    pub outstanding_cap: Option<Uint128>,
    /// What of that is free.
    pub outstanding_headroom: Option<Uint128>,
}

/// Answer to `packet`.
#[wire]
pub struct PacketResponse {
    /// What became of it.
    pub status: PacketStatus,
    /// Amount, where a record still holds it.
    pub amount: Option<Uint128>,
    /// Who gets a refund, where a record still holds it.
    pub owner: Option<String>,
    /// The sender's own reference, where a record still holds it.
    pub reference: Option<Binary>,
}

/// Answer to `in_flight`.
#[wire]
pub struct InFlightResponse {
    /// The packets.
    pub packets: Vec<InFlightPacket>,
}

/// A packet without an outcome yet.
#[wire]
pub struct InFlightPacket {
    /// Its number.
    pub id: u64,
    /// Its amount; zero for a packet without a token.
    pub amount: Uint128,
    /// The sender's own reference.
    pub reference: Option<Binary>,
}

/// Answer to `claims`.
#[wire]
pub struct ClaimsResponse {
    /// The claims.
    pub claims: Vec<ClaimResponse>,
}

/// A refund that waits to be claimed.
#[wire]
pub struct ClaimResponse {
    /// The packet it comes from.
    pub packet: PacketKey,
    /// Who is paid.
    pub owner: String,
    /// How much.
    pub amount: Uint128,
    /// The sender's own reference.
    pub reference: Option<Binary>,
}

/// Answer to `disputes`.
#[wire]
pub struct DisputesResponse {
    /// The disputed packets.
    pub disputes: Vec<DisputeResponse>,
}

/// A packet that waits for the owner's decision.
#[wire]
pub struct DisputeResponse {
    /// The packet.
    pub packet: PacketKey,
    /// Who would be refunded; none for a packet without a token.
    pub owner: Option<String>,
    /// How much.
    pub amount: Uint128,
    /// The sender's own reference.
    pub reference: Option<Binary>,
    /// Why it is disputed, in words.
    pub cause: String,
    /// When it came to be disputed.
    pub disputed_at: u64,
}
