//! How much, how many and how long, at most.

crate::limits! {
    /// Most accounts on one minter's list of recipients.
    pub const MAX_MINT_RECIPIENTS: usize = 50;
    /// Most controllers of one minter.
    pub const MAX_CONTROLLERS: usize = 10;
    /// Most bytes of the reference of a mint, a redemption or its payment.
    pub const MAX_REFERENCE_BYTES: usize = 32;
    /// Most open redemptions of one holder.
    pub const MAX_OPEN_REDEMPTIONS: usize = 10;
    /// Longest term of a redemption, and longest time for a payment under way, in business days.
    pub const MAX_TERM_DAYS: u8 = 20;
    /// Term of a redemption where none is given, in business days.
    pub const DEFAULT_TERM_DAYS: u8 = 2;
    /// Largest margin of a reserve policy: as much again as is issued.
    pub const MAX_MARGIN_BPS: u16 = 10_000;
    /// Most holdings of one attestation.
    pub const MAX_HOLDINGS: usize = 40;
    /// Longest remaining term of a holding.
    pub const MAX_HOLDING_DAYS: u16 = 3_660;
    /// Most characters of an institution's name.
    pub const MAX_INSTITUTION_CHARS: usize = 32;
    /// Most characters of an attestation's link.
    pub const MAX_URI_CHARS: usize = 256;
    /// Attestations that are kept: the newest ones.
    pub const MAX_ATTESTATIONS: u64 = 30;
    /// Most records of a token that one message takes over.
    pub const MAX_TAKEN_OVER: usize = 50;
    /// Most holidays added by one message.
    pub const MAX_HOLIDAYS: usize = 100;
    /// Most characters of the reason of a rejection or of a stop.
    pub const MAX_REASON_CHARS: usize = 128;
}
