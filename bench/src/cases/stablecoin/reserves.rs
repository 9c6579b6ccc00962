//! What backs the token, and all four brakes of a mint at once.

use serde_json::{json, Value};

use super::messages::{limited_minter, mint};
use super::{addresses, controlled, tell, OWNER, PAID};
use crate::bench::Bench;
use crate::cases::stage::Stage;

/// Who attests.
const AUDITOR: &str = "auditor";
const REPORT: &str = "https://reports.isthmus.example/2026-11.pdf";

pub fn rows(bench: &mut Bench) {
    let mut stage = controlled(bench);
    let [auditor] = addresses(&stage.world, [AUDITOR]);
    let grant = json!({"grant_role": {"role": "attestor", "account": auditor}});
    tell(&stage.world, OWNER, grant);
    attested(&mut stage);
    braked(&mut stage);
}

/// An attestation of what was in reserve a minute ago.
pub fn attest(stage: &Stage, amount: &str, uri: &str) -> Value {
    json!({"submit_attestation": {
        "amount": amount, "as_of": stage.world.now() - 60,
        "report_hash": super::holder::case_hash(), "uri": uri}})
}

pub fn policy(margin_bps: u16) -> Value {
    json!({"set_reserve_policy": {"policy": {
        "max_age_seconds": 2_678_400, "margin_bps": margin_bps}}})
}

fn attested(stage: &mut Stage) {
    let first = attest(stage, "5000000000000000", REPORT);
    stage.send("the first", AUDITOR, &first);
    let next = attest(stage, "6000000000000000", REPORT);
    stage.send("a further one", AUDITOR, &next);
    stage.send("a policy", OWNER, &policy(100));
    stage.look("a policy", json!({"reserve_status": {}}));
    stage.look("two", json!({"attestations": {}}));
    stage.look("with a cap and a reserve policy", json!({"supply": {}}));
}

fn braked(stage: &mut Stage) {
    let [bank, ben] = addresses(&stage.world, ["bank", "ben"]);
    tell(&stage.world, "treasurer", limited_minter(&bank, "20000000000000"));
    tell(&stage.world, "bank", mint(&ben, PAID));
    let case = "allowance, rate limit, cap and reserves";
    stage.send(case, "bank", &mint(&ben, PAID));
    let none = json!({"set_reserve_policy": {"policy": null}});
    stage.send("none", OWNER, &none);
}
