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

/// F8: whoever closes the other end makes what is under way time out before its time. A chain says no more
/// than that; it is enough to take no further money.
#[test]
fn ba9_a_timeout_before_its_time_drains_the_peer_and_one_in_time_does_not() {
    let status = |suite: &Suite| {
        let peer: PeerResponse = suite.query(QueryMsg::Peer { region: "east".to_string() });
        peer.status
    };
    let mut suite = Suite::new();
    let [in_time, nearly, early] = [10, 20, 30].map(|amount| suite.send(amount));
    suite.timeout(&in_time);
    assert_eq!(status(&suite), PeerStatus::Open);
    // Two clocks differ: a minute is no sign.
    suite.env.block.time = nearly.timeout.timestamp().unwrap().minus_seconds(60);
    let response = suite.timeout_now(&nearly);
    assert_eq!(event::<ev::Refunded>(&response.events).cause, "timeout");
    assert_eq!(status(&suite), PeerStatus::Open);
    suite.env.block.time = suite.env.block.time.minus_seconds(1);
    let response = suite.timeout_now(&early);
    assert_eq!(event::<ev::Refunded>(&response.events).cause, "closed");
    let drained: ev::PeerStatusSet = event(&response.events);
    assert_eq!((drained.status.as_str(), drained.by.as_str()), ("draining", "bridge"));
    assert_eq!(status(&suite), PeerStatus::Draining);
    let error = suite.send_hook("iusd", 1, &hook(&east("bob"))).unwrap_err();
    assert_eq!(code(error), "BR-019");
}

/// F10: an own packet is known by its header alone, which no version changes.
#[test]
fn ba26_an_own_packet_that_no_longer_parses_is_not_lost() {
    let mut suite = Suite::new();
    for (op, outcome) in [
        (r#"{"transfer_two":{"amount":["10"]}}"#, refusal()),
        ("null", refusal()),
        (r#"{"transfer":{}}"#, Vec::new()),
    ] {
        let mut packet = suite.send(10);
        let mut sent: serde_json::Value = serde_json::from_slice(&packet.data).unwrap();
        sent["op"] = serde_json::from_str(op).unwrap();
        sent["v"] = 7.into();
        packet.data = Binary::from(sent.to_string().into_bytes());
        let response = match outcome.is_empty() {
            true => suite.timeout(&packet),
            false => suite.ack(&packet, outcome),
        };
        let refunded: ev::Refunded = event(&response.events);
        assert_eq!((refunded.amount.u128(), refunded.owner), (10, suite.addr("alice").into()));
    }
    assert_eq!(suite.ledger(IUSD).refunded.u128(), 30);
    assert_eq!(suite.ledger(IUSD).in_flight.u128(), 0);
}

/// C1: what a forged proof says is paid by nobody while receiving is stopped, and no outcome is lost.
#[test]
fn c1_while_a_peer_is_frozen_or_receiving_paused_refunds_are_booked_and_not_paid() {
    let freeze = || ExecuteMsg::FreezePeer { region: "east".to_string() };
    let pause = || {
        let scopes = vec![PauseScope::Receive];
        ExecuteMsg::Pause { scopes, duration_seconds: 1_000 }
    };
    let open = ExecuteMsg::SetPeerStatus { region: "east".to_string(), status: PeerStatus::Open };
    let unpause = ExecuteMsg::Unpause { scopes: vec![PauseScope::Receive] };
    for (stop, goes_on, refused) in [(freeze(), open, "BR-044"), (pause(), unpause, "AC-006")] {
        let mut suite = Suite::new();
        let packets = [10, 20, 30].map(|amount| suite.send(amount));
        suite.ok("pauser", stop);
        suite.ack(&packets[0], success());
        let failed = suite.ack(&packets[1], refusal());
        assert!(failed.messages.is_empty());
        let kept: ev::Claimable = event(&failed.events);
        assert!(kept.detail.contains(refused), "{}", kept.detail);
        assert!(suite.timeout_now(&packets[2]).messages.is_empty());
        let ledger = suite.ledger(IUSD);
        assert_eq!((ledger.refunded.u128(), ledger.claimable.u128()), (0, 50));
        assert_eq!(suite.refused("stranger", claim(2)), refused);
        suite.ok("owner", goes_on);
        suite.ok("stranger", claim(2));
        assert_eq!(suite.ok("stranger", claim(3)).messages.len(), 1);
        assert_eq!(suite.ledger(IUSD).refunded.u128(), 50);
    }
}

/// A forged outcome that is found while nothing is paid is no claim for ever: somebody contests it, and the
/// owner decides what became of the packet.
#[test]
fn c1_a_forged_outcome_found_in_time_is_contested_and_never_paid() {
    let contest = |id| {
        let (region, token) = ("east".to_string(), IUSD.to_string());
        ExecuteMsg::ContestClaim { region, token, id }
    };
    let mut suite = Suite::new();
    let packets = [100, 50].map(|amount| suite.send(amount));
    suite.ok("pauser", ExecuteMsg::FreezePeer { region: "east".to_string() });
    packets.iter().for_each(|packet| drop(suite.ack(packet, refusal())));
    assert_eq!(suite.ledger(IUSD).outstanding.u128(), 0);
    assert_eq!(suite.refused("stranger", contest(1)), "AC-002");
    assert_eq!(suite.refused("pauser", contest(3)), "BR-035");
    let disputed: ev::Disputed = event(&suite.ok("pauser", contest(1)).events);
    assert_eq!((disputed.id, disputed.amount.u128()), (1, 100));
    assert_eq!(suite.refused("owner", contest(1)), "BR-035");
    // What is abroad may come home again, and what was sent is there once.
    assert_eq!(suite.ledger(IUSD).outstanding.u128(), 100);
    suite.ok("owner", resolve(1, DisputeOutcome::Delivered, "the acknowledgement was forged"));
    // One that was lost indeed is decided too, and not paid before the peer is trusted.
    suite.ok("owner", contest(2));
    let decided = suite.ok("owner", resolve(2, DisputeOutcome::Refund, "it never arrived"));
    assert!(decided.messages.is_empty());
    let _: ev::Claimable = event(&decided.events);
    assert_eq!(suite.refused("alice", claim(2)), "BR-044");
    let open = ExecuteMsg::SetPeerStatus { region: "east".to_string(), status: PeerStatus::Open };
    suite.ok("owner", open);
    assert_eq!(suite.refused("owner", contest(2)), "BR-050");
    assert_eq!(suite.refused("alice", claim(1)), "BR-035");
    suite.ok("alice", claim(2));
}

/// I9.
#[test]
fn i9_a_pause_blocks_neither_ack_nor_timeout_and_one_of_sending_no_payment() {
    let mut suite = Suite::new();
    let packets = [10, 20, 30].map(|amount| suite.send(amount));
    suite.ok(
        "pauser",
        ExecuteMsg::Pause { scopes: vec![PauseScope::Send], duration_seconds: 1_000 },
    );
    let error = suite.send_hook("iusd", 1, &hook(&east("bob"))).unwrap_err();
    assert_eq!(code(error), "AC-006");
    suite.ack(&packets[0], success());
    assert_eq!(suite.ack(&packets[1], refusal()).messages.len(), 1);
    let response = suite.timeout(&packets[2]);
    suite.refund_fails(&response);
    suite.ok("stranger", claim(3));
}
