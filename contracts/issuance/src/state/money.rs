//! Credits: payments that the token refused.

use cosmwasm_std::{Addr, StdResult, Storage, Uint128};
use cw_storage_plus::{Item, Map};

pub(super) const CREDITS: Map<&Addr, Uint128> = Map::new("credits");
pub(super) const CREDIT_TOTAL: Item<Uint128> = Item::new("credit_total");

/// Sum of the credits.
pub fn load_credit_total(storage: &dyn Storage) -> StdResult<Uint128> {
    Ok(CREDIT_TOTAL.may_load(storage)?.unwrap_or_default())
}

/// What an account may withdraw.
pub fn load_credit(storage: &dyn Storage, account: &Addr) -> StdResult<Uint128> {
    Ok(CREDITS.may_load(storage, account)?.unwrap_or_default())
}

/// Adds to a credit. Never fails on amounts.
pub fn credit(storage: &mut dyn Storage, account: &Addr, amount: Uint128) -> StdResult<()> {
    let total = load_credit_total(storage)?.saturating_add(amount);
    CREDIT_TOTAL.save(storage, &total)?;
    let sum = load_credit(storage, account)?.saturating_add(amount);
    CREDITS.save(storage, account, &sum)
}

/// Takes a whole credit; zero if there is none.
pub fn take_credit(storage: &mut dyn Storage, account: &Addr) -> StdResult<Uint128> {
    let amount = load_credit(storage, account)?;
    if amount.is_zero() {
        return Ok(amount);
    }
    CREDITS.remove(storage, account);
    let total = load_credit_total(storage)?.checked_sub(amount)?;
    CREDIT_TOTAL.save(storage, &total)?;
    Ok(amount)
}
