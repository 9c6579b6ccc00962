use isthmus_api::escrow::events::{Accepted, Paid, Refused};
use isthmus_api::escrow::*;

use crate::suite::*;

#[test]
fn a_complying_presentation_is_paid_at_sight() {
    let (mut suite, deal) = Suite::presented();
    let response = suite.accept(deal, 1).unwrap();
    assert_eq!(suite.gain("exporter", &native()), 100_000);
    assert_eq!(suite.gain("importer", &native()), -100_000);
    assert_eq!(suite.status(deal), (DealStatus::Closed, Some(Outcome::Settled)));
    assert!(!events::<Accepted>(&response.events)[0].precluded);
    let kinds: Vec<String> = events::<Paid>(&response.events).into_iter().map(|e| e.kind).collect();
    assert_eq!(kinds, vec!["drawing", "refund"]);
}

#[test]
fn refuse_waive_accept() {
    let mut suite = Suite::new();
    let deal = suite.open(suite.terms(suite.cw20()));
    suite.present(deal, presentation(100_000, documents(1))).unwrap();
    let response = suite.refuse(deal, 1, Disposition::AwaitWaiver).unwrap();
    assert_eq!(events::<Refused>(&response.events)[0].discrepancies, 1);
    fails(suite.refuse(deal, 1, Disposition::Hold), "ES-011");
    fails(suite.accept(deal, 1), "ES-028");
    suite.waive(deal, 1).unwrap();
    fails(suite.waive(deal, 1), "ES-029");
    assert_eq!(suite.gain("exporter", &suite.cw20()), 0);
    suite.accept(deal, 1).unwrap();
    assert_eq!(suite.gain("exporter", &suite.cw20()), 100_000);
}

#[test]
fn each_step_belongs_to_one_party() {
    let (mut suite, deal) = Suite::presented();
    let accept = ExecuteMsg::Accept { deal, drawing: 1 };
    let waive = ExecuteMsg::Waive { deal, drawing: 1, discrepancies: None };
    for name in ["importer", "exporter", "stranger", "owner", "pauser"] {
        fails(suite.run(name, &accept), "the issuer [AC-002]");
    }
    for name in ["bank", "exporter", "stranger", "owner"] {
        fails(suite.run(name, &waive), "the applicant [AC-002]");
    }
    fails(suite.accept(deal, 2), "ES-010");
}
