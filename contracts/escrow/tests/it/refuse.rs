use isthmus_api::escrow::*;

use crate::suite::*;

#[test]
fn an_automatic_discrepancy_needs_a_waiver_and_makes_a_notice_by_itself() {
    let (mut suite, deal) = Suite::opened();
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
fn the_issuers_words_are_bounded() {
    let (mut suite, deal) = Suite::presented();
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
    fails(refuse(vec!["x".repeat(129)]), "AC-008");
    fails(refuse(vec![String::new()]), "AC-008");
    fails(refuse(vec!["a&b".into()]), "AC-008");
    fails(refuse(vec!["x".into(); MAX_FINDINGS + 1]), "AC-008");
    assert!(refuse(vec!["x".repeat(128); MAX_FINDINGS]).is_ok());
}
