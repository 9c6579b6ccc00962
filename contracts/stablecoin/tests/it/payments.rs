use cosmwasm_std::{Binary, Uint128};
use cw20::Expiration;
use isthmus_api::event::TypedEvent;
use isthmus_api::stablecoin::{events, ExecuteMsg, FreezeMode, PauseScope, Payment, QueryMsg};

use crate::suite::Suite;

fn with_memo(suite: &Suite, to: &str, amount: u128, memo: &str) -> ExecuteMsg {
    let (recipient, amount) = (suite.addr(to), amount.into());
    ExecuteMsg::TransferWithMemo { recipient, amount, memo: memo.into() }
}

fn send_with_memo(suite: &Suite, msg: &str, memo: &str) -> ExecuteMsg {
    ExecuteMsg::SendWithMemo {
        contract: suite.addr("receiver"),
        amount: 70u128.into(),
        msg: Binary::from(msg.as_bytes()),
        memo: memo.into(),
    }
}

fn set(suite: &Suite, spender: &str, amount: u128, expected: u128) -> ExecuteMsg {
    ExecuteMsg::SetAllowance {
        spender: suite.addr(spender),
        amount: amount.into(),
        expires: None,
        expected_current: expected.into(),
    }
}

fn revoke(suite: &Suite, spenders: &[&str]) -> ExecuteMsg {
    let spenders = spenders.iter().map(|spender| suite.addr(spender)).collect();
    ExecuteMsg::RevokeAllowances { spenders }
}

fn pull(suite: &Suite, owner: &str, amount: u128) -> ExecuteMsg {
    let (owner, recipient) = (suite.addr(owner), suite.addr("carol"));
    ExecuteMsg::TransferFrom { owner, recipient, amount: amount.into() }
}

#[test]
fn a_payment_carries_its_reference_and_calls_nobody() {
    let mut suite = Suite::new();
    let response = suite.ok("alice", with_memo(&suite, "receiver", 100, "INV 2026/114"));
    assert_eq!((suite.balance("alice"), suite.balance("receiver")), (900, 100));
    assert_eq!(suite.received(), None);
    let paid = response.events.iter().find_map(|e| events::TransferWithMemo::from_event(e).ok());
    assert_eq!(paid.unwrap().memo, "INV 2026/114");
    let wasm = response.events.iter().filter(|event| event.ty.starts_with("wasm"));
    assert_eq!(wasm.count(), 2, "one of CW20, and its own");
}

#[test]
fn a_contract_is_credited_and_called_but_not_told_the_reference() {
    let mut suite = Suite::new();
    suite.ok("alice", send_with_memo(&suite, "hello", "PO-7"));
    let told = (suite.addr("alice"), Uint128::new(70), Binary::from(b"hello"), Uint128::new(70));
    assert_eq!(suite.received(), Some(told));
    for refused in ["refuse", "bounce"] {
        let _ = suite.send("alice", send_with_memo(&suite, refused, "PO-7"));
        assert_eq!((suite.balance("alice"), suite.balance("receiver")), (930, 70), "{refused}");
    }
}

#[test]
fn a_reference_is_one_short_line_that_is_safe_in_events() {
    let mut suite = Suite::new();
    let longest = "x".repeat(64);
    let msg = with_memo(&suite, "bob", 1, &longest);
    suite.ok("alice", msg);
    for memo in ["", "a\u{202e}b", "a\u{200b}b", "two\nlines", &"x".repeat(65)] {
        let (plain, send) = (with_memo(&suite, "bob", 1, memo), send_with_memo(&suite, "", memo));
        let payment =
            Payment { recipient: suite.addr("bob"), amount: 1u128.into(), memo: Some(memo.into()) };
        let batch = ExecuteMsg::BatchTransfer { payments: vec![payment] };
        for msg in [plain, send, batch] {
            assert_eq!(suite.fails("alice", msg), "ST-008", "{memo:?}");
        }
    }
}

#[test]
fn payments_with_a_reference_obey_every_rule_of_a_transfer() {
    let mut suite = Suite::new();
    let messages = |suite: &Suite, amount| {
        [with_memo(suite, "bob", amount, "x"), suite.batch(&[("bob", amount)])]
    };
    for msg in messages(&suite, 1001) {
        suite.refuses("alice", msg, "ST-010");
    }
    for (who, mode, code) in [
        ("alice", FreezeMode::Outgoing, "ST-012"),
        ("alice", FreezeMode::Full, "ST-012"),
        ("bob", FreezeMode::Full, "ST-013"),
    ] {
        suite.freeze(who, mode);
        for msg in messages(&suite, 1) {
            suite.refuses("alice", msg, code);
        }
        suite.unfreeze(who);
    }
    suite.pause(PauseScope::Transfer);
    for msg in messages(&suite, 1) {
        suite.refuses("alice", msg, "AC-006");
    }
}

