//! What the chain may do, and that nobody can be in its way.

use cw_ownable::Action;
use isthmus_api::access::events::{CancelChange, Pause, RevokeRole, Unpause, UpdateOwnership};
use isthmus_api::access::MAX_PENDING_CHANGES;
use isthmus_api::event::TypedEvent;
use isthmus_kit::AccessError;

use crate::till::{Change, Msg, Role, Scope, SudoMsg, Suite, TillError, DELAY, OWNER_DELAY};

#[test]
fn the_chain_pauses_and_unpauses() {
    let mut suite = Suite::new();
    let scopes = vec![Scope::Pay];
    let events =
        suite.sudo(SudoMsg::Pause { scopes: scopes.clone(), duration_seconds: 50 }).unwrap();
    let (until, by) = (suite.now() + 50, "chain".to_string());
    let told = Pause { scopes: "pay".to_string(), until, by: by.clone() };
    assert_eq!(Pause::from_event(&events[0]).unwrap(), told);
    assert!(matches!(suite.fails("anyone", Msg::Pay {}), AccessError::Paused { .. }));
    let events = suite.sudo(SudoMsg::Unpause { scopes: scopes.clone() }).unwrap();
    let told = Unpause { scopes: "pay".to_string(), by };
    assert_eq!(Unpause::from_event(&events[0]).unwrap(), told);
    suite.ok("anyone", Msg::Pay {});
    let long = suite.sudo(SudoMsg::Pause { scopes, duration_seconds: u64::MAX }).unwrap_err();
    assert!(matches!(long, TillError::Access(AccessError::PauseLength { .. })), "{long}");
}

#[test]
fn what_the_chain_paused_the_chain_alone_ends_until_it_is_over() {
    let mut suite = Suite::new();
    let both = vec![Scope::Pay, Scope::Refund];
    let unpause = |scopes: &[Scope]| Msg::Unpause { scopes: scopes.to_vec() };
    let scopes = vec![Scope::Pay];
    suite.sudo(SudoMsg::Pause { scopes: scopes.clone(), duration_seconds: 50 }).unwrap();
    let until = suite.now() + 50;
    // Nor what a pauser has paused besides, as long as that lasts; and no shorter one of the chain ends it.
    suite.ok("pat", Msg::Pause { scopes: both.clone(), seconds: 100 });
    suite.sudo(SudoMsg::Pause { scopes: vec![Scope::Refund], duration_seconds: 10 }).unwrap();
    let refused = AccessError::PausedByChain { until };
    assert_eq!(suite.fails("owner", unpause(&[Scope::Refund])), refused);
    assert_eq!(suite.fails("owner", unpause(&[Scope::Pay])), refused);
    assert_eq!(suite.fails("owner", unpause(&both)), refused);
    suite.after(49);
    assert_eq!(suite.fails("owner", unpause(&both)), refused);
    suite.after(1);
    suite.ok("owner", unpause(&both));
    suite.ok("anyone", Msg::Pay {});
    // What the chain ended before its time is the owner's to end again.
    suite.sudo(SudoMsg::Pause { scopes: scopes.clone(), duration_seconds: 50 }).unwrap();
    suite.sudo(SudoMsg::Unpause { scopes: scopes.clone() }).unwrap();
    suite.ok("pat", Msg::Pause { scopes, seconds: 50 });
    suite.ok("owner", unpause(&both));
    suite.ok("anyone", Msg::Pay {});
}

#[test]
fn no_pause_of_a_pauser_is_in_the_way_of_the_chains() {
    let mut suite = Suite::new();
    let both = vec![Scope::Pay, Scope::Refund];
    suite.ok("pat", Msg::Pause { scopes: vec![Scope::Pay], seconds: 100 });
    suite.sudo(SudoMsg::Pause { scopes: both.clone(), duration_seconds: 50 }).unwrap();
    let refused = AccessError::PausedByChain { until: suite.now() + 50 };
    assert_eq!(suite.fails("owner", Msg::Unpause { scopes: both }), refused);
    // What was paused for longer is not cut short.
    suite.after(99);
    assert!(matches!(suite.fails("anyone", Msg::Pay {}), AccessError::Paused { .. }));
    suite.after(1);
    suite.ok("anyone", Msg::Pay {});
}

