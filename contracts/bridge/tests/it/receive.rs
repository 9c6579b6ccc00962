//! `ibc_packet_receive`: money that arrives. Every refusal is an `Err`, of which the chain makes an
//! error acknowledgement, and leaves storage as it was.

use cosmwasm_std::HexBinary;
use isthmus_api::bridge::events::Received;
use isthmus_api::bridge::*;
use isthmus_api::packet::{Envelope, Op, Transfer};
use serde_json::json;

use crate::suite::*;

/// A bridge that has sent 500 to the east, and alice's address.
fn after_sending() -> (Suite, String) {
    let mut suite = Suite::new();
    suite.send(500);
    let alice = suite.addr("alice").into_string();
    (suite, alice)
}

#[test]
fn a_transfer_is_minted_within_the_tokens_gas() {
    let (mut suite, alice) = after_sending();
    let mut envelope = incoming(IUSD, 200, &alice);
    if let Op::Transfer(transfer) = &mut envelope.op {
        transfer.memo = Some("wages".to_string());
        transfer.info = Some(HexBinary::from(vec![1; 32]));
    }
    let response = suite.receive(&envelope).unwrap();
    assert_eq!(response.acknowledgement.unwrap(), success());
    let (token, mint) = called(&response.messages[0]);
    assert_eq!(token, suite.addr("iusd").as_str());
    assert_eq!(mint, json!({"bridge_mint": {"recipient": alice, "amount": "200"}}));
    // Case 20: a token that burns all its gas fails alone, and the packet gets its answer.
    assert_eq!(response.messages[0].gas_limit, Some(DEFAULT_TOKEN_GAS));
    let received: Received = event(&response.events);
    assert_eq!(received.memo.as_deref(), Some("wages"));
    assert_eq!(received.sender, east("bob"));
    let ledger = suite.ledger(IUSD);
    assert_eq!((ledger.received.u128(), ledger.outstanding.u128()), (200, 300));
}

/// Case 3: the money comes back before the first acknowledgement does.
#[test]
fn a_return_may_overtake_the_acknowledgement() {
    let mut suite = Suite::new();
    let packet = suite.send(500);
    suite.receive(&incoming(IUSD, 500, &suite.addr("alice").into_string())).unwrap();
    suite.ack(&packet, success());
    assert_eq!(suite.ledger(IUSD).outstanding.u128(), 0);
}

/// I2.
#[test]
fn home_takes_no_more_back_than_is_abroad() {
    let (mut suite, alice) = after_sending();
    let error = suite.receive(&incoming(IUSD, 501, &alice)).unwrap_err();
    assert_eq!(code(error), "BR-028");
}

#[test]
fn away_from_home_the_inbound_limit_alone_bounds_what_arrives() {
    let (mut suite, alice) = after_sending();
    suite.receive(&incoming(EUSD, 1_000, &alice)).unwrap();
    let error = suite.receive(&incoming(EUSD, 1, &alice)).unwrap_err();
    assert_eq!(code(error), "BR-026");
    suite.wait(1);
    suite.receive(&incoming(EUSD, 1, &alice)).unwrap();
}

