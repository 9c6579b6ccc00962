//! A5: a minter is none of six duties, over both contracts, wherever a minter or a role is set.

use isthmus_api::issuance::events::MinterRemoved;
use isthmus_api::issuance::*;
use serde_json::json;

use crate::suite::*;

fn grant(role: Role, name: &str) -> ExecuteMsg {
    ExecuteMsg::GrantRole { role, account: actor(name).into() }
}

#[test]
fn a5_nobody_with_a_duty_that_excludes_it_becomes_a_minter_in_either_contract() {
    let mut suite = Suite::bare(0);
    for here in ["owner", "master", "attestor"] {
        fails(suite.configure(here, 5, None), "IS-020");
    }
    for there in ["token-owner", "compliance", "seizer", "rescuer"] {
        fails(suite.configure(there, 5, None), "IS-020");
    }
    for other in ["operator", "guardian", "pauser", "keeper", "ana"] {
        suite.configure(other, 5, None).unwrap();
    }
}

#[test]
fn a5_no_minter_gets_a_duty_that_excludes_it() {
    let mut suite = Suite::new();
    for role in [Role::MasterMinter, Role::Attestor] {
        fails(suite.run("owner", &grant(role, "minter")), "IS-020");
    }
    suite.run("owner", &grant(Role::Guardian, "minter")).unwrap();
    let transfer = |name: &str| {
        ExecuteMsg::UpdateOwnership(cw_ownable::Action::TransferOwnership {
            new_owner: actor(name).into(),
            expiry: None,
        })
    };
    fails(suite.run("owner", &transfer("minter")), "IS-020");
    // Nor does one who becomes a minter after having been proposed.
    suite.run("owner", &transfer("ben")).unwrap();
    suite.configure("ben", 5, None).unwrap();
    let accept = ExecuteMsg::UpdateOwnership(cw_ownable::Action::AcceptOwnership);
    fails(suite.run("ben", &accept), "IS-020");
    suite.run("master", &ExecuteMsg::RemoveMinter { minter: actor("ben").into() }).unwrap();
    suite.run("ben", &accept).unwrap();
}

#[test]
fn a5_who_names_minters_and_who_attests_has_no_duty_in_the_token_that_excludes_it() {
    let mut suite = Suite::new();
    for (role, name) in [
        (Role::MasterMinter, "token-owner"),
        (Role::MasterMinter, "compliance"),
        (Role::Attestor, "seizer"),
        (Role::Attestor, "token-owner"),
        (Role::Attestor, "compliance"),
        (Role::MasterMinter, "seizer"),
    ] {
        fails(suite.run("owner", &grant(role, name)), "IS-020");
    }
    suite.run("owner", &grant(Role::MasterMinter, "else")).unwrap();
    suite.run("owner", &grant(Role::Attestor, "stranger")).unwrap();
    suite.run("owner", &grant(Role::Guardian, "compliance")).unwrap();
    fails(suite.run("owner", &grant(Role::Attestor, "master")), "AC-010");
}

#[test]
fn a5_anyone_dismisses_a_minter_to_whom_the_token_gave_such_a_duty() {
    let mut suite = Suite::new();
    let dismiss = ExecuteMsg::DismissMinter { minter: actor("minter").into() };
    fails(suite.run("stranger", &dismiss), "IS-021");
    suite.give_duty_in_token("compliance", "minter");
    let done = suite.run("stranger", &dismiss).unwrap();
    let told: MinterRemoved = event(&done.events);
    assert_eq!(told.duty.as_deref(), Some("compliance"));
    fails(suite.mint("minter", "else", 1), "AC-002");
    fails(suite.run("stranger", &dismiss), "IS-010");
}

#[test]
fn a5_a_minter_with_such_a_duty_is_not_let_do_more_and_can_still_be_bounded() {
    let mut suite = Suite::new();
    suite.give_duty_in_token("compliance", "minter");
    fails(suite.configure("minter", 1_000_001, None), "IS-020");
    suite.configure("minter", 10, limit(5, 1)).unwrap();
    fails(suite.configure("minter", 10, None), "IS-020");
    assert_eq!(suite.allowance("minter"), 10);
}

#[test]
fn a5_an_owner_that_the_chain_sets_mints_no_more() {
    let mut suite = Suite::new();
    let done = suite.sudo(&SudoMsg::SetOwner { owner: actor("minter").into() }).unwrap();
    let told: MinterRemoved = event(&done.events);
    assert_eq!((told.duty.as_deref(), told.by.as_str()), (Some("owner"), "chain"));
    fails(suite.mint("minter", "else", 1), "AC-002");
}

/// The other direction: the token asks issuance.
#[test]
fn a5_the_token_gives_no_such_duty_to_who_mints_here_and_has_no_such_owner() {
    let mut suite = Suite::new();
    let give =
        |role: &str, name: &str| json!({"grant_role": {"role": role, "account": actor(name)}});
    let propose = |name: &str| {
        json!({"update_ownership": {
            "transfer_ownership": {"new_owner": actor(name), "expiry": null},
        }})
    };
    for role in ["compliance", "seizer", "rescuer"] {
        fails(suite.token("token-owner", &give(role, "minter")), "AC-010");
    }
    for role in ["compliance", "seizer"] {
        fails(suite.token("token-owner", &give(role, "master")), "AC-010");
        fails(suite.token("token-owner", &give(role, "attestor")), "AC-010");
    }
    for name in ["minter", "master", "attestor"] {
        fails(suite.token("token-owner", &propose(name)), "AC-010");
    }
    suite.token("token-owner", &give("guardian", "minter")).unwrap();
    suite.token("token-owner", &give("compliance", "operator")).unwrap();
    // Nor does one who becomes a minter after having been proposed.
    suite.token("token-owner", &propose("ben")).unwrap();
    suite.configure("ben", 5, None).unwrap();
    let accept = json!({"update_ownership": "accept_ownership"});
    fails(suite.token("ben", &accept), "AC-010");
    suite.run("master", &ExecuteMsg::RemoveMinter { minter: actor("ben").into() }).unwrap();
    suite.token("ben", &accept).unwrap();
}
