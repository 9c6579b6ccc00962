use isthmus_api::escrow::*;

use crate::suite::*;

#[test]
fn deals_are_found_by_party_and_status() {
    let mut suite = Suite::new();
    let terms = suite.terms(native());
    let mut other = terms.clone();
    other.beneficiary = actor("else").into();
    let (a, b, c) = (suite.propose(terms.clone()), suite.propose(other), suite.open(terms));
    let numbers = |answer: DealsResponse| -> Vec<u64> {
        answer.deals.into_iter().map(|deal| deal.deal).collect()
    };
    let by_party = |name: &str, start_after, limit| QueryMsg::DealsByParty {
        party: actor(name).into(),
        start_after,
        limit,
    };
    let by_status = |status| QueryMsg::DealsByStatus { status, start_after: None, limit: None };
    assert_eq!(numbers(suite.ask(&by_party("importer", None, None))), vec![a, b, c]);
    assert_eq!(numbers(suite.ask(&by_party("importer", Some(a), Some(1)))), vec![b]);
    assert_eq!(numbers(suite.ask(&by_party("else", None, None))), vec![b]);
    assert_eq!(numbers(suite.ask(&by_status(DealStatus::Proposed))), vec![a, b]);
    assert_eq!(numbers(suite.ask(&by_status(DealStatus::Open))), vec![c]);
    suite.run("importer", &ExecuteMsg::Cancel { deal: a }).unwrap();
    assert_eq!(numbers(suite.ask(&by_status(DealStatus::Proposed))), vec![b]);
    assert_eq!(numbers(suite.ask(&by_status(DealStatus::Closed))), vec![a]);
}

fn next(suite: &Suite, deal: u64) -> Vec<String> {
    let answer: NextActionResponse = suite.ask(&QueryMsg::NextAction { deal });
    answer.actions.into_iter().map(|action| action.action).collect()
}

#[test]
fn the_next_actions_are_listed_with_who_may() {
    let mut suite = Suite::new();
    let deal = suite.propose(suite.terms(native()));
    assert_eq!(next(&suite, deal), vec!["consent", "cancel", "set_payout"]);
    suite.consent("bank", deal).unwrap();
    suite.consent("exporter", deal).unwrap();
    assert_eq!(next(&suite, deal), vec!["fund", "cancel", "set_payout"]);
    suite.fund("importer", deal).unwrap();
    assert_eq!(next(&suite, deal), vec!["present", "cancel", "set_payout"]);
    suite.present(deal, presentation(105_000, documents(1)[..1].to_vec())).unwrap();
    assert_eq!(next(&suite, deal), vec!["refuse", "waive", "set_payout"]);
    suite.refuse(deal, 1, Disposition::Hold).unwrap();
    assert_eq!(next(&suite, deal), vec!["waive", "represent", "set_payout"]);
    suite.waive(deal, 1).unwrap();
    assert_eq!(next(&suite, deal), vec!["accept", "represent", "set_payout"]);
    let due = suite.deal(deal).due_at.unwrap();
    suite.at(due);
    let answer: NextActionResponse = suite.ask(&QueryMsg::NextAction { deal });
    assert!(answer.crank_due && answer.actions.is_empty());
    assert_eq!(answer.status, DealStatus::Closed);
    suite.crank(deal).unwrap();
    let answer: NextActionResponse = suite.ask(&QueryMsg::NextAction { deal });
    assert!(!answer.crank_due && answer.due_at.is_none());
}

#[test]
fn drawings_and_discrepancies_come_in_pages() {
    let (mut suite, deal) = Suite::opened();
    for seed in 1..4 {
        suite.present(deal, presentation(1_000, vec![document("packing_list", seed)])).unwrap();
    }
    let ask = QueryMsg::Drawings { deal, start_after: Some(1), limit: Some(1) };
    let page: DrawingsResponse = suite.ask(&ask);
    assert_eq!(page.drawings.len(), 1);
    assert_eq!(page.drawings[0].drawing, 2);
    let ask = QueryMsg::Discrepancies { deal, drawing: 1, start_after: Some(1), limit: None };
    let page: DiscrepanciesResponse = suite.ask(&ask);
    assert_eq!(page.discrepancies.len(), 1);
    assert_eq!(page.discrepancies[0].id, 2);
    let version: cw2::ContractVersion = suite.ask(&QueryMsg::ContractInfo {});
    assert_eq!(version.contract, "isthmus-escrow");
}

#[test]
fn simulation_says_what_presenting_would() {
    let (mut suite, deal) = Suite::opened();
    let given = presentation(110_000, vec![document("bill_of_lading", 1)]);
    let ask = |at| QueryMsg::Simulate { deal, presentation: given.clone(), at };
    let answer: SimulateResponse = suite.ask(&ask(None));
    assert!(answer.presentable);
    suite.after_days(6);
    let expired: SimulateResponse = suite.ask(&ask(Some(START + 60 * DAY)));
    assert!(!expired.presentable && expired.reason.unwrap().contains("ES-012"));
    let answer: SimulateResponse = suite.ask(&ask(None));
    suite.present(deal, given.clone()).unwrap();
    let drawing = suite.drawing(deal, 1);
    assert_eq!(drawing.discrepancies, answer.discrepancies);
    assert_eq!(drawing.reserved, answer.reserved);
    assert_eq!(drawing.exam_due_at, Some(answer.exam_due_at));
}
