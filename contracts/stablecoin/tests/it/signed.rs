//! Acts signed off the chain, with every kind of key: where, when and how often they count, and that
//! nothing of them can be changed. The file is long because each way of misusing a signature is a test
//! of its own, and all of them share Dora, who signs.

use cosmwasm_std::{Addr, Binary};
use cw20::Expiration;
use cw_multi_test::Executor;
use isthmus_api::event::TypedEvent;
use isthmus_api::stablecoin::{
    events, AccountKey, AuthorizationStateResponse, ExecuteMsg, FreezeMode, KeysResponse,
    MigrateMsg, PauseScope, QueryMsg, Signature, SignedAction, SigningDomainResponse,
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
        memo: None,
    }
}

fn receive(suite: &Suite, from: &str, to: &str, amount: u128) -> SignedAction {
    let memo = Some("INV 7".to_string());
    SignedAction::Receive {
        from: suite.addr(from),
        to: suite.addr(to),
        amount: amount.into(),
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

fn keys(suite: &Suite, account: &str) -> Vec<AccountKey> {
    let answer: KeysResponse = suite.query(QueryMsg::Keys { account: suite.addr(account) });
    answer.keys
}

#[test]
fn every_kind_of_key_signs_every_act_and_a_stranger_submits_it() {
    let (mut suite, signer, dora) = suite();
    let mut nonce = 0;
    for kind in KINDS {
        for (by, action) in acts(&suite, &dora) {
            let msg = signed(&suite, &signer, kind, &action, terms(nonce));
            suite.ok(by, msg);
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
    let msg = signed(&suite, &signer, Kind::Wallet, &action, terms(9));
    let response = suite.ok("bob", msg);
    let told =
        response.events.iter().find_map(|e| events::ReceiveWithAuthorization::from_event(e).ok());
    let told = told.unwrap();
    assert_eq!((told.from, told.by, told.nonce), (dora.clone(), suite.addr("bob"), 9));
    assert_eq!(told.memo.unwrap(), "INV 7");
    let expires = Some(Expiration::AtHeight(99_999_999));
    let (owner, spender) = (dora, suite.addr("carol"));
    let action = SignedAction::Permit { owner, spender, amount: 8u128.into(), expires };
    let msg = signed(&suite, &signer, Kind::Ed25519, &action, terms(10));
    let response = suite.ok("stranger", msg);
    let told = response.events.iter().find_map(|e| events::Permit::from_event(e).ok()).unwrap();
    assert_eq!((told.previous.u128(), told.amount.u128()), (0, 8));
    assert_eq!((told.expires.as_str(), told.by), ("at_height:99999999", suite.addr("stranger")));
}

#[test]
fn i7_an_authorization_counts_once() {
    let (mut suite, signer, dora) = suite();
    for (nonce, (by, action)) in (0..).zip(acts(&suite, &dora)) {
        let msg = signed(&suite, &signer, Kind::Wallet, &action, terms(nonce));
        suite.ok(by, msg.clone());
        assert_eq!(suite.fails(by, msg), "ST-071");
        // Nor does another act, or another key, with the same nonce.
        for (by, action) in acts(&suite, &dora) {
            let msg = signed(&suite, &signer, Kind::Es256, &action, terms(nonce));
            assert_eq!(suite.fails(by, msg), "ST-071");
        }
    }
}

#[test]
fn nonces_are_used_in_any_order_and_one_that_fails_stays_unused() {
    let (mut suite, signer, dora) = suite();
    let pay = |suite: &Suite, nonce, amount| {
        let action = transfer(suite, &dora, "bob", amount);
        signed(suite, &signer, Kind::Ed25519, &action, terms(nonce))
    };
    let too_much = pay(&suite, 0, 5000);
    assert_eq!(suite.fails("stranger", too_much), "ST-010");
    for nonce in [3, 127, 1] {
        let msg = pay(&suite, nonce, 1);
        suite.ok("stranger", msg);
    }
    assert_eq!(state(&suite, &dora), (0, vec![1, 3, 127], 127));
    let ahead = pay(&suite, 128, 1);
    assert_eq!(suite.fails("stranger", ahead), "ST-072");
    let msg = pay(&suite, 0, 1);
    suite.ok("stranger", msg);
    assert_eq!(state(&suite, &dora), (2, vec![3, 127], 129));
}

#[test]
fn an_authorization_counts_only_within_its_window() {
    let (mut suite, signer, dora) = suite();
    let now = suite.app.block_info().time.seconds();
    let mut terms = terms(0);
    (terms.not_before, terms.not_after) = (Some(now + 10), now + 20);
    for (by, action) in acts(&suite, &dora) {
        let msg = signed(&suite, &signer, Kind::Wallet, &action, terms);
        assert_eq!(suite.fails(by, msg), "ST-073");
    }
    suite.after_seconds(10);
    let action = transfer(&suite, &dora, "bob", 5);
    let msg = signed(&suite, &signer, Kind::Wallet, &action, terms);
    suite.ok("stranger", msg);
    suite.after_seconds(10);
    terms.nonce = 1;
    for (by, action) in acts(&suite, &dora) {
        let msg = signed(&suite, &signer, Kind::Wallet, &action, terms);
        let refused = suite.send(by, msg).unwrap_err().to_string();
        let expected = format!("the authorization counted until {} (seconds) [ST-074]", now + 20);
        assert_eq!(refused, expected);
    }
}

#[test]
fn e17_an_authorization_counts_on_its_chain_alone() {
    let (mut suite, signer, dora) = suite();
    for kind in KINDS {
        for (by, action) in acts(&suite, &dora) {
            let msg = signed(&suite, &signer, kind, &action, terms(0));
            let here = suite.app.block_info().chain_id;
            suite.app.update_block(|block| block.chain_id = "east-1".into());
            assert_eq!(suite.fails(by, msg), "ST-075", "{kind:?}");
            suite.app.update_block(|block| block.chain_id = here.clone());
        }
    }
}

#[test]
fn e17_an_authorization_counts_at_its_contract_alone() {
    let (mut suite, signer, dora) = suite();
    let code = suite.app.wrap().query_wasm_contract_info(&suite.token).unwrap().code_id;
    let msg = crate::suite::instantiate_msg(&|who| suite.addr(who));
    let owner = Addr::unchecked(suite.addr("owner"));
    let other = suite.app.instantiate_contract(code, owner, &msg, &[], "other", None).unwrap();
    let (alice, dora_addr) = (Addr::unchecked(suite.addr("alice")), Addr::unchecked(&dora));
    let fund = ExecuteMsg::Transfer { recipient: dora.clone(), amount: 100u128.into() };
    suite.app.execute_contract(alice, other.clone(), &fund, &[]).unwrap();
    for key in signer.keys() {
        let register = ExecuteMsg::RegisterKey { key };
        suite.app.execute_contract(dora_addr.clone(), other.clone(), &register, &[]).unwrap();
    }
    for kind in KINDS {
        for (by, action) in acts(&suite, &dora) {
            let msg = signed(&suite, &signer, kind, &action, terms(0));
            let by = Addr::unchecked(suite.addr(by));
            let refused = suite.app.execute_contract(by, other.clone(), &msg, &[]).unwrap_err();
            assert!(refused.root_cause().to_string().ends_with("[ST-075]"), "{refused:?}");
        }
    }
}

#[test]
fn e17_a_migration_ends_what_was_signed_before() {
    let (mut suite, signer, dora) = suite();
    let messages: Vec<_> = acts(&suite, &dora)
        .into_iter()
        .map(|(by, action)| (by, signed(&suite, &signer, Kind::Wallet, &action, terms(0))))
        .collect();
    let domain: SigningDomainResponse = suite.query(QueryMsg::SigningDomain {});
    assert_eq!((domain.epoch, domain.contract.as_str()), (0, suite.token.as_str()));
    assert_eq!(domain.chain_id, suite.app.block_info().chain_id);
    let code = suite.app.wrap().query_wasm_contract_info(&suite.token).unwrap().code_id;
    let owner = Addr::unchecked(suite.addr("owner"));
    suite.app.migrate_contract(owner, suite.token.clone(), &MigrateMsg::default(), code).unwrap();
    let domain: SigningDomainResponse = suite.query(QueryMsg::SigningDomain {});
    assert_eq!(domain.epoch, 1);
    for (by, msg) in messages {
        assert_eq!(suite.fails(by, msg), "ST-075");
    }
    let action = transfer(&suite, &dora, "bob", 5);
    let msg = signed(&suite, &signer, Kind::Wallet, &action, terms(0));
    suite.ok("stranger", msg);
}

#[test]
fn every_field_is_bound_by_the_signature() {
    let (mut suite, signer, dora) = suite();
    let (bob, carol) = (suite.addr("bob"), suite.addr("carol"));
    let action = SignedAction::Transfer {
        from: dora.clone(),
        to: bob.clone(),
        amount: 5u128.into(),
        memo: Some("INV 7".into()),
    };
    let good = terms(0);
    for kind in KINDS {
        let text = signing_text(&suite, &action, good);
        let right = authorization(good, signer.sign(kind, &text));
        let with = |to: &String, amount: u128, memo: Option<&str>| SignedAction::Transfer {
            from: dora.clone(),
            to: to.clone(),
            amount: amount.into(),
            memo: memo.map(str::to_string),
        };
        let mut wrong: Vec<_> = [
            with(&carol, 5, Some("INV 7")),
            with(&bob, 6, Some("INV 7")),
            with(&bob, 5, Some("INV 8")),
            with(&bob, 5, None),
        ]
        .map(|action| message(action, right.clone()))
        .into();
        for terms in [
            crate::signer::Terms { nonce: 1, ..good },
            crate::signer::Terms { not_before: Some(0), ..good },
            crate::signer::Terms { not_after: good.not_after + 1, ..good },
        ] {
            let other = authorization(terms, right.signature.clone());
            wrong.push(message(action.clone(), other));
        }
        // The same fields under another message.
        let (from, to, amount, memo) =
            (dora.clone(), bob.clone(), 5u128.into(), Some("INV 7".to_string()));
        let other = SignedAction::Receive { from, to, amount, memo };
        for msg in wrong {
            assert_eq!(suite.fails("stranger", msg), "ST-075", "{kind:?}");
        }
        assert_eq!(suite.fails("bob", message(other, right)), "ST-075", "{kind:?}");
    }
    // Who signs and who is signed for, swapped: the key is not the other's.
    let swapped = SignedAction::Transfer {
        from: bob,
        to: dora.clone(),
        amount: 5u128.into(),
        memo: Some("INV 7".into()),
    };
    let text = signing_text(&suite, &action, good);
    for kind in KINDS {
        let right = authorization(good, signer.sign(kind, &text));
        assert_eq!(suite.fails("stranger", message(swapped.clone(), right)), "ST-076");
    }
    // A permit binds its spender, amount and expiry.
    let action = permit(&suite, &dora, "bob", 5);
    let text = signing_text(&suite, &action, good);
    let right = authorization(good, signer.sign(Kind::Wallet, &text));
    let (owner, spender, amount) = (dora, suite.addr("bob"), 5u128.into());
    let expires = Some(Expiration::AtHeight(99_999_999));
    for wrong in [
        permit(&suite, &owner, "carol", 5),
        permit(&suite, &owner, "bob", 50),
        SignedAction::Permit { owner: owner.clone(), spender, amount, expires },
    ] {
        assert_eq!(suite.fails("stranger", message(wrong, right.clone())), "ST-075");
    }
    suite.ok("stranger", message(action, right));
}

#[test]
fn only_the_recipient_submits_what_was_signed_for_it_to_receive() {
    let (mut suite, signer, dora) = suite();
    let action = receive(&suite, &dora, "receiver", 5);
    let msg = signed(&suite, &signer, Kind::Wallet, &action, terms(0));
    for other in ["stranger", "alice", &dora] {
        assert_eq!(suite.fails(other, msg.clone()), "ST-002");
    }
    suite.ok("receiver", msg);
    assert_eq!(suite.balance("receiver"), 5);
    assert_eq!(suite.received(), None);
}

#[test]
fn a_key_signs_only_for_its_own_account() {
    let (mut suite, signer, dora) = suite();
    let thief = Signer::new(8);
    let action = transfer(&suite, &dora, "stranger", 5);
    for kind in KINDS {
        let msg = signed(&suite, &thief, kind, &action, terms(0));
        assert_eq!(suite.fails("stranger", msg), "ST-076", "{kind:?}");
    }
    // The right key named, with a signature of another.
    let text = signing_text(&suite, &action, terms(0));
    let (right, wrong) = (signer.sign(Kind::Wallet, &text), thief.sign(Kind::Wallet, &text));
    let (Signature::Secp256k1 { public_key, .. }, Signature::Secp256k1 { signature, .. }) =
        (right, wrong)
    else {
        panic!("another kind of signature")
    };
    let forged = authorization(terms(0), Signature::Secp256k1 { public_key, signature });
    assert_eq!(suite.fails("stranger", message(action.clone(), forged)), "ST-075");
    // A registered key of another account.
    for key in thief.keys() {
        suite.ok("stranger", ExecuteMsg::RegisterKey { key });
    }
    for kind in [Kind::Es256, Kind::Passkey, Kind::Ed25519] {
        let msg = signed(&suite, &thief, kind, &action, terms(0));
        assert_eq!(suite.fails("stranger", msg), "ST-076", "{kind:?}");
    }
    // The uncompressed form of the right key has another hash.
    let wallet = k256::ecdsa::SigningKey::from_slice(&[7; 32]).unwrap();
    let long = wallet.verifying_key().to_encoded_point(false).as_bytes().into();
    let Signature::Secp256k1 { signature, .. } = signer.sign(Kind::Wallet, &text) else {
        panic!("another kind of signature")
    };
    let long = authorization(terms(0), Signature::Secp256k1 { public_key: long, signature });
    assert_eq!(suite.fails("stranger", message(action, long)), "ST-076");
}

#[test]
fn keys_are_registered_and_removed_by_their_account() {
    let (mut suite, signer, dora) = suite();
    assert_eq!(keys(&suite, &dora), signer.keys());
    let [phone, edwards] = signer.keys();
    let again = ExecuteMsg::RegisterKey { key: phone.clone() };
    assert_eq!(suite.fails(&dora, again), "ST-077");
    let remove = ExecuteMsg::RemoveKey { key: phone.clone() };
    let action = transfer(&suite, &dora, "bob", 5);
    let before = signed(&suite, &signer, Kind::Passkey, &action, terms(0));
    suite.ok(&dora, remove.clone());
    assert_eq!(suite.fails("stranger", before), "ST-076");
    assert_eq!(suite.fails(&dora, remove), "ST-078");
    assert_eq!(keys(&suite, &dora), std::slice::from_ref(&edwards));
    // The same bytes under another curve are another key.
    let public_key = signer.phone_key();
    assert_eq!(
        suite.fails(&dora, ExecuteMsg::RemoveKey { key: AccountKey::Ed25519 { public_key } }),
        "ST-078"
    );
    suite.ok(&dora, ExecuteMsg::RemoveKey { key: edwards });
    assert!(keys(&suite, &dora).is_empty());
}

#[test]
fn an_account_has_at_most_eight_keys_each_of_its_form() {
    let mut suite = Suite::new();
    for seed in 1..=8 {
        let public_key = Signer::new(seed).edwards_key();
        suite.ok("alice", ExecuteMsg::RegisterKey { key: AccountKey::Ed25519 { public_key } });
    }
    let [phone, _] = Signer::new(9).keys();
    assert_eq!(suite.fails("alice", ExecuteMsg::RegisterKey { key: phone }), "ST-079");
    let point = Signer::new(9).phone_key();
    let uncompressed = [&[4u8][..], &point[1..]].concat();
    for key in [
        AccountKey::Secp256r1 { public_key: uncompressed.into() },
        AccountKey::Secp256r1 { public_key: point[..32].into() },
        AccountKey::Secp256r1 { public_key: Default::default() },
        AccountKey::Ed25519 { public_key: point },
    ] {
        assert_eq!(suite.fails("bob", ExecuteMsg::RegisterKey { key }), "ST-008");
    }
}

#[test]
fn e17_cancelling_and_advancing_end_authorizations_and_never_an_account() {
    let (mut suite, signer, dora) = suite();
    let pay = |suite: &Suite, nonce| {
        let action = transfer(suite, &dora, "bob", 1);
        signed(suite, &signer, Kind::Wallet, &action, terms(nonce))
    };
    let (first, second, later) = (pay(&suite, 0), pay(&suite, 1), pay(&suite, 140));
    suite.ok(&dora, ExecuteMsg::CancelAuthorization { nonce: 1 });
    assert_eq!(suite.fails("stranger", second), "ST-071");
    for (nonce, code) in [(1, "ST-071"), (128, "ST-072"), (u64::MAX, "ST-072")] {
        let cancel = ExecuteMsg::CancelAuthorization { nonce };
        assert_eq!(suite.fails(&dora, cancel), code);
    }
    // Another's nonces are not touched.
    suite.ok("bob", ExecuteMsg::CancelAuthorization { nonce: 0 });
    suite.ok("stranger", first.clone());
    for by in [0, 129, u32::MAX] {
        assert_eq!(suite.fails(&dora, ExecuteMsg::AdvanceNonce { by }), "ST-008");
    }
    suite.ok(&dora, ExecuteMsg::AdvanceNonce { by: 128 });
    assert_eq!(state(&suite, &dora), (130, vec![], 257));
    assert_eq!(suite.fails("stranger", first), "ST-071");
    suite.ok("stranger", later);
    // Whatever is paused or frozen.
    suite.freeze(&dora, FreezeMode::Full);
    suite.pause(PauseScope::Signed);
    suite.ok(&dora, ExecuteMsg::CancelAuthorization { nonce: 130 });
    suite.ok(&dora, ExecuteMsg::AdvanceNonce { by: 1 });
    let [phone, _] = signer.keys();
    suite.ok(&dora, ExecuteMsg::RemoveKey { key: phone });
}

#[test]
fn e5_e16_freezes_hold_for_what_was_signed_before() {
    let (mut suite, signer, dora) = suite();
    let messages = |suite: &Suite| {
        acts(suite, &dora)
            .map(|(by, action)| (by, signed(suite, &signer, Kind::Wallet, &action, terms(0))))
    };
    for mode in [FreezeMode::Outgoing, FreezeMode::Full] {
        for (by, msg) in messages(&suite) {
            suite.freeze(&dora, mode);
            assert_eq!(suite.fails(by, msg), "ST-012", "{mode:?}");
            suite.unfreeze(&dora);
        }
    }
    let [(_, permit), (_, transfer), (_, receive)] = messages(&suite);
    suite.freeze("bob", FreezeMode::Full);
    assert_eq!(suite.fails("stranger", permit), "ST-014");
    assert_eq!(suite.fails("stranger", transfer), "ST-013");
    assert_eq!(suite.fails("bob", receive), "ST-013");
}

#[test]
fn e10_signed_acts_are_stopped_by_their_own_scope_and_that_of_the_act() {
    let (mut suite, signer, dora) = suite();
    let mut nonce = 0;
    use PauseScope as P;
    for scope in [P::Transfer, P::Mint, P::Burn, P::Approve, P::Signed] {
        suite.pause(scope);
        for (by, action) in acts(&suite, &dora) {
            let msg = signed(&suite, &signer, Kind::Wallet, &action, terms(nonce));
            let stopped = match (&action, scope) {
                (_, P::Signed) => true,
                (SignedAction::Permit { .. }, scope) => scope == P::Approve,
                (_, scope) => scope == P::Transfer,
            };
            if stopped {
                assert_eq!(suite.fails(by, msg), "ST-006", "{scope:?}");
            } else {
                suite.ok(by, msg);
                nonce += 1;
            }
        }
        suite.ok("owner", ExecuteMsg::Unpause { scopes: vec![scope] });
    }
    suite.pause(P::Signed);
    suite.transfer(&dora, "bob", 1).unwrap();
    suite.approve(&dora, "carol", 1);
}

#[test]
fn e18_a_signed_payment_spends_no_allowance_and_a_permit_obeys_its_amount() {
    let (mut suite, signer, dora) = suite();
    suite.approve(&dora, "stranger", 3);
    let action = transfer(&suite, &dora, "bob", 5);
    let msg = signed(&suite, &signer, Kind::Wallet, &action, terms(0));
    suite.ok("stranger", msg);
    assert_eq!(suite.allowance(&dora, "stranger").allowance.u128(), 3);
    let action = permit(&suite, &dora, "stranger", 10);
    let msg = signed(&suite, &signer, Kind::Wallet, &action, terms(1));
    suite.ok("carol", msg);
    let pull = |suite: &Suite, amount: u128| ExecuteMsg::TransferFrom {
        owner: dora.clone(),
        recipient: suite.addr("bob"),
        amount: amount.into(),
    };
    let (above, all) = (pull(&suite, 11), pull(&suite, 10));
    assert_eq!(suite.fails("stranger", above), "ST-018");
    suite.ok("stranger", all);
    // The submitter of a permit gains nothing by it.
    let msg = pull(&suite, 1);
    assert_eq!(suite.fails("carol", msg), "ST-016");
}

#[test]
fn e2_e16_a_permit_obeys_the_rules_of_an_allowance() {
    let (mut suite, signer, dora) = suite();
    let owner = dora.clone();
    let own = SignedAction::Permit {
        owner: owner.clone(),
        spender: owner,
        amount: 5u128.into(),
        expires: None,
    };
    let msg = signed(&suite, &signer, Kind::Wallet, &own, terms(0));
    assert_eq!(suite.fails("stranger", msg), "ST-019");
    let height = suite.app.block_info().height;
    let past = SignedAction::Permit {
        owner: dora.clone(),
        spender: suite.addr("bob"),
        amount: 5u128.into(),
        expires: Some(Expiration::AtHeight(height)),
    };
    let msg = signed(&suite, &signer, Kind::Wallet, &past, terms(0));
    assert_eq!(suite.fails("stranger", msg), "ST-020");
    for (nonce, amount) in [(0, 5), (1, 0)] {
        let action = permit(&suite, &dora, "bob", amount);
        let msg = signed(&suite, &signer, Kind::Wallet, &action, terms(nonce));
        suite.ok("stranger", msg);
        assert_eq!(suite.allowance(&dora, "bob").allowance.u128(), amount);
    }
}

#[test]
fn e4_a_signed_payment_to_oneself_creates_nothing() {
    let (mut suite, signer, dora) = suite();
    for (nonce, action) in
        (0..).zip([transfer(&suite, &dora, &dora, 1000), receive(&suite, &dora, &dora, 1000)])
    {
        let msg = signed(&suite, &signer, Kind::Wallet, &action, terms(nonce));
        suite.ok(&dora, msg);
    }
    assert_eq!(suite.balance(&dora), 1000);
    let action = transfer(&suite, &dora, &dora, 1001);
    let msg = signed(&suite, &signer, Kind::Wallet, &action, terms(2));
    assert_eq!(suite.fails("stranger", msg), "ST-010");
}

#[test]
fn e28_addresses_and_references_of_a_signed_act_have_one_spelling() {
    let (mut suite, signer, dora) = suite();
    let good = transfer(&suite, &dora, "bob", 5);
    let text = signing_text(&suite, &good, terms(0));
    let right = authorization(terms(0), signer.sign(Kind::Wallet, &text));
    let (upper, bob) = (dora.to_uppercase(), suite.addr("bob"));
    let spelled = |from: &str, to: &str, memo: Option<&str>| SignedAction::Transfer {
        from: from.into(),
        to: to.into(),
        amount: 5u128.into(),
        memo: memo.map(str::to_string),
    };
    let lines = Some("x\nnonce: 9");
    for wrong in [
        spelled(&upper, &bob, None),
        spelled(&dora, &bob.to_uppercase(), None),
        spelled(&dora, &bob, lines),
        spelled(&dora, &bob, Some("")),
    ] {
        assert_eq!(suite.fails("stranger", message(wrong.clone(), right.clone())), "ST-008");
        let query = QueryMsg::SigningText {
            action: wrong,
            nonce: 0,
            not_before: None,
            not_after: 4_000_000_000,
        };
        let asked = suite.app.wrap().query_wasm_smart::<cosmwasm_std::Empty>(&suite.token, &query);
        assert!(asked.unwrap_err().to_string().contains("[ST-008]"));
    }
}

#[test]
fn a_signature_has_the_lower_s_and_the_right_bytes() {
    let (mut suite, signer, dora) = suite();
    let action = transfer(&suite, &dora, "bob", 5);
    let text = signing_text(&suite, &action, terms(0));
    for kind in KINDS {
        let right = signer.sign(kind, &text);
        let with = |bytes: Vec<u8>| {
            let mut other = right.clone();
            match &mut other {
                Signature::Secp256k1 { signature, .. }
                | Signature::Secp256r1 { signature, .. }
                | Signature::Webauthn { signature, .. }
                | Signature::Ed25519 { signature, .. } => *signature = bytes.into(),
            }
            other
        };
        let bytes = match &right {
            Signature::Secp256k1 { signature, .. }
            | Signature::Secp256r1 { signature, .. }
            | Signature::Webauthn { signature, .. }
            | Signature::Ed25519 { signature, .. } => signature.to_vec(),
        };
        let high = match kind {
            Kind::Wallet => {
                let low = k256::ecdsa::Signature::from_slice(&bytes).unwrap();
                let (r, s) = low.split_scalars();
                k256::ecdsa::Signature::from_scalars(r, -*s).unwrap().to_bytes().to_vec()
            }
            Kind::Es256 | Kind::Passkey => {
                let low = p256::ecdsa::Signature::from_slice(&bytes).unwrap();
                let (r, s) = low.split_scalars();
                p256::ecdsa::Signature::from_scalars(r, -*s).unwrap().to_bytes().to_vec()
            }
            Kind::Ed25519 => [&bytes[..32], &[0xff; 32]].concat(),
        };
        let zeros = |from: usize| {
            let mut zeroed = bytes.clone();
            zeroed[from..from + 32].fill(0);
            zeroed
        };
        let mut flipped = bytes.clone();
        flipped[5] ^= 1;
        let longer = [bytes.as_slice(), &[0]].concat();
        for wrong in [
            high,
            zeros(0),
            zeros(32),
            vec![0; 64],
            vec![0xff; 64],
            flipped,
            longer,
            bytes[..63].to_vec(),
            vec![],
        ] {
            let forged = message(action.clone(), authorization(terms(0), with(wrong)));
            assert_eq!(suite.fails("stranger", forged), "ST-075", "{kind:?}");
        }
    }
}

#[test]
fn a_passkey_answers_this_text_with_a_verified_user() {
    let (mut suite, signer, dora) = suite();
    let action = transfer(&suite, &dora, "bob", 5);
    let (mine, other) =
        (signing_text(&suite, &action, terms(0)), signing_text(&suite, &action, terms(1)));
    let answer = signer.sign(Kind::Passkey, &other);
    let forged = message(action.clone(), authorization(terms(0), answer));
    let refused = suite.send("stranger", forged).unwrap_err().to_string();
    assert_eq!(refused, "bad signature: the client data does not answer this text [ST-075]");
    let Signature::Webauthn { public_key, signature, authenticator_data, client_data_json } =
        signer.sign(Kind::Passkey, &mine)
    else {
        panic!("another kind of signature")
    };
    let mut unverified = authenticator_data.to_vec();
    unverified[32] = 1;
    for (authenticator_data, client_data_json) in [
        (unverified.into(), client_data_json.clone()),
        (authenticator_data[..36].into(), client_data_json.clone()),
        (authenticator_data.clone(), [client_data_json.as_slice(), b" "].concat().into()),
    ] {
        let (public_key, signature) = (public_key.clone(), signature.clone());
        let forged =
            Signature::Webauthn { public_key, signature, authenticator_data, client_data_json };
        let forged = message(action.clone(), authorization(terms(0), forged));
        assert_eq!(suite.fails("stranger", forged), "ST-075");
    }
    // What a passkey signed is no ES256 signature over the text.
    let forged = Signature::Secp256r1 { public_key, signature };
    let forged = message(action, authorization(terms(0), forged));
    assert_eq!(suite.fails("stranger", forged), "ST-075");
}
