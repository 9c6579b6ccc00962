//! Documents: present, complete, represent.

use cosmwasm_std::Uint128;
use isthmus_api::escrow::events::Presented;
use isthmus_api::escrow::{Document, ExecuteKind, Presentation};
use isthmus_kit::Ctx;

use super::act::{act, Acted};
use crate::error::Outcome;
use crate::model::deal::Deal;
use crate::model::discrepancies::ExaminationContext;
use crate::model::drawing::Drawing;
use crate::model::presentation::Correction;
use crate::model::step::Steps;
use crate::model::terms;
use crate::{state, ContractError};

/// Documents are presented for the first time.
pub fn present(
    ctx: &mut Ctx,
    deal: u64,
    presentation: Presentation,
    complete: Option<bool>,
) -> Outcome {
    act(ctx, deal, ExecuteKind::Present, |ctx, deal, _| {
        terms::check_presentation(&presentation)?;
        let context = state::load_examination_context(
            ctx.deps.storage,
            deal,
            None,
            presentation.shipped_at,
            &presentation.documents,
            ctx.info.sender.clone(),
            ctx.now(),
        )?;
        let presented = deal.present(presentation, complete != Some(false), &context)?;
        save_presentation(ctx, deal, presented.number, &presented.drawing, &context)?;
        acted(deal, presented.number, &presented.drawing, presented.steps)
    })
}

/// The last documents of a presentation.
pub fn complete(ctx: &mut Ctx, deal: u64, number: u64, documents: Vec<Document>) -> Outcome {
    act(ctx, deal, ExecuteKind::Complete, |ctx, deal, _| {
        terms::check_documents(&documents)?;
        let mut drawing = state::load_drawing(ctx.deps.storage, deal.id, number)?;
        let context = load_context(ctx, deal, number, &drawing, drawing.shipped_at, &documents)?;
        let steps = deal.complete(number, &mut drawing, documents, &context)?;
        save_presentation(ctx, deal, number, &drawing, &context)?;
        acted(deal, number, &drawing, steps)
    })
}

/// A refused drawing is presented again.
pub fn represent(
    ctx: &mut Ctx,
    deal: u64,
    number: u64,
    documents: Vec<Document>,
    shipped_at: Option<u64>,
    amount: Option<Uint128>,
) -> Outcome {
    act(ctx, deal, ExecuteKind::Represent, |ctx, deal, _| {
        if let Some(amount) = amount {
            terms::check_amount(amount)?;
        }
        terms::check_documents(&documents)?;
        let mut drawing = state::load_drawing(ctx.deps.storage, deal.id, number)?;
        let shipped = shipped_at.unwrap_or(drawing.shipped_at);
        let context = load_context(ctx, deal, number, &drawing, shipped, &documents)?;
        let correction = Correction { documents, shipped_at, amount };
        let steps = deal.represent(number, &mut drawing, correction, &context)?;
        save_presentation(ctx, deal, number, &drawing, &context)?;
        acted(deal, number, &drawing, steps)
    })
}

/// What a drawing is examined by with documents added to its own.
fn load_context(
    ctx: &Ctx,
    deal: &Deal,
    number: u64,
    drawing: &Drawing,
    shipped_at: u64,
    documents: &[Document],
) -> Result<ExaminationContext, ContractError> {
    state::load_examination_context(
        ctx.deps.storage,
        deal,
        Some(number),
        shipped_at,
        documents.iter().chain(&drawing.documents),
        ctx.info.sender.clone(),
        ctx.now(),
    )
}

fn save_presentation(
    ctx: &mut Ctx,
    deal: &Deal,
    number: u64,
    drawing: &Drawing,
    context: &ExaminationContext,
) -> Result<(), ContractError> {
    state::save_presentation(ctx.deps.storage, deal.id, number, drawing, &context.used)?;
    Ok(())
}

fn acted(
    deal: &Deal,
    number: u64,
    drawing: &Drawing,
    steps: Steps,
) -> Result<Acted, ContractError> {
    let codes: Vec<&str> = drawing.discrepancies.iter().map(|found| found.code.into()).collect();
    let event = Presented {
        deal: deal.id,
        drawing: number,
        actor: drawing.presenter.to_string(),
        amount: drawing.amount,
        reserved: deal.slot(number)?.reserved,
        presentation: drawing.presentations,
        documents: u32::try_from(drawing.documents.len()).unwrap_or(u32::MAX),
        discrepancies: codes.join(","),
        exam_due_at: drawing.exam_due_at,
    };
    Ok(Acted::with_event(steps, event))
}
