//! How much, how many and how long, at most.

crate::limits! {
    /// Most controllers of a DID.
    pub const MAX_CONTROLLERS: usize = 5;
    /// Most keys in a DID document.
    pub const MAX_KEYS: usize = 20;
    /// Most services in a DID document.
    pub const MAX_SERVICES: usize = 10;
    /// Most accounts linked to a DID.
    pub const MAX_ACCOUNTS: usize = 8;
    /// Most passes one account holds, one per schema.
    pub const MAX_PASSES: usize = 16;
    /// Most accreditations one issuer holds.
    pub const MAX_ACCREDITATIONS: usize = 30;
    /// Most changes in one `set_status`.
    pub const MAX_STATUS_UPDATES: usize = 100;
    /// Fewest entries of a status list, so that a pass hides among many (Bitstring Status List 6.1).
    pub const MIN_LIST_SIZE: u32 = 131_072;
    /// Most entries of a status list.
    pub const MAX_LIST_SIZE: u32 = 1_048_576;
    /// Longest staleness that a recognition may allow: 30 days.
    pub const MAX_STALENESS_SECONDS: u64 = 30 * 24 * 60 * 60;
    /// Shortest time between two shares of the same, unchanged news: 60 seconds.
    pub const MIN_REFRESH_SECONDS: u64 = 60;
}
