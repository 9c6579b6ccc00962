//! `mint`: four brakes at once, each with an error of its own.

use isthmus_api::issuance::events::Minted;
use isthmus_api::issuance::*;
use isthmus_testkit::scripted::Reaction;
use serde_json::json;

use crate::suite::*;

#[test]
fn a_mint_creates_tokens_and_uses_up_the_allowance() {
    let mut suite = Suite::new();
    let reference = Some(reference());
    let recipient = actor("else").into();
    let msg = ExecuteMsg::Mint { recipient, amount: 300u128.into(), reference };
    let done = suite.run("minter", &msg).unwrap();
    let told: Minted = event(&done.events);
    assert_eq!((told.amount.u128(), told.allowance.u128()), (300, 999_700));
    assert_eq!(told.reference.as_deref(), Some("9c02"));
    assert_eq!((suite.has("else"), suite.allowance("minter")), (300, 999_700));
    assert_eq!(suite.supply(), 2 * RICH + 300);
    let recipient = actor("else").into();
    let long = Some(cosmwasm_std::HexBinary::from([1; 33]));
    let msg = ExecuteMsg::Mint { recipient, amount: 1u128.into(), reference: long };
    fails(suite.run("minter", &msg), "AC-008");
    fails(suite.mint("stranger", "else", 1), "AC-002");
}

#[test]
fn four_brakes_act_at_once_and_each_has_an_error_of_its_own() {
    let mut suite = Suite::backed(2 * RICH + 900);
    suite.configure("minter", 1_000, limit(500, 1)).unwrap();
    // The reserves leave 900, the allowance 1,000, the rate limit 500 at once.
    fails(suite.mint("minter", "else", 1_001), "IS-011");
    fails(suite.mint("minter", "else", 501), "IS-013");
    suite.mint("minter", "else", 500).unwrap();
    fails(suite.mint("minter", "else", 1), "IS-012");
    suite.after(500);
    fails(suite.mint("minter", "else", 401), "IS-019");
    suite.attest(10 * RICH).unwrap();
    // Now the token's cap is the last brake, and its own record of issuance.
    let cap = (2 * RICH + 500).to_string();
    suite.token("token-owner", &json!({"set_cap": {"cap": cap}})).unwrap();
    fails(suite.mint("minter", "else", 401), "ST-021");
    let cap = CAP.to_string();
    suite.token("token-owner", &json!({"set_cap": {"cap": cap}})).unwrap();
    suite.let_office_mint(400);
    fails(suite.mint("minter", "else", 401), "ST-022");
    // What was refused used nothing up.
    assert_eq!(suite.allowance("minter"), 500);
    suite.mint("minter", "else", 400).unwrap();
    assert_eq!(suite.has("else"), 900);
}

#[test]
fn a_paused_mint_and_one_that_the_token_refuses_leave_nothing() {
    let mut suite = Suite::new();
    let pause = ExecuteMsg::Pause { scopes: vec![PauseScope::Mint], duration_seconds: 60 };
    suite.run("pauser", &pause).unwrap();
    fails(suite.mint("minter", "else", 1), "AC-006");
    suite.after(60);
    suite.script("mint", Reaction::refuse("not today"));
    fails(suite.mint("minter", "else", 1), "not today");
    assert_eq!(suite.allowance("minter"), 1_000_000);
}
