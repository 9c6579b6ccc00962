//! Which channels are opened and closed (ICS-4), step by step.

use cosmwasm_std::{IbcChannel, IbcOrder};
use isthmus_api::bridge::events::{ChannelClosed, ChannelOpened, PeerStatusSet};
use isthmus_api::bridge::{ExecuteMsg, PeerResponse, PeerStatus, QueryMsg};
use isthmus_api::packet::CHANNEL_VERSION;

use crate::suite::*;

fn peer(suite: &Suite) -> PeerResponse {
    suite.query(QueryMsg::Peer { region: "east".to_string() })
}

fn status(status: PeerStatus) -> ExecuteMsg {
    ExecuteMsg::SetPeerStatus { region: "east".to_string(), status }
}

/// All four steps refuse the same things. Case 7: on some chains a refusal of the first two is
/// ignored, so the last two repeat it.
#[test]
fn every_step_refuses_every_deviation() {
    type Spoil = fn(&mut IbcChannel);
    let table: &[(Spoil, &str)] = &[
        (|c| c.order = IbcOrder::Ordered, "BR-014"),
        (|c| c.version = "ics20-1".to_string(), "BR-015"),
        (|c| c.version = String::new(), "BR-015"),
        (|c| c.connection_id = "connection-1".to_string(), "BR-013"),
        (|c| c.counterparty_endpoint.port_id = "transfer".to_string(), "BR-013"),
        (|c| c.counterparty_endpoint.port_id = format!("wasm.{}", east("impostor")), "BR-013"),
    ];
    let mut suite = Suite::registered();
    let before = suite.dump();
    for (spoil, expected) in table {
        let mut channel = suite.channel(CHANNEL);
        spoil(&mut channel);
        let init = suite.open_init(&channel).unwrap_err();
        let open_try = suite.open_try(&channel, CHANNEL_VERSION).unwrap_err();
        let ack = suite.open_ack(&channel, CHANNEL_VERSION).unwrap_err();
        let confirm = suite.connect(&channel).unwrap_err();
        for error in [init, open_try, ack, confirm] {
            assert_eq!(code(error), *expected);
        }
    }
    let channel = suite.channel(CHANNEL);
    for version in ["", "ics20-1", "isthmus-2"] {
        assert_eq!(code(suite.open_try(&channel, version).unwrap_err()), "BR-015");
        assert_eq!(code(suite.open_ack(&channel, version).unwrap_err()), "BR-015");
    }
    assert_eq!(suite.dump(), before, "nothing was stored");
    assert_eq!(peer(&suite).channel, None);
}

/// F3: of two regions that whose name sorts first begins, here the east. So no two handshakes can cross.
#[test]
fn the_west_answers_the_east_and_never_begins() {
    let mut suite = Suite::registered();
    let channel = suite.channel(CHANNEL);
    let before = suite.dump();
    assert_eq!(code(suite.open_init(&channel).unwrap_err()), "BR-043");
    assert_eq!(code(suite.open_ack(&channel, CHANNEL_VERSION).unwrap_err()), "BR-043");
    assert_eq!(suite.dump(), before);
    suite.open_try(&channel, CHANNEL_VERSION).unwrap();
    let response = suite.connect(&channel).unwrap();
    let opened: ChannelOpened = event(&response.events);
    assert_eq!((opened.region.as_str(), opened.remote_channel.as_str()), ("east", "channel-7"));
    let open = peer(&suite).channel.unwrap();
    assert_eq!((open.channel.as_str(), open.remote_channel.as_str()), ("channel-0", "channel-7"));
}

#[test]
fn a_peer_has_one_open_channel() {
    let mut suite = Suite::registered();
    // Two handshakes run at once; the first to connect wins.
    let (first, second) = (suite.channel("channel-0"), suite.channel("channel-1"));
    suite.open_try(&first, CHANNEL_VERSION).unwrap();
    suite.open_try(&second, CHANNEL_VERSION).unwrap();
    suite.connect(&second).unwrap();
    assert_eq!(code(suite.connect(&first).unwrap_err()), "BR-016");
    assert_eq!(code(suite.open_try(&first, CHANNEL_VERSION).unwrap_err()), "BR-016");
    assert_eq!(peer(&suite).channel.unwrap().channel, "channel-1");
}

/// F5: whom the owner drains, and whom a pauser freezes, no stranger gets a channel for again.
#[test]
fn ba1_a_draining_or_frozen_peer_gets_no_channel_from_a_stranger() {
    for (stop, refused) in [
        (status(PeerStatus::Draining), "BR-019"),
        (ExecuteMsg::FreezePeer { region: "east".to_string() }, "BR-044"),
    ] {
        let mut suite = Suite::new();
        suite.close_confirm(CHANNEL);
        let actor = if refused == "BR-044" { "pauser" } else { "owner" };
        suite.ok(actor, stop);
        let again = suite.channel("channel-5");
        assert_eq!(code(suite.open_try(&again, CHANNEL_VERSION).unwrap_err()), refused);
        assert_eq!(code(suite.connect(&again).unwrap_err()), refused);
        suite.ok("owner", status(PeerStatus::Open));
        suite.connect(&again).unwrap();
    }
}

