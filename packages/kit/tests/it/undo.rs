//! Who tightened a rule undoes that at once: within the delay, back to exactly what was, unless it was
//! changed since.

use isthmus_api::access::MAX_UNDOABLE;
use isthmus_kit::AccessError;

use crate::till::{rate_change, set_limit, set_rate, Change, Msg, Role, SudoMsg, Suite, DELAY};

fn waits(error: AccessError) -> bool {
    matches!(error, AccessError::ChangeMustWait { seconds: DELAY, .. })
}

#[test]
fn a_tightening_is_undone_until_the_delay_is_over() {
    let mut suite = Suite::new();
    suite.ok("owner", set_limit(50));
    suite.after(DELAY - 1);
    suite.ok("owner", set_limit(100));
    assert_eq!(suite.limit(), Some(100));

    suite.ok("owner", set_limit(50));
    suite.after(DELAY);
    assert!(waits(suite.fails("owner", set_limit(100))));
}

#[test]
fn only_exactly_what_was_comes_back() {
    let mut suite = Suite::new();
    suite.ok("owner", set_limit(50));
    for other in [Some(99), Some(101), Some(51), None] {
        assert!(waits(suite.fails("owner", set_limit(other))), "{other:?}");
    }
    let note = "second".to_string();
    assert!(waits(suite.fails("owner", Msg::SetLimit { limit: Some(100), note })));
    suite.ok("owner", set_limit(100));
    // And only once.
    suite.ok("owner", set_limit(100));
    assert!(waits(suite.fails("owner", set_limit(101))));
}

#[test]
fn each_step_is_undone_only_by_itself() {
    let mut suite = Suite::new();
    suite.ok("owner", set_limit(50));
    suite.ok("owner", set_limit(20));
    assert!(waits(suite.fails("owner", set_limit(100))));
    suite.ok("owner", set_limit(50));
    assert!(waits(suite.fails("owner", set_limit(100))), "that was two steps ago");
}

#[test]
fn nobody_undoes_what_another_tightened() {
    let mut suite = Suite::with_delay(0);
    let account = suite.addr("ken");
    suite.ok("owner", Msg::GrantRole { role: Role::Keeper, account });
    suite.ok("owner", Msg::SetChangeDelay { seconds: DELAY });
    suite.ok("kim", set_rate("a", 3));
    assert!(waits(suite.fails("ken", set_rate("a", 5))));
    suite.ok("kim", set_rate("a", 5));
    // A new owner does not undo what the former one tightened.
    suite.ok("owner", set_limit(50));
    let ana = suite.addr("ana");
    suite.sudo(SudoMsg::SetOwner { owner: ana }).unwrap();
    assert!(waits(suite.fails("ana", set_limit(100))));
}

/// Whoever says again what is so already stands behind it: who said it first takes it back no more.
#[test]
fn what_another_has_confirmed_is_not_undone_at_once() {
    let mut suite = Suite::with_delay(0);
    let account = suite.addr("ken");
    suite.ok("owner", Msg::GrantRole { role: Role::Keeper, account });
    suite.ok("owner", Msg::SetChangeDelay { seconds: DELAY });
    suite.ok("kim", set_rate("a", 3));
    suite.ok("ken", set_rate("a", 3));
    assert!(waits(suite.fails("kim", set_rate("a", 5))));
    // To say it oneself once more ends nothing.
    suite.ok("kim", set_rate("b", 3));
    suite.ok("kim", set_rate("b", 3));
    suite.ok("kim", set_rate("b", 5));
}

#[test]
fn who_lost_the_role_undoes_nothing() {
    let mut suite = Suite::new();
    suite.ok("kim", set_rate("a", 3));
    let account = suite.addr("kim");
    suite.ok("owner", Msg::RevokeRole { role: Role::Keeper, account });
    let need = AccessError::Unauthorized { need: "role keeper".to_string() };
    assert_eq!(suite.fails("kim", set_rate("a", 5)), need);
}

#[test]
fn what_was_changed_since_is_not_undone() {
    let mut suite = Suite::with_delay(0);
    let account = suite.addr("ken");
    suite.ok("owner", Msg::GrantRole { role: Role::Keeper, account });
    suite.ok("owner", Msg::SetChangeDelay { seconds: DELAY });
    // By another's tightening, even if that is undone.
    suite.ok("kim", set_rate("a", 3));
    suite.ok("ken", set_rate("a", 2));
    assert!(waits(suite.fails("kim", set_rate("a", 5))));
    suite.ok("ken", set_rate("a", 3));
    assert!(waits(suite.fails("kim", set_rate("a", 5))));

    // A change that was announced before falls with the tightening, and one announced after it is ready
    // when the time to undo is over.
    let mut suite = Suite::new();
    let before = suite.schedule("kim", rate_change("a", 9));
    suite.ok("kim", set_rate("a", 3));
    let gone = AccessError::NoChange { id: before };
    assert_eq!(suite.fails("anyone", Msg::ApplyChange { id: before }), gone);
    let after = suite.schedule("kim", rate_change("a", 4));
    suite.after(DELAY);
    suite.ok("anyone", Msg::ApplyChange { id: after });
    assert!(waits(suite.fails("kim", set_rate("a", 5))));
}

