//! The discrepancies that need no banker: dates, amounts, documents missing or used twice. Everything
//! else about a document (UCP 600 art. 14a, 14d) is for the issuer to see.

use std::collections::BTreeSet;

use cosmwasm_std::{Addr, Uint128};
use isthmus_api::escrow::{Discrepancy, DiscrepancyCode, Finding, Terms};
use isthmus_calendar::Calendar;

use super::drawing::Drawing;
use super::terms::least_single_drawing;

/// What a presentation is examined by, loaded before anything is decided.
#[derive(Clone, Debug)]
pub struct ExaminationContext {
    /// The terms.
    pub terms: Terms,
    /// The calendar of the place of presentation, known around [`instants_to_know`].
    pub calendar: Calendar,
    /// Hashes that other drawings of the deal use.
    pub used: BTreeSet<Vec<u8>>,
    /// Who presents.
    pub presenter: Addr,
    /// Now.
    pub now: u64,
}

/// The instants around which the calendar must be known: the examination begins at the first, the
/// presentation period ends within the day of the second.
pub fn instants_to_know(terms: &Terms, shipped_at: u64, now: u64) -> [u64; 2] {
    let days = u64::from(terms.presentation_period_days.unwrap_or_default());
    [now, shipped_at.saturating_add(days.saturating_mul(86_400))]
}

/// The last second within the presentation period: the end of the given number of days after the day
/// of shipment (UCP 600 art. 14c), rolled to a banking day (art. 29a).
pub fn last_presentation_at(terms: &Terms, calendar: &Calendar, shipped_at: u64) -> u64 {
    let days = terms.presentation_period_days.unwrap_or_default();
    let day = calendar.rules.day_of(shipped_at);
    let last = day.saturating_add(u32::from(days));
    calendar.roll(calendar.rules.end_of(last))
}

/// The automatic discrepancies of a drawing that is presented now, numbered from 1. `available` is what
/// the credit has left for it.
pub fn find_discrepancies(
    drawing: &Drawing,
    available: Uint128,
    context: &ExaminationContext,
) -> Vec<Discrepancy> {
    let dates = find_date_discrepancies(drawing, context).map(|code| (code, None));
    let amounts = find_amount_discrepancies(drawing, available, &context.terms);
    let found = dates.chain(amounts.map(|code| (code, None)));
    (1u32..)
        .zip(found.chain(find_document_discrepancies(drawing, context)))
        .map(|(id, (code, document))| Discrepancy {
            id,
            code,
            document,
            text: None,
            waived_at: None,
        })
        .collect()
}

fn find_date_discrepancies(
    drawing: &Drawing,
    context: &ExaminationContext,
) -> impl Iterator<Item = DiscrepancyCode> {
    let (terms, calendar) = (&context.terms, &context.calendar);
    let shipped_on = calendar.rules.day_of(drawing.shipped_at);
    let last = last_presentation_at(terms, calendar, drawing.shipped_at);
    // Art. 29c: the latest date for shipment is not extended.
    let late_shipment = shipped_on > calendar.rules.day_of(terms.latest_shipment_at);
    let shipment_after = shipped_on > calendar.rules.day_of(context.now);
    [
        late_shipment.then_some(DiscrepancyCode::LateShipment),
        shipment_after.then_some(DiscrepancyCode::ShipmentAfterPresentation),
        (context.now > last).then_some(DiscrepancyCode::LatePresentation),
    ]
    .into_iter()
    .flatten()
}

fn find_amount_discrepancies(
    drawing: &Drawing,
    available: Uint128,
    terms: &Terms,
) -> impl Iterator<Item = DiscrepancyCode> {
    let least = least_single_drawing(terms.amount, terms.tolerance_bps);
    let underdrawn = terms.partial_drawings == Some(false) && drawing.amount < least;
    [
        (drawing.amount > available).then_some(DiscrepancyCode::Overdrawn),
        underdrawn.then_some(DiscrepancyCode::Underdrawn),
    ]
    .into_iter()
    .flatten()
}

fn find_document_discrepancies(
    drawing: &Drawing,
    context: &ExaminationContext,
) -> Vec<(DiscrepancyCode, Option<String>)> {
    let mut found = Vec::new();
    for required in &context.terms.documents {
        if !drawing.documents.iter().any(|document| document.kind == required.kind) {
            found.push((DiscrepancyCode::MissingDocument, Some(required.kind.clone())));
        }
    }
    let mut seen = BTreeSet::new();
    for document in &drawing.documents {
        let hash = document.hash.as_slice();
        if !seen.insert(hash) || context.used.contains(hash) {
            found.push((DiscrepancyCode::DuplicateDocument, Some(document.kind.clone())));
        }
    }
    found
}

/// Adds the examiner's findings to the list, numbered on.
pub fn add_findings(discrepancies: &mut Vec<Discrepancy>, findings: Vec<Finding>) {
    let last = discrepancies.last().map_or(0, |last| last.id);
    let numbered = (last.saturating_add(1)..).zip(findings);
    discrepancies.extend(numbered.map(|(id, finding)| Discrepancy {
        id,
        code: DiscrepancyCode::Stated,
        document: finding.document,
        text: Some(finding.text),
        waived_at: None,
    }));
}
