use isthmus_api::escrow::DiscrepancyCode;
use isthmus_calendar::date::parse_date;
use proptest::prelude::*;

use super::*;
use crate::model::discrepancies::{add_findings, find_discrepancies, last_presentation_at};

fn at(date: &str) -> u64 {
    u64::from(parse_date(date).unwrap()) * 86_400 + 43_200
}

fn terms() -> Terms {
    let mut terms = example();
    terms.latest_shipment_at = at("2026-03-07");
    terms.expires_at = at("2026-04-30");
    terms.consent_by = at("2026-01-02");
    terms.fund_by = at("2026-01-03");
    terms::normalize(terms, at("2026-01-01")).unwrap()
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
