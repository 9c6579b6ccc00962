//! The issuer's decision on a presentation, and the applicant's waiver (UCP 600 art. 14 to 16).

use std::collections::BTreeSet;

use isthmus_api::escrow::{Disposition, DrawingStatus, Finding, EXAM_BANKING_DAYS};
use isthmus_calendar::Calendar;

use super::deal::{ensure_in_time, Deal};
use super::discrepancies::add_findings;
use super::drawing::Drawing;
use super::step::Steps;
use crate::ContractError;

/// End of an examination: the fifth banking day following the presentation (UCP 600 art. 14b).
///
/// ```
/// use isthmus_api::types::Weekday::{Saturday, Sunday};
/// use isthmus_calendar::date::parse_date;
/// use isthmus_calendar::holidays::Holidays;
/// use isthmus_calendar::{Calendar, Rules};
/// use isthmus_escrow::model::examination::exam_due;
/// let rules = Rules::new("London", 0, &[Saturday, Sunday]).unwrap();
/// let calendar = Calendar { rules, holidays: Holidays::default() };
/// // Presented on a Friday: Monday is the first day, the next Friday the fifth.
/// let friday = calendar.rules.end_of(parse_date("2026-03-06").unwrap());
/// let due = exam_due(&calendar, friday);
/// assert_eq!(due, calendar.rules.end_of(parse_date("2026-03-13").unwrap()));
/// ```
pub fn exam_due(calendar: &Calendar, presented_at: u64) -> u64 {
    calendar.banking_days_after(presented_at, EXAM_BANKING_DAYS)
}

/// A notice of refusal (UCP 600 art. 16c).
#[derive(Clone, Debug)]
pub struct Notice {
    /// What the examiner found.
    pub findings: Vec<Finding>,
    /// What happens to the documents.
    pub disposition: Disposition,
}

/// What came of a waiver.
#[derive(Debug)]
pub struct Waived {
    /// The numbers waived, ascending.
    pub numbers: BTreeSet<u32>,
    /// What follows.
    pub steps: Steps,
}

impl Deal {
    /// The issuer accepts; at sight the drawing is paid at once.
    pub fn accept(
        &mut self,
        number: u64,
        drawing: &Drawing,
        now: u64,
    ) -> Result<Steps, ContractError> {
        let mut steps = self.advance_for_examination(number, "accept", now)?;
        if drawing.is_returned() {
            return Err(ContractError::DocumentsReturned {});
        }
        let open = drawing.open_discrepancies().len();
        if open > 0 {
            return Err(ContractError::DiscrepancyOpen { open });
        }
        self.pay(number, false, &mut steps)?;
        self.settle(&mut steps)?;
        Ok(steps)
    }

    /// The issuer gives its notice of refusal, once for each presentation.
    pub fn refuse(
        &mut self,
        number: u64,
        drawing: &mut Drawing,
        notice: Notice,
        calendar: &Calendar,
        now: u64,
    ) -> Result<Steps, ContractError> {
        let mut steps = self.advance_for_examination(number, "refuse", now)?;
        let expires_at = self.expires_at;
        let slot = self.slot_mut(number)?;
        if slot.status != DrawingStatus::Presented {
            return Err(slot.wrong_state("presented"));
        }
        if drawing.open_discrepancies().is_empty() && notice.findings.is_empty() {
            return Err(ContractError::EmptyNotice {});
        }
        add_findings(&mut drawing.discrepancies, notice.findings);
        drawing.refused_at = Some(now);
        drawing.disposition = Some(notice.disposition);
        slot.status = DrawingStatus::Discrepant;
        slot.due_at = if notice.disposition == Disposition::Return {
            expires_at
        } else {
            // Time for a waiver, though the credit may have expired meanwhile.
            expires_at.max(exam_due(calendar, now))
        };
        if now > slot.due_at {
            // Returned after expiry: nothing can happen to it any more.
            self.release(number, &mut steps)?;
            self.settle(&mut steps)?;
        }
        Ok(steps)
    }

    /// The applicant waives discrepancies by their numbers, or all that are open.
    pub fn waive(
        &mut self,
        number: u64,
        drawing: &mut Drawing,
        numbers: Option<Vec<u32>>,
        now: u64,
    ) -> Result<Waived, ContractError> {
        let steps = self.advance_for_examination(number, "waive", now)?;
        if drawing.is_returned() {
            return Err(ContractError::DocumentsReturned {});
        }
        let open = drawing.open_discrepancies();
        let chosen = numbers.map_or_else(|| open.clone(), BTreeSet::from_iter);
        let unknown = chosen.difference(&open).next().copied();
        if let Some(id) = unknown.or(chosen.is_empty().then_some(0)) {
            return Err(ContractError::NoDiscrepancy { id });
        }
        for discrepancy in &mut drawing.discrepancies {
            if chosen.contains(&discrepancy.id) {
                discrepancy.waived_at = Some(now);
            }
        }
        Ok(Waived { numbers: chosen, steps })
    }

    /// Refuses a drawing that is not before the issuer or whose time is over, then carries out what
    /// has come due.
    fn advance_for_examination(
        &mut self,
        number: u64,
        what: &'static str,
        now: u64,
    ) -> Result<Steps, ContractError> {
        let slot = self.slot(number)?;
        if !slot.is_alive() || !slot.complete {
            return Err(slot.wrong_state("completely presented or discrepant"));
        }
        ensure_in_time(what, slot.due_at, now)?;
        self.advance(now)
    }
}
