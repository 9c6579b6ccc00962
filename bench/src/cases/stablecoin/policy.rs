//! A contract that is asked about movements, and what it costs to be asked about.

use isthmus_api::policy::MIN_POLICY_GAS;
use isthmus_regions::{Pair, Side};
use serde_json::{json, Value};

use super::messages::{burn, mint, send, transfer};
use super::{addresses, controlled, tell, PAID, TOKEN};
use crate::bench::Bench;
use crate::cases::stage::Stage;
use crate::figures::Entry;
use isthmus_testkit::scripted::ScriptedContract;

const OFFICER: &str = "officer";

pub fn rows(bench: &mut Bench) {
    let mut stage = controlled(bench);
    asked(&mut stage);
    refused(&mut stage);
}

fn policy(contract: Option<&str>) -> Value {
    let policy = contract.map(|address| json!({"address": address, "gas_limit": MIN_POLICY_GAS}));
    json!({"set_policy_contract": {"policy": policy}})
}

fn asked(stage: &mut Stage) {
    let [ana, ben] = addresses(&stage.world, ["ana", "ben"]);
    let lenient = ScriptedContract::policy(&stage.world, "lenient", true).address;
    let shop = ScriptedContract::new(&stage.world, "shop").address;
    stage.send("a first one", OFFICER, &policy(Some(&lenient)));
    stage.look("with a policy contract", json!({"compliance": {}}));
    stage.send("with a policy contract", "ana", &transfer(&ben, PAID));
    stage.send("with a policy contract", "ana", &send(&shop, PAID, &b"{}".into()));
    stage.send("with a policy contract", "issuer", &mint(&ana, PAID));
    stage.send("with a policy contract", "ana", &burn(PAID));
    let payment = json!({"from": ana, "to": ben, "amount": PAID});
    stage.look("with a policy contract", json!({"can_transfer": payment}));
    stage.send("none", OFFICER, &policy(None));
}

fn refused(stage: &mut Stage) {
    let [ben] = addresses(&stage.world, ["ben"]);
    let strict = ScriptedContract::policy(&stage.world, "strict", false).address;
    tell(&stage.world, OFFICER, policy(Some(&strict)));
    stage.refusal(Entry::Reply, Entry::Reply.name(), "the policy contract refused", |world| {
        let token = world.contract(Side::West, TOKEN);
        let paid = world.pair.west().execute("ana", token, &transfer(&ben, PAID), &[]);
        paid.expect_err("the policy contract refuses");
    });
}
