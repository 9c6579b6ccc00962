//! A registry at work: a jurisdiction, its issuer, people with passes. What is sent here is not
//! measured.

use cosmwasm_std::HexBinary;
use isthmus_api::identity::MIN_LIST_SIZE;
use isthmus_regions::{Code, Side};
use isthmus_testkit::issuer::{Issuer, DIGEST, SCHEMA};
use isthmus_testkit::World;
use serde_json::{json, Value};

pub const DAY: u64 = 86_400;
pub const WEST: Side = Side::West;
const JURISDICTION: &str = "trade-registry";

/// A jurisdiction with an accredited issuer, `registrar`. A pass or two in the first thousand of its
/// list are suspended.
pub fn found(world: &World, side: Side) -> Issuer {
    let issuer = Issuer::accredit(world, side, "registrar", JURISDICTION, MIN_LIST_SIZE);
    world.must(side, "registrar", Code::Identity, &set_status("suspended", [3, 600]));
    issuer
}

/// The same change for some indices of list 1.
pub fn set_status(status: &str, indices: impl IntoIterator<Item = u32>) -> Value {
    let update = |index| json!({"index": index, "status": status});
    let updates: Vec<_> = indices.into_iter().map(update).collect();
    json!({"set_status": {"list": 1, "updates": updates}})
}

/// What the west says of the east's passes.
pub fn recognize() -> Value {
    json!({"recognize": {
        "region": "east", "jurisdiction": JURISDICTION, "schema": SCHEMA, "max_level": 3,
        "max_staleness_seconds": 7 * DAY}})
}

/// Somebody with a pass tells the other region, for an account there.
pub fn share(world: &World, from: Side, account: &str) -> Value {
    let there = from.other();
    let account = world.address(there, account);
    json!({"share_pass": {"schema": SCHEMA, "region": there.name(), "account": account}})
}

/// The account abroad takes what it was told.
pub fn accept_abroad(world: &World, from: Side, holder: &str) -> Value {
    let subject = world.address(from, holder);
    let origin = json!({"abroad": {"region": from.name(), "subject": subject}});
    json!({"accept_pass": {"schema": SCHEMA, "origin": origin, "digest": HexBinary::from(DIGEST)}})
}
