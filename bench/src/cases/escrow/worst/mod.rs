//! All of it as large as it may be: parties that are contracts, twelve required documents and twenty
//! presented, twelve drawings, words of the longest kind, amounts of thirty-one digits.

mod execute;
mod query;

use cosmwasm_std::{HexBinary, Uint128};
use isthmus_api::escrow::{
    MAX_DOCUMENTS, MAX_DRAWINGS, MAX_FINDINGS, MAX_REQUIRED_DOCUMENTS, MAX_TENOR_SECONDS,
    MAX_TOLERANCE_BPS,
};
use isthmus_api::gate::MAX_COUNTRIES;
use isthmus_regions::{Code, Plan, Side};
use isthmus_testkit::World;
use serde_json::{json, Value};

use super::credit::{open, DAY, WEST};
use crate::bench::Bench;
use crate::cases::stage::{long, long_in, Stage};

/// The dearest that is legal.
pub fn run(bench: &mut Bench) {
    execute::run(bench);
    query::run(bench);
}

/// Largest amount of a credit.
const MOST: u128 = 10u128.pow(30);

/// A bridge that lets everything pass.
fn stage(bench: &mut Bench) -> Stage<'_> {
    let plan = Plan { outstanding_cap: Uint128::MAX, capacity: Uint128::MAX, ..World::plan() };
    let stage = Stage::worst(bench, Code::Escrow, plan);
    stage.world.mint(&long("applicant"), 100 * MOST);
    stage
}

/// The same with a calendar.
fn dated(bench: &mut Bench) -> Stage<'_> {
    let stage = stage(bench);
    stage.tell("keeper", &calendar());
    stage
}

/// A contract of the east.
fn far(name: &str) -> Value {
    json!({"remote": {"region": "east", "receiver": long_in(Side::East, name)}})
}

/// Characters that take two in JSON.
fn quotes(count: usize) -> String {
    "\"".repeat(count)
}

/// A kind of document of 32 characters.
fn kind(number: usize) -> String {
    format!("document_of_the_longest_kind__{number:02}")
}

/// A policy that asks for so high a level.
fn policy(min_level: u8) -> Value {
    json!({"schema": "s".repeat(32), "min_level": min_level,
        "countries": vec!["ZZ"; MAX_COUNTRIES], "max_status_age_seconds": u64::MAX})
}

fn calendar() -> Value {
    json!({"create_calendar": {
        "name": quotes(32), "utc_offset_minutes": -720, "weekend": ["saturday"],
        "holidays": holidays("11")}})
}

/// A hundred days, strewn over ten years.
fn holidays(month: &str) -> Vec<String> {
    (2026..2036).flat_map(|year| (10..20).map(move |day| format!("{year}-{month}-{day}"))).collect()
}

fn terms(world: &World) -> Value {
    let now = world.now();
    let required = |number| json!({"kind": kind(number), "details": quotes(140)});
    let documents: Vec<_> = (0..MAX_REQUIRED_DOCUMENTS).map(required).collect();
    json!({
        "applicant": long("applicant"), "issuer": long("issuer"),
        "beneficiary": long("beneficiary"), "payout": far("beneficiary"),
        "advising": long("advising"), "asset": world.token(WEST), "amount": MOST.to_string(),
        "tolerance_bps": MAX_TOLERANCE_BPS, "partial_drawings": null, "documents": documents,
        "latest_shipment_at": now, "expires_at": now + MAX_TENOR_SECONDS - DAY,
        "presentation_period_days": 365, "calendar": 1, "consent_by": now + DAY,
        "fund_by": now + DAY, "reference": quotes(64), "text_hash": "ff".repeat(32),
    })
}

/// Covered, every party's money going abroad.
fn opened(stage: &Stage) -> u64 {
    let deal = open(&stage.world, &terms(&stage.world));
    for party in ["applicant", "issuer"] {
        stage.tell(&long(party), &set_payout(deal, party));
    }
    deal
}

fn set_payout(deal: u64, party: &str) -> Value {
    json!({"set_payout": {"deal": deal, "payout": far(party)}})
}

/// Twenty copies of one sheet, under kinds that nobody asked for: each is written, nineteen are copies
/// too many, and twelve documents are missing.
fn sheets(number: usize) -> Vec<Value> {
    let hash = HexBinary::from([number.to_le_bytes().as_slice(), &[0xff; 24]].concat());
    (0..MAX_DOCUMENTS).map(|place| json!({"kind": kind(20 + place), "hash": hash})).collect()
}

/// A twelfth of the amount, the goods not yet on board.
fn present(deal: u64, documents: Vec<Value>) -> Value {
    let amount = (MOST / 12).to_string();
    let presentation = json!({"amount": amount, "shipped_at": u64::MAX, "documents": documents});
    json!({"present": {"deal": deal, "presentation": presentation, "complete": null}})
}

/// Covered and drawn so many times, each drawing before the bank.
fn drawn(stage: &Stage, times: usize, documents: impl Fn(usize) -> Vec<Value>) -> u64 {
    let deal = opened(stage);
    for number in 0..times {
        stage.tell(&long("advising"), &present(deal, documents(number)));
    }
    deal
}

/// Covered and drawn twelve times, without any documents.
fn silent(stage: &Stage) -> u64 {
    drawn(stage, MAX_DRAWINGS, |_| Vec::new())
}

/// A notice of refusal that says as much as it can.
fn refuse(deal: u64, drawing: u64) -> Value {
    let finding = json!({"document": kind(0), "text": quotes(128)});
    json!({"refuse": {
        "deal": deal, "drawing": drawing, "discrepancies": vec![finding; MAX_FINDINGS],
        "disposition": "await_waiver"}})
}
