//! How much, how many and how long, at most.

crate::limits! {
    /// Most bytes (UTF-8) of the reason of an order, a freeze, a hold or a lock.
    pub const MAX_REASON_BYTES: usize = 64;
    /// Most accounts of one message that acts on a list of accounts.
    pub const MAX_BATCH_ACCOUNTS: usize = 50;
    /// Longest hold, and most that one guardian holds one account before it has to pause: 72 hours.
    pub const MAX_HOLD_SECONDS: u64 = 72 * 3600;
    /// How long a guardian has not held an account when it may for all of that time again: 72 hours.
    pub const HOLD_GAP_SECONDS: u64 = 72 * 3600;
    /// Last instant at which a freeze may end (seconds): the year 36812, the last that a record holds.
    pub const MAX_FREEZE_UNTIL: u64 = (1 << 40) - 1;
    /// Most bytes (UTF-8) of a payment reference.
    pub const MAX_MEMO_BYTES: usize = 64;
    /// Most payments in one `batch_transfer`.
    pub const MAX_PAYMENTS: u64 = 100;
    /// Most spenders in one `revoke_allowances`.
    pub const MAX_REVOCATIONS: u64 = 50;
    /// Trials of a policy contract that fail in a row before it is no longer asked.
    pub const POLICY_FAILURES: u32 = 5;
    /// How long after one of them the next one counts: 6 hours.
    pub const POLICY_FAILURE_GAP_SECONDS: u64 = 6 * 3600;
    /// How long one of them waits for the next one: 24 hours. After that the row begins anew.
    pub const POLICY_FAILURE_LASTS_SECONDS: u64 = 24 * 3600;
    /// Most escrows in one instantiate message.
    pub const MAX_FIRST_ESCROWS: usize = 64;
    /// Most records that one page of `all_accounts` looks at: a third of the gas a
    /// node grants a query.
    pub const MAX_COUNTED: u32 = 2_000;
    /// Most records, of freezes and holds that are over too, that one page of `frozen_accounts` or
    /// `held_accounts` reads.
    pub const MAX_ORDERS_READ: usize = 500;
    /// Most accounts that one `set_account_status`, or receivers that one `screen_foreign` names.
    pub const MAX_STATUS_ENTRIES: usize = 50;
    /// Most characters of a receiver in another region.
    pub const MAX_FOREIGN_CHARS: usize = 128;
    /// Highest fee in basis points.
    pub const MAX_FEE_BPS: u16 = 20;
    /// Highest fee of one payment in whole units: 50 tokens.
    pub const MAX_FEE_UNITS: u128 = 50;
    /// Most records that one page of a migration from cw20-base moves.
    pub const MAX_MIGRATION_PAGE: u32 = 100;
    /// Most records that one page of a hand-over sends, which the office writes in the same transaction.
    pub const MAX_HAND_OVER_PAGE: u32 = 50;
    /// Most records that go with the migrate message itself, which has roles and escrows to write too.
    pub const MAX_FIRST_PAGE: u32 = 30;
    /// Most keys registered for one account.
    pub const MAX_KEYS: usize = 8;
    /// How many nonces an account has open at a time: those from its lowest unused one on.
    pub const OPEN_NONCES: u64 = 128;
}
