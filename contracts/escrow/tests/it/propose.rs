use isthmus_api::escrow::*;
use isthmus_api::types::{Asset, Payout};

use crate::suite::*;

fn refused(change: impl FnOnce(&Suite, &mut Terms)) -> Done {
    let mut suite = Suite::new();
    let mut terms = suite.terms(native());
    change(&suite, &mut terms);
    suite.run("importer", &ExecuteMsg::Propose { terms })
}

#[test]
fn the_proposer_consents_by_proposing_and_the_expiry_rolls_to_a_banking_day() {
    let mut suite = Suite::new();
    let terms = suite.terms(native());
    // START + 40 days is Saturday 11 April 2026.
    let saturday = terms.expires_at;
    let deal = suite.propose(terms);
    let deal = suite.deal(deal);
    assert_eq!(deal.status, DealStatus::Proposed);
    assert_eq!(deal.consents, vec![Party::Applicant]);
    assert_eq!(deal.cover.u128(), 105_000);
    // Monday 13 April, 23:59:59.
    assert_eq!(deal.expires_at, saturday - 43_200 + 3 * DAY - 1);
}

#[test]
fn any_party_may_propose_and_nobody_else() {
    for name in ["importer", "bank", "exporter"] {
        let mut suite = Suite::new();
        let terms = suite.terms(native());
        assert!(suite.run(name, &ExecuteMsg::Propose { terms }).is_ok());
    }
    let mut suite = Suite::new();
    let terms = suite.terms(native());
    fails(suite.run("stranger", &ExecuteMsg::Propose { terms }), "AC-002");
}

#[test]
fn parties_are_distinct_and_no_contract_of_the_region() {
    fails(refused(|_, terms| terms.issuer = terms.beneficiary.clone()), "ES-018");
    fails(refused(|_, terms| terms.advising = Some(terms.applicant.clone())), "ES-018");
    fails(refused(|suite, terms| terms.issuer = suite.escrow.to_string()), "ES-019");
    fails(refused(|suite, terms| terms.issuer = suite.bridge.to_string()), "ES-019");
    let into_the_bridge = |suite: &Suite, terms: &mut Terms| {
        terms.payout = Payout::Local { address: suite.bridge.to_string() };
    };
    fails(refused(into_the_bridge), "ES-019");
    let into_the_token = |suite: &Suite, terms: &mut Terms| {
        terms.asset = suite.hostile();
        terms.payout = Payout::Local { address: suite.hostile.to_string() };
    };
    fails(refused(into_the_token), "ES-019");
    fails(refused(|_, terms| terms.issuer = "WEST1BANK".into()), "AC-008");
}

#[test]
fn dates_are_in_order() {
    fails(refused(|_, terms| terms.consent_by = START - 1), "ES-013");
    fails(refused(|_, terms| terms.fund_by = terms.consent_by - 1), "ES-013");
    fails(refused(|_, terms| terms.expires_at = terms.fund_by - 1), "ES-013");
    fails(refused(|_, terms| terms.latest_shipment_at = terms.expires_at + 1), "ES-013");
    fails(refused(|_, terms| terms.expires_at = START + MAX_TENOR_SECONDS + 1), "ES-013");
}

#[test]
fn a_token_nobody_allowed_makes_no_deal() {
    // A depositor's own token cannot list itself (research, section 4 row 2).
    fails(refused(|_, terms| terms.asset = Asset::Native("usquat".into())), "ES-014");
    fails(refused(|suite, terms| terms.asset = Asset::Cw20(suite.bridge.to_string())), "ES-014");
    fails(refused(|_, terms| terms.calendar = 7), "ES-010");
}

#[test]
fn a_payout_abroad_needs_a_route_and_a_token() {
    fails(refused(|_, terms| terms.payout = east()), "ES-023");
    let nowhere = |suite: &Suite, terms: &mut Terms| {
        terms.asset = suite.cw20();
        terms.payout = Payout::Remote { region: "north".into(), receiver: "north1x".into() };
    };
    fails(refused(nowhere), "ES-023");
    let right = |suite: &Suite, terms: &mut Terms| {
        terms.asset = suite.cw20();
        terms.payout = east();
    };
    assert!(refused(right).is_ok());
}

#[test]
fn new_deals_pause_and_nothing_else() {
    let mut suite = Suite::new();
    let terms = suite.terms(native());
    let deal = suite.propose(terms.clone());
    suite.run("pauser", &pause(3_600)).unwrap();
    let propose = ExecuteMsg::Propose { terms };
    fails(suite.run("importer", &propose), "AC-006");
    suite.consent("bank", deal).unwrap();
    suite.consent("exporter", deal).unwrap();
    suite.fund("importer", deal).unwrap();
    suite.present(deal, presentation(100_000, documents(1))).unwrap();
    suite.accept(deal, 1).unwrap();
    assert_eq!(suite.gain("exporter", &native()), 100_000);
    let now = suite.now();
    suite.at(now + 3_600);
    assert!(suite.run("importer", &propose).is_ok());
}

#[test]
fn numbers_are_given_by_the_contract() {
    let mut suite = Suite::new();
    let terms = suite.terms(native());
    assert_eq!(suite.propose(terms.clone()), 1);
    assert_eq!(suite.propose(terms), 2);
}
