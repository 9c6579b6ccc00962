//! `claim`: a refund that could not be paid waits until somebody asks again.

use cosmwasm_std::{from_json, Binary, ReplyOn};
use isthmus_api::bridge::events as ev;
use isthmus_api::bridge::*;
use serde_json::json;

use crate::suite::*;

/// Case 4: what cannot be paid now is paid later, to its owner, once, whoever asks.
#[test]
fn a_refund_that_cannot_land_becomes_a_claim_paid_once() {
    let mut suite = Suite::new();
    let packet = send_with_reference(&mut suite, 100);
    let response = suite.timeout(&packet);
    let claimable: ev::Claimable = event(&suite.refund_fails(&response).events);
    assert_eq!(claimable.owner, suite.addr("alice").as_str());
    assert_eq!(suite.status(1), PacketStatus::Claimable);
    let ledger = suite.ledger(IUSD);
    assert_eq!((ledger.claimable.u128(), ledger.claimable_count), (100, 1));
    assert_eq!((ledger.refunded.u128(), ledger.refunded_count), (0, 0));

    let claims = suite.claims("alice");
    assert_eq!(claims.claims.len(), 1);
    assert_eq!(claims.claims[0].reference, Some(Binary::from(b"deal-7")));

    let response = suite.ok("stranger", claim(1));
    let (_, refund) = called(&response.messages[0]);
    assert_eq!(refund["bridge_refund"]["recipient"], json!(suite.addr("alice")));
    assert_eq!(refund["bridge_refund"]["msg"], json!("ZGVhbC03"));
    assert_eq!(response.messages[0].reply_on, ReplyOn::Never, "a failure fails the claim");
    suite.refuses("stranger", claim(1), "BR-035");
    assert_eq!(suite.status(1), PacketStatus::Settled);
    assert_eq!(suite.ledger(IUSD).refunded.u128(), 100);
    let none = suite.claims("alice");
    assert!(none.claims.is_empty());
}

/// An account that is no contract cannot take a reference back; its owner can still be paid, without.
#[test]
fn the_owner_of_a_claim_is_paid_without_the_reference() {
    let mut suite = Suite::new();
    let packet = send_with_reference(&mut suite, 100);
    let response = suite.timeout(&packet);
    suite.refund_fails(&response);
    let response = suite.ok("alice", claim(1));
    let (_, refund) = called(&response.messages[0]);
    assert_eq!(refund["bridge_refund"]["recipient"], json!(suite.addr("alice")));
    assert_eq!(refund["bridge_refund"]["msg"], json!(null));
    suite.refuses("alice", claim(1), "BR-035");
}

#[test]
fn the_reply_carries_all_that_a_claim_needs_and_nothing_else_is_heard() {
    let mut suite = Suite::new();
    let packet = suite.send(100);
    let response = suite.timeout(&packet);
    let payload = response.messages[0].payload.clone();
    let value: serde_json::Value = from_json(&payload).unwrap();
    assert_eq!(value["owner"], json!(suite.addr("alice")));
    let before = suite.dump();
    for (id, succeeded) in [(2, false), (1, true), (0, true)] {
        let unheard = suite.reply(id, payload.clone(), succeeded).unwrap();
        assert_eq!(unheard, Default::default());
        assert_eq!(suite.dump(), before);
    }
    let unreadable = suite.reply(1, Binary::from(b"{"), false).unwrap_err();
    assert_eq!(code(unreadable), "BR-001");
}
