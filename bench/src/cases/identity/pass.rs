//! Passes, and what is told of them abroad.

use isthmus_api::identity::ExecuteMsg;
use isthmus_api::packet::AttestedStatus;
use isthmus_regions::{Code, Side};
use isthmus_testkit::World;

use super::registry::{
    accept, accept_abroad, accredit, found, give, issue, recognize, set_status, share, SCHEMA, WEST,
};
use crate::bench::Bench;
use crate::cases::stage::{send, Stage};
use crate::figures::Entry;

const EAST: Side = Side::East;

pub fn rows(bench: &mut Bench) {
    home(bench);
    told(bench);
    heard(bench);
}

/// Passes of this region.
fn home(bench: &mut Bench) {
    let mut stage = Stage::rows(bench, Code::Identity, World::plan());
    let issuer = found(&stage.world, WEST);
    let account = stage.world.address(WEST, "ana");
    let offer = |world: &World, index| issue(world, &issuer, SCHEMA, &account, (1, index));
    let first = offer(&stage.world, 90_210);
    stage.send("no status in its 1,024", "registrar", &first);
    let again = offer(&stage.world, 41);
    stage.send("in place of an earlier offer", "registrar", &again);
    stage.send("the first", "ana", &accept(&issuer, SCHEMA));
    let renewed = offer(&stage.world, 42);
    send(&stage.world, Code::Identity, "registrar", &renewed);
    stage.send("a renewed one", "ana", &accept(&issuer, SCHEMA));
    stage.send("", "ana", &ExecuteMsg::DropPass { schema: SCHEMA.into() });

    for number in 0..15 {
        let schema = format!("licence-{number:02}");
        let world = &stage.world;
        send(world, Code::Identity, "anchor", &accredit(world, &issuer, &schema));
        let offer = issue(world, &issuer, &schema, &account, (1, 100 + number));
        send(world, Code::Identity, "registrar", &offer);
        if number < 14 {
            send(world, Code::Identity, "ana", &accept(&issuer, &schema));
        }
    }
    stage.send("the sixteenth", "ana", &accept(&issuer, "licence-14"));
}

/// Passes of the west, told to the east.
fn told(bench: &mut Bench) {
    let mut stage = Stage::rows(bench, Code::Identity, World::plan());
    let issuer = found(&stage.world, WEST);
    give(&stage.world, WEST, &issuer, "ana", 41);
    let share = share(&stage.world, WEST, "ana");
    let refresh = ExecuteMsg::RefreshShare {
        subject: stage.world.address(WEST, "ana"),
        schema: SCHEMA.into(),
        region: "east".into(),
        account: stage.world.address(EAST, "ana"),
    };
    stage.send("the first time", "ana", &share);
    stage.world.pair.pass(120);
    stage.send("again", "ana", &share);
    stage.world.pair.pass(120);
    stage.send("nothing new", "stranger", &refresh);
    let suspended = set_status(AttestedStatus::Suspended, [41]);
    send(&stage.world, Code::Identity, "registrar", &suspended);
    stage.send("suspended meanwhile", "stranger", &refresh);
}

/// Passes of the east, heard of in the west.
fn heard(bench: &mut Bench) {
    let mut stage = Stage::rows(bench, Code::Identity, World::plan());
    let world = &stage.world;
    let issuer = found(world, EAST);
    give(world, EAST, &issuer, "ana", 41);
    world.must(WEST, "owner", Code::Identity, &recognize());
    let told = share(world, EAST, "ana");
    let accept = accept_abroad(world, EAST, "ana");
    hear(&mut stage, "the first news", &told);
    stage.send("from abroad", "ana", &accept);
    hear(&mut stage, "news of a pass in use", &told);
    let revoked = set_status(AttestedStatus::Revoked, [41]);
    stage.world.must(EAST, "registrar", Code::Identity, &revoked);
    hear(&mut stage, "it is revoked", &told);
    late(&mut stage);
}

/// The bridge brings older news after newer.
fn late(stage: &mut Stage) {
    let world = &stage.world;
    let tell = |account: &str| {
        world.pair.pass(120);
        let (schema, region) = (SCHEMA.to_string(), "west".to_string());
        let account = world.address(WEST, account);
        world.must(EAST, "ana", Code::Identity, &ExecuteMsg::SharePass { schema, region, account });
        world.pair.last_packet(EAST).expect("the bridge was told")
    };
    let [older, newer] = ["ben", "ben"].map(tell);
    world.deliver(&newer);
    let case = "older than what is known";
    stage.measure(Entry::Execute, "receive_attestation", case, |world| world.deliver(&older));
}

/// The bridge brings what somebody in the east has just told.
fn hear(stage: &mut Stage, case: &str, told: &ExecuteMsg) {
    stage.world.pair.pass(120);
    stage.world.must(EAST, "ana", Code::Identity, told);
    let packet = stage.world.pair.last_packet(EAST).expect("the bridge was told");
    stage.measure(Entry::Execute, "receive_attestation", case, |world| world.deliver(&packet));
    stage.world.acknowledge(&packet);
}