/// F5: one message, of one role, at once, cuts one peer off; all others go on.
#[test]
fn ba11_one_peer_is_cut_off_by_one_message_of_a_pauser() {
    let mut suite = Suite::new();
    let freeze = ExecuteMsg::FreezePeer { region: "east".to_string() };
    for actor in ["stranger", "owner", "identity"] {
        assert_eq!(suite.refused(actor, freeze.clone()), "AC-002");
    }
    let nobody = ExecuteMsg::FreezePeer { region: "south".to_string() };
    assert_eq!(suite.refused("pauser", nobody), "BR-010");
    let set: PeerStatusSet = event(&suite.ok("pauser", freeze.clone()).events);
    assert_eq!((set.status.as_str(), set.by), ("frozen", suite.addr("pauser").into_string()));
    let alice = suite.addr("alice").into_string();
    let error = suite.send_hook("iusd", 1, &hook(&east("bob"))).unwrap_err();
    assert_eq!(code(error), "BR-044");
    let error = suite.receive(&incoming(IUSD, 1, &alice)).unwrap_err();
    assert_eq!(code(error), "BR-044");
    let attest =
        ExecuteMsg::Attest { region: "east".to_string(), attestation: attestation(&alice) };
    assert_eq!(suite.refused("identity", attest), "BR-044");
    suite.ok("pauser", freeze);
    // Only the owner ends it: the pauser's undoing is no one's.
    assert_eq!(suite.refused("pauser", status(PeerStatus::Open)), "AC-002");
    suite.ok("owner", status(PeerStatus::Draining));
    suite.ok("owner", status(PeerStatus::Open));
    suite.send(1);
}

#[test]
fn nobody_closes_a_channel_that_is_in_use() {
    let mut suite = Suite::new();
    assert_eq!(code(suite.close_init(CHANNEL).unwrap_err()), "BR-017");
    let packet = suite.send(10);
    suite.ok("owner", status(PeerStatus::Draining));
    assert_eq!(code(suite.close_init(CHANNEL).unwrap_err()), "BR-017");
    assert_eq!(
        suite.refused("owner", ExecuteMsg::CloseChannel { region: "east".to_string() }),
        "BR-017"
    );
    suite.ack(&packet, success());
    let close = suite.ok("owner", ExecuteMsg::CloseChannel { region: "east".to_string() });
    assert_eq!(close.messages.len(), 1);
    let closed: ChannelClosed = event(&suite.close_init(CHANNEL).unwrap().events);
    assert_eq!(closed.channel.as_str(), CHANNEL);
    assert_eq!(
        suite.refused("owner", ExecuteMsg::CloseChannel { region: "east".to_string() }),
        "BR-020"
    );
    assert_eq!(code(suite.close_init("channel-9").unwrap_err()), "BR-018");
}

/// A chain accepts no acknowledgement on an end that is closed: were this end closed first, the sender
/// of a refused packet would never hear of it and lose the money. Timeouts need no open end.
#[test]
fn an_end_stays_open_for_the_outcomes_of_its_own_packets() {
    let mut suite = Suite::new();
    let (refused, dropped) = (suite.send(10), suite.send(20));
    assert_eq!(code(suite.try_close_confirm(CHANNEL).unwrap_err()), "BR-017");
    assert_eq!(suite.ack(&refused, refusal()).messages.len(), 1);
    assert_eq!(code(suite.try_close_confirm(CHANNEL).unwrap_err()), "BR-017");
    assert_eq!(suite.timeout(&dropped).messages.len(), 1);
    suite.close_confirm(CHANNEL);
    assert_eq!(peer(&suite).channel, None);
}

/// Case 6: the other side closes; nothing is lost, sending stops, and the same link opens again.
#[test]
fn after_a_close_packets_come_back_and_the_same_link_opens_again() {
    let mut suite = Suite::new();
    let packet = suite.send(10);
    assert_eq!(suite.timeout_now(&packet).messages.len(), 1);
    suite.close_confirm(CHANNEL);
    assert_eq!(peer(&suite).channel, None);
    let refused =
        |suite: &mut Suite| code(suite.send_hook("iusd", 10, &hook(&east("bob"))).unwrap_err());
    assert_eq!(refused(&mut suite), "BR-019");
    suite.ok("owner", status(PeerStatus::Open));
    assert_eq!(refused(&mut suite), "BR-020");
    let late = suite.receive(&incoming(IUSD, 1, &suite.addr("alice").into_string())).unwrap_err();
    assert_eq!(code(late), "BR-018");
    suite.close_confirm(CHANNEL);
    suite.close_confirm("channel-9");

    let again = suite.channel("channel-5");
    suite.connect(&again).unwrap();
    // Case 21: numbers go on, so the two channels' packets are never mistaken for each other.
    let second = suite.send(20);
    assert_eq!(second.src.channel_id, "channel-5");
    assert!(suite.timeout(&packet).messages.is_empty());
    assert_eq!(suite.status(1), isthmus_api::bridge::PacketStatus::Settled);
    assert_eq!(suite.status(2), isthmus_api::bridge::PacketStatus::InFlight);
}

/// Case 8: a second connection cannot speak for a registered region.
#[test]
fn a_channel_of_another_connection_is_never_the_peers() {
    let mut suite = Suite::registered();
    let mut spoof = suite.channel("channel-66");
    spoof.connection_id = "connection-66".to_string();
    assert_eq!(code(suite.connect(&spoof).unwrap_err()), "BR-013");
    let data = serde_json::to_vec(&incoming(IUSD, 1, suite.addr("alice").as_str())).unwrap();
    assert_eq!(code(suite.receive_on("channel-66", data).unwrap_err()), "BR-018");
}
