//! `register_peer` and `set_peer_status`.

use isthmus_api::bridge::*;

use crate::suite::*;

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
