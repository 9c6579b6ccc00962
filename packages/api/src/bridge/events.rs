//! Events of the bridge. The money's way is `send`, then `receive` on the other side and `ack` here,
//! or `refund`, or `claimable` and later `claim`.

use cosmwasm_std::Uint128;

use crate::event::{schema_of, EventSchema};
use crate::types::{ChannelId, RegionId, TokenId};

crate::event! {
    /// The bridge was set up.
    Instantiated = "isthmus_bridge_instantiate" {
        /// This region.
        region: RegionId,
        /// The identity contract.
        identity: String as Address,
        /// The first owner.
        owner: Option<String> as Address,
    }
}

crate::event! {
    /// Money left: it is burnt here and a packet carries it.
    Sent = "isthmus_bridge_send" {
        /// Region it goes to.
        region: RegionId,
        /// Channel on this chain.
        channel: ChannelId,
        /// Number of the packet for this peer and token.
        id: u64,
        /// Token.
        token: TokenId,
        /// Base units.
        amount: Uint128,
        /// Account here.
        sender: String as Address,
        /// Account there.
        receiver: String as Address,
        /// Second from which it can no longer be received.
        timeout_at: u64 as Seconds,
        /// The note.
        memo: Option<String>,
        /// The 32 bytes, hexadecimal.
        info: Option<String> as Hex,
        /// The sender's own reference, base64.
        reference: Option<String> as Base64,
    }
}

crate::event! {
    /// An attestation left for the identity contract of another region.
    AttestationSent = "isthmus_bridge_send_attestation" {
        /// Region it goes to.
        region: RegionId,
        /// Channel on this chain.
        channel: ChannelId,
        /// Number of the packet among those without a token for this peer.
        id: u64,
        /// Account there.
        account: String as Address,
        /// Schema of the credential.
        schema: String,
        /// Version of the attestation.
        version: u64,
        /// Second from which it can no longer be received.
        timeout_at: u64 as Seconds,
    }
}

crate::event! {
    /// Money arrived and was minted. Not emitted when the packet gets an error acknowledgement.
    Received = "isthmus_bridge_receive" {
        /// Region it comes from.
        region: RegionId,
        /// Channel on this chain.
        channel: ChannelId,
        /// The sender's number of the packet.
        id: u64,
        /// Token.
        token: TokenId,
        /// Base units.
        amount: Uint128,
        /// Account there, as its region says.
        sender: String as Address,
        /// Account here.
        receiver: String as Address,
        /// The note.
        memo: Option<String>,
        /// The 32 bytes, hexadecimal.
        info: Option<String> as Hex,
    }
}

crate::event! {
    /// An attestation arrived and was handed to the identity contract.
    AttestationReceived = "isthmus_bridge_receive_attestation" {
        /// Region it comes from.
        region: RegionId,
        /// Channel on this chain.
        channel: ChannelId,
        /// The sender's number of the packet.
        id: u64,
        /// Account here.
        account: String as Address,
        /// Schema of the credential.
        schema: String,
        /// Version of the attestation.
        version: u64,
    }
}

crate::event! {
    /// The other side has it: the packet is settled.
    Acknowledged = "isthmus_bridge_ack" {
        /// Region it went to.
        region: RegionId,
        /// Number of the packet.
        id: u64,
        /// Token; absent for a packet without one.
        token: Option<TokenId>,
    }
}

crate::event! {
    /// The other side refused it or nobody delivered it, and the sender was refunded.
    Refunded = "isthmus_bridge_refund" {
        /// Region it was sent to.
        region: RegionId,
        /// Number of the packet.
        id: u64,
        /// Token.
        token: TokenId,
        /// Base units.
        amount: Uint128,
        /// Who is refunded.
        owner: String as Address,
        /// `error`, `timeout`, or `closed` if it timed out before its time because the other end of the channel
        /// is; or `dispute` after the owner's decision.
        cause: String as Code,
        /// What the other side said, made printable.
        detail: Option<String>,
    }
}

crate::event! {
    /// An attestation was refused or not delivered; the identity contract may share the pass again.
    AttestationFailed = "isthmus_bridge_attestation_failed" {
        /// Region it was sent to.
        region: RegionId,
        /// Number of the packet.
        id: u64,
        /// `error`, `timeout` or `closed`.
        cause: String as Code,
        /// What the other side said, made printable.
        detail: Option<String>,
    }
}

crate::event! {
    /// The refund just announced could not be paid: it waits as a claim. Cancels the `refund` before it.
    Claimable = "isthmus_bridge_claimable" {
        /// Region it was sent to.
        region: RegionId,
        /// Number of the packet.
        id: u64,
        /// Token.
        token: TokenId,
        /// Base units.
        amount: Uint128,
        /// Who may be paid.
        owner: String as Address,
        /// What the token said, made printable.
        detail: String,
    }
}

crate::event! {
    /// A claim was paid.
    Claimed = "isthmus_bridge_claim" {
        /// Region it was sent to.
        region: RegionId,
        /// Number of the packet.
        id: u64,
        /// Token.
        token: TokenId,
        /// Base units.
        amount: Uint128,
        /// Who was paid.
        owner: String as Address,
        /// Who called.
        by: String as Address,
    }
}

