//! Each message as large as it may be: packets, notes and acknowledgements at their limits, accounts
//! of 32 bytes, amounts of sixteen, full pages, and bytes that mean nothing.

mod records;

use cosmwasm_std::{Binary, Uint128};
use isthmus_api::bridge::{ClaimsResponse, DisputesResponse, MAX_REASON_BYTES};
use isthmus_api::packet::{MAX_MEMO_BYTES, MAX_PACKET_BYTES, MAX_REFERENCE_BYTES};
use isthmus_regions::embedded::Packet;
use isthmus_regions::{Code, Plan, Side};
use isthmus_testkit::{is_success, World};
use serde_json::{json, Value};

use super::{AWAY, BRIDGE, HOME};
use crate::bench::Bench;
use crate::cases::nested::nested;
use crate::cases::stage::{self, long_in, Stage};
use crate::figures::Entry;
use isthmus_testkit::scripted::ScriptedContract;

/// The longest symbol.
const TOKEN: &str = "west.abcdefghijkl";
/// A byte shorter than an amount can be, so that there is room for all these packets.
const AMOUNT: u128 = 1 << 116;
/// What a message brings that nobody reads.
const NOISE: usize = 64 * 1024;

/// Every message as large as it may be.
pub fn worst(bench: &mut Bench) {
    let most = Uint128::MAX;
    let plan = Plan {
        token: TOKEN.to_string(),
        outstanding_cap: most,
        capacity: most,
        refill_per_second: most,
        ..World::plan()
    };
    let mut stage = Stage::worst(bench, BRIDGE, plan);
    pause_once(&stage.world);
    let depot = ScriptedContract::new(&stage.world, "depot");
    stage.world.mint(&depot.address, u128::MAX >> 1);
    nonsense(&mut stage, &depot);
    packets(&mut stage, &depot);
    attestation(&mut stage);
    acknowledgements(&mut stage, &depot);
    claims(&mut stage);
    handshake(&mut stage);
    records::settings(&mut stage);
    records::pages(&mut stage, &depot);
}

/// Every scope has been paused and is open again: its end is still on record.
fn pause_once(world: &World) {
    for side in Side::BOTH {
        for (code, scopes) in [
            (BRIDGE, ["send", "receive", "attest"].as_slice()),
            (Code::Stablecoin, &["transfer", "mint", "burn", "approve"]),
        ] {
            let pause = json!({"pause": {"scopes": scopes, "duration_seconds": 60}});
            world.must(side, "guardian", code, &pause);
        }
    }
    world.pair.pass(60);
}

/// A transfer with the longest notes; the quotation marks of the memo are two bytes each in JSON.
fn order(world: &World) -> Value {
    let hook = json!({"transfer": {
        "region": AWAY.name(), "receiver": long_in(AWAY, "mia"), "timeout_seconds": 86_400,
        "memo": "\"".repeat(MAX_MEMO_BYTES), "info": "ff".repeat(32),
        "reference": Binary::from([0xff; MAX_REFERENCE_BYTES]),
    }});
    with_hook(world, hook.to_string().into_bytes())
}

fn with_hook(world: &World, hook: Vec<u8>) -> Value {
    json!({"send": {
        "contract": world.contract(HOME, BRIDGE), "amount": AMOUNT.to_string(),
        "msg": Binary::from(hook),
    }})
}

/// The largest packet, sent by an address.
fn dispatch(world: &World, sender: &str) -> Packet {
    stage::send(world, Code::Stablecoin, sender, &order(world));
    world.pair.last_packet(HOME).expect("a packet was sent")
}