/// Cases 1, 2, 19, 22, 23, 24 and I5.
#[test]
fn i5_a_refused_packet_changes_nothing() {
    let (mut suite, alice) = after_sending();
    let (bridge, token) = (suite.addr("bridge"), suite.addr("iusd"));
    let transfer = |change: &dyn Fn(&mut Transfer)| {
        let mut envelope = incoming(IUSD, 10, &alice);
        if let Op::Transfer(transfer) = &mut envelope.op {
            change(transfer);
        }
        envelope
    };
    let with = |change: &dyn Fn(&mut Envelope)| {
        let mut envelope = incoming(IUSD, 10, &alice);
        change(&mut envelope);
        envelope
    };
    let cases = [
        (with(&|e| e.v = 2), "BR-033"),
        (with(&|e| e.from = "north".to_string()), "BR-034"),
        (with(&|e| e.to = "east".to_string()), "BR-034"),
        (with(&|e| e.token = Some("west.other".to_string())), "BR-021"),
        (with(&|e| e.token = Some(format!("cw20:{token}"))), "BR-008"),
        (with(&|e| e.token = Some("wasm.x/channel-9/west.iusd".to_string())), "BR-008"),
        (with(&|e| e.token = None), "BR-008"),
        (with(&|e| e.sender = None), "BR-008"),
        (with(&|e| e.sender = Some("<script>".to_string())), "BR-008"),
        (transfer(&|t| t.amount = "0".to_string()), "BR-008"),
        (transfer(&|t| t.amount = "010".to_string()), "BR-008"),
        (transfer(&|t| t.amount = "0x10".to_string()), "BR-008"),
        (transfer(&|t| t.amount = "1e3".to_string()), "BR-008"),
        (transfer(&|t| t.amount = "340282366920938463463374607431768211456".to_string()), "BR-008"),
        (transfer(&|t| t.amount = u128::MAX.to_string()), "BR-026"),
        (transfer(&|t| t.receiver = alice.to_uppercase()), "BR-008"),
        (transfer(&|t| t.receiver = east("bob")), "BR-008"),
        (transfer(&|t| t.receiver = String::new()), "BR-008"),
        (transfer(&|t| t.receiver = bridge.to_string()), "BR-030"),
        (transfer(&|t| t.receiver = token.to_string()), "BR-030"),
        (transfer(&|t| t.memo = Some("x".repeat(257))), "BR-008"),
        (transfer(&|t| t.info = Some(HexBinary::from(vec![0; 33]))), "BR-008"),
        (transfer(&|t| t.memo = Some("\u{1b}[2J\u{202e}".to_string())), "BR-008"),
    ];
    let before = suite.dump();
    for (n, (envelope, expected)) in cases.iter().enumerate() {
        let error = suite.receive(envelope).unwrap_err();
        assert_eq!(code(&error), *expected, "case {n}: {error}");
        let text = error.to_string();
        assert!(text.chars().all(|c| matches!(c, ' '..='~') && !"<>&".contains(c)), "{text}");
    }
    assert_eq!(suite.dump(), before);
}

/// Case 16.
#[test]
fn hostile_bytes_get_an_error_and_no_panic() {
    let (mut suite, _) = after_sending();
    let op = |op: String| format!(r#"{{"v":1,"from":"east","to":"west","id":1,"op":{op}}}"#);
    for (data, expected) in [
        (String::new(), "BR-032"),
        ("[".repeat(100_000), "BR-031"),
        ("[".repeat(8_000), "BR-032"),
        (op("[".repeat(7_000)), "BR-032"),
        (op("{\"transfer\":".repeat(600)), "BR-032"),
        (op(r#"{"burn":{}}"#.to_string()), "BR-032"),
        (op(format!("{{\"x\":\"{}\"}}", "y".repeat(9_000))), "BR-031"),
    ] {
        let error = suite.receive_on(CHANNEL, data.into_bytes()).unwrap_err();
        assert_eq!(code(error), expected);
    }
    let error = suite.receive_on(CHANNEL, vec![0xff, 0xfe]).unwrap_err();
    assert_eq!(code(error), "BR-032");
}

#[test]
fn without_an_inbound_limit_nothing_arrives() {
    let (mut suite, alice) = after_sending();
    suite.ok("owner", set_route(IUSD, limit(1, 1), None, None));
    let error = suite.receive(&incoming(IUSD, 1, &alice)).unwrap_err();
    assert_eq!(code(error), "BR-023");
}

#[test]
fn a_draining_peer_is_still_served() {
    let (mut suite, alice) = after_sending();
    suite.ok(
        "owner",
        ExecuteMsg::SetPeerStatus { region: "east".to_string(), status: PeerStatus::Draining },
    );
    suite.receive(&incoming(IUSD, 10, &alice)).unwrap();
}