crate::event! {
    /// Nobody can say what became of the packet: the owner decides, funds stay.
    Disputed = "isthmus_bridge_dispute" {
        /// Region it was sent to.
        region: RegionId,
        /// Number of the packet.
        id: u64,
        /// Token; absent for a packet without one.
        token: Option<TokenId>,
        /// Base units.
        amount: Uint128,
        /// Why, in words.
        cause: String,
    }
}

crate::event! {
    /// The owner decided about a disputed packet.
    Resolved = "isthmus_bridge_resolve_dispute" {
        /// Region it was sent to.
        region: RegionId,
        /// Number of the packet.
        id: u64,
        /// Token; absent for a packet without one.
        token: Option<TokenId>,
        /// Base units.
        amount: Uint128,
        /// `delivered` or `refund`.
        outcome: String as Code,
        /// Why.
        reason: String,
    }
}

crate::event! {
    /// An acknowledgement or timeout changed nothing: its packet is settled or unknown.
    Ignored = "isthmus_bridge_ignore" {
        /// Channel on this chain, as the chain wrote it.
        channel: String,
        /// IBC sequence.
        sequence: u64,
        /// Why, in words.
        cause: String,
    }
}

crate::event! {
    /// The channel to a peer is open.
    ChannelOpened = "isthmus_bridge_connect_channel" {
        /// The peer.
        region: RegionId,
        /// Channel on this chain.
        channel: ChannelId,
        /// Channel on the other chain.
        remote_channel: ChannelId,
    }
}

crate::event! {
    /// The channel to a peer is closed.
    ChannelClosed = "isthmus_bridge_channel_closed" {
        /// The peer.
        region: RegionId,
        /// Channel on this chain.
        channel: ChannelId,
    }
}

crate::event! {
    /// The owner asked to close the channel.
    ClosingChannel = "isthmus_bridge_close_channel" {
        /// The peer.
        region: RegionId,
        /// Channel on this chain.
        channel: ChannelId,
    }
}

crate::event! {
    /// A peer was registered.
    PeerRegistered = "isthmus_bridge_register_peer" {
        /// Its region.
        region: RegionId,
        /// Connection on this chain.
        connection: String,
        /// Port of the other bridge.
        remote_port: String,
        /// Prefix of the addresses there.
        address_prefix: String,
    }
}

crate::event! {
    /// A peer's connection was given up.
    PeerAbandoned = "isthmus_bridge_abandon_peer" {
        /// Its region.
        region: RegionId,
        /// The channel that it had, if any.
        channel: Option<String>,
        /// Why.
        reason: String,
    }
}

crate::event! {
    /// A peer that was abandoned has another connection and port.
    PeerRebound = "isthmus_bridge_rebind_peer" {
        /// Its region.
        region: RegionId,
        /// Connection on this chain.
        connection: String,
        /// Port on the other.
        remote_port: String,
    }
}

crate::event! {
    /// A peer was opened for sending, drained or frozen.
    PeerStatusSet = "isthmus_bridge_set_peer_status" {
        /// Its region.
        region: RegionId,
        /// `open`, `draining` or `frozen`.
        status: String as Code,
        /// Who did it; `bridge` when the other end of its channel turned out to be closed.
        by: String,
    }
}

crate::event! {
    /// A token was registered, or its gas changed.
    TokenRegistered = "isthmus_bridge_register_token" {
        /// The token.
        token: TokenId,
        /// Its contract.
        contract: String as Address,
        /// Gas that one call may use.
        gas_limit: u64,
    }
}

crate::event! {
    /// Limits were set.
    RouteSet = "isthmus_bridge_set_route" {
        /// The peer.
        region: RegionId,
        /// The token.
        token: TokenId,
        /// Most that may be sent at once; absent: shut.
        outbound_capacity: Option<Uint128>,
        /// Refill each second.
        outbound_refill_per_second: Option<Uint128>,
        /// Most that may be received at once; absent: shut.
        inbound_capacity: Option<Uint128>,
        /// Refill each second.
        inbound_refill_per_second: Option<Uint128>,
        /// Most that may be abroad.
        outstanding_cap: Option<Uint128>,
    }
}

/// All of them, for the exported schema.
pub const EVENTS: &[EventSchema] = &[
    schema_of::<Instantiated>(),
    schema_of::<Sent>(),
    schema_of::<AttestationSent>(),
    schema_of::<Received>(),
    schema_of::<AttestationReceived>(),
    schema_of::<Acknowledged>(),
    schema_of::<Refunded>(),
    schema_of::<AttestationFailed>(),
    schema_of::<Claimable>(),
    schema_of::<Claimed>(),
    schema_of::<Disputed>(),
    schema_of::<Resolved>(),
    schema_of::<Ignored>(),
    schema_of::<ChannelOpened>(),
    schema_of::<ChannelClosed>(),
    schema_of::<ClosingChannel>(),
    schema_of::<PeerRegistered>(),
    schema_of::<PeerAbandoned>(),
    schema_of::<PeerRebound>(),
    schema_of::<PeerStatusSet>(),
    schema_of::<TokenRegistered>(),
    schema_of::<RouteSet>(),
];
