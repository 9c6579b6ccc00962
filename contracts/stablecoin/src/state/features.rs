//! Powers given up.

use cosmwasm_std::{StdResult, Storage};
use cw_storage_plus::Item;
use isthmus_api::stablecoin::Feature;

const RENOUNCED: Item<Vec<Feature>> = Item::new("renounced");

/// Powers given up for good.
pub fn load_renounced(storage: &dyn Storage) -> StdResult<Vec<Feature>> {
    Ok(RENOUNCED.may_load(storage)?.unwrap_or_default())
}

/// Adds one. None is ever taken back.
pub fn renounce(storage: &mut dyn Storage, feature: Feature) -> StdResult<()> {
    let mut all = load_renounced(storage)?;
    all.push(feature);
    RENOUNCED.save(storage, &all)
}
