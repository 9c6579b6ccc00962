//! Money that crosses, comes back, and waits to be claimed.

use cosmwasm_std::{Binary, HexBinary};
use isthmus_api::bridge::{ClaimsResponse, DisputesResponse};
use isthmus_api::stablecoin::FreezeMode;
use isthmus_regions::Code;
use isthmus_testkit::{Transfer, World};
use serde_json::json;

use super::{acknowledge, controlled, order, payment, receive, refuse, send, stage, time_out};
use super::{AWAY, BRIDGE, HOME, SOON};
use crate::bench::Bench;
use crate::cases::stage::Stage;
use crate::figures::Entry;
use isthmus_testkit::scripted::ScriptedContract;

pub fn rows(bench: &mut Bench) {
    let mut stage = controlled(bench);
    first(&mut stage);
    later(&mut stage);
    refused(&mut stage);
    claims(&mut stage);
    disputes(&mut stage);
}

/// What a route sees for the first time.
fn first(stage: &mut Stage) {
    let out = payment(HOME, "ana", "mia");
    send(stage, "first of a route", &out);
    receive(stage, "first of a route", HOME);
    acknowledge(stage, "success", HOME);
    // Enough to be sent home from there.
    stage.world.dispatch(&Transfer::new(HOME, "ana", "mia", 50_000_000_000));
    stage.world.settle();
    send(stage, "first of a route, homeward", &payment(AWAY, "mia", "ben"));
    receive(stage, "first of a route, homeward", AWAY);
    acknowledge(stage, "success, homeward", AWAY);
    stage.world.dispatch(&out.within(SOON));
    time_out(stage, Entry::IbcPacketTimeout, "first of a route: refund");
}

/// What happens every day.
fn later(stage: &mut Stage) {
    let out = payment(HOME, "ana", "mia");
    send(stage, "later", &out);
    receive(stage, "later", HOME);
    acknowledge(stage, "success, later", HOME);
    send(stage, "later, homeward", &payment(AWAY, "mia", "ben"));
    receive(stage, "later, homeward", AWAY);
    stage.world.settle();
    let mut noted = out.clone();
    noted.memo = Some("invoice 2026-0117".into());
    send(stage, "with a memo", &noted);
    receive(stage, "with a memo", HOME);
    noted.info = Some(HexBinary::from([7; 32]));
    send(stage, "with a memo and 32 bytes", &noted);
    receive(stage, "with a memo and 32 bytes", HOME);
    stage.world.settle();
    let late = out.within(SOON);
    send(stage, "with a timeout", &late);
    time_out(stage, Entry::IbcPacketTimeout, "refund");
}

/// The receiver is frozen.
fn refused(stage: &mut Stage) {
    stage.world.freeze(AWAY, "eve", FreezeMode::Full);
    let out = payment(HOME, "ana", "eve");
    stage.world.dispatch(&out);
    refuse(stage, "refused by the token: error ack", HOME);
    acknowledge(stage, "error: refund", HOME);
}

/// A refund that its owner cannot take: an account with a reference is no contract.
fn claims(stage: &mut Stage) {
    let late = payment(HOME, "ana", "mia").within(SOON).with_reference(b"deal 7");
    send(stage, "with a reference", &late);
    time_out(stage, Entry::IbcPacketTimeout, "refund that becomes a claim");
    stage.world.dispatch(&late);
    time_out(stage, Entry::Reply, "refund that becomes a claim");
    let ids = claimable(stage);
    let claim = |id: u64| json!({"claim": {"region": AWAY.name(), "token": "west.iusd", "id": id}});
    for (id, case) in ids.into_iter().zip(["by its owner", "by its owner, the last"]) {
        stage.send(case, "ana", &claim(id));
    }
    // A contract that is there only when its refund is claimed.
    let depot = ScriptedContract::address(&stage.world, "depot");
    stage.world.mint(&depot, 500_000_000_000);
    let hook = json!({"transfer": {
        "region": AWAY.name(), "receiver": stage.world.address(AWAY, "mia"),
        "timeout_seconds": SOON, "reference": Binary::from(b"deal 7"),
    }});
    stage::send(&stage.world, Code::Stablecoin, &depot, &order(&stage.world, &hook));
    let [id] = returned(stage)[..] else { panic!("one claim") };
    ScriptedContract::new(&stage.world, "depot");
    stage.send("by anybody, with the reference", "cho", &claim(id));
}

/// The newest packet is not delivered. Returns the claims that wait.
fn returned(stage: &Stage) -> Vec<u64> {
    let lost = stage.world.pair.last_packet(HOME).expect("a packet is on its way");
    stage.world.pair.pass(2 * SOON);
    stage.world.time_out(&lost);
    claimable(stage)
}

fn claimable(stage: &Stage) -> Vec<u64> {
    let waiting: ClaimsResponse = stage.world.ask(HOME, BRIDGE, &json!({"claims": {}}));
    waiting.claims.iter().map(|claim| claim.packet.id).collect()
}

/// An acknowledgement that nobody can read.
fn disputes(stage: &mut Stage) {
    let out = payment(HOME, "ana", "mia");
    let garble = |world: &World| {
        let sent = world.pair.last_packet(HOME).expect("a packet is on its way");
        world.pair.acknowledge_with(&sent, b"not json").expect("an ack never fails");
    };
    stage.world.dispatch(&out);
    let entry = Entry::IbcPacketAck;
    stage.measure(entry, entry.name(), "unreadable: dispute", garble);
    stage.world.dispatch(&out);
    garble(&stage.world);
    let open: DisputesResponse = stage.world.ask(HOME, BRIDGE, &json!({"disputes": {}}));
    for (dispute, outcome) in open.disputes.iter().zip(["delivered", "refund"]) {
        let resolve = json!({"resolve_dispute": {
            "region": AWAY.name(), "token": "west.iusd", "id": dispute.packet.id,
            "outcome": outcome, "reason": "the peer's registrar has confirmed it in writing"}});
        stage.send(outcome, "owner", &resolve);
    }
}
