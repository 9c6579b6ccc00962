use isthmus_api::identity::*;
use isthmus_identity::ContractError as E;
use isthmus_kit::AccessError as A;

use crate::suite::{error, Suite, DAY, FSA, NOW};

#[test]
fn a_jurisdiction_is_created_once() {
    let mut suite = Suite::new();
    let anchor = suite.addr("ann").to_string();
    let again = ExecuteMsg::CreateJurisdiction { jurisdiction: FSA.into(), anchor };
    let refused = suite.fails("owner", again);
    assert!(matches!(refused, E::AlreadyExists { .. }), "{refused}");
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
    let refused = suite.fails("ann", propose(Some(ann.clone())));
    assert!(matches!(refused, E::Access(A::Unauthorized { .. })), "{refused}");
    suite.ok("anchor", propose(Some(ann.clone())));
    suite.ok("anchor", propose(None));
    let refused = suite.fails("ann", accept.clone());
    assert!(matches!(refused, E::Access(A::Unauthorized { .. })), "{refused}");
    suite.ok("owner", propose(Some(ann.clone())));
    let refused = suite.fails("bob", accept.clone());
    assert!(matches!(refused, E::Access(A::Unauthorized { .. })), "{refused}");
    suite.ok("ann", accept);
    let now: JurisdictionResponse = suite.ask(QueryMsg::Jurisdiction { jurisdiction: FSA.into() });
    assert_eq!((now.anchor, now.proposed_anchor), (ann, None));
    let before = error(suite.accredit(3, NOW, NOW + DAY));
    assert!(matches!(before, E::Access(A::Unauthorized { .. })), "{before}");
}
