//! Why administration refuses. The text ends in a code that never changes.
//!
//! A contract's own error has it as `#[error(transparent)] Access(#[from] AccessError)`.

use cosmwasm_std::StdError;
use isthmus_api::types::InputError;
use thiserror::Error;

/// An error of what all contracts do alike.
#[derive(Error, Debug, PartialEq)]
pub enum AccessError {
    /// Storage or serialization failed.
    #[error("{0} [AC-001]")]
    Std(#[from] StdError),
    /// The sender may not send this message.
    #[error("Unauthorized: needs {need} [AC-002]")]
    Unauthorized {
        /// Who may.
        need: String,
    },
    /// Native coins were attached to a message that takes none.
    #[error("this message takes no funds, got {given} [AC-003]")]
    FundsNotAccepted {
        /// The coins.
        given: String,
    },
    /// The proposed owner accepts before the delay is over.
    #[error("ownership can be accepted from {at} on, now it is {now} (seconds) [AC-004]")]
    OwnerDelay {
        /// First second at which it can.
        at: u64,
        /// This second.
        now: u64,
    },
    /// The rules of two-step ownership (cw-ownable) refuse.
    #[error("{0} [AC-005]")]
    Ownership(#[from] cw_ownable::OwnershipError),
    /// What the message does is paused.
    #[error("{scope} is paused until {until} (seconds) [AC-006]")]
    Paused {
        /// What is paused.
        scope: &'static str,
        /// First second at which it no longer is.
        until: u64,
    },
    /// A pause that is too long, or of no time or scope.
    #[error("a pause must name a scope and last from 1 to {max} seconds, got {scopes} scopes and {given} seconds [AC-007]")]
    PauseLength {
        /// Longest pause.
        max: u64,
        /// Scopes named.
        scopes: usize,
        /// Seconds asked for.
        given: u64,
    },
    /// A field of the message breaks its rule.
    #[error("{0} [AC-008]")]
    Input(#[from] InputError),
    /// The stored contract is another one, or newer than this code.
    #[error("cannot migrate {found} to {code} [AC-009]")]
    Migration {
        /// Name and version found.
        found: String,
        /// Name and version of this code.
        code: String,
    },
    /// Two duties that exclude each other would meet in one account.
    #[error("one account may not be both {held} and {asked} [AC-010]")]
    RoleConflict {
        /// What the account is.
        held: &'static str,
        /// What it was to become.
        asked: &'static str,
    },
    /// A role has as many members as it may.
    #[error("role {role} has {limit} members already [AC-011]")]
    RoleFull {
        /// The role.
        role: &'static str,
        /// Most members.
        limit: usize,
    },
    /// The account that was to get a role by a change has it.
    #[error("role {role} is already held by {account} [AC-012]")]
    RoleHeld {
        /// The account.
        account: String,
        /// The role.
        role: &'static str,
    },
    /// A change that loosens something is not made at once.
    #[error(
        "{change} loosens a rule: schedule it, to be applied after {seconds} seconds [AC-013]"
    )]
    ChangeMustWait {
        /// What kind of change.
        change: &'static str,
        /// The delay.
        seconds: u64,
    },
    /// A change has not waited long enough.
    #[error("change {id} can be applied from {at} on, now it is {now} (seconds) [AC-014]")]
    ChangeNotReady {
        /// The number.
        id: u64,
        /// First second at which it can.
        at: u64,
        /// This second.
        now: u64,
    },
    /// A change has waited too long.
    #[error("change {id} could be applied before {at}, now it is {now} (seconds) [AC-015]")]
    ChangeLapsed {
        /// The number.
        id: u64,
        /// First second at which it no longer could.
        at: u64,
        /// This second.
        now: u64,
    },
    /// What the change was to change is no longer as it was.
    #[error("change {id} was scheduled against {expected}, now there is: {given} [AC-016]")]
    ChangeStale {
        /// The number.
        id: u64,
        /// What was, as JSON: the fields that differ.
        expected: String,
        /// What is, as JSON: the fields that differ; or why there is nothing to change.
        given: String,
    },
    /// Who scheduled the change may no longer schedule it.
    #[error("change {id} was scheduled by {by}, who may no longer do so: needs {need} [AC-017]")]
    ChangeDisowned {
        /// The number.
        id: u64,
        /// Who scheduled it.
        by: String,
        /// Who may.
        need: String,
    },
    /// No change of that number waits.
    #[error("no change {id} waits [AC-018]")]
    NoChange {
        /// The number.
        id: u64,
    },
    /// As many changes wait as may.
    #[error("{limit} changes wait already [AC-019]")]
    TooManyChanges {
        /// Most at one time.
        limit: usize,
    },
    /// A delay that is too long.
    #[error("changes wait at most {max} seconds, got {given} [AC-020]")]
    ChangeDelay {
        /// Longest delay.
        max: u64,
        /// Given.
        given: u64,
    },
    /// The message is not one that this contract knows, or a field is missing, misspelt or of another
    /// type.
    #[error("this message cannot be read: {reason} [AC-021]")]
    Unreadable {
        /// What is wrong, and where.
        reason: String,
    },
    /// As many changes wait that a role may send as may: the other places are not its own.
    #[error("{limit} changes of role {role} wait already [AC-022]")]
    TooManyChangesOfRole {
        /// The role.
        role: &'static str,
        /// Most at one time.
        limit: usize,
    },
    /// The change that was to wait would change nothing.
    #[error("{change} would change nothing [AC-023]")]
    ChangesNothing {
        /// What kind of change.
        change: &'static str,
    },
    /// The chain itself paused something, and while that lasts nobody else ends a pause.
    #[error("until {until} (seconds) the chain alone ends a pause [AC-024]")]
    PausedByChain {
        /// First second at which others may.
        until: u64,
    },
    /// A change that was to wait while none has to.
    #[error("there is no change delay, so nothing waits: send {change} itself [AC-025]")]
    NothingWaits {
        /// What kind of change.
        change: &'static str,
    },
}