#[test]
fn a_batch_pays_all_in_order_and_tells_each_payment() {
    let mut suite = Suite::new();
    let response =
        suite.ok("alice", suite.batch(&[("bob", 100), ("carol", 20), ("bob", 3), ("stranger", 0)]));
    assert_eq!(
        ["alice", "bob", "carol", "stranger"].map(|who| suite.balance(who)),
        [877, 603, 20, 0]
    );
    let batch = response.events.iter().find_map(|e| events::BatchTransfer::from_event(e).ok());
    let batch = batch.unwrap();
    assert_eq!((batch.payments, batch.amount.u128()), (4, 123));
    let paid = response.events.iter().filter_map(|e| events::Payment::from_event(e).ok());
    let paid: Vec<_> = paid.map(|paid| (paid.to, paid.amount.u128())).collect();
    let told = [("bob", 100), ("carol", 20), ("bob", 3), ("stranger", 0)];
    assert_eq!(paid, told.map(|(who, amount)| (suite.addr(who), amount)));
}

#[test]
fn e4_a_batch_that_pays_oneself_creates_nothing() {
    let mut suite = Suite::new();
    for payments in [
        &[("alice", 1000)][..],
        &[("alice", 600), ("alice", 600)],
        &[("alice", 1000), ("bob", 10), ("alice", 990)],
        &[("bob", 0), ("alice", 1), ("bob", 0)],
    ] {
        suite.ok("alice", suite.batch(payments));
        assert_eq!(suite.supply().total.u128(), 1500);
    }
    assert_eq!((suite.balance("alice"), suite.balance("bob")), (990, 510));
    suite.refuses("alice", suite.batch(&[("alice", 991)]), "ST-010");
    suite.ok("alice", with_memo(&suite, "alice", 990, "to myself"));
    assert_eq!(suite.balance("alice"), 990);
}

#[test]
fn e20_a_bad_payment_in_any_position_leaves_nothing() {
    let mut suite = Suite::new();
    suite.freeze("carol", FreezeMode::Full);
    let good = || payment(&suite);
    let bad = [
        (Payment { recipient: suite.addr("carol"), ..good() }, "ST-013"),
        (Payment { amount: 1001u128.into(), ..good() }, "ST-010"),
        (Payment { amount: Uint128::MAX, ..good() }, "ST-010"),
        (Payment { memo: Some("a\tb".into()), ..good() }, "ST-008"),
        (Payment { recipient: "west1nothing".into(), ..good() }, "ST-008"),
        (Payment { recipient: suite.addr("bob").to_uppercase(), ..good() }, "ST-008"),
    ];
    for (item, code) in bad {
        for position in 0..5 {
            let mut payments = vec![payment(&suite); 4];
            payments.insert(position, item.clone());
            assert_eq!(
                suite.fails("alice", ExecuteMsg::BatchTransfer { payments }),
                code,
                "{position}"
            );
            assert_eq!((suite.balance("alice"), suite.balance("bob")), (1000, 500));
        }
    }
}

fn payment(suite: &Suite) -> Payment {
    Payment { recipient: suite.addr("bob"), amount: 1u128.into(), memo: None }
}

#[test]
fn the_sum_of_a_batch_is_bounded_by_the_balance_and_by_128_bits() {
    let mut suite = Suite::new();
    let msg = suite.batch(&[("bob", 600), ("carol", 600)]);
    suite.refuses("alice", msg, "ST-010");
    let mut rich = Suite::with(|msg, _| {
        msg.initial_balances[0].amount = Uint128::MAX - Uint128::new(500);
    })
    .unwrap();
    // Paying oneself, the same money counts twice in the sum and once in the balance.
    let msg = rich.batch(&[("alice", u128::MAX - 500), ("alice", 501)]);
    assert_eq!(rich.fails("alice", msg), "ST-011");
    let msg = rich.batch(&[("bob", u128::MAX - 500)]);
    rich.ok("alice", msg);
}

#[test]
fn a_batch_has_one_to_a_hundred_payments() {
    let mut suite = Suite::new();
    suite.ok("alice", suite.batch(&[("bob", 1); 100]));
    assert_eq!((suite.balance("alice"), suite.balance("bob")), (900, 600));
    for payments in [&[][..], &[("bob", 1); 101]] {
        suite.refuses("alice", suite.batch(payments), "ST-008");
    }
}

#[test]
fn e8_a_batch_of_an_escrow_lands_whatever_is_frozen_or_paused() {
    let mut suite = Suite::new();
    suite.deposit("alice", "escrow", 10).unwrap();
    suite.freeze("carol", FreezeMode::Full);
    suite.pause(PauseScope::Transfer);
    suite.ok("escrow", suite.batch(&[("carol", 4), ("bob", 6)]));
    assert_eq!((suite.balance("carol"), suite.balance("bob")), (4, 506));
}

