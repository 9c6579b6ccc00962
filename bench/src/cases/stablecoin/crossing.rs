//! What the bridge sends when money crosses: the token's part of a crossing.

use cosmwasm_std::{to_json_binary, Binary};
use isthmus_api::stablecoin::FreezeMode;
use isthmus_regions::{Code, Side};
use isthmus_testkit::{Transfer, World};
use serde_json::json;

use super::controlled;
use crate::bench::Bench;
use crate::cases::stage::Stage;
use crate::figures::Entry;
use isthmus_testkit::scripted::ScriptedContract;

const HOME: Side = Side::West;
const AWAY: Side = Side::East;
const PAID: u128 = 2_500_000;

pub fn rows(bench: &mut Bench) {
    let mut stage = controlled(bench);
    // The first one makes what is abroad part of the record.
    let first = Transfer::new(HOME, "ana", "ida", 50_000_000_000);
    stage.world.dispatch(&first);
    stage.world.settle();

    let out = Transfer::new(HOME, "ana", "mia", PAID);
    leave(&mut stage, "at home", &out);
    arrive(&mut stage, "abroad, first-time recipient", HOME);
    stage.world.dispatch(&out);
    arrive(&mut stage, "abroad, existing recipient", HOME);
    leave(&mut stage, "abroad", &Transfer::new(AWAY, "ida", "ben", PAID));
    arrive(&mut stage, "at home, existing recipient", AWAY);

    let late = out.within(60);
    stage.world.dispatch(&late);
    come_back(&mut stage, "to an account");
    stage.world.dispatch(&late);
    stage.world.freeze(HOME, "ana", FreezeMode::Full);
    come_back(&mut stage, "to a frozen account");
    send_with_reference(&stage.world);
    come_back(&mut stage, "to a contract, with its reference");
}

fn leave(stage: &mut Stage, case: &str, transfer: &Transfer) {
    stage.measure(Entry::Execute, "bridge_burn", case, |world| world.dispatch(transfer));
}

/// The newest packet arrives.
fn arrive(stage: &mut Stage, case: &str, from: Side) {
    let sent = stage.world.pair.last_packet(from).expect("a packet is on its way");
    stage.measure(Entry::Execute, "bridge_mint", case, |world| world.deliver(&sent));
    stage.world.acknowledge(&sent);
}

/// Nobody delivers the newest packet.
fn come_back(stage: &mut Stage, case: &str) {
    let lost = stage.world.pair.last_packet(HOME).expect("a packet is on its way");
    stage.world.pair.pass(120);
    stage.measure(Entry::Execute, "bridge_refund", case, |world| world.time_out(&lost));
}

/// A contract sends, and wants to know which of its payments came back.
fn send_with_reference(world: &World) {
    let depot = ScriptedContract::new(world, "depot");
    world.mint(&depot.address, 2 * PAID);
    let binary = |value| to_json_binary(&value).expect("a value is JSON");
    let hook = json!({"transfer": {
        "region": AWAY.name(), "receiver": world.address(AWAY, "mia"), "timeout_seconds": 60,
        "reference": Binary::from(b"deal 7"),
    }});
    let send = json!({"send": {
        "contract": world.contract(HOME, Code::Bridge), "amount": PAID.to_string(),
        "msg": binary(hook),
    }});
    let token = world.contract(HOME, Code::Stablecoin);
    depot.execute(world, token, binary(send).into()).expect("it may send");
}