/// What is refused, and what it costs to say so.
fn nonsense(stage: &mut Stage, depot: &ScriptedContract) {
    let bridge = stage.world.contract(HOME, BRIDGE).to_string();
    let mut refuse = |message: &str, case: &str, bytes: Vec<u8>| {
        stage.measure(Entry::Execute, message, case, |world| {
            depot.execute(world, &bridge, bytes).expect_err("it is nonsense");
        });
    };
    refuse("execute", "10,000 nested arrays", nested("claim"));
    refuse("execute", "64 KiB of nothing", vec![b' '; NOISE]);
    // The chain takes no longer key.
    let half = "x".repeat(NOISE / 2 - 16);
    let claim = json!({"claim": {"region": half, "token": half, "id": u64::MAX}});
    refuse("claim", "region and token of 32 KiB", claim.to_string().into());
    for (case, hook) in [
        ("a hook of 10,000 nested arrays", nested("transfer")),
        ("a hook of 64 KiB of nothing", vec![b' '; NOISE]),
    ] {
        let send = with_hook(&stage.world, hook);
        stage.measure(Entry::Execute, "receive", case, |world| {
            stage::try_send(world, Code::Stablecoin, &depot.address, &send)
                .expect_err("it is nonsense");
        });
    }
}

fn packets(stage: &mut Stage, depot: &ScriptedContract) {
    let entry = Entry::IbcPacketReceive;
    let mut sent = None;
    stage.measure(Entry::Execute, "receive", "longest notes", |world| {
        sent = Some(dispatch(world, &depot.address));
    });
    let sent = sent.expect("a packet was sent");
    let padded = padded(&sent);
    let ack = stage.measure(entry, entry.name(), "longest notes", |world| world.deliver(&sent));
    assert!(is_success(&ack), "{ack}");
    let forge = |world: &World, data: Vec<u8>| world.forge(AWAY, data);
    let ack = stage.measure(entry, entry.name(), "8 KiB", |world| forge(world, padded.into()));
    assert!(is_success(&ack), "{ack}");
    let noise = [
        ("8,192 nested arrays", vec![b'['; MAX_PACKET_BYTES]),
        ("8 KiB of nothing", vec![b' '; MAX_PACKET_BYTES]),
        ("64 KiB of nothing", vec![b' '; NOISE]),
        ("64 KiB of text", vec![b'x'; NOISE]),
    ];
    for (case, data) in noise {
        let ack = stage.measure(entry, entry.name(), case, |world| forge(world, data));
        assert!(!is_success(&ack), "{ack}");
    }
}

/// The packet with as many fields that nobody knows as there is room for.
fn padded(packet: &Packet) -> String {
    let text = String::from_utf8_lossy(&packet.packet.data).into_owned();
    let text = text.trim_end_matches('}').to_string();
    let closing = "}}}";
    let field = ",\"a\":0";
    let room = MAX_PACKET_BYTES - text.len() - closing.len();
    text + &field.repeat(room / field.len()) + closing
}

/// The longest news of a pass.
fn attestation(stage: &mut Stage) {
    let (schema, jurisdiction) = ("s".repeat(32), "j".repeat(32));
    let recognize = json!({"recognize": {
        "region": HOME.name(), "jurisdiction": jurisdiction, "schema": schema, "max_level": 4,
        "max_staleness_seconds": 604_800}});
    stage.world.must(AWAY, "owner", Code::Identity, &recognize);
    let identity = stage.world.contract(HOME, Code::Identity).to_string();
    stage.send(
        "longest texts",
        &identity,
        &json!({"attest": {
        "region": AWAY.name(), "attestation": {
            "account": long_in(AWAY, "ana"), "subject": "s".repeat(128),
            "schema": schema, "jurisdiction": jurisdiction,
            "issuer": format!("did:isthmus:{}", "i".repeat(244)),
            "digest": "ff".repeat(32), "level": 4, "country": "PT",
            "valid_from": 1_767_603_600, "expires_at": u64::MAX, "version": u64::MAX,
            "status": "suspended", "as_of": stage.world.now(),
        }}}),
    );
    let sent = stage.world.pair.last_packet(HOME).expect("a packet was sent");
    let entry = Entry::IbcPacketReceive;
    let case = "longest attestation";
    let ack = stage.measure(entry, entry.name(), case, |world| world.deliver(&sent));
    assert!(is_success(&ack), "{ack}");
    let entry = Entry::IbcPacketAck;
    stage.measure(entry, entry.name(), case, |world| world.acknowledge(&sent));
}

