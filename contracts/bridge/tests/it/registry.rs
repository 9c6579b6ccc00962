//! Peers, tokens and routes.

use isthmus_api::bridge::events as ev;
use isthmus_api::bridge::*;

use crate::suite::*;

fn peer(region: &str, connection: &str, port: &str, prefix: &str) -> ExecuteMsg {
    ExecuteMsg::RegisterPeer {
        region: region.to_string(),
        connection: connection.to_string(),
        remote_port: port.to_string(),
        address_prefix: prefix.to_string(),
    }
}

fn token(token: &str, contract: &str, gas_limit: Option<u64>) -> ExecuteMsg {
    ExecuteMsg::RegisterToken {
        token: token.to_string(),
        contract: contract.to_string(),
        gas_limit,
    }
}

#[test]
fn a_peer_is_registered_once_and_its_link_is_its_own() {
    let mut suite = Suite::registered();
    let again = suite.register_peer("east");
    assert_eq!(suite.refused("owner", again), "BR-011");
    let own = peer("west", "connection-9", "wasm.x", "west");
    assert_eq!(suite.refused("owner", own), "BR-011");
    let same_link = suite.register_peer("north");
    assert_eq!(suite.refused("owner", same_link), "BR-012");
    for bad in [
        peer("North", "connection-9", "wasm.x", "north"),
        peer("north", "", "wasm.x", "north"),
        peer("north", "connection-9", "wasm x", "north"),
        peer("north", "connection-9", "wasm.x", "North"),
        peer("north", "connection-9", "wasm.x", ""),
    ] {
        assert_eq!(suite.refused("owner", bad), "BR-008");
    }
    // Another contract on the same chain is another peer.
    suite.ok("owner", peer("north", CONNECTION, "wasm.other", "east"));
    let status =
        ExecuteMsg::SetPeerStatus { region: "south".to_string(), status: PeerStatus::Draining };
    assert_eq!(suite.refused("owner", status), "BR-010");
}

#[test]
fn a_token_keeps_its_contract_for_life() {
    let mut suite = Suite::registered();
    let (iusd, other) = (suite.addr("iusd").into_string(), suite.addr("other").into_string());
    assert_eq!(suite.refused("owner", token(IUSD, &other, None)), "BR-022");
    assert_eq!(suite.refused("owner", token("west.two", &iusd, None)), "BR-022");
    for bad in [
        token("iusd", &other, None),
        token("west.two", "nobody", None),
        token("west.two", &other, Some(99_999)),
        token("west.two", &other, Some(5_000_001)),
    ] {
        assert_eq!(suite.refused("owner", bad), "BR-008");
    }
    let response = suite.ok("owner", token(IUSD, &iusd, Some(750_000)));
    let registered: ev::TokenRegistered = event(&response.events);
    assert_eq!(registered.gas_limit, 750_000);
    suite.connect(&suite.channel(CHANNEL)).unwrap();
    let packet = suite.send(5);
    assert_eq!(suite.timeout(&packet).messages[0].gas_limit, Some(750_000));
}

#[test]
fn a_route_joins_a_tokens_home_with_one_other_region() {
    let mut suite = Suite::registered();
    let route = |region: &str, token: &str, cap: Option<u128>| ExecuteMsg::SetRoute {
        region: region.to_string(),
        token: token.to_string(),
        outbound: limit(1, 0),
        inbound: None,
        outstanding_cap: cap.map(Into::into),
    };
    assert_eq!(suite.refused("owner", route("north", IUSD, None)), "BR-010");
    assert_eq!(suite.refused("owner", route("east", "west.other", None)), "BR-021");
    assert_eq!(suite.refused("owner", route("east", EUSD, Some(1))), "BR-025");
    suite.ok("owner", peer("north", "connection-9", "wasm.x", "north"));
    assert_eq!(suite.refused("owner", route("north", EUSD, None)), "BR-024");
    suite.ok("owner", route("north", IUSD, Some(1)));
    let empty = ExecuteMsg::SetRoute {
        region: "east".to_string(),
        token: IUSD.to_string(),
        outbound: limit(0, 1),
        inbound: None,
        outstanding_cap: None,
    };
    assert_eq!(suite.refused("owner", empty), "BR-008");
}

/// A new limit does not forgive what is used.
#[test]
fn a_new_limit_counts_what_is_used() {
    let mut suite = Suite::new();
    suite.send(900);
    suite.ok("owner", suite.set_route(950, 1_000, 1_000));
    let error = suite.send_hook("iusd", 51, &hook(&east("bob"))).unwrap_err();
    assert_eq!(code(error), "BR-026");
    suite.send(50);
}
