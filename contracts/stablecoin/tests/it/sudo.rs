//! The chain's own governance.

use cosmwasm_std::Addr;
use cw_ownable::Action;
use isthmus_api::event::TypedEvent;
use isthmus_api::stablecoin::{events, ExecuteMsg, PauseScope, QueryMsg, SudoMsg};

use crate::suite::Suite;

#[test]
fn the_chain_pauses_and_unpauses() {
    let mut suite = Suite::new();
    let scopes = vec![PauseScope::Transfer, PauseScope::Mint];
    let pause = |duration_seconds| SudoMsg::Pause { scopes: scopes.clone(), duration_seconds };
    assert_eq!(suite.sudo(&pause(72 * 3600 + 1)).unwrap_err().code(), "ST-007");
    let response = suite.sudo(&pause(60)).unwrap();
    let told = response.events.iter().find_map(|event| events::Pause::from_event(event).ok());
    assert_eq!(told.unwrap().by, "chain");
    assert_eq!(suite.transfer("alice", "bob", 1).unwrap_err().code(), "ST-006");
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
    for who in ["compliance", "master", "pauser"] {
        let owner = suite.addr(who);
        assert_eq!(suite.sudo(&SudoMsg::SetOwner { owner }).unwrap_err().code(), "ST-090");
    }
    let nobody = SudoMsg::SetOwner { owner: "nobody".into() };
    assert_eq!(suite.sudo(&nobody).unwrap_err().code(), "ST-008");
    let owner = suite.addr("carol");
    suite.sudo(&SudoMsg::SetOwner { owner: owner.clone() }).unwrap();
    let told: cw_ownable::Ownership<Addr> = suite.query(QueryMsg::Ownership {});
    assert_eq!((told.owner.unwrap().to_string(), told.pending_owner), (owner, None));
    suite.after_seconds(100);
    let accept = ExecuteMsg::UpdateOwnership(Action::AcceptOwnership);
    assert_eq!(suite.fails("stranger", accept), "ST-005");
    assert_eq!(suite.fails("owner", ExecuteMsg::SetCap { cap: None }), "ST-002");
    suite.ok("carol", ExecuteMsg::SetCap { cap: None });
    // Also when there was no owner any more.
    suite.ok("carol", ExecuteMsg::UpdateOwnership(Action::RenounceOwnership));
    let owner = suite.addr("carol");
    suite.sudo(&SudoMsg::SetOwner { owner }).unwrap();
    suite.ok("carol", ExecuteMsg::SetCap { cap: Some(9_000u128.into()) });
}

/// The list is short on purpose: a new entry has to be weighed.
#[test]
fn no_sudo_message_moves_money() {
    let all = [
        SudoMsg::Pause { scopes: vec![], duration_seconds: 0 },
        SudoMsg::Unpause { scopes: vec![] },
        SudoMsg::SetOwner { owner: String::new() },
    ];
    let names = all.map(|msg| match msg {
        SudoMsg::Pause { .. } => "pause",
        SudoMsg::Unpause { .. } => "unpause",
        SudoMsg::SetOwner { .. } => "set_owner",
    });
    assert_eq!(names, ["pause", "unpause", "set_owner"]);
    let mut suite = Suite::new();
    let before = suite.balances();
    for scope in [PauseScope::Transfer, PauseScope::Burn] {
        suite.sudo(&SudoMsg::Pause { scopes: vec![scope], duration_seconds: 5 }).unwrap();
    }
    let owner = suite.addr("carol");
    suite.sudo(&SudoMsg::SetOwner { owner }).unwrap();
    assert_eq!(suite.balances(), before);
}
