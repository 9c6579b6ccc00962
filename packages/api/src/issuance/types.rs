//! What messages and queries of issuance are made of.

use cosmwasm_std::Uint128;
use isthmus_wire::wire;

use crate::access;
use crate::types::{Limit, Weekday};

/// What an account may be trusted with. Minters are not a role: each has a record of its own.
#[wire]
#[derive(Copy, Eq, strum::IntoStaticStr, strum::EnumIter)]
#[strum(serialize_all = "snake_case")]
pub enum Role {
    /// Sets and removes minters, their controllers and their recipients.
    MasterMinter,
    /// Attests the reserves.
    Attestor,
    /// Marks redemptions as being paid, settles and rejects them.
    RedemptionOperator,
    /// Stops a minter at once; cannot let it mint again.
    Guardian,
    /// Pauses; cannot unpause.
    Pauser,
    /// Adds holidays to come to the calendar.
    CalendarKeeper,
}

/// A role given at instantiate.
pub type RoleGrant = access::RoleGrant<Role>;
/// What the chain's own governance may do.
pub type SudoMsg = access::SudoMsg<Role, PauseScope>;
/// All changes that wait.
pub type PendingChangesResponse = access::PendingChangesResponse<Change>;

/// What can be paused.
#[wire]
#[derive(Copy, Eq, strum::IntoStaticStr, strum::EnumIter)]
#[strum(serialize_all = "snake_case")]
pub enum PauseScope {
    /// `mint`.
    Mint,
    /// Taking redemptions in, `mark_paying` and `settle_redemption`. What comes back is never stopped.
    Redeem,
}

/// What a minter may do at most.
#[wire]
#[derive(Copy, Eq)]
pub struct MinterTerms {
    /// The most that its allowance may be raised to, in base units.
    pub ceiling: Uint128,
    /// How fast it may mint, or null for no rate limit.
    #[wire(required)]
    pub rate_limit: Option<Limit>,
}

/// How attestations bound minting.
#[wire]
#[derive(Copy, Eq)]
pub struct ReservePolicy {
    /// Oldest attestation that counts, by its `as_of`. Zero: only one of the very same second.
    pub max_age_seconds: u64,
    /// How much more than the token's `total + abroad` has to be attested, in basis points, at most 10000.
    pub margin_bps: u16,
}

/// The terms of redemption, counted in business days of the contract's calendar.
#[wire]
#[derive(Copy, Eq)]
pub struct RedemptionPolicy {
    /// Within how many business days after the day of the request money is paid, 1 to 20; 2 if absent.
    pub term_days: Option<u8>,
    /// How many business days a payment that was marked as under way may take, from the day of the mark
    /// on, 1 to 20; 2 if absent.
    pub payment_days: Option<u8>,
    /// Least amount of a request in base units, at least 1.
    pub min_amount: Uint128,
}

/// The calendar that terms are counted in. It is given at instantiate; holidays are added later.
#[wire]
pub struct Calendar {
    /// Its name, 2 to 32 printable characters.
    pub name: String,
    /// Minutes to add to UTC, -720 to 840.
    pub utc_offset_minutes: i32,
    /// Days of the week without business, at most six, each once.
    pub weekend: Vec<Weekday>,
    /// Holidays to come, `YYYY-MM-DD`, at most 100.
    pub holidays: Vec<String>,
}

/// What a part of the reserve is.
#[wire]
#[derive(Copy, Eq, strum::IntoStaticStr, strum::EnumIter)]
#[strum(serialize_all = "snake_case")]
pub enum Category {
    /// Coins and notes, and balances with a central bank.
    Cash,
    /// Demand deposits with a bank.
    DemandDeposit,
    /// Treasury bills, notes and bonds by their remaining term.
    TreasuryBill,
    /// Reverse repurchase agreements.
    Repo,
    /// Shares of a money market fund.
    MoneyMarketFund,
    /// Anything else.
    Other,
}

/// One part of the reserve.
#[wire]
pub struct Holding {
    /// What it is.
    pub category: Category,
    /// With whom it is: a bank, a fund, a counterparty, by name or LEI, 1 to 32 printable characters.
    /// Null of cash and treasury bills alone.
    #[wire(required)]
    pub institution: Option<String>,
    /// Its value in base units of the token, above zero.
    pub amount: Uint128,
    /// In how many days it is money: its remaining term, or the notice it needs, at most 3660. Zero of
    /// cash and of demand deposits.
    pub days: u16,
}

