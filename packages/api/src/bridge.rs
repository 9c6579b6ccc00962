//! Messages, queries and events of the bridge.
//!
//! The bridge carries money and recognition between regions over one IBC channel per peer. Money
//! enters as a cw20 `send` with a [`TokenHook`]; recognition enters as `attest` from the identity
//! contract. What goes over the wire is in [`crate::packet`].

use cosmwasm_schema::{cw_serde, QueryResponses};
use cosmwasm_std::{Binary, Uint128};
use cw20::Cw20ReceiveMsg;

use crate::packet::Attestation;
use crate::permission::{Caller, Contract, Guarded, Permission};
use crate::types::Asset;

pub mod events;

pub use crate::bucket::{Limit, LimitState};

/// Shortest time a packet may be given, in seconds. Ten seconds is of no use to a person and of much
/// use to a test: on a live chain it is the time of a few blocks.
pub const MIN_TIMEOUT_SECONDS: u64 = 10;
/// Time a packet is given unless the sender says otherwise: 15 minutes.
pub const DEFAULT_TIMEOUT_SECONDS: u64 = 15 * 60;
/// Longest time a packet may be given: 24 hours, which is also the limit of IBC v2.
pub const MAX_TIMEOUT_SECONDS: u64 = 24 * 60 * 60;
/// Longest reason given when a dispute is resolved, in bytes.
pub const MAX_REASON_BYTES: usize = 256;
/// Most peers: each packet reads a few bytes of each.
pub const MAX_PEERS: usize = 32;
/// Gas that one call to a token may use unless `register_token` says otherwise.
pub const DEFAULT_TOKEN_GAS: u64 = 500_000;

/// Roles the owner grants.
#[cw_serde]
#[derive(Copy, Eq, strum::IntoStaticStr, strum::EnumIter)]
#[strum(serialize_all = "snake_case")]
pub enum Role {
    /// May stop sending, receiving or both, for at most 72 hours at a time. Cannot resume.
    Pauser,
}

/// A role given at instantiate.
#[cw_serde]
pub struct RoleGrant {
    /// The role.
    pub role: Role,
    /// Who has it.
    pub account: String,
}

/// What a pause stops. Acknowledgements, timeouts and claims are never stopped.
#[cw_serde]
#[derive(Copy, Eq, strum::IntoStaticStr, strum::EnumIter)]
#[strum(serialize_all = "snake_case")]
pub enum PauseScope {
    /// New packets from here: transfers and attestations.
    Send,
    /// Packets that arrive: each gets an error acknowledgement, so its sender is refunded.
    Receive,
}

/// Sets up the bridge of one region. Nothing is queried while doing so: the other addresses may not
/// exist yet.
#[cw_serde]
pub struct InstantiateMsg {
    /// First owner. None: nobody ever is.
    pub owner: Option<String>,
    /// Seconds between the proposal of a new owner and its acceptance.
    pub owner_delay_seconds: u64,
    /// This region, constant for life, such as `west`.
    pub region: String,
    /// The identity contract of this region.
    pub identity: String,
    /// First roles.
    pub roles: Option<Vec<RoleGrant>>,
}

