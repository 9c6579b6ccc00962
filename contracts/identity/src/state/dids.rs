//! DIDs and the accounts linked to them.

use cosmwasm_std::{Addr, Order, StdResult, Storage};
use cw_storage_plus::Map;
use isthmus_api::identity::link::ACCOUNT_DID as ACCOUNT_DID_NAMESPACE;
use isthmus_api::identity::MAX_ACCOUNTS;

use crate::model::did::{DidId, DidRecord};

/// id -> record.
const DIDS: Map<&[u8], DidRecord> = Map::new("dids");
/// (id, account) -> whether the account has accepted.
const DID_ACCOUNTS: Map<(&[u8], &Addr), bool> = Map::new("did_accounts");
/// account -> id, once both have proved the link. Other contracts read it raw.
const ACCOUNT_DID: Map<&Addr, DidId> = Map::new(ACCOUNT_DID_NAMESPACE);

#[cfg(test)]
pub(super) fn namespaces() -> Vec<String> {
    let names = [
        DIDS.namespace_bytes().to_vec(),
        DID_ACCOUNTS.namespace_bytes().to_vec(),
        ACCOUNT_DID.namespace_bytes().to_vec(),
    ];
    names.iter().map(|n| String::from_utf8_lossy(n).into_owned()).collect()
}

/// An account that a DID has named.
pub struct LinkedAccount {
    /// The account.
    pub account: Addr,
    /// Whether the account has accepted, so that the link holds.
    pub accepted: bool,
}

/// The record of a DID.
pub fn load_did(storage: &dyn Storage, id: &DidId) -> StdResult<Option<DidRecord>> {
    DIDS.may_load(storage, id.as_bytes())
}

/// Stores the record of a DID.
pub fn save_did(storage: &mut dyn Storage, id: &DidId, record: &DidRecord) -> StdResult<()> {
    DIDS.save(storage, id.as_bytes(), record)
}

/// Whether the DID has named the account (`false`) and it has accepted (`true`).
pub fn load_link(storage: &dyn Storage, id: &DidId, account: &Addr) -> StdResult<Option<bool>> {
    DID_ACCOUNTS.may_load(storage, (id.as_bytes(), account))
}

/// Notes the DID's half of a link.
pub fn name_account(storage: &mut dyn Storage, id: &DidId, account: &Addr) -> StdResult<()> {
    DID_ACCOUNTS.save(storage, (id.as_bytes(), account), &false)
}

/// Notes the account's half of a link.
pub fn link_account(storage: &mut dyn Storage, id: &DidId, account: &Addr) -> StdResult<()> {
    DID_ACCOUNTS.save(storage, (id.as_bytes(), account), &true)?;
    ACCOUNT_DID.save(storage, account, id)
}

/// Forgets a link, or the offer of one.
pub fn unlink_account(storage: &mut dyn Storage, id: &DidId, account: &Addr) -> StdResult<()> {
    if load_link(storage, id, account)? == Some(true) {
        ACCOUNT_DID.remove(storage, account);
    }
    DID_ACCOUNTS.remove(storage, (id.as_bytes(), account));
    Ok(())
}

/// The accounts that a DID has named; never more than the cap.
pub fn accounts_of(storage: &dyn Storage, id: &DidId) -> StdResult<Vec<LinkedAccount>> {
    DID_ACCOUNTS
        .prefix(id.as_bytes())
        .range(storage, None, None, Order::Ascending)
        .take(MAX_ACCOUNTS)
        .map(|entry| entry.map(|(account, accepted)| LinkedAccount { account, accepted }))
        .collect()
}

/// The DID to which an account is linked.
pub fn did_of(storage: &dyn Storage, account: &Addr) -> StdResult<Option<DidId>> {
    ACCOUNT_DID.may_load(storage, account)
}

#[cfg(test)]
mod tests {
    use super::*;
    use cosmwasm_std::testing::{MockQuerier, MockStorage};
    use cosmwasm_std::{Binary, ContractResult, QuerierWrapper, Storage, SystemResult, WasmQuery};
    use isthmus_api::identity::link;

    #[test]
    fn other_contracts_find_the_link_by_its_raw_key() {
        let mut storage = MockStorage::new();
        let (id, ann) = (DidId([7; 20]), Addr::unchecked("ann"));
        name_account(&mut storage, &id, &ann).unwrap();
        let key = link::account_did_key("ann").unwrap();
        assert_eq!(storage.get(&key), None, "half a link is none");
        link_account(&mut storage, &id, &ann).unwrap();
        assert_eq!(&*ACCOUNT_DID.key(&ann), key.as_slice());

        let mut querier = MockQuerier::default();
        querier.update_wasm(move |query| {
            let WasmQuery::Raw { key, .. } = query else {
                return SystemResult::Ok(ContractResult::Err("not raw".to_string()));
            };
            let value = storage.get(key).unwrap_or_default();
            SystemResult::Ok(ContractResult::Ok(Binary::from(value)))
        });
        let (querier, identity) = (QuerierWrapper::new(&querier), Addr::unchecked("identity"));
        assert_eq!(link::did_of(&querier, &identity, &ann).unwrap(), Some([7; 20]));
        let bob = Addr::unchecked("bob");
        assert_eq!(link::did_of(&querier, &identity, &bob).unwrap(), None);
    }
}
