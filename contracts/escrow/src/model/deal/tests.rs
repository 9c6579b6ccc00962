#![allow(clippy::arithmetic_side_effects, clippy::indexing_slicing, clippy::as_conversions)]

use super::*;
use crate::model::calendar::{Holidays, Rules};
use crate::model::terms::{self, tests::example};
use cosmwasm_std::HexBinary;
use isthmus_api::escrow::DiscrepancyCode;
use isthmus_api::escrow::Weekday::{Saturday, Sunday};
use proptest::prelude::*;

const DAY: u64 = 86_400;
/// A Monday at noon.
const START: u64 = 1_772_452_800;

/// A deal with everything around it, driven by verbs.
#[derive(Clone)]
struct Play {
    deal: Deal,
    terms: Terms,
    calendar: Calendar,
    drawings: Vec<Drawing>,
    notices: Vec<u32>,
    now: u64,
}

impl Play {
    fn new(partial: bool, tolerance_bps: u16) -> Self {
        let mut terms = example();
        terms.partial_drawings = Some(partial);
        terms.tolerance_bps = tolerance_bps;
        terms.consent_by = START + 2 * DAY;
        terms.fund_by = START + 4 * DAY;
        terms.latest_shipment_at = START + 20 * DAY;
        terms.expires_at = START + 40 * DAY;
        let terms = terms::normalize(terms, START).unwrap();
        let deal = Deal {
            id: 1,
            status: DealStatus::Proposed,
            outcome: None,
            applicant: Addr::unchecked("importer"),
            issuer: Addr::unchecked("bank"),
            beneficiary: Addr::unchecked("exporter"),
            advising: None,
            proposer: Party::Applicant,
            proposed_at: START,
            consents: vec![],
            cancels: vec![],
            asset: Denom::Native("uwest".into()),
            amount: terms.amount,
            cover: terms::cover(terms.amount, tolerance_bps),
            partial,
            funder: None,
            payout: terms.payout.clone(),
            applicant_payout: None,
            issuer_payout: None,
            consent_by: terms.consent_by,
            fund_by: terms.fund_by,
            expires_at: terms.expires_at,
            ledger: Ledger::default(),
            drawings: vec![],
        };
        let calendar = Calendar {
            rules: Rules::new("test", 0, &[Saturday, Sunday]).unwrap(),
            holidays: Holidays::default(),
        };
        Self { deal, terms, calendar, drawings: vec![], notices: vec![], now: START }
    }

    fn open(partial: bool, tolerance_bps: u16) -> Self {
        let mut play = Self::new(partial, tolerance_bps);
        for party in [Party::Applicant, Party::Issuer, Party::Beneficiary] {
            play.deal.consent(party, START).unwrap();
        }
        let cover = play.deal.cover;
        play.deal.fund(Party::Applicant, cover, START).unwrap();
        play
    }

    fn documents(&self, count: usize) -> Vec<Document> {
        let kinds = ["commercial_invoice", "bill_of_lading"];
        let documents = kinds.iter().take(count).enumerate();
        documents
            .map(|(i, kind)| Document {
                kind: kind.to_string(),
                hash: HexBinary::from(vec![i as u8 + 1; 32]),
            })
            .collect()
    }

    fn present(&mut self, amount: u128, documents: usize, complete: bool) -> Done {
        let presentation = Presentation {
            amount: amount.into(),
            shipped_at: START,
            documents: self.documents(documents),
        };
        let (_, drawing, steps) = self.deal.present(
            presentation,
            complete,
            &Scene {
                terms: &self.terms,
                calendar: &self.calendar,
                used: &BTreeSet::new(),
                presenter: &Addr::unchecked("exporter"),
                now: self.now,
            },
        )?;
        self.drawings.push(drawing);
        self.notices.push(0);
        Ok(steps)
    }