/// Messages.
#[cw_serde]
#[derive(strum::EnumDiscriminants)]
#[strum_discriminants(
    name(ExecuteKind),
    derive(strum::EnumIter, strum::IntoStaticStr),
    strum(serialize_all = "snake_case"),
    doc = "The messages without their fields: the rows of the permission table."
)]
pub enum ExecuteMsg {
    /// Money that leaves the region: the cw20 hook. `msg` holds a [`TokenHook`]. Burns the amount and
    /// sends a packet.
    /// Who: a registered token's contract (a user calls `send` on the token).
    /// Fails when sending is paused; the token, the peer or the route is unknown; the peer is
    /// draining or has no open channel; receiver, timeout, memo, info or reference breaks its rule;
    /// the token lists the receiver as blocked (`screen_foreign`); the outbound limit or the cap on
    /// `outstanding` would be exceeded.
    /// Emits `isthmus_bridge_send`.
    Receive(Cw20ReceiveMsg),
    /// Tells the identity contract of another region about a credential pass.
    /// Who: the identity contract. Fails when sending is paused, the peer is unknown, draining or
    /// without an open channel, or the packet would be too large.
    /// Emits `isthmus_bridge_send_attestation`.
    Attest {
        /// Region that is to know.
        region: String,
        /// What it is to know: hashes only.
        attestation: Attestation,
    },
    /// Pays a refund that could not be paid when it came. Works while everything is paused.
    /// Who: anyone; the money goes to its owner, with the owner's reference unless the owner itself
    /// claims. Fails when there is no such claim or the token still refuses.
    /// Emits `isthmus_bridge_claim`.
    Claim {
        /// Region the money was sent to.
        region: String,
        /// Token.
        token: String,
        /// Number of the packet.
        id: u64,
    },
    /// Names another region's bridge. Fixed for life: a channel is accepted from this connection and
    /// port alone.
    /// Who: owner. Fails when the region is this one or is registered, or when the connection and
    /// port belong to another peer. Emits `isthmus_bridge_register_peer`.
    RegisterPeer {
        /// The other region, such as `east`.
        region: String,
        /// Connection on this chain, such as `connection-0`.
        connection: String,
        /// Port of the other bridge: `wasm.` and its address.
        remote_port: String,
        /// Prefix of the addresses there, such as `east`.
        address_prefix: String,
    },
    /// Opens a peer for sending, or drains it: nothing new is sent, what arrives is still served, and
    /// once nothing is in flight the channel may be closed.
    /// Who: owner. Fails when the peer is unknown. Emits `isthmus_bridge_set_peer_status`.
    SetPeerStatus {
        /// The peer's region.
        region: String,
        /// The new status.
        status: PeerStatus,
    },
    /// Closes the channel to a draining peer.
    /// Who: owner. Fails when the peer is unknown, not draining, without an open channel, or when a
    /// packet to it is in flight. Emits `isthmus_bridge_close_channel`.
    CloseChannel {
        /// The peer's region.
        region: String,
    },
    /// Names a token's contract in this region. Fixed for life, except for the gas.
    /// Who: owner. Fails when the token is registered with another contract, or the contract with
    /// another token. Emits `isthmus_bridge_register_token`.
    RegisterToken {
        /// The token, such as `west.iusd`. The part before the dot is its home region.
        token: String,
        /// Its contract here.
        contract: String,
        /// Gas that one call to it may use, 100000 to 5000000; 500000 if absent.
        gas_limit: Option<u64>,
    },
    /// Sets what may pass between here and a peer in one token. A direction without a limit is shut.
    /// Who: owner. Fails when peer or token is unknown, when neither this region nor the peer is the
    /// token's home, or when a cap is given away from home. Emits `isthmus_bridge_set_route`.
    SetRoute {
        /// The peer's region.
        region: String,
        /// The token.
        token: String,
        /// Limit of what is sent. None: nothing may be sent.
        outbound: Option<Limit>,
        /// Limit of what is received. None: nothing may be received.
        inbound: Option<Limit>,
        /// Most that may be abroad with this peer, at the token's home only. None: nothing may leave.
        outstanding_cap: Option<Uint128>,
    },
    /// Decides about a packet whose acknowledgement could not be read, or whose refund the peer's
    /// own returns no longer cover.
    /// Who: owner. Fails when the packet is not disputed or the reason is empty or too long.
    /// Emits `isthmus_bridge_resolve_dispute`.
    ResolveDispute {
        /// Region the packet was sent to.
        region: String,
        /// Token; none for a packet without one.
        token: Option<String>,
        /// Number of the packet.
        id: u64,
        /// What is held to have happened.
        outcome: DisputeOutcome,
        /// Why, for the record: 1 to 256 bytes.
        reason: String,
    },
    /// Stops sending, receiving or both, from now on, and ends by itself.
    /// Who: role pauser. Fails unless it lasts 1 second to 72 hours, or when a scope is paused for
    /// longer already. Emits `isthmus_bridge_pause`.
    Pause {
        /// What to stop.
        scopes: Vec<PauseScope>,
        /// For how long.
        duration_seconds: u64,
    },
    /// Ends a pause before its time.
    /// Who: owner. Emits `isthmus_bridge_unpause`.
    Unpause {
        /// What to resume.
        scopes: Vec<PauseScope>,
    },
    /// Gives a role. Who: owner. Emits `isthmus_bridge_grant_role`.
    GrantRole {
        /// The role.
        role: Role,
        /// Who gets it.
        account: String,
    },
    /// Takes a role away. Who: owner. Emits `isthmus_bridge_revoke_role`.
    RevokeRole {
        /// The role.
        role: Role,
        /// Who loses it.
        account: String,
    },
    /// Proposes a new owner, accepts or renounces (cw-ownable's form).
    /// Who: the owner; to accept, the proposed owner once the delay is over.
    /// Emits `isthmus_bridge_update_ownership`.
    UpdateOwnership(cw_ownable::Action),
}

impl Guarded for ExecuteMsg {
    type Kind = ExecuteKind;
    type Role = Role;

    fn kind(&self) -> ExecuteKind {
        self.into()
    }

