//! What can go wrong. The code at the end of each text is stable; clients go by it.

use cosmwasm_std::{StdError, Uint128};
use isthmus_api::issuance::{ExecuteKind, ExecuteMsg};
use isthmus_api::permission::Guarded;
use isthmus_api::types::InputError;
use isthmus_calendar::CalendarError;
use isthmus_kit::AccessError;
use thiserror::Error;

/// Why a message failed.
#[derive(Error, Debug, PartialEq)]
pub enum ContractError {
    /// What every contract refuses alike: authority, coins, pause, fields, storage.
    #[error(transparent)]
    Access(#[from] AccessError),
    /// The account is no minter.
    #[error("{minter} is no minter [IS-010]")]
    NotMinter {
        /// The account.
        minter: String,
    },
    /// The minter may not mint so much any more.
    #[error("the minter may still mint {left}, asked for {asked} [IS-011]")]
    MinterAllowance {
        /// What it may still mint.
        left: u128,
        /// What it asked for.
        asked: u128,
    },
    /// The rate limit lets the amount through later.
    #[error("the rate limit lets {available} through now and {asked} from {at} on [IS-012]")]
    RateLimited {
        /// What passes now.
        available: u128,
        /// What was asked for.
        asked: u128,
        /// First second at which it passes.
        at: u64,
    },
    /// The rate limit never lets the amount through.
    #[error("the rate limit lets {available} through now and never {asked} [IS-013]")]
    AboveRateLimit {
        /// What passes now.
        available: u128,
        /// What was asked for.
        asked: u128,
    },
    /// The recipient is not on the minter's list.
    #[error("the minter may not mint for {recipient} [IS-014]")]
    RecipientNotPermitted {
        /// The recipient.
        recipient: String,
    },
    /// The minter was stopped, or was not where it has to be.
    #[error("the minter is {given} [IS-015]")]
    MinterState {
        /// `stopped` or `not stopped`.
        given: &'static str,
    },
    /// Above the minter's ceiling.
    #[error("the allowance may be raised to {ceiling}, asked for {asked} [IS-016]")]
    AboveCeiling {
        /// The ceiling.
        ceiling: u128,
        /// What it would become.
        asked: u128,
    },
    /// Nothing was ever attested.
    #[error("the reserves have not been attested [IS-017]")]
    ReserveMissing {},
    /// The newest attestation is too old.
    #[error("the attestation as of {as_of} counted until {until} [IS-018]")]
    ReserveStale {
        /// Of which second it speaks.
        as_of: u64,
        /// Last second at which it counted.
        until: u64,
    },
    /// The reserves do not cover the amount.
    #[error("the reserves cover {headroom} more, asked for {asked} [IS-019]")]
    ReserveInsufficient {
        /// What may still be minted.
        headroom: u128,
        /// What was asked for.
        asked: u128,
    },
    /// Two duties that exclude each other would meet in one account.
    #[error("one account may not be both {held} and {asked} [IS-020]")]
    DutyConflict {
        /// What the account is, here or in the token.
        held: &'static str,
        /// What it was to become.
        asked: &'static str,
    },
    /// A minter has no duty that it may not have.
    #[error("{minter} has no duty that a minter may not have [IS-021]")]
    NoDutyConflict {
        /// The minter.
        minter: String,
    },
    /// An account would control itself.
    #[error("no minter controls itself [IS-022]")]
    OwnController {},
    /// Redemption is closed.
    #[error("redemption is closed [IS-023]")]
    RedemptionClosed {},
    /// The amount is below the least.
    #[error("a redemption is of at least {min}, got {given} [IS-024]")]
    RedemptionTooSmall {
        /// The least amount.
        min: u128,
        /// What came.
        given: u128,
    },
    /// The holder has as many open redemptions as one may.
    #[error("a holder has at most {limit} open redemptions [IS-025]")]
    TooManyRedemptions {
        /// Most.
        limit: usize,
    },
    /// No redemption of that number is open.
    #[error("redemption {id} is not open [IS-026]")]
    NoRedemption {
        /// The number.
        id: u64,
    },
    /// The tokens may not be given back yet.
    #[error("the tokens go back from {at} on [IS-027]")]
    RedemptionNotDue {
        /// First second.
        at: u64,
    },
    /// The redemption was marked as being paid before.
    #[error("the redemption is being paid until {until} [IS-028]")]
    AlreadyPaying {
        /// Last second of that.
        until: u64,
    },
    /// The term of the redemption is over: its tokens may go back at any moment.
    #[error("the term of the redemption was over at {due} [IS-029]")]
    RedemptionOverdue {
        /// Last second of the term.
        due: u64,
    },
    /// The token says that an order stands against the holder.
    #[error("the holder is frozen, held, locked or not admitted by the compliance mode: nothing is paid or burnt [IS-030]")]
    HolderRestricted {},
    /// The token says it paid, but the contract has less than it owes.
    #[error("the contract would owe {owed} and has {balance} [IS-031]")]
    Unbacked {
        /// What it would owe.
        owed: Uint128,
        /// What it has.
        balance: Uint128,
    },
    /// The account has no credit.
    #[error("nothing to withdraw for {account} [IS-032]")]
    NothingToWithdraw {
        /// The account.
        account: String,
    },
    /// The holdings are not the sum that is attested.
    #[error("the holdings are {given} in all, attested are {total} [IS-033]")]
    HoldingsSum {
        /// What is attested.
        total: Uint128,
        /// Their sum.
        given: Uint128,
    },
    /// Not a date.
    #[error("{given} is not a date YYYY-MM-DD from 1970 to 9999 [IS-034]")]
    BadDate {
        /// The text given, made printable.
        given: String,
    },
    /// A holiday that is not in the calendar's future.
    #[error("holiday {given} must be after {from} and not after {until} [IS-035]")]
    HolidayRange {
        /// The date.
        given: String,
        /// Today there.
        from: String,
        /// Last date allowed.
        until: String,
    },
    /// A calendar must have a business day.
    #[error("a weekend may have at most six days, each once, got {given} [IS-036]")]
    Weekend {
        /// How many days were given.
        given: usize,
    },
    /// Whoever raises an allowance makes room for money.
    #[error("the controller is frozen or held: it raises no allowance [IS-037]")]
    ControllerRestricted {},
    /// A token hands over to an office in which nothing has happened yet.
    #[error("somebody mints or minted here, attested or redeemed: a token hands over to a new office [IS-038]")]
    NotNew {},
    /// A minter of the token that its hand-over has not come to, or none.
    #[error(
        "no minter yet: the token is handing over, hand_over of the token goes on with it [IS-039]"
    )]
    NotHandedOver {},
    /// Until the token shields what it holds, an order finds it, whosever it is.
    #[error("nothing is handed in yet: the token has to register this contract as an escrow first [IS-040]")]
    NoEscrow {},
    /// What came back to it would come without a word, which the token refuses.
    #[error("an escrow of the token holds for others and hands in nothing [IS-041]")]
    HolderIsEscrow {},
}

/// What every handler returns.
pub type Outcome = isthmus_kit::Outcome<ContractError>;

impl ContractError {
    /// Unauthorized, in the words of the permission table.
    pub fn unauthorized(kind: ExecuteKind) -> Self {
        isthmus_kit::unauthorized(ExecuteMsg::permission(kind).caller).into()
    }
}

impl From<CalendarError> for ContractError {
    fn from(error: CalendarError) -> Self {
        match error {
            CalendarError::Input(error) => error.into(),
            CalendarError::BadDate { given } => Self::BadDate { given },
            CalendarError::HolidayRange { given, from, until } => {
                Self::HolidayRange { given, from, until }
            }
            CalendarError::Weekend { given } => Self::Weekend { given },
        }
    }
}

impl From<StdError> for ContractError {
    fn from(error: StdError) -> Self {
        Self::Access(error.into())
    }
}

impl From<InputError> for ContractError {
    fn from(error: InputError) -> Self {
        Self::Access(error.into())
    }
}
