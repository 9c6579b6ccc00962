//! A sight letter of credit (UCP 600): agreed, funded, presented at once or in parts, refused for one
//! discrepancy and waived if there is any, accepted, paid, and the money arrives in the beneficiary's
//! region.

use super::agreement::{agree, calendar, deal_of, fund, Draft};
use super::stage::{Deal, Stage};
use crate::report::{Paper, ResultCode};
use crate::scenario::{Credit, Discrepancy, Document};
use anyhow::{ensure, Context, Result};
use cosmwasm_std::Uint128;
use isthmus_api::escrow::{
    self, events, DealStatus, Disposition, DrawingResponse, DrawingStatus, ExecuteMsg, Finding,
    LedgerResponse, Outcome, Presentation, QueryMsg,
};
use isthmus_regions::{Code, Parameter, Side};
use isthmus_terminal::counted;

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

/// The documents' hashes are presented, by the beneficiary or by its bank.
pub(super) fn present(
    stage: &mut Stage<'_>,
    credit: &Credit,
    deal: Deal,
    amount: Uint128,
    papers: &[Document],
) -> Result<u64> {
    let papers_counted = counted(papers.len(), "document", "documents");
    let what = format!("presents {papers_counted} by their hashes");
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
