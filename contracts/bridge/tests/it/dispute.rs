//! `resolve_dispute`: packets about which nobody but the owner can decide.

use isthmus_api::bridge::events as ev;
use isthmus_api::bridge::*;
use serde_json::json;

use crate::suite::*;

/// An acknowledgement that cannot be read is never guessed (I3: the packet is disputed, not lost).
#[test]
fn an_unreadable_acknowledgement_waits_for_the_owner() {
    for bad in [
        b"".to_vec(),
        b"{}".to_vec(),
        br#"{"result":"AA=="}"#.to_vec(),
        br#"{"result":"AQ==","error":"x"}"#.to_vec(),
        "[".repeat(100_000).into_bytes(),
    ] {
        let mut suite = Suite::new();
        let packet = suite.send(100);
        let response = suite.ack(&packet, bad);
        assert!(response.messages.is_empty(), "funds stay");
        let _: ev::Disputed = event(&response.events);
        assert_eq!(suite.status(1), PacketStatus::Disputed);
        assert_eq!(suite.ledger(IUSD).in_flight.u128(), 0);

        let mut delivered = Suite::new();
        let packet = delivered.send(100);
        delivered.ack(&packet, b"x".to_vec());
        let reason = "bob shows the coins on the east explorer";
        let response = delivered.ok("owner", resolve(1, DisputeOutcome::Delivered, reason));
        assert!(response.messages.is_empty());
        let resolved: ev::Resolved = event(&response.events);
        assert_eq!(resolved.reason, reason);
        assert_eq!(delivered.ledger(IUSD).outstanding.u128(), 100);

        let response = suite.ok("owner", resolve(1, DisputeOutcome::Refund, "never arrived"));
        let (_, refund) = called(&response.messages[0]);
        assert_eq!(refund["bridge_refund"]["amount"], json!("100"));
        let refunded: ev::Refunded = event(&response.events);
        assert_eq!(refunded.cause, "dispute");
        suite.refuses("owner", resolve(1, DisputeOutcome::Refund, "again"), "BR-036");
        assert_eq!(suite.status(1), PacketStatus::Settled);
    }
}

#[test]
fn a_dispute_is_resolved_with_a_reason() {
    let mut suite = Suite::new();
    let packet = suite.send(100);
    suite.ack(&packet, b"?".to_vec());
    for reason in ["", "a\u{7}b", &"x".repeat(257)] {
        let refused = suite.refused("owner", resolve(1, DisputeOutcome::Refund, reason));
        assert_eq!(refused, "BR-008");
    }
    suite.refuses("owner", resolve(2, DisputeOutcome::Refund, "x"), "BR-036");
    suite.refuses("pauser", resolve(1, DisputeOutcome::Refund, "x"), "AC-002");
}

/// Case 9 (Dragonberry): a peer that returns what is still on its way and then lets it time out gets
/// nothing twice by itself; the owner decides who bears the loss.
#[test]
fn a_refund_the_peer_has_already_returned_is_disputed() {
    let mut suite = Suite::new();
    let packet = suite.send(100);
    suite.receive(&incoming(IUSD, 100, &suite.addr("alice").into_string())).unwrap();
    let response = suite.timeout(&packet);
    assert!(response.messages.is_empty());
    let disputed: ev::Disputed = event(&response.events);
    assert_eq!(disputed.cause, "the peer has returned more than it was sent");
    let response = suite.ok("owner", resolve(1, DisputeOutcome::Refund, "issuer bears it"));
    assert_eq!(response.messages.len(), 1);
}
