//! A sight letter of credit (UCP 600): agreed, funded, presented at once or in parts, refused for one
//! discrepancy and waived if there is any, accepted, paid, and the money arrives in the beneficiary's
//! region.

use super::stage::{Deal, Stage};
use crate::report::{Paper, ResultCode};
use crate::scenario::{show_day, Calendar, Credit, Discrepancy, Document};
use anyhow::{ensure, Context, Result};
use cosmwasm_std::{coin, to_json_binary, HexBinary, Uint128};
use isthmus_api::escrow::{
    events, DealResponse, DealStatus, DealTermsResponse, Disposition, DrawingResponse,
    DrawingStatus, ExecuteMsg, Finding, LedgerResponse, Outcome, Presentation, QueryMsg,
    RequiredDocument, Terms, TokenHook, TERMS_TAG,
};
use isthmus_api::types::{Asset, Payout};
use isthmus_api::{escrow, stablecoin};
use isthmus_regions::{Code, Parameter, Side};
use sha2::{Digest, Sha256};

/// What differs between the deals of a scenario.
pub(super) struct Draft {
    pub amount: Uint128,
    pub tolerance_bps: u16,
    pub partial: bool,
    pub in_coin: bool,
    pub latest_shipment_at: u64,
    pub expires_at: u64,
    pub agree_by: u64,
    pub calendar: u64,
    pub reference: String,
}

/// The scenario's own credit.
pub(super) fn tell(stage: &mut Stage<'_>) -> Result<()> {
    let Some(credit) = &stage.case.credit else {
        return Ok(());
    };
    stage.phase("letter of credit");
    let side = stage.party(&credit.applicant).side;
    let name: String = format!("Bank {}", credit.reference).chars().take(32).collect();
    let calendar = calendar(stage, side, &name, &credit.calendar)?;
    let latest_shipment_at = stage.shift.end_of(credit.latest_shipment);
    let draft = Draft {
        amount: credit.amount,
        tolerance_bps: credit.tolerance_bps,
        partial: credit.partial,
        in_coin: credit.in_coin,
        latest_shipment_at,
        expires_at: stage.shift.end_of(credit.expiry),
        agree_by: latest_shipment_at,
        calendar,
        reference: credit.reference.clone(),
    };
    let deal = agree(stage, credit, side, draft)?;
    fund(stage, credit, deal)?;
    for (drawing, amount) in (1..).zip(credit.drawings.iter().copied()) {
        let papers = match drawing {
            1 => credit.documents.clone(),
            _ => resalted(stage, credit, format!("credit.drawings[{}]", drawing - 1)),
        };
        present(stage, credit, deal, amount, &papers)?;
        if let Some(found) = credit.discrepancy.as_ref().filter(|_| drawing == 1) {
            refuse_and_waive(stage, credit, deal, found)?;
        }
        accept(stage, credit, deal, drawing, amount)?;
    }
    Ok(())
}

