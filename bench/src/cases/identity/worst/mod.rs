//! All of it as large as it may be: holders that are contracts, documents with twenty keys and ten
//! services, names of the longest kind, issuers with thirty accreditations.

mod did;
mod pages;
mod pass;
mod trust;

use isthmus_regions::Code;
use isthmus_testkit::scripted::ScriptedContract;
use isthmus_testkit::World;
use serde_json::{json, Value};

use super::registry::WEST;
use crate::bench::Bench;
use crate::cases::nested::nested;
use crate::cases::stage::{self, Stage};
use crate::figures::Entry;

/// The dearest that is legal.
pub fn run(bench: &mut Bench) {
    let mut stage = Stage::worst(bench, Code::Identity, World::plan());
    let issuer = did::rows(&mut stage);
    trust::rows(&mut stage, &issuer);
    pass::rows(&mut stage, &issuer);
    pages::rows(&mut stage);
    let case = "eight accounts, 128 passes, thirty accreditations";
    stage.send(case, &desk(0), &json!({"deactivate_did": {"did": issuer}}));
    hostile(&mut stage);
}

/// A contract of the west.
fn long(name: &str, number: usize) -> String {
    stage::long(&format!("{name} {number}"))
}

/// A controller of the issuer.
fn desk(number: usize) -> String {
    long("desk", number)
}

/// An account of the issuer, which holds passes too.
fn holder(number: usize) -> String {
    long("holder", number)
}

fn anchor() -> String {
    long("anchor", 0)
}

/// A name of 32 characters.
fn name(of: &str, number: usize) -> String {
    format!("{of:_<29}{number:03}")
}

fn schema(number: usize) -> String {
    name("schema", number)
}

fn jurisdiction(number: usize) -> String {
    name("jurisdiction", number)
}

/// An accreditation for ever, for this schema in this jurisdiction.
fn accredit(world: &World, issuer: &str, jurisdiction: usize, schema: usize) -> Value {
    json!({"accredit": {
        "jurisdiction": self::jurisdiction(jurisdiction), "issuer": issuer,
        "schema": self::schema(schema), "max_level": 4, "valid_from": world.now(),
        "valid_until": u64::MAX}})
}

/// Nobody can make it dear to say no.
fn hostile(stage: &mut Stage) {
    let scopes = ["did", "trust", "pass", "share"];
    let pause = json!({"pause": {"scopes": scopes, "duration_seconds": 259_200}});
    stage.send("every scope", "guardian", &pause);
    stage.send("every scope", "owner", &json!({"unpause": {"scopes": scopes}}));
    let hostile = ScriptedContract::new(&stage.world, "hostile");
    let registry = stage.world.contract(WEST, Code::Identity).to_string();
    let case = "10,000 arrays inside one another";
    stage.measure(Entry::Execute, "execute", case, |world| {
        hostile.execute(world, &registry, nested("create_did")).expect_err("no message");
    });
}
