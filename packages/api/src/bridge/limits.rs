//! How much, how many and how long, at most.

crate::limits! {
    /// Shortest time a packet may be given, in seconds. Ten seconds is of no use to a person and of much
    /// use to a test: on a live chain it is the time of a few blocks.
    pub const MIN_TIMEOUT_SECONDS: u64 = 10;
    /// Time a packet is given unless the sender says otherwise: 15 minutes.
    pub const DEFAULT_TIMEOUT_SECONDS: u64 = 15 * 60;
    /// Longest time a packet may be given: 24 hours, which is also the limit of IBC v2.
    pub const MAX_TIMEOUT_SECONDS: u64 = 24 * 60 * 60;
    /// Longest reason given when a dispute is resolved, in bytes.
    pub const MAX_REASON_BYTES: usize = 256;
    /// How long after a peer was abandoned whoever likes makes disputes of the packets that have no outcome:
    /// their longest time, and 7 days in which their chain may still prove one.
    pub const OVERDUE_SECONDS: u64 = MAX_TIMEOUT_SECONDS + 7 * 24 * 60 * 60;
    /// Most peers: each packet reads a few bytes of each.
    pub const MAX_PEERS: usize = 32;
    /// Gas that one call to a token may use unless `register_token` says otherwise.
    pub const DEFAULT_TOKEN_GAS: u64 = 500_000;
}
