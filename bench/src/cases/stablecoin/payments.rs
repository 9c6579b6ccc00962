//! What holders and minters send: CW20's own messages.

use cosmwasm_std::{to_json_binary, Binary};
use isthmus_regions::{Code, Side};
use serde_json::{json, Value};

use super::messages::*;
use super::{addresses, controlled, tell, PAID, WEALTH};
use crate::bench::Bench;
use crate::cases::stage::Stage;
use isthmus_testkit::scripted::ScriptedContract;

/// An allowance.
const GRANT: &str = "900000000";

pub fn rows(bench: &mut Bench) {
    let mut stage = controlled(bench);
    transfers(&mut stage);
    sends(&mut stage);
    allowances(&mut stage);
    spending(&mut stage);
    references(&mut stage);
    batches(&mut stage);
    exact(&mut stage);
    supply(&mut stage);
}

fn transfers(stage: &mut Stage) {
    let [ana, ben, new, newer] = addresses(&stage.world, ["ana", "ben", "new", "newer"]);
    stage.send("existing recipient", "ana", &transfer(&ben, PAID));
    stage.send("first-time recipient", "ana", &transfer(&new, PAID));
    stage.send("to itself", "ana", &transfer(&ana, PAID));
    stage.send("whole balance, first-time recipient", "new", &transfer(&newer, PAID));
    stage.send("whole balance, existing recipient", "newer", &transfer(&ben, PAID));
}

fn sends(stage: &mut Stage) {
    let [ana, ben] = addresses(&stage.world, ["ana", "ben"]);
    let bridge = stage.world.contract(Side::West, Code::Bridge).to_string();
    let shop = ScriptedContract::new(&stage.world, "shop").address;
    let note = binary(&json!({"deposit": {"reference": "invoice 2026-0117"}}));
    let receiver = stage.world.address(Side::East, "mia");
    let hook = binary(&json!({"transfer": {"region": "east", "receiver": receiver}}));
    stage.send("to a contract, for the first time", "ana", &send(&shop, PAID, &note));
    stage.send("to a contract that has some", "ana", &send(&shop, PAID, &note));
    stage.send("to the bridge", "ana", &send(&bridge, PAID, &hook));
    tell(&stage.world, "ana", increase(&ben, GRANT, None));
    stage.send("to a contract that has some", "ben", &send_from(&ana, &shop, PAID, &note));
    stage.send("to the bridge", "ben", &send_from(&ana, &bridge, PAID, &hook));
}

fn allowances(stage: &mut Stage) {
    let [cho] = addresses(&stage.world, ["cho"]);
    let tomorrow = || at(stage.world.now() + 86_400);
    let (forever, expiring) = (increase(&cho, GRANT, None), increase(&cho, GRANT, tomorrow()));
    let (less, nothing) = (decrease(&cho, PAID, None), decrease(&cho, "9000000000", None));
    stage.send("new", "ana", &forever);
    stage.send("existing", "ana", &forever);
    stage.send("existing, given an expiry", "ana", &expiring);
    stage.send("partly", "ana", &less);
    stage.send("to nothing", "ana", &nothing);
    stage.send("new, with an expiry", "ana", &expiring);
    stage.send("existing, with an expiry", "ana", &expiring);
}

fn spending(stage: &mut Stage) {
    let [ana, ben, cho, dee, new] = addresses(&stage.world, ["ana", "ben", "cho", "dee", "new"]);
    tell(&stage.world, "ana", increase(&dee, GRANT, None));
    stage.send("existing recipient", "dee", &transfer_from(&ana, &ben, PAID));
    stage.send("first-time recipient", "dee", &transfer_from(&ana, &new, PAID));
    stage.send("to the spender", "dee", &transfer_from(&ana, &dee, PAID));
    stage.send("", "dee", &burn_from(&ana, PAID));
    stage.send("whole allowance", "dee", &transfer_from(&ana, &ben, "890000000"));
    tell(&stage.world, "ben", increase(&cho, GRANT, at(stage.world.now() + 86_400)));
    stage.send("allowance with an expiry", "cho", &transfer_from(&ben, &ana, PAID));
}

fn references(stage: &mut Stage) {
    let [ben] = addresses(&stage.world, ["ben"]);
    let shop = ScriptedContract::new(&stage.world, "kiosk").address;
    let note = binary(&json!({"deposit": {"reference": "invoice 2026-0117"}}));
    let memo = "INV-2026-0117";
    let pay = json!({"transfer_with_memo": {"recipient": ben, "amount": PAID, "memo": memo}});
    stage.send("existing recipient", "ana", &pay);
    let send = json!({"send_with_memo": {
        "contract": shop, "amount": PAID, "msg": note, "memo": memo}});
    stage.send("to a contract, for the first time", "ana", &send);
}

fn batches(stage: &mut Stage) {
    let worker = |number| stage.world.address(Side::West, &format!("worker {number}"));
    let workers: Vec<_> = (0..100).map(worker).collect();
    stage.send("100 first-time recipients", "ana", &batch(&workers, PAID, None));
    stage.send("100 existing recipients", "ana", &batch(&workers, PAID, None));
    stage.send("10 existing recipients", "ana", &batch(&workers[..10], PAID, None));
    stage.send("one, with a memo", "ana", &batch(&workers[..1], PAID, Some("wages 11/2026")));
}

fn exact(stage: &mut Stage) {
    let [dan, eli] = addresses(&stage.world, ["dan", "eli"]);
    let set = |amount: &str, expected: &str| {
        json!({"set_allowance": {
            "spender": dan, "amount": amount, "expires": null, "expected_current": expected}})
    };
    stage.send("new", "ana", &set(GRANT, "0"));
    stage.send("existing", "ana", &set("800000000", GRANT));
    tell(&stage.world, "ana", increase(&eli, GRANT, None));
    stage.send("two", "ana", &json!({"revoke_allowances": {"spenders": [dan, eli]}}));
}

fn supply(stage: &mut Stage) {
    let [ben, newest] = addresses(&stage.world, ["ben", "newest"]);
    let wealth = WEALTH.to_string();
    stage.send("existing recipient", "issuer", &mint(&ben, PAID));
    stage.send("first-time recipient", "issuer", &mint(&newest, &wealth));
    stage.send("", "ana", &burn(PAID));
    stage.send("whole balance", "newest", &burn(&wealth));
}

fn binary(value: &Value) -> Binary {
    to_json_binary(value).expect("a value is JSON")
}
