//! What those who run the bridge send.

use isthmus_regions::{Code, Region, Side};
use serde_json::{json, Value};

use super::{controlled, payment, AWAY, BRIDGE, HOME};
use crate::bench::Bench;
use crate::cases::stage::{self, Stage};
use crate::figures::Entry;
use isthmus_testkit::scripted::ScriptedContract;

const OWNER: &str = "owner";

pub fn rows(bench: &mut Bench) {
    let mut stage = controlled(bench);
    instantiate(&mut stage);
    registers(&mut stage);
    pauses(&mut stage);
    govern(&mut stage);
    changes(&mut stage);
    owner(&mut stage);
}

fn instantiate(stage: &mut Stage) {
    let [owner, guardian] = [OWNER, "guardian"].map(|who| stage.world.address(HOME, who));
    let msg = json!({
        "owner": owner, "owner_delay_seconds": 86_400, "region": "west",
        "identity": stage.world.contract(HOME, Code::Identity),
        "roles": [{"role": "pauser", "account": guardian}], "change_delay_seconds": 86_400,
    });
    stage.measure(Entry::Instantiate, "instantiate", "with a role", |world| {
        let west = world.pair.at(Side::West);
        let code = west.store(BRIDGE).expect("a code can be stored");
        west.instantiate(OWNER, code, &msg, "isthmus bridge", Some(&owner), b"second")
            .expect("it can be created");
    });
}

fn registers(stage: &mut Stage) {
    let remote = stage.world.contract(AWAY, BRIDGE).to_string();
    let peer = json!({"register_peer": {
        "region": "north", "connection": "connection-7", "remote_port": format!("wasm.{remote}"),
        "address_prefix": "north"}});
    stage.send("", OWNER, &peer);
    let contract = ScriptedContract::address(&stage.world, "token");
    let token = |gas: Option<u64>| {
        json!({"register_token": {
            "token": "west.ieur", "contract": contract, "gas_limit": gas}})
    };
    stage.send("new", OWNER, &token(None));
    stage.send("another gas limit", OWNER, &token(Some(300_000)));
    let limit = json!({"capacity": "90000000000000", "refill_per_second": "1000000000"});
    let route = |token: &str| {
        json!({"set_route": {
            "region": "east", "token": token, "outbound": limit, "inbound": limit,
            "outstanding_cap": "900000000000000"}})
    };
    stage.send("new", OWNER, &route("west.ieur"));
    stage.world.dispatch(&payment(HOME, "ana", "mia"));
    stage.send("of a route in use", OWNER, &route("west.iusd"));
    let shut = json!({"set_route": {
        "region": "east", "token": "west.ieur", "outbound": null, "inbound": null,
        "outstanding_cap": null}});
    stage.send("shut", OWNER, &shut);
}

fn pauses(stage: &mut Stage) {
    let pause = |scopes: &[&str]| json!({"pause": {"scopes": scopes, "duration_seconds": 3_600}});
    let unpause = |scopes: &[&str]| json!({"unpause": {"scopes": scopes}});
    let both = ["send", "receive"];
    stage.send("one scope", "guardian", &pause(&["send"]));
    stage.send("both scopes", "guardian", &pause(&both));
    stage.send("one scope", OWNER, &unpause(&["send"]));
    stage.send("both scopes", OWNER, &unpause(&both));
}

fn govern(stage: &mut Stage) {
    let [owner, guardian] = [OWNER, "guardian"].map(|who| stage.world.address(HOME, who));
    let mut sudo = |message: &str, msg: Value| {
        stage.measure(Entry::Sudo, message, "", |world| {
            let bridge = world.contract(HOME, BRIDGE);
            world.pair.at(Side::West).govern(bridge, &msg).expect("governance may");
        });
    };
    let both = ["send", "receive"];
    sudo("pause", json!({"pause": {"scopes": both, "duration_seconds": 3_600}}));
    sudo("unpause", json!({"unpause": {"scopes": both}}));
    sudo("set_owner", json!({"set_owner": {"owner": owner}}));
    sudo("revoke_role", json!({"revoke_role": {"role": "pauser", "account": guardian}}));
}

/// What loosens waits an hour; afterwards nothing waits any more.
fn changes(stage: &mut Stage) {
    stage.send("longer", OWNER, &json!({"set_change_delay": {"seconds": 3_600}}));
    let more = json!({"capacity": "99000000000000", "refill_per_second": "1000000000"});
    let route = json!({"set_route": {
        "region": "east", "token": "west.iusd", "outbound": more, "inbound": more,
        "outstanding_cap": "900000000000000"}});
    stage.send("a wider route", OWNER, &json!({"schedule_change": {"change": route}}));
    let now = json!({"set_change_delay": {"seconds": 0}});
    stage.send("a second", OWNER, &json!({"schedule_change": {"change": now}}));
    stage.look("two", json!({"pending_changes": {}}));
    stage.send("", OWNER, &json!({"cancel_change": {"id": 1}}));
    stage.world.pair.pass(3_600);
    stage.send("a shorter delay", "stranger", &json!({"apply_change": {"id": 2}}));
}

fn owner(stage: &mut Stage) {
    let [deputy, successor] = ["deputy", "successor"].map(|who| stage.world.address(HOME, who));
    for verb in ["grant_role", "revoke_role"] {
        stage.send("", OWNER, &json!({verb: {"role": "pauser", "account": deputy}}));
    }
    let again = json!({"grant_role": {"role": "pauser", "account": deputy}});
    stage::send(&stage.world, BRIDGE, OWNER, &again);
    stage.send("", "deputy", &json!({"renounce_role": {"role": "pauser"}}));
    let transfer = json!({"transfer_ownership": {"new_owner": successor, "expiry": null}});
    stage.send("proposed", OWNER, &json!({"update_ownership": transfer}));
    let update = |action: &str| json!({"update_ownership": action});
    stage.send("accepted", "successor", &update("accept_ownership"));
    stage.send("renounced", "successor", &update("renounce_ownership"));
}