#[test]
fn desks_are_rules_of_their_own() {
    let mut suite = Suite::new();
    suite.ok("kim", set_rate("a", 3));
    suite.ok("kim", set_rate("b", 4));
    suite.ok("kim", set_rate("a", 5));
    suite.ok("kim", set_rate("b", 5));
    assert_eq!((suite.rate("a"), suite.rate("b")), (5, 5));
    assert!(waits(suite.fails("kim", set_rate("a", 6))));
}

#[test]
fn a_revoked_role_comes_back_at_once_to_the_same_account_alone() {
    let mut suite = Suite::new();
    let (pat, ana) = (suite.addr("pat"), suite.addr("ana"));
    let role = Role::Pauser;
    suite.ok("owner", Msg::RevokeRole { role, account: pat.clone() });
    assert!(waits(suite.fails("owner", Msg::GrantRole { role, account: ana })));
    let auditor = Msg::GrantRole { role: Role::Auditor, account: pat.clone() };
    assert!(waits(suite.fails("owner", auditor)));
    suite.after(DELAY - 1);
    suite.ok("owner", Msg::GrantRole { role, account: pat.clone() });
    assert_eq!(suite.roles_of("pat").roles, ["pauser"]);

    suite.ok("owner", Msg::RevokeRole { role, account: pat.clone() });
    suite.after(DELAY);
    assert!(waits(suite.fails("owner", Msg::GrantRole { role, account: pat })));
}

#[test]
fn a_new_owner_does_not_bring_back_whom_the_former_one_dismissed() {
    let mut suite = Suite::new();
    let pat = suite.addr("pat");
    suite.ok("owner", Msg::RevokeRole { role: Role::Pauser, account: pat.clone() });
    let ana = suite.addr("ana");
    suite.sudo(SudoMsg::SetOwner { owner: ana }).unwrap();
    let grant = Msg::GrantRole { role: Role::Pauser, account: pat };
    assert!(waits(suite.fails("ana", grant)));
}

#[test]
fn a_role_given_up_is_not_given_back_at_once() {
    let mut suite = Suite::new();
    suite.ok("pat", Msg::RenounceRole { role: Role::Pauser });
    let account = suite.addr("pat");
    assert!(waits(suite.fails("owner", Msg::GrantRole { role: Role::Pauser, account })));
}

#[test]
fn a_longer_delay_is_undone_within_the_one_before_it() {
    let mut suite = Suite::new();
    suite.ok("owner", Msg::SetChangeDelay { seconds: 20 * DELAY });
    suite.after(DELAY - 1);
    suite.ok("owner", Msg::SetChangeDelay { seconds: DELAY });

    suite.ok("owner", Msg::SetChangeDelay { seconds: 20 * DELAY });
    suite.after(DELAY);
    let late = suite.fails("owner", Msg::SetChangeDelay { seconds: DELAY });
    assert!(matches!(late, AccessError::ChangeMustWait { .. }), "{late}");

    // From no delay at all, nothing is undone.
    let mut suite = Suite::with_delay(0);
    suite.ok("owner", Msg::SetChangeDelay { seconds: DELAY });
    assert!(waits(suite.fails("owner", Msg::SetChangeDelay { seconds: 0 })));
}

#[test]
fn what_was_tightened_while_nothing_waited_is_not_undone_later() {
    let mut suite = Suite::with_delay(0);
    suite.ok("owner", set_limit(50));
    suite.ok("owner", Msg::SetChangeDelay { seconds: DELAY });
    assert!(waits(suite.fails("owner", set_limit(100))));
}

#[test]
fn the_end_of_the_delay_forgets_what_could_be_undone() {
    let mut suite = Suite::new();
    let id = suite.schedule("owner", Change::SetChangeDelay { seconds: 0 });
    suite.after(DELAY - 1);
    suite.ok("owner", set_limit(50));
    suite.after(1);
    suite.ok("anyone", Msg::ApplyChange { id });
    suite.ok("owner", Msg::SetChangeDelay { seconds: DELAY });
    assert!(waits(suite.fails("owner", set_limit(100))));
}

#[test]
fn the_newest_16_tightenings_can_be_undone() {
    let mut suite = Suite::with_delay(0);
    let names: Vec<String> = (0..=MAX_UNDOABLE).map(|number| format!("p{number}")).collect();
    for name in &names {
        let account = suite.addr(name);
        suite.ok("owner", Msg::GrantRole { role: Role::Pauser, account });
    }
    suite.ok("owner", Msg::SetChangeDelay { seconds: DELAY });
    for name in &names {
        let account = suite.addr(name);
        suite.ok("owner", Msg::RevokeRole { role: Role::Pauser, account });
    }
    for (number, name) in names.iter().enumerate() {
        let msg = Msg::GrantRole { role: Role::Pauser, account: suite.addr(name) };
        let info = suite.info("owner");
        assert_eq!(suite.send(info, msg).is_ok(), number > 0, "{name}");
    }
}
