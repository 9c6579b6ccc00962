//! Acts signed off the chain, with every kind of key: where, when and how often they count, and that
//! nothing of them can be changed. Dora signs, whom all of them share.

mod domain;
mod keys;
mod nonces;
mod rules;

use cosmwasm_std::{Addr, Binary};
use cw20::Expiration;
use cw_multi_test::Executor;
use isthmus_api::event::TypedEvent;
use isthmus_api::stablecoin::{
    events, AccountKey, AuthorizationStateResponse, ExecuteMsg, FeeConfig, FreezeMode,
    KeysResponse, MigrateMsg, PauseScope, QueryMsg, Signature, SignatureKind,
    SignatureRulesResponse, SignedAction, SigningDomainResponse,
};
use serde_json::json;

use crate::signer::{authorization, message, signed, signing_text, terms, Kind, Signer, KINDS};
use crate::suite::Suite;

/// Dora signs; her wallet's account has 1000 and her other keys are registered.
fn suite() -> (Suite, Signer, String) {
    let mut suite = Suite::new();
    let signer = Signer::new(7);
    let dora = signer.address(suite.app.api());
    suite.transfer("alice", &dora, 1000).unwrap();
    for key in signer.keys() {
        suite.ok(&dora, ExecuteMsg::RegisterKey { key });
    }
    (suite, signer, dora)
}

fn transfer(suite: &Suite, from: &str, to: &str, amount: u128) -> SignedAction {
    SignedAction::Transfer {
        from: suite.addr(from),
        to: suite.addr(to),
        amount: amount.into(),
        most: amount.into(),
        memo: None,
    }
}

fn receive(suite: &Suite, from: &str, to: &str, amount: u128) -> SignedAction {
    let memo = Some("INV 7".to_string());
    SignedAction::Receive {
        from: suite.addr(from),
        to: suite.addr(to),
        amount: amount.into(),
        most: amount.into(),
        memo,
    }
}

fn permit(suite: &Suite, owner: &str, spender: &str, amount: u128) -> SignedAction {
    let (owner, spender) = (suite.addr(owner), suite.addr(spender));
    SignedAction::Permit { owner, spender, amount: amount.into(), expires: None }
}

/// One act of each kind, with who submits it.
fn acts(suite: &Suite, dora: &str) -> [(&'static str, SignedAction); 3] {
    [
        ("stranger", permit(suite, dora, "bob", 5)),
        ("stranger", transfer(suite, dora, "bob", 5)),
        ("bob", receive(suite, dora, "bob", 5)),
    ]
}

fn state(suite: &Suite, account: &str) -> (u64, Vec<u64>, u64) {
    let query = QueryMsg::AuthorizationState { account: suite.addr(account) };
    let state: AuthorizationStateResponse = suite.query(query);
    (state.next, state.used, state.last)
}

#[test]
fn every_kind_of_key_signs_every_act_and_a_stranger_submits_it() {
    let (mut suite, signer, dora) = suite();
    let mut nonce = 0;
    for kind in KINDS {
        for (by, action) in acts(&suite, &dora) {
            suite.ok(by, signed(&suite, &signer, kind, &action, terms(nonce)));
            nonce += 1;
        }
    }
    assert_eq!((suite.balance(&dora), suite.balance("bob")), (960, 540));
    assert_eq!(suite.allowance(&dora, "bob").allowance.u128(), 5);
    assert_eq!(state(&suite, &dora), (12, vec![], 139));
}

#[test]
fn a_wallet_is_shown_the_adr036_document_of_its_own_account() {
    let (suite, _, dora) = suite();
    for (_, action) in acts(&suite, &dora) {
        let signing = signing_text(&suite, &action, terms(0));
        // The keys of the map are in their order.
        let document = json!({
            "account_number": "0", "chain_id": "", "fee": {"amount": [], "gas": "0"}, "memo": "",
            "msgs": [{"type": "sign/MsgSignData", "value": {
                "data": Binary::from(signing.text.as_bytes()), "signer": dora}}],
            "sequence": "0",
        });
        assert_eq!(signing.adr036, document.to_string());
    }
}

#[test]
fn the_events_name_signer_submitter_nonce_and_reference() {
    let (mut suite, signer, dora) = suite();
    let action = receive(&suite, &dora, "bob", 5);
    let response = suite.ok("bob", signed(&suite, &signer, Kind::Wallet, &action, terms(9)));
    let told =
        response.events.iter().find_map(|e| events::ReceiveWithAuthorization::from_event(e).ok());
    let told = told.unwrap();
    assert_eq!((told.from, told.by, told.nonce), (dora.clone(), suite.addr("bob"), 9));
    assert_eq!(told.memo.unwrap(), "INV 7");
    let expires = Some(Expiration::AtHeight(99_999_999));
    let (owner, spender) = (dora, suite.addr("carol"));
    let action = SignedAction::Permit { owner, spender, amount: 8u128.into(), expires };
    let response = suite.ok("stranger", signed(&suite, &signer, Kind::Ed25519, &action, terms(10)));
    let told = response.events.iter().find_map(|e| events::Permit::from_event(e).ok()).unwrap();
    assert_eq!((told.previous.u128(), told.amount.u128()), (0, 8));
    assert_eq!((told.expires.as_str(), told.by), ("at_height:99999999", suite.addr("stranger")));
}

#[test]
fn only_the_recipient_submits_what_was_signed_for_it_to_receive() {
    let (mut suite, signer, dora) = suite();
    let action = receive(&suite, &dora, "receiver", 5);
    let msg = signed(&suite, &signer, Kind::Wallet, &action, terms(0));
    for other in ["stranger", "alice", &dora] {
        suite.refuses(other, msg.clone(), "AC-002");
    }
    suite.ok("receiver", msg);
    assert_eq!(suite.balance("receiver"), 5);
    assert_eq!(suite.received(), None);
}
