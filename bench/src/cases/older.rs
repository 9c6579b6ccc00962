//! A contract that takes over from an older version of itself.

use isthmus_regions::{Code, Side};
use isthmus_testkit::scripted::OlderContract;
use isthmus_testkit::World;
use serde_json::{json, Value};

use crate::bench::Bench;
use crate::figures::Entry;

/// A row: the contract takes over from an older version of itself.
pub fn migrate(bench: &mut Bench, code: Code) {
    let world = bench.world(World::plan());
    let question = json!({ "contract_info": {} });
    let info: Value = world.ask(Side::West, code, &question);
    let before = json!({ "contract": info["contract"], "version": "0.0.9" }).to_string();
    let older = OlderContract::new(&world, "older", vec![("contract_info".into(), before)]);
    let case = "from an older version";
    bench.row(code, Entry::Migrate, "migrate", case, || {
        older.migrate(&world, code, &json!({})).expect("the admin may migrate");
    });
}
