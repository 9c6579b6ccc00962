use isthmus_api::gate::{Policy, Reason};
use isthmus_api::identity::*;
use isthmus_api::packet::AttestedStatus;

use crate::suite::{digest, policy, Suite, DAY, FSA, KYC, NOW};

/// The offer with one field changed.
fn changed(suite: &mut Suite, change: impl FnOnce(&mut ExecuteMsg)) -> ExecuteMsg {
    let mut msg = suite.issue_msg("ann", 1);
    change(&mut msg);
    msg
}

macro_rules! with {
    ($suite:expr, $field:ident = $value:expr) => {
        changed($suite, |msg| match msg {
            ExecuteMsg::IssuePass { $field, .. } => *$field = $value,
            _ => unreachable!(),
        })
    };
}

#[test]
fn a_pass_counts_once_its_holder_accepts_it() {
    let mut suite = Suite::new();
    let offer = suite.issue_msg("ann", 7);
    suite.ok("issuer", offer);
    assert_eq!(suite.reason("ann"), Reason::NoPass);
    let offers: OffersResponse = suite.ask(QueryMsg::Offers {
        account: suite.addr("ann").to_string(),
        schema: KYC.into(),
        start_after: None,
        limit: None,
    });
    assert_eq!(offers.offers.len(), 1);
    suite.refuses("bob", suite.accept_msg(7), "AC-002");
    suite.ok("ann", suite.accept_msg(7));
    let west = suite.west.clone();
    let verdict = suite.verdict_at(&west, "ann", &policy());
    assert!(verdict.authorized);
    assert_eq!(verdict.level, Some(3));
    assert_eq!(verdict.status_age_seconds, Some(0));
    assert_eq!(verdict.valid_until, Some(NOW + 100 * DAY));
    assert_eq!(verdict.evaluated_at, NOW);
    let pass: PassResponse =
        suite.ask(QueryMsg::Pass { account: suite.addr("ann").to_string(), schema: KYC.into() });
    assert_eq!(pass.digest, digest(7));
    assert_eq!((pass.country.as_str(), pass.issuer), ("DE", suite.issuer_did.clone()));
}

#[test]
fn the_holder_accepts_what_it_has_seen() {
    let mut suite = Suite::new();
    let (first, second) = (suite.issue_msg("ann", 1), suite.issue_msg("ann", 2));
    suite.ok("issuer", first);
    suite.ok("issuer", second);
    suite.refuses("ann", suite.accept_msg(1), "ID-023");
    suite.ok("ann", suite.accept_msg(2));
    suite.refuses("ann", suite.accept_msg(2), "AC-002");
}

/// Bug row 22: windows at exp - 1, exp and exp + 1.
#[test]
fn a_pass_ends_with_the_second_it_names() {
    let mut suite = Suite::with_pass();
    let end = NOW + 100 * DAY;
    for (at, reason) in [(end - 1, Reason::Ok), (end, Reason::Expired), (end + 1, Reason::Expired)]
    {
        suite.at(at);
        assert_eq!(suite.reason("ann"), reason);
    }
}

#[test]
fn a_pass_for_later_does_not_count_yet() {
    let mut suite = Suite::new();
    let later = with!(&mut suite, valid_from = NOW + 10);
    suite.ok("issuer", later);
    suite.ok("ann", suite.accept_msg(1));
    assert_eq!(suite.reason("ann"), Reason::NotYetValid);
    suite.at(NOW + 10);
    assert_eq!(suite.reason("ann"), Reason::Ok);
}

#[test]
fn an_issuer_stays_within_its_accreditation() {
    let mut suite = Suite::new();
    let high = with!(&mut suite, level = 4);
    suite.refuses("issuer", high, "up to level 3, got 4 [ID-020]");
    let schema = with!(&mut suite, schema = "other".into());
    suite.refuses("issuer", schema, "now: not_accredited [ID-019]");
    let long = with!(&mut suite, expires_at = NOW + 365 * DAY + 1);
    suite.refuses("issuer", long, "ID-018");
    let over = with!(&mut suite, expires_at = NOW);
    suite.refuses("issuer", over, "ID-018");
    let good = suite.issue_msg("ann", 1);
    suite.at(NOW + 365 * DAY);
    suite.refuses("issuer", good, "ID-019");
}

#[test]
fn fields_of_a_pass_are_checked() {
    let mut suite = Suite::new();
    let broken = [
        with!(&mut suite, level = 0),
        with!(&mut suite, country = "de".into()),
        with!(&mut suite, digest = vec![1; 31].into()),
        with!(&mut suite, account = "nobody".into()),
        with!(&mut suite, index = MIN_LIST_SIZE),
    ];
    for msg in broken {
        suite.refuses("issuer", msg, "AC-008");
    }
    let list = with!(&mut suite, list = 9);
    suite.refuses("issuer", list, "ID-011");
}

/// I7: an index is bound once, for ever, even if the offer is never accepted.
#[test]
fn an_index_is_never_given_twice() {
    let mut suite = Suite::new();
    let first = with!(&mut suite, index = 55);
    suite.ok("issuer", first);
    let second = with!(&mut suite, index = 55);
    suite.refuses("issuer", second, "index 55 of list 1 is or was used by a pass [ID-021]");
}

#[test]
fn a_revoked_index_starts_no_pass() {
    let mut suite = Suite::new();
    suite.set_status(55, AttestedStatus::Revoked).unwrap();
    let msg = with!(&mut suite, index = 55);
    suite.refuses("issuer", msg, "used: revoked [ID-024]");
    let msg = with!(&mut suite, index = 56);
    suite.ok("issuer", msg);
    suite.set_status(56, AttestedStatus::Suspended).unwrap();
    suite.refuses("ann", suite.accept_msg(1), "used: suspended [ID-024]");
}

