//! The chain's own governance.

use isthmus_api::stablecoin::{FreezeMode, PauseScope, Role, SudoMsg};

use crate::suite::Suite;

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
