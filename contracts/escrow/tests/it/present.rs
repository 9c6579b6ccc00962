use isthmus_api::escrow::events::Presented;
use isthmus_api::escrow::DiscrepancyCode::*;
use isthmus_api::escrow::*;

use crate::suite::*;

#[test]
fn what_is_seen_without_a_banker_is_recorded_not_refused() {
    let (mut suite, deal) = Suite::opened();
    suite.after_days(28);
    let mut late =
        presentation(200_000, vec![document("bill_of_lading", 1), document("packing_list", 1)]);
    late.shipped_at = START - 10 * DAY;
    let response = suite.present(deal, late).unwrap();
    let codes = vec![LatePresentation, Overdrawn, MissingDocument, DuplicateDocument];
    assert_eq!(suite.codes(deal, 1), codes);
    let event = events::<Presented>(&response.events).remove(0);
    assert_eq!(
        event.discrepancies,
        "late_presentation,overdrawn,missing_document,duplicate_document"
    );
    assert_eq!(event.reserved.u128(), 105_000);
}

#[test]
fn late_shipment_does_not_roll() {
    let (mut suite, deal) = Suite::opened();
    let mut late = presentation(50_000, documents(1));
    late.shipped_at = START + 11 * DAY;
    suite.after_days(12);
    suite.present(deal, late).unwrap();
    assert_eq!(suite.codes(deal, 1), vec![LateShipment]);
}

#[test]
fn a_document_used_before_is_a_duplicate_unless_it_was_refused() {
    let (mut suite, deal) = Suite::opened();
    suite.present(deal, presentation(30_000, documents(1))).unwrap();
    suite.present(deal, presentation(30_000, documents(1))).unwrap();
    assert_eq!(suite.codes(deal, 2), vec![DuplicateDocument, DuplicateDocument]);
    suite.accept(deal, 1).unwrap();
    suite.present(deal, presentation(30_000, documents(1))).unwrap();
    assert_eq!(suite.codes(deal, 3), vec![DuplicateDocument, DuplicateDocument]);
}

#[test]
fn only_beneficiary_and_advising_bank_present() {
    let mut suite = Suite::new();
    let mut terms = suite.terms(native());
    terms.advising = Some(actor("adviser").into());
    let deal = suite.open(terms);
    let present = |seed| ExecuteMsg::Present {
        deal,
        presentation: presentation(10_000, documents(seed)),
        complete: None,
    };
    for name in ["importer", "bank", "stranger", "owner"] {
        fails(suite.run(name, &present(1)), "AC-002");
    }
    suite.run("adviser", &present(1)).unwrap();
    suite.run("exporter", &present(2)).unwrap();
    assert_eq!(suite.drawing(deal, 1).presenter, actor("adviser"));
}

#[test]
fn presenting_ends_with_the_expiry() {
    let (mut suite, deal) = Suite::opened();
    let expires_at = suite.deal(deal).expires_at;
    suite.at(expires_at);
    suite.present(deal, presentation(1_000, documents(1))).unwrap();
    suite.at(expires_at + 1);
    fails(suite.present(deal, presentation(1_000, documents(2))), "ES-012");
    fails(suite.represent(deal, 1, vec![]), "ES-012");
}

#[test]
fn drawings_and_presentations_are_bounded() {
    let (mut suite, deal) = Suite::opened();
    for seed in 0..MAX_DRAWINGS as u8 {
        suite.present(deal, presentation(100, documents(seed))).unwrap();
    }
    fails(suite.present(deal, presentation(100, documents(50))), "ES-024");
    for _ in 1..MAX_PRESENTATIONS {
        suite.refuse(deal, 1, Disposition::Hold).unwrap();
        suite.represent(deal, 1, vec![]).unwrap();
    }
    suite.refuse(deal, 1, Disposition::Hold).unwrap();
    fails(suite.represent(deal, 1, vec![]), "ES-024");
    let many = vec![document("commercial_invoice", 1); MAX_DOCUMENTS + 1];
    fails(suite.represent(deal, 2, many.clone()), "AC-008");
    fails(suite.present(deal, presentation(100, many)), "AC-008");
    fails(suite.present(deal, presentation(0, documents(60))), "AC-008");
}

#[test]
fn nothing_left_is_nothing_to_present() {
    let (mut suite, deal) = Suite::opened();
    suite.present(deal, presentation(105_000, documents(1))).unwrap();
    fails(suite.present(deal, presentation(1, documents(2))), "ES-025");
    let mut whole = suite.terms(native());
    whole.partial_drawings = Some(false);
    let whole = suite.open(whole);
    suite.present(whole, presentation(95_000, documents(3))).unwrap();
    assert_eq!(suite.codes(whole, 1), vec![]);
    fails(suite.present(whole, presentation(1, documents(4))), "ES-026");
}
