//! Attacks on the token that are no topic of their own: what reviewers tried (A) and what was reported of other
//! tokens (P). `docs/stablecoin/attacks.md` has all of both, with their tests.

use cosmwasm_std::{Addr, HexBinary};
use cw_ownable::Action;
use isthmus_api::stablecoin::{
    Change, ComplianceMode, ExecuteMsg, FreezeMode, PauseScope, QueryMsg, Role, SignedAction,
};
use isthmus_api::types::Asset;
use isthmus_testkit::chain::{address, fails, Chain};
use isthmus_testkit::Code;
use serde_json::{json, to_value, Value};

use crate::signer::{signed, terms, Kind, Signer};
use crate::suite::{instantiate_msg, Suite, START};

const MONTH: u64 = 30 * 86_400;

fn raw(suite: &mut Suite, by: &str, msg: &Value) -> isthmus_testkit::chain::Done {
    let (sender, token) = (Addr::unchecked(suite.addr(by)), suite.token.clone());
    suite.call(&sender, &token, msg, &[])
}

/// A token in which dora has ten and has registered her keys.
fn with_signer() -> (Suite, Signer, String) {
    let (mut suite, signer) = (Suite::new(), Signer::new(7));
    let dora = signer.address(suite.app.api());
    suite.transfer("alice", &dora, 10).unwrap();
    for key in signer.keys() {
        suite.ok(&dora, ExecuteMsg::RegisterKey { key });
    }
    (suite, signer, dora)
}

#[test]
fn a6_a_misspelt_field_is_refused_and_the_right_one_named() {
    let mut suite = Suite::new();
    let minter = json!({"address": suite.addr("carol"), "allowance": "5", "rate_limits": null});
    let refused = raw(&mut suite, "owner", &json!({"set_minter": {"minter": minter}}));
    let text = refused.unwrap_err().to_string();
    assert!(text.contains("rate_limits") && text.contains("rate_limit"), "{text}");
    assert_eq!(suite.query::<Value>(QueryMsg::Minter {})["minter"], suite.addr("minter"));

    let mut msg = to_value(instantiate_msg(&|name| address(name).to_string())).unwrap();
    let seconds = msg.as_object_mut().unwrap().remove("change_delay_seconds").unwrap();
    msg["change_delay_second"] = seconds;
    let mut chain = Chain::on(crate::library(), START, &[], &[]);
    fails(chain.place(Code::Stablecoin, &msg), "change_delay_second");
}

#[test]
fn a9_a_stolen_owner_key_has_a_month_before_it_and_every_guard_still_there() {
    let mut suite = Suite::new();
    suite.ok("owner", ExecuteMsg::SetChangeDelay { seconds: MONTH });
    let thief = suite.addr("stranger");
    let taken = [
        Change::GrantRole { role: Role::Seizer, account: thief.clone() },
        Change::SetMinter { minter: Some(suite.terms("stranger", None, None)) },
        Change::RegisterEscrow { account: suite.receiver.to_string() },
        Change::SetBridge { bridge: suite.receiver.to_string() },
        Change::SetCap { cap: None },
        Change::SetChangeDelay { seconds: 0 },
    ];
    let direct = [
        ExecuteMsg::GrantRole { role: Role::Seizer, account: thief.clone() },
        suite.minting("stranger", None, None),
        ExecuteMsg::RegisterEscrow { account: suite.receiver.to_string() },
        ExecuteMsg::SetBridge { bridge: suite.receiver.to_string() },
        ExecuteMsg::SetCap { cap: None },
        ExecuteMsg::SetChangeDelay { seconds: 0 },
    ];
    for (change, msg) in taken.into_iter().zip(direct) {
        assert_eq!(suite.fails("owner", msg), "AC-013", "{change:?}");
        let done = suite.ok("owner", ExecuteMsg::ScheduleChange { change: change.clone() });
        let id = isthmus_testkit::chain::scheduled(&done);
        suite.refuses("stranger", ExecuteMsg::ApplyChange { id }, "AC-014");
    }
    // The guards withdraw what it announced, as long as one is there. It can dismiss them at once, and the
    // chain's governance needs none.
    suite.ok("guardian", ExecuteMsg::CancelChange { id: 1 });
    for role in [Role::Guardian, Role::Pauser, Role::Compliance] {
        let name: &'static str = role.into();
        let account = suite.addr(name);
        suite.ok("owner", ExecuteMsg::RevokeRole { role, account });
    }
    suite.refuses("guardian", ExecuteMsg::CancelChange { id: 2 }, "AC-002");
    suite.sudo(&json!({"set_owner": {"owner": suite.addr("carol")}})).unwrap();
    suite.after_seconds(MONTH);
    for id in 2..=6 {
        let done = suite.send("stranger", ExecuteMsg::ApplyChange { id });
        assert!(done.is_err(), "change {id}");
    }
    assert_eq!((suite.balance("alice"), suite.balance("stranger")), (1000, 0));
}

/// P19: who takes a payment reads from the token itself what it is and what it holds, and both are true.
#[test]
fn p19_what_a_treasury_asks_of_a_cw20_is_answered_as_cw20_says() {
    let mut suite = Suite::new();
    let before: cw20::TokenInfoResponse = suite.query(QueryMsg::TokenInfo {});
    let minter: Option<cw20::MinterResponse> = suite.query(QueryMsg::Minter {});
    assert_eq!(minter.unwrap().minter, suite.addr("minter"));
    suite.transfer("alice", "bob", 400).unwrap();
    let held = |suite: &Suite, name: &str| {
        let told: cw20::BalanceResponse =
            suite.query(QueryMsg::Balance { address: suite.addr(name) });
        told.balance.u128()
    };
    assert_eq!((held(&suite, "alice"), held(&suite, "bob")), (600, 900));
    let after: cw20::TokenInfoResponse = suite.query(QueryMsg::TokenInfo {});
    assert_eq!(after, before);
    let nobody: cw20::BalanceResponse =
        suite.query(QueryMsg::Balance { address: suite.addr("nobody ever") });
    assert!(nobody.balance.is_zero());
}

