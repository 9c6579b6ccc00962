use isthmus_api::gate::Reason;
use isthmus_api::identity::*;

use crate::suite::{fails, Suite, DAY, FSA, KYC, NOW};

fn issuer(suite: &Suite) -> (String, String, String) {
    (FSA.into(), suite.issuer_did.clone(), KYC.into())
}

fn suspend(suite: &Suite) -> ExecuteMsg {
    let (jurisdiction, issuer, schema) = issuer(suite);
    ExecuteMsg::SuspendIssuer { jurisdiction, issuer, schema }
}

fn resume(suite: &Suite) -> ExecuteMsg {
    let (jurisdiction, issuer, schema) = issuer(suite);
    ExecuteMsg::ResumeIssuer { jurisdiction, issuer, schema }
}

fn revoke(suite: &Suite) -> ExecuteMsg {
    let (jurisdiction, issuer, schema) = issuer(suite);
    ExecuteMsg::RevokeIssuer { jurisdiction, issuer, schema }
}

/// Bug row 16: a suspended or revoked issuer's passes stop at once.
#[test]
fn passes_follow_their_issuers_standing() {
    let mut suite = Suite::with_pass();
    let (suspend, resume, revoke) = (suspend(&suite), resume(&suite), revoke(&suite));
    suite.ok("anchor", suspend.clone());
    assert_eq!(suite.reason("ann"), Reason::IssuerSuspended);
    suite.ok("anchor", resume.clone());
    assert_eq!(suite.reason("ann"), Reason::Ok);
    suite.ok("anchor", revoke.clone());
    assert_eq!(suite.reason("ann"), Reason::IssuerRevoked);
    for msg in [suspend, resume, revoke] {
        suite.refuses("anchor", msg, "ID-022");
    }
}

#[test]
fn a_new_accreditation_does_not_revive_old_passes() {
    let mut suite = Suite::with_pass();
    suite.ok("anchor", revoke(&suite));
    suite.accredit(3, NOW, NOW + 365 * DAY).unwrap();
    assert_eq!(suite.reason("ann"), Reason::IssuerRevoked);
    suite.give_pass("bob", 9);
    assert_eq!(suite.reason("bob"), Reason::Ok);
    let all: AccreditationsResponse = suite.ask(QueryMsg::Accreditations {
        jurisdiction: FSA.into(),
        start_after: None,
        limit: None,
    });
    let standings: Vec<_> = all.accreditations.iter().map(|a| a.standing).collect();
    assert_eq!(standings, [Standing::Revoked, Standing::Good]);
}

#[test]
fn a_suspended_issuer_issues_nothing_and_new_terms_do_not_free_it() {
    let mut suite = Suite::new();
    suite.ok("anchor", suspend(&suite));
    suite.accredit(3, NOW, NOW + 30 * DAY).unwrap();
    let issue = suite.issue_msg("ann", 1);
    suite.refuses("issuer", issue, "now: issuer_suspended [ID-019]");
    let list =
        ExecuteMsg::CreateStatusList { issuer: suite.issuer_did.clone(), size: MIN_LIST_SIZE };
    suite.refuses("issuer", list, "ID-019");
}

#[test]
fn a_lowered_cap_lowers_passes_that_exist() {
    let mut suite = Suite::with_pass();
    suite.accredit(1, NOW, NOW + 365 * DAY).unwrap();
    assert_eq!(suite.reason("ann"), Reason::LevelLow);
}

#[test]
fn an_accreditation_has_a_level_and_a_window() {
    let mut suite = Suite::new();
    for level in [0, 5] {
        fails(suite.accredit(level, NOW, NOW + DAY), "AC-008");
    }
    for (from, until) in [(NOW + 1, NOW + 1), (NOW - 10, NOW), (NOW + 2, NOW + 1)] {
        fails(suite.accredit(2, from, until), "ID-018");
    }
    let (jurisdiction, issuer, _) = issuer(&suite);
    let other = ExecuteMsg::SuspendIssuer { jurisdiction, issuer, schema: "other".into() };
    suite.refuses("anchor", other, "ID-011");
}

#[test]
fn an_issuer_holds_thirty_accreditations_at_most() {
    let mut suite = Suite::new();
    let msg = |suite: &Suite, schema: &str| suite.accreditation(FSA, schema, 1, [NOW, NOW + DAY]);
    for number in 1..MAX_ACCREDITATIONS {
        suite.ok("anchor", msg(&suite, &format!("schema-{number}")));
    }
    let one_more = msg(&suite, "one-more");
    suite.refuses("anchor", one_more.clone(), "AC-008");
    suite.ok("anchor", revoke(&suite));
    suite.ok("anchor", one_more);
}
