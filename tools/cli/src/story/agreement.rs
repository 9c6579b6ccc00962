//! How a letter of credit comes about: the bank's calendar, terms that are proposed and consented to, the
//! cover.

use super::stage::{Deal, Stage};
use crate::report::ResultCode;
use crate::scenario::{show_day, Calendar, Credit};
use anyhow::{ensure, Context, Result};
use cosmwasm_std::{coin, to_json_binary, HexBinary, Uint128};
use isthmus_api::escrow::{
    events, DealResponse, DealTermsResponse, ExecuteMsg, QueryMsg, RequiredDocument, Terms,
    TokenHook, TERMS_TAG,
};
use isthmus_api::stablecoin;
use isthmus_api::types::{Asset, Payout};
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

/// A deal as it is now.
pub(super) fn deal_of(stage: &Stage<'_>, deal: Deal) -> Result<DealResponse> {
    stage.ask(deal.side, Code::Escrow, &QueryMsg::Deal { deal: deal.id })
}
