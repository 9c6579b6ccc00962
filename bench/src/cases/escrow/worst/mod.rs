//! All of it as large as it may be: parties that are contracts, twelve required documents and twenty
//! presented, twelve drawings, words of the longest kind, amounts of thirty-one digits.

mod execute;
mod query;

use cosmwasm_std::{HexBinary, Uint128};
use isthmus_api::escrow::{
    Disposition, Document, ExecuteMsg, Finding, Presentation, RequiredDocument, Terms,
    MAX_DOCUMENTS, MAX_DRAWINGS, MAX_FINDINGS, MAX_REQUIRED_DOCUMENTS, MAX_TENOR_SECONDS,
    MAX_TOLERANCE_BPS,
};
use isthmus_api::gate::{Policy, MAX_COUNTRIES};
use isthmus_api::types::Payout;
use isthmus_regions::{Code, Plan, Side};
use isthmus_testkit::World;

use super::credit::{open, DAY, WEST};
use crate::bench::Bench;
use crate::cases::stage::{long, long_in, send, Stage};

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

/// A contract of the east.
fn far(name: &str) -> Payout {
    let receiver = long_in(Side::East, name);
    Payout::Remote { region: "east".into(), receiver }
}

/// Characters that take two in JSON.
fn quotes(count: usize) -> String {
    "\"".repeat(count)
}

/// A kind of document of 32 characters.
fn kind(number: usize) -> String {
    format!("document_of_the_longest_kind__{number:02}")
}

fn policy() -> Policy {
    Policy {
        schema: "s".repeat(32),
        min_level: 4,
        countries: Some(vec!["ZZ".into(); MAX_COUNTRIES]),
        max_status_age_seconds: u64::MAX,
    }
}

fn calendar() -> ExecuteMsg {
    ExecuteMsg::CreateCalendar {
        name: quotes(32),
        utc_offset_minutes: -720,
        weekend: vec![isthmus_api::escrow::Weekday::Saturday],
        holidays: holidays("11"),
    }
}

/// A hundred days, strewn over ten years.
fn holidays(month: &str) -> Vec<String> {
    (2026..2036).flat_map(|year| (10..20).map(move |day| format!("{year}-{month}-{day}"))).collect()
}

fn terms(world: &World) -> Terms {
    let now = world.now();
    let required = |number| RequiredDocument { kind: kind(number), details: Some(quotes(140)) };
    Terms {
        applicant: long("applicant"),
        issuer: long("issuer"),
        beneficiary: long("beneficiary"),
        payout: far("beneficiary"),
        advising: Some(long("advising")),
        asset: world.token(WEST),
        amount: MOST.into(),
        tolerance_bps: MAX_TOLERANCE_BPS,
        partial_drawings: None,
        documents: (0..MAX_REQUIRED_DOCUMENTS).map(required).collect(),
        latest_shipment_at: now,
        expires_at: now + MAX_TENOR_SECONDS - DAY,
        presentation_period_days: Some(365),
        calendar: 1,
        consent_by: now + DAY,
        fund_by: now + DAY,
        reference: Some(quotes(64)),
        text_hash: Some(HexBinary::from([0xff; 32])),
    }
}

/// Covered, every party's money going abroad.
fn opened(world: &World) -> u64 {
    let deal = open(world, terms(world));
    for party in ["applicant", "issuer"] {
        let payout = far(party);
        send(world, Code::Escrow, &long(party), &ExecuteMsg::SetPayout { deal, payout });
    }
    deal
}

/// Twenty copies of one sheet, under kinds that nobody asked for: each is written, nineteen are copies
/// too many, and twelve documents are missing.
fn sheets(number: usize) -> Vec<Document> {
    let hash = HexBinary::from([number.to_le_bytes().as_slice(), &[0xff; 24]].concat());
    let sheet = |place| Document { kind: kind(20 + place), hash: hash.clone() };
    (0..MAX_DOCUMENTS).map(sheet).collect()
}

/// A twelfth of the amount, the goods not yet on board.
fn present(deal: u64, documents: Vec<Document>) -> ExecuteMsg {
    let amount = (MOST / 12).into();
    let presentation = Presentation { amount, shipped_at: u64::MAX, documents };
    ExecuteMsg::Present { deal, presentation, complete: None }
}

/// Covered and drawn so many times, each drawing before the bank.
fn drawn(world: &World, times: usize, documents: impl Fn(usize) -> Vec<Document>) -> u64 {
    let deal = opened(world);
    for number in 0..times {
        send(world, Code::Escrow, &long("advising"), &present(deal, documents(number)));
    }
    deal
}

/// Covered and drawn twelve times, without any documents.
fn silent(world: &World) -> u64 {
    drawn(world, MAX_DRAWINGS, |_| Vec::new())
}

/// A notice of refusal that says as much as it can.
fn refuse(deal: u64, drawing: u64) -> ExecuteMsg {
    let finding = Finding { document: Some(kind(0)), text: quotes(128) };
    let discrepancies = vec![finding; MAX_FINDINGS];
    ExecuteMsg::Refuse { deal, drawing, discrepancies, disposition: Disposition::AwaitWaiver }
}
