//! What messages and queries of the bridge are made of.

use cosmwasm_std::Uint128;
use isthmus_wire::wire;

use crate::access;
use crate::types::Limit;

/// Roles the owner grants.
#[wire]
#[derive(Copy, Eq, strum::IntoStaticStr, strum::EnumIter)]
#[strum(serialize_all = "snake_case")]
pub enum Role {
    /// May stop money that leaves, money that arrives or recognition, for at most 72 hours at a time; freeze a
    /// peer; and contest claims that are withheld. Cannot resume.
    Pauser,
}

/// A role given at instantiate.
pub type RoleGrant = access::RoleGrant<Role>;
/// What the chain's own governance may do.
pub type SudoMsg = access::SudoMsg<Role, PauseScope>;
/// Answer to `pending_changes`.
pub type PendingChangesResponse = access::PendingChangesResponse<Change>;

/// A change of the bridge's rules. What loosens a rule has to be scheduled and waits for the delay;
/// what narrows it is done at once, by the message of the same name.
#[wire]
#[derive(strum::IntoStaticStr)]
#[strum(serialize_all = "snake_case")]
pub enum Change {
    /// As `grant_role`, which always loosens.
    GrantRole {
        /// The role.
        role: Role,
        /// Who gets it.
        account: String,
    },
    /// As `set_change_delay`. A shorter one loosens.
    SetChangeDelay {
        /// The delay.
        seconds: u64,
    },
    /// As `set_owner_delay`. A shorter one loosens.
    SetOwnerDelay {
        /// The delay.
        seconds: u64,
    },
    /// As `update_ownership` with `renounce_ownership`, which always loosens.
    RenounceOwnership {},
    /// As `register_peer`, which always loosens: another chain may speak for a region from then on.
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
    /// As `set_peer_status`. To open a drained peer loosens, and whatever ends that it is frozen.
    SetPeerStatus {
        /// The peer's region.
        region: String,
        /// The new status.
        status: PeerStatus,
    },
    /// As `abandon_peer`. Always waits: it cannot be undone.
    AbandonPeer {
        /// The peer's region.
        region: String,
        /// Why, for the record: 1 to 256 bytes.
        reason: String,
    },
    /// As `rebind_peer`. Always loosens.
    RebindPeer {
        /// The peer's region.
        region: String,
        /// Connection on this chain, such as `connection-7`.
        connection: String,
        /// Port of the other bridge: `wasm.` and its address.
        remote_port: String,
    },
    /// As `register_token`. A new token loosens, and more gas for a known one.
    RegisterToken {
        /// The token, such as `west.iusd`.
        token: String,
        /// Its contract here.
        contract: String,
        /// Gas that one call to it may use, 100000 to 5000000; null for 500000.
        #[wire(required)]
        gas_limit: Option<u64>,
    },
    /// As `set_route`. To open a direction, a larger limit and a higher cap loosen.
    SetRoute {
        /// The peer's region.
        region: String,
        /// The token.
        token: String,
        /// Limit of what is sent. Null: nothing may be sent.
        #[wire(required)]
        outbound: Option<Limit>,
        /// Limit of what is received. Null: nothing may be received.
        #[wire(required)]
        inbound: Option<Limit>,
        /// Most that may be abroad with this peer, at the token's home only. Null: nothing may leave.
        #[wire(required)]
        outstanding_cap: Option<Uint128>,
    },
}
crate::common_changes!(Change, Role);

/// What a pause stops. Acknowledgements and timeouts are never stopped.
#[wire]
#[derive(Copy, Eq, strum::IntoStaticStr, strum::EnumIter)]
#[strum(serialize_all = "snake_case")]
pub enum PauseScope {
    /// Money that leaves.
    Send,
    /// Money that arrives: each packet gets an error acknowledgement, so its sender is refunded. And refunds
    /// and claims, which another chain's proofs cause too: what comes back meanwhile waits as a claim.
    Receive,
    /// Recognition, in both directions. Apart from money, so that a pause of money holds back no news that a
    /// credential was revoked.
    Attest,
}

/// Whether packets pass between here and a peer.
#[wire]
#[derive(Copy, Eq, strum::IntoStaticStr, strum::EnumString)]
#[strum(serialize_all = "snake_case")]
pub enum PeerStatus {
    /// They do.
    Open,
    /// Nothing new is sent and no channel opened; what arrives is served.
    Draining,
    /// Nothing is sent, received, opened or paid: not even a refund, which waits as a claim until the peer is
    /// frozen no longer. Outcomes of packets still count.
    Frozen,
    /// Given up with its connection: it has no channel and gets none, until it is bound to another connection.
    Abandoned,
}

/// What the owner holds to have happened to a disputed packet.
#[wire]
#[derive(Copy, Eq, strum::IntoStaticStr)]
#[strum(serialize_all = "snake_case")]
pub enum DisputeOutcome {
    /// The receiver has it; nothing moves.
    Delivered,
    /// The receiver has not; the sender is refunded.
    Refund,
}

/// Which packet.
#[wire]
#[derive(Eq)]
pub struct PacketKey {
    /// Region it was sent to.
    pub region: String,
    /// Token; none for a packet without one.
    pub token: Option<String>,
    /// Its number.
    pub id: u64,
}

/// What became of a packet.
#[wire]
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

/// The two ends of an open channel.
#[wire]
pub struct Channel {
    /// Here.
    pub channel: String,
    /// There.
    pub remote_channel: String,
}
