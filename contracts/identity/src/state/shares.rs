//! Passes across regions: what was told abroad, and what is attested from there.

use cosmwasm_std::{Addr, StdResult, Storage};
use cw_storage_plus::Map;
use isthmus_api::gate::Source;
use isthmus_api::packet::Attestation;
use isthmus_api::types::SchemaId;

use super::{load_accreditation, load_accreditation_terms, load_pass, load_status};
use crate::error::ContractError;
use crate::model::mirror::Mirror;
use crate::model::share::{HomePass, ShareId};

/// ((account here, schema), (region, account there)).
type Across<'a> = ((&'a Addr, &'a str), (&'a str, &'a str));

/// number -> what a region abroad attests.
const MIRRORS: Map<u32, Mirror> = Map::new("mirrors");
/// share -> number of the mirror.
const MIRROR_OF: Map<Across, u32> = Map::new("mirror_of");
/// share -> what was last told.
const SHARES: Map<Across, Attestation> = Map::new("shares");

#[cfg(test)]
pub(super) fn namespaces() -> Vec<String> {
    let names = [
        MIRRORS.namespace_bytes().to_vec(),
        MIRROR_OF.namespace_bytes().to_vec(),
        SHARES.namespace_bytes().to_vec(),
    ];
    names.iter().map(|n| String::from_utf8_lossy(n).into_owned()).collect()
}

/// What a region abroad attests, and the number by which a pass names it.
pub struct NumberedMirror {
    /// Its number.
    pub number: u32,
    /// What is attested.
    pub mirror: Mirror,
}

fn across(share: &ShareId) -> Across<'_> {
    ((&share.account, share.schema.as_str()), (share.region.as_str(), &share.account_abroad))
}

/// What a region abroad attests to an account here.
pub fn load_mirror_of(storage: &dyn Storage, share: &ShareId) -> StdResult<Option<NumberedMirror>> {
    let Some(number) = MIRROR_OF.may_load(storage, across(share))? else {
        return Ok(None);
    };
    Ok(Some(NumberedMirror { number, mirror: MIRRORS.load(storage, number)? }))
}

/// What is attested under a number.
pub fn load_mirror(storage: &dyn Storage, number: u32) -> StdResult<Mirror> {
    MIRRORS.load(storage, number)
}

/// Stores what a region abroad attests.
pub fn save_mirror(
    storage: &mut dyn Storage,
    share: &ShareId,
    known: &NumberedMirror,
) -> StdResult<()> {
    MIRROR_OF.save(storage, across(share), &known.number)?;
    MIRRORS.save(storage, known.number, &known.mirror)
}

/// What was last told abroad.
pub fn load_share(storage: &dyn Storage, share: &ShareId) -> StdResult<Option<Attestation>> {
    SHARES.may_load(storage, across(share))
}

/// Stores what is told abroad.
pub fn save_share(storage: &mut dyn Storage, share: &ShareId, told: &Attestation) -> StdResult<()> {
    SHARES.save(storage, across(share), told)
}

/// The pass of this region that an account (canonical) holds for a schema, and what it stands on.
/// None if there is no pass, or if it comes from abroad.
pub fn load_home_pass(
    storage: &dyn Storage,
    account: &[u8],
    schema: &SchemaId,
) -> Result<Option<HomePass>, ContractError> {
    let Some(pass) = load_pass(storage, account, schema)? else {
        return Ok(None);
    };
    let Source::Home { accreditation: number, list, index, digest } = pass.source else {
        return Ok(None);
    };
    let accreditation = load_accreditation(storage, number)?
        .ok_or_else(|| ContractError::not_found("accreditation", number))?;
    Ok(Some(HomePass {
        digest,
        accreditation,
        terms: load_accreditation_terms(storage, number)?,
        status: load_status(storage, list, index),
        pass,
    }))
}
