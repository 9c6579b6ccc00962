//! The discrepancies that need no banker: dates, amounts, documents missing or used twice. Everything
//! else about a document (UCP 600 art. 14a, 14d) is for the issuer to see.

use std::collections::BTreeSet;

use cosmwasm_std::{Addr, Uint128};
use isthmus_api::escrow::{Discrepancy, DiscrepancyCode, Finding, Terms};

use super::calendar::Calendar;
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

#[cfg(test)]
#[allow(clippy::arithmetic_side_effects, clippy::indexing_slicing, clippy::as_conversions)]
mod tests {
    use super::*;
    use crate::model::calendar::Rules;
    use crate::model::date::parse_date;
    use crate::model::holidays::Holidays;
    use crate::model::terms::{normalize, tests::example};
    use cosmwasm_std::HexBinary;
    use isthmus_api::escrow::Document;
    use isthmus_api::escrow::Weekday::{Saturday, Sunday};
    use proptest::prelude::*;

    fn at(date: &str) -> u64 {
        u64::from(parse_date(date).unwrap()) * 86_400 + 43_200
    }

    fn terms() -> Terms {
        let mut terms = example();
        terms.latest_shipment_at = at("2026-03-07");
        terms.expires_at = at("2026-04-30");
        terms.consent_by = at("2026-01-02");
        terms.fund_by = at("2026-01-03");
        normalize(terms, at("2026-01-01")).unwrap()
    }

    fn calendar() -> Calendar {
        Calendar {
            rules: Rules::new("test", 0, &[Saturday, Sunday]).unwrap(),
            holidays: Holidays::default(),
        }
    }

    fn context() -> ExaminationContext {
        ExaminationContext {
            terms: terms(),
            calendar: calendar(),
            used: BTreeSet::from([vec![9; 32]]),
            presenter: Addr::unchecked("exporter"),
            now: at("2026-03-20"),
        }
    }

    fn document(kind: &str, seed: u8) -> Document {
        Document { kind: kind.into(), hash: HexBinary::from(vec![seed; 32]) }
    }

    fn drawing(documents: &[Document]) -> Drawing {
        Drawing {
            presenter: Addr::unchecked("exporter"),
            amount: Uint128::new(100_000),
            shipped_at: at("2026-03-07"),
            presented_at: at("2026-03-20"),
            presentations: 1,
            exam_due_at: None,
            refused_at: None,
            disposition: None,
            documents: documents.to_vec(),
            discrepancies: vec![],
        }
    }

    type Codes = Vec<(DiscrepancyCode, Option<String>)>;

    fn codes(change: impl FnOnce(&mut Drawing, &mut ExaminationContext)) -> Codes {
        let documents = [document("commercial_invoice", 1), document("bill_of_lading", 2)];
        codes_of(&documents, change)
    }

    fn codes_of(
        documents: &[Document],
        change: impl FnOnce(&mut Drawing, &mut ExaminationContext),
    ) -> Codes {
        let (mut drawing, mut context) = (drawing(documents), context());
        change(&mut drawing, &mut context);
        let found = find_discrepancies(&drawing, Uint128::new(105_000), &context);
        found.into_iter().map(|found| (found.code, found.document)).collect()
    }

    #[test]
    fn a_complying_presentation_has_none() {
        assert_eq!(codes(|_, _| {}), vec![]);
    }

    #[test]
    fn shipment_is_late_from_the_next_day_on_and_never_rolls() {
        // 7 March 2026 is a Saturday: it does not roll to Monday (art. 29c).
        let late = vec![(DiscrepancyCode::LateShipment, None)];
        assert_eq!(codes(|drawing, _| drawing.shipped_at = at("2026-03-08")), late);
        assert_eq!(codes(|drawing, _| drawing.shipped_at += 43_199), vec![]);
    }

