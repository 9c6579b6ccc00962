//! A person known in both regions: each has proven himself on both sides, no key is mirrored, and a
//! revocation at home reaches abroad.

use isthmus_api::gate::{Policy, Reason};
use isthmus_api::identity::{ExecuteMsg, PassOrigin, StatusUpdate, MIN_LIST_SIZE};
use isthmus_api::packet::AttestedStatus;
use isthmus_regions::{Code, Pair, Side};
use isthmus_testkit::issuer::{Issuer, DIGEST};
use isthmus_testkit::{is_success, World};

const DAY: u64 = 86_400;
const HOME: Side = Side::West;
const ABROAD: Side = Side::East;

fn policy() -> Policy {
    Policy {
        schema: "kyc".to_string(),
        min_level: 2,
        countries: None,
        max_status_age_seconds: 10 * DAY,
    }
}

/// In the west, `registrar` is accredited and has issued `ana` a pass of level 3, accepted by her.
fn world() -> World {
    let world = World::new();
    let issuer = Issuer::accredit(&world, HOME, "registrar", "westland", MIN_LIST_SIZE);
    issuer.give(&world, "ana", 77);
    world
}

fn recognize(world: &World, max_level: u8) {
    let msg = ExecuteMsg::Recognize {
        region: "west".to_string(),
        jurisdiction: "westland".to_string(),
        schema: "kyc".to_string(),
        max_level,
        max_staleness_seconds: 5 * DAY,
    };
    world.must(ABROAD, "owner", Code::Identity, &msg);
}

fn share(world: &World) {
    let msg = ExecuteMsg::SharePass {
        schema: "kyc".to_string(),
        region: "east".to_string(),
        account: world.address(ABROAD, "ana"),
    };
    world.must(HOME, "ana", Code::Identity, &msg);
}

fn refresh(world: &World) {
    let msg = ExecuteMsg::RefreshShare {
        subject: world.address(HOME, "ana"),
        schema: "kyc".to_string(),
        region: "east".to_string(),
        account: world.address(ABROAD, "ana"),
    };
    world.must(HOME, "stranger", Code::Identity, &msg);
}

fn accept(world: &World, actor: &str) -> Result<(), String> {
    let msg = ExecuteMsg::AcceptPass {
        schema: "kyc".to_string(),
        origin: PassOrigin::Abroad {
            region: "west".to_string(),
            subject: world.address(HOME, "ana"),
        },
        digest: DIGEST.into(),
    };
    let sent = world.send_msg(ABROAD, actor, Code::Identity, &msg);
    sent.map(|_| ()).map_err(|error| error.text().to_string())
}

fn set_status(world: &World, status: AttestedStatus) {
    let msg = ExecuteMsg::SetStatus { list: 1, updates: vec![StatusUpdate { index: 77, status }] };
    world.must(HOME, "registrar", Code::Identity, &msg);
}

#[test]
fn a_pass_counts_abroad_once_both_sides_have_proven_themselves() {
    let world = world();
    assert!(world.verdict(HOME, "ana", &policy()).authorized);
    recognize(&world, 2);
    share(&world);
    world.settle();
    // Attested, and not accepted: nothing yet.
    assert_eq!(world.verdict(ABROAD, "ana", &policy()).reason, Reason::NoPass);
    assert!(accept(&world, "ben").is_err());
    accept(&world, "ana").unwrap();
    let verdict = world.verdict(ABROAD, "ana", &policy());
    assert!(verdict.authorized, "{verdict:?}");
    // The recognition caps what the other region says.
    assert_eq!(verdict.level, Some(2));
    let mut strict = policy();
    strict.min_level = 3;
    assert_eq!(world.verdict(ABROAD, "ana", &strict).reason, Reason::LevelLow);
    assert!(world.verdict(HOME, "ana", &strict).authorized);
}