    fn permission(kind: ExecuteKind) -> Permission<Role> {
        Permission::by(match kind {
            ExecuteKind::Receive => Caller::Party("a registered token's contract"),
            ExecuteKind::Attest => Caller::Contract(Contract::Identity),
            ExecuteKind::Claim => Caller::Anyone,
            ExecuteKind::RegisterPeer => Caller::Owner,
            ExecuteKind::SetPeerStatus => Caller::Owner,
            ExecuteKind::CloseChannel => Caller::Owner,
            ExecuteKind::RegisterToken => Caller::Owner,
            ExecuteKind::SetRoute => Caller::Owner,
            ExecuteKind::ResolveDispute => Caller::Owner,
            ExecuteKind::Pause => Caller::Role(Role::Pauser),
            ExecuteKind::Unpause => Caller::Owner,
            ExecuteKind::GrantRole => Caller::Owner,
            ExecuteKind::RevokeRole => Caller::Owner,
            ExecuteKind::UpdateOwnership => Caller::Party("the owner or the proposed owner"),
        })
    }
}

/// What a user puts into the `msg` of a cw20 `send` to the bridge. A key that is not known is refused:
/// money whose order is understood in part does not leave.
#[cw_serde]
#[serde(deny_unknown_fields)]
pub enum TokenHook {
    /// Sends the money to an account in another region.
    Transfer {
        /// The region, such as `east`.
        region: String,
        /// The account there, with that region's address prefix, lower case.
        receiver: String,
        /// Seconds until the money comes back if nobody delivers it: 10 to 86400, 900 if absent.
        timeout_seconds: Option<u64>,
        /// A note for the receiver, at most 256 bytes.
        memo: Option<String>,
        /// 32 bytes for the receiver's books.
        info: Option<cosmwasm_std::HexBinary>,
        /// At most 64 bytes that stay here. With it a refund comes back as a cw20 `receive` with
        /// this as `msg`, so that a contract knows which of its payments returned.
        reference: Option<Binary>,
    },
}

/// Whether new packets may be sent to a peer.
#[cw_serde]
#[derive(Copy, Eq, strum::IntoStaticStr, strum::EnumString)]
#[strum(serialize_all = "snake_case")]
pub enum PeerStatus {
    /// They may.
    Open,
    /// They may not; what arrives is served.
    Draining,
}

/// What the owner holds to have happened to a disputed packet.
#[cw_serde]
#[derive(Copy, Eq, strum::IntoStaticStr)]
#[strum(serialize_all = "snake_case")]
pub enum DisputeOutcome {
    /// The receiver has it; nothing moves.
    Delivered,
    /// The receiver has not; the sender is refunded.
    Refund,
}

/// Queries. Lists go up, 10 entries unless asked for, 30 at most; `start_after` is exclusive.
#[cw_serde]
#[derive(QueryResponses)]
pub enum QueryMsg {
    /// Region, contracts, limits of time and pauses.
    #[returns(ConfigResponse)]
    Config {},
    /// Owner and proposed owner (cw-ownable's form).
    #[returns(cw_ownable::Ownership<String>)]
    Ownership {},
    /// Name and version of the code (cw2).
    #[returns(cw2::ContractVersion)]
    ContractInfo {},
    /// Accounts with a role.
    #[returns(RoleMembersResponse)]
    RoleMembers {
        /// The role.
        role: Role,
        /// Last account of the page before.
        start_after: Option<String>,
        /// Most entries.
        limit: Option<u32>,
    },
    /// IBC port, channel version and order, for whoever opens a channel.
    #[returns(PortResponse)]
    Port {},
    /// One peer.
    #[returns(PeerResponse)]
    Peer {
        /// Its region.
        region: String,
    },
    /// All peers, by region.
    #[returns(PeersResponse)]
    Peers {
        /// Last region of the page before.
        start_after: Option<String>,
        /// Most entries.
        limit: Option<u32>,
    },
    /// One token.
    #[returns(TokenResponse)]
    Token {
        /// The token.
        token: String,
    },
    /// All tokens, by name.
    #[returns(TokensResponse)]
    Tokens {
        /// Last token of the page before.
        start_after: Option<String>,
        /// Most entries.
        limit: Option<u32>,
    },
    /// Would a transfer pass now? Answers instead of failing.
    #[returns(RouteResponse)]
    Route {
        /// Region it would go to.
        region: String,
        /// What would be sent; only a registered cw20 passes.
        asset: Asset,
        /// Account that would have it.
        receiver: String,
        /// How much; if absent, limits are not looked at.
        amount: Option<Uint128>,
    },
    /// What went to and came from a peer in one token.
    #[returns(LedgerResponse)]
    Ledger {
        /// The peer's region.
        region: String,
        /// The token.
        token: String,
    },
    /// What may still pass now.
    #[returns(LimitsResponse)]
    Limits {
        /// The peer's region.
        region: String,
        /// The token.
        token: String,
    },
    /// What became of a packet sent from here.
    #[returns(PacketResponse)]
    Packet {
        /// Region it was sent to.
        region: String,
        /// Token; none for a packet without one.
        token: Option<String>,
        /// Number of the packet.
        id: u64,
    },
    /// Packets to a peer without an outcome yet, by number.
    #[returns(InFlightResponse)]
    InFlight {
        /// The peer's region.
        region: String,
        /// Token; none for packets without one.
        token: Option<String>,
        /// Last number of the page before.
        start_after: Option<u64>,
        /// Most entries.
        limit: Option<u32>,
    },
    /// Refunds that wait to be claimed.
    #[returns(ClaimsResponse)]
    Claims {
        /// Only those of this account; none for all.
        owner: Option<String>,
        /// Last entry of the page before.
        start_after: Option<PacketKey>,
        /// Most entries.
        limit: Option<u32>,
    },
    /// Packets that wait for the owner's decision.
    #[returns(DisputesResponse)]
    Disputes {
        /// Last entry of the page before.
        start_after: Option<PacketKey>,
        /// Most entries.
        limit: Option<u32>,
    },
}

