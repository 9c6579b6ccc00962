//! Separation of duties (I13).

use cw_ownable::Action;
use isthmus_api::access::events::RevokeRole;
use isthmus_api::access::{RolesOfResponse, MAX_ROLE_MEMBERS};
use isthmus_api::event::TypedEvent;
use isthmus_api::stablecoin::{ExecuteMsg, PauseScope, QueryMsg, Role, RoleGrant};
use strum::IntoEnumIterator;

use crate::suite::Suite;

/// No two of these in one account.
const EXCLUSIVE: [&str; 5] = ["owner", "master_minter", "compliance", "seizer", "attestor"];

fn grant(suite: &Suite, role: Role, who: &str) -> ExecuteMsg {
    ExecuteMsg::GrantRole { role, account: suite.addr(who) }
}

fn roles_of(suite: &Suite, who: &str) -> RolesOfResponse {
    suite.query(QueryMsg::RolesOf { account: suite.addr(who) })
}

fn accept(suite: &mut Suite, who: &str) -> Result<(), String> {
    let new_owner = suite.addr(who);
    let propose = Action::TransferOwnership { new_owner, expiry: None };
    suite.ok("owner", ExecuteMsg::UpdateOwnership(propose));
    suite.after_seconds(100);
    let accept = ExecuteMsg::UpdateOwnership(Action::AcceptOwnership);
    suite.send(who, accept).map(|_| ()).map_err(|cause| cause.to_string())
}

/// The duties that I13 keeps apart.
fn together(one: Role, other: Role) -> bool {
    let names = [one, other].map(<&'static str>::from);
    one == other || !names.iter().all(|name| EXCLUSIVE.contains(name))
}

#[test]
fn i13_no_account_gets_two_duties_that_exclude_each_other() {
    for first in Role::iter() {
        for second in Role::iter() {
            let mut suite = Suite::new();
            let msg = grant(&suite, first, "carol");
            suite.ok("owner", msg);
            let msg = grant(&suite, second, "carol");
            match together(first, second) {
                true => {
                    suite.ok("owner", msg);
                }
                false => assert_eq!(suite.fails("owner", msg), "AC-010", "{first:?} {second:?}"),
            }
        }
    }
}

#[test]
fn i13_holds_at_instantiate() {
    let with = |roles: [(Role, &'static str); 2]| {
        Suite::with(|msg, addr| {
            let grant = |(role, who)| RoleGrant { role, account: addr(who) };
            msg.roles = Some(roles.map(grant).to_vec());
        })
        .map(|_| ())
        .map_err(|cause| cause.to_string())
    };
    let refused = with([(Role::MasterMinter, "carol"), (Role::Compliance, "carol")]).unwrap_err();
    let text = "one account may not be both master_minter and compliance [AC-010]";
    assert_eq!(refused, text);
    let refused = with([(Role::Pauser, "carol"), (Role::Pauser, "owner")]).unwrap_err();
    assert_eq!(refused, "one account may not be both owner and pauser [AC-010]");
    with([(Role::MasterMinter, "carol"), (Role::Pauser, "carol")]).unwrap();
}

#[test]
fn i13_the_owner_takes_no_operating_role_and_no_operator_becomes_owner() {
    for role in Role::iter() {
        let mut suite = Suite::new();
        let msg = grant(&suite, role, "owner");
        assert_eq!(suite.fails("owner", msg), "AC-010", "{role:?}");
        let msg = grant(&suite, role, "carol");
        suite.ok("owner", msg);
        let refused = accept(&mut suite, "carol").unwrap_err();
        let name: &str = role.into();
        assert_eq!(refused, format!("one account may not be both {name} and owner [AC-010]"));
        assert!(roles_of(&suite, "owner").owner, "the old owner stays");
        // Whoever gives the role up may accept.
        suite.ok("carol", ExecuteMsg::RenounceRole { role });
        suite.ok("carol", ExecuteMsg::UpdateOwnership(Action::AcceptOwnership));
        assert!(roles_of(&suite, "carol").owner);
    }
}

#[test]
fn who_pauses_does_not_unpause() {
    let mut suite = Suite::new();
    suite.pause(PauseScope::Transfer);
    let unpause = ExecuteMsg::Unpause { scopes: vec![PauseScope::Transfer] };
    assert_eq!(suite.fails("pauser", unpause.clone()), "AC-002");
    suite.ok("owner", unpause);
}

#[test]
fn a_role_is_renounced_by_its_holder_and_by_nobody_else() {
    let mut suite = Suite::new();
    let renounce = ExecuteMsg::RenounceRole { role: Role::Compliance };
    assert_eq!(suite.fails("owner", renounce.clone()), "AC-002");
    assert_eq!(suite.fails("pauser", renounce.clone()), "AC-002");
    assert_eq!(roles_of(&suite, "compliance").roles, ["compliance"]);
    suite.ok("compliance", renounce.clone());
    assert_eq!(roles_of(&suite, "compliance"), RolesOfResponse { owner: false, roles: vec![] });
    assert_eq!(suite.fails("compliance", renounce), "AC-002");
}

#[test]
fn a_role_is_lost_once() {
    let mut suite = Suite::new();
    let revoke = ExecuteMsg::RevokeRole { role: Role::Pauser, account: suite.addr("pauser") };
    for lost in [true, false] {
        let told = suite.ok("owner", revoke.clone());
        assert_eq!(told.events.iter().any(|event| RevokeRole::from_event(event).is_ok()), lost);
    }
}

#[test]
fn a_role_has_at_most_a_hundred_members() {
    let mut suite = Suite::new();
    for number in 1..MAX_ROLE_MEMBERS {
        let msg = grant(&suite, Role::Pauser, &format!("pauser {number}"));
        suite.ok("owner", msg);
    }
    let msg = grant(&suite, Role::Pauser, "carol");
    assert_eq!(suite.fails("owner", msg.clone()), "AC-011");
    // A member may be named again, and one who goes makes room.
    let again = grant(&suite, Role::Pauser, "pauser");
    suite.ok("owner", again);
    suite.ok("pauser", ExecuteMsg::RenounceRole { role: Role::Pauser });
    suite.ok("owner", msg);
}
