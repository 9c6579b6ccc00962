//! Documents are presented: in full, in parts, again.

use cosmwasm_std::Uint128;
use isthmus_api::escrow::{
    DealStatus, Document, DrawingStatus, Presentation, MAX_DRAWINGS, MAX_PRESENTATIONS,
};

use super::deal::{ensure_in_time, Deal};
use super::discrepancies::{find_discrepancies, ExaminationContext};
use super::drawing::{Drawing, Slot};
use super::examination::exam_due;
use super::step::Steps;
use crate::ContractError;

/// What came of a first presentation.
#[derive(Debug)]
pub struct Presented {
    /// The drawing's number.
    pub number: u64,
    /// Its contents.
    pub drawing: Drawing,
    /// What follows.
    pub steps: Steps,
}

/// What changes when a drawing is presented again.
#[derive(Clone, Debug, Default)]
pub struct Correction {
    /// Documents that replace those of their kind, or are added.
    pub documents: Vec<Document>,
    /// Another date of shipment.
    pub shipped_at: Option<u64>,
    /// Another amount.
    pub amount: Option<Uint128>,
}

impl Deal {
    /// Documents are presented for the first time; if they are not complete, no examination begins.
    pub fn present(
        &mut self,
        presentation: Presentation,
        complete: bool,
        context: &ExaminationContext,
    ) -> Result<Presented, ContractError> {
        let steps = self.advance_for_presentation(context.now)?;
        let available = self.free();
        if available.is_zero() {
            return Err(ContractError::NothingLeft {});
        }
        if self.drawings.len() >= MAX_DRAWINGS {
            return Err(ContractError::TooMany {
                what: "drawings",
                max: u64::try_from(MAX_DRAWINGS).unwrap_or(u64::MAX),
            });
        }
        if let Some(drawing) = self.first_alive().filter(|_| !self.partial) {
            return Err(ContractError::DrawingAlive { drawing });
        }
        let mut drawing = Drawing {
            presenter: context.presenter.clone(),
            amount: presentation.amount,
            shipped_at: presentation.shipped_at,
            presented_at: context.now,
            presentations: 1,
            exam_due_at: None,
            refused_at: None,
            disposition: None,
            documents: presentation.documents,
            discrepancies: Vec::new(),
        };
        let mut slot = Slot {
            status: DrawingStatus::Presented,
            complete,
            reserved: drawing.amount.min(available),
            due_at: self.expires_at,
        };
        if complete {
            begin_examination(&mut slot, &mut drawing, available, context);
        }
        self.cancels.clear();
        self.drawings.push(slot);
        let number = u64::try_from(self.drawings.len()).unwrap_or(u64::MAX);
        Ok(Presented { number, drawing, steps })
    }

    /// The last documents of an incomplete presentation.
    pub fn complete(
        &mut self,
        number: u64,
        drawing: &mut Drawing,
        documents: Vec<Document>,
        context: &ExaminationContext,
    ) -> Result<Steps, ContractError> {
        let steps = self.advance_for_presentation(context.now)?;
        let free = self.free();
        let slot = self.slot_mut(number)?;
        if slot.complete || slot.status != DrawingStatus::Presented {
            return Err(slot.wrong_state("an incomplete presentation"));
        }
        drawing.presenter = context.presenter.clone();
        drawing.add_documents(documents)?;
        begin_examination(slot, drawing, free.saturating_add(slot.reserved), context);
        Ok(steps)
    }

    /// A refused drawing is presented again, or the beneficiary takes over one that the advising bank
    /// began.
    pub fn represent(
        &mut self,
        number: u64,
        drawing: &mut Drawing,
        correction: Correction,
        context: &ExaminationContext,
    ) -> Result<Steps, ContractError> {
        let steps = self.advance_for_presentation(context.now)?;
        let free = self.free();
        // An advising bank presents for the beneficiary and must not be able to bar its way: the
        // beneficiary need not go on with what is incomplete, nor with papers nobody asked for.
        let taken_over =
            context.presenter == self.beneficiary && drawing.presenter != self.beneficiary;
        let slot = self.slot_mut(number)?;
        let begun = slot.status == DrawingStatus::Presented && !slot.complete;
        if slot.status != DrawingStatus::Discrepant && !(begun && taken_over) {
            return Err(slot.wrong_state("discrepant"));
        }
        if drawing.presentations >= MAX_PRESENTATIONS {
            return Err(ContractError::TooMany {
                what: "presentations of a drawing",
                max: u64::from(MAX_PRESENTATIONS),
            });
        }
        if taken_over {
            let required = |kind: &str| context.terms.documents.iter().any(|r| r.kind == kind);
            drawing.documents.retain(|document| required(&document.kind));
        }
        drawing.replace_documents(correction.documents)?;
        drawing.presenter = context.presenter.clone();
        drawing.amount = correction.amount.unwrap_or(drawing.amount);
        drawing.shipped_at = correction.shipped_at.unwrap_or(drawing.shipped_at);
        drawing.presentations = drawing.presentations.saturating_add(1);
        drawing.refused_at = None;
        drawing.disposition = None;
        slot.status = DrawingStatus::Presented;
        begin_examination(slot, drawing, free.saturating_add(slot.reserved), context);
        self.cancels.clear();
        Ok(steps)
    }

    /// Refuses a presentation after expiry (UCP 600 art. 6d, 29), then carries out what has come due.
    fn advance_for_presentation(&mut self, now: u64) -> Result<Steps, ContractError> {
        if matches!(self.status, DealStatus::Open | DealStatus::RunOff) {
            ensure_in_time("present documents", self.expires_at, now)?;
        }
        let steps = self.advance(now)?;
        self.ensure_status(&[DealStatus::Open], "open")?;
        Ok(steps)
    }
}

/// Reserves the amount, or what there is, looks at the documents and starts the clock (UCP 600 art.
/// 14b).
fn begin_examination(
    slot: &mut Slot,
    drawing: &mut Drawing,
    available: Uint128,
    context: &ExaminationContext,
) {
    drawing.presented_at = context.now;
    drawing.discrepancies = find_discrepancies(drawing, available, context);
    let due_at = exam_due(&context.calendar, context.now);
    drawing.exam_due_at = Some(due_at);
    slot.reserved = drawing.amount.min(available);
    slot.complete = true;
    slot.due_at = due_at;
}
