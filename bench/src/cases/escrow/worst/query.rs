//! The questions: whole pages of the longest records.

use isthmus_api::escrow::MAX_DRAWINGS;
use isthmus_testkit::scripted::ScriptedContract;
use serde_json::json;

use super::{dated, drawn, policy, refuse, sheets, silent, terms, MOST};
use crate::bench::Bench;
use crate::cases::escrow::credit::{credited, WEST};
use crate::cases::stage::{long, Stage};

pub fn run(bench: &mut Bench) {
    let mut stage = dated(bench);
    drawings(&mut stage);
    deals(&mut stage);
    settings(&mut stage);
    credits(bench);
}

/// Twelve drawings of twenty documents and 49 discrepancies, all waived.
fn drawings(stage: &mut Stage) {
    let deal = drawn(stage, MAX_DRAWINGS, sheets);
    for drawing in 1..=12 {
        stage.tell(&long("issuer"), &refuse(deal, drawing));
        let waive = json!({"waive": {"deal": deal, "drawing": drawing, "discrepancies": null}});
        stage.tell(&long("applicant"), &waive);
    }
    let case = "twenty documents, 49 discrepancies";
    stage.look(case, json!({"drawing": {"deal": deal, "drawing": 12}}));
    let case = "twelve of the longest";
    stage.page(case, 12, json!({"drawings": {"deal": deal, "start_after": null}}));
    let of = json!({"deal": deal, "drawing": 12, "start_after": null});
    stage.page("thirty of 49", 30, json!({"discrepancies": of}));
    stage.look("twelve drawings of the longest", json!({"next_action": {"deal": deal}}));
    stage.look("twelve documents", json!({"deal_terms": {"deal": deal}}));
    let presentation = json!({
        "amount": MOST.to_string(), "shipped_at": u64::MAX, "documents": sheets(99)});
    let simulate = json!({"deal": deal, "presentation": presentation, "at": null});
    stage.look("twenty documents", json!({"simulate": simulate}));
}

fn deals(stage: &mut Stage) {
    for _ in 0..30 {
        silent(stage);
    }
    let case = "thirty of twelve drawings each";
    stage.page(case, 30, json!({"deals": {"start_after": null}}));
    let of = json!({"party": long("applicant"), "start_after": null});
    stage.page(case, 30, json!({"deals_by_party": of}));
    stage.page(case, 30, json!({"deals_by_status": {"status": "open", "start_after": null}}));
    stage.look("twelve drawings", json!({"deal": {"deal": 2}}));
    stage.look("twelve drawings", json!({"ledger": {"deal": 2}}));
}

fn settings(stage: &mut Stage) {
    stage.tell("owner", &json!({"set_policy": {"policy": policy(4)}}));
    stage.look("fifty countries", json!({"config": {}}));
    let role = "calendar_keeper";
    for number in 0..30 {
        let account = long(&format!("keeper {number}"));
        stage.tell("owner", &json!({"grant_role": {"role": role, "account": account}}));
        let asset = json!({"native": format!("{number:0>128}")});
        stage.tell("owner", &json!({"allow_asset": {"asset": asset}}));
    }
    let case = "thirty of the longest";
    stage.page(case, 30, json!({"role_members": {"role": role, "start_after": null}}));
    // Coins come after tokens.
    let start_after = stage.world.token(WEST);
    stage.page(case, 30, json!({"assets": {"start_after": start_after}}));
    let of = json!({"calendar": 1, "start_after": null});
    stage.page("thirty of a hundred", 30, json!({"calendar": of}));
    let asset = json!({"native": "d".repeat(128)});
    stage.look("128 characters", json!({"solvency": {"asset": asset}}));
}

fn credits(bench: &mut Bench) {
    let mut stage = dated(bench);
    let owner = long("beneficiary");
    for number in 0..30 {
        let token = ScriptedContract::token(&stage.world, &format!("token {number}"), u128::MAX);
        let mut terms = terms(&stage.world);
        terms["payout"] = json!({"local": {"address": owner}});
        credited(&stage.world, &token, terms);
    }
    let of = json!({"owner": owner, "start_after": null});
    stage.page("thirty of the longest", 30, json!({"credits": of}));
}
