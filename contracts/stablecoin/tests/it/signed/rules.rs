//! Signed acts obey the rules of the signer's own messages.

use isthmus_wire::from_message;

use super::*;

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
    suite.refuses("stranger", permit, "ST-014");
    suite.refuses("stranger", transfer, "ST-013");
    suite.refuses("bob", receive, "ST-013");
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
                assert_eq!(suite.fails(by, msg), "AC-006", "{scope:?}");
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
    suite.ok("stranger", signed(&suite, &signer, Kind::Wallet, &action, terms(0)));
    assert_eq!(suite.allowance(&dora, "stranger").allowance.u128(), 3);
    let action = permit(&suite, &dora, "stranger", 10);
    suite.ok("carol", signed(&suite, &signer, Kind::Wallet, &action, terms(1)));
    let pull = |suite: &Suite, amount: u128| ExecuteMsg::TransferFrom {
        owner: dora.clone(),
        recipient: suite.addr("bob"),
        amount: amount.into(),
    };
    let (above, all) = (pull(&suite, 11), pull(&suite, 10));
    suite.refuses("stranger", above, "ST-018");
    suite.ok("stranger", all);
    // The submitter of a permit gains nothing by it.
    suite.refuses("carol", pull(&suite, 1), "ST-016");
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
    suite.refuses("stranger", signed(&suite, &signer, Kind::Wallet, &own, terms(0)), "ST-019");
    let height = suite.app.block_info().height;
    let past = SignedAction::Permit {
        owner: dora.clone(),
        spender: suite.addr("bob"),
        amount: 5u128.into(),
        expires: Some(Expiration::AtHeight(height)),
    };
    suite.refuses("stranger", signed(&suite, &signer, Kind::Wallet, &past, terms(0)), "ST-020");
    for (nonce, amount) in [(0, 5), (1, 0)] {
        let action = permit(&suite, &dora, "bob", amount);
        suite.ok("stranger", signed(&suite, &signer, Kind::Wallet, &action, terms(nonce)));
        assert_eq!(suite.allowance(&dora, "bob").allowance.u128(), amount);
    }
}

#[test]
fn e4_a_signed_payment_to_oneself_creates_nothing() {
    let (mut suite, signer, dora) = suite();
    for (nonce, action) in
        (0..).zip([transfer(&suite, &dora, &dora, 1000), receive(&suite, &dora, &dora, 1000)])
    {
        suite.ok(&dora, signed(&suite, &signer, Kind::Wallet, &action, terms(nonce)));
    }
    assert_eq!(suite.balance(&dora), 1000);
    let action = transfer(&suite, &dora, &dora, 1001);
    suite.refuses("stranger", signed(&suite, &signer, Kind::Wallet, &action, terms(2)), "ST-010");
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
        suite.refuses("stranger", message(wrong.clone(), right.clone()), "ST-008");
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

/// A grant without an end is the widest that can be signed, and is said.
#[test]
fn a_permit_says_when_it_ends_or_null_for_never() {
    let (suite, signer, dora) = suite();
    let [(_, action), ..] = acts(&suite, &dora);
    let permit = signed(&suite, &signer, Kind::Wallet, &action, terms(0));
    let mut json = serde_json::to_value(permit).unwrap();
    let read = |json: &serde_json::Value| from_message::<ExecuteMsg>(json.to_string().as_bytes());
    json["permit"]["expires"] = serde_json::Value::Null;
    assert!(read(&json).is_ok());
    json["permit"].as_object_mut().unwrap().remove("expires");
    assert_eq!(read(&json).unwrap_err(), "missing field `expires` in `permit`");
}
