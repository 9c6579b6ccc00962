use isthmus_api::access::PausesResponse;
use isthmus_api::gate::Reason;
use isthmus_api::identity::*;
use isthmus_api::packet::AttestedStatus;

use crate::suite::{fails, pause, Suite, DAY, KYC, NOW};

#[test]
fn a_pause_stops_what_opens_and_ends_by_itself() {
    let mut suite = Suite::with_pass();
    use PauseScope::*;
    suite.ok("pauser", pause(&[Did, Trust, Pass, Share], 100));
    let create = ExecuteMsg::CreateDid { salt: vec![9; 16].into(), keys: vec![], services: vec![] };
    suite.refuses("ann", create.clone(), &format!("did is paused until {}", NOW + 100));
    fails(suite.accredit(3, NOW, NOW + DAY), "trust is paused until");
    let offer = suite.issue_msg("ann", 1);
    suite.refuses("issuer", offer, "pass is paused until");
    fails(suite.share("ann", "bob"), "share is paused until");
    fails(suite.set_status(3, AttestedStatus::Valid), "AC-006");
    let paused: PausesResponse = suite.ask(QueryMsg::Pauses {});
    let named: Vec<_> = paused.pauses.iter().map(|paused| paused.scope.as_str()).collect();
    assert_eq!(named, ["did", "trust", "pass", "share"]);
    assert!(paused.pauses.iter().all(|paused| paused.until == NOW + 100));
    suite.at(NOW + 100);
    let paused: PausesResponse = suite.ask(QueryMsg::Pauses {});
    assert_eq!(paused.pauses, []);
    suite.ok("ann", create);
}

/// I14: a pause never turns a denial into a pass, and never keeps a door open.
#[test]
fn a_pause_does_not_stop_what_closes() {
    let mut suite = Suite::with_shared_pass();
    use PauseScope::*;
    suite.ok("pauser", pause(&[Did, Trust, Pass, Share], 100));
    suite.east("pauser", pause(&[Share], 100)).unwrap();
    assert_eq!(suite.reason("ann"), Reason::Ok);
    suite.set_status(700, AttestedStatus::Revoked).unwrap();
    suite.refresh("stranger", "ann", "bob").unwrap();
    suite.relay_last().unwrap();
    assert_eq!(suite.reason("ann"), Reason::Revoked);
    assert_eq!(suite.reason_east("bob"), Reason::Revoked);
    suite.ok("ann", ExecuteMsg::DropPass { schema: KYC.into() });
    let did = suite.issuer_did.clone();
    suite.ok("issuer", ExecuteMsg::DeactivateDid { did });
}

#[test]
fn good_news_waits_while_sharing_is_paused() {
    let mut suite = Suite::with_pass();
    suite.share("ann", "bob").unwrap();
    suite.east("pauser", pause(&[PauseScope::Share], 100)).unwrap();
    fails(suite.relay_last(), "AC-006");
    suite.east("owner", ExecuteMsg::Unpause { scopes: vec![PauseScope::Share] }).unwrap();
    suite.relay_last().unwrap();
}
