//! The chain's own governance.

use cosmwasm_std::Addr;
use cw_ownable::Action;
use isthmus_api::access::events::{Pause, RevokeRole};
use isthmus_api::access::RolesOfResponse;
use isthmus_api::event::TypedEvent;
use isthmus_api::stablecoin::{ExecuteMsg, FreezeMode, PauseScope, QueryMsg, Role, SudoMsg};
use strum::IntoEnumIterator;

use crate::suite::Suite;

#[test]
fn the_chain_pauses_and_unpauses() {
    let mut suite = Suite::new();
    let scopes = vec![PauseScope::Transfer, PauseScope::Mint];
    let pause = |duration_seconds| SudoMsg::Pause { scopes: scopes.clone(), duration_seconds };
    assert_eq!(suite.sudo(&pause(72 * 3600 + 1)).unwrap_err().code(), "AC-007");
    let response = suite.sudo(&pause(60)).unwrap();
    let told = response.events.iter().find_map(|event| Pause::from_event(event).ok());
    assert_eq!(told.unwrap().by, "chain");
    assert_eq!(suite.transfer("alice", "bob", 1).unwrap_err().code(), "AC-006");
    suite.sudo(&SudoMsg::Unpause { scopes }).unwrap();
    suite.transfer("alice", "bob", 1).unwrap();
}

#[test]
fn the_chain_sets_an_owner_at_once_who_is_nothing_else() {
    let mut suite = Suite::new();
    // A thief who holds the owner's key has proposed himself.
    let new_owner = suite.addr("stranger");
    let propose = Action::TransferOwnership { new_owner, expiry: None };
    suite.ok("owner", ExecuteMsg::UpdateOwnership(propose));
    let nobody = SudoMsg::SetOwner { owner: "nobody".into() };
    assert_eq!(suite.sudo(&nobody).unwrap_err().code(), "AC-008");
    // Nobody prevents it by a role that the owner may not have.
    for role in Role::iter() {
        let mut suite = Suite::new();
        let account = suite.addr("carol");
        suite.ok("owner", ExecuteMsg::GrantRole { role, account: account.clone() });
        let response = suite.sudo(&SudoMsg::SetOwner { owner: account.clone() }).unwrap();
        let taken = response.events.iter().find_map(|event| RevokeRole::from_event(event).ok());
        let (role, by) = (<&str>::from(role).to_string(), "chain".to_string());
        assert_eq!(taken, Some(RevokeRole { role, account: account.clone(), by }));
        let duties: RolesOfResponse = suite.query(QueryMsg::RolesOf { account });
        assert_eq!(duties, RolesOfResponse { owner: true, roles: vec![] });
    }
    let owner = suite.addr("carol");
    suite.sudo(&SudoMsg::SetOwner { owner: owner.clone() }).unwrap();
    let told: cw_ownable::Ownership<Addr> = suite.query(QueryMsg::Ownership {});
    assert_eq!((told.owner.unwrap().to_string(), told.pending_owner), (owner, None));
    suite.after_seconds(100);
    let accept = ExecuteMsg::UpdateOwnership(Action::AcceptOwnership);
    assert_eq!(suite.fails("stranger", accept), "AC-005");
    assert_eq!(suite.fails("owner", ExecuteMsg::SetCap { cap: None }), "AC-002");
    suite.ok("carol", ExecuteMsg::SetCap { cap: None });
    // Also when there was no owner any more.
    suite.ok("carol", ExecuteMsg::UpdateOwnership(Action::RenounceOwnership));
    let owner = suite.addr("carol");
    suite.sudo(&SudoMsg::SetOwner { owner }).unwrap();
    suite.ok("carol", ExecuteMsg::SetCap { cap: Some(9_000u128.into()) });
}

#[test]
fn the_chain_takes_a_role_away() {
    let mut suite = Suite::new();
    let (role, account) = (Role::Seizer, suite.addr("seizer"));
    let revoke = SudoMsg::RevokeRole { role, account };
    suite.freeze("alice", FreezeMode::Full);
    suite.sudo(&revoke).unwrap();
    assert_eq!(suite.seize("alice", "bob", 1).unwrap_err().code(), "AC-002");
    suite.sudo(&revoke).unwrap();
}

/// The list is short on purpose: a new entry has to be weighed.
#[test]
fn no_sudo_message_moves_money() {
    let all = [
        SudoMsg::Pause { scopes: vec![], duration_seconds: 0 },
        SudoMsg::Unpause { scopes: vec![] },
        SudoMsg::SetOwner { owner: String::new() },
        SudoMsg::RevokeRole { role: Role::Pauser, account: String::new() },
    ];
    let names = all.map(|msg| match msg {
        SudoMsg::Pause { .. } => "pause",
        SudoMsg::Unpause { .. } => "unpause",
        SudoMsg::SetOwner { .. } => "set_owner",
        SudoMsg::RevokeRole { .. } => "revoke_role",
    });
    assert_eq!(names, ["pause", "unpause", "set_owner", "revoke_role"]);
    let mut suite = Suite::new();
    let before = suite.balances();
    for scope in [PauseScope::Transfer, PauseScope::Burn] {
        suite.sudo(&SudoMsg::Pause { scopes: vec![scope], duration_seconds: 5 }).unwrap();
    }
    let owner = suite.addr("carol");
    suite.sudo(&SudoMsg::SetOwner { owner }).unwrap();
    let account = suite.addr("seizer");
    suite.sudo(&SudoMsg::RevokeRole { role: Role::Seizer, account }).unwrap();
    assert_eq!(suite.balances(), before);
}
