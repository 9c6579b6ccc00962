use cosmwasm_std::{Api, HexBinary};
use isthmus_api::escrow::*;
use isthmus_api::gate::{
    accreditation_key, pass_key, Accreditation, Pass, Policy, Source, Standing,
};

use crate::suite::*;

#[test]
fn the_last_consent_makes_it_agreed() {
    let mut suite = Suite::new();
    let mut terms = suite.terms(native());
    terms.advising = Some(actor("adviser").into());
    let deal = suite.propose(terms);
    for name in ["bank", "exporter"] {
        suite.consent(name, deal).unwrap();
        assert_eq!(suite.status(deal).0, DealStatus::Proposed);
    }
    suite.consent("adviser", deal).unwrap();
    assert_eq!(suite.status(deal).0, DealStatus::Agreed);
    fails(suite.consent("bank", deal), "ES-011");
}

#[test]
fn only_the_hash_of_these_terms_binds() {
    let mut suite = Suite::new();
    let terms = suite.terms(native());
    let (deal, twin) = (suite.propose(terms.clone()), suite.propose(terms));
    let consent = |terms_hash| ExecuteMsg::Consent { deal, terms_hash };
    fails(suite.run("bank", &consent(suite.hash(twin))), "ES-020");
    fails(suite.run("bank", &consent(HexBinary::from(vec![1; 31]))), "AC-008");
    fails(suite.consent("stranger", deal), "AC-002");
    fails(suite.consent("importer", deal), "ES-021");
    fails(
        suite.run("bank", &ExecuteMsg::Consent { deal: 99, terms_hash: suite.hash(deal) }),
        "ES-010",
    );
}

#[test]
fn the_hash_can_be_computed_from_the_query_alone() {
    use sha2::{Digest, Sha256};
    let mut suite = Suite::new();
    let terms = suite.terms(native());
    let deal = suite.propose(terms);
    let answer: DealTermsResponse = suite.ask(&QueryMsg::DealTerms { deal });
    let head = format!("isthmus-escrow-terms-1\nwest-1\n{}\n{deal}\n", suite.escrow);
    let input = [head.as_bytes(), answer.bytes.as_slice()].concat();
    assert_eq!(answer.hash.as_slice(), &Sha256::digest(input)[..]);
    let stored: Terms = cosmwasm_std::from_json(&answer.bytes).unwrap();
    assert_eq!(stored, answer.terms);
    assert_eq!(stored.presentation_period_days, Some(21));
}

#[test]
fn consent_is_in_time_to_the_last_second() {
    for (late, code) in [(0, None), (1, Some("ES-012"))] {
        let mut suite = Suite::new();
        let terms = suite.terms(native());
        let deal = suite.propose(terms);
        suite.at(START + 2 * DAY + late);
        let done = suite.consent("bank", deal);
        match code {
            None => assert!(done.is_ok()),
            Some(code) => fails(done, code),
        }
    }
}

fn policy() -> Policy {
    Policy { schema: "kyc".into(), min_level: 2, countries: None, max_status_age_seconds: 0 }
}

fn give_pass(suite: &mut Suite, name: &str, level: u8) {
    let api = cosmwasm_std::testing::MockApi::default();
    let account = api.addr_canonicalize(actor(name).as_str()).unwrap();
    let pass = Pass {
        closed: false,
        level,
        country: *b"DE",
        valid_from: 0,
        expires_at: START + 400 * DAY,
        source: Source::Home { accreditation: 1, list: 1, index: 0, digest: [1; 32] },
    };
    let issuer = Accreditation {
        standing: Standing::Good,
        max_level: 4,
        valid_from: 0,
        valid_until: START + 400 * DAY,
    };
    let records = [
        (pass_key(&account, "kyc").unwrap(), pass.write()),
        (accreditation_key(1), issuer.write()),
    ];
    let identity = suite.identity.clone();
    let mut storage = suite.app.contract_storage_mut(&identity);
    records.iter().for_each(|(key, value)| storage.set(key, value));
}

#[test]
fn each_party_proves_what_the_policy_asks() {
    let mut suite = Suite::with_policy(Some(policy()));
    let terms = suite.terms(native());
    let propose = ExecuteMsg::Propose { terms };
    fails(suite.run("importer", &propose), "no_pass [ES-022]");
    give_pass(&mut suite, "importer", 2);
    suite.run("importer", &propose).unwrap();
    give_pass(&mut suite, "bank", 1);
    fails(suite.consent("bank", 1), "level_low [ES-022]");
    give_pass(&mut suite, "bank", 3);
    suite.consent("bank", 1).unwrap();
    // A policy that comes later asks of those who have yet to consent.
    suite.run("owner", &ExecuteMsg::SetPolicy { policy: None }).unwrap();
    suite.consent("exporter", 1).unwrap();
}

#[test]
fn a_route_that_shuts_before_consent_stops_it() {
    let mut suite = Suite::new();
    let mut terms = suite.terms(suite.cw20());
    terms.payout = east();
    let deal = suite.propose(terms);
    suite.shut(true);
    fails(suite.consent("exporter", deal), "ES-023");
    // The beneficiary turns to an account here and can agree.
    suite.run("exporter", &ExecuteMsg::SetPayout { deal, payout: local("exporter") }).unwrap();
    suite.consent("exporter", deal).unwrap();
}
