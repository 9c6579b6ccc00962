use isthmus_api::gate::Reason;
use isthmus_api::identity::*;

use crate::suite::Suite;

fn link(suite: &Suite, did: &str, account: &str) -> ExecuteMsg {
    ExecuteMsg::LinkAccount { did: did.into(), account: suite.addr(account).to_string() }
}

fn unlink(suite: &Suite, did: &str, account: &str) -> ExecuteMsg {
    ExecuteMsg::UnlinkAccount { did: did.into(), account: suite.addr(account).to_string() }
}

fn accept(did: &str) -> ExecuteMsg {
    ExecuteMsg::AcceptLink { did: did.into() }
}

fn linked(suite: &Suite, account: &str) -> Option<String> {
    let address = suite.addr(account).to_string();
    let response: AccountResponse = suite.ask(QueryMsg::Account { address });
    response.did
}

#[test]
fn a_link_needs_both_sides() {
    let mut suite = Suite::bare();
    let did = suite.create_did("ann", 1);
    suite.refuses("bob", accept(&did), "AC-002");
    suite.ok("ann", link(&suite, &did, "bob"));
    assert_eq!(linked(&suite, "bob"), None);
    suite.refuses("carol", accept(&did), "AC-002");
    suite.ok("bob", accept(&did));
    assert_eq!(linked(&suite, "bob"), Some(did.clone()));
    let resolved: ResolutionResult = suite.ask(QueryMsg::Resolve { did });
    let bob = format!("did:pkh:cosmos:west-1:{}", suite.addr("bob"));
    assert_eq!(resolved.did_document.unwrap().also_known_as, [bob]);
}

#[test]
fn an_account_belongs_to_one_did() {
    let mut suite = Suite::bare();
    let (first, second) = (suite.create_did("ann", 1), suite.create_did("ann", 2));
    let (to_first, to_second) = (link(&suite, &first, "bob"), link(&suite, &second, "bob"));
    suite.ok("ann", to_first.clone());
    suite.ok("ann", to_second);
    suite.ok("bob", accept(&first));
    suite.refuses("bob", accept(&second), "ID-017");
    suite.refuses("ann", to_first, "ID-017");
}

#[test]
fn either_side_ends_a_link_and_nobody_else() {
    let mut suite = Suite::bare();
    let did = suite.create_did("ann", 1);
    for by in ["ann", "bob"] {
        let (offer, end) = (link(&suite, &did, "bob"), unlink(&suite, &did, "bob"));
        suite.ok("ann", offer);
        suite.ok("bob", accept(&did));
        suite.refuses("carol", end.clone(), "AC-002");
        suite.ok(by, end.clone());
        assert_eq!(linked(&suite, "bob"), None);
        suite.refuses("ann", end, "ID-011");
    }
}

#[test]
fn a_withdrawn_offer_cannot_be_accepted() {
    let mut suite = Suite::bare();
    let did = suite.create_did("ann", 1);
    let (offer, end) = (link(&suite, &did, "bob"), unlink(&suite, &did, "bob"));
    suite.ok("ann", offer);
    suite.ok("ann", end);
    suite.refuses("bob", accept(&did), "AC-002");
}

#[test]
fn a_did_has_eight_accounts_at_most() {
    let mut suite = Suite::bare();
    let did = suite.create_did("ann", 1);
    for number in 0..MAX_ACCOUNTS {
        suite.ok("ann", link(&suite, &did, &format!("account {number}")));
    }
    let (ninth, again) = (link(&suite, &did, "bob"), link(&suite, &did, "account 0"));
    suite.refuses("ann", ninth, "AC-008");
    suite.ok("ann", again);
}

#[test]
fn passes_stay_with_an_account_that_leaves() {
    let mut suite = Suite::with_pass();
    let did = suite.create_did("bob", 1);
    let (offer, end) = (link(&suite, &did, "ann"), unlink(&suite, &did, "ann"));
    suite.ok("bob", offer);
    suite.ok("ann", accept(&did));
    suite.ok("ann", end);
    suite.ok("bob", ExecuteMsg::DeactivateDid { did });
    assert_eq!(suite.reason("ann"), Reason::Ok);
}