#[test]
fn a19_p1_not_even_nothing_is_taken_from_an_account_without_its_allowance() {
    let mut suite = Suite::new();
    let (owner, recipient) = (suite.addr("alice"), suite.addr("stranger"));
    let msg = ExecuteMsg::TransferFrom { owner, recipient, amount: 0u128.into() };
    suite.refuses("stranger", msg, "ST-016");
}

#[test]
fn a20_p3_what_was_signed_counts_once_in_whatever_encoding() {
    let (mut suite, signer, from) = with_signer();
    let to = suite.addr("bob");
    let one = 1u128.into();
    let action = SignedAction::Transfer { from, to, amount: one, most: one, memo: None };
    let msg = signed(&suite, &signer, Kind::Wallet, &action, terms(0));
    suite.ok("stranger", msg.clone());
    suite.refuses("stranger", msg, "ST-071");
    // Another valid signature over the same bytes is no other authorization.
    let again = signed(&suite, &signer, Kind::Es256, &action, terms(0));
    suite.refuses("stranger", again, "ST-071");
}

#[test]
fn a21_to_give_up_ownership_waits_and_is_withdrawn() {
    let mut suite = Suite::new();
    suite.ok("owner", ExecuteMsg::SetChangeDelay { seconds: MONTH });
    let renounce = ExecuteMsg::UpdateOwnership(Action::RenounceOwnership);
    assert_eq!(suite.fails("owner", renounce), "AC-013");
    let change = Change::RenounceOwnership {};
    suite.ok("owner", ExecuteMsg::ScheduleChange { change });
    suite.ok("guardian", ExecuteMsg::CancelChange { id: 1 });
    suite.after_seconds(MONTH);
    assert!(suite.send("stranger", ExecuteMsg::ApplyChange { id: 1 }).is_err());
}

#[test]
fn a22_p13_what_is_fully_frozen_is_minted_nothing_and_paid_nothing() {
    let mut suite = Suite::new();
    suite.freeze("carol", FreezeMode::Full);
    assert_eq!(suite.mint("minter", "carol", 1).unwrap_err().code(), "ST-013");
    assert_eq!(suite.transfer("alice", "carol", 1).unwrap_err().code(), "ST-013");
}

#[test]
fn p2_a_permit_that_a_stranger_submits_first_has_done_what_it_says() {
    let (mut suite, signer, owner) = with_signer();
    let (spender, amount) = (suite.addr("bob"), 5u128.into());
    let action = SignedAction::Permit { owner: owner.clone(), spender, amount, expires: None };
    let msg = signed(&suite, &signer, Kind::Ed25519, &action, terms(0));
    suite.ok("stranger", msg.clone());
    // Who comes second is told that the nonce is used, and finds the allowance that was signed.
    suite.refuses("bob", msg, "ST-071");
    assert_eq!(suite.allowance(&owner, "bob").allowance.u128(), 5);
    let recipient = suite.addr("carol");
    suite.ok("bob", ExecuteMsg::TransferFrom { owner, recipient, amount });
    assert_eq!(suite.balance("carol"), 5);
}

#[test]
fn p10_what_is_sent_to_the_token_itself_is_given_back() {
    let mut suite = Suite::new();
    suite.transfer("alice", "token", 7).unwrap();
    let (to, amount) = (suite.addr("alice"), 7u128.into());
    let asset = Asset::Cw20(suite.token.to_string());
    suite.ok("rescuer", ExecuteMsg::Rescue { asset, to, amount });
    assert_eq!(suite.balance("alice"), 1000);
}

#[test]
fn p12_p14_no_pause_stands_between_an_incident_and_who_answers_it() {
    let mut suite = Suite::new();
    suite.freeze("bob", FreezeMode::Full);
    for scope in [PauseScope::Transfer, PauseScope::Mint, PauseScope::Burn] {
        suite.pause(scope);
    }
    suite.ok("owner", ExecuteMsg::SetMinter { minter: None });
    let (account, case_hash) = (suite.addr("bob"), HexBinary::from([7; 32]));
    suite.ok("seizer", ExecuteMsg::Wipe { account, amount: None, reason: None, case_hash });
    let (role, account) = (Role::Guardian, suite.addr("guardian"));
    suite.ok("owner", ExecuteMsg::RevokeRole { role, account });
    assert_eq!(suite.balance("bob"), 0);
}

#[test]
fn p20_an_allowance_moves_its_owners_money_and_never_the_spenders() {
    let mut suite = Suite::new();
    suite.approve("alice", "bob", 9);
    let (owner, recipient) = (suite.addr("alice"), suite.addr("carol"));
    suite.ok("bob", ExecuteMsg::TransferFrom { owner, recipient, amount: 9u128.into() });
    let paid = ["alice", "bob", "carol"].map(|who| suite.balance(who));
    assert_eq!(paid, [991, 500, 9]);
}

#[test]
fn p22_a_mode_that_admits_nobody_admits_what_the_system_stands_on() {
    let mut suite = Suite::new();
    suite.mode(ComplianceMode::Allowlist);
    assert!(suite.transfer("alice", "bob", 1).is_err());
    suite.mode(ComplianceMode::Open);
    suite.deposit("alice", "escrow", 5).unwrap();
    suite.mode(ComplianceMode::Allowlist);
    suite.transfer("escrow", "alice", 5).unwrap();
    assert_eq!(suite.balance("alice"), 1000);
}