    /// Completes (no amount) or presents again.
    fn again(&mut self, number: u64, amount: Option<u128>) -> Done {
        let (documents, index) = (self.documents(2), number as usize - 1);
        let Some(drawing) = self.drawings.get_mut(index) else {
            return Err(ContractError::NothingLeft {});
        };
        let scene = Scene {
            terms: &self.terms,
            calendar: &self.calendar,
            used: &BTreeSet::new(),
            presenter: &Addr::unchecked("exporter"),
            now: self.now,
        };
        match amount {
            None => self.deal.complete(number, drawing, vec![], &scene),
            Some(amount) => {
                let changes = (Some(amount.into()), None);
                let done = self.deal.represent(number, drawing, documents, changes, &scene)?;
                Ok(done)
            }
        }
    }

    fn accept(&mut self, number: u64) -> Done {
        let Some(drawing) = self.drawings.get(number as usize - 1) else {
            return Err(ContractError::NothingLeft {});
        };
        self.deal.accept(number, drawing, self.now)
    }

    fn refuse(&mut self, number: u64, disposition: Disposition) -> Done {
        let Some(drawing) = self.drawings.get_mut(number as usize - 1) else {
            return Err(ContractError::NothingLeft {});
        };
        let finding = Finding { document: None, text: "weights differ".into() };
        let notice = (vec![finding], disposition);
        let done = self.deal.refuse(number, drawing, notice, &self.calendar, self.now)?;
        self.notices[number as usize - 1] += 1;
        Ok(done)
    }

    fn waive(&mut self, number: u64) -> Done {
        let Some(drawing) = self.drawings.get_mut(number as usize - 1) else {
            return Err(ContractError::NothingLeft {});
        };
        self.deal.waive(number, drawing, None, self.now).map(|(_, steps)| steps)
    }

    fn day(&mut self, day: u64) {
        self.now = START + day * DAY;
    }

    fn money(&self) -> (u128, u128, u128) {
        let ledger = &self.deal.ledger;
        (ledger.released.u128(), ledger.refunded.u128(), ledger.held().u128())
    }
}

fn paid(steps: &[Step]) -> (u128, u128) {
    steps.iter().fold((0, 0), |(to, back), step| match step {
        Step::Pay { drawing: Some(_), amount, .. } => (to + amount.u128(), back),
        Step::Pay { drawing: None, amount, .. } => (to, back + amount.u128()),
        _ => (to, back),
    })
}

#[test]
fn a_complying_presentation_is_paid_and_the_rest_goes_back() {
    let mut play = Play::open(true, 500);
    play.present(100_000, 2, true).unwrap();
    let steps = play.accept(1).unwrap();
    assert_eq!(paid(&steps), (100_000, 5_000));
    assert_eq!(play.deal.status, DealStatus::Closed);
    assert_eq!(play.deal.outcome, Some(Outcome::Settled));
}

#[test]
fn silence_precludes_even_with_discrepancies_open() {
    let mut play = Play::open(true, 0);
    play.present(100_000, 1, true).unwrap();
    assert!(play.drawings[0].open() > 0);
    // Presented on Monday: the fifth banking day is the next Monday.
    let due = play.drawings[0].exam_due_at.unwrap();
    assert_eq!(due, play.calendar.rules.end_of(play.calendar.rules.day_of(START) + 7));
    assert_eq!(play.deal.clone().advance(due).unwrap(), vec![]);
    let steps = play.deal.advance(due + 1).unwrap();
    assert_eq!(paid(&steps), (100_000, 0));
    assert!(matches!(steps[0], Step::Accepted { precluded: true, .. }));
}

#[test]
fn the_issuer_is_late_one_second_after_the_fifth_day() {
    let mut play = Play::open(true, 0);
    play.present(100_000, 2, true).unwrap();
    play.now = play.drawings[0].exam_due_at.unwrap();
    assert!(play.clone().refuse(1, Disposition::Hold).is_ok());
    play.now += 1;
    assert!(matches!(play.refuse(1, Disposition::Hold), Err(ContractError::TooLate { .. })));
}

#[test]
fn a_waiver_needs_the_issuer_and_the_issuer_the_waiver() {
    let mut play = Play::open(true, 0);
    play.present(100_000, 1, true).unwrap();
    assert_eq!(play.accept(1).unwrap_err(), ContractError::DiscrepancyOpen { open: 1 });
    play.refuse(1, Disposition::AwaitWaiver).unwrap();
    assert!(matches!(play.refuse(1, Disposition::Hold), Err(ContractError::WrongState { .. })));
    play.waive(1).unwrap();
    assert_eq!(play.money(), (0, 0, 100_000));
    assert_eq!(paid(&play.accept(1).unwrap()), (100_000, 0));
}

