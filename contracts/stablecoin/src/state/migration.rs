//! What cw20-base kept, until it is moved, and how far that is.
//!
//! Its records are JSON under `token_info` and in three maps of cw-storage-plus, keyed by addresses as
//! text: `balance`, `allowance` (owner, spender) and `allowance_spender` (spender, owner). Marketing
//! info and logo lie where this contract keeps its own, in the same JSON.

use cosmwasm_std::{from_json, Order, Record, StdError, StdResult, Storage, Uint128};
use cw20::{AllowanceResponse, MinterResponse};
use isthmus_api::packed::{Reader, Writer};
use isthmus_api::stablecoin::MigrationStatus;
use isthmus_wire::wire;

use super::{key_after, may_load_allowance, save_allowance, AccountId, MIGRATION};
use crate::model::allowance::Allowance;

const COMPLETE: u8 = 0b0001;

const TOKEN_INFO: &[u8] = b"token_info";
const BALANCE: &[u8] = b"\x00\x07balance";
const ALLOWANCE: &[u8] = b"\x00\x09allowance";
const ALLOWANCE_SPENDER: &[u8] = b"\x00\x11allowance_spender";

/// An account as the state knows it and as cw20-base did.
#[derive(Clone, Copy)]
pub struct Cw20Account<'a> {
    /// Its bytes.
    pub id: &'a AccountId,
    /// Its address.
    pub text: &'a str,
}

/// What cw20-base says of the token.
#[wire]
pub struct Cw20Token {
    /// Name.
    pub name: String,
    /// Ticker.
    pub symbol: String,
    /// Decimal places.
    pub decimals: u8,
    /// Base units.
    pub total_supply: Uint128,
    /// Minter and cap.
    pub mint: Option<MinterResponse>,
}

/// Where the migration stands, if one is under way.
pub fn may_load_migration(storage: &dyn Storage) -> StdResult<Option<MigrationStatus>> {
    let Some(bytes) = storage.get(&[MIGRATION]) else { return Ok(None) };
    let mut reader = Reader::new(&bytes);
    let flags = reader.u8()?;
    Ok(Some(MigrationStatus {
        supply: reader.number()?.into(),
        accounts: reader.count()?,
        allowances: reader.count()?,
        moved: reader.amount()?.into(),
        complete: flags & COMPLETE != 0,
    }))
}

/// Records where it stands.
pub fn save_migration(storage: &mut dyn Storage, migration: &MigrationStatus) {
    let record = Writer::new(if migration.complete { COMPLETE } else { 0 })
        .number(migration.supply.u128())
        .number(migration.accounts.into())
        .number(migration.allowances.into())
        .amount(migration.moved.u128());
    storage.set(&[MIGRATION], &record);
}

/// It has ended.
pub fn remove_migration(storage: &mut dyn Storage) {
    storage.remove(&[MIGRATION]);
}

/// Takes out what cw20-base says of the token.
pub fn take_cw20_token(storage: &mut dyn Storage) -> StdResult<Cw20Token> {
    let bytes = storage.get(TOKEN_INFO).ok_or_else(|| StdError::not_found("token_info"))?;
    storage.remove(TOKEN_INFO);
    from_json(bytes)
}

/// A balance that cw20-base kept.
pub struct Cw20Balance {
    /// The address as cw20-base wrote it.
    pub address: String,
    /// Base units.
    pub amount: Uint128,
}

/// A grant that cw20-base kept.
pub struct Cw20Grant {
    /// Who granted, as cw20-base wrote it.
    pub owner: String,
    /// Who may spend, as cw20-base wrote it.
    pub spender: String,
    /// What may be spent.
    pub allowance: Allowance,
}

/// Takes out cw20-base's next balances.
pub fn take_cw20_balances(storage: &mut dyn Storage, limit: usize) -> StdResult<Vec<Cw20Balance>> {
    take_page(storage, BALANCE, limit)
        .into_iter()
        .map(|(address, record)| {
            Ok(Cw20Balance { address: text(&address), amount: from_json(record)? })
        })
        .collect()
}

