//! Where and when an authorization counts, and what it binds.

use super::*;

#[test]
fn an_authorization_counts_only_within_its_window() {
    let (mut suite, signer, dora) = suite();
    let now = suite.now();
    let mut terms = terms(0);
    (terms.not_before, terms.not_after) = (Some(now + 10), now + 20);
    for (by, action) in acts(&suite, &dora) {
        suite.refuses(by, signed(&suite, &signer, Kind::Wallet, &action, terms), "ST-073");
    }
    suite.after_seconds(10);
    let action = transfer(&suite, &dora, "bob", 5);
    suite.ok("stranger", signed(&suite, &signer, Kind::Wallet, &action, terms));
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
    suite.migrate(isthmus_testkit::Code::Stablecoin, &MigrateMsg::default()).unwrap();
    let domain: SigningDomainResponse = suite.query(QueryMsg::SigningDomain {});
    assert_eq!(domain.epoch, 1);
    for (by, msg) in messages {
        suite.refuses(by, msg, "ST-075");
    }
    let action = transfer(&suite, &dora, "bob", 5);
    suite.ok("stranger", signed(&suite, &signer, Kind::Wallet, &action, terms(0)));
}

#[test]
fn every_field_is_bound_by_the_signature() {
    let (mut suite, signer, dora) = suite();
    let (bob, carol) = (suite.addr("bob"), suite.addr("carol"));
    let action = SignedAction::Transfer {
        from: dora.clone(),
        to: bob.clone(),
        amount: 5u128.into(),
        most: 9u128.into(),
        memo: Some("INV 7".into()),
    };
    let good = terms(0);
    for kind in KINDS {
        let text = signing_text(&suite, &action, good);
        let right = authorization(good, signer.sign(kind, &text));
        let with =
            |to: &String, amount: u128, most: u128, memo: Option<&str>| SignedAction::Transfer {
                from: dora.clone(),
                to: to.clone(),
                amount: amount.into(),
                most: most.into(),
                memo: memo.map(str::to_string),
            };
        let mut wrong: Vec<_> = [
            with(&carol, 5, 9, Some("INV 7")),
            with(&bob, 6, 9, Some("INV 7")),
            with(&bob, 5, 10, Some("INV 7")),
            with(&bob, 5, 9, Some("INV 8")),
            with(&bob, 5, 9, None),
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
        let (from, to, memo) = (dora.clone(), bob.clone(), Some("INV 7".to_string()));
        let (amount, most) = (5u128.into(), 9u128.into());
        let other = SignedAction::Receive { from, to, amount, most, memo };
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
        most: 9u128.into(),
        memo: Some("INV 7".into()),
    };
    let text = signing_text(&suite, &action, good);
    for kind in KINDS {
        let right = authorization(good, signer.sign(kind, &text));
        suite.refuses("stranger", message(swapped.clone(), right), "ST-076");
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
        suite.refuses("stranger", message(wrong, right.clone()), "ST-075");
    }
    suite.ok("stranger", message(action, right));
}
