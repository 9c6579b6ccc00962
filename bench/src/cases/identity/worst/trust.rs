//! Jurisdictions, their issuers, recognitions, status lists.

use isthmus_api::identity::{
    MAX_ACCREDITATIONS, MAX_LIST_SIZE, MAX_STALENESS_SECONDS, MAX_STATUS_UPDATES,
};
use serde_json::{json, Value};

use super::{accredit, anchor, desk, jurisdiction, schema};
use crate::cases::identity::registry::set_status;
use crate::cases::stage::Stage;

const CASE: &str = "longest names";

pub fn rows(stage: &mut Stage, issuer: &str) {
    let (jurisdiction, anchor) = (jurisdiction(0), anchor());
    let create = json!({"create_jurisdiction": {"jurisdiction": jurisdiction, "anchor": anchor}});
    stage.send(CASE, "owner", &create);
    let propose = json!({"propose_anchor": {"jurisdiction": jurisdiction, "anchor": anchor}});
    stage.send(CASE, "owner", &propose);
    stage.send(CASE, &anchor, &json!({"accept_anchor": {"jurisdiction": jurisdiction}}));
    issuers(stage, issuer);
    status_lists(stage, issuer);
    stage.send(CASE, "owner", &recognize(0));
    let unrecognize = json!({"unrecognize": {
        "region": "east", "jurisdiction": jurisdiction, "schema": schema(0)}});
    stage.send(CASE, "owner", &unrecognize);
}

/// Thirty schemas in one jurisdiction.
fn issuers(stage: &mut Stage, issuer: &str) {
    let anchor = anchor();
    for number in 1..MAX_ACCREDITATIONS {
        stage.tell(&anchor, &accredit(&stage.world, issuer, 0, number));
    }
    let last = accredit(&stage.world, issuer, 0, 0);
    stage.send("the thirtieth, longest names", &anchor, &last);
    for verb in ["suspend_issuer", "resume_issuer", "revoke_issuer"] {
        let which = json!({"jurisdiction": jurisdiction(0), "issuer": issuer, "schema": schema(0)});
        stage.send(CASE, &anchor, &json!({ verb: which }));
    }
    stage.tell(&anchor, &last);
}

fn status_lists(stage: &mut Stage, issuer: &str) {
    let list = json!({"create_status_list": {"issuer": issuer, "size": MAX_LIST_SIZE}});
    stage.send("thirty accreditations", &desk(4), &list);
    let many = u32::try_from(MAX_STATUS_UPDATES).expect("a hundred");
    let strewn = || (0..many).map(|number| 500 + 1_024 * number);
    let case = "a hundred, each the first of its 1,024";
    stage.send(case, &desk(4), &set_status("suspended", strewn()));
    let case = "a hundred, each among others";
    stage.send(case, &desk(4), &set_status("valid", strewn()));
}

/// What the west says of the east's passes.
pub fn recognize(number: usize) -> Value {
    json!({"recognize": {
        "region": "east", "jurisdiction": jurisdiction(0), "schema": schema(number),
        "max_level": 4, "max_staleness_seconds": MAX_STALENESS_SECONDS}})
}
