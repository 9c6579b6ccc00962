//! The only hands on storage. What the gate reads lies packed under tags 0x01 to 0x04
//! (`isthmus_api::gate`), the index bindings under 0x05; everything else is JSON in maps and items.

mod dids;
mod passes;
mod trust;

pub use dids::*;
pub use passes::*;
pub use trust::*;

use cosmwasm_schema::cw_serde;
use cosmwasm_std::{Addr, OverflowError, OverflowOperation, StdResult, Storage};
use cw_storage_plus::Item;
use isthmus_api::identity::PauseScope;
use isthmus_api::permission::Contract;
use isthmus_kit::pause::Scope;

use crate::error::ContractError;
use crate::model::did::Registry;

/// Tags of the packed records.
#[cfg(test)]
pub const TAGS: &[u8] = &[
    isthmus_api::gate::PASS_TAG,
    isthmus_api::gate::ACCREDITATION_TAG,
    isthmus_api::gate::RECOGNITION_TAG,
    isthmus_api::gate::CHUNK_TAG,
    passes::BOUND_TAG,
    0x1f, // isthmus_kit::pause
];

/// Names of the maps and items.
#[cfg(test)]
pub const KEYS: &[&str] = &[
    "config",
    "counters",
    "dids",
    "did_accounts",
    "account_did",
    "jurisdictions",
    "accredited",
    "accreditation_terms",
    "issuer_accreditations",
    "jurisdiction_accreditations",
    "recognized",
    "recognition_terms",
    "lists",
    "offers",
    "mirrors",
    "mirror_of",
    "shares",
];

const CONFIG: Item<Config> = Item::new("config");
const COUNTERS: Item<Counters> = Item::new("counters");

/// Fixed at instantiate.
#[cw_serde]
pub struct Config {
    /// This region.
    pub region: String,
    /// CAIP-2 reference of the chain.
    pub chain_reference: String,
    /// The bridge contract.
    pub bridge: Addr,
}

/// Last numbers given.
#[cw_serde]
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
pub fn config(storage: &dyn Storage) -> StdResult<Config> {
    CONFIG.load(storage)
}

/// What this registry's DIDs have in common.
pub fn registry(storage: &dyn Storage, contract: &Addr) -> StdResult<Registry> {
    Ok(Registry { reference: config(storage)?.chain_reference, contract: contract.to_string() })
}

/// The region's contract that the permission table means, if this one knows it.
pub fn contract_address(storage: &dyn Storage, contract: Contract) -> StdResult<Option<Addr>> {
    match contract {
        Contract::Bridge => Ok(Some(config(storage)?.bridge)),
        Contract::Stablecoin | Contract::Escrow | Contract::Identity => Ok(None),
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
pub fn open(storage: &dyn Storage, what: PauseScope, now: u64) -> Result<(), ContractError> {
    Ok(isthmus_kit::pause::check(storage, scope(what), now)?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use isthmus_kit::{owner, pause, roles};

    #[test]
    fn storage_keys_are_unique_and_fixed() {
        let mut keys: Vec<&str> = [KEYS, &["contract_info"]].concat();
        keys.extend(isthmus_kit::keys::namespaces(&[owner::KEYS, roles::KEYS]));
        let count = keys.len();
        keys.sort_unstable();
        keys.dedup();
        assert_eq!(keys.len(), count);
        assert!(keys.iter().all(|key| key.starts_with(|c: char| c.is_ascii_lowercase())));
        assert_eq!(TAGS, [0x01, 0x02, 0x03, 0x04, 0x05, 0x1f]);
        assert_eq!(pause::PAUSE_KEY, [0x1f]);
        let used: Vec<String> =
            [dids::namespaces(), trust::namespaces(), passes::namespaces()].concat();
        let listed: Vec<&str> = KEYS.iter().skip(2).copied().collect();
        assert_eq!(used, listed);
    }
}
