//! The longest records: registered, and asked for in full pages.

use cosmwasm_std::testing::MockApi;
use cosmwasm_std::Uint128;
use isthmus_regions::Code;
use serde_json::{json, Value};

use super::{dispatch, order, AMOUNT, NOISE, TOKEN};
use crate::cases::bridge::{AWAY, BRIDGE, HOME};
use crate::cases::stage::{self, long_in, Stage};
use isthmus_testkit::scripted::ScriptedContract;

const LONGEST_PREFIX: &str = "aaaaaaaaaaaaaaaaaaaa";
const PAGE: u32 = isthmus_api::types::MAX_PAGE;
/// Packets that `ledger` sums up; it leaves out any beyond.
const SUMMED: u32 = 1_000;

pub fn settings(stage: &mut Stage) {
    let most = Uint128::MAX;
    let limit = json!({"capacity": most, "refill_per_second": most});
    let route = json!({"set_route": {
        "region": AWAY.name(), "token": TOKEN, "outbound": limit, "inbound": limit,
        "outstanding_cap": most}});
    let peer = json!({"register_peer": {
        "region": "a-region-so-long", "connection": format!("connection-{}", u64::MAX),
        "remote_port": longest_port(), "address_prefix": LONGEST_PREFIX}});
    let token = json!({"register_token": {
        "token": "a-region-so-long.abcdefghijkl", "contract": long_in(HOME, "another"),
        "gas_limit": 5_000_000}});
    for msg in [route, peer, token] {
        stage.send("", "owner", &msg);
    }
    // The chain takes no longer key.
    let far = "x".repeat(NOISE - 1);
    let asset = json!({"cw20": stage.world.contract(HOME, Code::Stablecoin)});
    for (case, region) in
        [("region and receiver of 64 KiB", far.as_str()), ("receiver of 64 KiB", AWAY.name())]
    {
        let route = json!({"region": region, "asset": asset, "receiver": far, "amount": most});
        stage.look(case, json!({"route": route}));
    }
    stage.look("", json!({"limits": {"region": AWAY.name(), "token": TOKEN}}));
}

/// Full pages of the longest records.
pub fn pages(stage: &mut Stage, depot: &ScriptedContract) {
    let world = &stage.world;
    let tell = |msg: Value| stage::send(world, BRIDGE, "owner", &msg);
    let absent = long_in(HOME, "absent for ever");
    world.mint(&absent, AMOUNT << 5);
    for number in 0..PAGE {
        tell(json!({"register_peer": {
            "region": format!("a-region-long-{number:02}"),
            "connection": format!("connection-18446744073709551{number:03}"),
            "remote_port": longest_port(), "address_prefix": LONGEST_PREFIX}}));
        tell(json!({"register_token": {
            "token": format!("a-region-so-long.abcdefghij{number:02}"),
            "contract": long_in(HOME, &format!("token {number}")), "gas_limit": 5_000_000}}));
        let pauser = long_in(HOME, &format!("pauser {number}"));
        tell(json!({"grant_role": {"role": "pauser", "account": pauser}}));
        let sent = dispatch(world, &absent);
        let refused = br#"{"error":"receiver is frozen"}"#.to_vec();
        world.pair.acknowledge_with(&sent, refused).expect("an ack never fails");
        let sent = dispatch(world, &depot.address);
        world.pair.acknowledge_with(&sent, b"not json").expect("an ack never fails");
    }
    for _ in 0..SUMMED {
        stage::send(world, Code::Stablecoin, &depot.address, &order(world));
    }
    let case = "30 items";
    for (case, query) in [
        (case, json!({"peers": {}})),
        (case, json!({"tokens": {}})),
        (case, json!({"role_members": {"role": "pauser"}})),
        (case, json!({"claims": {}})),
        ("30 items of one owner", json!({"claims": {"owner": absent}})),
        (case, json!({"disputes": {}})),
        (case, json!({"in_flight": {"region": AWAY.name(), "token": TOKEN}})),
    ] {
        stage.page(case, 30, query);
    }
    let route = json!({"region": AWAY.name(), "token": TOKEN});
    stage.look("1,000 packets in flight", json!({"ledger": route}));
}

/// The port of a contract whose address is as long as any.
fn longest_port() -> String {
    format!("wasm.{}", MockApi::default().with_prefix(LONGEST_PREFIX).addr_make("bridge"))
}
