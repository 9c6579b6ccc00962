//! What the bridge carries for the identity contract.

use isthmus_regions::Code;
use serde_json::{json, Value};

use super::{acknowledge, controlled, receive, refuse, stage, time_out, AWAY, HOME, SOON};
use crate::bench::Bench;
use crate::cases::stage::Stage;
use crate::figures::Entry;

pub fn rows(bench: &mut Bench) {
    let mut stage = controlled(bench);
    let world = &stage.world;
    let recognize = json!({"recognize": {
        "region": HOME.name(), "jurisdiction": "westland", "schema": "kyc", "max_level": 3,
        "max_staleness_seconds": 604_800}});
    world.must(AWAY, "owner", Code::Identity, &recognize);
    attest(&mut stage, "first", 1);
    receive(&mut stage, "attestation, first", HOME);
    acknowledge(&mut stage, "attestation: success", HOME);
    attest(&mut stage, "later", 2);
    receive(&mut stage, "attestation, later", HOME);
    stage.world.settle();
    let unrecognize = json!({"unrecognize": {"region": HOME.name(), "jurisdiction": "westland", "schema": "kyc"}});
    stage.world.must(AWAY, "owner", Code::Identity, &unrecognize);
    send(&stage, 3);
    refuse(&mut stage, "attestation, refused by the identity contract: error ack", HOME);
    acknowledge(&mut stage, "attestation: error", HOME);
    send(&stage, 4);
    stage.world.pair.pass(isthmus_api::bridge::MAX_TIMEOUT_SECONDS - SOON);
    time_out(&mut stage, Entry::IbcPacketTimeout, "attestation");
}

fn attest(stage: &mut Stage, case: &str, version: u64) {
    let identity = stage.world.contract(HOME, Code::Identity).to_string();
    let msg = news(stage, version);
    stage.send(case, &identity, &msg);
}

fn send(stage: &Stage, version: u64) {
    let identity = stage.world.contract(HOME, Code::Identity);
    stage::send(&stage.world, Code::Bridge, identity, &news(stage, version));
}

/// What the identity contract says of a pass.
fn news(stage: &Stage, version: u64) -> Value {
    let (world, now) = (&stage.world, stage.world.now());
    let registry = world.contract(HOME, Code::Identity);
    json!({"attest": {"region": AWAY.name(), "attestation": {
        "account": world.address(AWAY, "ana"), "subject": world.address(HOME, "ana"),
        "schema": "kyc", "jurisdiction": "westland",
        "issuer": format!("did:isthmus:west-1:{registry}:1"),
        "digest": "07".repeat(32), "level": 3, "country": "PT",
        "valid_from": 1_767_603_600, "expires_at": 1_799_139_600,
        "version": version, "status": "valid", "as_of": now,
    }}})
}
