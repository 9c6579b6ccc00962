//! What all contracts do alike: the permission table enforced, and one administration ([`admin`]):
//! owner, roles, delayed changes, pause, migration, what the chain may do. And what a handler gets and
//! returns, storage keys as data, the token bucket.
//!
//! A contract calls [`authorize`] once, before it dispatches. `Anyone` reads no storage, so a plain
//! transfer pays nothing for it.

pub mod admin;
pub mod bucket;
pub mod changes;
pub mod ctx;
pub mod error;
pub mod keys;
pub mod overlay;
pub mod owner;
pub mod pause;
pub mod roles;
pub mod version;

use cosmwasm_std::{Addr, MessageInfo, StdResult, Storage};
use isthmus_api::permission::{caller_text, Caller, Contract, Funds, Guarded, PartyName, RoleName};

pub use ctx::{emit, Ctx, Outcome};
pub use error::AccessError;

/// Enforces one line of the permission table: funds first, then the caller.
///
/// `address_of` finds the address of another contract of the region; it is called only for messages
/// that a contract may send. Whom records name passes here and is checked where they are read.
pub fn authorize<M: Guarded>(
    storage: &dyn Storage,
    info: &MessageInfo,
    message: &M,
    address_of: impl Fn(Contract) -> StdResult<Option<Addr>>,
) -> Result<(), AccessError> {
    let permission = M::permission(message.kind());
    if permission.funds == Funds::None {
        ensure_no_funds(info)?;
    }
    if may_pass(permission.caller, storage, &info.sender, &address_of)? {
        return Ok(());
    }
    Err(unauthorized(permission.caller))
}

fn may_pass<R: RoleName, P: PartyName>(
    caller: Caller<R, P>,
    storage: &dyn Storage,
    sender: &Addr,
    address_of: &impl Fn(Contract) -> StdResult<Option<Addr>>,
) -> StdResult<bool> {
    match caller {
        Caller::Anyone | Caller::Admin(_) | Caller::Party(_) => Ok(true),
        Caller::Contract(contract) => Ok(address_of(contract)?.as_ref() == Some(sender)),
        Caller::Owner | Caller::Role(_) => is_trusted(storage, caller, sender),
        // If some of them are checked later, nothing is gained by looking for the others now.
        Caller::OneOf(callers) if callers.iter().any(is_checked_later) => Ok(true),
        Caller::OneOf(callers) => {
            for caller in callers {
                if may_pass(*caller, storage, sender, address_of)? {
                    return Ok(true);
                }
            }
            Ok(false)
        }
    }
}

fn is_checked_later<R, P>(caller: &Caller<R, P>) -> bool {
    matches!(caller, Caller::Anyone | Caller::Admin(_) | Caller::Party(_))
}

/// The message of an entry point, or of a hook, if it can be read.
pub fn read<M>(message: Result<M, String>) -> Result<M, AccessError> {
    message.map_err(|reason| AccessError::Unreadable { reason })
}

/// Refuses attached coins, which no message could send out again.
pub fn ensure_no_funds(info: &MessageInfo) -> Result<(), AccessError> {
    if info.funds.is_empty() {
        return Ok(());
    }
    let given = info.funds.iter().take(5).map(ToString::to_string).collect::<Vec<_>>();
    Err(AccessError::FundsNotAccepted { given: given.join(",") })
}

/// Whether the account is the owner, or has the role. No account is by any other caller.
pub fn is_trusted<R: RoleName, P: PartyName>(
    storage: &dyn Storage,
    caller: Caller<R, P>,
    account: &Addr,
) -> StdResult<bool> {
    match caller {
        Caller::Owner => owner::is_owner(storage, account),
        Caller::Role(role) => Ok(roles::has(storage, role, account)),
        _ => Ok(false),
    }
}

/// "Unauthorized", with who may, for a rule that a contract checks itself.
pub fn unauthorized<R: RoleName, P: PartyName>(caller: Caller<R, P>) -> AccessError {
    AccessError::Unauthorized { need: caller_text(caller) }
}
