//! Payments that left over the bridge and have not come back.

use cosmwasm_std::{Addr, StdResult, Storage, Uint128};
use cw20::Denom;
use cw_storage_plus::{Item, Map};
use isthmus_wire::wire;

use super::counter::next_number;

pub(super) const PAYOUT_COUNT: Item<u64> = Item::new("payout_count");
pub(super) const PAYOUTS: Map<u64, Payment> = Map::new("payouts");

/// Money on its way to its owner.
#[wire]
pub struct Payment {
    /// The deal; none for a withdrawal.
    pub deal: Option<u64>,
    /// Whose money it is.
    pub owner: Addr,
    /// What it is.
    pub asset: Denom,
    /// How much.
    pub amount: Uint128,
}

/// Notes a payment over the bridge and returns its number.
pub fn save_payout(storage: &mut dyn Storage, payment: &Payment) -> StdResult<u64> {
    let number = next_number(storage, &PAYOUT_COUNT)?;
    PAYOUTS.save(storage, number, payment)?;
    Ok(number)
}

/// A payment that has not come back.
pub fn may_load_payout(storage: &dyn Storage, number: u64) -> StdResult<Option<Payment>> {
    PAYOUTS.may_load(storage, number)
}

/// The payment came back, or never left: it can do so only once.
pub fn remove_payout(storage: &mut dyn Storage, number: u64) {
    PAYOUTS.remove(storage, number);
}
