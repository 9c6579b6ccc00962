//! A sight letter of credit (UCP 600): agreed, funded, presented, refused for one discrepancy,
//! waived, accepted, paid, and the money arrives in the beneficiary's region.

use super::stage::Stage;
use crate::report::ResultCode;
use crate::scenario::{show_day, Calendar, Credit, Document as Paper};
use anyhow::{ensure, Context, Result};
use cosmwasm_std::{to_json_binary, HexBinary, Uint128};
use isthmus_api::escrow::{
    events, DealResponse, DealStatus, DealTermsResponse, Disposition, Document, DrawingResponse,
    DrawingStatus, ExecuteMsg, Finding, Outcome, Presentation, QueryMsg, RequiredDocument, Terms,
    TokenHook, TERMS_TAG,
};
use isthmus_api::stablecoin;
use isthmus_api::types::{Asset, Payout};
use isthmus_regions::{Code, Parameter, Side};
use sha2::{Digest, Sha256};

/// What differs between the deals of a case.
pub(super) struct Draft {
    pub amount: Uint128,
    pub tolerance_bps: u16,
    pub latest_shipment_at: u64,
    pub expires_at: u64,
    pub agree_by: u64,
    pub calendar: u64,
    pub reference: String,
}

/// The case's own credit.
pub(super) fn tell(stage: &mut Stage<'_>) -> Result<()> {
    let Some(credit) = &stage.case.credit else {
        return Ok(());
    };
    stage.phase("letter of credit");
    let side = stage.party(&credit.applicant).side;
    let calendar = calendar(stage, side, &credit.reference, &credit.calendar)?;
    let latest_shipment_at = stage.shift.end_of(credit.latest_shipment);
    let draft = Draft {
        amount: credit.amount,
        tolerance_bps: credit.tolerance_bps,
        latest_shipment_at,
        expires_at: stage.shift.end_of(credit.expiry),
        agree_by: latest_shipment_at,
        calendar,
        reference: credit.reference.clone(),
    };
    let deal = agree(stage, credit, side, draft)?;
    fund(stage, credit, side, deal)?;
    present(stage, credit, side, deal, credit.drawn, &credit.documents)?;
    refuse_waive_accept(stage, credit, side, deal)?;
    arrive(stage, credit, credit.drawn, "is paid")
}

/// The bank's calendar, with its holidays moved like every other date.
pub(super) fn calendar(
    stage: &mut Stage<'_>,
    side: Side,
    name: &str,
    calendar: &Calendar,
) -> Result<u64> {
    let holidays: Vec<String> =
        calendar.holidays.iter().map(|day| show_day(stage.shift.day(*day))).collect();
    stage.begin(side.name(), "calendar-keeper", "publishes the bank's calendar");
    let msg = ExecuteMsg::CreateCalendar {
        name: name.chars().filter(|c| !matches!(c, '"' | '\\')).take(32).collect(),
        utc_offset_minutes: calendar.utc_offset_minutes,
        weekend: calendar.weekend.clone(),
        holidays,
    };
    let created: events::CalendarCreated = stage
        .send(side, "calendar-keeper", Code::Escrow, &msg)?
        .first()
        .context("a calendar was created and not told")?;
    let told = ResultCode::CalendarCreated.with("calendar", created.calendar);
    stage.end(told.with("days_off", calendar.weekend.len()).with("holidays", created.holidays));
    Ok(created.calendar)
}

