//! What is asked.

use isthmus_regions::Code;
use isthmus_testkit::World;
use serde_json::{json, Value};

use super::{controlled, payment, stage, AWAY, BRIDGE, HOME, SOON};
use crate::bench::Bench;
use crate::cases::stage::Stage;

/// Longest page.
const PAGE: u32 = isthmus_api::types::MAX_PAGE;

pub fn rows(bench: &mut Bench) {
    let mut stage = controlled(bench);
    register(&stage.world);
    settings(&mut stage);
    routes(&mut stage);
    packets(&mut stage);
}

/// Thirty peers, tokens and pausers, those of the deployment among them.
fn register(world: &World) {
    let tell = |msg: Value| stage::send(world, BRIDGE, "owner", &msg);
    let remote = world.contract(AWAY, BRIDGE);
    for number in 1..PAGE {
        tell(json!({"register_peer": {
            "region": format!("north-{number:02}"), "connection": format!("connection-{number}"),
            "remote_port": format!("wasm.{remote}"), "address_prefix": "north"}}));
        let contract = world.address(HOME, &format!("token {number}"));
        tell(json!({"register_token": {
            "token": format!("west.token{number:02}"), "contract": contract}}));
        let pauser = world.address(HOME, &format!("pauser {number}"));
        tell(json!({"grant_role": {"role": "pauser", "account": pauser}}));
    }
}

fn settings(stage: &mut Stage) {
    for name in ["config", "ownership", "contract_info", "port", "pauses"] {
        stage.look("", json!({name: {}}));
    }
    let guardian = stage.world.address(HOME, "guardian");
    stage.look("", json!({"roles_of": {"account": guardian}}));
    stage.look("", json!({"peer": {"region": AWAY.name()}}));
    stage.look("", json!({"token": {"token": "west.iusd"}}));
    stage.pages(|limit| json!({"role_members": {"role": "pauser", "limit": limit}}));
    stage.pages(|limit| json!({"peers": {"limit": limit}}));
    stage.pages(|limit| json!({"tokens": {"limit": limit}}));
}

fn routes(stage: &mut Stage) {
    let token = stage.world.contract(HOME, Code::Stablecoin).to_string();
    let mia = stage.world.address(AWAY, "mia");
    let route = |region: &str, amount: Value| {
        json!({"route": {
            "region": region, "asset": {"cw20": token}, "receiver": mia, "amount": amount}})
    };
    stage.look("it would pass", route("east", json!("2500000")));
    stage.look("any amount", route("east", Value::Null));
    stage.look("above the limit", route("east", json!("900000000000000")));
    stage.look("unknown region", route("south", json!("2500000")));
    stage.look("", json!({"limits": {"region": "east", "token": "west.iusd"}}));
}

/// Thirty packets that wait for each kind of outcome.
fn packets(stage: &mut Stage) {
    let about = |id: u64| json!({"packet": {"region": "east", "token": "west.iusd", "id": id}});
    let ledger = json!({"ledger": {"region": "east", "token": "west.iusd"}});
    let out = payment(HOME, "ana", "mia").with_reference(b"deal 7");
    let many = |act: &dyn Fn(&World)| (0..PAGE).for_each(|_| act(&stage.world));

    // Numbers 1 to 30 are refunds that an account with a reference cannot take.
    many(&|world| {
        let lost = world.dispatch(&out.clone().within(SOON));
        world.pair.pass(2 * SOON);
        world.time_out(&lost);
    });
    // 31 to 60 have an acknowledgement that cannot be read.
    many(&|world| {
        let sent = world.dispatch(&out);
        world.pair.acknowledge_with(&sent, b"not json").expect("an ack never fails");
    });
    // 61 has arrived; 62 to 91 are in flight.
    let arrives = stage.world.dispatch(&out);
    stage.world.deliver(&arrives);
    stage.world.acknowledge(&arrives);
    stage.world.dispatch(&out);
    stage.look("one packet in flight", ledger.clone());
    (1..PAGE).for_each(|_| drop(stage.world.dispatch(&out)));
    stage.look("30 packets in flight", ledger);

    stage.look("claimable", about(1));
    stage.look("disputed", about(31));
    stage.look("settled", about(61));
    stage.look("in flight", about(62));
    stage.look("not sent", about(92));
    let ana = stage.world.address(HOME, "ana");
    let in_flight =
        |limit| json!({"in_flight": {"region": "east", "token": "west.iusd", "limit": limit}});
    stage.pages(in_flight);
    stage.pages(|limit| json!({"disputes": {"limit": limit}}));
    for (whose, owner) in [("", None), (" of one owner", Some(&ana))] {
        for limit in [1, 10, PAGE] {
            let items = if limit == 1 { "item" } else { "items" };
            let query = json!({"claims": {"owner": owner, "limit": limit}});
            stage.look(&format!("{limit} {items}{whose}"), query);
        }
    }
}
