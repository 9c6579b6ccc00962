use isthmus_api::access::events::{ApplyChange, CancelChange, GrantRole, RenounceRole, RevokeRole};
use isthmus_api::access::MAX_ROLE_MEMBERS;
use isthmus_api::event::TypedEvent;
use isthmus_kit::admin::First;
use isthmus_kit::AccessError;
use strum::IntoEnumIterator;

use crate::till::{Change, Msg, Role, Scope, SudoMsg, Suite, TillError, DELAY};

fn grant(suite: &Suite, role: Role, who: &str) -> Msg {
    Msg::GrantRole { role, account: suite.addr(who) }
}

fn grant_change(suite: &Suite, role: Role, who: &str) -> Change {
    Change::GrantRole { role, account: suite.addr(who) }
}

fn revoke(suite: &Suite, role: Role, who: &str) -> Msg {
    Msg::RevokeRole { role, account: suite.addr(who) }
}

#[test]
fn a_role_is_granted_after_the_delay_and_held_only_while_granted() {
    let mut suite = Suite::new();
    let pause = Msg::Pause { scopes: vec![Scope::Pay], seconds: 5 };
    let unauthorized = AccessError::Unauthorized { need: "role pauser".to_string() };
    let direct = grant(&suite, Role::Pauser, "ana");
    let waits = AccessError::ChangeMustWait { change: "grant_role", seconds: DELAY };
    assert_eq!(suite.fails("owner", direct), waits);
    let change = grant_change(&suite, Role::Pauser, "ana");
    let id = suite.schedule("owner", change);
    suite.after(DELAY - 1);
    let now = suite.now();
    let early = AccessError::ChangeNotReady { id, at: now + 1, now };
    assert_eq!(suite.fails("anyone", Msg::ApplyChange { id }), early);
    assert_eq!(suite.fails("ana", pause.clone()), unauthorized);
    suite.after(1);
    let events = suite.ok("anyone", Msg::ApplyChange { id });
    let (by, scheduled_by) = (suite.addr("anyone"), suite.addr("owner"));
    let applied = ApplyChange { id, scheduled_by, by: by.clone() };
    assert_eq!(ApplyChange::from_event(&events[0]).unwrap(), applied);
    let granted = GrantRole { role: "pauser".to_string(), account: suite.addr("ana"), by };
    assert_eq!(GrantRole::from_event(&events[1]).unwrap(), granted);
    suite.ok("ana", pause.clone());
    let msg = revoke(&suite, Role::Pauser, "ana");
    let events = suite.ok("owner", msg);
    let (account, by) = (suite.addr("ana"), suite.addr("owner"));
    let revoked = RevokeRole { role: "pauser".to_string(), account, by };
    assert_eq!(RevokeRole::from_event(&events[0]).unwrap(), revoked);
    assert_eq!(suite.fails("ana", pause), unauthorized);
}

#[test]
fn without_a_delay_a_role_is_granted_at_once() {
    let mut suite = Suite::with_delay(0);
    let msg = grant(&suite, Role::Pauser, "ana");
    assert_eq!(suite.ok("owner", msg).len(), 1);
    assert_eq!(suite.roles_of("ana").roles, ["pauser"]);
}

#[test]
fn only_the_owner_grants_schedules_and_revokes() {
    let mut suite = Suite::new();
    let owner = AccessError::Unauthorized { need: "the owner".to_string() };
    let party = AccessError::Unauthorized { need: "who may send the change itself".to_string() };
    for who in ["stranger", "pat", "kim"] {
        let (grant, revoke) =
            (grant(&suite, Role::Auditor, who), revoke(&suite, Role::Pauser, "pat"));
        let change = grant_change(&suite, Role::Auditor, who);
        assert_eq!(suite.fails(who, grant), owner);
        assert_eq!(suite.fails(who, revoke), owner);
        assert_eq!(suite.fails(who, Msg::ScheduleChange { change }), party);
    }
}

#[test]
fn the_grants_of_a_former_owner_are_never_applied() {
    let mut suite = Suite::new();
    let change = grant_change(&suite, Role::Pauser, "thief");
    let id = suite.schedule("owner", change);
    let new_owner = suite.addr("ana");
    let propose = cw_ownable::Action::TransferOwnership { new_owner, expiry: None };
    suite.ok("owner", Msg::UpdateOwnership(propose));
    suite.after(DELAY);
    let told = suite.ok("ana", Msg::UpdateOwnership(cw_ownable::Action::AcceptOwnership));
    assert_eq!(CancelChange::from_event(&told[1]).unwrap().id, id);
    assert_eq!(suite.fails("thief", Msg::ApplyChange { id }), AccessError::NoChange { id });
    let msg = grant(&suite, Role::Pauser, "thief");
    let owner = AccessError::Unauthorized { need: "the owner".to_string() };
    assert_eq!(suite.fails("owner", msg), owner);
    assert_eq!(suite.pending(), []);
}

