//! A letter of credit, as the parties bring it from its terms to its documents: the cotton of
//! `scenarios/cotton-lc`. What is sent here is not measured.

use cosmwasm_std::{coins, to_json_binary, HexBinary};
use isthmus_api::escrow::events::Proposed;
use isthmus_api::escrow::{
    DealResponse, DealTermsResponse, Document, ExecuteMsg, Presentation, QueryMsg,
    RequiredDocument, Terms, TokenHook, Weekday,
};
use isthmus_api::stablecoin;
use isthmus_api::types::{Asset, Payout};
use isthmus_regions::{Code, Receipt, Side, View};
use isthmus_testkit::World;
use serde_json::json;

use crate::cases::stage::{address, pay, send};
use isthmus_testkit::scripted::ScriptedContract;

pub const DAY: u64 = 86_400;
pub const WEST: Side = Side::West;
/// 94,380.00 IUSD.
pub const AMOUNT: u128 = 94_380_000_000;
/// What the credit demands.
const KINDS: [&str; 5] = [
    "commercial_invoice",
    "bill_of_lading",
    "packing_list",
    "certificate_of_origin",
    "insurance_certificate",
];

/// A calendar, and a rich importer.
pub fn prepare(world: &World) {
    send(world, Code::Escrow, "keeper", &calendar());
    world.mint("importer", 1_000 * AMOUNT);
}

/// The bank's calendar.
pub fn calendar() -> ExecuteMsg {
    ExecuteMsg::CreateCalendar {
        name: "Porto".into(),
        utc_offset_minutes: 0,
        weekend: vec![Weekday::Saturday, Weekday::Sunday],
        holidays: ["2026-04-03", "2026-04-25", "2026-05-01"].map(String::from).to_vec(),
    }
}

pub fn here(world: &World, who: &str) -> Payout {
    Payout::Local { address: address(world, who) }
}

/// The credit: 94,380.00 against five documents, paid in the west.
pub fn terms(world: &World) -> Terms {
    let now = world.now();
    let required = |kind: &str| RequiredDocument {
        kind: kind.into(),
        details: (kind == "bill_of_lading").then(|| "full set, clean on board".into()),
    };
    Terms {
        applicant: world.address(WEST, "importer"),
        issuer: world.address(WEST, "bank"),
        beneficiary: world.address(WEST, "exporter"),
        payout: here(world, "exporter"),
        advising: None,
        asset: world.token(WEST),
        amount: AMOUNT.into(),
        tolerance_bps: 500,
        partial_drawings: Some(false),
        documents: KINDS.map(required).to_vec(),
        latest_shipment_at: now + 11 * DAY,
        expires_at: now + 32 * DAY,
        presentation_period_days: Some(21),
        calendar: 1,
        consent_by: now + 2 * DAY,
        fund_by: now + 4 * DAY,
        reference: Some("ATN-LC-2026-0117".into()),
        text_hash: None,
    }
}

/// Proposes and returns the deal's number.
pub fn propose(world: &World, terms: Terms) -> u64 {
    let applicant = terms.applicant.clone();
    let receipt = send(world, Code::Escrow, &applicant, &ExecuteMsg::Propose { terms });
    receipt.first::<Proposed>().expect("a deal was proposed").deal
}

/// The message by which a party consents.
pub fn consent(world: &World, deal: u64) -> ExecuteMsg {
    let terms: DealTermsResponse = world.ask(WEST, Code::Escrow, &QueryMsg::DealTerms { deal });
    ExecuteMsg::Consent { deal, terms_hash: terms.hash }
}

/// A deal as it is.
pub fn deal(world: &World, deal: u64) -> DealResponse {
    world.ask(WEST, Code::Escrow, &QueryMsg::Deal { deal })
}

/// Everybody who has not consented does.
pub fn agree(world: &World, number: u64) {
    let deal = deal(world, number);
    let consent = consent(world, number);
    let parties = [Some(deal.issuer), Some(deal.beneficiary), deal.advising];
    for party in parties.into_iter().flatten() {
        send(world, Code::Escrow, party.as_str(), &consent);
    }
}

/// Proposed and agreed.
pub fn agreed(world: &World, terms: Terms) -> u64 {
    let deal = propose(world, terms);
    agree(world, deal);
    deal
}

/// The cover, sent by the applicant in stablecoins.
pub fn fund(world: &World, number: u64) -> Receipt {
    let deal = deal(world, number);
    let msg = stablecoin::ExecuteMsg::Send {
        contract: world.contract(WEST, Code::Escrow).into(),
        amount: deal.cover,
        msg: to_json_binary(&TokenHook::Fund { deal: number }).expect("a hook is JSON"),
    };
    send(world, Code::Stablecoin, deal.applicant.as_str(), &msg)
}

/// Proposed, agreed and covered.
pub fn open(world: &World, terms: Terms) -> u64 {
    let coin = matches!(terms.asset, Asset::Native(_));
    let number = agreed(world, terms);
    if !coin {
        fund(world, number);
        return number;
    }
    let deal = deal(world, number);
    let cover = coins(deal.cover.u128(), world.pair.at(WEST).fee_denom());
    let msg = ExecuteMsg::Fund { deal: number };
    let funded = pay(world, Code::Escrow, deal.applicant.as_str(), &msg, &cover);
    funded.expect("the cover is right");
    number
}

fn sheets<'a>(kinds: impl Iterator<Item = &'a str>, number: u8) -> Vec<Document> {
    let sheet = |(kind, seed): (&str, u8)| Document {
        kind: kind.into(),
        hash: HexBinary::from([[seed; 31].as_slice(), &[number]].concat()),
    };
    kinds.zip(1..).map(sheet).collect()
}

/// The beneficiary is owed a credit in a token that pays in and never out.
pub fn credited(world: &World, token: &ScriptedContract, terms: Terms) {
    let asset = Asset::Cw20(token.address.clone());
    send(world, Code::Escrow, "owner", &ExecuteMsg::AllowAsset { asset: asset.clone() });
    let (issuer, beneficiary) = (terms.issuer.clone(), terms.beneficiary.clone());
    let kinds = terms.documents.iter().map(|required| required.kind.as_str());
    let presentation = Presentation {
        amount: terms.amount,
        shipped_at: world.now() - DAY,
        documents: sheets(kinds, 1),
    };
    let deal = agreed(world, Terms { asset, tolerance_bps: 0, ..terms });
    pay_in(world, token, deal);
    let present = ExecuteMsg::Present { deal, presentation, complete: None };
    send(world, Code::Escrow, &beneficiary, &present);
    send(world, Code::Escrow, &issuer, &ExecuteMsg::Accept { deal, drawing: 1 });
}

/// The cover, in such a token.
pub fn pay_in(world: &World, token: &ScriptedContract, number: u64) {
    let deal = deal(world, number);
    let hook = to_json_binary(&TokenHook::Fund { deal: number }).expect("a hook is JSON");
    let msg = json!({ "receive": { "sender": deal.applicant, "amount": deal.cover, "msg": hook } });
    let paid = token.execute(world, world.contract(WEST, Code::Escrow), msg.to_string().into());
    paid.expect("the escrow takes the cover");
}
