//! Policy contracts that fail, pay again, or try to gain by being asked.

use super::*;

#[test]
fn its_words_are_cut_and_made_printable() {
    let mut suite = Suite::new();
    let words = format!("<b>n\u{f6} & \u{1f512}{}", "y".repeat(500));
    let contract = suite.under(&Rule::Refuse(words));
    let text = suite.transfer("alice", "bob", 1).unwrap_err().to_string();
    assert!(text.starts_with("the policy contract refuses: ") && text.ends_with(" [ST-140]"));
    assert!(text.is_ascii() && !text.contains(['<', '>', '&', '\n']), "{text}");
    assert!(text.len() < 130, "{text}");
    let asked = can_transfer(&suite, "alice", "bob", 1);
    assert_eq!((asked.ok, asked.code.as_deref()), (false, Some("ST-140")));
    let reason = asked.reason.unwrap();
    assert!(reason.is_ascii() && reason.contains("?b?n? ? ?yyy") && reason.len() < 130);
    suite.change_rule(&contract, &Rule::Refuse(String::new()));
    assert_eq!(suite.transfer("alice", "bob", 1).unwrap_err().code(), "ST-140");
}

/// What is missing, deaf or out of gas lets nothing pass. A contract can be none any more only where a
/// chain forgets it; here the record is changed by hand.
#[test]
fn e21_a_policy_contract_that_fails_refuses() {
    let mut suite = Suite::new();
    // It answers a question, so it can be named, and not a message.
    suite.under(&Rule::Mute);
    assert_eq!(suite.transfer("alice", "bob", 1).unwrap_err().code(), "ST-140");

    let nobody = suite.app.api().addr_canonicalize(&suite.addr("carol")).unwrap();
    let record = Writer::default().number(200_000).fixed(&nobody).finish();
    let token = suite.token.clone();
    for record in [Some(record), None] {
        let mut storage = suite.app.contract_storage_mut(&token);
        match record {
            Some(record) => storage.set(&[0x0f], &record),
            None => storage.remove(&[0x0f]),
        }
        drop(storage);
        assert_eq!(suite.transfer("alice", "bob", 1).unwrap_err().code(), "ST-140");
        assert_eq!(can_transfer(&suite, "alice", "bob", 1).code.unwrap(), "ST-140");
        let mint = suite.mint("minter", "bob", 1);
        assert_eq!(mint.unwrap_err().code(), "ST-140");
    }
    suite.ask(None).unwrap();
    suite.transfer("alice", "bob", 1).unwrap();

    let mut deps = mock_dependencies();
    let out_of_gas = Reply {
        id: 1,
        payload: Binary::default(),
        gas_used: 0,
        result: SubMsgResult::Err("codespace: sdk, code: 11".to_string()),
    };
    let refused = contract::reply(deps.as_mut(), mock_env(), out_of_gas).unwrap_err();
    assert_eq!(refused.code(), "ST-140");
}

// --- in the middle of a payment ---------------------------------------------------------------

/// The contract is itself a holder and pays again while its payment is looked at: each payment
/// counts once, and it cannot pay what it no longer has.
#[test]
fn a_contract_that_pays_again_pays_what_it_has() {
    for swallow in [true, false] {
        let mut suite = Suite::new();
        let contract = suite.policy(&Rule::Allow);
        let own = contract.to_string();
        suite.transfer("alice", &own, 100).unwrap();
        let again = ExecuteMsg::Transfer { recipient: suite.addr("bob"), amount: 100u128.into() };
        suite.change_rule(&contract, &Rule::Reenter { messages: vec![again], swallow });
        suite.ask(Some(&contract)).unwrap();
        let paid = suite.transfer(&own, "carol", 60);
        match swallow {
            true => assert!(paid.is_ok()),
            false => assert_eq!(paid.unwrap_err().code(), "ST-140"),
        }
        let (left, carol) = if swallow { (40, 60) } else { (100, 0) };
        let found = [&own, "carol", "bob"].map(|who| suite.balance(who));
        assert_eq!(found, [left, carol, 500]);
        // What it still has it may pay, and is asked about that too.
        let rest = ExecuteMsg::Transfer { recipient: suite.addr("bob"), amount: 40u128.into() };
        suite.change_rule(&contract, &Rule::Reenter { messages: vec![rest], swallow: false });
        suite.asked(&contract);
        suite.transfer("alice", "carol", 1).unwrap();
        let asked = suite.asked(&contract);
        assert_eq!(asked.len(), 2);
        assert_eq!(asked[1].0.from.as_deref(), Some(own.as_str()));
        assert_eq!((suite.balance(&own), suite.balance("bob")), (left.max(40) - 40, 540));
    }
}

/// What it may not do it may not do in the middle of a payment either. Swallowed, the attempts
/// change nothing and the payment stands; otherwise they undo it.
#[test]
fn a_contract_gains_no_rights_by_being_asked() {
    for swallow in [true, false] {
        let mut suite = Suite::new();
        let contract = suite.policy(&Rule::Allow);
        suite.ask(Some(&contract)).unwrap();
        suite.asked(&contract);
        let own = contract.to_string();
        let (alice, bob) = (suite.addr("alice"), suite.addr("bob"));
        let (amount, case_hash) = (7u128.into(), HexBinary::from([7; 32]));
        let scopes = vec![PauseScope::Transfer];
        let attempts = vec![
            ExecuteMsg::TransferFrom { owner: alice.clone(), recipient: own.clone(), amount },
            ExecuteMsg::BurnFrom { owner: alice.clone(), amount },
            ExecuteMsg::Mint { recipient: own.clone(), amount },
            ExecuteMsg::Seize {
                from: bob,
                to: own.clone(),
                amount: Some(amount),
                reason: None,
                case_hash,
            },
            ExecuteMsg::Pause { scopes: scopes.clone(), duration_seconds: 60 },
            ExecuteMsg::Unpause { scopes },
            ExecuteMsg::SetPolicyContract { policy: None },
            ExecuteMsg::GrantRole { role: Role::Pauser, account: own.clone() },
            ExecuteMsg::Unfreeze { accounts: vec![alice] },
        ];
        for attempt in attempts {
            let text = format!("{attempt:?}");
            let before = suite.records();
            suite.change_rule(&contract, &Rule::Reenter { messages: vec![attempt], swallow });
            let paid = suite.transfer("alice", "alice", 1);
            match swallow {
                true => assert!(paid.is_ok(), "{text}"),
                false => assert_eq!(paid.unwrap_err().code(), "ST-140", "{text}"),
            }
            assert_eq!(suite.records(), before, "{text}");
            suite.asked(&contract);
        }
    }
}

/// A contract that may pause because the owner made it a pauser: the payment that it was asked about
/// stands, the next one does not pass.
#[test]
fn a_pause_in_the_middle_of_a_payment_stops_the_next_one() {
    let mut suite = Suite::new();
    let contract = suite.policy(&Rule::Allow);
    let account = contract.to_string();
    suite.ok("owner", ExecuteMsg::GrantRole { role: Role::Pauser, account });
    let pause = ExecuteMsg::Pause { scopes: vec![PauseScope::Transfer], duration_seconds: 60 };
    suite.change_rule(&contract, &Rule::Reenter { messages: vec![pause], swallow: false });
    suite.ask(Some(&contract)).unwrap();
    suite.transfer("alice", "bob", 5).unwrap();
    assert_eq!(suite.balance("bob"), 505);
    assert_eq!(suite.transfer("alice", "bob", 5).unwrap_err().code(), "AC-006");
}