/// Proposed by the applicant, consented by bank and beneficiary, each to the hash of the terms.
pub(super) fn agree(
    stage: &mut Stage<'_>,
    credit: &Credit,
    side: Side,
    draft: Draft,
) -> Result<u64> {
    let beneficiary = stage.party(&credit.beneficiary);
    stage.begin(
        side.name(),
        &credit.applicant,
        format!("applies for the credit {}", draft.reference),
    );
    stage.amount(draft.amount);
    let payout = if beneficiary.side == side {
        Payout::Local { address: stage.home(beneficiary)? }
    } else {
        Payout::Remote {
            region: beneficiary.side.name().to_string(),
            receiver: stage.home(beneficiary)?,
        }
    };
    let required = credit
        .documents
        .iter()
        .map(|document| RequiredDocument { kind: document.kind.clone(), details: None });
    let terms = Terms {
        applicant: stage.address(side, &credit.applicant)?,
        issuer: stage.address(side, &credit.issuing_bank)?,
        beneficiary: stage.address(side, &credit.beneficiary)?,
        payout,
        advising: None,
        asset: Asset::Cw20(stage.deployment.at(side).stablecoin.clone()),
        amount: draft.amount,
        tolerance_bps: draft.tolerance_bps,
        partial_drawings: Some(false),
        documents: required.collect(),
        latest_shipment_at: draft.latest_shipment_at,
        expires_at: draft.expires_at,
        presentation_period_days: Some(credit.presentation_days),
        calendar: draft.calendar,
        consent_by: draft.agree_by,
        fund_by: draft.agree_by,
        reference: Some(draft.reference),
        text_hash: None,
    };
    let proposed: events::Proposed = stage
        .send(side, &credit.applicant, Code::Escrow, &ExecuteMsg::Propose { terms })?
        .first()
        .context("a deal was proposed and not told")?;
    let deal = proposed.deal;
    stage.deals.push((side, deal));
    let told = ResultCode::Proposed.with("deal", deal);
    stage.end(told.with("expires_at", Parameter::Instant(proposed.expires_at)));
    for party in [&credit.issuing_bank, &credit.beneficiary] {
        stage.begin(side.name(), party, "checks the terms' hash and consents");
        let terms_hash = terms_hash(stage, side, deal)?;
        let told = ResultCode::Consented.with("terms_hash", terms_hash.clone());
        let msg = ExecuteMsg::Consent { deal, terms_hash };
        let consented: Option<events::Consented> =
            stage.send(side, party, Code::Escrow, &msg)?.first();
        let status = consented.map(|event| event.status).unwrap_or_default();
        stage.end(told.with("status", status));
    }
    Ok(deal)
}

/// What a careful party does: it hashes the stored bytes itself and compares.
fn terms_hash(stage: &Stage<'_>, side: Side, deal: u64) -> Result<HexBinary> {
    let answer: DealTermsResponse = stage.ask(side, Code::Escrow, &QueryMsg::DealTerms { deal })?;
    let contract = &stage.deployment.at(side).escrow;
    let chain = stage.pair.region(side).chain_id();
    let head = format!("{TERMS_TAG}\n{chain}\n{contract}\n{deal}\n");
    let hash: [u8; 32] =
        Sha256::new().chain_update(head).chain_update(&answer.bytes).finalize().into();
    ensure!(
        hash == answer.hash.as_slice(),
        "deal {deal}: the hash of the terms is not that of the stored bytes"
    );
    Ok(answer.hash)
}

/// The applicant covers the credit in full, tolerance included.
pub(super) fn fund(stage: &mut Stage<'_>, credit: &Credit, side: Side, deal: u64) -> Result<()> {
    stage.begin(side.name(), &credit.applicant, "funds the credit in full");
    let cover = deal_of(stage, side, deal)?.cover;
    stage.amount(cover);
    let msg = stablecoin::ExecuteMsg::Send {
        contract: stage.deployment.at(side).escrow.clone(),
        amount: cover,
        msg: to_json_binary(&TokenHook::Fund { deal })?,
    };
    stage.send(side, &credit.applicant, Code::Stablecoin, &msg)?;
    let status: &str = deal_of(stage, side, deal)?.status.into();
    stage.end(ResultCode::Funded.with("deal", deal).with("status", status));
    Ok(())
}

/// The beneficiary presents the documents' hashes.
pub(super) fn present(
    stage: &mut Stage<'_>,
    credit: &Credit,
    side: Side,
    deal: u64,
    amount: Uint128,
    papers: &[Paper],
) -> Result<u64> {
    let what = format!("presents {} documents by their hashes", papers.len());
    stage.begin(side.name(), &credit.beneficiary, what);
    stage.amount(amount);
    let documents =
        papers.iter().map(|paper| Document { kind: paper.kind.clone(), hash: paper.hash.clone() });
    let presentation = Presentation {
        amount,
        shipped_at: stage.shift.start_of(credit.shipped_on),
        documents: documents.collect(),
    };
    let msg = ExecuteMsg::Present { deal, presentation, complete: None };
    let presented: events::Presented = stage
        .send(side, &credit.beneficiary, Code::Escrow, &msg)?
        .first()
        .context("documents were presented and not told")?;
    ensure!(
        presented.discrepancies.is_empty(),
        "the contract found discrepancies of its own: {}",
        presented.discrepancies
    );
    let due = presented.exam_due_at.unwrap_or_default();
    stage.end(ResultCode::Presented.with("exam_due_at", Parameter::Instant(due)));
    Ok(due)
}