/// Which packet. `token` is empty for a packet without one.
#[cw_serde]
#[derive(Eq)]
pub struct PacketKey {
    /// Region it was sent to.
    pub region: String,
    /// Token, or empty.
    pub token: String,
    /// Its number.
    pub id: u64,
}

/// Answer to `config`.
#[cw_serde]
pub struct ConfigResponse {
    /// This region.
    pub region: String,
    /// The identity contract.
    pub identity: String,
    /// Seconds a proposed owner waits.
    pub owner_delay_seconds: u64,
    /// Shortest timeout.
    pub min_timeout_seconds: u64,
    /// Timeout unless asked for.
    pub default_timeout_seconds: u64,
    /// Longest timeout.
    pub max_timeout_seconds: u64,
    /// Most bytes of a packet.
    pub max_packet_bytes: u64,
    /// When the pause of sending ends, if sending is paused.
    pub send_paused_until: Option<u64>,
    /// When the pause of receiving ends, if receiving is paused.
    pub receive_paused_until: Option<u64>,
}

/// Answer to `role_members`.
#[cw_serde]
pub struct RoleMembersResponse {
    /// The accounts, ascending.
    pub accounts: Vec<String>,
}

/// Answer to `port`.
#[cw_serde]
pub struct PortResponse {
    /// Port, `wasm.` and the contract's address.
    pub port: String,
    /// Channel version, `isthmus-1`.
    pub version: String,
    /// Channel order, `unordered`.
    pub order: String,
}

/// Answer to `peer`.
#[cw_serde]
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

/// The two ends of an open channel.
#[cw_serde]
pub struct Channel {
    /// Here.
    pub channel: String,
    /// There.
    pub remote_channel: String,
}

/// Answer to `peers`.
#[cw_serde]
pub struct PeersResponse {
    /// The peers.
    pub peers: Vec<PeerResponse>,
}

/// Answer to `token`.
#[cw_serde]
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
#[cw_serde]
pub struct TokensResponse {
    /// The tokens.
    pub tokens: Vec<TokenResponse>,
}

/// Answer to `route`.
#[cw_serde]
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
#[cw_serde]
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
#[cw_serde]
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
#[cw_serde]
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

/// What became of a packet.
#[cw_serde]
#[derive(Copy, Eq)]
pub enum PacketStatus {
    /// No packet has this number yet.
    NotSent,
    /// Sent; no outcome known here.
    InFlight,
    /// Arrived, or refunded: see the events.
    Settled,
    /// The refund waits to be claimed.
    Claimable,
    /// Waits for the owner's decision.
    Disputed,
}

/// Answer to `in_flight`.
#[cw_serde]
pub struct InFlightResponse {
    /// The packets.
    pub packets: Vec<InFlightPacket>,
}

/// A packet without an outcome yet.
#[cw_serde]
pub struct InFlightPacket {
    /// Its number.
    pub id: u64,
    /// Its amount; zero for a packet without a token.
    pub amount: Uint128,
    /// The sender's own reference.
    pub reference: Option<Binary>,
}

/// Answer to `claims`.
#[cw_serde]
pub struct ClaimsResponse {
    /// The claims.
    pub claims: Vec<ClaimResponse>,
}

/// A refund that waits to be claimed.
#[cw_serde]
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
#[cw_serde]
pub struct DisputesResponse {
    /// The disputed packets.
    pub disputes: Vec<DisputeResponse>,
}

/// A packet that waits for the owner's decision.
#[cw_serde]
pub struct DisputeResponse {
    /// The packet.
    pub packet: PacketKey,
    /// Who would be refunded; empty for a packet without a token.
    pub owner: String,
    /// How much.
    pub amount: Uint128,
    /// The sender's own reference.
    pub reference: Option<Binary>,
    /// Why it is disputed, in words.
    pub cause: String,
    /// When it came to be disputed.
    pub disputed_at: u64,
}

/// Migration takes no options: name and version decide.
#[cw_serde]
pub struct MigrateMsg {}
