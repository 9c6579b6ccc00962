//! Money for tokens.

use serde_json::{json, Value};

use super::{addresses, controlled, tell, OWNER, PAID, REASON};
use crate::bench::Bench;
use crate::cases::stage::Stage;

/// Who pays out.
const OPERATOR: &str = "cashier";
const REFERENCE: &str = "9c0277145d3e";
/// Longest page.
const PAGE: u32 = isthmus_api::types::MAX_PAGE;

pub fn rows(bench: &mut Bench) {
    let mut stage = controlled(bench);
    let [operator] = addresses(&stage.world, [OPERATOR]);
    let grant = json!({"grant_role": {"role": "redemption_operator", "account": operator}});
    tell(&stage.world, OWNER, grant);
    stage.send("five days", OWNER, &policy());
    stage.look("five days", json!({"redemption_policy": {}}));
    life(&mut stage);
    crowd(&mut stage);
}

pub fn policy() -> Value {
    json!({"set_redemption_policy": {"policy": {
        "deadline_seconds": 432_000, "min_amount": "1000000"}}})
}

pub fn request(amount: &str, reference: &str) -> Value {
    json!({"request_redemption": {"amount": amount, "reference": reference}})
}

fn life(stage: &mut Stage) {
    let ask = request(PAID, REFERENCE);
    stage.send("the first", "ana", &ask);
    stage.send("a further one", "ana", &ask);
    tell(&stage.world, "ana", ask);
    stage.look("open", json!({"redemption": {"id": 1}}));
    let settle = json!({"settle_redemption": {"id": 1, "payment_reference": REFERENCE}});
    stage.send("", OPERATOR, &settle);
    stage.send("", OPERATOR, &json!({"reject_redemption": {"id": 2, "reason": REASON}}));
    stage.world.pair.pass(432_000);
    stage.send("after its deadline", "stranger", &json!({"cancel_redemption": {"id": 3}}));
}

fn crowd(stage: &mut Stage) {
    for number in 0..PAGE {
        let [one] = addresses(&stage.world, [&*format!("saver {number}")]);
        stage.world.mint(&one, 2_500_000);
        tell(&stage.world, &one, request(PAID, REFERENCE));
    }
    stage.pages(|limit| json!({"redemptions": {"holder": null, "limit": limit}}));
    let [one] = addresses(&stage.world, ["saver 1"]);
    stage.look("of one holder", json!({"redemptions": {"holder": one}}));
}
