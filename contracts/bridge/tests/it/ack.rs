//! Acknowledgements, timeouts, claims and disputes: the source never loses funds.

use cosmwasm_std::{from_json, Binary, IbcPacket, ReplyOn};
use isthmus_api::bridge::events as ev;
use isthmus_api::bridge::*;
use serde_json::json;

use crate::suite::*;

fn claim(id: u64) -> ExecuteMsg {
    ExecuteMsg::Claim { region: "east".to_string(), token: IUSD.to_string(), id }
}

fn resolve(id: u64, outcome: DisputeOutcome, reason: &str) -> ExecuteMsg {
    ExecuteMsg::ResolveDispute {
        region: "east".to_string(),
        token: Some(IUSD.to_string()),
        id,
        outcome,
        reason: reason.to_string(),
    }
}

fn send_with_reference(suite: &mut Suite, amount: u128) -> IbcPacket {
    let TokenHook::Transfer { region, receiver, .. } = hook(&east("bob"));
    let hook = TokenHook::Transfer {
        region,
        receiver,
        timeout_seconds: None,
        memo: None,
        info: None,
        reference: Some(Binary::from(b"deal-7")),
    };
    let response = suite.send_hook("iusd", amount, &hook).unwrap();
    suite.packet(&response)
}

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
fn an_error_refunds_the_sender_with_a_limit_of_gas_and_an_ear() {
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

    let claims: ClaimsResponse = suite.query(QueryMsg::Claims {
        owner: Some(suite.addr("alice").into_string()),
        start_after: None,
        limit: None,
    });
    assert_eq!(claims.claims.len(), 1);
    assert_eq!(claims.claims[0].reference, Some(Binary::from(b"deal-7")));

    let response = suite.ok("stranger", claim(1));
    let (_, refund) = called(&response.messages[0]);
    assert_eq!(refund["bridge_refund"]["recipient"], json!(suite.addr("alice")));
    assert_eq!(refund["bridge_refund"]["msg"], json!("ZGVhbC03"));
    assert_eq!(response.messages[0].reply_on, ReplyOn::Never, "a failure fails the claim");
    assert_eq!(suite.refused("stranger", claim(1)), "BR-035");
    assert_eq!(suite.status(1), PacketStatus::Settled);
    assert_eq!(suite.ledger(IUSD).refunded.u128(), 100);
    let none: ClaimsResponse = suite.query(QueryMsg::Claims {
        owner: Some(suite.addr("alice").into_string()),
        start_after: None,
        limit: None,
    });
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
    assert_eq!(suite.refused("alice", claim(1)), "BR-035");
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
    assert_eq!(code(error), "BR-006");
    let alice = suite.addr("alice").into_string();
    let error = suite.receive(&incoming(IUSD, 1, &alice)).unwrap_err();
    assert_eq!(code(error), "BR-006");

    suite.ack(&packets[0], success());
    assert_eq!(suite.ack(&packets[1], refusal()).messages.len(), 1);
    let response = suite.timeout(&packets[2]);
    suite.refund_fails(&response);
    suite.ok("stranger", claim(3));
}

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
        assert_eq!(suite.refused("owner", resolve(1, DisputeOutcome::Refund, "again")), "BR-036");
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
    assert_eq!(suite.refused("owner", resolve(2, DisputeOutcome::Refund, "x")), "BR-036");
    assert_eq!(suite.refused("pauser", resolve(1, DisputeOutcome::Refund, "x")), "BR-002");
}

/// Case 9 (Dragonberry): a peer that returns what is still on its way and then lets it time out gets
/// nothing twice by itself; the owner decides who bears the loss.
#[test]
fn a_refund_the_peer_has_already_returned_is_disputed() {
    let mut suite = Suite::new();
    let packet = suite.send(100);
    let alice = suite.addr("alice").into_string();
    suite.receive(&incoming(IUSD, 100, &alice)).unwrap();
    let response = suite.timeout(&packet);
    assert!(response.messages.is_empty());
    let disputed: ev::Disputed = event(&response.events);
    assert_eq!(disputed.cause, "the peer has returned more than it was sent");
    let response = suite.ok("owner", resolve(1, DisputeOutcome::Refund, "issuer bears it"));
    assert_eq!(response.messages.len(), 1);
}

