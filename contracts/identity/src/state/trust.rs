//! Jurisdictions, accreditations, recognitions.

use cosmwasm_std::{Order, StdResult, Storage};
use cw_storage_plus::{Bound, Map};
use isthmus_api::gate::{accreditation_key, recognition_key, Accreditation, Recognition};
use isthmus_api::identity::MAX_ACCREDITATIONS;
use isthmus_api::types::JurisdictionId;

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

/// An accreditation and its number.
pub struct NumberedAccreditation {
    /// Its number.
    pub number: u32,
    /// How it stands.
    pub record: Accreditation,
}

/// A recognition and its number.
pub struct NumberedRecognition {
    /// Its number.
    pub number: u32,
    /// Whether and how it holds.
    pub record: Recognition,
}

/// A jurisdiction.
pub fn load_jurisdiction(
    storage: &dyn Storage,
    name: &JurisdictionId,
) -> StdResult<Option<Jurisdiction>> {
    JURISDICTIONS.may_load(storage, name.as_str())
}

/// Stores a jurisdiction.
pub fn save_jurisdiction(
    storage: &mut dyn Storage,
    name: &JurisdictionId,
    jurisdiction: &Jurisdiction,
) -> StdResult<()> {
    JURISDICTIONS.save(storage, name.as_str(), jurisdiction)
}

/// Jurisdictions by name, after the cursor.
pub fn jurisdictions(
    storage: &dyn Storage,
    start_after: Option<&str>,
    limit: usize,
) -> StdResult<Vec<(String, Jurisdiction)>> {
    let from = start_after.map(Bound::exclusive);
    JURISDICTIONS.range(storage, from, None, Order::Ascending).take(limit).collect()
}

fn place(terms: &AccreditationTerms) -> (&str, &str, &[u8]) {
    (terms.jurisdiction.as_str(), terms.schema.as_str(), terms.issuer.as_bytes())
}

/// An issuer's last accreditation for a schema in a jurisdiction.
pub fn latest_accreditation(
    storage: &dyn Storage,
    terms: &AccreditationTerms,
) -> StdResult<Option<NumberedAccreditation>> {
    let Some(number) = ACCREDITED.may_load(storage, place(terms))? else {
        return Ok(None);
    };
    let record = load_accreditation(storage, number)?;
    Ok(record.map(|record| NumberedAccreditation { number, record }))
}

/// Stores the terms of a new accreditation and its indices.
pub fn add_accreditation(
    storage: &mut dyn Storage,
    number: u32,
    terms: &AccreditationTerms,
) -> StdResult<()> {
    ACCREDITED.save(storage, place(terms), &number)?;
    ISSUER_ACCREDITATIONS.save(storage, (terms.issuer.as_bytes(), number), &())?;
    JURISDICTION_ACCREDITATIONS.save(storage, (terms.jurisdiction.as_str(), number), &())?;
    ACCREDITATION_TERMS.save(storage, number, terms)
}

/// The terms of an accreditation.
pub fn load_accreditation_terms(
    storage: &dyn Storage,
    number: u32,
) -> StdResult<AccreditationTerms> {
    ACCREDITATION_TERMS.load(storage, number)
}

/// How an accreditation stands.
pub fn load_accreditation(storage: &dyn Storage, number: u32) -> StdResult<Option<Accreditation>> {
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

/// Numbers of a jurisdiction's accreditations, after the cursor.
pub fn accreditations_in(
    storage: &dyn Storage,
    jurisdiction: &JurisdictionId,
    start_after: Option<u32>,
    limit: usize,
) -> StdResult<Vec<u32>> {
    JURISDICTION_ACCREDITATIONS
        .prefix(jurisdiction.as_str())
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

/// The recognition, if it is in force.
pub fn active_recognition(
    storage: &dyn Storage,
    terms: &RecognitionTerms,
) -> StdResult<Option<NumberedRecognition>> {
    let Some(number) = recognition_number(storage, terms)? else {
        return Ok(None);
    };
    let record = load_recognition(storage, number)?.filter(|record| record.active);
    Ok(record.map(|record| NumberedRecognition { number, record }))
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
pub fn load_recognition(storage: &dyn Storage, number: u32) -> StdResult<Option<Recognition>> {
    let bytes = storage.get(&recognition_key(number));
    bytes.map(|bytes| Recognition::read(&bytes)).transpose()
}

/// Stores whether and how a recognition holds.
pub fn save_recognition(storage: &mut dyn Storage, number: u32, record: &Recognition) {
    storage.set(&recognition_key(number), &record.write());
}

/// Recognitions by number, after the cursor.
pub fn recognitions(
    storage: &dyn Storage,
    start_after: Option<u32>,
    limit: usize,
) -> StdResult<Vec<(u32, RecognitionTerms)>> {
    let from = start_after.map(Bound::exclusive);
    RECOGNITION_TERMS.range(storage, from, None, Order::Ascending).take(limit).collect()
}
