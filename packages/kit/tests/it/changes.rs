use isthmus_api::access::events::{ApplyChange, CancelChange, ScheduleChange, SetChangeDelay};
use isthmus_api::access::{
    PendingChange, CHANGE_LASTS_SECONDS, MAX_CHANGE_DELAY_SECONDS, MAX_PENDING_CHANGES,
};
use isthmus_api::event::TypedEvent;
use isthmus_api::permission::{caller_text, Guarded};
use isthmus_kit::AccessError;

use crate::till::{
    limit_change, rate_change, set_limit, set_rate, Change, Kind, Msg, Role, Suite, DELAY,
};

#[test]
fn what_loosens_waits_and_what_tightens_does_not() {
    let mut suite = Suite::new();
    let waits = AccessError::ChangeMustWait { change: "set_limit", seconds: DELAY };
    assert_eq!(suite.fails("owner", set_limit(101)), waits);
    assert_eq!(suite.fails("owner", set_limit(None)), waits);
    suite.ok("owner", set_limit(100));
    suite.ok("owner", set_limit(99));
    assert_eq!(suite.limit(), Some(99));
    let waits = AccessError::ChangeMustWait { change: "set_rate", seconds: DELAY };
    assert_eq!(suite.fails("kim", set_rate("a", 6)), waits);
    suite.ok("kim", set_rate("a", 4));
}

#[test]
fn with_no_delay_nothing_waits() {
    let mut suite = Suite::with_delay(0);
    suite.ok("owner", set_limit(None));
    suite.ok("owner", set_limit(7));
    suite.ok("owner", set_limit(8));
    assert_eq!(suite.limit(), Some(8));
    let id = suite.schedule("owner", limit_change(None));
    suite.ok("anyone", Msg::ApplyChange { id });
    assert_eq!(suite.limit(), None);
}

#[test]
fn a_change_is_seen_while_it_waits_and_applied_by_anyone() {
    let mut suite = Suite::new();
    let change = limit_change(None);
    let events = suite.ok("owner", Msg::ScheduleChange { change: change.clone() });
    let (now, owner) = (suite.now(), suite.addr("owner"));
    let (ready_at, lapses_at) = (now + DELAY, now + DELAY + CHANGE_LASTS_SECONDS);
    let expected = ScheduleChange {
        id: 1,
        change: r#"{"set_limit":{"limit":null,"note":"first"}}"#.to_string(),
        against: r#"{"set_limit":{"limit":100,"note":"first"}}"#.to_string(),
        ready_at,
        lapses_at,
        by: owner.clone(),
    };
    assert_eq!(ScheduleChange::from_event(&events[0]).unwrap(), expected);
    let (by, against) = (suite.address("owner"), limit_change(100));
    assert_eq!(
        suite.pending(),
        [PendingChange { id: 1, change, against, by, ready_at, lapses_at }]
    );
    suite.after(DELAY);
    let events = suite.ok("anyone", Msg::ApplyChange { id: 1 });
    let applied = ApplyChange { id: 1, scheduled_by: owner, by: suite.addr("anyone") };
    assert_eq!(ApplyChange::from_event(&events[0]).unwrap(), applied);
    assert_eq!(events[1].ty, "set_limit");
    assert_eq!((suite.limit(), suite.pending().len()), (None, 0));
    let gone = AccessError::NoChange { id: 1 };
    assert_eq!(suite.fails("anyone", Msg::ApplyChange { id: 1 }), gone);
}

#[test]
fn a_change_lapses_after_seven_days() {
    let mut suite = Suite::new();
    let id = suite.schedule("owner", limit_change(200));
    suite.after(DELAY + CHANGE_LASTS_SECONDS - 1);
    let mut early = Suite::new();
    assert_eq!(early.schedule("owner", limit_change(200)), id);
    early.after(DELAY + CHANGE_LASTS_SECONDS - 1);
    early.ok("anyone", Msg::ApplyChange { id });
    suite.after(1);
    let now = suite.now();
    let lapsed = AccessError::ChangeLapsed { id, at: now, now };
    assert_eq!(suite.fails("anyone", Msg::ApplyChange { id }), lapsed);
    suite.ok("stranger", Msg::CancelChange { id });
    assert_eq!(suite.pending(), []);
}

#[test]
fn a_change_applies_only_to_what_it_was_made_for() {
    let mut suite = Suite::new();
    let id = suite.schedule("owner", limit_change(200));
    suite.ok("owner", set_limit(50));
    suite.after(DELAY);
    let stale = AccessError::ChangeStale {
        id,
        expected: r#"{"set_limit":{"limit":100,"note":"first"}}"#.to_string(),
        given: r#"{"set_limit":{"limit":50,"note":"first"}}"#.to_string(),
    };
    assert_eq!(suite.fails("anyone", Msg::ApplyChange { id }), stale);
    suite.ok("stranger", Msg::CancelChange { id });
}

#[test]
fn a_detail_that_changes_no_rule_makes_no_change_stale() {
    let mut suite = Suite::new();
    let id = suite.schedule("owner", limit_change(200));
    suite.ok("owner", Msg::SetLimit { limit: Some(100), note: "second".to_string() });
    suite.after(DELAY);
    suite.ok("anyone", Msg::ApplyChange { id });
    assert_eq!(suite.limit(), Some(200));
}

#[test]
fn a_change_of_what_is_no_longer_there_is_stale_and_says_so() {
    let mut suite = Suite::new();
    let id = suite.schedule("kim", rate_change("a", 9));
    suite.remove_desk("a");
    suite.after(DELAY);
    let expected = r#"{"set_rate":{"desk":"a","rate":5}}"#.to_string();
    let given = "no desk a [TL-001]".to_string();
    let stale = AccessError::ChangeStale { id, expected, given };
    assert_eq!(suite.fails("anyone", Msg::ApplyChange { id }), stale);
    suite.ok("stranger", Msg::CancelChange { id });
}

