use isthmus_api::escrow::*;

use crate::suite::*;

#[test]
fn corrected_documents_start_the_examination_anew() {
    let (mut suite, deal) = Suite::opened();
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
    let (mut suite, deal) = Suite::presented();
    suite.refuse(deal, 1, Disposition::Hold).unwrap();
    let again = ExecuteMsg::Represent {
        deal,
        drawing: 1,
        documents: vec![],
        shipped_at: None,
        amount: Some(0u128.into()),
    };
    fails(suite.run("exporter", &again), "AC-008");
}

/// A credit with an advising bank, which has presented twenty papers of no use for all there is.
fn cluttered(complete: bool) -> (Suite, u64) {
    let mut suite = Suite::new();
    let mut terms = suite.terms(native());
    terms.advising = Some(actor("adviser").into());
    let deal = suite.open(terms);
    let papers = (0u8..).take(MAX_DOCUMENTS).map(|n| document(&format!("paper_{n}"), n)).collect();
    let msg = ExecuteMsg::Present {
        deal,
        presentation: presentation(105_000, papers),
        complete: Some(complete),
    };
    suite.run("adviser", &msg).unwrap();
    fails(suite.present(deal, presentation(100_000, documents(50))), "ES-025");
    (suite, deal)
}

#[test]
fn the_beneficiary_takes_over_what_the_advising_bank_left_incomplete() {
    let (mut suite, deal) = cluttered(false);
    let complete = ExecuteMsg::Complete { deal, drawing: 1, documents: documents(50) };
    fails(suite.run("exporter", &complete), "AC-008");
    let msg = ExecuteMsg::Represent {
        deal,
        drawing: 1,
        documents: documents(50),
        shipped_at: None,
        amount: Some(100_000u128.into()),
    };
    fails(suite.run("adviser", &msg), "ES-011");
    let next: NextActionResponse = suite.ask(&QueryMsg::NextAction { deal });
    let represent = next.actions.iter().find(|next| next.action == "represent").unwrap();
    assert_eq!(represent.by, vec![actor("exporter")]);
    suite.run("exporter", &msg).unwrap();
    let drawing = suite.drawing(deal, 1);
    assert!(drawing.complete && drawing.discrepancies.is_empty());
    assert_eq!((drawing.presentations, drawing.documents), (2, documents(50)));
    suite.accept(deal, 1).unwrap();
    assert_eq!(suite.gain("exporter", &native()), 100_000);
}

#[test]
fn the_beneficiary_cures_what_the_advising_bank_cluttered() {
    let (mut suite, deal) = cluttered(true);
    suite.refuse(deal, 1, Disposition::Hold).unwrap();
    suite.represent(deal, 1, documents(50)).unwrap();
    assert_eq!(suite.codes(deal, 1), vec![]);
    suite.accept(deal, 1).unwrap();
    assert_eq!(suite.gain("exporter", &native()), 105_000);
}

/// What the advising bank presented of what is required stays; one's own beginning is completed.
#[test]
fn taking_over_keeps_the_required_documents_and_is_not_for_ones_own() {
    let mut suite = Suite::new();
    let mut terms = suite.terms(native());
    terms.advising = Some(actor("adviser").into());
    let deal = suite.open(terms);
    let present = |who: &str, suite: &mut Suite, seed, complete| {
        let presentation = presentation(50_000, documents(seed));
        let msg = ExecuteMsg::Present { deal, presentation, complete: Some(complete) };
        suite.run(who, &msg).unwrap();
    };
    present("adviser", &mut suite, 1, true);
    suite.refuse(deal, 1, Disposition::Hold).unwrap();
    suite.represent(deal, 1, vec![document("bill_of_lading", 9)]).unwrap();
    assert_eq!(suite.codes(deal, 1), vec![]);
    present("exporter", &mut suite, 2, false);
    fails(suite.represent(deal, 2, vec![]), "ES-011");
}
