use isthmus_api::escrow::events::{Accepted, Closed};
use isthmus_api::escrow::*;

use crate::suite::*;

#[test]
fn silence_pays_after_five_banking_days_discrepancies_or_not() {
    let (mut suite, deal) = Suite::opened();
    suite.present(deal, presentation(100_000, vec![])).unwrap();
    let due = suite.drawing(deal, 1).exam_due_at.unwrap();
    // Monday to Monday.
    assert_eq!(due, START + 43_200 - 1 + 7 * DAY);
    suite.at(due);
    assert!(suite.crank(deal).unwrap().events.len() <= 2);
    assert_eq!(suite.gain("exporter", &native()), 0);
    suite.at(due + 1);
    fails(suite.refuse(deal, 1, Disposition::Hold), "ES-012");
    fails(suite.accept(deal, 1), "ES-012");
    let response = suite.crank(deal).unwrap();
    assert!(events::<Accepted>(&response.events)[0].precluded);
    assert_eq!(suite.gain("exporter", &native()), 100_000);
}

#[test]
fn a_refused_drawing_ends_and_the_money_goes_back_at_expiry() {
    let (mut suite, deal) = Suite::presented();
    suite.refuse(deal, 1, Disposition::Return).unwrap();
    let due = suite.deal(deal).expires_at;
    suite.at(due);
    suite.crank(deal).unwrap();
    assert_eq!(suite.status(deal).0, DealStatus::Open);
    suite.at(due + 1);
    suite.crank(deal).unwrap();
    assert_eq!(suite.status(deal), (DealStatus::Closed, Some(Outcome::Expired)));
    assert_eq!(suite.gain("importer", &native()), 0);
    assert_eq!(suite.drawing(deal, 1).status, DrawingStatus::Refused);
}

#[test]
fn at_expiry_what_is_not_reserved_goes_back_at_once() {
    let (mut suite, deal) = Suite::opened();
    let due = suite.deal(deal).expires_at;
    suite.at(due);
    suite.present(deal, presentation(60_000, documents(1))).unwrap();
    suite.at(due + 1);
    suite.crank(deal).unwrap();
    assert_eq!(suite.status(deal).0, DealStatus::RunOff);
    assert_eq!(suite.gain("importer", &native()), -60_000);
    // It came after the 21 days, so the applicant waives that.
    suite.waive(deal, 1).unwrap();
    suite.accept(deal, 1).unwrap();
    assert_eq!(suite.status(deal), (DealStatus::Closed, Some(Outcome::Settled)));
    assert_eq!(suite.gain("exporter", &native()), 60_000);
}

#[test]
fn without_consent_or_cover_a_deal_lapses() {
    let mut suite = Suite::new();
    let terms = suite.terms(native());
    let proposed = suite.propose(terms.clone());
    let agreed = suite.agreed(terms);
    suite.at(START + 2 * DAY + 1);
    suite.crank(proposed).unwrap();
    suite.crank(agreed).unwrap();
    assert_eq!(suite.status(proposed), (DealStatus::Closed, Some(Outcome::Lapsed)));
    assert_eq!(suite.status(agreed).0, DealStatus::Agreed);
    suite.at(START + 4 * DAY + 1);
    suite.crank(agreed).unwrap();
    assert_eq!(suite.status(agreed), (DealStatus::Closed, Some(Outcome::Lapsed)));
}

#[test]
fn many_are_cranked_at_once_and_twice_changes_nothing() {
    let mut suite = Suite::new();
    let terms = suite.terms(native());
    let deals: Vec<u64> = (0..3).map(|_| suite.open(terms.clone())).collect();
    suite.after_days(60);
    let twice = [deals.clone(), deals.clone()].concat();
    let response = suite.run("stranger", &ExecuteMsg::CrankMany { deals: twice }).unwrap();
    assert_eq!(events::<Closed>(&response.events).len(), 3);
    assert_eq!(suite.gain("importer", &native()), 0);
    let again = suite.run("stranger", &ExecuteMsg::CrankMany { deals }).unwrap();
    assert!(events::<Closed>(&again.events).is_empty());
    let many = vec![1; MAX_CRANKS + 1];
    fails(suite.run("stranger", &ExecuteMsg::CrankMany { deals: many }), "AC-008");
    fails(suite.crank(99), "ES-010");
}

#[test]
fn deals_that_pay_too_much_for_one_go_are_left_for_the_next() {
    let mut suite = Suite::new();
    let terms = Terms { payout: east(), ..suite.terms(suite.cw20()) };
    let deals: Vec<u64> = (0..12).map(|_| suite.open(terms.clone())).collect();
    for deal in &deals {
        suite.present(*deal, presentation(100_000, documents(1))).unwrap();
    }
    suite.after_days(14);
    let crank = ExecuteMsg::CrankMany { deals: deals.clone() };
    // Each pays 1,500,000 gas' worth abroad and 500,000 at home.
    let response = suite.run("stranger", &crank).unwrap();
    assert_eq!(events::<Closed>(&response.events).len(), 10);
    assert_eq!(suite.status(deals[10]).0, DealStatus::Open);
    let response = suite.run("stranger", &crank).unwrap();
    assert_eq!(events::<Closed>(&response.events).len(), 2);
}

#[test]
fn a_closed_deal_takes_no_message() {
    // Research, section 4 row 4.
    let (mut suite, deal) = Suite::presented();
    suite.accept(deal, 1).unwrap();
    let before = suite.deal(deal);
    fails(suite.accept(deal, 1), "ES-011");
    fails(suite.refuse(deal, 1, Disposition::Hold), "ES-011");
    fails(suite.waive(deal, 1), "ES-011");
    fails(suite.represent(deal, 1, vec![]), "ES-011");
    fails(suite.present(deal, presentation(1, documents(2))), "ES-011");
    fails(suite.consent("bank", deal), "ES-011");
    fails(suite.fund("importer", deal), "ES-011");
    fails(suite.run("bank", &ExecuteMsg::Cancel { deal }), "ES-011");
    fails(suite.run("exporter", &ExecuteMsg::SetPayout { deal, payout: local("else") }), "ES-011");
    suite.after_days(1_000);
    suite.crank(deal).unwrap();
    assert_eq!(suite.deal(deal), before);
}