#[test]
fn the_reply_carries_all_that_a_claim_needs_and_nothing_else_is_heard() {
    let mut suite = Suite::new();
    let packet = suite.send(100);
    let response = suite.timeout(&packet);
    let payload = response.messages[0].payload.clone();
    let value: serde_json::Value = from_json(&payload).unwrap();
    assert_eq!(value["owner"], json!(suite.addr("alice")));
    assert_eq!(code(suite.bad_reply(2, payload.clone(), false)), "BR-038");
    assert_eq!(code(suite.bad_reply(1, payload, true)), "BR-038");
    assert_eq!(code(suite.bad_reply(1, Binary::from(b"{"), false)), "BR-001");
}

/// A random walk over packets and their outcomes, in any order, with duplicates; the suite checks the
/// books after each step (I1, I3, I4).
mod walk {
    use super::*;
    use proptest::prelude::*;

    #[derive(Clone, Copy, Debug)]
    enum Step {
        Send(u128),
        Return(u128),
        Success(usize),
        Refusal(usize),
        Timeout(usize),
        Unreadable(usize),
        Unpayable(usize),
        Claim(usize),
        Resolve(usize, bool),
        Wait(u64),
    }

    fn steps() -> impl Strategy<Value = Vec<Step>> {
        let n = 0usize..20;
        let step = prop_oneof![
            4 => (1u128..300).prop_map(Step::Send),
            2 => (1u128..300).prop_map(Step::Return),
            2 => n.clone().prop_map(Step::Success),
            1 => n.clone().prop_map(Step::Refusal),
            1 => n.clone().prop_map(Step::Timeout),
            1 => n.clone().prop_map(Step::Unreadable),
            1 => n.clone().prop_map(Step::Unpayable),
            1 => n.clone().prop_map(Step::Claim),
            1 => (n, any::<bool>()).prop_map(|(n, d)| Step::Resolve(n, d)),
            1 => (0u64..200).prop_map(Step::Wait),
        ];
        prop::collection::vec(step, 1..60)
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

        #[test]
        fn i3_every_packet_is_somewhere_once_after_any_order_of_outcomes(steps in steps()) {
            let mut suite = Suite::new();
            let alice = suite.addr("alice").into_string();
            let mut packets: Vec<IbcPacket> = Vec::new();
            for step in steps {
                let pick = |n: usize| (!packets.is_empty()).then(|| packets[n % packets.len()].clone());
                match step {
                    Step::Wait(seconds) => suite.wait(seconds),
                    Step::Send(amount) => {
                        if let Ok(response) = suite.send_hook("iusd", amount, &hook(&east("bob"))) {
                            let packet = suite.packet(&response);
                            packets.push(packet);
                        }
                    }
                    Step::Return(amount) => { let _ = suite.receive(&incoming(IUSD, amount, &alice)); }
                    Step::Success(n) => { pick(n).map(|p| suite.ack(&p, success())); }
                    Step::Refusal(n) => { pick(n).map(|p| suite.ack(&p, refusal())); }
                    Step::Timeout(n) => { pick(n).map(|p| suite.timeout(&p)); }
                    Step::Unreadable(n) => { pick(n).map(|p| suite.ack(&p, b"?".to_vec())); }
                    Step::Unpayable(n) => {
                        if let Some(response) = pick(n).map(|p| suite.timeout(&p)) {
                            if !response.messages.is_empty() {
                                suite.refund_fails(&response);
                            }
                        }
                    }
                    Step::Claim(n) => { let _ = suite.exec("stranger", claim(n as u64)); }
                    Step::Resolve(n, delivered) => {
                        let outcome = if delivered {
                            DisputeOutcome::Delivered
                        } else {
                            DisputeOutcome::Refund
                        };
                        let _ = suite.exec("owner", resolve(n as u64, outcome, "seen"));
                    }
                }
            }
        }
    }
}
