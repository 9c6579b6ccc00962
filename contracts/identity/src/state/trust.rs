//! Jurisdictions, accreditations, recognitions.

use cosmwasm_std::{Order, StdResult, Storage};
use cw_storage_plus::{Bound, Map};
use isthmus_api::gate::{accreditation_key, recognition_key, Accreditation, Recognition};
use isthmus_api::identity::MAX_ACCREDITATIONS;

use crate::model::did::DidId;
use crate::model::trust::{AccreditationTerms, Jurisdiction, RecognitionTerms};

/// name -> jurisdiction.
const JURISDICTIONS: Map<&str, Jurisdiction> = Map::new("jurisdictions");
/// (jurisdiction, schema, issuer) -> number of the last accreditation.
const ACCREDITED: Map<(&str, &str, &[u8]), u32> = Map::new("accredited");
/// number -> what it is for.
const ACCREDITATION_TERMS: Map<u32, AccreditationTerms> = Map::new("accreditation_terms");
/// (issuer, number): accreditations that are not revoked.
const ISSUER_ACCREDITATIONS: Map<(&[u8], u32), ()> = Map::new("issuer_accreditations");
/// (jurisdiction, number): all accreditations.
const JURISDICTION_ACCREDITATIONS: Map<(&str, u32), ()> = Map::new("jurisdiction_accreditations");
/// (region, jurisdiction, schema) -> number of the recognition.
const RECOGNIZED: Map<(&str, &str, &str), u32> = Map::new("recognized");
/// number -> what it is of.
const RECOGNITION_TERMS: Map<u32, RecognitionTerms> = Map::new("recognition_terms");

#[cfg(test)]
pub(super) fn namespaces() -> Vec<String> {
    let names = [
        JURISDICTIONS.namespace_bytes().to_vec(),
        ACCREDITED.namespace_bytes().to_vec(),
        ACCREDITATION_TERMS.namespace_bytes().to_vec(),
        ISSUER_ACCREDITATIONS.namespace_bytes().to_vec(),
        JURISDICTION_ACCREDITATIONS.namespace_bytes().to_vec(),
        RECOGNIZED.namespace_bytes().to_vec(),
        RECOGNITION_TERMS.namespace_bytes().to_vec(),
    ];
    names.iter().map(|n| String::from_utf8_lossy(n).into_owned()).collect()
}

/// A jurisdiction.
pub fn jurisdiction(storage: &dyn Storage, name: &str) -> StdResult<Option<Jurisdiction>> {
    JURISDICTIONS.may_load(storage, name)
}

/// Stores a jurisdiction.
pub fn save_jurisdiction(
    storage: &mut dyn Storage,
    name: &str,
    jurisdiction: &Jurisdiction,
) -> StdResult<()> {
    JURISDICTIONS.save(storage, name, jurisdiction)
}

/// Jurisdictions by name.
pub fn jurisdictions(
    storage: &dyn Storage,
    start_after: Option<&str>,
    limit: usize,
) -> StdResult<Vec<(String, Jurisdiction)>> {
    let from = start_after.map(Bound::exclusive);
    let all = JURISDICTIONS.range(storage, from, None, Order::Ascending);
    all.take(limit).collect()
}

/// Number of an issuer's last accreditation.
pub fn accreditation_number(
    storage: &dyn Storage,
    jurisdiction: &str,
    schema: &str,
    issuer: &DidId,
) -> StdResult<Option<u32>> {
    ACCREDITED.may_load(storage, (jurisdiction, schema, issuer.as_bytes()))
}

/// Stores the terms of a new accreditation and its indices.
pub fn add_accreditation(
    storage: &mut dyn Storage,
    number: u32,
    terms: &AccreditationTerms,
) -> StdResult<()> {
    let issuer = terms.issuer.as_slice();
    let place = (terms.jurisdiction.as_str(), terms.schema.as_str(), issuer);
    ACCREDITED.save(storage, place, &number)?;
    ISSUER_ACCREDITATIONS.save(storage, (issuer, number), &())?;
    JURISDICTION_ACCREDITATIONS.save(storage, (&terms.jurisdiction, number), &())?;
    ACCREDITATION_TERMS.save(storage, number, terms)
}

/// The terms of an accreditation.
pub fn accreditation_terms(storage: &dyn Storage, number: u32) -> StdResult<AccreditationTerms> {
    ACCREDITATION_TERMS.load(storage, number)
}

/// How an accreditation stands.
pub fn accreditation(storage: &dyn Storage, number: u32) -> StdResult<Option<Accreditation>> {
    let bytes = storage.get(&accreditation_key(number));
    bytes.map(|bytes| Accreditation::read(&bytes)).transpose()
}

/// Stores how an accreditation stands.
pub fn save_accreditation(storage: &mut dyn Storage, number: u32, record: &Accreditation) {
    storage.set(&accreditation_key(number), &record.write());
}

/// Takes a revoked accreditation out of its issuer's list.
pub fn release_accreditation(storage: &mut dyn Storage, issuer: &DidId, number: u32) {
    ISSUER_ACCREDITATIONS.remove(storage, (issuer.as_bytes(), number));
}

/// Numbers of an issuer's accreditations that are not revoked; never more than the cap.
pub fn accreditations_of(storage: &dyn Storage, issuer: &DidId) -> StdResult<Vec<u32>> {
    ISSUER_ACCREDITATIONS
        .prefix(issuer.as_bytes())
        .keys(storage, None, None, Order::Ascending)
        .take(MAX_ACCREDITATIONS)
        .collect()
}

/// Numbers of a jurisdiction's accreditations.
pub fn accreditations_in(
    storage: &dyn Storage,
    jurisdiction: &str,
    start_after: Option<u32>,
    limit: usize,
) -> StdResult<Vec<u32>> {
    JURISDICTION_ACCREDITATIONS
        .prefix(jurisdiction)
        .keys(storage, start_after.map(Bound::exclusive), None, Order::Ascending)
        .take(limit)
        .collect()
}

/// Number of a recognition, in force or ended.
pub fn recognition_number(
    storage: &dyn Storage,
    terms: &RecognitionTerms,
) -> StdResult<Option<u32>> {
    let place = (terms.region.as_str(), terms.jurisdiction.as_str(), terms.schema.as_str());
    RECOGNIZED.may_load(storage, place)
}

/// Stores the terms of a new recognition.
pub fn add_recognition(
    storage: &mut dyn Storage,
    number: u32,
    terms: &RecognitionTerms,
) -> StdResult<()> {
    let place = (terms.region.as_str(), terms.jurisdiction.as_str(), terms.schema.as_str());
    RECOGNIZED.save(storage, place, &number)?;
    RECOGNITION_TERMS.save(storage, number, terms)
}

/// Whether and how a recognition holds.
pub fn recognition(storage: &dyn Storage, number: u32) -> StdResult<Option<Recognition>> {
    let bytes = storage.get(&recognition_key(number));
    bytes.map(|bytes| Recognition::read(&bytes)).transpose()
}

/// Stores whether and how a recognition holds.
pub fn save_recognition(storage: &mut dyn Storage, number: u32, record: &Recognition) {
    storage.set(&recognition_key(number), &record.write());
}

/// Recognitions by number.
pub fn recognitions(
    storage: &dyn Storage,
    start_after: Option<u32>,
    limit: usize,
) -> StdResult<Vec<(u32, RecognitionTerms)>> {
    let from = start_after.map(Bound::exclusive);
    let all = RECOGNITION_TERMS.range(storage, from, None, Order::Ascending);
    all.take(limit).collect()
}
