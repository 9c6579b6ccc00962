//! What the bridge does for whoever calls it, and what begins and moves it.

use cosmwasm_std::{Binary, Uint128};
use cw20::Cw20ReceiveMsg;
use isthmus_wire::wire;

use super::{Change, DisputeOutcome, PauseScope, PeerStatus, Role, RoleGrant};
use crate::packet::Attestation;
use crate::types::Limit;

/// Sets up the bridge of one region. Nothing is queried while doing so: the other addresses may not
/// exist yet.
#[wire]
pub struct InstantiateMsg {
    /// First owner. None: nobody ever is.
    pub owner: Option<String>,
    /// Seconds between the proposal of a new owner and its acceptance, at most 30 days; 172800 (48
    /// hours) if absent, 0 for none.
    pub owner_delay_seconds: Option<u64>,
    /// This region, constant for life, such as `west`.
    pub region: String,
    /// The identity contract of this region.
    pub identity: String,
    /// First roles, at most 64.
    pub roles: Option<Vec<RoleGrant>>,
    /// Seconds that a change which loosens a rule has to wait, at most 30 days; 172800 (48 hours) if
    /// absent, 0 for none.
    pub change_delay_seconds: Option<u64>,
}

/// Messages.
#[wire]
#[derive(strum::EnumDiscriminants)]
#[strum_discriminants(
    name(ExecuteKind),
    derive(strum::EnumIter, strum::IntoStaticStr),
    strum(serialize_all = "snake_case"),
    doc = "The messages without their fields: the rows of the permission table."
)]
pub enum ExecuteMsg {
    /// Money that leaves the region: the cw20 hook. `msg` holds a [`TokenHook`]. Burns the amount
    /// and sends a packet. A user calls `send` on the token.
    ///
    /// By: a registered token's contract. Funds: none. Fails when sending is paused; the token, the
    /// peer or the route is unknown; the peer is draining or has no open channel; receiver,
    /// timeout, memo, info or reference breaks its rule; the token lists the receiver as blocked
    /// (`screen_foreign`); the outbound limit or the cap on `outstanding` would be exceeded. Emits
    /// `isthmus_bridge_send`.
    Receive(Cw20ReceiveMsg),
    /// Tells the identity contract of another region about a credential pass.
    ///
    /// By: the identity contract. Funds: none. Fails when attesting is paused, the peer is unknown,
    /// draining, frozen or without an open channel, or the packet would be too large. Emits
    /// `isthmus_bridge_send_attestation`.
    Attest {
        /// Region that is to know.
        region: String,
        /// What it is to know: hashes only.
        attestation: Attestation,
    },
    /// Pays a refund that could not be paid when it came. The money goes to its owner, with the owner's
    /// reference unless the owner itself claims.
    ///
    /// By: anyone. Funds: none. Fails when there is no such claim, while receiving is paused or the peer
    /// frozen, or when the token still refuses. Emits `isthmus_bridge_claim`.
    Claim {
        /// Region the money was sent to.
        region: String,
        /// Token.
        token: String,
        /// Number of the packet.
        id: u64,
    },
    /// Names another region's bridge. A channel is accepted from this connection and port alone; of an
    /// abandoned peer `rebind_peer` changes them.
    ///
    /// By: the owner. Funds: none. Fails when the region is this one or is registered, when the
    /// connection is not named as one is, when connection and port belong to another peer, when the
    /// port is not `wasm.` and the address of a contract with the peer's prefix (bech32, 32 bytes),
    /// when the prefix is that of this chain or has a `1`, and while a change delay is set, because
    /// it loosens. Emits `isthmus_bridge_register_peer`.
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
    /// Opens a peer for sending, drains it, or freezes it. Draining: nothing new is sent, what arrives is
    /// still served, and once nothing is in flight the channel may be closed. Frozen: see `freeze_peer`.
    ///
    /// By: the owner. Funds: none. Fails when the peer is unknown or abandoned, when the status is abandoned
    /// (`abandon_peer` says why), and when opening it, or ending that it is frozen, has to wait. Emits
    /// `isthmus_bridge_set_peer_status`.
    SetPeerStatus {
        /// The peer's region.
        region: String,
        /// The new status.
        status: PeerStatus,
    },
    /// Cuts one peer off, at once, for the day when its chain or what it proves cannot be trusted. Nothing is
    /// sent to it and nothing of it received, in any operation; no channel to it opens; acknowledgements and
    /// timeouts still count, but what they would pay back waits as a claim, which `contest_claim` has decided.
    /// Ended by the owner alone, by `set_peer_status` after the change delay. Whatever was planned about the
    /// peer, or could be undone at once, falls; also when it is frozen already.
    ///
    /// By: role pauser. Funds: none. Fails when the peer is unknown or abandoned. Emits
    /// `isthmus_bridge_set_peer_status`.
    FreezePeer {
        /// The peer's region.
        region: String,
    },
    /// Gives up a peer's connection, whose client is expired or frozen, or whose chain began anew: no chain
    /// closes a channel then, and this asks none. The peer has no channel any more; what it was sent and has
    /// returned stays on the books. Outcomes that a chain proves all the same still count.
    ///
    /// By: the owner. Funds: none. Waits the change delay, where there is one. Fails when the peer is unknown or
    /// abandoned already, and when the reason is empty or too long. Emits `isthmus_bridge_abandon_peer`.
    AbandonPeer {
        /// The peer's region.
        region: String,
        /// Why, for the record: 1 to 256 bytes.
        reason: String,
    },
    /// Makes a dispute of a packet that an abandoned peer has left without an outcome: 8 days after it was
    /// abandoned, which is the longest time of a packet and 7 days more.
    ///
    /// By: anyone. Funds: none. Fails when the peer is not abandoned, before that time, and when the packet is
    /// not in flight. Emits `isthmus_bridge_dispute`.
    DisputeOverdue {
        /// Region the packet was sent to.
        region: String,
        /// Token; none for a packet without one.
        token: Option<String>,
        /// Number of the packet.
        id: u64,
    },
    /// Gives an abandoned peer another connection and port. Its sums, limits and numbers go on, so that what is
    /// abroad can come home; any stranger may then open its channel.
    ///
    /// By: the owner. Funds: none. Waits the change delay, where there is one. Fails when the peer is unknown or
    /// not abandoned, while a packet to it is in flight, and as `register_peer` does about connection and port.
    /// Emits `isthmus_bridge_rebind_peer`.
    RebindPeer {
        /// The peer's region.
        region: String,
        /// Connection on this chain, such as `connection-7`.
        connection: String,
        /// Port of the other bridge: `wasm.` and its address.
        remote_port: String,
    },
    /// Makes a dispute of a claim that is withheld, so that the owner decides whether its packet arrived: while
    /// a peer's proofs are not trusted, a refund that one of them has caused may be of money that is there.
    ///
    /// By: the owner or role pauser. Funds: none. Fails when there is no such claim, and unless receiving is
    /// paused or the peer frozen. Emits `isthmus_bridge_dispute`.
    ContestClaim {
        /// Region the money was sent to.
        region: String,
        /// Token.
        token: String,
        /// Number of the packet.
        id: u64,
    },
    /// Closes the channel to a draining or frozen peer.
    ///
    /// By: the owner. Funds: none. Fails when the peer is unknown or open, without an open channel, or when
    /// a packet to it is in flight. Emits `isthmus_bridge_close_channel`.
    CloseChannel {
        /// The peer's region.
        region: String,
    },
    /// Names a token's contract in this region. Fixed for life, except for the gas.
    ///
    /// By: the owner. Funds: none. Fails when the token is registered with another contract, or the
    /// contract with another token, and when a new token or more gas has to wait. Emits
    /// `isthmus_bridge_register_token`.
    RegisterToken {
        /// The token, such as `west.iusd`. The part before the dot is its home region.
        token: String,
        /// Its contract here.
        contract: String,
        /// Gas that one call to it may use, 100000 to 5000000; null for 500000.
        #[wire(required)]
        gas_limit: Option<u64>,
    },
    /// Sets what may pass between here and a peer in one token. A direction without a limit is
    /// shut. What is used of a limit stays used.
    ///
    /// By: the owner. Funds: none. Fails when peer or token is unknown, when neither this region
    /// nor the peer is the token's home, when a cap is given away from home, and when a larger
    /// limit or a higher cap has to wait. Emits `isthmus_bridge_set_route`.
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
    /// Decides about a packet whose acknowledgement could not be read, or whose refund the peer's
    /// own returns no longer cover.
    ///
    /// By: the owner. Funds: none. Fails when the packet is not disputed or the reason is empty or
    /// too long. Emits `isthmus_bridge_resolve_dispute`.
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
    /// Stops sending, receiving or attesting, or several of them, from now on, and ends by itself.
    ///
    /// By: role pauser. Funds: none. Fails unless it lasts 1 second to 72 hours, or when a scope is
    /// paused for longer already. Emits `isthmus_access_pause`.
    Pause {
        /// What to stop.
        scopes: Vec<PauseScope>,
        /// For how long.
        duration_seconds: u64,
    },
    /// Ends a pause before its time.
    ///
    /// By: the owner. Funds: none. Fails when more than 7 scopes are named, and while a pause by the
    /// chain lasts, which alone ends pauses then. Emits `isthmus_access_unpause`.
    Unpause {
        /// What to resume.
        scopes: Vec<PauseScope>,
    },
    /// Announces a change, which anyone may apply after the delay.
    ///
    /// By: who may send the change itself. Funds: none. Fails while there is no change delay; when
    /// 16 others wait, or 4 of the same role; when there is nothing to change; and as the change
    /// itself would now. Emits `isthmus_access_schedule_change`.
    ScheduleChange {
        /// The change.
        change: Change,
    },
    /// Makes a change that has waited.
    ///
    /// By: anyone. Funds: none. Fails before it is ready, 7 days after that, when what it was to
    /// change is no longer as it was then, when who scheduled it may no longer, and when the change
    /// itself fails. Emits `isthmus_access_apply_change` and the event of the change.
    ApplyChange {
        /// Its number.
        id: u64,
    },
    /// Withdraws a change.
    ///
    /// By: the owner, role pauser, who scheduled it or anyone once it cannot be applied. Funds:
    /// none. Fails when no such change waits. Emits `isthmus_access_cancel_change`.
    CancelChange {
        /// Its number.
        id: u64,
    },
    /// Sets the delay of changes that loosen something.
    ///
    /// By: the owner. Funds: none. Fails above 30 days, and when a shorter one has to wait itself.
    /// Emits `isthmus_access_set_change_delay`.
    SetChangeDelay {
        /// The delay, from now on; what waits already keeps its own. With 0 nothing waits: what waited
        /// is dropped.
        seconds: u64,
    },
    /// Sets the delay between the proposal of an owner and its acceptance.
    ///
    /// By: the owner. Funds: none. Fails above 30 days, and when a shorter one has to wait. Emits
    /// `isthmus_access_set_owner_delay`.
    SetOwnerDelay {
        /// The delay, from now on; who is proposed already waits for it too.
        seconds: u64,
    },
    /// Gives a role: after the change delay, or at once to undo a revocation. Giving it twice does
    /// nothing.
    ///
    /// By: the owner. Funds: none. Fails when it has to wait, when the account is no address, and
    /// when the role has 100 members. Emits `isthmus_access_grant_role`.
    GrantRole {
        /// The role.
        role: Role,
        /// Who gets it.
        account: String,
    },
    /// Takes a role away, at once. Does nothing if the account has not got it.
    ///
    /// By: the owner. Funds: none. Fails when the account is no address. Emits
    /// `isthmus_access_revoke_role`.
    RevokeRole {
        /// The role.
        role: Role,
        /// Who loses it.
        account: String,
    },
    /// Gives up a role of the sender, at once.
    ///
    /// By: a holder of the role. Funds: none. Fails when the sender has not got it. Emits
    /// `isthmus_access_renounce_role`.
    RenounceRole {
        /// The role.
        role: Role,
    },
    /// Proposes a new owner, accepts or renounces (cw-ownable's form). To renounce loosens, and
    /// waits. The proposed owner accepts.
    ///
    /// By: the owner or the proposed owner. Funds: none. Fails before the owner's delay is over,
    /// and when renouncing has to wait. Emits `isthmus_access_update_ownership`.
    UpdateOwnership(cw_ownable::Action),
}

/// What a user puts into the `msg` of a cw20 `send` to the bridge. A key that is not known is refused:
/// money whose order is understood in part does not leave.
#[wire]
#[schemars(deny_unknown_fields)]
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
        /// For contracts only: at most 64 bytes that stay here. With it a refund comes back as a cw20
        /// `receive` with this as `msg`, so that a contract knows which of its payments returned. To
        /// an account that is no contract such a refund cannot come: it waits as a claim.
        reference: Option<Binary>,
    },
}

/// Migration takes no options: name and version decide.
#[wire]
pub struct MigrateMsg {}