/// What comes back, and what a dishonest chain may say instead.
fn acknowledgements(stage: &mut Stage, depot: &ScriptedContract) {
    let text = "\\u0001".repeat(NOISE / 6);
    let answers: [(&str, Vec<u8>); 6] = [
        ("success", br#"{"result":"AQ=="}"#.to_vec()),
        ("an error of 64 KiB", format!("{{\"error\":\"{text}\"}}").into()),
        ("64 KiB of nothing", vec![b' '; NOISE]),
        ("64 KiB of noise", vec![0xff; NOISE]),
        ("65,536 nested arrays", vec![b'['; NOISE]),
        ("64 KiB of success", format!("{{\"result\":\"{}\"}}", "A".repeat(NOISE)).into()),
    ];
    let entry = Entry::IbcPacketAck;
    for (case, ack) in answers {
        let sent = dispatch(&stage.world, &depot.address);
        stage.measure(entry, entry.name(), case, |world| {
            world.pair.acknowledge_with(&sent, ack).expect("an ack never fails");
        });
    }
    let lost = dispatch(&stage.world, &depot.address);
    stage.world.pair.pass(86_400);
    let entry = Entry::IbcPacketTimeout;
    stage.measure(entry, entry.name(), "longest notes", |world| world.time_out(&lost));
}

/// Refunds that do not land at once, and disputes.
fn claims(stage: &mut Stage) {
    let absent = ScriptedContract::address(&stage.world, "absent");
    stage.world.mint(&absent, AMOUNT << 3);
    for entry in [Entry::IbcPacketTimeout, Entry::Reply, Entry::IbcPacketAck] {
        let sent = dispatch(&stage.world, &absent);
        let case = "longest notes, a claim";
        stage.measure(entry, entry.name(), case, |world| match entry {
            Entry::IbcPacketAck => {
                let refused = br#"{"error":"receiver is frozen"}"#.to_vec();
                world.pair.acknowledge_with(&sent, refused).expect("an ack never fails");
            }
            _ => {
                world.pair.pass(86_400);
                world.time_out(&sent);
            }
        });
    }
    ScriptedContract::new(&stage.world, "absent");
    let waiting: ClaimsResponse = stage.world.ask(HOME, BRIDGE, &json!({"claims": {}}));
    let id = waiting.claims.first().expect("a claim waits").packet.id;
    let claim = json!({"claim": {"region": AWAY.name(), "token": TOKEN, "id": id}});
    stage.send("longest reference", &long_in(HOME, "anybody"), &claim);
    let open: DisputesResponse = stage.world.ask(HOME, BRIDGE, &json!({"disputes": {}}));
    let id = open.disputes.first().expect("a dispute is open").packet.id;
    stage.send(
        "longest reason",
        "owner",
        &json!({"resolve_dispute": {
        "region": AWAY.name(), "token": TOKEN, "id": id, "outcome": "refund",
        "reason": "\"".repeat(MAX_REASON_BYTES)}}),
    );
}

/// A chain whose relayer proposes nonsense.
fn handshake(stage: &mut Stage) {
    let port = |side| format!("wasm.{}", stage.world.contract(side, BRIDGE));
    let (ours, theirs) = (port(HOME), port(AWAY));
    let (connection, noise) = (stage.world.deployment.connections.0.clone(), "x".repeat(NOISE));
    let entry = Entry::IbcChannelOpen;
    for (case, their_port, version) in [
        ("a version of 64 KiB", theirs.as_str(), noise.as_str()),
        ("a port of 64 KiB", noise.as_str(), isthmus_api::packet::CHANNEL_VERSION),
    ] {
        stage.measure(entry, entry.name(), case, |world| {
            let tried =
                world.pair.open_try(HOME, &ours, (their_port, "channel-9"), &connection, version);
            tried.expect_err("it is nonsense");
        });
    }
}
