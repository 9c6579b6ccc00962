//! `register_peer` and `set_peer_status`.

use isthmus_api::bridge::*;

use crate::suite::*;

#[test]
fn a_peer_is_registered_once_and_its_link_is_its_own() {
    let mut suite = Suite::registered();
    let again = suite.register_peer("east");
    suite.refuses("owner", again, "BR-011");
    let (here, there) = (port("west", "x"), port("north", "x"));
    let own = peer("west", "connection-9", &here, "west");
    suite.refuses("owner", own, "BR-011");
    let same_link = suite.register_peer("north");
    suite.refuses("owner", same_link, "BR-012");
    for bad in [
        peer("North", "connection-9", &there, "north"),
        peer("north", "", &there, "north"),
        peer("north", "connection-", &there, "north"),
        peer("north", "connection-09", &there, "north"),
        peer("north", "connection-x", &there, "north"),
        peer("north", "channel-9", &there, "north"),
        peer("north", "connection-9", &port("n1rth", "x"), "n1rth"),
        peer("north", "connection-9", &there, "North"),
        peer("north", "connection-9", &there, ""),
    ] {
        suite.refuses("owner", bad, "BR-008");
    }
    // Another contract on the same chain is another peer.
    suite.ok("owner", peer("north", CONNECTION, &port("east", "other"), "east"));
    let status =
        ExecuteMsg::SetPeerStatus { region: "south".to_string(), status: PeerStatus::Draining };
    suite.refuses("owner", status, "BR-010");
}

/// A peer is for life, and with another port no handshake of it can ever succeed.
#[test]
fn the_port_of_a_peer_is_that_of_a_contract_with_its_prefix() {
    let mut suite = Suite::registered();
    let (good, of_another) = (port("north", "x"), port("east", "x"));
    let contract = good.trim_start_matches("wasm.");
    let long = format!("wasm.north1{}", "q".repeat(120));
    let odd = format!("{good}q");
    let (head, last) = good.split_at(good.len() - 1);
    let mistyped = format!("{head}{}", if last == "q" { "p" } else { "q" });
    for bad in [
        "",
        "transfer",
        "wasm.",
        "wasm.x",
        "wasm x",
        "wasm.north1",
        contract,
        &of_another,
        &long,
        &odd,
        &mistyped,
        head,
        &good.to_uppercase(),
        &good.replacen('.', ":", 1),
        &format!("{good} "),
    ] {
        let msg = peer("north", "connection-9", bad, "north");
        assert_eq!(suite.refused("owner", msg), "BR-041", "{bad}");
    }
    suite.ok("owner", peer("north", "connection-9", &good, "north"));
}

#[test]
fn a_peer_has_not_the_prefix_of_this_chain() {
    let mut suite = Suite::registered();
    let own = peer("north", "connection-9", &port("west", "x"), "west");
    suite.refuses("owner", own, "BR-042");
    suite.ok("owner", peer("north", "connection-9", &port("wes", "x"), "wes"));
}

#[test]
fn a_bridge_has_at_most_thirty_two_peers() {
    let mut suite = Suite::registered();
    let north = |n: usize| {
        let port = port("north", &format!("bridge {n}"));
        peer(&format!("north{n}"), &format!("connection-{n}9"), &port, "north")
    };
    for n in 1..MAX_PEERS {
        suite.ok("owner", north(n));
    }
    suite.refuses("owner", north(MAX_PEERS), "BR-039");
}
