use isthmus_api::access::PausesResponse;
use isthmus_api::gate::Reason;
use isthmus_api::identity::*;
use isthmus_api::packet::AttestedStatus;
use isthmus_identity::ContractError as E;
use isthmus_kit::AccessError as A;

use crate::suite::{error, pause, Suite, DAY, KYC, NOW};

#[test]
fn a_pause_stops_what_opens_and_ends_by_itself() {
    let mut suite = Suite::with_pass();
    use PauseScope::*;
    suite.ok("pauser", pause(&[Did, Trust, Pass, Share], 100));
    let create = ExecuteMsg::CreateDid { salt: vec![9; 16].into(), keys: vec![], services: vec![] };
    let paused = suite.fails("ann", create.clone());
    assert_eq!(paused, E::Access(A::Paused { scope: "did", until: NOW + 100 }));
    let paused = error(suite.accredit(3, NOW, NOW + DAY));
    assert!(matches!(paused, E::Access(A::Paused { scope: "trust", .. })), "{paused}");
    let offer = suite.issue_msg("ann", 1);
    let paused = suite.fails("issuer", offer);
    assert!(matches!(paused, E::Access(A::Paused { scope: "pass", .. })), "{paused}");
    let paused = error(suite.share("ann", "bob"));
    assert!(matches!(paused, E::Access(A::Paused { scope: "share", .. })), "{paused}");
    let paused = error(suite.set_status(3, AttestedStatus::Valid));
    assert!(matches!(paused, E::Access(A::Paused { .. })), "{paused}");
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
    let paused = error(suite.relay_last());
    assert!(matches!(paused, E::Access(A::Paused { .. })), "{paused}");
    suite.east("owner", ExecuteMsg::Unpause { scopes: vec![PauseScope::Share] }).unwrap();
    suite.relay_last().unwrap();
}
