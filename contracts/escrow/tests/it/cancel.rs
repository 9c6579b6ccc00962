use isthmus_api::escrow::*;

use crate::suite::*;

#[test]
fn any_party_declines_a_proposal_alone() {
    for name in ["importer", "bank", "exporter"] {
        let mut suite = Suite::new();
        let deal = suite.propose(suite.terms(native()));
        fails(suite.run("stranger", &ExecuteMsg::Cancel { deal }), "AC-002");
        suite.run(name, &ExecuteMsg::Cancel { deal }).unwrap();
        assert_eq!(suite.status(deal), (DealStatus::Closed, Some(Outcome::Cancelled)));
    }
}

#[test]
fn an_agreed_credit_is_irrevocable_without_issuer_and_beneficiary() {
    let (mut suite, deal) = Suite::opened();
    fails(suite.run("importer", &ExecuteMsg::Cancel { deal }), "AC-002");
    suite.run("bank", &ExecuteMsg::Cancel { deal }).unwrap();
    fails(suite.run("bank", &ExecuteMsg::Cancel { deal }), "ES-031");
    assert_eq!(suite.gain("importer", &native()), -105_000);
    suite.run("exporter", &ExecuteMsg::Cancel { deal }).unwrap();
    assert_eq!(suite.status(deal), (DealStatus::Closed, Some(Outcome::Cancelled)));
    assert_eq!(suite.gain("importer", &native()), 0);
}

#[test]
fn a_live_drawing_stops_it() {
    let (mut suite, deal) = Suite::opened();
    suite.present(deal, presentation(1_000, documents(1))).unwrap();
    fails(suite.run("bank", &ExecuteMsg::Cancel { deal }), "ES-026");
}
