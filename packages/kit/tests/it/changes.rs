use cosmwasm_std::Event;
use isthmus_api::access::events::{ApplyChange, CancelChange, ScheduleChange, SetChangeDelay};
use isthmus_api::access::{
    PendingChange, CHANGE_LASTS_SECONDS, MAX_CHANGE_DELAY_SECONDS, MAX_PENDING_CHANGES,
    MAX_PENDING_OF_ROLE, MAX_ROLE_MEMBERS,
};
use isthmus_api::event::TypedEvent;
use isthmus_api::permission::{caller_text, Guarded};
use isthmus_kit::AccessError;

use crate::till::{
    limit_change, rate_change, set_limit, set_rate, Change, Kind, Msg, Role, Suite, TillError,
    DELAY, LIMIT, MAX_RATE,
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
}

/// A plan made while there is no delay would be one without a wait, for whenever there is one.
#[test]
fn what_is_announced_while_nothing_waits_is_refused() {
    let mut suite = Suite::with_delay(0);
    for change in [limit_change(None), limit_change(5)] {
        let refused = AccessError::NothingWaits { change: "set_limit" };
        assert_eq!(suite.fails("owner", Msg::ScheduleChange { change }), refused);
    }
    suite.ok("owner", Msg::SetChangeDelay { seconds: DELAY });
    let id = suite.schedule("owner", limit_change(None));
    let at = suite.now() + DELAY;
    let early = AccessError::ChangeNotReady { id, at, now: suite.now() };
    assert_eq!(suite.fails("owner", Msg::ApplyChange { id }), early);
}