#[test]
fn what_is_there_is_not_granted_again_and_what_is_not_is_not_revoked() {
    let mut suite = Suite::new();
    let stored = suite.stored();
    let msg = grant(&suite, Role::Pauser, "pat");
    assert!(suite.ok("owner", msg).is_empty());
    let msg = revoke(&suite, Role::Pauser, "ana");
    assert!(suite.ok("owner", msg).is_empty());
    assert_eq!(suite.stored(), stored);
    let (account, change) = (suite.addr("pat"), grant_change(&suite, Role::Pauser, "pat"));
    let held = AccessError::RoleHeld { account, role: "pauser" };
    assert_eq!(suite.fails("owner", Msg::ScheduleChange { change }), held);
}

#[test]
fn a_role_that_was_granted_meanwhile_drops_the_change() {
    let mut suite = Suite::new();
    let change = grant_change(&suite, Role::Pauser, "ana");
    let first = suite.schedule("owner", change.clone());
    let second = suite.schedule("owner", change);
    suite.after(DELAY);
    let events = suite.ok("anyone", Msg::ApplyChange { id: first });
    assert_eq!(CancelChange::from_event(events.last().unwrap()).unwrap().id, second);
    let gone = AccessError::NoChange { id: second };
    assert_eq!(suite.fails("anyone", Msg::ApplyChange { id: second }), gone);
}

#[test]
fn who_has_a_role_gives_it_up() {
    let mut suite = Suite::new();
    let renounce = Msg::RenounceRole { role: Role::Keeper };
    let need = AccessError::Unauthorized { need: "a holder of the role".to_string() };
    assert_eq!(suite.fails("pat", renounce.clone()), need);
    let events = suite.ok("kim", renounce.clone());
    let told = RenounceRole { role: "keeper".to_string(), by: suite.addr("kim") };
    assert_eq!(RenounceRole::from_event(&events[0]).unwrap(), told);
    assert_eq!(suite.roles_of("kim").roles, [""; 0]);
    assert_eq!(suite.fails("kim", renounce), need);
}

#[test]
fn duties_that_exclude_each_other_never_meet_in_one_account() {
    for one in Role::iter() {
        for other in Role::iter().filter(|other| *other != one) {
            let mut suite = Suite::with_delay(0);
            let msg = grant(&suite, one, "ana");
            suite.ok("owner", msg);
            let msg = grant(&suite, other, "ana");
            let info = suite.info("owner");
            let met = suite.send(info, msg).is_ok();
            assert_eq!(met, one == Role::Pauser || other == Role::Pauser, "{one:?} {other:?}");
        }
        let mut suite = Suite::with_delay(0);
        let msg = grant(&suite, one, "owner");
        let info = suite.info("owner");
        assert_eq!(suite.send(info, msg).is_ok(), one == Role::Pauser, "{one:?} and owner");
    }
    // Not by two changes that wait together either.
    let mut suite = Suite::new();
    let [auditor, keeper] = [Role::Auditor, Role::Keeper].map(|role| {
        let change = grant_change(&suite, role, "ana");
        suite.schedule("owner", change)
    });
    suite.after(DELAY);
    suite.ok("anyone", Msg::ApplyChange { id: keeper });
    let conflict = AccessError::RoleConflict { held: "keeper", asked: "auditor" };
    match suite.fails("anyone", Msg::ApplyChange { id: auditor }) {
        AccessError::ChangeStale { given, .. } => assert_eq!(given, conflict.to_string()),
        other => panic!("{other}"),
    }
    suite.ok("ana", Msg::RenounceRole { role: Role::Keeper });
    suite.ok("anyone", Msg::ApplyChange { id: auditor });
    assert_eq!(suite.roles_of("ana").roles, ["auditor"]);
}

