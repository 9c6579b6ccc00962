//! What messages and queries of the bridge are made of.

use isthmus_wire::wire;

/// Roles the owner grants.
#[wire]
#[derive(Copy, Eq, strum::IntoStaticStr, strum::EnumIter)]
#[strum(serialize_all = "snake_case")]
pub enum Role {
    /// May stop sending, receiving or both, for at most 72 hours at a time. Cannot resume.
    Pauser,
}

/// A role given at instantiate.
#[wire]
pub struct RoleGrant {
    /// The role.
    pub role: Role,
    /// Who has it.
    pub account: String,
}

/// What a pause stops. Acknowledgements, timeouts and claims are never stopped.
#[wire]
#[derive(Copy, Eq, strum::IntoStaticStr, strum::EnumIter)]
#[strum(serialize_all = "snake_case")]
pub enum PauseScope {
    /// New packets from here: transfers and attestations.
    Send,
    /// Packets that arrive: each gets an error acknowledgement, so its sender is refunded.
    Receive,
}

/// Whether new packets may be sent to a peer.
#[wire]
#[derive(Copy, Eq, strum::IntoStaticStr, strum::EnumString)]
#[strum(serialize_all = "snake_case")]
pub enum PeerStatus {
    /// They may.
    Open,
    /// They may not; what arrives is served.
    Draining,
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