#[test]
fn who_may_send_the_message_schedules_it_and_nobody_else() {
    let mut suite = Suite::new();
    let party = AccessError::Unauthorized { need: "who may send the change itself".to_string() };
    for (who, change) in [
        ("owner", rate_change("a", 9)),
        ("pat", rate_change("a", 9)),
        ("kim", limit_change(200)),
        ("stranger", limit_change(200)),
        ("kim", Change::SetChangeDelay { seconds: 5 }),
        ("pat", Change::RenounceOwnership {}),
    ] {
        let scheduled = Msg::ScheduleChange { change: change.clone() };
        assert_eq!(suite.fails(who, scheduled), party, "{who} {change:?}");
    }
    suite.schedule("kim", rate_change("a", 9));
    suite.schedule("owner", limit_change(200));
}

#[test]
fn a_change_goes_with_the_role_of_who_scheduled_it() {
    let mut suite = Suite::new();
    let id = suite.schedule("kim", rate_change("a", 9));
    suite.ok("owner", Msg::RevokeRole { role: Role::Keeper, account: suite.addr("kim") });
    suite.after(DELAY);
    let (by, need) = (suite.addr("kim"), "role keeper".to_string());
    let disowned = AccessError::ChangeDisowned { id, by, need };
    assert_eq!(suite.fails("kim", Msg::ApplyChange { id }), disowned);
    assert_eq!(suite.rate("a"), 5);
    suite.ok("stranger", Msg::CancelChange { id });
}

#[test]
fn a_change_is_cancelled_by_who_is_trusted_with_it() {
    for who in ["owner", "pat", "kim"] {
        let mut suite = Suite::new();
        let id = suite.schedule("kim", rate_change("a", 9));
        let need = AccessError::Unauthorized {
            need: caller_text(Msg::permission(Kind::CancelChange).caller),
        };
        assert_eq!(suite.fails("stranger", Msg::CancelChange { id }), need);
        let events = suite.ok(who, Msg::CancelChange { id });
        let (scheduled_by, by) = (suite.addr("kim"), suite.addr(who));
        let told = CancelChange { id, scheduled_by, by };
        assert_eq!(CancelChange::from_event(&events[0]).unwrap(), told);
        let gone = AccessError::NoChange { id };
        assert_eq!(suite.fails(who, Msg::CancelChange { id }), gone);
    }
    let mut suite = Suite::new();
    let id = suite.schedule("owner", limit_change(200));
    let need =
        AccessError::Unauthorized { need: caller_text(Msg::permission(Kind::CancelChange).caller) };
    assert_eq!(suite.fails("kim", Msg::CancelChange { id }), need);
}

#[test]
fn at_most_16_changes_wait_and_what_has_lapsed_makes_room() {
    let mut suite = Suite::new();
    for number in 0..MAX_PENDING_CHANGES {
        suite.schedule("owner", limit_change(200 + number as u64));
        suite.after(1);
    }
    let full = AccessError::TooManyChanges { limit: MAX_PENDING_CHANGES };
    let msg = Msg::ScheduleChange { change: limit_change(300) };
    assert_eq!(suite.fails("owner", msg.clone()), full);
    // Until the second after that in which the first lapses.
    suite.after(DELAY + CHANGE_LASTS_SECONDS - MAX_PENDING_CHANGES as u64 - 1);
    assert_eq!(suite.fails("owner", msg.clone()), full);
    suite.after(1);
    suite.ok("owner", msg);
    let numbers: Vec<u64> = suite.pending().iter().map(|change| change.id).collect();
    assert_eq!(numbers, (2..=17).collect::<Vec<u64>>());
}

#[test]
fn a_shorter_delay_waits_itself_and_a_longer_one_does_not() {
    let mut suite = Suite::new();
    let waits = AccessError::ChangeMustWait { change: "set_change_delay", seconds: DELAY };
    assert_eq!(suite.fails("owner", Msg::SetChangeDelay { seconds: DELAY - 1 }), waits);
    let events = suite.ok("owner", Msg::SetChangeDelay { seconds: 2 * DELAY });
    let by = suite.addr("owner");
    let told = SetChangeDelay { previous: DELAY, seconds: 2 * DELAY, by };
    assert_eq!(SetChangeDelay::from_event(&events[0]).unwrap(), told);
    let id = suite.schedule("owner", Change::SetChangeDelay { seconds: 0 });
    suite.after(DELAY);
    let early = suite.fails("anyone", Msg::ApplyChange { id });
    assert!(matches!(early, AccessError::ChangeNotReady { .. }), "{early}");
    suite.after(DELAY);
    suite.ok("anyone", Msg::ApplyChange { id });
    suite.ok("owner", set_limit(None));
    let max = MAX_CHANGE_DELAY_SECONDS;
    let long = AccessError::ChangeDelay { max, given: max + 1 };
    assert_eq!(suite.fails("owner", Msg::SetChangeDelay { seconds: max + 1 }), long);
    suite.ok("owner", Msg::SetChangeDelay { seconds: max });
}

#[test]
fn what_waits_keeps_its_own_time() {
    let mut suite = Suite::new();
    let id = suite.schedule("owner", limit_change(200));
    suite.ok("owner", Msg::SetChangeDelay { seconds: 10 * DELAY });
    suite.after(DELAY);
    suite.ok("anyone", Msg::ApplyChange { id });
    assert_eq!(suite.limit(), Some(200));
}
