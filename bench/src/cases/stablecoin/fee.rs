//! A fee on top of payments, which is off unless somebody sets it.

use serde_json::{json, Value};

use super::messages::transfer;
use super::{addresses, controlled, tell, OWNER, PAID};
use crate::bench::Bench;

const MANAGER: &str = "tariff";

pub fn rows(bench: &mut Bench) {
    let mut stage = controlled(bench);
    let [manager, treasury, ana, ben] =
        addresses(&stage.world, [MANAGER, "treasury", "ana", "ben"]);
    let grant = json!({"grant_role": {"role": "fee_manager", "account": manager}});
    tell(&stage.world, OWNER, grant);
    stage.look("none", json!({"fee": {}}));
    stage.send("a first one", MANAGER, &fee(&treasury, "50000000"));
    stage.look("one", json!({"fee": {}}));
    stage.send("with a fee, collector's first", "ana", &transfer(&ben, PAID));
    stage.send("with a fee", "ana", &transfer(&ben, PAID));
    let quote = json!({"quote_transfer": {"from": ana, "to": ben, "amount": PAID}});
    stage.look("with a fee", quote);
    stage.send("none", MANAGER, &json!({"set_fee": {"fee": null}}));
}

/// The highest there can be.
pub fn fee(collector: &str, most: &str) -> Value {
    json!({"set_fee": {"fee": {"bps": 20, "max_fee": most, "collector": collector}}})
}
