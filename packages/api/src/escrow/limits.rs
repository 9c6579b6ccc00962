//! How much, how many and how long, at most.

crate::limits! {
    /// Most documents that terms may require.
    pub const MAX_REQUIRED_DOCUMENTS: usize = 12;
    /// Most documents of one presentation.
    pub const MAX_DOCUMENTS: usize = 20;
    /// Most findings of one refusal notice.
    pub const MAX_FINDINGS: usize = 16;
    /// Most drawings of one deal.
    pub const MAX_DRAWINGS: usize = 12;
    /// Most times one drawing may be presented.
    pub const MAX_PRESENTATIONS: u32 = 10;
    /// Most deals of one `crank_many`.
    pub const MAX_CRANKS: usize = 20;
    /// Most holidays added by one message.
    pub const MAX_HOLIDAYS: usize = 100;
    /// Largest tolerance, in hundredths of a per cent.
    pub const MAX_TOLERANCE_BPS: u16 = 5_000;
    /// Longest presentation period in days.
    pub const MAX_PRESENTATION_DAYS: u16 = 365;
    /// Presentation period where the terms do not state one (UCP 600 art. 14c).
    pub const DEFAULT_PRESENTATION_DAYS: u16 = 21;
    /// Banking days for the examination, following the day of presentation (UCP 600 art. 14b).
    pub const EXAM_BANKING_DAYS: u8 = 5;
    /// Longest time from the proposal to the expiry, in seconds (five years of 365 days).
    pub const MAX_TENOR_SECONDS: u64 = 5 * 365 * 86_400;
}
