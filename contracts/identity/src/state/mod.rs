//! All storage access. What the gate reads lies packed under tags 0x01 to 0x04 (`isthmus_api::gate`),
//! the index bindings under 0x05, offers under 0x06; everything else is JSON in maps and items.

mod dids;
mod keys;
mod passes;
#[cfg(test)]
mod records;
mod shares;
mod status;
mod trust;

pub use dids::*;
pub use keys::KEYS;
pub use passes::*;
pub use shares::*;
pub use status::*;
pub use trust::*;

use cosmwasm_std::{Addr, OverflowError, OverflowOperation, StdResult, Storage};
use cw_storage_plus::Item;
use isthmus_api::identity::PauseScope;
use isthmus_api::permission::Contract;
use isthmus_api::types::RegionId;
use isthmus_kit::pause::Scope;
use isthmus_wire::wire;

use crate::error::ContractError;
use crate::model::did::Registry;

const CONFIG: Item<Config> = Item::new("config");
const COUNTERS: Item<Counters> = Item::new("counters");

/// Fixed at instantiate.
#[wire]
pub struct Config {
    /// This region.
    pub region: RegionId,
    /// CAIP-2 reference of the chain.
    pub chain_reference: String,
    /// The bridge contract.
    pub bridge: Addr,
}

/// Last numbers given.
#[wire]
#[derive(Default)]
struct Counters {
    accreditation: u32,
    recognition: u32,
    list: u32,
    mirror: u32,
}

/// What is numbered.
#[derive(Clone, Copy, Debug)]
pub enum Numbered {
    /// Accreditations.
    Accreditation,
    /// Recognitions.
    Recognition,
    /// Status lists.
    List,
    /// Attestations from abroad.
    Mirror,
}

/// The next number, from 1 on.
pub fn next_number(storage: &mut dyn Storage, what: Numbered) -> StdResult<u32> {
    let mut counters = COUNTERS.may_load(storage)?.unwrap_or_default();
    let counter = match what {
        Numbered::Accreditation => &mut counters.accreditation,
        Numbered::Recognition => &mut counters.recognition,
        Numbered::List => &mut counters.list,
        Numbered::Mirror => &mut counters.mirror,
    };
    *counter = counter.checked_add(1).ok_or_else(|| OverflowError::new(OverflowOperation::Add))?;
    let number = *counter;
    COUNTERS.save(storage, &counters)?;
    Ok(number)
}

/// Sets the configuration.
pub fn save_config(storage: &mut dyn Storage, config: &Config) -> StdResult<()> {
    CONFIG.save(storage, config)
}

/// The configuration.
pub fn load_config(storage: &dyn Storage) -> StdResult<Config> {
    CONFIG.load(storage)
}

/// What this registry's DIDs have in common.
pub fn load_registry(storage: &dyn Storage, contract: &Addr) -> StdResult<Registry> {
    let reference = load_config(storage)?.chain_reference;
    Ok(Registry { reference, contract: contract.clone() })
}

/// The region's contract that the permission table means, if this one knows it.
pub fn contract_address(storage: &dyn Storage, contract: Contract) -> StdResult<Option<Addr>> {
    match contract {
        Contract::Bridge => Ok(Some(load_config(storage)?.bridge)),
        Contract::Stablecoin | Contract::Escrow | Contract::Identity | Contract::Issuance => {
            Ok(None)
        }
    }
}

/// The stored form of a pause scope.
pub fn scope(scope: PauseScope) -> Scope {
    let bit = match scope {
        PauseScope::Did => 0,
        PauseScope::Trust => 1,
        PauseScope::Pass => 2,
        PauseScope::Share => 3,
    };
    Scope { bit, name: scope.into() }
}

/// Fails while the scope is paused.
pub fn ensure_not_paused(
    storage: &dyn Storage,
    paused: PauseScope,
    now: u64,
) -> Result<(), ContractError> {
    Ok(isthmus_kit::pause::check(storage, scope(paused), now)?)
}
