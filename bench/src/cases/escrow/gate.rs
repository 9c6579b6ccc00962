//! The gate: what it costs the escrow to ask who a party is, by raw reads of the registry.

use isthmus_api::escrow::ExecuteMsg;
use isthmus_api::gate::{Policy, Verdict};
use isthmus_api::identity::QueryMsg;
use isthmus_regions::{Code, Side};
use isthmus_testkit::World;
use serde_json::json;

use super::credit::{consent, prepare, propose, terms, DAY, WEST};
use crate::bench::{row, Bench};
use crate::cases::identity::registry;
use crate::cases::stage::send;
use crate::figures::Entry;

/// The price of knowing one party, in gas of the chain.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Gate {
    /// What the gate adds to a message: a pass of this region, its issuer, its status.
    pub home: u64,
    /// The same while nobody in the party's part of the status list was ever suspended or revoked.
    pub clear: u64,
    /// The same for a pass from abroad and the recognition of it.
    pub abroad: u64,
    /// The same question, asked of the registry as a smart query, its code not pinned.
    pub smart_unpinned: u64,
}

/// The bank has a pass next to others that are suspended, importer and adviser one where none is,
/// the exporter one from abroad.
fn known(world: &World) {
    let issuer = registry::found(world, WEST);
    for (holder, index) in [("bank", 41), ("importer", 90_210), ("adviser", 17_423)] {
        issuer.give(world, holder, index);
    }
    let east = Side::East;
    registry::found(world, east).give(world, "exporter", 41);
    world.must(WEST, "owner", Code::Identity, &registry::recognize());
    world.must(east, "exporter", Code::Identity, &registry::share(world, east, "exporter"));
    world.settle();
    let accept = registry::accept_abroad(world, east, "exporter");
    world.must(WEST, "exporter", Code::Identity, &accept);
    prepare(world);
}

fn ask(world: &World, policy: Option<Policy>) {
    send(world, Code::Escrow, "owner", &ExecuteMsg::SetPolicy { policy });
}

/// What the gate costs.
pub fn gate(bench: &Bench) -> Gate {
    let world = bench.world(World::plan());
    known(&world);
    // Two deals alike, consented to without and with the gate.
    let [without, with] = [None, Some(policy())].map(|policy| {
        let mut advised = terms(&world);
        advised["advising"] = json!(world.address(WEST, "adviser"));
        ask(&world, None);
        let consent = consent(&world, propose(&world, &advised));
        ask(&world, policy);
        ["bank", "adviser", "exporter"].map(|who| {
            let consent = || send(&world, Code::Escrow, who, &consent);
            let (_, calls) = bench.calls(Code::Escrow, Entry::Execute, "consent", consent);
            row("escrow", "", &calls).total_pinned
        })
    });
    let [home, clear, abroad] = [0, 1, 2].map(|party| with[party] - without[party]);
    let query = QueryMsg::IsAuthorized { subject: world.address(WEST, "bank"), policy: policy() };
    let question = || {
        let verdict: Verdict = world.ask(WEST, Code::Identity, &query);
        assert!(verdict.authorized, "{}", verdict.reason);
    };
    let (_, calls) = bench.calls(Code::Identity, Entry::Query, "is_authorized", question);
    Gate { home, clear, abroad, smart_unpinned: row("identity", "", &calls).total_unpinned }
}

/// What the escrow asks of a party: a person known to level 2, as of last week.
fn policy() -> Policy {
    Policy { schema: "kyc".into(), min_level: 2, countries: None, max_status_age_seconds: 7 * DAY }
}
