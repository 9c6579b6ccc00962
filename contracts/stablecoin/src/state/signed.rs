//! Nonces and keys of signers, and the domain epoch.

use cosmwasm_std::{HexBinary, StdResult, Storage};
use isthmus_api::packed::{key, Reader, Writer};
use isthmus_api::stablecoin::AccountKey;

use super::{AccountId, ACCOUNT_KEYS, NONCES};
use crate::model::signed::Nonces;

const SECP256R1: u8 = 1;
const ED25519: u8 = 2;

/// The signer's nonces.
pub fn load_nonces(storage: &dyn Storage, signer: &AccountId) -> StdResult<Nonces> {
    let Some(bytes) = storage.get(&key(NONCES, &[signer.bytes()])) else {
        return Ok(Nonces::default());
    };
    let mut reader = Reader::new(&bytes);
    Ok(Nonces { next: reader.count()?, used: reader.amount()? })
}

/// Writes them.
pub fn save_nonces(storage: &mut dyn Storage, signer: &AccountId, nonces: &Nonces) {
    let record = Writer::default().number(nonces.next.into()).amount(nonces.used);
    storage.set(&key(NONCES, &[signer.bytes()]), &record);
}

/// How often the contract moved to other code: signatures made before count no longer.
pub fn load_domain_epoch(storage: &dyn Storage) -> StdResult<u64> {
    match storage.get(&[NONCES]) {
        None => Ok(0),
        Some(bytes) => Reader::new(&bytes).count(),
    }
}

/// Raises it by one.
pub fn raise_domain_epoch(storage: &mut dyn Storage) -> StdResult<()> {
    let next = load_domain_epoch(storage)?.saturating_add(1);
    storage.set(&[NONCES], &Writer::default().number(next.into()).finish());
    Ok(())
}

/// The keys an account registered.
pub fn load_keys(storage: &dyn Storage, account: &AccountId) -> StdResult<Vec<AccountKey>> {
    let bytes = storage.get(&key(ACCOUNT_KEYS, &[account.bytes()])).unwrap_or_default();
    let mut reader = Reader::new(&bytes);
    let mut keys = Vec::new();
    while !reader.is_empty() {
        keys.push(match reader.u8()? {
            SECP256R1 => AccountKey::Secp256r1 { public_key: HexBinary::from(reader.bytes(33)?) },
            _ => AccountKey::Ed25519 { public_key: HexBinary::from(reader.bytes(32)?) },
        });
    }
    Ok(keys)
}

/// Writes them, each of the length of its curve; deletes the record when there is none.
pub fn save_keys(storage: &mut dyn Storage, account: &AccountId, keys: &[AccountKey]) {
    let at = key(ACCOUNT_KEYS, &[account.bytes()]);
    if keys.is_empty() {
        return storage.remove(&at);
    }
    let record = keys.iter().fold(Writer::default(), |record, key| match key {
        AccountKey::Secp256r1 { public_key } => record.u8(SECP256R1).fixed(public_key),
        AccountKey::Ed25519 { public_key } => record.u8(ED25519).fixed(public_key),
    });
    storage.set(&at, &record.finish());
}
