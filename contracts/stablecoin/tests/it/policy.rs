//! The contract that is asked about movements: what it is asked, that nothing passes without its
//! word, and what it can do in the middle of a payment.

use std::collections::BTreeMap;

use cosmwasm_std::testing::{message_info, mock_dependencies, mock_env, MockApi};
use cosmwasm_std::{
    from_json, to_json_binary, Addr, Api, Binary, ContractResult, CosmosMsg, HexBinary, Reply,
    ReplyOn, Response, SubMsg, SubMsgResult, SystemResult, WasmMsg,
};
use isthmus_api::event::TypedEvent;
use isthmus_api::packed::Writer;
use isthmus_api::policy::{
    self, CanMoveResponse, Movement, MovementKind as K, MAX_POLICY_GAS, MIN_POLICY_GAS,
};
use isthmus_api::stablecoin::events::SetPolicyContract;
use isthmus_api::stablecoin::{
    AuthorizationStateResponse, CanTransferResponse, Change, ComplianceResponse, ExecuteMsg,
    Feature, FeeConfig, FreezeMode, MintOrder, PauseScope, Payment, PendingChangesResponse,
    PolicyContract, QueryMsg, RedemptionPolicy, Role, SignedAction,
};
use isthmus_api::types::Asset;
use isthmus_stablecoin::contract;
use proptest::prelude::*;

use crate::policies::{set, Asked, Rule};
use crate::property::steps::{message, signer, step, Rule as OfToken, Step, PEOPLE, RECEIVER};
use crate::signer::{signed, terms, Kind, Signer};
use crate::suite::{instantiate_msg, Suite};

/// Redemption is open, dora has a key, alice has given bob an allowance, the bridge has something,
/// and something is abroad and stray.
fn suite() -> (Suite, Signer, String) {
    let mut suite = Suite::new();
    let signer = Signer::new(7);
    let dora = signer.address(suite.app.api());
    suite.transfer("alice", &dora, 100).unwrap();
    suite.approve("alice", "bob", 100);
    let policy = Some(RedemptionPolicy { deadline_seconds: 500, min_amount: 1u128.into() });
    suite.ok("owner", ExecuteMsg::SetRedemptionPolicy { policy });
    suite.transfer("alice", "bridge", 100).unwrap();
    suite.ok("bridge", ExecuteMsg::BridgeBurn { amount: 50u128.into() });
    suite.transfer("alice", "token", 10).unwrap();
    suite.transfer("alice", "escrow", 40).unwrap();
    (suite, signer, dora)
}

