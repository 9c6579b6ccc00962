use isthmus_api::escrow::*;

use crate::suite::*;

#[test]
fn a_presentation_in_parts_is_examined_once_complete() {
    let (mut suite, deal) = Suite::opened();
    let msg = ExecuteMsg::Present {
        deal,
        presentation: presentation(100_000, vec![document("commercial_invoice", 1)]),
        complete: Some(false),
    };
    suite.run("exporter", &msg).unwrap();
    assert!(!suite.drawing(deal, 1).complete);
    fails(suite.accept(deal, 1), "ES-011");
    suite.after_days(1);
    let complete =
        ExecuteMsg::Complete { deal, drawing: 1, documents: vec![document("bill_of_lading", 2)] };
    suite.run("exporter", &complete).unwrap();
    let drawing = suite.drawing(deal, 1);
    assert!(drawing.complete && drawing.discrepancies.is_empty());
    assert_eq!(drawing.presented_at, START + DAY);
    fails(suite.run("exporter", &complete), "ES-011");
    suite.accept(deal, 1).unwrap();
}