#[test]
fn without_recognition_the_news_is_refused_and_may_be_told_again() {
    let world = world();
    share(&world);
    let packet = world.pair.last_packet(HOME).unwrap();
    let ack = world.deliver(&packet);
    assert!(!is_success(&ack), "{ack}");
    world.acknowledge(&packet);
    assert!(accept(&world, "ana").is_err());
    recognize(&world, 3);
    world.pair.pass(120);
    refresh(&world);
    world.settle();
    accept(&world, "ana").unwrap();
    assert!(world.verdict(ABROAD, "ana", &policy()).authorized);
}

#[test]
fn a_revocation_at_home_reaches_abroad_whatever_the_order() {
    let world = world();
    recognize(&world, 3);
    share(&world);
    world.settle();
    accept(&world, "ana").unwrap();
    world.pair.pass(120);
    refresh(&world);
    let old = world.pair.last_packet(HOME).unwrap();
    world.pair.pass(120);
    set_status(&world, AttestedStatus::Revoked);
    refresh(&world);
    let new = world.pair.last_packet(HOME).unwrap();
    world.deliver(&new);
    assert_eq!(world.verdict(ABROAD, "ana", &policy()).reason, Reason::Revoked);
    // The older, better news arrives late and changes nothing.
    world.deliver(&old);
    assert_eq!(world.verdict(ABROAD, "ana", &policy()).reason, Reason::Revoked);
    world.settle();
    assert_eq!(world.verdict(HOME, "ana", &policy()).reason, Reason::Revoked);
}

#[test]
fn a_suspension_is_lifted_again_and_news_grows_old() {
    let world = world();
    recognize(&world, 3);
    share(&world);
    world.settle();
    accept(&world, "ana").unwrap();
    world.pair.pass(120);
    set_status(&world, AttestedStatus::Suspended);
    refresh(&world);
    world.settle();
    let verdict = || world.verdict(ABROAD, "ana", &policy()).reason;
    assert_eq!(verdict(), Reason::Suspended);
    world.pair.pass(120);
    set_status(&world, AttestedStatus::Valid);
    refresh(&world);
    world.settle();
    assert_eq!(verdict(), Reason::Ok);
    world.pair.pass(6 * DAY);
    assert_eq!(verdict(), Reason::StatusStale);
    refresh(&world);
    world.settle();
    assert_eq!(verdict(), Reason::Ok);
}

#[test]
fn recognition_can_be_withdrawn_at_once() {
    let world = world();
    recognize(&world, 3);
    share(&world);
    world.settle();
    accept(&world, "ana").unwrap();
    let msg = ExecuteMsg::Unrecognize {
        region: "west".to_string(),
        jurisdiction: "westland".to_string(),
        schema: "kyc".to_string(),
    };
    world.must(ABROAD, "owner", Code::Identity, &msg);
    assert_eq!(world.verdict(ABROAD, "ana", &policy()).reason, Reason::NotRecognized);
}

#[test]
fn news_that_nobody_relays_can_be_told_again() {
    let world = world();
    recognize(&world, 3);
    share(&world);
    let lost = world.pair.last_packet(HOME).unwrap();
    world.pair.hold(&lost);
    world.pair.pass(2 * DAY);
    world.settle();
    assert!(world.pair.packets().is_empty());
    assert!(accept(&world, "ana").is_err());
    refresh(&world);
    world.settle();
    accept(&world, "ana").unwrap();
    assert!(world.verdict(ABROAD, "ana", &policy()).authorized);
}

#[test]
fn a_deal_asks_the_gate_and_takes_a_pass_from_abroad() {
    let mut plan = World::plan();
    plan.policy = Some(serde_json::to_value(policy()).unwrap());
    let world = World::with_plan(plan);
    let query = isthmus_api::escrow::QueryMsg::Config {};
    let config: isthmus_api::escrow::ConfigResponse = world.ask(ABROAD, Code::Escrow, &query);
    assert_eq!(config.policy, Some(policy()));
    world.pair.settle().unwrap();
}
