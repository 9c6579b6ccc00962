//! From a record to what DID resolution shows.

use cosmwasm_std::Addr;
use isthmus_api::identity::{
    DidDocument, DocumentMetadata, Purpose, ResolutionMetadata, ResolutionResult, ServiceEndpoint,
    VerificationMethod,
};
use isthmus_api::types::{Did, InputError};
use time::OffsetDateTime;

use super::did::{DidId, DidRecord, Registry};
use super::keys;

/// The document of a DID and what goes with it.
pub fn resolved(
    registry: &Registry,
    id: &DidId,
    record: &DidRecord,
    accounts: &[Addr],
) -> Result<ResolutionResult, InputError> {
    Ok(ResolutionResult {
        did_document: Some(document(registry, registry.did(id)?, record, accounts)),
        did_resolution_metadata: ResolutionMetadata {
            content_type: Some("application/did+ld+json".to_string()),
            error: None,
        },
        did_document_metadata: DocumentMetadata {
            created: instant(record.created_at),
            updated: record.updated_at.and_then(instant),
            deactivated: record.deactivated.then_some(true),
            version_id: Some(record.version.to_string()),
        },
    })
}

/// No document, and why: `notFound` or `invalidDid` (DID Core 7.1.2).
pub fn unresolved(error: &str) -> ResolutionResult {
    ResolutionResult {
        did_document: None,
        did_resolution_metadata: ResolutionMetadata {
            content_type: None,
            error: Some(error.to_string()),
        },
        did_document_metadata: DocumentMetadata::default(),
    }
}

fn document(registry: &Registry, did: Did, record: &DidRecord, accounts: &[Addr]) -> DidDocument {
    let url = |fragment: &str| format!("{did}#{fragment}");
    let with = |purpose| {
        let keys = record.keys.iter();
        keys.filter(|key| key.purposes.contains(&purpose)).map(|key| url(&key.id)).collect()
    };
    let names = |accounts: &[Addr]| accounts.iter().map(|a| registry.account(a)).collect();
    DidDocument {
        context: vec![
            "https://www.w3.org/ns/did/v1".to_string(),
            "https://w3id.org/security/multikey/v1".to_string(),
        ],
        controller: names(&record.controllers),
        also_known_as: names(accounts),
        verification_method: record
            .keys
            .iter()
            .map(|key| VerificationMethod {
                id: url(&key.id),
                kind: "Multikey".to_string(),
                controller: did.to_string(),
                public_key_multibase: keys::multibase(key),
            })
            .collect(),
        authentication: with(Purpose::Authentication),
        assertion_method: with(Purpose::AssertionMethod),
        key_agreement: with(Purpose::KeyAgreement),
        capability_invocation: with(Purpose::CapabilityInvocation),
        capability_delegation: with(Purpose::CapabilityDelegation),
        service: record
            .services
            .iter()
            .map(|service| ServiceEndpoint {
                id: url(&service.id),
                kind: service.kind.clone(),
                service_endpoint: service.endpoint.clone(),
            })
            .collect(),
        id: did.into(),
    }
}

/// Seconds as `YYYY-MM-DDThh:mm:ssZ`; nothing for an instant after the year 9999.
///
/// ```
/// use isthmus_identity::model::document::instant;
/// assert_eq!(instant(951_782_399).as_deref(), Some("2000-02-28T23:59:59Z"));
/// ```
pub fn instant(seconds: u64) -> Option<String> {
    let at = OffsetDateTime::from_unix_timestamp(i64::try_from(seconds).ok()?).ok()?;
    let (year, month, day) = at.to_calendar_date();
    let (hour, minute, second) = at.to_hms();
    let month = u8::from(month);
    Some(format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}Z"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn instants_are_those_of_xml_schema() {
        assert_eq!(instant(0).as_deref(), Some("1970-01-01T00:00:00Z"));
        assert_eq!(instant(951_868_800).as_deref(), Some("2000-03-01T00:00:00Z"));
        assert_eq!(instant(1_709_164_800).as_deref(), Some("2024-02-29T00:00:00Z"));
        assert_eq!(instant(253_402_300_799).as_deref(), Some("9999-12-31T23:59:59Z"));
        assert_eq!(instant(u64::MAX), None);
    }
}