#[test]
fn returned_documents_are_neither_waived_nor_accepted_but_presented_again() {
    let mut play = Play::open(true, 0);
    play.present(100_000, 2, true).unwrap();
    play.refuse(1, Disposition::Return).unwrap();
    assert_eq!(play.waive(1).unwrap_err(), ContractError::DocumentsReturned {});
    assert_eq!(play.accept(1).unwrap_err(), ContractError::DocumentsReturned {});
    play.again(1, Some(100_000)).unwrap();
    assert_eq!(play.drawings[0].open(), 0);
    assert_eq!(paid(&play.accept(1).unwrap()), (100_000, 0));
}

#[test]
fn a_refusal_after_expiry_leaves_time_for_a_waiver_unless_documents_go_back() {
    let mut play = Play::open(true, 0);
    play.day(40);
    play.now = play.deal.expires_at;
    play.present(60_000, 2, true).unwrap();
    play.now += 1;
    let mut returned = play.clone();
    let steps = returned.refuse(1, Disposition::Return).unwrap();
    assert_eq!(paid(&steps), (0, 100_000));
    assert_eq!(returned.deal.status, DealStatus::Closed);

    let steps = play.refuse(1, Disposition::Hold).unwrap();
    assert_eq!(paid(&steps), (0, 40_000));
    assert_eq!(play.deal.status, DealStatus::RunOff);
    assert!(play.again(1, Some(60_000)).is_err());
    play.now = play.deal.due_at().unwrap();
    play.waive(1).unwrap();
    assert_eq!(paid(&play.accept(1).unwrap()), (60_000, 0));
    assert_eq!(play.deal.status, DealStatus::Closed);
}

#[test]
fn an_overdrawn_presentation_is_paid_what_there_is() {
    let mut play = Play::open(true, 0);
    play.present(70_000, 2, true).unwrap();
    play.present(70_000, 2, true).unwrap();
    assert_eq!(play.drawings[1].discrepancies[0].code, DiscrepancyCode::Overdrawn);
    assert!(matches!(play.present(1, 2, true), Err(ContractError::NothingLeft {})));
    play.accept(1).unwrap();
    play.waive(2).unwrap();
    assert_eq!(paid(&play.accept(2).unwrap()), (30_000, 0));
}

#[test]
fn without_partial_drawings_there_is_one_at_a_time_and_one_payment() {
    let mut play = Play::open(false, 500);
    play.present(99_000, 2, true).unwrap();
    assert!(matches!(play.present(1, 2, true), Err(ContractError::DrawingAlive { drawing: 1 })));
    assert_eq!(paid(&play.accept(1).unwrap()), (99_000, 6_000));
    assert_eq!(play.deal.status, DealStatus::Closed);
}

#[test]
fn an_incomplete_presentation_starts_no_clock_and_ends_at_expiry() {
    let mut play = Play::open(true, 0);
    play.present(100_000, 1, false).unwrap();
    assert!(play.accept(1).is_err());
    assert!(play.refuse(1, Disposition::Hold).is_err());
    let mut late = play.clone();
    let steps = late.deal.advance(late.deal.expires_at + 1).unwrap();
    assert_eq!(paid(&steps), (0, 100_000));
    play.day(3);
    play.again(1, None).unwrap();
    assert_eq!(play.drawings[0].presented_at, play.now);
    assert!(matches!(play.again(1, None), Err(ContractError::WrongState { .. })));
}

#[test]
fn issuer_and_beneficiary_cancel_together_and_a_presentation_undoes_one_half() {
    let mut play = Play::open(true, 0);
    play.deal.cancel(Party::Issuer, START).unwrap();
    assert!(matches!(
        play.deal.cancel(Party::Issuer, START),
        Err(ContractError::AlreadyCancelled { .. })
    ));
    assert!(matches!(
        play.deal.cancel(Party::Applicant, START),
        Err(ContractError::Unauthorized { .. })
    ));
    play.present(40_000, 2, true).unwrap();
    assert!(matches!(
        play.deal.cancel(Party::Beneficiary, START),
        Err(ContractError::DrawingAlive { drawing: 1 })
    ));
    play.accept(1).unwrap();
    assert_eq!(play.deal.cancel(Party::Beneficiary, START).unwrap(), vec![]);
    let steps = play.deal.cancel(Party::Issuer, START).unwrap();
    assert_eq!(paid(&steps), (0, 60_000));
    assert_eq!(play.deal.outcome, Some(Outcome::Settled));
}

