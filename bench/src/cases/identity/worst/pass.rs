//! Passes, and what is told of them abroad and heard from there.

use cosmwasm_std::to_json_binary;
use isthmus_api::gate::{Policy, MAX_COUNTRIES};
use isthmus_api::identity::{
    ExecuteMsg, PassOrigin, QueryMsg, MAX_ACCOUNTS, MAX_LIST_SIZE, MAX_PASSES,
};
use isthmus_api::packet::{Attestation, AttestedStatus, Envelope, Op, ENVELOPE_VERSION};
use isthmus_regions::{Code, Side};
use isthmus_testkit::{is_success, World};

use super::{desk, holder, jurisdiction, long, schema, trust};
use crate::cases::identity::registry::{digest, DAY, WEST};
use crate::cases::stage::{long_in, send, Stage};
use crate::figures::Entry;

const CASE: &str = "longest names";

pub fn rows(stage: &mut Stage, issuer: &str) {
    here(stage, issuer);
    told(stage);
    heard(stage);
}

/// Every holder has sixteen passes; the last one is measured.
fn here(stage: &mut Stage, issuer: &str) {
    let world = &stage.world;
    let last = (MAX_ACCOUNTS - 1, MAX_PASSES - 1);
    let all = (0..MAX_ACCOUNTS).flat_map(|who| (0..MAX_PASSES).map(move |number| (who, number)));
    for (index, (who, number)) in (1_000..).zip(all.filter(|place| *place != last)) {
        let offer = offer(world, issuer, schema(number), holder(who), index);
        send(world, Code::Identity, &desk(4), &offer);
        send(world, Code::Identity, &holder(who), &accept(issuer, schema(number)));
    }
    let (who, name) = (holder(last.0), schema(last.1));
    let offer = offer(world, issuer, name.clone(), who.clone(), MAX_LIST_SIZE - 1);
    stage.send(CASE, &desk(4), &offer);
    stage.send("the sixteenth, longest names", &who, &accept(issuer, name.clone()));
    stage.send(CASE, &holder(1), &ExecuteMsg::DropPass { schema: schema(0) });
    stage.look("sixteen, longest names", QueryMsg::Passes { account: who.clone() });
    stage.look(CASE, QueryMsg::Pass { account: who.clone(), schema: name });
    let others = ["ZZ"; MAX_COUNTRIES - 1];
    let countries = others.into_iter().chain(["PT"]).map(String::from).collect();
    let policy = Policy {
        schema: schema(0),
        min_level: 4,
        countries: Some(countries),
        max_status_age_seconds: u64::MAX,
    };
    stage.look("fifty countries", QueryMsg::IsAuthorized { subject: who, policy });
}

/// A pass for ever.
pub fn offer(
    world: &World,
    issuer: &str,
    schema: String,
    account: String,
    index: u32,
) -> ExecuteMsg {
    ExecuteMsg::IssuePass {
        jurisdiction: jurisdiction(0),
        issuer: issuer.into(),
        schema,
        account,
        digest: digest(1),
        level: 4,
        country: "PT".into(),
        valid_from: world.now(),
        expires_at: u64::MAX,
        list: 1,
        index,
    }
}

fn accept(issuer: &str, schema: String) -> ExecuteMsg {
    let origin = PassOrigin::Home { jurisdiction: jurisdiction(0), issuer: issuer.into() };
    ExecuteMsg::AcceptPass { schema, origin, digest: digest(1) }
}

fn told(stage: &mut Stage) {
    let account = long_in(Side::East, "holder");
    let (subject, schema, region) = (holder(0), schema(0), "east".to_string());
    let share = ExecuteMsg::SharePass {
        schema: schema.clone(),
        region: region.clone(),
        account: account.clone(),
    };
    stage.send(CASE, &subject, &share);
    stage.world.pair.pass(DAY);
    let refresh = ExecuteMsg::RefreshShare {
        subject: subject.clone(),
        schema: schema.clone(),
        region: region.clone(),
        account: account.clone(),
    };
    stage.send(CASE, "stranger", &refresh);
    stage.look(CASE, QueryMsg::Share { subject, schema, region, account });
}

fn heard(stage: &mut Stage) {
    send(&stage.world, Code::Identity, "owner", &trust::recognize(0));
    let (account, subject) = (long("guest", 0), "9".repeat(128));
    hear(stage, CASE, &news(&account, &subject, 1));
    let (region, schema) = ("east".to_string(), schema(0));
    let origin = PassOrigin::Abroad { region: region.clone(), subject: subject.clone() };
    let accept = ExecuteMsg::AcceptPass { schema: schema.clone(), origin, digest: digest(1) };
    stage.send("from abroad, longest names", &account, &accept);
    hear(stage, "longest names, of a pass in use", &news(&account, &subject, u64::MAX));
    stage.look(CASE, QueryMsg::Attestation { account, schema, region, subject });
}

/// What a registry with longer names than ours could say.
fn news(account: &str, subject: &str, version: u64) -> Attestation {
    Attestation {
        account: account.into(),
        subject: subject.into(),
        schema: schema(0),
        jurisdiction: jurisdiction(0),
        issuer: format!("did:isthmus:{}", "x".repeat(244)),
        digest: digest(1),
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
fn hear(stage: &mut Stage, case: &str, news: &Attestation) {
    let packet = Envelope {
        v: ENVELOPE_VERSION,
        from: "east".into(),
        to: "west".into(),
        id: 1,
        op: Op::Attest(news.clone()),
    };
    let packet = to_json_binary(&packet).expect("a packet is JSON");
    let bring = |world: &World| world.forge(WEST, packet);
    let ack = stage.measure(Entry::Execute, "receive_attestation", case, bring);
    assert!(is_success(&ack), "{ack}");
}
