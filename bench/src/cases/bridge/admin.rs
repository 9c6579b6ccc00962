//! What those who run the bridge send.

use isthmus_regions::{Code, Region, Side};
use serde_json::json;

use super::{controlled, payment, AWAY, BRIDGE, HOME};
use crate::bench::Bench;
use crate::cases::puppet::Puppet;
use crate::cases::stage::Stage;
use crate::figures::Entry;

const OWNER: &str = "owner";

pub fn rows(bench: &mut Bench) {
    let mut stage = controlled(bench);
    instantiate(&mut stage);
    registers(&mut stage);
    pauses(&mut stage);
    owner(&mut stage);
}

fn instantiate(stage: &mut Stage) {
    let [owner, guardian] = [OWNER, "guardian"].map(|who| stage.world.address(HOME, who));
    let msg = json!({
        "owner": owner, "owner_delay_seconds": 86_400, "region": "west",
        "identity": stage.world.contract(HOME, Code::Identity),
        "roles": [{"role": "pauser", "account": guardian}],
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
    let contract = Puppet::address(&stage.world, "token");
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
    let shut = json!({"set_route": {"region": "east", "token": "west.ieur"}});
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

fn owner(stage: &mut Stage) {
    let [deputy, successor] = ["deputy", "successor"].map(|who| stage.world.address(HOME, who));
    for verb in ["grant_role", "revoke_role"] {
        stage.send("", OWNER, &json!({verb: {"role": "pauser", "account": deputy}}));
    }
    let transfer = json!({"transfer_ownership": {"new_owner": successor, "expiry": null}});
    stage.send("proposed", OWNER, &json!({"update_ownership": transfer}));
    let update = |action: &str| json!({"update_ownership": action});
    stage.send("accepted", "successor", &update("accept_ownership"));
    stage.send("renounced", "successor", &update("renounce_ownership"));
}
