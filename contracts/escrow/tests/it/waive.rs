use isthmus_api::escrow::*;
use isthmus_wire::from_message;

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

/// To waive all is the widest that can be said, and is said.
#[test]
fn to_waive_all_is_said_with_null_and_never_by_leaving_it_out() {
    let (mut suite, deal) = Suite::opened();
    suite.present(deal, presentation(40_000, vec![])).unwrap();
    let absent = format!(r#"{{"waive":{{"deal":{deal},"drawing":1}}}}"#);
    let told = from_message::<ExecuteMsg>(absent.as_bytes()).unwrap_err();
    assert_eq!(told, "missing field `discrepancies` in `waive`");
    let null = absent.replace("}}", r#","discrepancies":null}}"#);
    let all = from_message::<ExecuteMsg>(null.as_bytes()).unwrap();
    suite.run("importer", &all).unwrap();
    suite.accept(deal, 1).unwrap();
}
