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
pub mod owner;
pub mod pause;
pub mod roles;

use cosmwasm_std::{Addr, MessageInfo, StdResult, Storage};
use isthmus_api::permission::{caller_text, Caller, Contract, Funds, Guarded, RoleName};

pub use ctx::{emit, Ctx, Outcome};
pub use error::AccessError;

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
    if permission.funds == Funds::None {
        ensure_no_funds(info)?;
    }
    let allowed = match permission.caller {
        Caller::Anyone | Caller::Party(_) => true,
        Caller::Contract(contract) => address_of(contract)?.as_ref() == Some(&info.sender),
        Caller::Owner | Caller::Role(_) => is_trusted(storage, permission.caller, &info.sender)?,
    };
    if allowed {
        return Ok(());
    }
    Err(unauthorized(permission.caller))
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
pub fn is_trusted<R: RoleName>(
    storage: &dyn Storage,
    caller: Caller<R>,
    account: &Addr,
) -> StdResult<bool> {
    match caller {
        Caller::Owner => owner::is_owner(storage, account),
        Caller::Role(role) => Ok(roles::has(storage, role, account)),
        Caller::Anyone | Caller::Contract(_) | Caller::Party(_) => Ok(false),
    }
}

/// "Unauthorized", with who may, for a rule that a contract checks itself.
pub fn unauthorized<R: RoleName>(caller: Caller<R>) -> AccessError {
    AccessError::Unauthorized { need: caller_text(caller) }
}
