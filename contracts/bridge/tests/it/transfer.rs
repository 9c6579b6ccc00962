//! `receive`, the cw20 hook: money that leaves.

use cosmwasm_std::{Binary, HexBinary, Timestamp, Uint128};
use cw20::Cw20ReceiveMsg;
use isthmus_api::bridge::events::Sent;
use isthmus_api::bridge::*;
use isthmus_api::packet::{Envelope, Op};
use serde_json::json;

use crate::suite::*;

fn full_hook() -> TokenHook {
    TokenHook::Transfer {
        region: "east".to_string(),
        receiver: east("bob"),
        timeout_seconds: Some(60),
        memo: Some("invoice 7".to_string()),
        info: Some(HexBinary::from(vec![9; 32])),
        reference: Some(Binary::from(b"deal-7")),
    }
}

#[test]
fn a_transfer_burns_the_money_and_sends_a_packet() {
    let mut suite = Suite::new();
    let response = suite.send_hook("iusd", 250, &full_hook()).unwrap();
    let (token, burn) = called(&response.messages[0]);
    assert_eq!(token, suite.addr("iusd").as_str());
    assert_eq!(burn, json!({"bridge_burn": {"amount": "250"}}));

    let (channel, data, timeout) = sent(&response.messages);
    assert_eq!(channel, CHANNEL);
    assert_eq!(timeout.timestamp(), Some(Timestamp::from_seconds(START + 60)));
    assert_eq!(timeout.block(), None, "by time alone");
    let envelope: Envelope = cosmwasm_std::from_json(&data).unwrap();
    assert_eq!((envelope.v, envelope.id), (1, 1));
    assert_eq!((envelope.from.as_str(), envelope.to.as_str()), ("west", "east"));
    let Op::Transfer(transfer) = envelope.op else { panic!() };
    assert_eq!(envelope.sender.as_deref(), Some(suite.addr("alice").as_str()));
    assert_eq!(envelope.token.as_deref(), Some(IUSD));
    assert_eq!(transfer.amount, "250");
    assert_eq!(transfer.memo.as_deref(), Some("invoice 7"));
    assert!(!data.to_string().contains("ZGVhbC03"), "the reference stays here");

    let sent: Sent = event(&response.events);
    assert_eq!(sent.timeout_at, START + 60);
    assert_eq!(sent.reference.as_deref(), Some("ZGVhbC03"));
    let flight = suite.in_flight(Some(IUSD), None);
    assert_eq!(flight.packets.len(), 1);
    assert_eq!(flight.packets[0].reference, Some(Binary::from(b"deal-7")));
    let ledger = suite.ledger(IUSD);
    assert_eq!((ledger.sent.u128(), ledger.outstanding.u128()), (250, 250));
}

#[test]
fn only_a_registered_token_is_heard() {
    let mut suite = Suite::new();
    let error = suite.send_hook("mallory", 1, &hook(&east("bob"))).unwrap_err();
    assert_eq!(code(error), "AC-002");
}

#[test]
fn a_hook_that_breaks_a_rule_is_refused() {
    let mut suite = Suite::new();
    let bob = east("bob");
    let with = |change: &dyn Fn(&mut serde_json::Value)| {
        let mut hook = serde_json::to_value(hook(&bob)).unwrap();
        change(&mut hook["transfer"]);
        hook
    };
    let long = "x".repeat(257);
    let cases = [
        (with(&|h| h["region"] = json!("north")), "BR-010"),
        (with(&|h| h["receiver"] = json!(suite.addr("bob"))), "BR-029"),
        (with(&|h| h["receiver"] = json!(bob.to_uppercase())), "BR-029"),
        (with(&|h| h["receiver"] = json!("")), "BR-029"),
        (with(&|h| h["timeout_seconds"] = json!(9)), "BR-008"),
        (with(&|h| h["timeout_seconds"] = json!(86_401)), "BR-008"),
        (with(&|h| h["memo"] = json!(long)), "BR-008"),
        (with(&|h| h["info"] = json!("00")), "BR-008"),
        (with(&|h| h["reference"] = json!(Binary::from(vec![0; 65]))), "BR-008"),
        (with(&|h| h["hops"] = json!([])), "BR-032"),
        (json!({"forward": {}}), "BR-032"),
        (json!([]), "BR-032"),
    ];
    for (hook, expected) in cases {
        let msg = ExecuteMsg::Receive(Cw20ReceiveMsg {
            sender: suite.addr("alice").into_string(),
            amount: Uint128::one(),
            msg: Binary::from(serde_json::to_vec(&hook).unwrap()),
        });
        assert_eq!(suite.refused("iusd", msg), expected, "{hook}");
    }
    // Case 16, in the hook.
    let deep = ExecuteMsg::Receive(Cw20ReceiveMsg {
        sender: suite.addr("alice").into_string(),
        amount: Uint128::one(),
        msg: Binary::from("[".repeat(100_000).into_bytes()),
    });
    suite.refuses("iusd", deep, "BR-032");
    let zero = suite.send_hook("iusd", 0, &hook(&bob)).unwrap_err();
    assert_eq!(code(zero), "BR-008");
    assert_eq!(suite.ledger(IUSD).sent_count, 0);
}