    #[test]
    fn presentation_is_late_after_the_period_rolled_to_a_banking_day() {
        // 7 March + 21 days is Saturday 28 March; it rolls to Monday 30 March (art. 29a).
        let due = calendar().rules.end_of(parse_date("2026-03-30").unwrap());
        let late = vec![(DiscrepancyCode::LatePresentation, None)];
        assert_eq!(last_presentation_at(&terms(), &calendar(), at("2026-03-07")), due);
        assert_eq!(codes(|_, context| context.now = due), vec![]);
        assert_eq!(codes(|_, context| context.now = due + 1), late);
    }

    #[test]
    fn amounts_have_both_limits() {
        let (over, under) = (DiscrepancyCode::Overdrawn, DiscrepancyCode::Underdrawn);
        let draw = |amount: u128, partial: bool| {
            codes(|drawing, context| {
                context.terms.partial_drawings = Some(partial);
                drawing.amount = amount.into();
            })
        };
        assert_eq!(draw(105_000, false), vec![]);
        assert_eq!(draw(105_001, false), vec![(over, None)]);
        assert_eq!(draw(95_000, false), vec![]);
        assert_eq!(draw(94_999, false), vec![(under, None)]);
        assert_eq!(draw(1, true), vec![]);
    }

    #[test]
    fn documents_are_missing_or_double() {
        let kind = |kind: &str| Some(kind.to_string());
        let documents = [document("bill_of_lading", 1), document("packing_list", 1)];
        assert_eq!(
            codes_of(&documents, |_, _| {}),
            vec![
                (DiscrepancyCode::MissingDocument, kind("commercial_invoice")),
                (DiscrepancyCode::DuplicateDocument, kind("packing_list")),
            ]
        );
        let documents = [document("bill_of_lading", 9), document("commercial_invoice", 1)];
        assert_eq!(
            codes_of(&documents, |_, _| {}),
            vec![(DiscrepancyCode::DuplicateDocument, kind("bill_of_lading"))]
        );
    }

    #[test]
    fn goods_cannot_be_shipped_after_the_presentation() {
        let found = codes(|_, context| context.now = at("2026-03-06"));
        assert_eq!(found, vec![(DiscrepancyCode::ShipmentAfterPresentation, None)]);
    }

    #[test]
    fn findings_are_numbered_on() {
        let mut list = Vec::new();
        let finding = |text: &str| Finding { document: None, text: text.into() };
        add_findings(&mut list, vec![finding("a")]);
        add_findings(&mut list, vec![finding("b"), finding("c")]);
        assert_eq!(list.iter().map(|d| d.id).collect::<Vec<_>>(), vec![1, 2, 3]);
    }

    proptest! {
        #[test]
        fn numbers_are_consecutive_and_nothing_is_late_within_both_limits(
            shipped in 0u64..80, presented in 0u64..120, amount in 1u128..200_000,
        ) {
            let start = at("2026-02-01");
            let (mut drawing, mut context) = (drawing(&[]), context());
            context.used.clear();
            context.now = start + presented * 86_400;
            drawing.shipped_at = start + shipped * 86_400;
            drawing.amount = amount.into();
            let found = find_discrepancies(&drawing, 105_000u128.into(), &context);
            for (index, discrepancy) in found.iter().enumerate() {
                prop_assert_eq!(discrepancy.id as usize, index + 1);
            }
            let has = |code| found.iter().any(|d| d.code == code);
            prop_assert_eq!(has(DiscrepancyCode::Overdrawn), amount > 105_000);
            // Feb 1 + 34 days is March 7.
            prop_assert_eq!(has(DiscrepancyCode::LateShipment), shipped > 34);
            prop_assert_eq!(has(DiscrepancyCode::ShipmentAfterPresentation), shipped > presented);
            if presented <= shipped + 21 {
                prop_assert!(!has(DiscrepancyCode::LatePresentation));
            }
            if presented > shipped + 21 + 3 {
                prop_assert!(has(DiscrepancyCode::LatePresentation));
            }
        }
    }
}