/// Every message by which somebody disposes of tokens or creates them, with what is asked.
fn disposals(
    suite: &Suite,
    signer: &Signer,
    dora: &str,
) -> Vec<(&'static str, ExecuteMsg, Vec<Movement>)> {
    let addr = |who: &str| suite.addr(who);
    let asked =
        |kind, from: Option<&str>, to: Option<&str>, spender: Option<&str>, amount: u128| {
            let address = |who: Option<&str>| who.map(|who| suite.addr(who));
            let (from, to, spender) = (address(from), address(to), address(spender));
            Movement { kind, from, to, spender, amount: amount.into() }
        };
    let (amount, msg, memo) = (3u128.into(), Binary::from(b"x"), "INV 7".to_string());
    let (owner, recipient, contract) = (addr("alice"), addr("carol"), addr("receiver"));
    let payment =
        |to: &str, amount: u128| Payment { recipient: addr(to), amount: amount.into(), memo: None };
    let order = |to: &str| MintOrder { recipient: addr(to), amount };
    let act = |kind: fn(String, String) -> SignedAction, nonce| {
        let action = kind(dora.to_string(), suite.addr("bob"));
        signed(suite, signer, Kind::Wallet, &action, terms(nonce))
    };
    let pay = |to| vec![asked(K::Transfer, Some("alice"), Some(to), None, 3)];
    let pull = |to| vec![asked(K::Transfer, Some("alice"), Some(to), Some("bob"), 3)];
    let mint = |to| asked(K::Mint, None, Some(to), None, 3);
    let by_dora = vec![asked(K::Transfer, Some(dora), Some("bob"), None, 3)];
    vec![
        ("alice", ExecuteMsg::Transfer { recipient: recipient.clone(), amount }, pay("carol")),
        (
            "alice",
            ExecuteMsg::Send { contract: contract.clone(), amount, msg: msg.clone() },
            pay("receiver"),
        ),
        (
            "bob",
            ExecuteMsg::TransferFrom { owner: owner.clone(), recipient: recipient.clone(), amount },
            pull("carol"),
        ),
        (
            "bob",
            ExecuteMsg::SendFrom {
                owner: owner.clone(),
                contract: contract.clone(),
                amount,
                msg: msg.clone(),
            },
            pull("receiver"),
        ),
        (
            "alice",
            ExecuteMsg::TransferWithMemo {
                recipient: recipient.clone(),
                amount,
                memo: memo.clone(),
            },
            pay("carol"),
        ),
        ("alice", ExecuteMsg::SendWithMemo { contract, amount, msg, memo }, pay("receiver")),
        (
            "alice",
            ExecuteMsg::BatchTransfer {
                payments: vec![payment("bob", 1), payment("alice", 2), payment("carol", 3)],
            },
            vec![
                asked(K::Transfer, Some("alice"), Some("bob"), None, 1),
                asked(K::Transfer, Some("alice"), Some("alice"), None, 2),
                asked(K::Transfer, Some("alice"), Some("carol"), None, 3),
            ],
        ),
        (
            "stranger",
            act(
                |from, to| SignedAction::Transfer { from, to, amount: 3u128.into(), memo: None },
                0,
            ),
            by_dora.clone(),
        ),
        (
            "bob",
            act(|from, to| SignedAction::Receive { from, to, amount: 3u128.into(), memo: None }, 1),
            by_dora,
        ),
        ("minter", ExecuteMsg::Mint { recipient: recipient.clone(), amount }, vec![mint("carol")]),
        (
            "minter",
            ExecuteMsg::MintBatch { mints: vec![order("carol"), order("alice")] },
            vec![mint("carol"), mint("alice")],
        ),
        (
            "minter",
            ExecuteMsg::MintWithReference {
                recipient: recipient.clone(),
                amount,
                reference: vec![7].into(),
            },
            vec![mint("carol")],
        ),
        ("alice", ExecuteMsg::Burn { amount }, vec![asked(K::Burn, Some("alice"), None, None, 3)]),
        (
            "bob",
            ExecuteMsg::BurnFrom { owner, amount },
            vec![asked(K::Burn, Some("alice"), None, Some("bob"), 3)],
        ),
        (
            "alice",
            ExecuteMsg::RequestRedemption { amount, reference: vec![7].into() },
            vec![asked(K::RedemptionRequest, Some("alice"), None, None, 3)],
        ),
        (
            "bridge",
            ExecuteMsg::BridgeMint { recipient: recipient.clone(), amount },
            vec![asked(K::BridgeMint, None, Some("carol"), None, 3)],
        ),
        (
            "rescuer",
            ExecuteMsg::Rescue { asset: Asset::Cw20(addr("token")), to: recipient, amount },
            vec![asked(K::Transfer, Some("token"), Some("carol"), None, 3)],
        ),
    ]
}

fn can_transfer(suite: &Suite, from: &str, to: &str, amount: u128) -> CanTransferResponse {
    let (from, to, spender) = (suite.addr(from), suite.addr(to), None);
    suite.query(QueryMsg::CanTransfer { from, to, amount: amount.into(), spender })
}

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
    let before = suite.app.dump_wasm_raw(&suite.token);
    for (actor, msg, _) in disposals(&suite, &signer, &dora) {
        let text = format!("{msg:?}");
        assert_eq!(suite.fails(actor, msg), "ST-140", "{text}");
        assert_eq!(suite.app.dump_wasm_raw(&suite.token), before, "{text}");
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
    let reference: HexBinary = vec![7].into();
    for amount in [5u128, 6, 7] {
        let reference = reference.clone();
        suite.ok("alice", ExecuteMsg::RequestRedemption { amount: amount.into(), reference });
    }
    let contract = suite.under(&Rule::Refuse("never".to_string()));
    let case_hash = HexBinary::from([7; 32]);
    let amount = 2u128.into();
    suite.transfer("escrow", "bob", 2).unwrap();
    suite.transfer("bridge", "bob", 2).unwrap();
    for (actor, msg) in [
        ("bridge", ExecuteMsg::BridgeBurn { amount }),
        ("bridge", ExecuteMsg::BridgeRefund { recipient: alice.clone(), amount, msg: None }),
        ("operator", ExecuteMsg::RejectRedemption { id: 1, reason: "x".to_string() }),
        ("operator", ExecuteMsg::SettleRedemption { id: 2, payment_reference: reference }),
        (
            "seizer",
            ExecuteMsg::Seize { from: bob, to: carol, amount, case_hash: case_hash.clone() },
        ),
    ] {
        suite.ok(actor, msg);
    }
    suite.after_seconds(500);
    suite.ok("stranger", ExecuteMsg::CancelRedemption { id: 3 });
    suite.freeze("alice", FreezeMode::Full);
    suite.ok("seizer", ExecuteMsg::WipeFrozen { account: alice, case_hash });
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
        let batch = suite.batch(&payments);
        assert_eq!(suite.fails("alice", batch), "ST-140", "{place}");
    }
    assert_eq!((suite.balance("alice"), suite.balance("bob")), (940, 560));
    let batch = suite.batch(&[("bob", 39), ("carol", 1)]);
    suite.ok("alice", batch);
    assert_eq!(suite.transfer("alice", "bob", 1).unwrap_err().code(), "ST-140");
    // Another pays what is its own to pay, and tomorrow is another day.
    suite.transfer("bob", "alice", 100).unwrap();
    suite.after_seconds(86_400);
    suite.transfer("alice", "bob", 100).unwrap();
    assert_eq!(suite.days(&contract), 3);
}

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

