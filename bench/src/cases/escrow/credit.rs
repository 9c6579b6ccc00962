//! A letter of credit, as the parties bring it from its terms to its documents: the cotton of
//! `scenarios/cotton-lc`. What is sent here is not measured.

use cosmwasm_std::{to_json_binary, HexBinary};
use isthmus_api::escrow::events::Proposed;
use isthmus_api::escrow::{DealResponse, DealTermsResponse};
use isthmus_regions::{Code, Receipt, Side};
use isthmus_testkit::scripted::ScriptedContract;
use isthmus_testkit::World;
use serde_json::{json, Value};

use crate::cases::stage::send;

pub const DAY: u64 = 86_400;
pub const WEST: Side = Side::West;

/// A calendar, and a rich importer.
pub fn prepare(world: &World) {
    let calendar = json!({"create_calendar": {
        "name": "Porto", "utc_offset_minutes": 0, "weekend": ["saturday", "sunday"],
        "holidays": ["2026-04-03", "2026-04-25", "2026-05-01"]}});
    send(world, Code::Escrow, "keeper", &calendar);
    world.mint("importer", 94_380_000_000_000);
}

/// The credit: 94,380.00 IUSD against five documents, paid in the west.
pub fn terms(world: &World) -> Value {
    let now = world.now();
    let address = |actor| world.address(WEST, actor);
    json!({
        "applicant": address("importer"), "issuer": address("bank"),
        "beneficiary": address("exporter"), "advising": null,
        "payout": {"local": {"address": address("exporter")}},
        "asset": world.token(WEST), "amount": "94380000000", "tolerance_bps": 500,
        "partial_drawings": false, "documents": [
            {"kind": "commercial_invoice"},
            {"kind": "bill_of_lading", "details": "full set, clean on board"},
            {"kind": "packing_list"},
            {"kind": "certificate_of_origin"},
            {"kind": "insurance_certificate"}],
        "latest_shipment_at": now + 11 * DAY, "expires_at": now + 32 * DAY,
        "presentation_period_days": 21, "calendar": 1, "consent_by": now + 2 * DAY,
        "fund_by": now + 4 * DAY, "reference": "ATN-LC-2026-0117",
    })
}

/// Proposes and returns the deal's number.
pub fn propose(world: &World, terms: &Value) -> u64 {
    let applicant = terms["applicant"].as_str().expect("an address");
    let receipt = send(world, Code::Escrow, applicant, &json!({"propose": {"terms": terms}}));
    receipt.first::<Proposed>().expect("a deal was proposed").deal
}

/// The message by which a party consents.
pub fn consent(world: &World, deal: u64) -> Value {
    let terms = json!({"deal_terms": {"deal": deal}});
    let terms: DealTermsResponse = world.ask(WEST, Code::Escrow, &terms);
    json!({"consent": {"deal": deal, "terms_hash": terms.hash}})
}

/// A deal as it is.
fn deal(world: &World, deal: u64) -> DealResponse {
    world.ask(WEST, Code::Escrow, &json!({"deal": {"deal": deal}}))
}

/// Proposed and agreed: everybody who has not consented does.
fn agreed(world: &World, terms: &Value) -> u64 {
    let number = propose(world, terms);
    let consent = consent(world, number);
    let deal = deal(world, number);
    let parties = [Some(deal.issuer), Some(deal.beneficiary), deal.advising];
    for party in parties.into_iter().flatten() {
        send(world, Code::Escrow, party.as_str(), &consent);
    }
    number
}

/// The cover, sent by the applicant in stablecoins.
pub fn fund(world: &World, number: u64) -> Receipt {
    let deal = deal(world, number);
    let hook = to_json_binary(&json!({"fund": {"deal": number}})).expect("a hook is JSON");
    let msg = json!({"send": {
        "contract": world.contract(WEST, Code::Escrow), "amount": deal.cover, "msg": hook}});
    send(world, Code::Stablecoin, deal.applicant.as_str(), &msg)
}

/// Proposed, agreed and covered.
pub fn open(world: &World, terms: &Value) -> u64 {
    let number = agreed(world, terms);
    fund(world, number);
    number
}

/// The beneficiary is owed a credit in a token that pays in and never out.
pub fn credited(world: &World, token: &ScriptedContract, mut terms: Value) {
    let party = |party: &str| terms[party].as_str().expect("an address").to_string();
    let (issuer, beneficiary) = (party("issuer"), party("beneficiary"));
    let required = terms["documents"].as_array().expect("documents");
    let mut sheets = Vec::new();
    for (number, required) in (1..).zip(required) {
        let hash = HexBinary::from([[number; 31].as_slice(), &[1]].concat());
        sheets.push(json!({"kind": required["kind"], "hash": hash}));
    }
    let presentation = json!({
        "amount": terms["amount"], "shipped_at": world.now() - DAY, "documents": sheets});
    terms["asset"] = json!({"cw20": token.address});
    terms["tolerance_bps"] = json!(0);
    let allow = json!({"allow_asset": {"asset": terms["asset"]}});
    send(world, Code::Escrow, "owner", &allow);
    let deal = agreed(world, &terms);
    pay_in(world, token, deal);
    let present = json!({"present": {"deal": deal, "presentation": presentation}});
    send(world, Code::Escrow, &beneficiary, &present);
    send(world, Code::Escrow, &issuer, &json!({"accept": {"deal": deal, "drawing": 1}}));
}

/// The cover, in such a token.
fn pay_in(world: &World, token: &ScriptedContract, number: u64) {
    let deal = deal(world, number);
    let hook = to_json_binary(&json!({"fund": {"deal": number}})).expect("a hook is JSON");
    let msg = json!({"receive": {"sender": deal.applicant, "amount": deal.cover, "msg": hook}});
    let paid = token.execute(world, world.contract(WEST, Code::Escrow), msg.to_string().into());
    paid.expect("the escrow takes the cover");
}
