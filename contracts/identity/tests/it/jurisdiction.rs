use isthmus_api::identity::*;

use crate::suite::{fails, Suite, DAY, FSA, NOW};

#[test]
fn a_jurisdiction_is_created_once() {
    let mut suite = Suite::new();
    let anchor = suite.addr("ann").to_string();
    let again = ExecuteMsg::CreateJurisdiction { jurisdiction: FSA.into(), anchor };
    suite.refuses("owner", again, "ID-012");
    let listed: JurisdictionsResponse =
        suite.ask(QueryMsg::Jurisdictions { start_after: None, limit: None });
    assert_eq!(listed.jurisdictions.len(), 1);
    assert_eq!(listed.jurisdictions[0].anchor, suite.addr("anchor").as_str());
}

#[test]
fn an_anchor_changes_in_two_steps() {
    let mut suite = Suite::new();
    let propose = |account: Option<String>| ExecuteMsg::ProposeAnchor {
        jurisdiction: FSA.into(),
        anchor: account,
    };
    let accept = ExecuteMsg::AcceptAnchor { jurisdiction: FSA.into() };
    let ann = suite.addr("ann").to_string();
    suite.refuses("ann", propose(Some(ann.clone())), "AC-002");
    suite.ok("anchor", propose(Some(ann.clone())));
    suite.ok("anchor", propose(None));
    suite.refuses("ann", accept.clone(), "AC-002");
    suite.ok("owner", propose(Some(ann.clone())));
    suite.refuses("bob", accept.clone(), "AC-002");
    suite.ok("ann", accept);
    let now: JurisdictionResponse = suite.ask(QueryMsg::Jurisdiction { jurisdiction: FSA.into() });
    assert_eq!((now.anchor, now.proposed_anchor), (ann, None));
    fails(suite.accredit(3, NOW, NOW + DAY), "AC-002");
}