#[test]
fn an_offer_ends_with_its_window_and_its_issuer() {
    let mut suite = Suite::new();
    let offer = suite.issue_msg("ann", 1);
    suite.ok("issuer", offer);
    suite.accredit(3, NOW, NOW + 10).unwrap();
    suite.at(NOW + 10);
    suite.refuses("ann", suite.accept_msg(1), "ID-019");
    suite.accredit(3, NOW, NOW + 365 * DAY).unwrap();
    suite.at(NOW + 100 * DAY);
    suite.refuses("ann", suite.accept_msg(1), "used: expired [ID-024]");
}

#[test]
fn another_issuers_list_cannot_be_used() {
    let mut suite = Suite::new();
    let other = suite.create_did("carol", 9);
    let mut msg = suite.accreditation(FSA, KYC, 3, [NOW, NOW + 365 * DAY]);
    if let ExecuteMsg::Accredit { issuer, .. } = &mut msg {
        *issuer = other.clone();
    }
    suite.ok("anchor", msg);
    let msg = with!(&mut suite, issuer = other);
    suite.refuses("carol", msg, "AC-002");
}

#[test]
fn a_holder_gives_a_pass_up() {
    let mut suite = Suite::with_pass();
    let drop = ExecuteMsg::DropPass { schema: KYC.into() };
    suite.ok("ann", drop.clone());
    assert_eq!(suite.reason("ann"), Reason::Deactivated);
    suite.refuses("ann", drop, "AC-002");
    suite.give_pass("ann", 8);
    assert_eq!(suite.reason("ann"), Reason::Ok);
}

#[test]
fn an_offer_does_not_touch_the_pass_in_use() {
    let mut suite = Suite::with_pass();
    let worse = with!(&mut suite, level = 1);
    suite.ok("issuer", worse);
    assert_eq!(suite.reason("ann"), Reason::Ok);
}

#[test]
fn an_account_holds_sixteen_passes_at_most() {
    let mut suite = Suite::new();
    for number in 0..=MAX_PASSES {
        let schema = format!("schema-{number}");
        suite.ok("anchor", suite.accreditation(FSA, &schema, 3, [NOW, NOW + 365 * DAY]));
        let name = schema.clone();
        let issue = with!(&mut suite, schema = name);
        suite.ok("issuer", issue);
        let accept = ExecuteMsg::AcceptPass {
            schema,
            origin: PassOrigin::Home { jurisdiction: FSA.into(), issuer: suite.issuer_did.clone() },
            digest: digest(1),
        };
        match number < MAX_PASSES {
            true => drop(suite.ok("ann", accept)),
            false => suite.refuses("ann", accept, "AC-008"),
        }
    }
    let account = suite.addr("ann").to_string();
    let passes: PassesResponse = suite.ask(QueryMsg::Passes { account });
    assert_eq!(passes.passes.len(), MAX_PASSES);
}

#[test]
fn the_policy_decides_level_and_country() {
    let suite = Suite::with_pass();
    let reason = |policy: Policy| suite.verdict_at(&suite.west, "ann", &policy).reason;
    let countries = |list: &[&str]| Policy {
        countries: Some(list.iter().map(|c| c.to_string()).collect()),
        ..policy()
    };
    assert_eq!(reason(countries(&["FR", "DE"])), Reason::Ok);
    assert_eq!(reason(countries(&["FR"])), Reason::CountryDenied);
    assert_eq!(reason(countries(&[])), Reason::PolicyInvalid);
    let high = Policy { min_level: 4, ..policy() };
    assert_eq!(reason(high), Reason::LevelLow);
    let home_only = Policy { max_status_age_seconds: 0, ..policy() };
    assert_eq!(reason(home_only), Reason::Ok);
    let other = Policy { schema: "other".into(), ..policy() };
    assert_eq!(reason(other), Reason::NoPass);
}

/// A name that no key can hold is refused with a code; it does not abort the contract.
#[test]
fn a_name_of_any_length_is_refused_with_a_code() {
    let mut suite = Suite::with_pass();
    let long = "a".repeat(70_000);
    let mut issue = suite.issue_msg("ann", 9);
    if let ExecuteMsg::IssuePass { jurisdiction, .. } = &mut issue {
        *jurisdiction = long.clone();
    }
    let accept = |origin| ExecuteMsg::AcceptPass { schema: KYC.into(), origin, digest: digest(9) };
    let home = PassOrigin::Home { jurisdiction: long.clone(), issuer: suite.issuer_did.clone() };
    let abroad = PassOrigin::Abroad { region: long.clone(), subject: "b".into() };
    let refresh = |schema: &str, region: &str| ExecuteMsg::RefreshShare {
        subject: suite.addr("ann").to_string(),
        schema: schema.into(),
        region: region.into(),
        account: "bob".into(),
    };
    let (jurisdiction, issuer, schema) = (FSA.into(), suite.issuer_did.clone(), long.clone());
    let suspend = ExecuteMsg::SuspendIssuer { jurisdiction, issuer, schema };
    for (who, msg) in [
        ("issuer", issue),
        ("ann", accept(home)),
        ("ann", accept(abroad)),
        ("ann", refresh(&long, "east")),
        ("ann", refresh(KYC, &long)),
        ("anchor", suspend),
    ] {
        suite.refuses(who, msg, "AC-008");
    }
}
