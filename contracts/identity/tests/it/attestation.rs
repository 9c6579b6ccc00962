use isthmus_api::gate::Reason;
use isthmus_api::identity::events::AttestationReceived;
use isthmus_api::identity::*;
use isthmus_api::packet::{Attestation, AttestedStatus};

use crate::suite::{digest, event, fails, Suite, DAY, KYC, NOW};

fn last(suite: &Suite) -> Attestation {
    suite.sent().pop().unwrap().1
}

/// Bug row 19: an older packet changes nothing, whenever and however often it comes.
#[test]
fn a_late_packet_does_not_undo_a_revocation() {
    let mut suite = Suite::with_shared_pass();
    let good = last(&suite);
    suite.set_status(700, AttestedStatus::Revoked).unwrap();
    suite.refresh("bob", "ann", "bob").unwrap();
    let bad = last(&suite);
    suite.relay(bad.clone()).unwrap();
    for late in [good.clone(), bad.clone(), good.clone()] {
        let received: AttestationReceived = event(&suite.relay(late).unwrap());
        assert!(!received.applied);
        assert_eq!(suite.reason_east("bob"), Reason::Revoked);
    }
    // Not even a higher version brings the same credential back.
    fails(suite.relay(Attestation { version: 9, ..good }), "ID-022");
}

#[test]
fn a_revocation_that_overtakes_the_first_news_holds() {
    let mut suite = Suite::with_pass();
    suite.share("ann", "bob").unwrap();
    let good = last(&suite);
    suite.set_status(700, AttestedStatus::Revoked).unwrap();
    suite.refresh("bob", "ann", "bob").unwrap();
    suite.relay_last().unwrap();
    suite.relay(good).unwrap();
    fails(suite.accept_abroad("bob", "ann", 7), "used: revoked [ID-024]");
}

/// A holder cannot keep a revoked pass alive abroad by putting one of its own choice in its place:
/// the other region does not recognise the second, yet learns that the first is gone.
#[test]
fn a_pass_put_in_the_place_of_a_revoked_one_hides_no_revocation() {
    let mut suite = Suite::with_shared_pass();
    suite.set_status(700, AttestedStatus::Revoked).unwrap();
    let anchor = suite.addr("anchor").to_string();
    suite.ok("owner", ExecuteMsg::CreateJurisdiction { jurisdiction: "lax".into(), anchor });
    suite.ok("anchor", suite.accreditation("lax", KYC, 3, [NOW, NOW + 365 * DAY]));
    let mut issue = suite.issue_msg("ann", 9);
    let mut accept = suite.accept_msg(9);
    if let ExecuteMsg::IssuePass { jurisdiction, .. } = &mut issue {
        *jurisdiction = "lax".into();
    }
    if let ExecuteMsg::AcceptPass { origin: PassOrigin::Home { jurisdiction, .. }, .. } =
        &mut accept
    {
        *jurisdiction = "lax".into();
    }
    suite.ok("issuer", issue);
    suite.ok("ann", accept);
    suite.refresh("stranger", "ann", "bob").unwrap();
    assert_eq!((last(&suite).status, last(&suite).digest), (AttestedStatus::Valid, digest(9)));
    let received: AttestationReceived = event(&suite.relay_last().unwrap());
    assert!(received.applied);
    assert_eq!(suite.reason_east("bob"), Reason::Revoked);
    // From then on it is refused as any other news from there.
    suite.after(60);
    suite.refresh("stranger", "ann", "bob").unwrap();
    fails(suite.relay_last(), "ID-025");
    assert_eq!(suite.reason_east("bob"), Reason::Revoked);
}

/// The same while good news is paused: the new credential waits, the old one ends.
#[test]
fn a_renewal_during_a_pause_ends_the_old_credential_and_waits() {
    let mut suite = Suite::with_shared_pass();
    suite.give_pass("ann", 9);
    suite.refresh("stranger", "ann", "bob").unwrap();
    let pause = ExecuteMsg::Pause { scopes: vec![PauseScope::Share], duration_seconds: 100 };
    suite.east("pauser", pause).unwrap();
    suite.relay_last().unwrap();
    assert_eq!(suite.reason_east("bob"), Reason::Revoked);
    suite.after(100);
    assert_eq!(suite.reason_told_east(), Reason::Ok);
}

/// Bug row 19: without news the answer ends by itself.
#[test]
fn silence_makes_a_pass_from_abroad_stale() {
    let mut suite = Suite::with_shared_pass();
    for (after, reason) in
        [(DAY - 1, Reason::Ok), (DAY, Reason::Ok), (DAY + 1, Reason::StatusStale)]
    {
        suite.at(NOW + after);
        assert_eq!(suite.reason_east("bob"), reason, "{after}");
    }
    assert_eq!(suite.reason_told_east(), Reason::Ok);
}

#[test]
fn an_unrecognised_jurisdiction_is_refused_and_its_passes_stop() {
    let mut suite = Suite::with_shared_pass();
    suite.unrecognize().unwrap();
    assert_eq!(suite.reason_east("bob"), Reason::NotRecognized);
    suite.after(60);
    suite.refresh("stranger", "ann", "bob").unwrap();
    fails(suite.relay_last(), "ID-025");
    // Bad news still lands, so that a later recognition does not find the pass good.
    suite.set_status(700, AttestedStatus::Revoked).unwrap();
    suite.refresh("stranger", "ann", "bob").unwrap();
    suite.relay_last().unwrap();
    suite.recognize(2, DAY).unwrap();
    assert_eq!(suite.reason_east("bob"), Reason::Revoked);
}

#[test]
fn a_jurisdiction_that_was_never_recognised_is_refused() {
    let mut suite = Suite::with_pass();
    suite.share("ann", "bob").unwrap();
    let other = Attestation { jurisdiction: "elsewhere".into(), ..last(&suite) };
    for status in [AttestedStatus::Valid, AttestedStatus::Revoked] {
        fails(suite.relay(Attestation { status, ..other.clone() }), "ID-025");
    }
}

#[test]
fn malformed_news_is_refused() {
    let mut suite = Suite::with_pass();
    suite.share("ann", "bob").unwrap();
    let good = last(&suite);
    fails(suite.relay(Attestation { level: 9, ..good.clone() }), "AC-008");
    fails(suite.relay(Attestation { account: "nobody".into(), ..good.clone() }), "AC-008");
    fails(suite.relay(Attestation { expires_at: good.valid_from, ..good }), "ID-018");
}

#[test]
fn a_clock_ahead_does_not_make_news_fresher() {
    let mut suite = Suite::with_pass();
    suite.share("ann", "bob").unwrap();
    suite.relay(Attestation { as_of: NOW + 10 * DAY, ..last(&suite) }).unwrap();
    suite.accept_abroad("bob", "ann", 7).unwrap();
    suite.at(NOW + DAY + 1);
    assert_eq!(suite.reason_east("bob"), Reason::StatusStale);
}

#[test]
fn a_dropped_pass_from_abroad_stays_dropped_through_news() {
    let mut suite = Suite::with_shared_pass();
    suite.east("bob", ExecuteMsg::DropPass { schema: KYC.into() }).unwrap();
    suite.after(60);
    assert_eq!(suite.reason_told_east(), Reason::Deactivated);
    suite.accept_abroad("bob", "ann", 7).unwrap();
    assert_eq!(suite.reason_east("bob"), Reason::Ok);
}
