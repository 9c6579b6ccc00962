//! The policy contract. That there is one is a bit of the switches and of the supply, so that nothing
//! is read or paid while there is none.

use cosmwasm_std::{Api, CanonicalAddr, StdResult, Storage};
use cw_storage_plus::Item;
use isthmus_api::packed::{Reader, Writer};
use isthmus_api::stablecoin::PolicyContract;

use super::{
    load_issuance, load_switches, save_issuance, switches::save_switches, AccountId, Switches,
    POLICY_CONTRACT,
};
use crate::model::policy::Failures;

const FAILURES: Item<Failures> = Item::new("policy_failures");

/// The contract, if there is one.
pub fn may_load_policy_contract(
    storage: &dyn Storage,
    api: &dyn Api,
) -> StdResult<Option<PolicyContract>> {
    let Some(bytes) = storage.get(&[POLICY_CONTRACT]) else {
        return Ok(None);
    };
    let mut reader = Reader::new(&bytes);
    let gas_limit = reader.count()?;
    let address = AccountId(CanonicalAddr::from(reader.rest())).address(api)?.into_string();
    Ok(Some(PolicyContract { address, gas_limit }))
}

/// Trials of it that failed.
pub fn load_policy_failures(storage: &dyn Storage) -> StdResult<Failures> {
    Ok(FAILURES.may_load(storage)?.unwrap_or_default())
}

/// Records them.
pub fn save_policy_failures(storage: &mut dyn Storage, failures: &Failures) -> StdResult<()> {
    if *failures == Failures::default() {
        FAILURES.remove(storage);
        return Ok(());
    }
    FAILURES.save(storage, failures)
}

/// Names it with its gas, or ends it; says so in both records.
pub fn save_policy_contract(
    storage: &mut dyn Storage,
    policy: Option<(&AccountId, u64)>,
    now: u64,
) -> StdResult<()> {
    match policy {
        None => storage.remove(&[POLICY_CONTRACT]),
        Some((contract, gas_limit)) => {
            let record = Writer::default().number(gas_limit.into()).fixed(contract.bytes());
            storage.set(&[POLICY_CONTRACT], &record.finish());
        }
    }
    let (before, mut issuance, policy) =
        (load_switches(storage)?, load_issuance(storage)?, policy.is_some());
    if before.policy != policy {
        save_switches(storage, &Switches { policy, ..before })?;
        issuance.policy = policy;
        save_issuance(storage, &issuance, now);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::supply::Supply;
    use crate::state::initialize_supply;
    use cosmwasm_std::testing::{MockApi, MockStorage};

    #[test]
    fn a_policy_contract_is_one_record_and_a_bit_in_two_others() {
        let (mut storage, api) = (MockStorage::new(), MockApi::default());
        initialize_supply(&mut storage, &Supply { total: 1, ..Supply::default() });
        assert_eq!(may_load_policy_contract(&storage, &api).unwrap(), None);
        let address = api.addr_make("policy");
        let contract = AccountId::of(&api, &address).unwrap();
        save_policy_contract(&mut storage, Some((&contract, 250_000)), 0).unwrap();
        let record = [&[4 * 17 + 1, 25][..], contract.bytes()].concat();
        assert_eq!(storage.get(&[POLICY_CONTRACT]).unwrap(), record);
        assert_eq!((storage.get(&[6]), storage.get(&[5])), (Some(vec![64]), Some(vec![128, 4, 1])));
        let told = PolicyContract { address: address.into_string(), gas_limit: 250_000 };
        assert_eq!(may_load_policy_contract(&storage, &api).unwrap(), Some(told));
        assert!(load_switches(&storage).unwrap().policy && load_issuance(&storage).unwrap().policy);
        save_policy_contract(&mut storage, None, 0).unwrap();
        assert_eq!((storage.get(&[6]), storage.get(&[5])), (None, Some(vec![0, 1])));
        assert_eq!(may_load_policy_contract(&storage, &api).unwrap(), None);
    }
}
