//! What can go wrong. The code at the end of each text is stable; clients go by it.

use cosmwasm_std::{StdError, Uint128};
use isthmus_api::escrow::{ExecuteKind, ExecuteMsg};
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
    /// There is no such deal, drawing or calendar.
    #[error("there is no {what} known as {id} [ES-010]")]
    NotFound {
        /// Deal, drawing or calendar.
        what: &'static str,
        /// Its number.
        id: u64,
    },
    /// The deal or drawing is not in a state for this message.
    #[error("the {what} must be {expected}, it is {got} [ES-011]")]
    WrongState {
        /// Deal or drawing.
        what: &'static str,
        /// States in which the message works.
        expected: &'static str,
        /// The state it is in.
        got: &'static str,
    },
    /// The last second for this message is over.
    #[error("too late to {what}: the last second was {due} [ES-012]")]
    TooLate {
        /// What was to be done.
        what: &'static str,
        /// Last second for it.
        due: u64,
    },
    /// The dates of the terms are not in order.
    #[error("dates: {earlier} must not be after {later}, got {first} and {second} [ES-013]")]
    Dates {
        /// The field that must be first.
        earlier: &'static str,
        /// The field that must be second.
        later: &'static str,
        /// Value of the first.
        first: u64,
        /// Value of the second.
        second: u64,
    },
    /// No new deals are made in this asset, or a token that is no deal's money called.
    #[error("asset {asset} is not allowed [ES-014]")]
    AssetNotAllowed {
        /// The asset.
        asset: String,
    },
    /// The deal is in another asset.
    #[error("the deal is in {expected}, got {got} [ES-015]")]
    WrongAsset {
        /// The deal's asset.
        expected: String,
        /// The asset that came.
        got: String,
    },
    /// The amount is not the one that is due.
    #[error("expected exactly {expected}, got {got} [ES-016]")]
    AmountMismatch {
        /// Amount due.
        expected: Uint128,
        /// Amount that came.
        got: Uint128,
    },
    /// The token says it paid, but the contract has less than it owes.
    #[error("the contract would owe {owed} and has {balance} [ES-017]")]
    Unbacked {
        /// What it would owe.
        owed: Uint128,
        /// What it has.
        balance: Uint128,
    },
    /// One account stands for two parties.
    #[error("{account} stands for two parties; the parties must be distinct [ES-018]")]
    SameParty {
        /// The account.
        account: String,
    },
    /// A party or a payout that is a contract of this suite: the money would be lost.
    #[error("{account} is a contract of this region and cannot be a party or a payout [ES-019]")]
    ReservedAccount {
        /// The account.
        account: String,
    },
    /// The consent is to other terms.
    #[error("the terms hash is {expected}, got {got} [ES-020]")]
    WrongTermsHash {
        /// Hash of the deal's terms.
        expected: String,
        /// Hash consented to.
        got: String,
    },
    /// The party consented before.
    #[error("the {party} has consented already [ES-021]")]
    AlreadyConsented {
        /// The party.
        party: &'static str,
    },
    /// The party does not satisfy the policy.
    #[error("{account} does not meet the policy: {reason} [ES-022]")]
    NotAuthorized {
        /// The account.
        account: String,
        /// The gate's reason.
        reason: String,
    },
    /// The bridge would not carry a payment there.
    #[error("no route to {region} because {reason} [ES-023]")]
    NoRoute {
        /// The region.
        region: String,
        /// What the bridge says.
        reason: String,
    },
    /// Too many drawings of a deal, or presentations of a drawing.
    #[error("at most {max} of {what} [ES-024]")]
    TooMany {
        /// Drawings or presentations.
        what: &'static str,
        /// Most of them.
        max: u64,
    },
    /// All that the credit covers is drawn or reserved.
    #[error("the credit has nothing left to draw [ES-025]")]
    NothingLeft {},
    /// A drawing is alive.
    #[error("drawing {drawing} is alive and must end first [ES-026]")]
    DrawingAlive {
        /// The drawing.
        drawing: u64,
    },
    /// A refusal without a discrepancy.
    #[error("a notice of refusal must state at least one discrepancy [ES-027]")]
    EmptyNotice {},
    /// A discrepancy is neither cured nor waived.
    #[error("{open} discrepancies are not waived [ES-028]")]
    DiscrepancyOpen {
        /// How many.
        open: usize,
    },
    /// No open discrepancy has this number.
    #[error("there is no open discrepancy {id} [ES-029]")]
    NoDiscrepancy {
        /// The number; 0 if there is none at all.
        id: u32,
    },
    /// The documents were returned.
    #[error("the documents were returned; they must be presented again [ES-030]")]
    DocumentsReturned {},
    /// The party cancelled before.
    #[error("the {party} has cancelled already [ES-031]")]
    AlreadyCancelled {
        /// The party.
        party: &'static str,
    },
    /// The sender has no credit in the asset.
    #[error("nothing to withdraw in {asset} [ES-032]")]
    NothingToWithdraw {
        /// The asset.
        asset: String,
    },
    /// Money came back from the bridge for a payout that is unknown, settled or of another amount.
    #[error("no payout over the bridge awaits this refund [ES-033]")]
    UnknownReference {},
    /// Not a date.
    #[error("{given} is not a date YYYY-MM-DD from 1970 to 9999 [ES-034]")]
    BadDate {
        /// The text given, made printable.
        given: String,
    },
    /// A holiday that is not in the calendar's future.
    #[error("holiday {given} must be after {from} and not after {until} [ES-035]")]
    HolidayRange {
        /// The date.
        given: String,
        /// Today there.
        from: String,
        /// Last date allowed.
        until: String,
    },
    /// A calendar must have a banking day.
    #[error("a weekend may have at most six days, each once, got {given} [ES-036]")]
    Weekend {
        /// How many days were given.
        given: usize,
    },
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