#[test]
fn while_one_pause_of_the_chain_lasts_the_owner_ends_none_though_the_chain_ended_another() {
    let mut suite = Suite::new();
    let both = vec![Scope::Pay, Scope::Refund];
    suite.sudo(SudoMsg::Pause { scopes: both.clone(), duration_seconds: 50 }).unwrap();
    let refused = AccessError::PausedByChain { until: suite.now() + 50 };
    for ended in [vec![], vec![Scope::Refund]] {
        suite.sudo(SudoMsg::Unpause { scopes: ended }).unwrap();
        assert_eq!(suite.fails("owner", Msg::Unpause { scopes: both.clone() }), refused);
    }
    suite.sudo(SudoMsg::Unpause { scopes: vec![Scope::Pay] }).unwrap();
    suite.ok("owner", Msg::Unpause { scopes: both });
    suite.ok("anyone", Msg::Pay {});
}

#[test]
fn the_chain_ends_what_a_pauser_paused() {
    let mut suite = Suite::new();
    let scopes = vec![Scope::Pay];
    suite.ok("pat", Msg::Pause { scopes: scopes.clone(), seconds: 100 });
    suite.sudo(SudoMsg::Unpause { scopes }).unwrap();
    suite.ok("anyone", Msg::Pay {});
}

#[test]
fn the_chain_sets_an_owner_whatever_role_the_account_was_given_to_prevent_it() {
    let mut suite = Suite::new();
    let kim = suite.addr("kim");
    assert_eq!(suite.roles_of("kim").roles, ["keeper"]);
    let events = suite.sudo(SudoMsg::SetOwner { owner: kim.clone() }).unwrap();
    let by = "chain".to_string();
    let told = UpdateOwnership {
        previous: Some(suite.addr("owner")),
        owner: Some(kim.clone()),
        pending_owner: None,
        by: by.clone(),
    };
    assert_eq!(UpdateOwnership::from_event(&events[0]).unwrap(), told);
    let told = RevokeRole { role: "keeper".to_string(), account: kim.clone(), by };
    assert_eq!(RevokeRole::from_event(&events[1]).unwrap(), told);
    assert_eq!(events.len(), 2);
    assert_eq!(suite.owner(), Some(kim));
    assert_eq!(suite.roles_of("kim").roles, [""; 0]);
}

#[test]
fn an_owner_set_by_the_chain_keeps_roles_that_an_owner_may_have() {
    let mut suite = Suite::new();
    let pat = suite.addr("pat");
    assert_eq!(suite.sudo(SudoMsg::SetOwner { owner: pat }).unwrap().len(), 1);
    let roles = suite.roles_of("pat");
    assert_eq!((roles.owner, roles.roles), (true, vec!["pauser".to_string()]));
}

#[test]
fn the_chain_drops_a_proposal_and_sets_an_owner_where_there_is_none() {
    let mut suite = Suite::new();
    let new_owner = suite.addr("thief");
    let action = cw_ownable::Action::TransferOwnership { new_owner, expiry: None };
    suite.ok("owner", Msg::UpdateOwnership(action));
    let ana = suite.addr("ana");
    suite.sudo(SudoMsg::SetOwner { owner: ana.clone() }).unwrap();
    suite.after(DELAY);
    let accept = Msg::UpdateOwnership(cw_ownable::Action::AcceptOwnership);
    assert!(matches!(suite.fails("thief", accept), AccessError::Ownership(_)));
    suite.change("ana", Change::RenounceOwnership {});
    assert_eq!(suite.owner(), None);
    suite.sudo(SudoMsg::SetOwner { owner: ana.clone() }).unwrap();
    assert_eq!(suite.owner(), Some(ana));
}

#[test]
fn the_chain_takes_a_role_away_for_good() {
    let mut suite = Suite::new();
    let (role, pat) = (Role::Pauser, suite.addr("pat"));
    let revoke = SudoMsg::RevokeRole { role, account: pat.clone() };
    let events = suite.sudo(revoke.clone()).unwrap();
    let told =
        RevokeRole { role: "pauser".to_string(), account: pat.clone(), by: "chain".to_string() };
    assert_eq!(RevokeRole::from_event(&events[0]).unwrap(), told);
    assert_eq!(suite.roles_of("pat").roles, [""; 0]);
    let grant = Msg::GrantRole { role, account: pat };
    let back = suite.fails("owner", grant);
    assert!(matches!(back, AccessError::ChangeMustWait { .. }), "{back}");
    // What is not there is not taken, and that is no failure.
    assert!(suite.sudo(revoke).unwrap().is_empty());
}

#[test]
fn an_owner_who_revoked_first_cannot_give_back_at_once_what_the_chain_took() {
    let mut suite = Suite::new();
    let (role, pat) = (Role::Pauser, suite.addr("pat"));
    suite.ok("owner", Msg::RevokeRole { role, account: pat.clone() });
    suite.sudo(SudoMsg::RevokeRole { role, account: pat.clone() }).unwrap();
    let back = suite.fails("owner", Msg::GrantRole { role, account: pat });
    assert!(matches!(back, AccessError::ChangeMustWait { .. }), "{back}");
}

