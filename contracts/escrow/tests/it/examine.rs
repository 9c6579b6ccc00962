//! `accept`, `refuse`, `waive`, `represent`.

use isthmus_api::escrow::events::{Accepted, Paid, Refused};
use isthmus_api::escrow::*;

use crate::suite::*;

#[test]
fn a_complying_presentation_is_paid_at_sight() {
    let mut suite = Suite::new();
    let deal = suite.open(suite.terms(native()));
    suite.present(deal, presentation(100_000, documents(1))).unwrap();
    let response = suite.accept(deal, 1).unwrap();
    assert_eq!(suite.gain("exporter", &native()), 100_000);
    assert_eq!(suite.gain("importer", &native()), -100_000);
    assert_eq!(suite.status(deal), (DealStatus::Closed, Some(Outcome::Settled)));
    assert!(!events::<Accepted>(&response)[0].precluded);
    let kinds: Vec<String> = events::<Paid>(&response).into_iter().map(|e| e.kind).collect();
    assert_eq!(kinds, vec!["drawing", "refund"]);
}

#[test]
fn refuse_waive_accept() {
    let mut suite = Suite::new();
    let deal = suite.open(suite.terms(suite.cw20()));
    suite.present(deal, presentation(100_000, documents(1))).unwrap();
    let response = suite.refuse(deal, 1, Disposition::AwaitWaiver).unwrap();
    assert_eq!(events::<Refused>(&response)[0].discrepancies, 1);
    fails(suite.refuse(deal, 1, Disposition::Hold), "ES-011");
    fails(suite.accept(deal, 1), "ES-028");
    suite.waive(deal, 1).unwrap();
    fails(suite.waive(deal, 1), "ES-029");
    assert_eq!(suite.gain("exporter", &suite.cw20()), 0);
    suite.accept(deal, 1).unwrap();
    assert_eq!(suite.gain("exporter", &suite.cw20()), 100_000);
}

#[test]
fn an_automatic_discrepancy_needs_a_waiver_and_makes_a_notice_by_itself() {
    let mut suite = Suite::new();
    let deal = suite.open(suite.terms(native()));
    suite.present(deal, presentation(40_000, documents(1))).unwrap();
    let empty = |drawing| ExecuteMsg::Refuse {
        deal,
        drawing,
        discrepancies: vec![],
        disposition: Disposition::Hold,
    };
    fails(suite.run("bank", &empty(1)), "ES-027");
    suite.present(deal, presentation(40_000, documents(2)[..1].to_vec())).unwrap();
    fails(suite.accept(deal, 2), "ES-028");
    suite.run("bank", &empty(2)).unwrap();
    suite.waive(deal, 2).unwrap();
    suite.accept(deal, 2).unwrap();
    assert_eq!(suite.gain("exporter", &native()), 40_000);
}

#[test]
fn the_applicant_may_waive_before_any_notice_and_in_part() {
    let mut suite = Suite::new();
    let deal = suite.open(suite.terms(native()));
    suite.present(deal, presentation(40_000, vec![])).unwrap();
    let waive = |ids: Vec<u32>| ExecuteMsg::Waive { deal, drawing: 1, discrepancies: Some(ids) };
    fails(suite.run("importer", &waive(vec![])), "ES-029");
    fails(suite.run("importer", &waive(vec![1, 3])), "there is no open discrepancy 3 [ES-029]");
    suite.run("importer", &waive(vec![1])).unwrap();
    fails(suite.accept(deal, 1), "1 discrepancies are not waived [ES-028]");
    suite.run("importer", &waive(vec![2])).unwrap();
    suite.accept(deal, 1).unwrap();
}

#[test]
fn corrected_documents_start_the_examination_anew() {
    let mut suite = Suite::new();
    let deal = suite.open(suite.terms(native()));
    suite.present(deal, presentation(100_000, documents(1)[..1].to_vec())).unwrap();
    suite.refuse(deal, 1, Disposition::Return).unwrap();
    fails(suite.waive(deal, 1), "ES-030");
    fails(suite.accept(deal, 1), "ES-030");
    suite.after_days(9);
    suite.represent(deal, 1, vec![document("bill_of_lading", 7)]).unwrap();
    let drawing = suite.drawing(deal, 1);
    assert_eq!((drawing.presentations, drawing.documents.len()), (2, 2));
    assert!(drawing.discrepancies.is_empty() && drawing.refused_at.is_none());
    assert_eq!(drawing.status, DrawingStatus::Presented);
    // Wednesday 11 March: the fifth banking day is Wednesday 18 March.
    assert_eq!(drawing.exam_due_at, Some(START + 43_200 - 1 + 16 * DAY));
    suite.refuse(deal, 1, Disposition::Hold).unwrap();
    let again = ExecuteMsg::Represent {
        deal,
        drawing: 1,
        documents: vec![],
        shipped_at: Some(START + DAY),
        amount: Some(99_000u128.into()),
    };
    suite.run("exporter", &again).unwrap();
    suite.accept(deal, 1).unwrap();
    assert_eq!(suite.gain("exporter", &native()), 99_000);
}

#[test]
fn a_zero_amount_is_not_presented_again() {
    let mut suite = Suite::new();
    let deal = suite.open(suite.terms(native()));
    suite.present(deal, presentation(100_000, documents(1))).unwrap();
    suite.refuse(deal, 1, Disposition::Hold).unwrap();
    let again = ExecuteMsg::Represent {
        deal,
        drawing: 1,
        documents: vec![],
        shipped_at: None,
        amount: Some(0u128.into()),
    };
    fails(suite.run("exporter", &again), "ES-008");
}

#[test]
fn each_step_belongs_to_one_party() {
    let mut suite = Suite::new();
    let deal = suite.open(suite.terms(native()));
    suite.present(deal, presentation(100_000, documents(1))).unwrap();
    let accept = ExecuteMsg::Accept { deal, drawing: 1 };
    let waive = ExecuteMsg::Waive { deal, drawing: 1, discrepancies: None };
    for name in ["importer", "exporter", "stranger", "owner", "pauser"] {
        fails(suite.run(name, &accept), "the deal's issuer [ES-002]");
    }
    for name in ["bank", "exporter", "stranger", "owner"] {
        fails(suite.run(name, &waive), "the deal's applicant [ES-002]");
    }
    fails(suite.accept(deal, 2), "ES-010");
}

#[test]
fn the_issuers_words_are_bounded() {
    let mut suite = Suite::new();
    let deal = suite.open(suite.terms(native()));
    suite.present(deal, presentation(100_000, documents(1))).unwrap();
    let mut refuse = |texts: Vec<String>| {
        let findings = texts.into_iter().map(|text| Finding { document: None, text });
        let msg = ExecuteMsg::Refuse {
            deal,
            drawing: 1,
            discrepancies: findings.collect(),
            disposition: Disposition::Hold,
        };
        suite.run("bank", &msg)
    };
    fails(refuse(vec!["x".repeat(129)]), "ES-008");
    fails(refuse(vec![String::new()]), "ES-008");
    fails(refuse(vec!["a&b".into()]), "ES-008");
    fails(refuse(vec!["x".into(); MAX_FINDINGS + 1]), "ES-008");
    assert!(refuse(vec!["x".repeat(128); MAX_FINDINGS]).is_ok());
}