#[test]
fn each_deadline_is_inclusive() {
    let mut play = Play::new(true, 0);
    let (consent_by, fund_by) = (play.deal.consent_by, play.deal.fund_by);
    assert!(play.deal.clone().advance(consent_by).unwrap().is_empty());
    assert!(!play.deal.clone().advance(consent_by + 1).unwrap().is_empty());
    assert!(play.deal.consent(Party::Issuer, consent_by + 1).is_err());
    for party in [Party::Applicant, Party::Issuer, Party::Beneficiary] {
        play.deal.consent(party, consent_by).unwrap();
    }
    let cover = play.deal.cover;
    assert!(play.deal.clone().advance(fund_by).unwrap().is_empty());
    assert!(!play.deal.clone().advance(fund_by + 1).unwrap().is_empty());
    assert!(play.deal.fund(Party::Issuer, cover, fund_by + 1).is_err());
    assert!(play.deal.fund(Party::Issuer, cover - Uint128::one(), fund_by).is_err());
    play.deal.fund(Party::Issuer, cover, fund_by).unwrap();
    play.now = play.deal.expires_at;
    assert!(play.clone().present(1, 2, true).is_ok());
    play.now += 1;
    assert!(matches!(play.present(1, 2, true), Err(ContractError::TooLate { .. })));
}

/// One random action.
#[derive(Clone, Debug)]
enum Move {
    Wait(u64),
    Present(u128, usize, bool),
    Again(u64, Option<u128>),
    Accept(u64),
    Refuse(u64, Disposition),
    Waive(u64),
    Cancel(Party),
    Crank,
    Consent(Party),
    Fund(Party),
}

fn party() -> impl Strategy<Value = Party> {
    prop_oneof![Just(Party::Applicant), Just(Party::Issuer), Just(Party::Beneficiary)]
}

fn moves() -> impl Strategy<Value = Vec<Move>> {
    let disposition = prop_oneof![
        Just(Disposition::Hold),
        Just(Disposition::AwaitWaiver),
        Just(Disposition::Return)
    ];
    let one = prop_oneof![
        3 => (0u64..6 * DAY).prop_map(Move::Wait),
        3 => (1u128..130_000, 0usize..3, any::<bool>())
            .prop_map(|(amount, documents, complete)| Move::Present(amount, documents, complete)),
        3 => (1u64..5, prop::option::of(1u128..130_000))
            .prop_map(|(number, amount)| Move::Again(number, amount)),
        3 => (1u64..5).prop_map(Move::Accept),
        3 => (1u64..5, disposition).prop_map(|(number, to)| Move::Refuse(number, to)),
        2 => (1u64..5).prop_map(Move::Waive),
        1 => party().prop_map(Move::Cancel),
        1 => Just(Move::Crank),
        1 => party().prop_map(Move::Consent),
        1 => party().prop_map(Move::Fund),
    ];
    prop::collection::vec(one, 0..60)
}

fn apply(play: &mut Play, step: &Move) -> Done {
    let (now, cover) = (play.now, play.deal.cover);
    match step {
        Move::Wait(seconds) => {
            play.now += seconds;
            Ok(vec![])
        }
        Move::Present(amount, documents, complete) => play.present(*amount, *documents, *complete),
        Move::Again(number, amount) => play.again(*number, *amount),
        Move::Accept(number) => play.accept(*number),
        Move::Refuse(number, to) => play.refuse(*number, *to),
        Move::Waive(number) => play.waive(*number),
        Move::Cancel(party) => play.deal.cancel(*party, now),
        Move::Crank => play.deal.advance(now),
        Move::Consent(party) => play.deal.consent(*party, now).map(|()| vec![]),
        Move::Fund(party) => play.deal.fund(*party, cover, now).map(|()| vec![]),
    }
}

