//! `attest`, and attestations that arrive: recognition between identity contracts.

use cosmwasm_std::{from_json, Response};
use isthmus_api::bridge::events as ev;
use isthmus_api::bridge::*;
use isthmus_api::packet::{Envelope, Op};
use serde_json::json;

use crate::suite::*;

fn attest(suite: &Suite) -> ExecuteMsg {
    ExecuteMsg::Attest {
        region: "east".to_string(),
        attestation: attestation(suite.addr("alice").as_str()),
    }
}

fn send(suite: &mut Suite) -> Response {
    suite.ok("identity", attest(suite))
}

fn packet(suite: &Suite, id: u64) -> PacketStatus {
    let answer: PacketResponse =
        suite.query(QueryMsg::Packet { region: "east".to_string(), token: None, id });
    answer.status
}

#[test]
fn an_attestation_leaves_for_the_peer() {
    let mut suite = Suite::new();
    let response = send(&mut suite);
    let (channel, data, timeout) = sent(&response.messages);
    assert_eq!(channel, CHANNEL);
    assert_eq!(timeout.timestamp().unwrap().seconds(), START + 86_400);
    let envelope: Envelope = from_json(&data).unwrap();
    assert_eq!(envelope.id, 1);
    assert!(matches!(envelope.op, Op::Attest(_)));
    let event: ev::AttestationSent = event(&response.events);
    assert_eq!((event.id, event.version), (1, 3));
    assert_eq!(packet(&suite, 1), PacketStatus::InFlight);
    let second: ev::AttestationSent = crate::suite::event(&send(&mut suite).events);
    assert_eq!(second.id, 2);
}

#[test]
fn only_the_identity_contract_attests_and_only_on_an_open_route() {
    let mut suite = Suite::new();
    suite.refuses("owner", attest(&suite), "AC-002");
    let mut large = attestation("west1x");
    large.issuer = "x".repeat(9_000);
    let large = ExecuteMsg::Attest { region: "east".to_string(), attestation: large };
    suite.refuses("identity", large, "BR-031");
    suite.close_confirm(CHANNEL);
    suite.refuses("identity", attest(&suite), "BR-020");
    let nowhere =
        ExecuteMsg::Attest { region: "north".to_string(), attestation: attestation("west1x") };
    suite.refuses("identity", nowhere, "BR-010");
}

#[test]
fn what_arrives_is_handed_to_the_identity_contract() {
    let mut suite = Suite::new();
    let mut envelope = incoming(IUSD, 1, "");
    let alice = suite.addr("alice").into_string();
    envelope.op = Op::Attest(attestation(&alice));
    let response = suite.receive(&envelope).unwrap();
    assert_eq!(response.acknowledgement.unwrap(), success());
    let (identity, call) = called(&response.messages[0]);
    assert_eq!(identity, suite.addr("identity").as_str());
    // The region is the channel's, never the packet's word alone.
    assert_eq!(call["receive_attestation"]["region"], json!("east"));
    assert_eq!(call["receive_attestation"]["attestation"]["version"], json!(3));
    let event: ev::AttestationReceived = event(&response.events);
    assert_eq!(event.account, alice);
}

#[test]
fn an_attestation_ends_without_moving_money() {
    let mut suite = Suite::new();
    let packets: Vec<_> = (0..4)
        .map(|_| {
            let response = send(&mut suite);
            suite.packet(&response)
        })
        .collect();
    let response = suite.ack(&packets[0], success());
    let acked: ev::Acknowledged = event(&response.events);
    assert_eq!((acked.id, acked.token), (1, None));
    let failed: ev::AttestationFailed = event(&suite.ack(&packets[1], refusal()).events);
    assert_eq!((failed.id, failed.cause.as_str()), (2, "error"));
    let failed: ev::AttestationFailed = event(&suite.timeout(&packets[2]).events);
    assert_eq!((failed.id, failed.cause.as_str()), (3, "timeout"));
    let disputed: ev::Disputed = event(&suite.ack(&packets[3], b"?".to_vec()).events);
    assert_eq!((disputed.id, disputed.token), (4, None));
    assert_eq!(packet(&suite, 3), PacketStatus::Settled);
    assert_eq!(packet(&suite, 4), PacketStatus::Disputed);
    let response = suite.ok(
        "owner",
        ExecuteMsg::ResolveDispute {
            region: "east".to_string(),
            token: None,
            id: 4,
            outcome: DisputeOutcome::Refund,
            reason: "it will be shared again".to_string(),
        },
    );
    assert!(response.messages.is_empty());
    assert_eq!(packet(&suite, 4), PacketStatus::Settled);
    let again: ev::Ignored = event(&suite.timeout(&packets[2]).events);
    assert_eq!(again.channel, CHANNEL);
}

/// I7 is the identity contract's to keep; the bridge does not order attestations.
#[test]
fn attestations_and_transfers_count_apart() {
    let mut suite = Suite::new();
    send(&mut suite);
    suite.send(10);
    let sent: ev::AttestationSent = event(&send(&mut suite).events);
    assert_eq!(sent.id, 2);
    assert_eq!(suite.ledger(IUSD).sent_count, 1);
    let flight = suite.in_flight(None, Some(1));
    assert_eq!(flight.packets.len(), 1);
}
