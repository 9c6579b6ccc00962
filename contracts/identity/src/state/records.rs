//! The bytes of every record of the identity registry that is stored as JSON. They never change: a record written by
//! older code is read by this.

use cosmwasm_std::StdResult;
use isthmus_wire::rewrite;

use super::{Config, Counters};
use crate::model::did::DidRecord;
use crate::model::mirror::{CheckedAttestation, Mirror};
use crate::model::status::StatusList;
use crate::model::trust::{AccreditationTerms, Jurisdiction, RecognitionTerms};

#[test]
fn the_bytes_of_stored_records_are_fixed() {
    type Rewrite = fn(&str) -> StdResult<String>;
    let records: [(Rewrite, &str); 9] = [
        (
            rewrite::<DidRecord>,
            r#"{"controllers":["west1ana"],"keys":[{"id":"k","kind":"p256","public_key":"02","purposes":["assertion_method"]}],"services":[{"id":"s","kind":"LinkedDomains","endpoint":"https://a.example"}],"version":1,"created_at":2,"updated_at":null,"deactivated":false}"#,
        ),
        (
            rewrite::<CheckedAttestation>,
            r#"{"account":"west1ana","subject":"east1bo","schema":"kyc","jurisdiction":"east-fsa","issuer":"did:web:bank.example","digest":"00ff","level":2,"country":"DE","valid_from":1,"expires_at":2,"version":3,"status":"suspended","as_of":4}"#,
        ),
        (
            rewrite::<Mirror>,
            r#"{"region":"east","recognition":1,"attestation":{"account":"west1ana","subject":"east1bo","schema":"kyc","jurisdiction":"east-fsa","issuer":"did:web:bank.example","digest":"00ff","level":2,"country":"DE","valid_from":1,"expires_at":2,"version":3,"status":"suspended","as_of":4}}"#,
        ),
        (
            rewrite::<StatusList>,
            r#"{"issuer":[0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19],"size":8,"epoch":1,"updated_at":2}"#,
        ),
        (rewrite::<Jurisdiction>, r#"{"anchor":"west1ana","proposed":null}"#),
        (
            rewrite::<AccreditationTerms>,
            r#"{"jurisdiction":"west-fsa","issuer":[0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19],"schema":"kyc"}"#,
        ),
        (
            rewrite::<RecognitionTerms>,
            r#"{"region":"east","jurisdiction":"east-fsa","schema":"kyc"}"#,
        ),
        (
            rewrite::<Config>,
            r#"{"region":"west","chain_reference":"west-1","bridge":"west1bridge"}"#,
        ),
        (rewrite::<Counters>, r#"{"accreditation":1,"recognition":2,"list":3,"mirror":4}"#),
    ];
    for (rewrite, json) in records {
        assert_eq!(rewrite(json).unwrap(), json);
    }
}
