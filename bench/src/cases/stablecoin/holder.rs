//! What is done about single accounts: holds, freezes, locks, seizures.

use isthmus_regions::{Code, Side};
use serde_json::{json, Value};

use super::messages::{freeze, transfer};
use super::{addresses, controlled, tell, PAID, REASON};
use crate::bench::Bench;
use crate::cases::identity::registry;
use crate::cases::stage::{self, Stage};

const OFFICER: &str = "officer";
const GUARDIAN: &str = "warden";
const SEIZER: &str = "bailiff";
/// Longest page.
const PAGE: u32 = isthmus_api::types::MAX_PAGE;

pub fn rows(bench: &mut Bench) {
    let mut stage = controlled(bench);
    let [bailiff] = addresses(&stage.world, [SEIZER]);
    let grant = json!({"grant_role": {"role": "seizer", "account": bailiff}});
    tell(&stage.world, super::OWNER, grant);
    freezes(&mut stage);
    holds(&mut stage);
    locks(&mut stage);
    orders(&mut stage);
    recovery(&mut stage);
    crowd(&mut stage);
}

/// SHA-256 of an order.
pub fn case_hash() -> String {
    "5a".repeat(32)
}

fn accounts(stage: &Stage, count: u32) -> Vec<String> {
    (0..count).map(|n| addresses(&stage.world, [&*format!("suspect {n}")])[0].clone()).collect()
}

fn freezes(stage: &mut Stage) {
    let [ana, new, issuer] = addresses(&stage.world, ["ana", "new", "issuer"]);
    stage.send("outgoing", OFFICER, &freeze(&ana, "outgoing", REASON));
    stage.send("outgoing to full", OFFICER, &freeze(&ana, "full", REASON));
    stage.send("full, of an account without money", OFFICER, &freeze(&new, "full", REASON));
    stage.send("full, of a minter", OFFICER, &freeze(&issuer, "full", REASON));
    let unfreeze = |account: &str| json!({"unfreeze": {"account": account}});
    stage.send("", OFFICER, &unfreeze(&ana));
    stage.send("of a minter", OFFICER, &unfreeze(&issuer));
    let until = stage.world.now() + 86_400;
    stage.send(
        "for a day, with an order",
        OFFICER,
        &json!({"freeze": {
        "account": ana, "mode": "full", "reason": REASON, "until": until,
        "case_hash": case_hash()}}),
    );
    tell(&stage.world, OFFICER, unfreeze(&ana));
    let ten = accounts(stage, 10);
    stage.send("ten", OFFICER, &freeze_all(&ten));
    stage.send("ten", OFFICER, &json!({"unfreeze_accounts": {"accounts": ten}}));
}

pub fn freeze_all(accounts: &[String]) -> Value {
    json!({"freeze_accounts": {"accounts": accounts, "mode": "full", "reason": REASON,
        "until": null, "case_hash": case_hash()}})
}

pub fn hold(accounts: &[String], reason: &str) -> Value {
    json!({"place_hold": {"accounts": accounts, "seconds": 3_600, "reason": reason,
        "case_hash": case_hash()}})
}

fn holds(stage: &mut Stage) {
    let [ben, cho] = addresses(&stage.world, ["ben", "cho"]);
    let (one, ten) = ([ben.clone()], accounts(stage, 10));
    stage.send("one", GUARDIAN, &hold(&one, REASON));
    stage.look("held", json!({"account": {"address": ben}}));
    stage.send("one", GUARDIAN, &json!({"release_hold": {"accounts": one}}));
    stage.send("ten", GUARDIAN, &hold(&ten, REASON));
    stage.send("ten", OFFICER, &json!({"release_hold": {"accounts": ten}}));
    stage.send("by one who was held", "ben", &transfer(&cho, PAID));
}

pub fn lock(verb: &str, accounts: &[String], amount: &str) -> Value {
    let one = |account: &String| json!({"account": account, "amount": amount});
    let locks: Vec<_> = accounts.iter().map(one).collect();
    match verb {
        "lock_amount" => {
            json!({verb: {"locks": locks, "reason": REASON, "case_hash": case_hash()}})
        }
        _ => json!({verb: {"locks": locks}}),
    }
}

fn locks(stage: &mut Stage) {
    let [ana, ben, cho] = addresses(&stage.world, ["ana", "ben", "cho"]);
    stage.send("one", OFFICER, &lock("lock_amount", std::slice::from_ref(&ana), PAID));
    stage.look("locked in part", json!({"account": {"address": ana}}));
    stage.send("by one with a lock", "ana", &transfer(&ben, PAID));
    stage.send("one", OFFICER, &lock("unlock_amount", &[ana], PAID));
    stage.send("two", OFFICER, &lock("lock_amount", &[ben, cho], PAID));
}

fn orders(stage: &mut Stage) {
    let [ben, court, mallory] = addresses(&stage.world, ["ben", "court", "mallory"]);
    let seize = json!({"seize": {
        "from": ben, "to": court, "amount": PAID, "case_hash": case_hash()}});
    stage.send("of one with a lock, first-time recipient", SEIZER, &seize);
    stage.send("of one with a lock, existing recipient", SEIZER, &seize);
    tell(&stage.world, OFFICER, json!({"unfreeze": {"account": mallory}}));
    stage.world.mint(&mallory, 2_500_000);
    tell(&stage.world, OFFICER, freeze(&mallory, "full", REASON));
    let wipe = json!({"wipe_frozen": {"account": mallory, "case_hash": case_hash()}});
    stage.send("", SEIZER, &wipe);
}

/// An account whose key is lost, and another of the same person.
fn recovery(stage: &mut Stage) {
    let [old, new] = addresses(&stage.world, ["cho", "cho anew"]);
    stage.world.mint(&old, 2_500_000);
    let did = registry::did(&stage.world, Side::West, "cho", &registry::create_did(3));
    for (who, account) in [("cho", &old), ("cho anew", &new)] {
        let link = json!({"link_account": {"did": did, "account": account}});
        stage::send(&stage.world, Code::Identity, "cho", &link);
        let accept = json!({"accept_link": {"did": did}});
        stage::send(&stage.world, Code::Identity, who, &accept);
    }
    let recover = json!({"recover_account": {"old": old, "new": new, "case_hash": case_hash()}});
    stage.send("with a balance and a lock", OFFICER, &recover);
}

/// Thirty held and thirty frozen ones.
fn crowd(stage: &mut Stage) {
    let fresh = |n: u32| addresses(&stage.world, [&*format!("held {n}")])[0].clone();
    let held: Vec<_> = (0..PAGE).map(fresh).collect();
    tell(&stage.world, GUARDIAN, hold(&held, REASON));
    stage.pages(|limit| json!({"held_accounts": {"limit": limit}}));
}