#[test]
fn can_transfer_asks_it_and_gives_the_same_answer() {
    let mut suite = Suite::new();
    suite.approve("alice", "bob", 100);
    let contract = suite.under(&Rule::Daily(100));
    for amount in [100, 101] {
        let told = can_transfer(&suite, "alice", "carol", amount);
        let tried = suite.transfer("alice", "carol", amount);
        let code = tried.as_ref().err().map(|cause| cause.code());
        assert_eq!((told.ok, told.code), (tried.is_ok(), code));
        suite.after_seconds(86_400);
    }
    // What the token refuses itself keeps its own code, and the contract is not asked.
    suite.asked(&contract);
    suite.freeze("alice", FreezeMode::Outgoing);
    assert_eq!(can_transfer(&suite, "alice", "carol", 1).code.unwrap(), "ST-012");
    assert_eq!(suite.transfer("alice", "carol", 1).unwrap_err().code(), "ST-012");
    assert!(suite.asked(&contract).is_empty());
    let told = can_transfer(&suite, "escrow", "carol", 0);
    assert!(told.ok, "an escrow is not asked about");
}

#[test]
fn a_fee_is_part_of_its_payment() {
    let mut suite = Suite::new();
    let (max_fee, collector) = (50u128.into(), suite.addr("carol"));
    let fee = Some(FeeConfig { bps: 20, max_fee, collector });
    suite.ok("feemanager", ExecuteMsg::SetFee { fee });
    let contract = suite.under(&Rule::Allow);
    suite.transfer("alice", "bob", 500).unwrap();
    assert_eq!(suite.balance("carol"), 1);
    let asked: Vec<Asked> = suite.asked(&contract);
    assert_eq!(asked.len(), 1);
    assert_eq!(asked[0].0.amount.u128(), 500);
    assert_eq!(asked[0].1.unwrap().u128(), 499);
}

