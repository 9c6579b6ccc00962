//! How the contract is set up.

use cosmwasm_std::{Addr, StdResult, Storage};
use cw_storage_plus::Item;
use isthmus_api::permission::Contract;
use isthmus_api::types::RegionId;
use isthmus_wire::wire;

pub(super) const CONFIG: Item<Config> = Item::new("config");

/// How the contract is set up.
#[wire]
pub struct Config {
    /// Name of the region.
    pub region: RegionId,
    /// The token.
    pub stablecoin: Addr,
}

/// How the contract is set up.
pub fn load_config(storage: &dyn Storage) -> StdResult<Config> {
    CONFIG.load(storage)
}

/// Sets it up.
pub fn save_config(storage: &mut dyn Storage, config: &Config) -> StdResult<()> {
    CONFIG.save(storage, config)
}

/// The token.
pub fn load_stablecoin(storage: &dyn Storage) -> StdResult<Addr> {
    Ok(load_config(storage)?.stablecoin)
}

/// The address of another contract of the region.
pub fn load_contract(storage: &dyn Storage, contract: Contract) -> StdResult<Option<Addr>> {
    match contract {
        Contract::Stablecoin => load_stablecoin(storage).map(Some),
        Contract::Escrow | Contract::Identity | Contract::Bridge | Contract::Issuance => Ok(None),
    }
}