#[test]
fn a_grant_that_waited_does_not_bring_back_what_was_taken_since() {
    let (role, grant) = (Role::Pauser, |account: &String| Change::GrantRole {
        role: Role::Pauser,
        account: account.clone(),
    });
    for by_chain in [true, false] {
        let mut suite = Suite::new();
        let pat = suite.addr("pat");
        // Taken, announced again, and given back by the undo, with which the plan falls.
        suite.ok("owner", Msg::RevokeRole { role, account: pat.clone() });
        let id = suite.schedule("owner", grant(&pat));
        let events = suite.ok("owner", Msg::GrantRole { role, account: pat.clone() });
        assert_eq!(CancelChange::from_event(&events[1]).unwrap().id, id);
        suite.after(DELAY);
        if by_chain {
            suite.sudo(SudoMsg::RevokeRole { role, account: pat.clone() }).unwrap();
        } else {
            suite.ok("pat", Msg::RenounceRole { role });
        }
        let gone = suite.fails("anyone", Msg::ApplyChange { id });
        assert!(matches!(gone, AccessError::NoChange { .. }), "{gone}");
        assert_eq!(suite.roles_of("pat").roles, [""; 0]);
    }
}

#[test]
fn a_grant_that_waits_for_what_is_not_held_falls_by_the_chain_too() {
    let mut suite = Suite::new();
    let (role, ana) = (Role::Pauser, suite.addr("ana"));
    let id = suite.schedule("owner", Change::GrantRole { role, account: ana.clone() });
    let events = suite.sudo(SudoMsg::RevokeRole { role, account: ana }).unwrap();
    assert_eq!(CancelChange::from_event(&events[0]).unwrap().id, id);
    assert!(suite.pending().is_empty());
}

#[test]
fn what_a_former_owner_planned_falls_and_makes_room() {
    let mut suite = Suite::new();
    let (owner, ana) = (suite.addr("owner"), suite.addr("ana"));
    let mut plans = Vec::new();
    for number in 0..MAX_PENDING_CHANGES {
        let account = suite.addr(&format!("thief{number}"));
        plans.push(suite.schedule("owner", Change::GrantRole { role: Role::Pauser, account }));
    }
    suite.sudo(SudoMsg::SetOwner { owner: ana }).unwrap();
    assert!(suite.pending().is_empty());
    suite.schedule("ana", Change::RenounceOwnership {});
    // The account is owner once more, and its plans do not come alive.
    suite.sudo(SudoMsg::SetOwner { owner }).unwrap();
    suite.after(DELAY);
    for id in plans {
        let gone = suite.fails("anyone", Msg::ApplyChange { id });
        assert!(matches!(gone, AccessError::NoChange { .. }), "{gone}");
    }
}

#[test]
fn what_an_owner_planned_or_could_undo_does_not_come_alive_when_he_is_owner_again() {
    for by_chain in [true, false] {
        let mut suite = Suite::new();
        let (role, pat) = (Role::Pauser, suite.addr("pat"));
        let id = suite.schedule("owner", Change::RenounceOwnership {});
        suite.ok("owner", Msg::RevokeRole { role, account: pat.clone() });
        for (from, to) in [("owner", "ana"), ("ana", "owner")] {
            let owner = suite.addr(to);
            if by_chain {
                suite.sudo(SudoMsg::SetOwner { owner }).unwrap();
                continue;
            }
            let transfer = Action::TransferOwnership { new_owner: owner, expiry: None };
            suite.ok(from, Msg::UpdateOwnership(transfer));
            suite.after(OWNER_DELAY);
            suite.ok(to, Msg::UpdateOwnership(Action::AcceptOwnership));
        }
        let back = suite.fails("owner", Msg::GrantRole { role, account: pat });
        assert!(matches!(back, AccessError::ChangeMustWait { .. }), "{back}");
        suite.after(DELAY);
        let gone = suite.fails("anyone", Msg::ApplyChange { id });
        assert!(matches!(gone, AccessError::NoChange { .. }), "{gone}");
    }
}

#[test]
fn the_chain_names_addresses() {
    let mut suite = Suite::new();
    for msg in [
        SudoMsg::SetOwner { owner: "nobody".to_string() },
        SudoMsg::RevokeRole { role: Role::Pauser, account: "nobody".to_string() },
    ] {
        let refused = suite.sudo(msg).unwrap_err();
        assert!(matches!(refused, TillError::Access(AccessError::Input(_))), "{refused}");
    }
}
