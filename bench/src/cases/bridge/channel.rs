//! Closing a channel and opening another.

use cosmwasm_std::from_json;
use isthmus_api::bridge::OVERDUE_SECONDS;
use isthmus_api::packet::{Header, CHANNEL_VERSION};
use isthmus_regions::Pair;
use isthmus_testkit::{Transfer, World};
use serde_json::json;

use super::{AWAY, BRIDGE, HOME};
use crate::bench::Bench;
use crate::cases::stage::Stage;
use crate::figures::Entry;

pub fn rows(bench: &mut Bench) {
    let mut stage = Stage::rows(bench, BRIDGE, World::plan());
    // Nothing may be in flight any more: others' packets go first, where there are others.
    let pair = &stage.world.pair;
    pair.packets().iter().for_each(|packet| pair.release(packet));
    stage.world.settle();
    status(&mut stage, "draining");
    let east = stage.world.deployment.channel(AWAY).to_string();
    let close = json!({"close_channel": {"region": AWAY.name()}});
    stage.send("", "owner", &close);
    stage.measure(Entry::IbcChannelClose, "ibc_channel_close", "confirm", |world| {
        world.pair.confirm_close(AWAY, &east).expect("nothing is in flight");
    });
    status(&mut stage, "open");
    let west = open(&mut stage);
    stage.send("", "guardian", &json!({"freeze_peer": {"region": AWAY.name()}}));
    stage.measure(Entry::IbcChannelClose, "ibc_channel_close", "init", |world| {
        world.pair.close(HOME, &west).expect("nothing is in flight");
    });
    give_up(&mut stage);
}

/// A connection that dies with a packet on its way, and another one.
fn give_up(stage: &mut Stage) {
    let world = &stage.world;
    world.settle();
    let region = AWAY.name();
    let open = json!({"set_peer_status": {"region": region, "status": "open"}});
    world.must(HOME, "owner", BRIDGE, &open);
    let port = |side| format!("wasm.{}", world.contract(side, BRIDGE));
    let remote_port = port(AWAY);
    world.pair.open_channel(&port(HOME), &remote_port, CHANNEL_VERSION).expect("the peer is open");
    world.mint("ana", 1_000);
    let packet = world.dispatch(&Transfer::new(HOME, "ana", "ben", 1_000));
    let header: Header = from_json(&packet.packet.data).expect("it is ours");
    let abandon = json!({"abandon_peer": {"region": region, "reason": "its client has expired"}});
    stage.send("", "owner", &abandon);
    stage.world.pair.pass(OVERDUE_SECONDS);
    let overdue = json!({"region": region, "token": header.token, "id": header.id});
    stage.send("", "ben", &json!({"dispute_overdue": overdue}));
    let rebind = json!({"rebind_peer": {
        "region": region, "connection": "connection-9", "remote_port": remote_port}});
    stage.send("", "owner", &rebind);
}

fn status(stage: &mut Stage, status: &str) {
    let set = json!({"set_peer_status": {"region": AWAY.name(), "status": status}});
    stage.send(status, "owner", &set);
}

/// The four steps of a handshake, which the other region begins. Returns the home region's channel.
fn open(stage: &mut Stage) -> String {
    let port = |side| format!("wasm.{}", stage.world.contract(side, BRIDGE));
    let (ours, theirs) = (port(HOME), port(AWAY));
    let (connection, remote) = stage.world.deployment.connections.clone();
    let entry = Entry::IbcChannelOpen;
    let east = stage.measure(entry, entry.name(), "init", |world| {
        world.pair.open_init(AWAY, &theirs, &ours, &remote, CHANNEL_VERSION)
    });
    let east = east.expect("the peer is registered");
    let west = stage.measure(entry, entry.name(), "try", |world| {
        let counterparty = (theirs.as_str(), east.as_str());
        world.pair.open_try(HOME, &ours, counterparty, &connection, CHANNEL_VERSION)
    });
    let west = west.expect("the peer is registered");
    let entry = Entry::IbcChannelConnect;
    stage.measure(entry, entry.name(), "ack", |world| {
        world.pair.open_connect(AWAY, &east, &west, Some(CHANNEL_VERSION)).expect("it fits");
    });
    stage.measure(entry, entry.name(), "confirm", |world| {
        world.pair.open_connect(HOME, &west, &east, None).expect("it fits");
    });
    west
}
