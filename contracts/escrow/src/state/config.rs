//! How the contract is set up, and in which assets deals may be made.

use cosmwasm_std::{Addr, Order, StdResult, Storage};
use cw20::Denom;
use cw_storage_plus::{Bound, Item, Map};
use isthmus_api::gate::Policy;
use isthmus_api::permission::Contract;
use isthmus_api::types::RegionId;
use isthmus_wire::{wire, Record};

use crate::model::asset::asset_text;

pub(super) const CONFIG: Item<Config> = Item::new("config");
pub(super) const ASSETS: Map<&str, Record<Denom>> = Map::new("assets");

/// How the contract is set up.
#[wire]
pub struct Config {
    /// Name of the region.
    pub region: RegionId,
    /// Identity registry.
    pub identity: Addr,
    /// Stablecoin.
    pub stablecoin: Addr,
    /// Bridge.
    pub bridge: Addr,
    /// What a party must prove.
    pub policy: Option<Policy>,
}

/// How the contract is set up.
pub fn load_config(storage: &dyn Storage) -> StdResult<Config> {
    CONFIG.load(storage)
}

/// Sets it up.
pub fn save_config(storage: &mut dyn Storage, config: &Config) -> StdResult<()> {
    CONFIG.save(storage, config)
}

/// The address of another contract of the region.
pub fn load_contract(storage: &dyn Storage, contract: Contract) -> StdResult<Option<Addr>> {
    let config = load_config(storage)?;
    Ok(match contract {
        Contract::Identity => Some(config.identity),
        Contract::Stablecoin => Some(config.stablecoin),
        Contract::Bridge => Some(config.bridge),
        Contract::Escrow | Contract::Issuance => None,
    })
}

/// Whether new deals may be made in the asset.
pub fn is_asset_allowed(storage: &dyn Storage, asset: &Denom) -> bool {
    ASSETS.has(storage, &asset_text(asset))
}

/// Allows new deals in the asset.
pub fn allow_asset(storage: &mut dyn Storage, asset: &Denom) -> StdResult<()> {
    ASSETS.save(storage, &asset_text(asset), &Record(asset.clone()))
}

/// No longer allows them.
pub fn disallow_asset(storage: &mut dyn Storage, asset: &Denom) {
    ASSETS.remove(storage, &asset_text(asset));
}

/// The allowed assets after the cursor.
pub fn list_assets(
    storage: &dyn Storage,
    after: Option<&Denom>,
    limit: usize,
) -> StdResult<Vec<Denom>> {
    let after = after.map(asset_text);
    let from = after.as_deref().map(Bound::exclusive);
    ASSETS
        .range(storage, from, None, Order::Ascending)
        .take(limit)
        .map(|entry| entry.map(|(_, Record(asset))| asset))
        .collect()
}
