//! Status lists, offers, passes, news from abroad and what was told abroad.

use cosmwasm_schema::cw_serde;
use cosmwasm_std::{Addr, HexBinary, Order, StdError, StdResult, Storage};
use cw_storage_plus::{Bound, Map};
use isthmus_api::gate::{
    chunk_key, pass_key, pass_prefix, status_in, Pass, CHUNK_BYTES, CHUNK_SLOTS,
};
use isthmus_api::identity::MAX_PASSES;
use isthmus_api::packed::key;
use isthmus_api::packet::{Attestation, AttestedStatus};

use crate::model::attest::Mirror;
use crate::model::status::StatusList;

/// Tag of an index that was given to a pass.
pub(super) const BOUND_TAG: u8 = 0x05;

/// number -> list.
const LISTS: Map<u32, StatusList> = Map::new("lists");
/// (account, schema, accreditation) -> a pass that waits for acceptance.
const OFFERS: Map<(&Addr, &str, u32), Offer> = Map::new("offers");
/// number -> news from abroad.
const MIRRORS: Map<u32, Mirror> = Map::new("mirrors");
/// ((account here, schema), (region, account there)) -> number of the news.
const MIRROR_OF: Map<Between, u32> = Map::new("mirror_of");
/// ((account here, schema), (region, account there)) -> what was last told.
const SHARES: Map<Between, Attestation> = Map::new("shares");

/// An account here and a schema; a region and an account there.
pub type Between<'a> = ((&'a Addr, &'a str), (&'a str, &'a str));

/// A pass that waits for acceptance.
#[cw_serde]
pub struct Offer {
    /// SHA-256 of the credential.
    pub digest: HexBinary,
    /// Level of assurance.
    pub level: u8,
    /// Country.
    pub country: String,
    /// First second of validity.
    pub valid_from: u64,
    /// First second no longer valid.
    pub expires_at: u64,
    /// Number of the status list.
    pub list: u32,
    /// Index in it.
    pub index: u32,
}

#[cfg(test)]
pub(super) fn namespaces() -> Vec<String> {
    let names = [
        LISTS.namespace_bytes().to_vec(),
        OFFERS.namespace_bytes().to_vec(),
        MIRRORS.namespace_bytes().to_vec(),
        MIRROR_OF.namespace_bytes().to_vec(),
        SHARES.namespace_bytes().to_vec(),
    ];
    names.iter().map(|n| String::from_utf8_lossy(n).into_owned()).collect()
}

/// A status list.
pub fn list(storage: &dyn Storage, number: u32) -> StdResult<Option<StatusList>> {
    LISTS.may_load(storage, number)
}

/// Stores a status list.
pub fn save_list(storage: &mut dyn Storage, number: u32, list: &StatusList) -> StdResult<()> {
    LISTS.save(storage, number, list)
}

/// A chunk; zeros where nothing was ever set.
pub fn chunk(storage: &dyn Storage, list: u32, chunk: u32) -> StdResult<[u8; CHUNK_BYTES]> {
    match storage.get(&chunk_key(list, chunk.saturating_mul(CHUNK_SLOTS))) {
        None => Ok([0; CHUNK_BYTES]),
        Some(bytes) => bytes.try_into().map_err(|_| StdError::parse_err("chunk", "not 256 bytes")),
    }
}

/// Stores a chunk.
pub fn save_chunk(storage: &mut dyn Storage, list: u32, chunk: u32, bytes: &[u8; CHUNK_BYTES]) {
    storage.set(&chunk_key(list, chunk.saturating_mul(CHUNK_SLOTS)), bytes);
}

/// The status at an index, if it has a meaning.
pub fn status(storage: &dyn Storage, list: u32, index: u32) -> Option<AttestedStatus> {
    status_in(storage.get(&chunk_key(list, index)).as_deref(), index)
}

fn bound_key(list: u32, index: u32) -> Vec<u8> {
    key(BOUND_TAG, &[&list.to_be_bytes(), &index.to_be_bytes()])
}

