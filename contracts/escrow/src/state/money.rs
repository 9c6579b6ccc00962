//! What the contract owes. In each asset it is counted in one record, held and credits apart, changed
//! with every movement: it is checked against the balance when a token pays in and shown by `solvency`.

use cosmwasm_std::{Addr, Order, StdResult, Storage, Uint128};
use cw20::Denom;
use cw_storage_plus::{Bound, Map};
use isthmus_wire::wire;

use crate::model::asset::asset_text;

pub(super) const OWED: Map<&str, Owed> = Map::new("owed");
pub(super) const CREDITS: Map<(&Addr, &str), Credit> = Map::new("credits");

/// What the contract owes in one asset.
#[wire]
#[derive(Default)]
pub struct Owed {
    /// Held for deals.
    pub held: Uint128,
    /// Credits not withdrawn.
    pub credits: Uint128,
}

/// A credit.
#[wire]
pub struct Credit {
    /// Which money.
    pub asset: Denom,
    /// How much.
    pub amount: Uint128,
}

/// What the contract owes in an asset.
pub fn load_owed(storage: &dyn Storage, asset: &Denom) -> StdResult<Owed> {
    Ok(OWED.may_load(storage, &asset_text(asset))?.unwrap_or_default())
}

/// More is held for deals.
pub fn hold(storage: &mut dyn Storage, asset: &Denom, amount: Uint128) -> StdResult<Owed> {
    let mut owed = load_owed(storage, asset)?;
    owed.held = owed.held.checked_add(amount)?;
    OWED.save(storage, &asset_text(asset), &owed)?;
    Ok(owed)
}

/// Less is held for deals.
pub fn unhold(storage: &mut dyn Storage, asset: &Denom, amount: Uint128) -> StdResult<()> {
    let mut owed = load_owed(storage, asset)?;
    owed.held = owed.held.checked_sub(amount)?;
    OWED.save(storage, &asset_text(asset), &owed)
}

/// Adds to a credit. Never fails on amounts.
pub fn credit(
    storage: &mut dyn Storage,
    owner: &Addr,
    asset: &Denom,
    amount: Uint128,
) -> StdResult<()> {
    let key = asset_text(asset);
    let mut owed = load_owed(storage, asset)?;
    owed.credits = owed.credits.saturating_add(amount);
    OWED.save(storage, &key, &owed)?;
    let before = CREDITS.may_load(storage, (owner, &key))?;
    let before = before.map_or(Uint128::zero(), |credit| credit.amount);
    let credit = Credit { asset: asset.clone(), amount: before.saturating_add(amount) };
    CREDITS.save(storage, (owner, &key), &credit)
}

/// Takes a whole credit; zero if there is none.
pub fn take_credit(storage: &mut dyn Storage, owner: &Addr, asset: &Denom) -> StdResult<Uint128> {
    let key = asset_text(asset);
    let Some(credit) = CREDITS.may_load(storage, (owner, &key))? else {
        return Ok(Uint128::zero());
    };
    CREDITS.remove(storage, (owner, &key));
    let mut owed = load_owed(storage, asset)?;
    owed.credits = owed.credits.checked_sub(credit.amount)?;
    OWED.save(storage, &key, &owed)?;
    Ok(credit.amount)
}

/// Credits of an account, after the cursor.
pub fn list_credits(
    storage: &dyn Storage,
    owner: &Addr,
    after: Option<&Denom>,
    limit: usize,
) -> StdResult<Vec<Credit>> {
    let after = after.map(asset_text);
    let from = after.as_deref().map(Bound::exclusive);
    CREDITS
        .prefix(owner)
        .range(storage, from, None, Order::Ascending)
        .take(limit)
        .map(|entry| entry.map(|(_, credit)| credit))
        .collect()
}