#[test]
fn a_role_has_at_most_100_members_listed_in_pages() {
    let mut suite = Suite::with_delay(0);
    let mut all = vec![suite.address("pat")];
    for number in 1..MAX_ROLE_MEMBERS {
        let name = format!("member{number}");
        let msg = grant(&suite, Role::Pauser, &name);
        suite.ok("owner", msg);
        all.push(suite.address(&name));
    }
    let full = AccessError::RoleFull { role: "pauser", limit: MAX_ROLE_MEMBERS };
    let msg = grant(&suite, Role::Pauser, "one more");
    assert_eq!(suite.fails("owner", msg), full);
    // Other roles have room.
    let msg = grant(&suite, Role::Auditor, "one more");
    suite.ok("owner", msg);
    all.sort();
    assert_eq!(suite.members(Role::Pauser, None, None), all[..10]);
    assert_eq!(suite.members(Role::Pauser, None, Some(99)), all[..30]);
    let (mut listed, mut after) = (Vec::new(), None);
    loop {
        let page = suite.members(Role::Pauser, after, Some(30));
        let Some(last) = page.last() else { break };
        after = Some(last.to_string());
        listed.extend(page);
    }
    assert_eq!(listed, all);
    let msg = revoke(&suite, Role::Pauser, "pat");
    suite.ok("owner", msg);
    let msg = grant(&suite, Role::Pauser, "one more");
    suite.ok("owner", msg);
}

#[test]
fn an_account_is_an_address_in_its_one_spelling() {
    let mut suite = Suite::new();
    for account in [String::new(), "ana".to_string(), suite.addr("ana").to_uppercase()] {
        for msg in [
            Msg::GrantRole { role: Role::Auditor, account: account.clone() },
            Msg::RevokeRole { role: Role::Pauser, account: account.clone() },
        ] {
            let refused = suite.fails("owner", msg);
            assert!(matches!(refused, AccessError::Input(_)), "{refused}");
        }
        let change = Change::GrantRole { role: Role::Auditor, account };
        let refused = suite.fails("owner", Msg::ScheduleChange { change });
        assert!(matches!(refused, AccessError::Input(_)), "{refused}");
    }
}

/// [`isthmus_kit::admin::Administration::ensure_may_have`]: asked when a grant is scheduled and when it is made,
/// not at instantiate, and never of the chain.
#[test]
fn a_contract_refuses_a_role_for_a_reason_that_kit_does_not_know() {
    let elsewhere = TillError::KeepsElsewhere;
    let mut suite = Suite::with_delay(0);
    suite.keeps_elsewhere("ana", true);
    let before = suite.stored();
    let msg = grant(&suite, Role::Auditor, "ana");
    assert_eq!(suite.fails_itself("owner", msg.clone()), elsewhere);
    assert_eq!(suite.stored(), before, "nothing is left of the grant");
    // What kit knows is told first, other roles are not its business, and nor are other accounts.
    let both = grant(&suite, Role::Auditor, "kim");
    suite.keeps_elsewhere("kim", true);
    let conflict = AccessError::RoleConflict { held: "keeper", asked: "auditor" };
    assert_eq!(suite.fails("owner", both), conflict);
    let other = grant(&suite, Role::Pauser, "ana");
    suite.ok("owner", other);
    suite.keeps_elsewhere("ana", false);
    suite.ok("owner", msg);

    let mut suite = Suite::new();
    suite.keeps_elsewhere("ana", true);
    let change = grant_change(&suite, Role::Auditor, "ana");
    let schedule = Msg::ScheduleChange { change: change.clone() };
    assert_eq!(suite.fails_itself("owner", schedule), elsewhere);
    suite.keeps_elsewhere("ana", false);
    let id = suite.schedule("owner", change);
    suite.after(DELAY);
    suite.keeps_elsewhere("ana", true);
    assert_eq!(suite.fails_itself("anyone", Msg::ApplyChange { id }), elsewhere);
    assert!(suite.roles_of("ana").roles.is_empty());
    suite.sudo(SudoMsg::SetOwner { owner: suite.addr("ana") }).unwrap();
    assert_eq!(suite.owner(), Some(suite.addr("ana")));

    let mut suite = Suite::empty();
    suite.keeps_elsewhere("ana", true);
    let roles = Some(vec![suite.grant(Role::Auditor, "ana")]);
    let first = First {
        owner: Some(suite.addr("owner")),
        owner_delay_seconds: None,
        roles,
        change_delay_seconds: None,
    };
    suite.instantiate(first).unwrap();
    assert_eq!(suite.roles_of("ana").roles, ["auditor"]);
}