#[test]
fn an_allowance_is_set_only_from_what_its_owner_believes() {
    let mut suite = Suite::new();
    suite.ok("alice", set(&suite, "bob", 100, 0));
    // The spender uses some of it before the owner's change arrives.
    let (spend, change) = (pull(&suite, "alice", 60), set(&suite, "bob", 50, 100));
    suite.ok("bob", spend);
    let refused = suite.send("alice", change).unwrap_err().to_string();
    assert_eq!(refused, "the allowance is 40, not 100 [ST-070]");
    suite.ok("alice", set(&suite, "bob", 50, 40));
    assert_eq!(suite.allowance("alice", "bob").allowance.u128(), 50);
    suite.ok("alice", set(&suite, "bob", 0, 50));
    suite.refuses("bob", pull(&suite, "alice", 0), "ST-016");
}

#[test]
fn e1_e2_a_set_allowance_counts_an_expired_grant_as_none_and_needs_an_expiry_ahead() {
    let mut suite = Suite::new();
    let until = |suite: &Suite, seconds| {
        Some(Expiration::AtTime(suite.app.block_info().time.plus_seconds(seconds)))
    };
    let with = |suite: &Suite, amount: u128, expected: u128, expires| ExecuteMsg::SetAllowance {
        spender: suite.addr("bob"),
        amount: amount.into(),
        expires,
        expected_current: expected.into(),
    };
    for amount in [0, 5] {
        suite.refuses("alice", with(&suite, amount, 0, until(&suite, 0)), "ST-020");
    }
    suite.ok("alice", with(&suite, 100, 0, until(&suite, 50)));
    suite.after_seconds(50);
    suite.refuses("alice", set(&suite, "bob", 7, 100), "ST-070");
    suite.ok("alice", set(&suite, "bob", 7, 0));
    let grant = suite.allowance("alice", "bob");
    assert_eq!((grant.allowance.u128(), grant.expires), (7, Expiration::Never {}));
}

#[test]
fn e16_no_allowance_is_set_by_or_for_a_frozen_account() {
    let mut suite = Suite::new();
    suite.approve("alice", "bob", 5);
    for (who, code) in [("alice", "ST-012"), ("bob", "ST-014")] {
        for mode in [FreezeMode::Outgoing, FreezeMode::Full] {
            suite.freeze(who, mode);
            assert_eq!(suite.fails("alice", set(&suite, "bob", 50, 5)), code, "{who} {mode:?}");
            suite.unfreeze(who);
        }
    }
    suite.refuses("alice", set(&suite, "alice", 50, 0), "ST-019");
    suite.pause(PauseScope::Approve);
    suite.refuses("alice", set(&suite, "bob", 50, 5), "AC-006");
}

#[test]
fn allowances_are_revoked_whatever_is_paused_or_frozen() {
    let mut suite = Suite::new();
    suite.approve("alice", "bob", 5);
    suite.approve("alice", "carol", 6);
    suite.approve("bob", "carol", 7);
    suite.freeze("alice", FreezeMode::Full);
    suite.freeze("bob", FreezeMode::Full);
    suite.pause(PauseScope::Approve);
    let response = suite.ok("alice", revoke(&suite, &["bob", "stranger", "bob", "carol", "alice"]));
    let ended = response.events.iter().filter_map(|e| events::RevokeAllowance::from_event(e).ok());
    let ended: Vec<_> = ended.map(|ended| (ended.spender, ended.previous.u128())).collect();
    assert_eq!(ended, [(suite.addr("bob"), 5), (suite.addr("carol"), 6)]);
    let query =
        QueryMsg::AllAllowances { owner: suite.addr("alice"), start_after: None, limit: None };
    let left: cw20::AllAllowancesResponse = suite.query(query);
    assert!(left.allowances.is_empty());
    // The grants of others stay.
    assert_eq!(suite.allowance("bob", "carol").allowance.u128(), 7);
}

#[test]
fn one_to_fifty_allowances_are_revoked_at_once() {
    let mut suite = Suite::new();
    suite.ok("alice", revoke(&suite, &["bob"; 50]));
    for spenders in [&[][..], &["bob"; 51]] {
        suite.refuses("alice", revoke(&suite, spenders), "ST-008");
    }
    // E28, E20: a bad address anywhere ends nothing.
    suite.approve("alice", "bob", 5);
    let upper = suite.addr("carol").to_uppercase();
    for spenders in [vec![suite.addr("bob"), upper.clone()], vec![upper, suite.addr("bob")]] {
        suite.refuses("alice", ExecuteMsg::RevokeAllowances { spenders }, "ST-008");
    }
    assert_eq!(suite.allowance("alice", "bob").allowance.u128(), 5);
}