/// The documents once more, under salts of their own: a deal takes a hash once, and nobody is to link
/// two of them.
pub(super) fn resalted(stage: &mut Stage<'_>, credit: &Credit, section: String) -> Vec<Document> {
    let papers: Vec<Document> =
        credit.documents.iter().map(|paper| paper.resalted(stage.fresh_bytes())).collect();
    stage.papers.extend(papers.iter().map(|paper| Paper::new(section.as_str(), paper)));
    papers
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
        name: name.to_string(),
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
) -> Result<Deal> {
    let beneficiary = stage.party(&credit.beneficiary);
    stage.begin(
        side.name(),
        &credit.applicant,
        format!("applies for the credit {}", draft.reference),
    );
    stage.amount_in(draft.in_coin, side, draft.amount);
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
    let advising = credit.advising_bank.as_deref();
    let asset = if draft.in_coin {
        Asset::Native(stage.pair.region(side).fee_denom().to_string())
    } else {
        Asset::Cw20(stage.deployment.at(side).stablecoin.clone())
    };
    let terms = Terms {
        applicant: stage.address(side, &credit.applicant)?,
        issuer: stage.address(side, &credit.issuing_bank)?,
        beneficiary: stage.address(side, &credit.beneficiary)?,
        payout,
        advising: advising.map(|bank| stage.address(side, bank)).transpose()?,
        asset,
        amount: draft.amount,
        tolerance_bps: draft.tolerance_bps,
        partial_drawings: Some(draft.partial),
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
    let deal = Deal { side, id: proposed.deal, in_coin: draft.in_coin };
    stage.deals.push(deal);
    let told = ResultCode::Proposed.with("deal", deal.id);
    stage.end(told.with("expires_at", Parameter::Instant(proposed.expires_at)));
    let banks_and_seller =
        [Some(credit.issuing_bank.as_str()), Some(&credit.beneficiary), advising];
    for party in banks_and_seller.into_iter().flatten() {
        stage.begin(side.name(), party, "checks the terms' hash and consents");
        let terms_hash = terms_hash(stage, deal)?;
        let told = ResultCode::Consented.with("terms_hash", terms_hash.clone());
        let msg = ExecuteMsg::Consent { deal: deal.id, terms_hash };
        let consented: Option<events::Consented> =
            stage.send(side, party, Code::Escrow, &msg)?.first();
        let status = consented.map(|event| event.status).unwrap_or_default();
        stage.end(told.with("status", status));
    }
    Ok(deal)
}

/// What a careful party does: it hashes the stored bytes itself and compares.
fn terms_hash(stage: &Stage<'_>, deal: Deal) -> Result<HexBinary> {
    let Deal { side, id: deal, .. } = deal;
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
pub(super) fn fund(stage: &mut Stage<'_>, credit: &Credit, deal: Deal) -> Result<()> {
    let Deal { side, id, in_coin } = deal;
    stage.begin(side.name(), &credit.applicant, "funds the credit in full");
    let cover = deal_of(stage, deal)?.cover;
    stage.amount_in(in_coin, side, cover);
    if in_coin {
        let coins = [coin(cover.u128(), stage.pair.region(side).fee_denom())];
        let msg = ExecuteMsg::Fund { deal: id };
        stage.send_with(side, &credit.applicant, Code::Escrow, &msg, &coins)?;
    } else {
        let msg = stablecoin::ExecuteMsg::Send {
            contract: stage.deployment.at(side).escrow.clone(),
            amount: cover,
            msg: to_json_binary(&TokenHook::Fund { deal: id })?,
        };
        stage.send(side, &credit.applicant, Code::Stablecoin, &msg)?;
    }
    let status: &str = deal_of(stage, deal)?.status.into();
    stage.end(ResultCode::Funded.with("deal", id).with("status", status));
    Ok(())
}

/// The documents' hashes are presented, by the beneficiary or by its bank.
pub(super) fn present(
    stage: &mut Stage<'_>,
    credit: &Credit,
    deal: Deal,
    amount: Uint128,
    papers: &[Document],
) -> Result<u64> {
    let what = format!("presents {} documents by their hashes", papers.len());
    stage.begin(deal.side.name(), credit.presenter(), what);
    stage.amount_in(deal.in_coin, deal.side, amount);
    let documents = papers
        .iter()
        .map(|paper| escrow::Document { kind: paper.kind.clone(), hash: paper.hash.clone() });
    let presentation = Presentation {
        amount,
        shipped_at: stage.shift.start_of(credit.shipped_on),
        documents: documents.collect(),
    };
    let msg = ExecuteMsg::Present { deal: deal.id, presentation, complete: None };
    let presented: events::Presented = stage
        .send(deal.side, credit.presenter(), Code::Escrow, &msg)?
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

/// The bank refuses the first drawing for one discrepancy, and the applicant waives it.
fn refuse_and_waive(
    stage: &mut Stage<'_>,
    credit: &Credit,
    deal: Deal,
    discrepancy: &Discrepancy,
) -> Result<()> {
    let (side, drawing) = (deal.side, 1);
    stage.begin(side.name(), &credit.issuing_bank, format!("refuses: {}", discrepancy.reason));
    let finding =
        Finding { document: Some(discrepancy.document.clone()), text: discrepancy.reason.clone() };
    let msg = ExecuteMsg::Refuse {
        deal: deal.id,
        drawing,
        discrepancies: vec![finding],
        disposition: Disposition::AwaitWaiver,
    };
    stage.send(side, &credit.issuing_bank, Code::Escrow, &msg)?;
    let query = QueryMsg::Drawing { deal: deal.id, drawing };
    let found: DrawingResponse = stage.ask(side, Code::Escrow, &query)?;
    ensure!(
        found.status == DrawingStatus::Discrepant && found.discrepancies.len() == 1,
        "one discrepancy was stated, the drawing shows {:?}",
        found.discrepancies
    );
    let told = ResultCode::Discrepant.with("discrepancies", found.discrepancies.len());
    stage.end(told.with("document", discrepancy.document.as_str()));

    stage.begin(side.name(), &credit.applicant, "waives the discrepancy");
    let msg = ExecuteMsg::Waive { deal: deal.id, drawing, discrepancies: None };
    let waived: Option<events::Waived> =
        stage.send(side, &credit.applicant, Code::Escrow, &msg)?.first();
    stage.end(ResultCode::Waived.with("open", waived.map_or(0, |event| event.open)));
    Ok(())
}

/// The bank pays a drawing, and the money arrives. The last one ends the deal.
fn accept(
    stage: &mut Stage<'_>,
    credit: &Credit,
    deal: Deal,
    drawing: u64,
    amount: Uint128,
) -> Result<()> {
    let side = deal.side;
    let coins_before = coins_of_seller(stage, credit, side)?;
    stage.begin(side.name(), &credit.issuing_bank, "accepts and pays at sight");
    stage.amount_in(deal.in_coin, side, amount);
    let msg = ExecuteMsg::Accept { deal: deal.id, drawing };
    stage.send(side, &credit.issuing_bank, Code::Escrow, &msg)?;
    let query = QueryMsg::Ledger { deal: deal.id };
    let ledger: LedgerResponse = stage.ask(side, Code::Escrow, &query)?;
    let told = if usize::try_from(drawing)? < credit.drawings.len() {
        ResultCode::PaidInPart.with("held", stage.money(deal, ledger.held))
    } else {
        closed(stage, deal, Outcome::Settled)?;
        let all = ledger.refunded.is_zero();
        let code = if all { ResultCode::Settled } else { ResultCode::SettledWithRest };
        let rest = stage.money(deal, ledger.refunded);
        code.with("rest", rest).with("party", credit.applicant.as_str())
    };
    stage.end(told.with("deal", deal.id));
    if !deal.in_coin {
        return arrive(stage, credit, amount, "is paid");
    }
    stage.begin(side.name(), &credit.beneficiary, format!("is paid in the {}", side.name()));
    stage.amount_in(true, side, amount);
    let coins = coins_of_seller(stage, credit, side)?;
    ensure!(
        coins == coins_before + amount,
        "{} had {coins_before} coins and has {coins}",
        credit.beneficiary
    );
    let told = ResultCode::CoinsPaid.with("party", credit.beneficiary.as_str());
    stage.end(told.with("coins", stage.money(deal, amount)));
    Ok(())
}

fn coins_of_seller(stage: &Stage<'_>, credit: &Credit, side: Side) -> Result<Uint128> {
    let seller = stage.address(side, &credit.beneficiary)?;
    let region = stage.pair.region(side);
    Ok(region.balance(&seller, region.fee_denom())?)
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
    stage.check_balance(&credit.beneficiary)?;
    stage.end(stage.with_balance(ResultCode::Balance, beneficiary)?);
    Ok(())
}

/// A deal as it is now.
pub(super) fn deal_of(stage: &Stage<'_>, deal: Deal) -> Result<DealResponse> {
    stage.ask(deal.side, Code::Escrow, &QueryMsg::Deal { deal: deal.id })
}

/// Fails unless the deal is over with this outcome.
pub(super) fn closed(stage: &Stage<'_>, deal: Deal, outcome: Outcome) -> Result<()> {
    let found = deal_of(stage, deal)?;
    ensure!(
        found.status == DealStatus::Closed && found.outcome == Some(outcome),
        "deal {} should be closed as {outcome:?}, it is {:?} {:?}",
        deal.id,
        found.status,
        found.outcome
    );
    Ok(())
}
