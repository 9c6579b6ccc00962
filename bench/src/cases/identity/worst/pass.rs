//! Passes, and what is told of them abroad and heard from there.

use cosmwasm_std::{to_json_binary, HexBinary};
use isthmus_api::gate::MAX_COUNTRIES;
use isthmus_api::identity::{MAX_ACCOUNTS, MAX_LIST_SIZE, MAX_PASSES};
use isthmus_api::packet::{Attestation, AttestedStatus, Envelope, Op, ENVELOPE_VERSION};
use isthmus_regions::Side;
use isthmus_testkit::{is_success, World};
use serde_json::{json, Value};

use super::{desk, holder, jurisdiction, long, schema, trust};
use crate::cases::identity::registry::{DAY, WEST};
use crate::cases::stage::{long_in, Stage};
use crate::figures::Entry;

const CASE: &str = "longest names";

/// Digest of every pass.
fn digest() -> String {
    "d1".repeat(32)
}

pub fn rows(stage: &mut Stage, issuer: &str) {
    here(stage, issuer);
    told(stage);
    heard(stage);
}

/// Every holder has sixteen passes; the last one is measured.
fn here(stage: &mut Stage, issuer: &str) {
    let accept = |schema: &str| {
        let origin = json!({"home": {"jurisdiction": jurisdiction(0), "issuer": issuer}});
        json!({"accept_pass": {"schema": schema, "origin": origin, "digest": digest()}})
    };
    let last = (MAX_ACCOUNTS - 1, MAX_PASSES - 1);
    let all = (0..MAX_ACCOUNTS).flat_map(|who| (0..MAX_PASSES).map(move |number| (who, number)));
    for (index, (who, number)) in (1_000..).zip(all.filter(|place| *place != last)) {
        let (who, name) = (holder(who), schema(number));
        stage.tell(&desk(4), &offer(&stage.world, issuer, &name, &who, index));
        stage.tell(&who, &accept(&name));
    }
    let (who, name) = (holder(last.0), schema(last.1));
    let offer = offer(&stage.world, issuer, &name, &who, MAX_LIST_SIZE - 1);
    stage.send(CASE, &desk(4), &offer);
    stage.send("the sixteenth, longest names", &who, &accept(&name));
    stage.send(CASE, &holder(1), &json!({"drop_pass": {"schema": schema(0)}}));
    stage.look("sixteen, longest names", json!({"passes": {"account": who}}));
    stage.look(CASE, json!({"pass": {"account": who, "schema": name}}));
    let countries: Vec<_> = ["ZZ"; MAX_COUNTRIES - 1].into_iter().chain(["PT"]).collect();
    let policy = json!({"schema": schema(0), "min_level": 4, "countries": countries,
        "max_status_age_seconds": u64::MAX});
    stage.look("fifty countries", json!({"is_authorized": {"subject": who, "policy": policy}}));
}

/// A pass for ever.
pub fn offer(world: &World, issuer: &str, schema: &str, account: &str, index: u32) -> Value {
    json!({"issue_pass": {
        "jurisdiction": jurisdiction(0), "issuer": issuer, "schema": schema, "account": account,
        "digest": digest(), "level": 4, "country": "PT", "valid_from": world.now(),
        "expires_at": u64::MAX, "list": 1, "index": index}})
}

fn told(stage: &mut Stage) {
    let account = long_in(Side::East, "holder");
    let (subject, schema) = (holder(0), schema(0));
    let mut share = json!({"schema": schema, "region": "east", "account": account});
    stage.send(CASE, &subject, &json!({"share_pass": share}));
    stage.world.pair.pass(DAY);
    share["subject"] = json!(subject);
    stage.send(CASE, "stranger", &json!({"refresh_share": share}));
    stage.look(CASE, json!({"share": share}));
}

fn heard(stage: &mut Stage) {
    stage.tell("owner", &trust::recognize(0));
    let (account, subject, schema) = (long("guest", 0), "9".repeat(128), schema(0));
    hear(stage, CASE, news(&account, &subject, 1));
    let origin = json!({"abroad": {"region": "east", "subject": subject}});
    let accept = json!({"accept_pass": {"schema": schema, "origin": origin, "digest": digest()}});
    stage.send("from abroad, longest names", &account, &accept);
    hear(stage, "longest names, of a pass in use", news(&account, &subject, u64::MAX));
    let of = json!({"account": account, "schema": schema, "region": "east", "subject": subject});
    stage.look(CASE, json!({"attestation": of}));
}

/// What a registry with longer names than ours could say.
fn news(account: &str, subject: &str, version: u64) -> Attestation {
    Attestation {
        account: account.into(),
        subject: subject.into(),
        schema: schema(0),
        jurisdiction: jurisdiction(0),
        issuer: format!("did:isthmus:{}", "x".repeat(244)),
        digest: HexBinary::from([0xd1; 32]),
        level: 4,
        country: "PT".into(),
        valid_from: 0,
        expires_at: u64::MAX,
        version,
        status: AttestedStatus::Valid,
        as_of: u64::MAX,
    }
}

/// The bridge brings it.
fn hear(stage: &mut Stage, case: &str, news: Attestation) {
    let (from, to) = ("east".into(), "west".into());
    let (v, op) = (ENVELOPE_VERSION, Op::Attest(news));
    let packet = Envelope { v, from, to, id: 1, token: None, sender: None, op };
    let packet = to_json_binary(&packet).expect("a packet is JSON");
    let bring = |world: &World| world.forge(WEST, packet);
    let ack = stage.measure(Entry::Execute, "receive_attestation", case, bring);
    assert!(is_success(&ack), "{ack}");
}
