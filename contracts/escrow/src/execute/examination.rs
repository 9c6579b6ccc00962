//! Examination: accept, refuse, waive.

use isthmus_api::escrow::events::{Refused, Waived};
use isthmus_api::escrow::{Disposition, ExecuteKind, Finding};
use isthmus_kit::Ctx;

use super::act::{act, Acted};
use crate::error::Outcome;
use crate::model::drawing::Drawing;
use crate::model::examination::Notice;
use crate::model::terms;
use crate::model::text::name_of;
use crate::state;

/// The issuer accepts and pays.
pub fn accept(ctx: &mut Ctx, deal: u64, number: u64) -> Outcome {
    act(ctx, deal, ExecuteKind::Accept, |ctx, deal, _| {
        let drawing = state::load_drawing(ctx.deps.storage, deal.id, number)?;
        Ok(Acted::new(deal.accept(number, &drawing, ctx.now())?))
    })
}

/// The issuer gives its notice of refusal.
pub fn refuse(
    ctx: &mut Ctx,
    deal: u64,
    number: u64,
    findings: Vec<Finding>,
    disposition: Disposition,
) -> Outcome {
    act(ctx, deal, ExecuteKind::Refuse, |ctx, deal, _| {
        let now = ctx.now();
        terms::check_findings(&findings)?;
        let mut drawing = state::load_drawing(ctx.deps.storage, deal.id, number)?;
        let terms = state::load_terms(ctx.deps.storage, deal.id)?;
        let calendar = state::load_calendar(ctx.deps.storage, terms.calendar, &[now])?;
        let notice = Notice { findings, disposition };
        let steps = deal.refuse(number, &mut drawing, notice, &calendar, now)?;
        state::save_drawing(ctx.deps.storage, deal.id, number, &drawing)?;
        let event = Refused {
            deal: deal.id,
            drawing: number,
            actor: ctx.by(),
            discrepancies: count_open(&drawing),
            disposition: name_of(disposition),
            due_at: deal.slot(number)?.due_at,
        };
        Ok(Acted::with_event(steps, event))
    })
}

/// The applicant waives discrepancies.
pub fn waive(ctx: &mut Ctx, deal: u64, number: u64, numbers: Option<Vec<u32>>) -> Outcome {
    act(ctx, deal, ExecuteKind::Waive, |ctx, deal, _| {
        let mut drawing = state::load_drawing(ctx.deps.storage, deal.id, number)?;
        let waived = deal.waive(number, &mut drawing, numbers, ctx.now())?;
        state::save_drawing(ctx.deps.storage, deal.id, number, &drawing)?;
        let numbers: Vec<String> = waived.numbers.iter().map(ToString::to_string).collect();
        let event = Waived {
            deal: deal.id,
            drawing: number,
            actor: ctx.by(),
            discrepancies: numbers.join(","),
            open: count_open(&drawing),
        };
        Ok(Acted::with_event(waived.steps, event))
    })
}

fn count_open(drawing: &Drawing) -> u32 {
    u32::try_from(drawing.open_discrepancies().len()).unwrap_or(u32::MAX)
}
