//! Jurisdictions, their issuers, and what of other regions counts here.

use cosmwasm_std::{Deps, Env};
use isthmus_api::gate;
use isthmus_api::identity::{
    AccreditationResponse, AccreditationsResponse, JurisdictionResponse, JurisdictionsResponse,
    RecognitionResponse, RecognitionsResponse, Standing,
};
use isthmus_api::types::{page, JurisdictionId, RegionId, SchemaId};

use super::Answer;
use crate::error::ContractError;
use crate::model::did::Registry;
use crate::model::trust::{AccreditationTerms, Jurisdiction, RecognitionTerms};
use crate::state::{self, NumberedAccreditation};

pub fn jurisdiction(deps: Deps, jurisdiction: &str) -> Answer<JurisdictionResponse> {
    let id = JurisdictionId::new("jurisdiction", jurisdiction)?;
    let record = state::load_jurisdiction(deps.storage, &id)?
        .ok_or_else(|| ContractError::not_found("jurisdiction", &id))?;
    Ok(jurisdiction_response(id.into(), record))
}

fn jurisdiction_response(jurisdiction: String, record: Jurisdiction) -> JurisdictionResponse {
    JurisdictionResponse {
        jurisdiction,
        anchor: record.anchor.into(),
        proposed_anchor: record.proposed.map(String::from),
    }
}

pub fn jurisdictions(
    deps: Deps,
    start_after: Option<String>,
    limit: Option<u32>,
) -> Answer<JurisdictionsResponse> {
    let found = state::jurisdictions(deps.storage, start_after.as_deref(), page(limit))?;
    let shown = found.into_iter().map(|(name, record)| jurisdiction_response(name, record));
    Ok(JurisdictionsResponse { jurisdictions: shown.collect() })
}

pub fn accreditation(
    deps: Deps,
    env: &Env,
    jurisdiction: &str,
    issuer: &str,
    schema: &str,
) -> Answer<AccreditationResponse> {
    let registry = state::load_registry(deps.storage, &env.contract.address)?;
    let terms = AccreditationTerms {
        jurisdiction: JurisdictionId::new("jurisdiction", jurisdiction)?,
        issuer: registry.id(issuer)?,
        schema: SchemaId::new("schema", schema)?,
    };
    let latest = state::latest_accreditation(deps.storage, &terms)?
        .ok_or_else(|| ContractError::not_found("accreditation of", issuer))?;
    accreditation_response(&registry, terms, latest)
}

fn accreditation_response(
    registry: &Registry,
    terms: AccreditationTerms,
    numbered: NumberedAccreditation,
) -> Answer<AccreditationResponse> {
    let NumberedAccreditation { number, record } = numbered;
    Ok(AccreditationResponse {
        number,
        jurisdiction: terms.jurisdiction.into(),
        issuer: registry.did(&terms.issuer)?.into(),
        schema: terms.schema.into(),
        max_level: record.max_level,
        valid_from: record.valid_from,
        valid_until: record.valid_until,
        standing: match record.standing {
            gate::Standing::Good => Standing::Good,
            gate::Standing::Suspended => Standing::Suspended,
            gate::Standing::Revoked => Standing::Revoked,
        },
    })
}

pub fn accreditations(
    deps: Deps,
    env: &Env,
    jurisdiction: &str,
    start_after: Option<u32>,
    limit: Option<u32>,
) -> Answer<AccreditationsResponse> {
    let registry = state::load_registry(deps.storage, &env.contract.address)?;
    let id = JurisdictionId::new("jurisdiction", jurisdiction)?;
    let numbers = state::accreditations_in(deps.storage, &id, start_after, page(limit))?;
    let shown = numbers.into_iter().map(|number| {
        let record = state::load_accreditation(deps.storage, number)?
            .ok_or_else(|| ContractError::not_found("accreditation", number))?;
        let terms = state::load_accreditation_terms(deps.storage, number)?;
        accreditation_response(&registry, terms, NumberedAccreditation { number, record })
    });
    Ok(AccreditationsResponse { accreditations: shown.collect::<Answer<_>>()? })
}

pub fn recognition(
    deps: Deps,
    region: &str,
    jurisdiction: &str,
    schema: &str,
) -> Answer<RecognitionResponse> {
    let terms = RecognitionTerms {
        region: RegionId::new("region", region)?,
        jurisdiction: JurisdictionId::new("jurisdiction", jurisdiction)?,
        schema: SchemaId::new("schema", schema)?,
    };
    let number = state::recognition_number(deps.storage, &terms)?
        .ok_or_else(|| ContractError::not_found("recognition of", &terms.jurisdiction))?;
    recognition_response(deps, number, terms)
}

fn recognition_response(
    deps: Deps,
    number: u32,
    terms: RecognitionTerms,
) -> Answer<RecognitionResponse> {
    let record = state::load_recognition(deps.storage, number)?
        .ok_or_else(|| ContractError::not_found("recognition", number))?;
    Ok(RecognitionResponse {
        number,
        region: terms.region.into(),
        jurisdiction: terms.jurisdiction.into(),
        schema: terms.schema.into(),
        active: record.active,
        max_level: record.max_level,
        max_staleness_seconds: record.max_staleness_seconds,
    })
}

pub fn recognitions(
    deps: Deps,
    start_after: Option<u32>,
    limit: Option<u32>,
) -> Answer<RecognitionsResponse> {
    let found = state::recognitions(deps.storage, start_after, page(limit))?;
    let shown = found.into_iter().map(|(number, terms)| recognition_response(deps, number, terms));
    Ok(RecognitionsResponse { recognitions: shown.collect::<Answer<_>>()? })
}
