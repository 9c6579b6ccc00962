//! A connection that is dead: given up without asking the chain, its packets disputed, the peer bound anew.

use isthmus_api::bridge::events as ev;
use isthmus_api::bridge::*;
use isthmus_api::packet::CHANNEL_VERSION;

use crate::suite::*;

const DAY: u64 = 86_400;

fn east_region() -> String {
    "east".to_string()
}

fn abandon() -> ExecuteMsg {
    ExecuteMsg::AbandonPeer { region: east_region(), reason: "its client expired".to_string() }
}

fn overdue(id: u64) -> ExecuteMsg {
    ExecuteMsg::DisputeOverdue { region: east_region(), token: Some(IUSD.to_string()), id }
}

fn rebind(connection: &str) -> ExecuteMsg {
    let (connection, remote_port) = (connection.to_string(), port("east", "another"));
    ExecuteMsg::RebindPeer { region: east_region(), connection, remote_port }
}

fn peer_of(suite: &Suite) -> PeerResponse {
    suite.query(QueryMsg::Peer { region: east_region() })
}

/// F1: no acknowledgement and no timeout comes any more, and no chain closes the channel. The owner gives it
/// up, everybody gets a decision, and what is abroad comes home over another connection.
#[test]
fn ba2_a_dead_connection_buries_neither_the_money_nor_the_region() {
    let mut suite = Suite::new();
    let settled = suite.send(40);
    suite.ack(&settled, success());
    suite.send(100);
    suite.wait(365 * DAY);
    assert_eq!(suite.refused("stranger", overdue(2)), "BR-046");
    let abandoned: ev::PeerAbandoned = event(&suite.ok("owner", abandon()).events);
    assert_eq!(abandoned.channel.as_deref(), Some(CHANNEL));
    assert_eq!(peer_of(&suite).status, PeerStatus::Abandoned);
    assert_eq!(peer_of(&suite).channel, None);
    let error = suite.send_hook("iusd", 1, &hook(&east("bob"))).unwrap_err();
    assert_eq!(code(error), "BR-045");

    // An outcome may still be proven for a while; then anybody has the owner decide.
    suite.refuses("owner", rebind("connection-7"), "BR-049");
    suite.wait(OVERDUE_SECONDS - 1);
    assert_eq!(suite.refused("stranger", overdue(2)), "BR-047");
    suite.wait(1);
    assert_eq!(suite.refused("stranger", overdue(1)), "BR-048");
    let response = suite.ok("stranger", overdue(2));
    let disputed: ev::Disputed = event(&response.events);
    assert_eq!((disputed.id, disputed.amount.u128()), (2, 100));
    assert_eq!(suite.status(2), PacketStatus::Disputed);
    assert_eq!(suite.refused("stranger", overdue(2)), "BR-048");
    let decided = suite.ok("owner", resolve(2, DisputeOutcome::Refund, "it never arrived"));
    let refund: ev::Refunded = event(&decided.events);
    assert_eq!(refund.owner, suite.addr("alice").into_string());

    // Its books go on: what was sent before is what may come home.
    let rebound: ev::PeerRebound = event(&suite.ok("owner", rebind("connection-7")).events);
    assert_eq!(rebound.connection, "connection-7");
    let mut channel = suite.channel("channel-9");
    assert_eq!(code(suite.open_try(&channel, CHANNEL_VERSION).unwrap_err()), "BR-013");
    channel.connection_id = "connection-7".to_string();
    channel.counterparty_endpoint.port_id = port("east", "another");
    suite.open_try(&channel, CHANNEL_VERSION).unwrap();
    suite.connect(&channel).unwrap();
    let alice = suite.addr("alice").into_string();
    let data = |amount| serde_json::to_vec(&incoming(IUSD, amount, &alice)).unwrap();
    let over = suite.receive_on("channel-9", data(41)).unwrap_err();
    assert_eq!(code(over), "BR-028");
    suite.receive_on("channel-9", data(40)).unwrap();
    assert_eq!(suite.send(5).src.channel_id, "channel-9");
    assert_eq!(suite.status(3), PacketStatus::InFlight);
}

#[test]
fn an_outcome_that_a_chain_proves_all_the_same_counts_for_an_abandoned_peer() {
    let mut suite = Suite::new();
    let [delivered, lost] = [10, 20].map(|amount| suite.send(amount));
    suite.ok("owner", abandon());
    suite.ack(&delivered, success());
    assert_eq!(suite.timeout(&lost).messages.len(), 1);
    suite.ok("owner", rebind("connection-7"));
}

#[test]
fn who_is_abandoned_is_neither_frozen_opened_nor_abandoned_again_and_says_why() {
    let mut suite = Suite::new();
    suite.refuses("owner", rebind("connection-7"), "BR-046");
    let status = |status| ExecuteMsg::SetPeerStatus { region: east_region(), status };
    suite.refuses("owner", status(PeerStatus::Abandoned), "BR-045");
    for reason in [String::new(), "x".repeat(257), "two\nlines".to_string()] {
        let msg = ExecuteMsg::AbandonPeer { region: east_region(), reason };
        suite.refuses("owner", msg, "BR-008");
    }
    suite.ok("owner", abandon());
    suite.refuses("owner", abandon(), "BR-045");
    suite.refuses("owner", status(PeerStatus::Open), "BR-045");
    suite.refuses("pauser", ExecuteMsg::FreezePeer { region: east_region() }, "BR-045");
    // The connection and the port of another peer are no way round.
    let theirs = port("north", "x");
    suite.ok("owner", peer("north", "connection-8", &theirs, "north"));
    let remote_port = theirs;
    let msg = ExecuteMsg::RebindPeer {
        region: east_region(),
        connection: "connection-8".to_string(),
        remote_port,
    };
    suite.refuses("owner", msg, "BR-041");
}
