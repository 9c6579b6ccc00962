use isthmus_api::escrow::*;

use crate::suite::*;

#[test]
fn the_applicant_may_waive_before_any_notice_and_in_part() {
    let (mut suite, deal) = Suite::opened();
    suite.present(deal, presentation(40_000, vec![])).unwrap();
    let waive = |ids: Vec<u32>| ExecuteMsg::Waive { deal, drawing: 1, discrepancies: Some(ids) };
    fails(suite.run("importer", &waive(vec![])), "ES-029");
    fails(suite.run("importer", &waive(vec![1, 3])), "there is no open discrepancy 3 [ES-029]");
    suite.run("importer", &waive(vec![1])).unwrap();
    fails(suite.accept(deal, 1), "1 discrepancies are not waived [ES-028]");
    suite.run("importer", &waive(vec![2])).unwrap();
    suite.accept(deal, 1).unwrap();
}
