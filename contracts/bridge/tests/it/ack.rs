//! Acknowledgements and timeouts: the source never loses funds.

use cosmwasm_std::{Binary, IbcPacket, ReplyOn};
use isthmus_api::bridge::events as ev;
use isthmus_api::bridge::*;
use serde_json::json;

use crate::suite::*;

#[test]
fn an_acknowledgement_settles_the_packet() {
    let mut suite = Suite::new();
    let packet = suite.send(100);
    assert_eq!(suite.status(1), PacketStatus::InFlight);
    let response = suite.ack(&packet, success());
    assert!(response.messages.is_empty());
    let acked: ev::Acknowledged = event(&response.events);
    assert_eq!((acked.id, acked.token.unwrap().as_str()), (1, IUSD));
    assert_eq!(suite.status(1), PacketStatus::Settled);
    assert_eq!(suite.status(2), PacketStatus::NotSent);
    assert_eq!(suite.status(0), PacketStatus::NotSent);
}

#[test]
fn an_error_refunds_the_sender_with_a_limit_of_gas_and_a_reply_on_error() {
    let mut suite = Suite::new();
    let packet = send_with_reference(&mut suite, 100);
    let response = suite.ack(&packet, refusal());
    let message = &response.messages[0];
    let (token, refund) = called(message);
    assert_eq!(token, suite.addr("iusd").as_str());
    assert_eq!(
        refund,
        json!({"bridge_refund": {
            "recipient": suite.addr("alice"), "amount": "100", "msg": "ZGVhbC03",
        }})
    );
    assert_eq!(message.reply_on, ReplyOn::Error);
    assert_eq!(message.gas_limit, Some(DEFAULT_TOKEN_GAS));
    let refunded: ev::Refunded = event(&response.events);
    assert_eq!(refunded.cause, "error");
    assert_eq!(refunded.detail.as_deref(), Some("receiver is frozen [ST-012]"));
    let ledger = suite.ledger(IUSD);
    assert_eq!((ledger.refunded.u128(), ledger.outstanding.u128()), (100, 0));
}

#[test]
fn a_timeout_refunds_and_frees_the_limit_it_used() {
    let mut suite = Suite::new();
    suite.ok("owner", suite.set_route(100, 100, 100));
    let packet = suite.send(100);
    let response = suite.timeout(&packet);
    let refunded: ev::Refunded = event(&response.events);
    assert_eq!((refunded.cause.as_str(), refunded.detail), ("timeout", None));
    suite.send(100);
}

/// Cases 12 and 21, I4: the second outcome of a packet is a no-op with an event, whatever the two are.
#[test]
fn i4_the_second_outcome_of_a_packet_does_nothing() {
    type Outcome = fn(&mut Suite, &IbcPacket) -> cosmwasm_std::IbcBasicResponse;
    let outcomes: [Outcome; 4] = [
        |s, p| s.ack(p, success()),
        |s, p| s.ack(p, refusal()),
        |s, p| s.timeout(p),
        |s, p| s.ack(p, b"???".to_vec()),
    ];
    for first in outcomes {
        for second in outcomes {
            let mut suite = Suite::new();
            let packet = suite.send(100);
            first(&mut suite, &packet);
            let before = suite.dump();
            let response = second(&mut suite, &packet);
            assert!(response.messages.is_empty());
            let ignored: ev::Ignored = event(&response.events);
            assert_eq!(ignored.sequence, packet.sequence);
            assert_eq!(suite.dump(), before);
        }
    }
}

#[test]
fn an_outcome_of_a_packet_that_was_never_sent_does_nothing() {
    let mut suite = Suite::new();
    let mut packet = suite.send(100);
    for data in ["", "[[[[", "{}", "\u{0}"] {
        packet.data = Binary::from(data.as_bytes());
        let response = suite.ack(&packet, refusal());
        let _: ev::Ignored = event(&response.events);
        assert!(response.messages.is_empty());
        assert!(suite.timeout(&packet).messages.is_empty());
    }
    assert_eq!(suite.status(1), PacketStatus::InFlight);
}

/// I9.
#[test]
fn i9_a_pause_blocks_neither_ack_nor_timeout_nor_claim() {
    let mut suite = Suite::new();
    let packets = [10, 20, 30].map(|amount| suite.send(amount));
    suite.ok(
        "pauser",
        ExecuteMsg::Pause {
            scopes: vec![PauseScope::Send, PauseScope::Receive],
            duration_seconds: 1_000,
        },
    );
    let error = suite.send_hook("iusd", 1, &hook(&east("bob"))).unwrap_err();
    assert_eq!(code(error), "AC-006");
    let error = suite.receive(&incoming(IUSD, 1, &suite.addr("alice").into_string())).unwrap_err();
    assert_eq!(code(error), "AC-006");

    suite.ack(&packets[0], success());
    assert_eq!(suite.ack(&packets[1], refusal()).messages.len(), 1);
    let response = suite.timeout(&packets[2]);
    suite.refund_fails(&response);
    suite.ok("stranger", claim(3));
}
