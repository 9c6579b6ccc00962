//! Changes that loosen a rule, and powers given up.

use serde_json::{json, Value};

use super::{controlled, OWNER};
use crate::bench::Bench;
use crate::cases::stage::Stage;

pub fn rows(bench: &mut Bench) {
    let mut stage = controlled(bench);
    changes(&mut stage);
    features(&mut stage);
}

pub fn raise(cap: &str) -> Value {
    json!({"schedule_change": {"change": {"set_cap": {"cap": cap}}}})
}

fn changes(stage: &mut Stage) {
    stage.send("longer", OWNER, &json!({"set_change_delay": {"seconds": 3_600}}));
    stage.send("a higher cap", OWNER, &raise("9500000000000000"));
    stage.send("a second", OWNER, &raise("9900000000000000"));
    stage.look("two", json!({"pending_changes": {}}));
    stage.send("", OWNER, &json!({"cancel_change": {"id": 2}}));
    stage.world.pair.pass(3_600);
    stage.send("a higher cap", "stranger", &json!({"apply_change": {"id": 1}}));
}

fn features(stage: &mut Stage) {
    stage.send("", OWNER, &json!({"renounce_feature": {"feature": "raise_cap"}}));
    stage.look("one given up", json!({"features": {}}));
}
