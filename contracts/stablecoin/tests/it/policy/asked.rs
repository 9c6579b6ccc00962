//! What it is asked, and when.

use super::*;

#[test]
fn whoever_disposes_of_tokens_or_creates_them_is_asked_about() {
    let (mut suite, signer, dora) = suite();
    let contract = suite.under(&Rule::Allow);
    for (actor, msg, expected) in disposals(&suite, &signer, &dora) {
        let text = format!("{msg:?}");
        suite.ok(actor, msg);
        let asked = suite.asked(&contract);
        let movements: Vec<_> = asked.iter().map(|(movement, ..)| movement.clone()).collect();
        assert_eq!(movements, expected, "{text}");
        // All is final when the first question comes.
        for (movement, payer, recipient) in asked {
            for (address, found) in [(movement.from, payer), (movement.to, recipient)] {
                let now = address.map(|address| suite.balance(&address));
                assert_eq!(found.map(|found| found.u128()), now, "{text}");
            }
        }
    }
}

#[test]
fn without_its_word_nothing_passes_and_nothing_is_left() {
    let (mut suite, signer, dora) = suite();
    let contract = suite.under(&Rule::Refuse("not today".to_string()));
    let before = suite.records();
    for (actor, msg, _) in disposals(&suite, &signer, &dora) {
        let text = format!("{msg:?}");
        assert_eq!(suite.fails(actor, msg), "ST-140", "{text}");
        assert_eq!(suite.records(), before, "{text}");
    }
    assert!(suite.asked(&contract).is_empty());
    let nonces: AuthorizationStateResponse =
        suite.query(QueryMsg::AuthorizationState { account: dora.clone() });
    assert_eq!(nonces.next, 0);
    // Once it is ended, all of it passes.
    suite.ask(None).unwrap();
    for (actor, msg, _) in disposals(&suite, &signer, &dora) {
        suite.ok(actor, msg);
    }
}

#[test]
fn what_must_land_and_what_an_order_takes_is_not_asked_about() {
    let (mut suite, ..) = suite();
    let [alice, bob, carol] = ["alice", "bob", "carol"].map(|who| suite.addr(who));
    // A17: nobody stands between a holder and redemption, nor between the issuer and its end.
    let issuer = suite.addr("receiver");
    suite.ok("owner", suite.minting("receiver", Some(0), None));
    suite.ok("owner", ExecuteMsg::RegisterEscrow { account: issuer.clone() });
    let contract = suite.under(&Rule::Refuse("never".to_string()));
    let (amount, msg) = (8u128.into(), Binary::default());
    suite.ok("alice", ExecuteMsg::Send { contract: issuer, amount, msg });
    suite.ok("receiver", ExecuteMsg::Burn { amount: 3u128.into() });
    suite.transfer("receiver", "alice", 5).unwrap();
    let case_hash = HexBinary::from([7; 32]);
    let amount = 2u128.into();
    suite.transfer("escrow", "bob", 2).unwrap();
    suite.transfer("bridge", "bob", 2).unwrap();
    suite.lock("bob", 2);
    for (actor, msg) in [
        ("bridge", ExecuteMsg::BridgeBurn { amount }),
        ("bridge", ExecuteMsg::BridgeRefund { recipient: alice.clone(), amount, msg: None }),
        (
            "seizer",
            ExecuteMsg::Seize {
                from: bob,
                to: carol,
                amount: Some(amount),
                reason: None,
                case_hash: case_hash.clone(),
            },
        ),
    ] {
        suite.ok(actor, msg);
    }
    suite.freeze("alice", FreezeMode::Full);
    suite.ok("seizer", ExecuteMsg::Wipe { account: alice, amount: None, reason: None, case_hash });
    assert!(suite.asked(&contract).is_empty());

    let mut suite = Suite::with_identity();
    for who in ["alice", "carol"] {
        suite.link(who, [1; 20]);
    }
    suite.under(&Rule::Refuse("never".to_string()));
    let (old, new, case_hash) =
        (suite.addr("alice"), suite.addr("carol"), HexBinary::from([7; 32]));
    suite.ok("compliance", ExecuteMsg::RecoverAccount { old, new, case_hash });
    assert_eq!(suite.balance("carol"), 1000);
}

