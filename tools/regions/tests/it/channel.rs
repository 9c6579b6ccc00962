//! Handshake and close.

use crate::ping::Pings;
use isthmus_regions::embedded::{ChannelState, PacketState};
use isthmus_regions::{Pair, Side};
use serde_json::{json, Value};

#[test]
fn the_handshake_calls_all_four_steps_and_ids_differ_between_the_sides() {
    let pings = Pings::linked();
    assert_eq!(pings.channels, ("channel-0".into(), "channel-4".into()));
    let log = pings.query(Side::West, &json!({ "log": {} }));
    assert_eq!(log, json!(["open try channel-0 connection-0 ping-1", "connect confirm channel-4"]));
    // The region whose name sorts first begins.
    let log = pings.query(Side::East, &json!({ "log": {} }));
    assert_eq!(log, json!(["open init channel-4 connection-4 ping-1", "connect ack channel-0"]));
    for side in Side::BOTH {
        let end = pings.pair.end(side, pings.channel(side)).unwrap();
        assert_eq!(end.state, ChannelState::Open);
    }
}

#[test]
fn a_refused_handshake_step_leaves_nothing_behind() {
    let pings = Pings::apart();
    let (west, east) = pings.ports();
    let refused = pings.pair.open_channel(&west, &east, "refused").unwrap_err();
    assert_eq!(refused.code(), Some("PG-001"));
    let opened = pings.pair.open_channel(&west, &east, "ping-1").unwrap();
    assert_eq!(opened.0, "channel-0");
}

#[test]
fn a_contract_knows_its_own_port_and_channel() {
    let pings = Pings::linked();
    let port = pings.query(Side::East, &json!({ "port": {} }));
    assert_eq!(port, Value::String(pings.ports().1));
    let channel =
        |side: Side, id: &str| pings.query(side, &json!({ "channel": { "channel": id } }));
    assert_eq!(
        channel(Side::West, "channel-0")["counterparty_endpoint"]["channel_id"],
        "channel-4"
    );
    assert_eq!(channel(Side::West, "channel-4"), Value::Null);
}

#[test]
fn a_contract_closes_its_channel_and_the_other_end_follows() {
    let pings = Pings::linked();
    let packet = pings.send(Side::East, "too late");
    pings.execute(Side::West, json!({ "close": { "channel": "channel-0" } })).unwrap();
    assert_eq!(pings.log(Side::West), ["close init"]);
    // What was on its way to the closed end can only be timed out, before its time is over.
    assert_eq!(pings.pair.state(&packet), PacketState::Due);
    assert!(pings.pair.deliver(&packet).is_err());
    pings.pair.settle().unwrap();
    assert_eq!(pings.log(Side::East)[2..], ["timed out too late", "close confirm"]);
    assert!(pings.pair.packets().is_empty());
    let refused = pings
        .execute(
            Side::East,
            json!({ "send": { "channel": "channel-4", "data": "x", "timeout_at": 9_999_999_999u64 } }),
        )
        .unwrap_err();
    assert!(refused.text().contains("is not OPEN"), "{refused}");
}

#[test]
fn an_acknowledgement_cannot_land_on_a_closed_channel() {
    let pings = Pings::linked();
    let packet = pings.send(Side::West, "hello");
    pings.ack_of(&packet);
    pings.pair.close(Side::West, "channel-0").unwrap();
    assert!(pings.pair.acknowledge(&packet).is_err());
    assert!(pings.pair.time_out(&packet).is_err());
    pings.pair.settle().unwrap();
    assert_eq!(pings.pair.packets().len(), 1);
}

#[test]
fn a_close_is_confirmed_only_when_the_other_end_is_closed() {
    let pings = Pings::linked();
    assert!(pings.pair.confirm_close(Side::West, "channel-0").is_err());
    pings.pair.close_by_force(Side::East, "channel-4").unwrap();
    assert!(pings.log(Side::East).is_empty());
    pings.pair.confirm_close(Side::West, "channel-0").unwrap();
    assert_eq!(pings.log(Side::West), ["close confirm"]);
}

#[test]
fn a_second_connect_and_a_step_out_of_turn_are_refused() {
    let pings = Pings::linked();
    let again = pings.pair.open_connect(Side::East, "channel-4", "channel-0", None);
    assert!(again.is_err());
    assert_eq!(pings.pair.connect().unwrap(), pings.pair.connect().unwrap());
    assert_eq!(pings.pair.west().id(), "west");
}