/// F9: a slip of the pen costs nothing, where it cost two fees and the limit of a way there and back.
#[test]
fn ba6_a_receiver_with_a_wrong_letter_is_refused_before_the_money_leaves() {
    let mut suite = Suite::new();
    let bob = east("bob");
    for at in [5, 20, bob.len() - 1] {
        let other = if &bob[at..=at] == "q" { "p" } else { "q" };
        let wrong = format!("{}{other}{}", &bob[..at], &bob[at + 1..]);
        let error = suite.send_hook("iusd", 10, &hook(&wrong)).unwrap_err();
        assert_eq!(code(error), "BR-029", "{wrong}");
    }
    assert_eq!(suite.ledger(IUSD).sent_count, 0);
}

/// F9: what a terminal or an explorer shows of a memo is what stands in it.
#[test]
fn ba7_a_memo_is_one_line_without_anything_unseen() {
    let mut suite = Suite::new();
    let mut send = |memo: &str| {
        let mut order = serde_json::to_value(hook(&east("bob"))).unwrap();
        order["transfer"]["memo"] = json!(memo);
        let order: TokenHook = serde_json::from_value(order).unwrap();
        suite.send_hook("iusd", 10, &order).map(|_| ()).map_err(code)
    };
    for bad in ["\u{1b}[2J\u{1b}[31mPAID 9,000,000", "two\nlines", "\u{202e}001", "a\u{200b}b"] {
        assert_eq!(send(bad), Err("BR-008".to_string()), "{bad:?}");
    }
    assert_eq!(send("\u{53d1}\u{7968} 2026/114"), Ok(()));
}

#[test]
fn a_timeout_lies_between_ten_seconds_and_a_day() {
    let mut suite = Suite::new();
    for (asked, got) in [(None, 900), (Some(10), 10), (Some(86_400), 86_400)] {
        let hook = hook_with(&east("bob"), asked, None);
        let response = suite.send_hook("iusd", 1, &hook).unwrap();
        let sent: Sent = event(&response.events);
        assert_eq!(sent.timeout_at, START + got);
    }
}

#[test]
fn without_peer_channel_or_route_nothing_leaves() {
    let mut suite = Suite::registered();
    let send = |suite: &mut Suite, token: &str| {
        code(suite.send_hook(token, 1, &hook(&east("bob"))).unwrap_err())
    };
    assert_eq!(send(&mut suite, "iusd"), "BR-020");
    suite.connect(&suite.channel(CHANNEL)).unwrap();
    suite.ok(
        "owner",
        ExecuteMsg::SetPeerStatus { region: "east".to_string(), status: PeerStatus::Draining },
    );
    assert_eq!(send(&mut suite, "iusd"), "BR-019");
    suite.ok(
        "owner",
        ExecuteMsg::SetPeerStatus { region: "east".to_string(), status: PeerStatus::Open },
    );
    suite.ok("owner", set_route(IUSD, None, None, None));
    assert_eq!(send(&mut suite, "iusd"), "BR-023");
}

