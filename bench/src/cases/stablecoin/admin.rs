//! What those who run the token send.

use cosmwasm_std::Binary;
use isthmus_regions::{Code, Pair, Region, Side};
use serde_json::{json, Value};

use super::messages::pause;
use super::{addresses, controlled, OWNER};
use crate::bench::Bench;
use crate::cases::stage::Stage;
use crate::figures::Entry;
use isthmus_testkit::scripted::ScriptedContract;

pub fn rows(bench: &mut Bench) {
    let mut stage = controlled(bench);
    supply(&mut stage);
    primary_minter(&mut stage);
    escrows(&mut stage);
    marketing(&mut stage);
    pauses(&mut stage);
    owner(&mut stage);
}

fn supply(stage: &mut Stage) {
    stage.send("another cap", OWNER, &json!({"set_cap": {"cap": "8000000000000000"}}));
    stage.send("no cap", OWNER, &json!({"set_cap": {"cap": null}}));
    stage.send("off", OWNER, &json!({"set_holder_burn": {"enabled": false}}));
    stage.send("on", OWNER, &json!({"set_holder_burn": {"enabled": true}}));
}

/// A second token, with a minter of CW20's own, which the deployment's token has not.
fn primary_minter(stage: &mut Stage) {
    let [bank, successor] = addresses(&stage.world, ["bank", "successor"]);
    let created = instantiate(stage, &bank);
    stage.measure(Entry::Query, "minter", "named", |world| {
        world.pair.west().query(&created, &json!({"minter": {}})).expect("it is answered");
    });
    let place = |stage: &mut Stage, case: &str, who: &str, msg: Value| {
        stage.measure(Entry::Execute, "update_minter", case, |world| {
            world.pair.west().execute(who, &created, &msg, &[]).expect("the minter may");
        });
    };
    let hand_over = json!({"update_minter": {"new_minter": successor}});
    place(stage, "handed over", "bank", hand_over);
    place(stage, "given up", "successor", json!({"update_minter": {"new_minter": null}}));
}

/// Creates a token as a region's deployment does, with a minter besides.
fn instantiate(stage: &mut Stage, minter: &str) -> String {
    let [owner, treasurer, officer, guardian] =
        addresses(&stage.world, [OWNER, "treasurer", "officer", "guardian"]);
    let contract = |code| stage.world.contract(Side::West, code);
    let msg = json!({
        "name": "Isthmus Dollar", "symbol": "IUSD", "decimals": 6,
        "initial_balances": [],
        "mint": {"minter": minter, "cap": "9000000000000000"},
        "marketing": null,
        "owner": owner, "owner_delay_seconds": 86_400,
        "roles": [
            {"role": "master_minter", "account": treasurer},
            {"role": "compliance", "account": officer},
            {"role": "pauser", "account": guardian},
        ],
        "regional": {
            "region": "west", "token": "west.iusd", "bridge": contract(Code::Bridge),
        },
        "escrows": [contract(Code::Escrow)],
    });
    stage.measure(Entry::Instantiate, "instantiate", "at home, with minter and roles", |world| {
        let west = world.pair.at(Side::West);
        let code = west.store(Code::Stablecoin).expect("a code can be stored");
        west.instantiate(OWNER, code, &msg, "isthmus stablecoin", Some(&owner), b"second")
            .expect("it can be created")
            .0
    })
}

fn escrows(stage: &mut Stage) {
    let account = ScriptedContract::new(&stage.world, "depot").address;
    for verb in ["register_escrow", "unregister_escrow"] {
        stage.send("", OWNER, &json!({verb: {"account": account}}));
    }
}

fn marketing(stage: &mut Stage) {
    let [publicist] = addresses(&stage.world, ["publicist"]);
    let shown = json!({"update_marketing": {
        "project": "https://isthmus.example", "marketing": publicist,
        "description": "A dollar that is at home in the west and at work in both regions."}});
    stage.send("", OWNER, &shown);
    let url = json!({"url": "https://isthmus.example/iusd.svg"});
    stage.send("a URL", "publicist", &json!({"upload_logo": url}));
    let svg = Binary::from(LOGO.as_bytes());
    let embedded = json!({"upload_logo": {"embedded": {"svg": svg}}});
    stage.send("an SVG of 200 bytes", "publicist", &embedded);
}

const LOGO: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\
    <svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 32 32\">\
    <circle cx=\"16\" cy=\"16\" r=\"15\" fill=\"gold\"/>\
    <path d=\"M9 16h14M16 9v14\" stroke=\"black\"/></svg>";

fn pauses(stage: &mut Stage) {
    let one = json!({"pause": {"scopes": ["mint"], "duration_seconds": 3_600}});
    stage.send("one scope", "guardian", &one);
    stage.send("all scopes", "guardian", &pause(3_600));
    let all = ["transfer", "mint", "burn", "approve"];
    stage.send("one scope", OWNER, &json!({"unpause": {"scopes": ["mint"]}}));
    stage.send("all scopes", OWNER, &json!({"unpause": {"scopes": all}}));
}

fn owner(stage: &mut Stage) {
    let [officer, successor] = addresses(&stage.world, ["deputy", "successor"]);
    for verb in ["grant_role", "revoke_role"] {
        stage.send("", OWNER, &json!({verb: {"role": "compliance", "account": officer}}));
    }
    let [guardian] = addresses(&stage.world, ["guardian"]);
    stage.look("one role", json!({"roles_of": {"account": guardian}}));
    stage.send("", "guardian", &json!({"renounce_role": {"role": "pauser"}}));
    let transfer = json!({"transfer_ownership": {"new_owner": successor, "expiry": null}});
    stage.send("proposed", OWNER, &json!({"update_ownership": transfer}));
    let update = |action: &str| json!({"update_ownership": action});
    stage.send("accepted", "successor", &update("accept_ownership"));
    stage.send("renounced", "successor", &update("renounce_ownership"));
}