fn refuse_waive_accept(
    stage: &mut Stage<'_>,
    credit: &Credit,
    side: Side,
    deal: u64,
) -> Result<()> {
    let drawing = 1;
    stage.begin(
        side.name(),
        &credit.issuing_bank,
        format!("refuses: {}", credit.discrepancy_reason),
    );
    let finding = Finding {
        document: Some(credit.discrepancy_document.clone()),
        text: credit.discrepancy_reason.clone(),
    };
    let msg = ExecuteMsg::Refuse {
        deal,
        drawing,
        discrepancies: vec![finding],
        disposition: Disposition::AwaitWaiver,
    };
    stage.send(side, &credit.issuing_bank, Code::Escrow, &msg)?;
    let found = drawing_of(stage, side, deal, drawing)?;
    ensure!(
        found.status == DrawingStatus::Discrepant && found.discrepancies.len() == 1,
        "one discrepancy was stated, the drawing shows {:?}",
        found.discrepancies
    );
    let told = ResultCode::Discrepant.with("discrepancies", found.discrepancies.len());
    stage.end(told.with("document", credit.discrepancy_document.as_str()));

    stage.begin(side.name(), &credit.applicant, "waives the discrepancy");
    let msg = ExecuteMsg::Waive { deal, drawing, discrepancies: None };
    let waived: Option<events::Waived> =
        stage.send(side, &credit.applicant, Code::Escrow, &msg)?.first();
    stage.end(ResultCode::Waived.with("open", waived.map_or(0, |event| event.open)));

    stage.begin(side.name(), &credit.issuing_bank, "accepts and pays at sight");
    stage.amount(credit.drawn);
    let msg = ExecuteMsg::Accept { deal, drawing };
    stage.send(side, &credit.issuing_bank, Code::Escrow, &msg)?;
    closed(stage, side, deal, Outcome::Settled)?;
    let left = credit_left(stage, side, deal)?;
    let code = if left.is_zero() { ResultCode::Settled } else { ResultCode::SettledWithRest };
    stage.end(code.with("deal", deal).with("rest", left).with("party", credit.applicant.as_str()));
    Ok(())
}

/// The money is with the beneficiary at home.
pub(super) fn arrive(
    stage: &mut Stage<'_>,
    credit: &Credit,
    amount: Uint128,
    what: &str,
) -> Result<()> {
    let beneficiary = stage.party(&credit.beneficiary);
    let side = stage.party(&credit.applicant).side;
    let region = if beneficiary.side == side {
        side.name().to_string()
    } else {
        super::stage::across(side, beneficiary.side)
    };
    stage.begin(region, &credit.beneficiary, format!("{what} in the {}", beneficiary.side.name()));
    stage.amount(amount);
    stage.settle()?;
    stage.owes_less(&credit.applicant, amount)?;
    stage.owes_more(&credit.beneficiary, amount);
    stage.check_balance(&credit.applicant)?;
    stage.check_balance(&credit.beneficiary)?;
    stage.end(stage.with_balance(ResultCode::Balance, beneficiary)?);
    Ok(())
}

/// A deal as it is now.
pub(super) fn deal_of(stage: &Stage<'_>, side: Side, deal: u64) -> Result<DealResponse> {
    stage.ask(side, Code::Escrow, &QueryMsg::Deal { deal })
}

/// A drawing as it is now.
pub(super) fn drawing_of(
    stage: &Stage<'_>,
    side: Side,
    deal: u64,
    drawing: u64,
) -> Result<DrawingResponse> {
    stage.ask(side, Code::Escrow, &QueryMsg::Drawing { deal, drawing })
}

/// Fails unless the deal is over with this outcome.
pub(super) fn closed(stage: &Stage<'_>, side: Side, deal: u64, outcome: Outcome) -> Result<()> {
    let found = deal_of(stage, side, deal)?;
    ensure!(
        found.status == DealStatus::Closed && found.outcome == Some(outcome),
        "deal {deal} should be closed as {outcome:?}, it is {:?} {:?}",
        found.status,
        found.outcome
    );
    Ok(())
}

fn credit_left(stage: &Stage<'_>, side: Side, deal: u64) -> Result<Uint128> {
    let ledger: isthmus_api::escrow::LedgerResponse =
        stage.ask(side, Code::Escrow, &QueryMsg::Ledger { deal })?;
    Ok(ledger.refunded)
}
