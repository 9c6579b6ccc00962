//! What all contracts do alike: the permission table enforced, roles, the two-step owner, pause with
//! expiry, what a handler gets and returns.
//!
//! A contract calls [`authorize`] once, before it dispatches. `Anyone` reads no storage, so a plain
//! transfer pays nothing for it.

pub mod bucket;
pub mod ctx;
pub mod keys;
pub mod owner;
pub mod pause;
pub mod roles;

use cosmwasm_std::{Addr, Coin, MessageInfo, StdError, StdResult, Storage};
use isthmus_api::permission::{caller_text, Caller, Contract, Funds, Guarded, RoleName};
use thiserror::Error;

pub use ctx::{emit, Ctx, Outcome};

/// Why access was refused. A contract maps each variant to an error of its own with a code.
#[derive(Error, Debug, PartialEq)]
pub enum AccessError {
    /// The sender may not send this message.
    #[error("Unauthorized: needs {need}")]
    Unauthorized {
        /// Who may.
        need: String,
    },
    /// Coins were attached to a message that takes none.
    #[error("this message takes no funds, got {given}")]
    FundsNotAccepted {
        /// The coins.
        given: String,
    },
    /// The new owner tries to accept before the delay is over.
    #[error("ownership can be accepted from {at} on (seconds)")]
    OwnerDelay {
        /// First second at which it can.
        at: u64,
    },
    /// cw-ownable refuses.
    #[error("{0}")]
    Ownership(#[from] cw_ownable::OwnershipError),
    /// The scope is paused.
    #[error("{scope} is paused until {until} (seconds)")]
    Paused {
        /// What is paused.
        scope: &'static str,
        /// First second at which it no longer is.
        until: u64,
    },
    /// A pause that is too long or empty.
    #[error("a pause must last from 1 to {max} seconds, got {given}")]
    PauseLength {
        /// Longest pause.
        max: u64,
        /// Asked for.
        given: u64,
    },
    /// Storage.
    #[error("{0}")]
    Std(#[from] StdError),
}

/// Enforces one line of the permission table: funds first, then the caller.
///
/// `address_of` finds the address of another contract of the region; it is called only for messages
/// that a contract may send. A `Party` passes here and is checked in the contract's `model`.
pub fn authorize<M: Guarded>(
    storage: &dyn Storage,
    info: &MessageInfo,
    message: &M,
    address_of: impl FnOnce(Contract) -> StdResult<Option<Addr>>,
) -> Result<(), AccessError> {
    let permission = M::permission(message.kind());
    if permission.funds == Funds::None && !info.funds.is_empty() {
        return Err(AccessError::FundsNotAccepted { given: coins_text(&info.funds) });
    }
    let allowed = match permission.caller {
        Caller::Anyone | Caller::Party(_) => true,
        Caller::Owner => owner::is_owner(storage, &info.sender)?,
        Caller::Role(role) => roles::has(storage, role, &info.sender),
        Caller::Contract(contract) => address_of(contract)?.as_ref() == Some(&info.sender),
    };
    if allowed {
        return Ok(());
    }
    Err(AccessError::Unauthorized { need: caller_text::<M::Role>(permission.caller) })
}

fn coins_text(coins: &[Coin]) -> String {
    coins.iter().take(5).map(ToString::to_string).collect::<Vec<_>>().join(",")
}

/// "Unauthorized", with who may, for a rule that a contract checks itself.
pub fn unauthorized<R: RoleName>(caller: Caller<R>) -> AccessError {
    AccessError::Unauthorized { need: caller_text(caller) }
}