/// Takes out cw20-base's next allowances. What its index by spender has
/// besides goes with the last of them.
pub fn take_cw20_allowances(storage: &mut dyn Storage, limit: usize) -> StdResult<Vec<Cw20Grant>> {
    let mut grants = Vec::new();
    for (pair, record) in take_page(storage, ALLOWANCE, limit) {
        let mut reader = Reader::new(&pair);
        let length = u16::from_be_bytes([reader.u8()?, reader.u8()?]);
        let (owner, spender) = (reader.bytes(length.into())?, reader.rest());
        storage.remove(&pair_key(ALLOWANCE_SPENDER, spender, owner)?);
        let (owner, spender) = (text(owner), text(spender));
        grants.push(Cw20Grant { owner, spender, allowance: read_grant(&record)? });
    }
    Ok(grants)
}

/// Takes out what only cw20-base's index by spender has; gives how many.
pub fn take_cw20_orphans(storage: &mut dyn Storage, limit: usize) -> usize {
    take_page(storage, ALLOWANCE_SPENDER, limit).len()
}

/// The grant of an owner to a spender, if there is one. One that a migration has not come to is moved
/// before its turn, so that its owner can lower or end it at any time.
pub fn take_over_allowance(
    storage: &mut dyn Storage,
    owner: Cw20Account,
    spender: Cw20Account,
) -> StdResult<Option<Allowance>> {
    if let Some(grant) = may_load_allowance(storage, owner.id, spender.id)? {
        return Ok(Some(grant));
    }
    let (owner_text, spender_text) = (owner.text.as_bytes(), spender.text.as_bytes());
    let key = pair_key(ALLOWANCE, owner_text, spender_text)?;
    let Some(record) = storage.get(&key) else { return Ok(None) };
    storage.remove(&key);
    storage.remove(&pair_key(ALLOWANCE_SPENDER, spender_text, owner_text)?);
    let grant = read_grant(&record)?;
    save_allowance(storage, owner.id, spender.id, None, &grant)?;
    Ok(Some(grant).filter(|grant| !grant.is_empty()))
}

/// Takes out the first records of a map: what follows its name in their keys, and the records.
fn take_page(storage: &mut dyn Storage, map: &[u8], limit: usize) -> Vec<Record> {
    let end = key_after(map);
    let page: Vec<Record> =
        storage.range(Some(map), end.as_deref(), Order::Ascending).take(limit).collect();
    let taken = page.into_iter().map(|(key, record)| {
        storage.remove(&key);
        (key.get(map.len()..).unwrap_or_default().to_vec(), record)
    });
    taken.collect()
}

fn pair_key(map: &[u8], first: &[u8], second: &[u8]) -> StdResult<Vec<u8>> {
    let length = u16::try_from(first.len())
        .map_err(|_| StdError::generic_err("address above 65535 bytes"))?;
    Ok([map, &length.to_be_bytes(), first, second].concat())
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

fn read_grant(record: &[u8]) -> StdResult<Allowance> {
    let AllowanceResponse { allowance, expires } = from_json(record)?;
    Ok(Allowance { amount: allowance.u128(), expires, restrictions: 0 })
}

#[cfg(test)]
mod tests {
    use super::*;
    use cosmwasm_std::testing::MockStorage;

    #[test]
    fn the_record_of_a_migration_has_these_bytes() {
        let mut storage = MockStorage::new();
        assert_eq!(may_load_migration(&storage).unwrap(), None);
        let status = MigrationStatus {
            supply: 5_000u128.into(),
            moved: 258u128.into(),
            accounts: 3,
            allowances: 0,
            complete: true,
        };
        save_migration(&mut storage, &status);
        assert_eq!(storage.get(&[0x0a]).unwrap(), [1, 3 * 17 + 1, 5, 1, 3, 0, 1, 2]);
        assert_eq!(may_load_migration(&storage).unwrap(), Some(status));
        remove_migration(&mut storage);
        assert_eq!(storage.range(None, None, Order::Ascending).count(), 0);
    }
}