#[test]
fn compliance_names_it_within_bounds_and_only_what_answers() {
    let mut suite = Suite::new();
    let contract = suite.policy(&Rule::Allow);
    for actor in ["owner", "pauser", "alice"] {
        assert_eq!(suite.fails(actor, set(Some(&contract), 200_000)), "ST-002", "{actor}");
        assert_eq!(suite.fails(actor, set(None, 0)), "ST-002", "{actor}");
    }
    for gas in [0, MIN_POLICY_GAS - 1, MAX_POLICY_GAS + 1, u64::MAX] {
        assert_eq!(suite.fails("compliance", set(Some(&contract), gas)), "ST-008", "{gas}");
    }
    let upper = Addr::unchecked(contract.to_string().to_uppercase());
    assert_eq!(suite.fails("compliance", set(Some(&upper), 200_000)), "ST-008");
    // Nobody, no contract, a contract of another kind, the token itself.
    for other in ["bob", "receiver", "token"] {
        let other = Addr::unchecked(suite.addr(other));
        assert_eq!(suite.fails("compliance", set(Some(&other), 200_000)), "ST-141", "{other}");
    }
    let told = |suite: &Suite| suite.query::<ComplianceResponse>(QueryMsg::Compliance {}).policy;
    assert_eq!(told(&suite), None);
    let named = |gas_limit| PolicyContract { address: contract.to_string(), gas_limit };
    let mut before = None;
    for gas in [MIN_POLICY_GAS, MAX_POLICY_GAS] {
        let response = suite.ok("compliance", set(Some(&contract), gas));
        let event = response.events.iter().find_map(|it| SetPolicyContract::from_event(it).ok());
        let expected = SetPolicyContract {
            previous_address: before.map(|_| contract.to_string()),
            previous_gas_limit: before,
            address: Some(contract.to_string()),
            gas_limit: Some(gas),
            by: suite.addr("compliance"),
        };
        assert_eq!(event, Some(expected));
        assert_eq!(told(&suite), Some(named(gas)));
        before = Some(gas);
    }
    suite.ask(None).unwrap();
    assert_eq!(told(&suite), None);
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

#[test]
fn what_refuses_everything_can_be_removed() {
    let mut suite = Suite::new();
    suite.under(&Rule::Refuse("never".to_string()));
    suite.freeze("alice", FreezeMode::Outgoing);
    suite.pause(PauseScope::Transfer);
    suite.ask(None).unwrap();
    suite.unfreeze("alice");
    suite.ok("owner", ExecuteMsg::Unpause { scopes: vec![PauseScope::Transfer] });
    suite.transfer("alice", "bob", 1).unwrap();
}

#[test]
fn to_end_it_or_to_name_another_waits_and_a_first_one_and_its_gas_do_not() {
    const DELAY: u64 = 3600;
    let mut suite = Suite::new();
    suite.ok("owner", ExecuteMsg::SetChangeDelay { seconds: DELAY });
    let contract = suite.under(&Rule::Refuse("never".to_string()));
    let other = suite.policy(&Rule::Allow);
    suite.ok("compliance", set(Some(&contract), 100_000));
    suite.ok("compliance", set(Some(&contract), 300_000));
    for next in [None, Some(&other)] {
        let msg = set(next, 200_000);
        assert_eq!(suite.fails("compliance", msg.clone()), "ST-095");
        let ExecuteMsg::SetPolicyContract { policy } = msg else { panic!() };
        let schedule = ExecuteMsg::ScheduleChange { change: Change::SetPolicyContract { policy } };
        assert_eq!(suite.fails("owner", schedule.clone()), "ST-002");
        suite.ok("compliance", schedule);
    }
    let waiting: PendingChangesResponse = suite.query(QueryMsg::PendingChanges {});
    let [end, replace] = [0, 1].map(|place: usize| waiting.changes[place].id);
    suite.after_seconds(DELAY);
    // Anyone applies it, while nobody can pay.
    assert_eq!(suite.transfer("alice", "bob", 1).unwrap_err().code(), "ST-140");
    suite.ok("stranger", ExecuteMsg::ApplyChange { id: replace });
    suite.transfer("alice", "bob", 1).unwrap();
    assert_eq!(suite.asked(&other).len(), 1);
    assert_eq!(suite.fails("stranger", ExecuteMsg::ApplyChange { id: end }), "ST-098");
}

#[test]
fn more_gas_does_not_undo_a_removal_that_waits() {
    const DELAY: u64 = 3600;
    let mut suite = Suite::new();
    suite.ok("owner", ExecuteMsg::SetChangeDelay { seconds: DELAY });
    let contract = suite.under(&Rule::Refuse("never".to_string()));
    let change = Change::SetPolicyContract { policy: None };
    suite.ok("compliance", ExecuteMsg::ScheduleChange { change });
    suite.after_seconds(DELAY);
    suite.ok("compliance", set(Some(&contract), 300_000));
    assert_eq!(suite.fails("stranger", ExecuteMsg::CancelChange { id: 1 }), "ST-002");
    suite.ok("stranger", ExecuteMsg::ApplyChange { id: 1 });
    suite.transfer("alice", "bob", 1).unwrap();
}

#[test]
fn a_policy_given_up_never_comes_back() {
    let mut suite = Suite::new();
    let contract = suite.under(&Rule::Allow);
    let give_up = ExecuteMsg::RenounceFeature { feature: Feature::PolicyContract };
    assert_eq!(suite.fails("owner", give_up.clone()), "ST-106");
    suite.ask(None).unwrap();
    suite.ok("owner", give_up);
    assert_eq!(suite.ask(Some(&contract)).unwrap_err().code(), "ST-102");
    suite.ask(None).unwrap();
    suite.transfer("alice", "bob", 1).unwrap();
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
            ExecuteMsg::Seize { from: bob, to: own.clone(), amount, case_hash },
            ExecuteMsg::Pause { scopes: scopes.clone(), duration_seconds: 60 },
            ExecuteMsg::Unpause { scopes },
            ExecuteMsg::SetPolicyContract { policy: None },
            ExecuteMsg::GrantRole { role: Role::Pauser, account: own.clone() },
            ExecuteMsg::Unfreeze { account: alice },
        ];
        for attempt in attempts {
            let text = format!("{attempt:?}");
            let before = suite.app.dump_wasm_raw(&suite.token);
            suite.change_rule(&contract, &Rule::Reenter { messages: vec![attempt], swallow });
            let paid = suite.transfer("alice", "alice", 1);
            match swallow {
                true => assert!(paid.is_ok(), "{text}"),
                false => assert_eq!(paid.unwrap_err().code(), "ST-140", "{text}"),
            }
            assert_eq!(suite.app.dump_wasm_raw(&suite.token), before, "{text}");
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
    assert_eq!(suite.transfer("alice", "bob", 5).unwrap_err().code(), "ST-006");
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
    let msg = send(&suite, b"x");
    assert_eq!(suite.fails("alice", msg), "ST-140");
    assert_eq!(suite.received(), None);
    suite.change_rule(&contract, &Rule::Allow);
    // The recipient sends the money back in the middle of the call: that is asked about too.
    let msg = send(&suite, b"bounce");
    suite.ok("alice", msg);
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
    contract::instantiate(deps.as_mut(), mock_env(), info("owner"), msg).unwrap();
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

// --- after any steps --------------------------------------------------------------------------

/// Balances of everybody who has one.
type Balances = BTreeMap<String, i128>;

fn balances(suite: &Suite) -> Balances {
    let found = suite.balances().into_iter();
    found.map(|(who, amount)| (who, i128::try_from(amount).unwrap())).collect()
}

proptest! {
    #![proptest_config(crate::suite::runs(10))]
    /// The questions of a message are its movements: together they are all that it did to balances,
    /// but for what must land and what an order takes, of which there is no question. There is no fee
    /// here, which would be no question either.
    #[test]
    fn what_is_asked_about_is_what_moves(steps in prop::collection::vec(step(), 100)) {
        let mut suite = Suite::with_identity();
        for who in ["alice", "bob", "carol", "escrow"] {
            suite.link(who, [1; 20]);
        }
        for (n, who) in PEOPLE.iter().enumerate() {
            let key = signer(n).edwards();
            suite.ok(who, ExecuteMsg::RegisterKey { key });
        }
        let policy = RedemptionPolicy { deadline_seconds: 2000, min_amount: 1u128.into() };
        suite.ok("owner", ExecuteMsg::SetRedemptionPolicy { policy: Some(policy) });
        let contract = suite.under(&Rule::Allow);
        for step in &steps {
            if let Step::Wait(seconds) = step {
                suite.after_seconds(*seconds);
            }
            if matches!(step, Step::Rule(OfToken::Fee(..), _)) {
                continue;
            }
            let Some((sender, msg)) = message(&suite, step) else { continue };
            let escrow = PEOPLE.map(|who| suite.account(who).escrow);
            let before = balances(&suite);
            let passed = suite.send(sender, msg).is_ok();
            let (after, asked) = (balances(&suite), suite.asked(&contract));
            let mut told = before.clone();
            for (movement, ..) in &asked {
                let amount = i128::try_from(movement.amount.u128()).unwrap();
                let Movement { kind, from, to, .. } = movement.clone();
                let payer = PEOPLE.iter().position(|who| from == Some(suite.addr(who)));
                let lands = kind == K::Transfer && payer.is_some_and(|payer| escrow[payer]);
                prop_assert!(!lands, "{step:?}: {movement:?}");
                from.into_iter().for_each(|who| *told.entry(who).or_default() -= amount);
                to.into_iter().for_each(|who| *told.entry(who).or_default() += amount);
            }
            told.retain(|_, amount| *amount != 0);
            let payers = match step {
                Step::Transfer(a, ..) | Step::Memo(a, ..) | Step::Stray(a, _) => vec![*a],
                Step::Batch(a, _) | Step::Signed(a, ..) | Step::Pull(_, a, ..) => vec![*a],
                Step::Send(a, ..) | Step::SendFrom(_, a, ..) => vec![*a, RECEIVER],
                _ => vec![],
            };
            let lands = matches!(step, Step::Refund(..) | Step::Reject(_) | Step::Return(_))
                || matches!(step, Step::BridgeBurn(_) | Step::Seize(..))
                || matches!(step, Step::Wipe(_) | Step::Recover(..));
            if lands || !passed {
                prop_assert!(asked.is_empty(), "{step:?}: {asked:?}");
            } else if payers.iter().all(|payer| !escrow[*payer]) {
                prop_assert_eq!(told, after, "{:?}", step);
            }
        }
    }
}
