//! The messages of the bridge.
//!
//! Every control there is today is on: a limit in each direction, a cap on what is abroad, and both
//! scopes have been paused and are open again, with their ends still on record. The first transfer
//! of a route, its first arrival and its first refund lengthen its record, so they are told apart
//! from later ones.
//!
//! Money touches the bridge and the token. What the bridge does is here; what the token does in the
//! same transaction (`send`, `bridge_burn`, `bridge_mint`, `bridge_refund`) are messages of the
//! stablecoin. The west is the token's home.

mod admin;
mod channel;
mod crossing;
mod queries;
mod recognition;
mod worst;

pub use worst::worst;

use cosmwasm_std::to_json_binary;
use isthmus_regions::{Code, Side};
use isthmus_testkit::{is_success, Transfer, World};
use serde_json::{json, Value};

use super::older;
use super::stage::{self, Stage};
use crate::bench::Bench;
use crate::figures::Entry;

const BRIDGE: Code = Code::Bridge;
const HOME: Side = Side::West;
const AWAY: Side = Side::East;

/// Every message, as people send it.
pub fn rows(bench: &mut Bench) {
    crossing::rows(bench);
    recognition::rows(bench);
    channel::rows(bench);
    admin::rows(bench);
    queries::rows(bench);
    older::migrate(bench, BRIDGE);
}

/// A deployment with all controls on. `ana` and `ben` hold money at home.
fn controlled(bench: &mut Bench) -> Stage<'_> {
    let stage = Stage::rows(bench, BRIDGE, World::plan());
    furnish(&stage.world);
    stage
}

fn furnish(world: &World) {
    for side in Side::BOTH {
        for (code, scopes) in [
            (BRIDGE, ["send", "receive"].as_slice()),
            (Code::Stablecoin, &["transfer", "mint", "burn", "approve"]),
        ] {
            let pause = json!({"pause": {"scopes": scopes, "duration_seconds": 60}});
            world.must(side, "guardian", code, &pause);
        }
    }
    world.pair.pass(60);
    for holder in ["ana", "ben"] {
        world.mint(holder, 500_000_000_000);
    }
}

/// A payment to the other region: two and a half dollars.
fn payment(from: Side, sender: &str, receiver: &str) -> Transfer {
    Transfer::new(from, sender, receiver, 2_500_000)
}

/// The same as a message of the token at home: for senders that are no actors.
fn order(world: &World, hook: &Value) -> Value {
    let msg = to_json_binary(hook).expect("a hook is JSON");
    let bridge = world.contract(HOME, BRIDGE);
    json!({"send": {"contract": bridge, "amount": "2500000", "msg": msg}})
}

/// Seconds that a packet has which is meant to expire.
const SOON: u64 = 60;

/// Sends, measuring the bridge's part.
fn send(stage: &mut Stage, case: &str, transfer: &Transfer) {
    stage.measure(Entry::Execute, "receive", case, |world| world.dispatch(transfer));
}

/// The newest packet of a region arrives and is taken.
fn receive(stage: &mut Stage, case: &str, from: Side) {
    let ack = deliver(stage, case, from);
    assert!(is_success(&ack), "{case}: {ack}");
}

/// The newest packet of a region arrives, and whoever it is for refuses.
fn refuse(stage: &mut Stage, case: &str, from: Side) {
    let ack = deliver(stage, case, from);
    assert!(!is_success(&ack), "{case}: {ack}");
}

fn deliver(stage: &mut Stage, case: &str, from: Side) -> String {
    let sent = stage.world.pair.last_packet(from).expect("a packet is on its way");
    let entry = Entry::IbcPacketReceive;
    stage.measure(entry, entry.name(), case, |world| world.deliver(&sent))
}

/// Its acknowledgement comes back.
fn acknowledge(stage: &mut Stage, case: &str, from: Side) {
    let sent = stage.world.pair.last_packet(from).expect("a packet is on its way");
    let entry = Entry::IbcPacketAck;
    stage.measure(entry, entry.name(), case, |world| world.acknowledge(&sent));
}

/// Nobody delivered the newest packet of the home region.
fn time_out(stage: &mut Stage, entry: Entry, case: &str) {
    let lost = stage.world.pair.last_packet(HOME).expect("a packet is on its way");
    stage.world.pair.pass(2 * SOON);
    stage.measure(entry, entry.name(), case, |world| world.time_out(&lost));
}