/// An action that fails changes nothing on a chain; here it may have advanced the deal.
fn attempt(play: &mut Play, step: &Move) -> Steps {
    let before = play.clone();
    apply(play, step).unwrap_or_else(|_| {
        *play = before;
        vec![]
    })
}

fn check(play: &Play) -> Result<(), TestCaseError> {
    let deal = &play.deal;
    let (held, reserved) = (deal.ledger.held(), deal.reserved());
    // I3, I4
    prop_assert!(reserved <= held, "I3");
    prop_assert!(held <= deal.cover && deal.ledger.released <= deal.cover, "I4");
    // I5
    if deal.status == DealStatus::Closed {
        prop_assert!(held.is_zero() && deal.first_alive().is_none(), "I5");
        prop_assert!(deal.outcome.is_some());
        let settled = deal.outcome == Some(Outcome::Settled);
        prop_assert_eq!(settled, !deal.ledger.released.is_zero());
    }
    // I6
    let due = deal.due_at();
    prop_assert_eq!(due.is_none(), deal.status == DealStatus::Closed, "I6");
    prop_assert!(due.is_none_or(|due| due < START + 400 * DAY), "I6");
    // I11
    for (drawing, notices) in play.drawings.iter().zip(&play.notices) {
        prop_assert!(*notices <= drawing.presentations, "I11");
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_000, ..ProptestConfig::default() })]

    #[test]
    fn i3_to_i11_hold_after_every_step_and_time_alone_closes(
        partial: bool, tolerance in 0u16..1_000, funded: bool, moves in moves(),
    ) {
        let mut play = if funded { Play::open(partial, tolerance) } else { Play::new(partial, tolerance) };
        let (mut to, mut back) = (0, 0);
        for step in &moves {
            let steps = attempt(&mut play, step);
            let moved = paid(&steps);
            to += moved.0;
            back += moved.1;
            let nothing = |s: &Step| matches!(s, Step::Pay { amount, .. } if amount.is_zero());
            prop_assert!(!steps.iter().any(nothing), "a leg of zero");
            prop_assert_eq!(play.money().0, to);
            prop_assert_eq!(play.money().1, back);
            check(&play)?;
        }
        // I6: following the due times closes in a few steps; so does one crank long after.
        let mut patient = play.deal.clone();
        let mut steps = 0;
        while let Some(due) = patient.due_at() {
            let now = play.now.max(due + 1);
            prop_assert!(!patient.advance(now).unwrap().is_empty(), "I6: nothing happens when due");
            steps += 1;
            prop_assert!(steps <= MAX_DRAWINGS + 3);
        }
        let mut late = play.deal.clone();
        late.advance(play.now + 1_000 * DAY).unwrap();
        prop_assert_eq!(late.status, DealStatus::Closed);
        prop_assert!(late.ledger.held().is_zero());
        // I16: when it is cranked makes no difference to anybody's money.
        prop_assert_eq!(late.ledger, patient.ledger);
    }

    #[test]
    fn i16_a_crank_in_between_changes_nothing_for_anybody(
        partial: bool, moves in moves(),
    ) {
        let mut plain = Play::open(partial, 500);
        let mut cranked = plain.clone();
        for step in &moves {
            attempt(&mut plain, step);
            attempt(&mut cranked, step);
            attempt(&mut cranked, &Move::Crank);
        }
        let end = plain.now + 1_000 * DAY;
        plain.deal.advance(end).unwrap();
        cranked.deal.advance(end).unwrap();
        prop_assert_eq!(plain.deal.ledger, cranked.deal.ledger);
        prop_assert_eq!(plain.deal.outcome, cranked.deal.outcome);
    }

    #[test]
    fn i5_nothing_changes_a_closed_deal(step in moves(), ticks in 0u64..400) {
        let mut play = Play::open(true, 0);
        play.deal.cancel(Party::Issuer, START).unwrap();
        play.deal.cancel(Party::Beneficiary, START).unwrap();
        play.now += ticks * DAY;
        let closed = play.deal.clone();
        for step in &step {
            attempt(&mut play, step);
            prop_assert_eq!(&play.deal, &closed);
        }
    }
}
