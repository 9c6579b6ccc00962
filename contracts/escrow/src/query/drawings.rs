//! Drawings and their discrepancies.

use cosmwasm_std::Deps;
use isthmus_api::escrow::{DiscrepanciesResponse, DrawingResponse, DrawingsResponse};
use isthmus_api::types::page;

use crate::model::deal::Deal;
use crate::{state, ContractError};

/// One drawing.
pub fn drawing(deps: Deps, deal: u64, drawing: u64) -> Result<DrawingResponse, ContractError> {
    load(deps, &state::load_deal(deps.storage, deal)?, drawing)
}

/// The drawings of a deal.
pub fn drawings(
    deps: Deps,
    deal: u64,
    start_after: Option<u64>,
    limit: Option<u32>,
) -> Result<DrawingsResponse, ContractError> {
    let deal = state::load_deal(deps.storage, deal)?;
    let numbers = deal.numbered().map(|(number, _)| number);
    let drawings = numbers
        .filter(|number| Some(*number) > start_after)
        .take(page(limit))
        .map(|number| load(deps, &deal, number))
        .collect::<Result<_, _>>()?;
    Ok(DrawingsResponse { drawings })
}

/// The discrepancies of a drawing.
pub fn discrepancies(
    deps: Deps,
    deal: u64,
    drawing: u64,
    start_after: Option<u32>,
    limit: Option<u32>,
) -> Result<DiscrepanciesResponse, ContractError> {
    let found = state::load_drawing(deps.storage, deal, drawing)?.discrepancies;
    let after = found.into_iter().filter(|discrepancy| Some(discrepancy.id) > start_after);
    Ok(DiscrepanciesResponse { discrepancies: after.take(page(limit)).collect() })
}

fn load(deps: Deps, deal: &Deal, number: u64) -> Result<DrawingResponse, ContractError> {
    let drawing = state::load_drawing(deps.storage, deal.id, number)?;
    let slot = deal.slot(number)?;
    Ok(DrawingResponse {
        deal: deal.id,
        drawing: number,
        status: slot.status,
        presenter: drawing.presenter,
        amount: drawing.amount,
        reserved: slot.reserved,
        shipped_at: drawing.shipped_at,
        presented_at: drawing.presented_at,
        complete: slot.complete,
        presentations: drawing.presentations,
        exam_due_at: drawing.exam_due_at,
        due_at: slot.crank_at(),
        refused_at: drawing.refused_at,
        disposition: drawing.disposition,
        documents: drawing.documents,
        discrepancies: drawing.discrepancies,
    })
}