#[test]
fn the_rate_limit_lets_its_capacity_through_and_refills() {
    let mut suite = Suite::new();
    suite.ok("owner", suite.set_route(100, 100, 10_000));
    suite.send(100);
    let full = suite.send_hook("iusd", 1, &hook(&east("bob"))).unwrap_err();
    assert_eq!(code(full), "BR-026");
    suite.wait(30);
    let over = suite.send_hook("iusd", 31, &hook(&east("bob"))).unwrap_err();
    assert_eq!(code(over), "BR-026");
    suite.send(30);
    let limits = suite.limits(IUSD);
    let outbound = limits.outbound.unwrap();
    assert_eq!((outbound.available.u128(), outbound.full_in_seconds), (0, Some(100)));
}

#[test]
fn no_more_is_abroad_than_the_cap() {
    let mut suite = Suite::new();
    suite.ok("owner", suite.set_route(1_000, 1_000, 150));
    suite.send(100);
    let over = suite.send_hook("iusd", 51, &hook(&east("bob"))).unwrap_err();
    assert_eq!(code(over), "BR-027");
    suite.send(50);
    suite.receive(&incoming(IUSD, 60, &suite.addr("alice").into_string())).unwrap();
    suite.send(60);
}

#[test]
fn away_from_home_there_is_no_cap() {
    let mut suite = Suite::new();
    suite.send_hook("eusd", 1_000, &hook(&east("bob"))).unwrap();
    let ledger = suite.ledger(EUSD);
    assert_eq!((ledger.sent.u128(), ledger.outstanding.u128()), (1_000, 0));
}

#[test]
fn a_sum_beyond_what_can_be_counted_is_refused() {
    let mut suite = Suite::new();
    suite.ok("owner", set_route(EUSD, limit(u128::MAX, u128::MAX), None, None));
    suite.send_hook("eusd", u128::MAX, &hook(&east("bob"))).unwrap();
    suite.wait(1);
    let over = suite.send_hook("eusd", 1, &hook(&east("bob"))).unwrap_err();
    assert_eq!(code(over), "BR-037");
}

#[test]
fn receivers_that_the_token_blocks_are_sent_nothing() {
    let mut suite = Suite::new();
    let (bob, carol) = (east("bob"), east("carol"));
    let early = suite.send(100);
    suite.screen("iusd", "east", &[&bob]);
    let before = suite.ledger(IUSD);
    let refused = |suite: &mut Suite, receiver: &str| {
        code(suite.send_hook("iusd", 1, &hook(receiver)).unwrap_err())
    };
    assert_eq!(refused(&mut suite, &bob), "BR-040");
    // Other spellings of the same account are no way round the list.
    let capital = bob.replacen("east1", "EAST1", 1);
    let mixed = format!("{}{}", &bob[..20], bob[20..].to_uppercase());
    for spelling in [bob.to_uppercase(), capital, mixed, format!(" {bob}"), format!("{bob}\n")] {
        assert_eq!(refused(&mut suite, &spelling), "BR-029", "{spelling}");
    }
    assert_eq!(suite.ledger(IUSD), before);
    // The list is the token's own: another receiver, another token.
    suite.send_hook("iusd", 1, &hook(&carol)).unwrap();
    suite.send_hook("eusd", 1, &hook(&bob)).unwrap();
    // What is under way is not asked about again.
    suite.timeout(&early);
    assert_eq!(suite.ledger(IUSD).refunded.u128(), 100);
    // Nor what a listed account sends here.
    suite.receive(&incoming(EUSD, 1, &suite.addr("alice").into_string())).unwrap();
    // A name in another region's list says nothing.
    suite.screen("iusd", "north", &[&bob]);
    suite.send(1);
}

/// A token that cannot be asked sends nothing.
#[test]
fn a_list_that_cannot_be_read_refuses() {
    let mut suite = Suite::new();
    suite.deps.querier = cosmwasm_std::testing::MockQuerier::default();
    let error = suite.send_hook("iusd", 1, &hook(&east("bob"))).unwrap_err();
    assert_eq!(code(error), "BR-001");
    assert_eq!(suite.ledger(IUSD).sent_count, 0);
}