#[test]
fn a_limit_a_day_counts_what_passed_and_nothing_else() {
    let mut suite = Suite::new();
    let contract = suite.under(&Rule::Daily(100));
    suite.transfer("alice", "bob", 60).unwrap();
    assert_eq!(suite.transfer("alice", "carol", 41).unwrap_err().code(), "ST-140");
    // E20: the payment that is too much, in every place of a batch.
    for place in 0..3 {
        let mut payments = vec![("bob", 1), ("carol", 1)];
        payments.insert(place, ("bob", 40));
        assert_eq!(suite.fails("alice", suite.batch(&payments)), "ST-140", "{place}");
    }
    assert_eq!((suite.balance("alice"), suite.balance("bob")), (940, 560));
    suite.ok("alice", suite.batch(&[("bob", 39), ("carol", 1)]));
    assert_eq!(suite.transfer("alice", "bob", 1).unwrap_err().code(), "ST-140");
    // Another pays what is its own to pay, and tomorrow is another day.
    suite.transfer("bob", "alice", 100).unwrap();
    suite.after_seconds(86_400);
    suite.transfer("alice", "bob", 100).unwrap();
    assert_eq!(suite.days(&contract), 3);
}

/// A hook is called for a movement that has passed, and never for one that is refused.
#[test]
fn the_recipient_is_called_after_the_word() {
    let mut suite = Suite::new();
    let contract = suite.under(&Rule::Refuse("no".to_string()));
    let send = |suite: &Suite, msg: &[u8]| ExecuteMsg::Send {
        contract: suite.addr("receiver"),
        amount: 9u128.into(),
        msg: msg.into(),
    };
    suite.refuses("alice", send(&suite, b"x"), "ST-140");
    assert_eq!(suite.received(), None);
    suite.change_rule(&contract, &Rule::Allow);
    // The recipient sends the money back in the middle of the call: that is asked about too.
    suite.ok("alice", send(&suite, b"bounce"));
    assert_eq!(suite.balance("alice"), 1000);
    let asked = suite.asked(&contract);
    let payers: Vec<_> = asked.iter().map(|(movement, ..)| movement.from.clone()).collect();
    assert_eq!(payers, [Some(suite.addr("alice")), Some(suite.addr("receiver"))]);
}

/// The messages that the token sends: its questions first, each with the gas limit, and the hook.
#[test]
fn a_question_has_its_gas_and_comes_first() {
    let mut deps = mock_dependencies();
    let api = MockApi::default();
    let allowed = to_json_binary(&CanMoveResponse { allowed: true, reason: None }).unwrap();
    deps.querier.update_wasm(move |_| SystemResult::Ok(ContractResult::Ok(allowed.clone())));
    let addr = |who: &str| api.addr_make(who).to_string();
    let msg = instantiate_msg(&addr);
    let info = |who: &str| message_info(&api.addr_make(who), &[]);
    contract::instantiate(deps.as_mut(), mock_env(), info("owner"), msg.into()).unwrap();
    let mut run = |who: &str, msg: ExecuteMsg| {
        contract::execute(deps.as_mut(), mock_env(), info(who), msg.into()).unwrap()
    };
    let (amount, msg) = (5u128.into(), Binary::from(b"x"));
    let send = ExecuteMsg::Send { contract: addr("shop"), amount, msg };
    assert_eq!(run("alice", send.clone()).messages.len(), 1);
    run("compliance", set(Some(&api.addr_make("policy")), 123_456));

    let question = |sub: &SubMsg| {
        assert_eq!((sub.gas_limit, sub.reply_on.clone()), (Some(123_456), ReplyOn::Error));
        let CosmosMsg::Wasm(WasmMsg::Execute { contract_addr, msg, funds }) = &sub.msg else {
            panic!("not a call: {sub:?}");
        };
        assert!(*contract_addr == addr("policy") && funds.is_empty());
        let policy::ExecuteMsg::CheckMovement(movement) = from_json(msg).unwrap();
        movement.to.unwrap()
    };
    let Response { messages, .. } = run("alice", send);
    assert_eq!(messages.len(), 2);
    assert_eq!(question(&messages[0]), addr("shop"));
    let CosmosMsg::Wasm(WasmMsg::Execute { contract_addr, .. }) = &messages[1].msg else {
        panic!("no hook");
    };
    assert_eq!((contract_addr, messages[1].gas_limit), (&addr("shop"), None));
    assert_eq!(messages[1].reply_on, ReplyOn::Never);

    let payment = |to: &str| Payment { recipient: addr(to), amount, memo: None };
    let batch = ExecuteMsg::BatchTransfer { payments: vec![payment("bob"), payment("carol")] };
    let asked: Vec<_> = run("alice", batch).messages.iter().map(question).collect();
    assert_eq!(asked, [addr("bob"), addr("carol")]);
}
