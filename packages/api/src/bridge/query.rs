//! What can be asked of the bridge.

use cosmwasm_schema::QueryResponses;
use cosmwasm_std::{Addr, Uint128};
use isthmus_wire::wire;

use super::{
    ClaimsResponse, ConfigResponse, DisputesResponse, InFlightResponse, LedgerResponse,
    LimitsResponse, PacketKey, PacketResponse, PeerResponse, PeersResponse, PendingChangesResponse,
    PortResponse, Role, RouteResponse, TokenResponse, TokensResponse,
};
use crate::access::{PausesResponse, RoleMembersResponse, RolesOfResponse};
use crate::types::Asset;

/// Queries. Lists go up, 10 entries unless asked for, 30 at most; `start_after` is exclusive.
#[wire]
#[derive(QueryResponses)]
pub enum QueryMsg {
    /// Region, contracts, delays and limits of time.
    #[returns(ConfigResponse)]
    Config {},
    /// Owner, proposed owner, and when the proposal expires (cw-ownable's form).
    #[returns(cw_ownable::Ownership<Addr>)]
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
    /// Whether an account is the owner, and its roles.
    #[returns(RolesOfResponse)]
    RolesOf {
        /// The account.
        account: String,
    },
    /// What is paused now.
    #[returns(PausesResponse)]
    Pauses {},
    /// Changes that wait, those that have lapsed among them.
    #[returns(PendingChangesResponse)]
    PendingChanges {},
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