/// A line of the reserve's composition.
#[wire]
#[derive(Copy, Eq, PartialOrd, Ord, strum::IntoStaticStr, strum::EnumIter)]
#[strum(serialize_all = "snake_case")]
pub enum ReserveClass {
    /// Cash.
    Cash,
    /// Demand deposits.
    DemandDeposits,
    /// Treasury bills with 7 days or less to run.
    TreasuryBillsWeek,
    /// Treasury bills with 8 to 30 days to run.
    TreasuryBillsMonth,
    /// Treasury bills with 31 to 93 days to run.
    TreasuryBillsQuarter,
    /// Treasuries with more than 93 days to run.
    TreasuriesLonger,
    /// Repo.
    Repo,
    /// Money market funds.
    MoneyMarketFunds,
    /// Anything else.
    Other,
}

/// How much of the reserve is of one class.
#[wire]
pub struct ClassShare {
    /// The class.
    pub class: ReserveClass,
    /// Base units.
    pub amount: Uint128,
    /// Its share of the total in basis points, rounded down.
    pub share_bps: u16,
}

/// What the rules for reserves ask of their composition, computed. Each figure is rounded to the side of
/// caution.
#[wire]
#[derive(Copy, Eq)]
pub struct ReserveTests {
    /// What is money within a day, in basis points of the total.
    pub daily_liquidity_bps: u16,
    /// What is money within seven days, in basis points of the total.
    pub weekly_liquidity_bps: u16,
    /// The most that is with one institution, in basis points of the total.
    pub concentration_bps: u16,
    /// Average of the remaining terms, weighted by amount, in days.
    pub weighted_maturity_days: u16,
}

/// An attestation of the reserves.
#[wire]
pub struct Attestation {
    /// Counted from 1.
    pub id: u64,
    /// What is attested, in base units: the sum of the holdings.
    pub amount: Uint128,
    /// The second of which the report speaks.
    pub as_of: u64,
    /// What the reserve is made of.
    pub holdings: Vec<Holding>,
    /// SHA-256 of the report.
    pub report_hash: cosmwasm_std::HexBinary,
    /// Where the report is.
    pub uri: String,
    /// When it was submitted.
    pub at: u64,
    /// By whom.
    pub by: cosmwasm_std::Addr,
}

/// A redemption that is open.
#[wire]
pub struct Redemption {
    /// Counted from 1.
    pub id: u64,
    /// Who handed the tokens in.
    pub holder: cosmwasm_std::Addr,
    /// Base units.
    pub amount: Uint128,
    /// The holder's reference.
    pub reference: cosmwasm_std::HexBinary,
    /// When it came in.
    pub requested_at: u64,
    /// Last second of its term. Later it is late.
    pub due_at: u64,
    /// The payment that is under way, if one is.
    pub paying: Option<Paying>,
}

/// A payment that is under way.
#[wire]
#[derive(Copy, Eq)]
pub struct Paying {
    /// Since when.
    pub since: u64,
    /// Last second at which nobody may return the tokens.
    pub until: u64,
}

/// Records of a token that was its own office.
#[wire]
pub struct HandedOver {
    /// The records, as they were stored.
    pub records: Vec<HandedRecord>,
    /// Whether they are the last.
    pub done: bool,
}

/// A record as it was stored.
#[wire]
pub struct HandedRecord {
    /// Its key.
    pub key: cosmwasm_std::Binary,
    /// What stood under it.
    pub value: cosmwasm_std::Binary,
}

/// A change of the rules or of who administers, as `schedule_change` announces it.
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
    /// As `configure_minter` or `remove_minter`. A new minter, a higher ceiling, no rate limit or a looser
    /// one loosens.
    SetMinter {
        /// The account.
        minter: String,
        /// What it may do, or null if it is to be no minter.
        #[wire(required)]
        terms: Option<MinterTerms>,
    },
    /// As `resume_minter`, which always loosens.
    ResumeMinter {
        /// The minter.
        minter: String,
    },
    /// As `configure_controller` or `remove_controller`. Another minter to control loosens.
    SetController {
        /// The account.
        controller: String,
        /// The minter it controls, or null for none.
        #[wire(required)]
        minter: Option<String>,
    },
    /// As `set_mint_recipients`. No list, or an account more on it, loosens.
    SetMintRecipients {
        /// The minter.
        minter: String,
        /// The whole list, or null for no list.
        #[wire(required)]
        recipients: Option<Vec<String>>,
    },
    /// As `set_reserve_policy`. No policy, an older attestation or a smaller margin loosens.
    SetReservePolicy {
        /// The policy, or null for none.
        #[wire(required)]
        policy: Option<ReservePolicy>,
    },
    /// As `set_redemption_policy`. To close redemption, a longer term or time for a payment, or a larger
    /// least amount loosens what the issuer owes.
    SetRedemptionPolicy {
        /// The policy, or null for none.
        #[wire(required)]
        policy: Option<RedemptionPolicy>,
    },
}
crate::common_changes!(Change, Role);
