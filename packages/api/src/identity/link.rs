//! To which DID an account is linked: the raw key that other contracts read.
//!
//! Part of the interface, as the keys of the gate are. A link exists while both sides stand by it: the
//! DID has named the account and the account has accepted, and neither has ended it.

use cosmwasm_std::{from_json, Addr, QuerierWrapper, StdError, StdResult};
use isthmus_wire::Record;

/// Namespace of the map account -> DID.
pub const ACCOUNT_DID: &str = "account_did";

/// The last part of a DID: its 20 bytes.
pub type DidBytes = [u8; 20];

/// Raw key of the DID of an account: the length of the namespace in two bytes, the namespace, the
/// address as text.
pub fn account_did_key(account: &str) -> StdResult<Vec<u8>> {
    let length = u16::try_from(ACCOUNT_DID.len())
        .map_err(|_| StdError::serialize_err("namespace", "above 65535 bytes"))?;
    Ok([&length.to_be_bytes(), ACCOUNT_DID.as_bytes(), account.as_bytes()].concat())
}

/// The DID to which the account is linked, by one raw read of the identity contract. None if it is not
/// linked; an error if there is no such contract or its answer cannot be read.
pub fn did_of(
    querier: &QuerierWrapper,
    identity: &Addr,
    account: &Addr,
) -> StdResult<Option<DidBytes>> {
    let found = querier.query_wasm_raw(identity.as_str(), account_did_key(account.as_str())?)?;
    let read = |stored| from_json(stored).map(|Record(did)| did);
    found.map(read).transpose()
}