#[test]
fn where_the_delay_ends_what_waited_is_dropped() {
    let mut suite = Suite::new();
    let other = suite.schedule("kim", rate_change("a", 9));
    let limit = suite.schedule("owner", limit_change(None));
    let events = suite.change("owner", Change::SetChangeDelay { seconds: 0 });
    let told: Vec<_> = events.iter().filter_map(|e| CancelChange::from_event(e).ok()).collect();
    let by = suite.addr("anyone");
    let dropped =
        |id, who: &str| CancelChange { id, scheduled_by: suite.addr(who), by: by.clone() };
    assert_eq!(told, [dropped(other, "kim"), dropped(limit, "owner")]);
    assert_eq!(suite.pending(), []);
    suite.ok("kim", set_rate("a", 9));
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

/// Whoever announces a change announces it for a rule as it stands. One that was changed and changed back
/// meanwhile was changed for a reason.
#[test]
fn any_change_of_a_rule_drops_what_waits_to_change_it() {
    let mut suite = Suite::new();
    let plan = |suite: &mut Suite| {
        let ids = [200, 300].map(|limit| suite.schedule("owner", limit_change(limit)));
        (ids, suite.schedule("kim", rate_change("a", 9)))
    };
    let dropped = |suite: &Suite, events: &[Event], id: u64, by: &str| {
        let told = CancelChange { id, scheduled_by: suite.addr("owner"), by: suite.addr(by) };
        assert!(events.iter().any(|event| CancelChange::from_event(event) == Ok(told.clone())));
    };
    // By its own message, and by undoing that: the rule is as it was, and the plan is gone.
    let ([one, two], other) = plan(&mut suite);
    let events = suite.ok("owner", set_limit(50));
    dropped(&suite, &events, one, "owner");
    dropped(&suite, &events, two, "owner");
    suite.ok("owner", set_limit(100));
    suite.after(DELAY);
    let gone = AccessError::NoChange { id: one };
    assert_eq!(suite.fails("anyone", Msg::ApplyChange { id: one }), gone);
    suite.ok("anyone", Msg::ApplyChange { id: other });
    // By undoing an earlier tightening.
    suite.ok("owner", set_limit(50));
    let back = suite.schedule("owner", limit_change(70));
    let events = suite.ok("owner", set_limit(100));
    dropped(&suite, &events, back, "owner");
    // By another plan.
    let [one, two] = [200, 300].map(|limit| suite.schedule("owner", limit_change(limit)));
    suite.after(DELAY);
    let events = suite.ok("anyone", Msg::ApplyChange { id: one });
    dropped(&suite, &events, two, "anyone");
    assert_eq!((suite.limit(), suite.pending().len()), (Some(200), 0));
}

#[test]
fn a_change_of_nothing_drops_nothing() {
    let mut suite = Suite::new();
    let id = suite.schedule("owner", limit_change(200));
    suite.ok("owner", set_limit(100));
    suite.ok("kim", set_rate("b", 4));
    suite.after(DELAY);
    suite.ok("anyone", Msg::ApplyChange { id });
}

/// What is changed past the messages of administration, such as by a migration of the code.
#[test]
fn a_change_applies_only_to_what_it_was_made_for() {
    let mut suite = Suite::new();
    let id = suite.schedule("owner", limit_change(200));
    LIMIT.save(&mut suite.deps.storage, &(Some(50), "first".to_string())).unwrap();
    suite.after(DELAY);
    let stale = AccessError::ChangeStale {
        id,
        expected: r#"{"set_limit":{"limit":100}}"#.to_string(),
        given: r#"{"set_limit":{"limit":50}}"#.to_string(),
    };
    assert_eq!(suite.fails("anyone", Msg::ApplyChange { id }), stale);
    suite.ok("stranger", Msg::CancelChange { id });
}

#[test]
fn what_could_not_be_applied_is_not_announced_and_fails_as_it_would_then() {
    let mut suite = Suite::new();
    let schedule = |change: &Change| Msg::ScheduleChange { change: change.clone() };
    let grant = |suite: &Suite, role, who| Change::GrantRole { role, account: suite.addr(who) };
    let max = MAX_CHANGE_DELAY_SECONDS;
    for (change, error) in [
        (
            Change::SetChangeDelay { seconds: max + 1 },
            AccessError::ChangeDelay { max, given: max + 1 },
        ),
        (
            grant(&suite, Role::Auditor, "kim"),
            AccessError::RoleConflict { held: "keeper", asked: "auditor" },
        ),
        (
            grant(&suite, Role::Keeper, "owner"),
            AccessError::RoleConflict { held: "owner", asked: "keeper" },
        ),
    ] {
        let before = suite.stored();
        assert_eq!(suite.fails("owner", schedule(&change)), error, "{change:?}");
        assert_eq!(suite.stored(), before);
    }
    // What a contract's own rule refuses, too.
    let high = rate_change("a", MAX_RATE + 1);
    let info = suite.info("kim");
    let refused = suite.send(info, schedule(&high)).unwrap_err();
    assert_eq!(refused, TillError::TooHigh(MAX_RATE + 1));
}

/// One that meanwhile got a duty which excludes the role cannot get the role any more.
#[test]
fn what_can_no_longer_be_applied_is_cleared_by_anyone_and_takes_no_place() {
    let dead = |suite: &mut Suite| {
        let [auditor, keeper] = [Role::Auditor, Role::Keeper]
            .map(|role| Change::GrantRole { role, account: suite.addr("ann") });
        let id = suite.schedule("owner", auditor);
        suite.change("owner", keeper);
        id
    };
    let mut suite = Suite::new();
    let id = dead(&mut suite);
    let conflict = AccessError::RoleConflict { held: "keeper", asked: "auditor" };
    match suite.fails("anyone", Msg::ApplyChange { id }) {
        AccessError::ChangeStale { given, .. } => assert_eq!(given, conflict.to_string()),
        other => panic!("{other}"),
    }
    suite.ok("stranger", Msg::CancelChange { id });
    let mut suite = Suite::new();
    let id = dead(&mut suite);
    let next = suite.schedule("owner", limit_change(200));
    assert_eq!(suite.pending().iter().map(|plan| plan.id).collect::<Vec<_>>(), [next]);
    assert_eq!(suite.fails("stranger", Msg::CancelChange { id }), AccessError::NoChange { id });
}

#[test]
fn a_full_role_is_not_granted_by_a_plan_either() {
    let mut suite = Suite::with_delay(0);
    for number in 1..MAX_ROLE_MEMBERS {
        let account = suite.addr(&format!("member{number}"));
        suite.ok("owner", Msg::GrantRole { role: Role::Pauser, account });
    }
    suite.ok("owner", Msg::SetChangeDelay { seconds: DELAY });
    let (role, account) = (Role::Pauser, suite.addr("one more"));
    let full = AccessError::RoleFull { role: "pauser", limit: MAX_ROLE_MEMBERS };
    let change = Change::GrantRole { role, account };
    assert_eq!(suite.fails("owner", Msg::ScheduleChange { change }), full);
}

#[test]
fn what_changes_nothing_is_not_announced() {
    let mut suite = Suite::new();
    for (who, change, kind) in [
        ("owner", limit_change(100), "set_limit"),
        ("kim", rate_change("a", 5), "set_rate"),
        ("owner", Change::SetChangeDelay { seconds: DELAY }, "set_change_delay"),
    ] {
        let nothing = AccessError::ChangesNothing { change: kind };
        assert_eq!(suite.fails(who, Msg::ScheduleChange { change }), nothing);
    }
}

#[test]
fn a_role_has_four_places_however_many_have_it_and_the_owners_are_never_taken() {
    let mut suite = Suite::new();
    let ken = suite.addr("ken");
    suite.change("owner", Change::GrantRole { role: Role::Keeper, account: ken });
    for number in 0..MAX_PENDING_OF_ROLE {
        let who = if number % 2 == 0 { "kim" } else { "ken" };
        suite.schedule(who, rate_change("a", 10 + number as u64));
    }
    let full = AccessError::TooManyChangesOfRole { role: "keeper", limit: MAX_PENDING_OF_ROLE };
    for who in ["kim", "ken"] {
        let msg = Msg::ScheduleChange { change: rate_change("b", 9) };
        assert_eq!(suite.fails(who, msg), full);
    }
    let free = MAX_PENDING_CHANGES - MAX_PENDING_OF_ROLE;
    for number in 0..free {
        suite.schedule("owner", limit_change(200 + number as u64));
    }
    let full = AccessError::TooManyChanges { limit: MAX_PENDING_CHANGES };
    let msg = Msg::ScheduleChange { change: limit_change(300) };
    assert_eq!(suite.fails("owner", msg), full);
    // One of the role's ends, and the role has a place again.
    let first = suite.pending()[0].id;
    suite.ok("kim", Msg::CancelChange { id: first });
    suite.schedule("ken", rate_change("b", 9));
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

/// [`isthmus_kit::admin::Administration::still_holds`].
#[test]
fn what_a_rule_loses_by_its_own_use_makes_no_change_stale_and_what_it_gains_does() {
    let mut suite = Suite::new();
    let id = suite.schedule("kim", rate_change("a", 9));
    suite.use_up("a", 2);
    suite.after(DELAY);
    assert_eq!(suite.rate("a"), 3);
    suite.ok("anyone", Msg::ApplyChange { id });
    assert_eq!(suite.rate("a"), 9);
    // Who lowers it by a message ends the plan all the same.
    let id = suite.schedule("kim", rate_change("a", 12));
    suite.ok("kim", set_rate("a", 8));
    suite.after(DELAY);
    assert_eq!(suite.fails("anyone", Msg::ApplyChange { id }), AccessError::NoChange { id });
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
