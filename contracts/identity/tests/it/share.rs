use isthmus_api::gate::{Policy, Reason};
use isthmus_api::identity::events::{AttestationReceived, PassShared};
use isthmus_api::identity::*;
use isthmus_api::packet::{Attestation, AttestedStatus};

use crate::suite::{digest, event, fails, policy, Suite, DAY, FSA, KYC, NOW};

fn last(suite: &Suite) -> Attestation {
    suite.sent().pop().unwrap().1
}

#[test]
fn a_person_is_known_in_both_regions_once_both_accounts_agree() {
    let mut suite = Suite::with_pass();
    let response = suite.share("ann", "bob").unwrap();
    assert_eq!(event::<PassShared>(&response).version, 1);
    let (region, told) = suite.sent().pop().unwrap();
    assert_eq!(region, "east");
    assert_eq!(told.account, suite.addr("bob").as_str());
    assert_eq!(told.subject, suite.addr("ann").as_str());
    assert_eq!((told.status, told.as_of), (AttestedStatus::Valid, NOW));
    assert_eq!((told.issuer.clone(), told.digest.clone()), (suite.issuer_did.clone(), digest(7)));

    fails(suite.accept_abroad("bob", "ann", 7), "AC-002");
    let received: AttestationReceived = event(&suite.relay(told).unwrap());
    assert!(received.applied);
    assert_eq!(suite.reason_east("bob"), Reason::NoPass);
    fails(suite.accept_abroad("carol", "ann", 7), "AC-002");
    fails(suite.accept_abroad("bob", "ann", 8), "ID-023");
    suite.accept_abroad("bob", "ann", 7).unwrap();

    suite.after(50);
    let east = suite.east.clone();
    let verdict = suite.verdict_at(&east, "bob", &policy());
    assert!(verdict.authorized);
    // Level 3 in the west, recognised up to 2.
    assert_eq!(verdict.level, Some(2));
    assert_eq!(verdict.status_age_seconds, Some(50));
    assert_eq!(verdict.valid_until, Some(NOW + DAY + 1));
    let home_only = Policy { max_status_age_seconds: 0, ..policy() };
    assert_eq!(suite.verdict_at(&east, "bob", &home_only).reason, Reason::StatusStale);
    let pass: PassResponse = suite.ask_at(
        &east,
        QueryMsg::Pass { account: suite.addr("bob").to_string(), schema: KYC.into() },
    );
    assert_eq!((pass.jurisdiction.as_str(), pass.as_of), (FSA, NOW));
}

/// A change of status at home reaches the other region by anyone's refresh.
#[test]
fn anyone_can_carry_a_revocation_across() {
    let mut suite = Suite::with_shared_pass();
    let share = |suite: &Suite| -> ShareResponse {
        suite.ask(QueryMsg::Share {
            subject: suite.addr("ann").to_string(),
            schema: KYC.into(),
            region: "east".into(),
            account: suite.addr("bob").to_string(),
        })
    };
    assert!(!share(&suite).outdated);
    suite.set_status(700, AttestedStatus::Suspended).unwrap();
    assert!(share(&suite).outdated);
    suite.refresh("stranger", "ann", "bob").unwrap();
    assert_eq!((last(&suite).version, share(&suite).version), (2, 2));
    suite.relay_last().unwrap();
    assert_eq!(suite.reason_east("bob"), Reason::Suspended);

    suite.set_status(700, AttestedStatus::Valid).unwrap();
    assert_eq!(suite.reason_told_east(), Reason::Ok);

    suite.set_status(700, AttestedStatus::Revoked).unwrap();
    assert_eq!(suite.reason_told_east(), Reason::Revoked);
}

#[test]
fn an_issuers_end_is_told_as_the_end_of_its_passes() {
    let mut suite = Suite::with_shared_pass();
    let (jurisdiction, issuer, schema) = (FSA.into(), suite.issuer_did.clone(), KYC.into());
    suite.ok("anchor", ExecuteMsg::RevokeIssuer { jurisdiction, issuer, schema });
    assert_eq!(suite.reason_told_east(), Reason::Revoked);
}

#[test]
fn a_pass_that_is_dropped_or_replaced_ends_abroad() {
    let mut suite = Suite::with_shared_pass();
    suite.ok("ann", ExecuteMsg::DropPass { schema: KYC.into() });
    suite.refresh("stranger", "ann", "bob").unwrap();
    assert_eq!(last(&suite).status, AttestedStatus::Revoked);
    suite.relay_last().unwrap();
    assert_eq!(suite.reason_east("bob"), Reason::Revoked);
    // A new credential of the same holder follows by a new version, and the acceptance stands.
    suite.give_pass("ann", 9);
    assert_eq!(suite.reason_told_east(), Reason::Ok);
}

#[test]
fn the_same_news_waits_a_minute() {
    let mut suite = Suite::with_pass();
    suite.share("ann", "bob").unwrap();
    fails(suite.share("ann", "bob"), &format!("from {} on (seconds) [ID-026]", NOW + 60));
    suite.at(NOW + 59);
    fails(suite.refresh("bob", "ann", "bob"), "ID-026");
    suite.at(NOW + 60);
    suite.refresh("bob", "ann", "bob").unwrap();
    assert_eq!(last(&suite).version, 2);
}

#[test]
fn only_the_holder_shares_first() {
    let mut suite = Suite::with_pass();
    fails(suite.share("bob", "carol"), "AC-002");
    fails(suite.refresh("issuer", "ann", "bob"), "ID-011");
}

#[test]
fn a_pass_from_abroad_is_not_passed_on() {
    let mut suite = Suite::with_shared_pass();
    fails(suite.east("bob", suite.share_msg("north", "carol")), "ID-027");
    suite.refuses("ann", suite.share_msg("west", "carol"), "ID-028");
}
