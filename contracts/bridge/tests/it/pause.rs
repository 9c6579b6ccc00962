//! `pause` and `unpause`.

use isthmus_api::access::{PausedScope, PausesResponse};
use isthmus_api::bridge::*;

use crate::suite::*;

fn pause(scopes: Vec<PauseScope>, duration_seconds: u64) -> ExecuteMsg {
    ExecuteMsg::Pause { scopes, duration_seconds }
}

#[test]
fn each_direction_is_paused_by_itself_and_the_pause_ends() {
    let mut suite = Suite::new();
    suite.send(100);
    let alice = suite.addr("alice").into_string();
    suite.ok("pauser", pause(vec![PauseScope::Send], 60));
    let paused: PausesResponse = suite.query(QueryMsg::Pauses {});
    let only_send = PausedScope { scope: "send".to_string(), until: START + 60 };
    assert_eq!(paused.pauses, [only_send]);
    suite.receive(&incoming(IUSD, 1, &alice)).unwrap();
    let error = suite.send_hook("iusd", 1, &hook(&east("bob"))).unwrap_err();
    assert_eq!(code(error), "AC-006");
    suite.wait(60);
    suite.send(1);
    let none: PausesResponse = suite.query(QueryMsg::Pauses {});
    assert!(none.pauses.is_empty());

    suite.ok("pauser", pause(vec![PauseScope::Receive], 60));
    suite.send(1);
    let error = suite.receive(&incoming(IUSD, 1, &alice)).unwrap_err();
    assert_eq!(code(error), "AC-006");
    let unpause = ExecuteMsg::Unpause { scopes: vec![PauseScope::Receive] };
    suite.refuses("pauser", unpause.clone(), "AC-002");
    suite.ok("owner", unpause);
    suite.receive(&incoming(IUSD, 1, &alice)).unwrap();
}

/// F5: a revocation does not wait for the end of a pause of money.
#[test]
fn a_pause_of_money_lets_revocations_through_and_one_of_recognition_lets_money() {
    let mut suite = Suite::new();
    let alice = suite.addr("alice").into_string();
    let told = attestation(&alice);
    let attest = ExecuteMsg::Attest { region: "east".to_string(), attestation: told.clone() };
    let mut heard = incoming(IUSD, 1, "");
    heard.op = isthmus_api::packet::Op::Attest(told);
    suite.send(10);
    suite.ok("pauser", pause(vec![PauseScope::Send, PauseScope::Receive], 60));
    suite.ok("identity", attest.clone());
    suite.receive(&heard).unwrap();
    suite.wait(60);
    suite.ok("pauser", pause(vec![PauseScope::Attest], 60));
    assert_eq!(suite.refused("identity", attest), "AC-006");
    assert_eq!(code(suite.receive(&heard).unwrap_err()), "AC-006");
    suite.send(1);
    suite.receive(&incoming(IUSD, 1, &alice)).unwrap();
}

/// What the owner does in a pause is what the pause is for.
#[test]
fn a_pause_stops_neither_settings_nor_decisions_nor_the_handshake() {
    let mut suite = Suite::registered();
    suite.ok("pauser", pause(vec![PauseScope::Send, PauseScope::Receive], 600));
    suite.connect(&suite.channel(CHANNEL)).unwrap();
    suite.ok("owner", suite.set_route(10, 10, 10));
    suite.ok("owner", peer("north", "connection-9", &port("north", "x"), "north"));
    let scopes = vec![PauseScope::Send, PauseScope::Receive];
    suite.ok("owner", ExecuteMsg::Unpause { scopes: scopes.clone() });
    let unclear = suite.send(5);
    suite.ok("pauser", pause(scopes, 600));
    suite.ack(&unclear, b"?".to_vec());
    let decided = suite.ok("owner", resolve(1, DisputeOutcome::Refund, "never arrived"));
    assert_eq!(decided.messages.len(), 1);
}

/// Pauses stand in the record of the peers: neither may lose the other.
#[test]
fn a_pause_and_the_peers_share_a_record_and_keep_each_other() {
    let mut suite = Suite::new();
    suite.ok("pauser", pause(vec![PauseScope::Receive], 600));
    let status = PeerStatus::Draining;
    suite.ok("owner", ExecuteMsg::SetPeerStatus { region: "east".to_string(), status });
    let paused: PausesResponse = suite.query(QueryMsg::Pauses {});
    assert_eq!(paused.pauses.len(), 1);
    suite.ok("owner", ExecuteMsg::Unpause { scopes: vec![PauseScope::Receive] });
    let peer: PeerResponse = suite.query(QueryMsg::Peer { region: "east".to_string() });
    assert_eq!(peer.status, PeerStatus::Draining);
    assert_eq!(peer.channel.unwrap().channel, CHANNEL);
}