/// Whether the index was ever given to a pass.
pub fn is_bound(storage: &dyn Storage, list: u32, index: u32) -> bool {
    storage.get(&bound_key(list, index)).is_some()
}

/// Gives the index to a pass, for ever.
pub fn bind_index(storage: &mut dyn Storage, list: u32, index: u32) {
    storage.set(&bound_key(list, index), &[1]);
}

/// An offer.
pub fn offer(
    storage: &dyn Storage,
    account: &Addr,
    schema: &str,
    accreditation: u32,
) -> StdResult<Option<Offer>> {
    OFFERS.may_load(storage, (account, schema, accreditation))
}

/// Stores an offer.
pub fn save_offer(
    storage: &mut dyn Storage,
    account: &Addr,
    schema: &str,
    accreditation: u32,
    offer: &Offer,
) -> StdResult<()> {
    OFFERS.save(storage, (account, schema, accreditation), offer)
}

/// Removes an offer.
pub fn remove_offer(storage: &mut dyn Storage, account: &Addr, schema: &str, accreditation: u32) {
    OFFERS.remove(storage, (account, schema, accreditation));
}

/// Offers to an account for a schema, by accreditation.
pub fn offers(
    storage: &dyn Storage,
    account: &Addr,
    schema: &str,
    start_after: Option<u32>,
    limit: usize,
) -> StdResult<Vec<(u32, Offer)>> {
    OFFERS
        .prefix((account, schema))
        .range(storage, start_after.map(Bound::exclusive), None, Order::Ascending)
        .take(limit)
        .collect()
}

/// The pass that an account (canonical) has accepted for a schema.
pub fn pass(storage: &dyn Storage, account: &[u8], schema: &str) -> StdResult<Option<Pass>> {
    let bytes = storage.get(&pass_key(account, schema)?);
    bytes.map(|bytes| Pass::read(&bytes)).transpose()
}

/// Stores the pass.
pub fn save_pass(
    storage: &mut dyn Storage,
    account: &[u8],
    schema: &str,
    pass: &Pass,
) -> StdResult<()> {
    storage.set(&pass_key(account, schema)?, &pass.write());
    Ok(())
}

/// The passes of an account (canonical) by schema; never more than the cap.
pub fn passes_of(storage: &dyn Storage, account: &[u8]) -> StdResult<Vec<(String, Pass)>> {
    let prefix = pass_prefix(account)?;
    // 0xff is no character of a schema's name, so the range ends where the account's keys end.
    let end = [prefix.as_slice(), &[0xff]].concat();
    storage
        .range(Some(&prefix), Some(&end), Order::Ascending)
        .take(MAX_PASSES)
        .map(|(key, value)| {
            let schema = key.get(prefix.len()..).unwrap_or_default();
            let schema = String::from_utf8(schema.to_vec())?;
            Ok((schema, Pass::read(&value)?))
        })
        .collect()
}

/// The news from abroad about a share, and its number.
pub fn mirror(storage: &dyn Storage, between: Between) -> StdResult<Option<(u32, Mirror)>> {
    let Some(number) = MIRROR_OF.may_load(storage, between)? else {
        return Ok(None);
    };
    Ok(Some((number, MIRRORS.load(storage, number)?)))
}

/// The news with this number.
pub fn mirror_by_number(storage: &dyn Storage, number: u32) -> StdResult<Mirror> {
    MIRRORS.load(storage, number)
}

/// Stores news from abroad.
pub fn save_mirror(
    storage: &mut dyn Storage,
    between: Between,
    number: u32,
    mirror: &Mirror,
) -> StdResult<()> {
    MIRROR_OF.save(storage, between, &number)?;
    MIRRORS.save(storage, number, mirror)
}

/// What was last told abroad.
pub fn share(storage: &dyn Storage, between: Between) -> StdResult<Option<Attestation>> {
    SHARES.may_load(storage, between)
}

/// Stores what is told abroad.
pub fn save_share(
    storage: &mut dyn Storage,
    between: Between,
    told: &Attestation,
) -> StdResult<()> {
    SHARES.save(storage, between, told)
}
