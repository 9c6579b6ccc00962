//! The discrepancies that need no banker: dates, amounts, documents missing or used twice. Everything
//! else about a document (UCP 600 art. 14a, 14d) is for the issuer to see.

use std::collections::BTreeSet;

use cosmwasm_std::Uint128;
use isthmus_api::escrow::{Discrepancy, DiscrepancyCode, Document, Finding, Terms};

use super::calendar::Calendar;
use super::terms::least_single_drawing;

/// What is examined.
pub struct Facts<'a> {
    /// The terms.
    pub terms: &'a Terms,
    /// The calendar of the place of presentation.
    pub calendar: &'a Calendar,
    /// When the presentation was complete.
    pub presented_at: u64,
    /// How much is drawn.
    pub amount: Uint128,
    /// Date of shipment.
    pub shipped_at: u64,
    /// The documents.
    pub documents: &'a [Document],
    /// What the credit has left for this drawing.
    pub available: Uint128,
    /// Hashes that another drawing of the deal uses.
    pub used: &'a BTreeSet<Vec<u8>>,
}

/// The last second within the presentation period: the end of the given number of days after the day
/// of shipment (UCP 600 art. 14c), rolled to a banking day (art. 29a).
pub fn last_presentation_at(terms: &Terms, calendar: &Calendar, shipped_at: u64) -> u64 {
    let days = terms.presentation_period_days.unwrap_or_default();
    let day = calendar.rules.day_of(shipped_at);
    let last = day.saturating_add(u32::from(days));
    calendar.roll(calendar.rules.end_of(last))
}

/// The automatic discrepancies, numbered from 1.
pub fn examine(facts: &Facts) -> Vec<Discrepancy> {
    use DiscrepancyCode as Code;
    let mut found: Vec<(Code, Option<&str>)> = Vec::new();
    let (terms, day_of) = (facts.terms, |at| facts.calendar.rules.day_of(at));
    // Art. 29c: the latest date for shipment is not extended.
    if day_of(facts.shipped_at) > day_of(terms.latest_shipment_at) {
        found.push((Code::LateShipment, None));
    }
    if day_of(facts.shipped_at) > day_of(facts.presented_at) {
        found.push((Code::ShipmentAfterPresentation, None));
    }
    if facts.presented_at > last_presentation_at(terms, facts.calendar, facts.shipped_at) {
        found.push((Code::LatePresentation, None));
    }
    if facts.amount > facts.available {
        found.push((Code::Overdrawn, None));
    }
    let least = least_single_drawing(terms.amount, terms.tolerance_bps);
    if terms.partial_drawings == Some(false) && facts.amount < least {
        found.push((Code::Underdrawn, None));
    }
    for required in &terms.documents {
        let mut presented = facts.documents.iter();
        if !presented.any(|document| document.kind == required.kind) {
            found.push((Code::MissingDocument, Some(&required.kind)));
        }
    }
    let mut seen = BTreeSet::new();
    for document in facts.documents {
        let hash = document.hash.as_slice();
        if !seen.insert(hash) || facts.used.contains(hash) {
            found.push((Code::DuplicateDocument, Some(&document.kind)));
        }
    }
    (1u32..)
        .zip(found)
        .map(|(id, (code, document))| Discrepancy {
            id,
            code,
            document: document.map(str::to_string),
            text: None,
            waived_at: None,
        })
        .collect()
}

/// Adds the examiner's findings to the list, numbered on.
pub fn state(discrepancies: &mut Vec<Discrepancy>, findings: Vec<Finding>) {
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
    use crate::model::calendar::{parse_date, Holidays, Rules};
    use crate::model::terms::{normalize, tests::example};
    use cosmwasm_std::HexBinary;
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

    fn document(kind: &str, seed: u8) -> Document {
        Document { kind: kind.into(), hash: HexBinary::from(vec![seed; 32]) }
    }

    fn codes(
        change: impl FnOnce(&mut Terms, &mut Facts),
    ) -> Vec<(DiscrepancyCode, Option<String>)> {
        let documents = [document("commercial_invoice", 1), document("bill_of_lading", 2)];
        codes_of(&documents, change)
    }

    fn codes_of(
        documents: &[Document],
        change: impl FnOnce(&mut Terms, &mut Facts),
    ) -> Vec<(DiscrepancyCode, Option<String>)> {
        let (calendar, used) = (calendar(), BTreeSet::from([vec![9; 32]]));
        let mut changed = terms();
        let fixed = terms();
        let mut facts = Facts {
            terms: &fixed,
            calendar: &calendar,
            presented_at: at("2026-03-20"),
            amount: Uint128::new(100_000),
            shipped_at: at("2026-03-07"),
            documents,
            available: Uint128::new(105_000),
            used: &used,
        };
        change(&mut changed, &mut facts);
        let facts = Facts { terms: &changed, ..facts };
        examine(&facts).into_iter().map(|found| (found.code, found.document)).collect()
    }

    #[test]
    fn a_complying_presentation_has_none() {
        assert_eq!(codes(|_, _| {}), vec![]);
    }

    #[test]
    fn shipment_is_late_from_the_next_day_on_and_never_rolls() {
        // 7 March 2026 is a Saturday: it does not roll to Monday (art. 29c).
        let late = vec![(DiscrepancyCode::LateShipment, None)];
        assert_eq!(codes(|_, facts| facts.shipped_at = at("2026-03-08")), late);
        assert_eq!(codes(|_, facts| facts.shipped_at += 43_199), vec![]);
    }

    #[test]
    fn presentation_is_late_after_the_period_rolled_to_a_banking_day() {
        // 7 March + 21 days is Saturday 28 March; it rolls to Monday 30 March (art. 29a).
        let due = calendar().rules.end_of(parse_date("2026-03-30").unwrap());
        let late = vec![(DiscrepancyCode::LatePresentation, None)];
        assert_eq!(last_presentation_at(&terms(), &calendar(), at("2026-03-07")), due);
        assert_eq!(codes(|_, facts| facts.presented_at = due), vec![]);
        assert_eq!(codes(|_, facts| facts.presented_at = due + 1), late);
    }

    #[test]
    fn amounts_have_both_limits() {
        let (over, under) = (DiscrepancyCode::Overdrawn, DiscrepancyCode::Underdrawn);
        let draw = |amount: u128, partial: bool| {
            codes(|terms, facts| {
                terms.partial_drawings = Some(partial);
                facts.amount = amount.into();
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
        let found = codes(|_, facts| facts.presented_at = at("2026-03-06"));
        assert_eq!(found, vec![(DiscrepancyCode::ShipmentAfterPresentation, None)]);
    }

    #[test]
    fn findings_are_numbered_on() {
        let mut list = Vec::new();
        let finding = |text: &str| Finding { document: None, text: text.into() };
        state(&mut list, vec![finding("a")]);
        state(&mut list, vec![finding("b"), finding("c")]);
        assert_eq!(list.iter().map(|d| d.id).collect::<Vec<_>>(), vec![1, 2, 3]);
    }

    proptest! {
        #[test]
        fn numbers_are_consecutive_and_nothing_is_late_within_both_limits(
            shipped in 0u64..80, presented in 0u64..120, amount in 1u128..200_000,
        ) {
            let start = at("2026-02-01");
            let (calendar, used, terms) = (calendar(), BTreeSet::new(), terms());
            let facts = Facts {
                terms: &terms, calendar: &calendar, used: &used, documents: &[],
                presented_at: start + presented * 86_400, shipped_at: start + shipped * 86_400,
                amount: amount.into(), available: 105_000u128.into(),
            };
            let found = examine(&facts);
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
