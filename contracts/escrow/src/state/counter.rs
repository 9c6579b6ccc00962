//! Numbers that are given in order and never again.

use cosmwasm_std::{StdError, StdResult, Storage};
use cw_storage_plus::Item;

/// The last number given; 0 before the first.
pub(super) fn last_number(storage: &dyn Storage, counter: &Item<u64>) -> StdResult<u64> {
    Ok(counter.may_load(storage)?.unwrap_or_default())
}

/// Gives the next number.
pub(super) fn next_number(storage: &mut dyn Storage, counter: &Item<u64>) -> StdResult<u64> {
    let last = last_number(storage, counter)?;
    let next = last.checked_add(1).ok_or_else(|| StdError::generic_err("no number left"))?;
    counter.save(storage, &next)?;
    Ok(next)
}
