//! Random actions in random order; the invariants hold after every one.

use isthmus_api::escrow::{Outcome, MAX_DRAWINGS};
use proptest::prelude::*;

use super::*;

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

fn apply(fixture: &mut Fixture, step: &Move) -> Done {
    let (now, cover) = (fixture.now, fixture.deal.cover);
    match step {
        Move::Wait(seconds) => {
            fixture.now += seconds;
            Ok(vec![])
        }
        Move::Present(amount, documents, complete) => {
            fixture.present(*amount, *documents, *complete)
        }
        Move::Again(number, amount) => fixture.again(*number, *amount),
        Move::Accept(number) => fixture.accept(*number),
        Move::Refuse(number, to) => fixture.refuse(*number, *to),
        Move::Waive(number) => fixture.waive(*number),
        Move::Cancel(party) => fixture.deal.cancel(*party, now),
        Move::Crank => fixture.deal.advance(now),
        Move::Consent(party) => fixture.deal.consent(*party, now).map(|()| vec![]),
        Move::Fund(party) => fixture.deal.fund(*party, cover, now).map(|()| vec![]),
    }
}

/// An action that fails changes nothing on a chain; here it may have advanced the deal.
fn attempt(fixture: &mut Fixture, step: &Move) -> Steps {
    let before = fixture.clone();
    apply(fixture, step).unwrap_or_else(|_| {
        *fixture = before;
        vec![]
    })
}

fn check(fixture: &Fixture) -> Result<(), TestCaseError> {
    let deal = &fixture.deal;
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
    for (drawing, notices) in fixture.drawings.iter().zip(&fixture.notices) {
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
        let mut fixture = if funded { Fixture::open(partial, tolerance) } else { Fixture::new(partial, tolerance) };
        let (mut to, mut back) = (0, 0);
        for step in &moves {
            let steps = attempt(&mut fixture, step);
            let moved = paid(&steps);
            to += moved.0;
            back += moved.1;
            let nothing = |s: &Step| matches!(s, Step::Pay { amount, .. } if amount.is_zero());
            prop_assert!(!steps.iter().any(nothing), "a leg of zero");
            prop_assert_eq!(fixture.money().0, to);
            prop_assert_eq!(fixture.money().1, back);
            check(&fixture)?;
        }
        // I6: following the due times closes in a few steps; so does one crank long after.
        let mut patient = fixture.deal.clone();
        let mut steps = 0;
        while let Some(due) = patient.due_at() {
            let now = fixture.now.max(due + 1);
            prop_assert!(!patient.advance(now).unwrap().is_empty(), "I6: nothing happens when due");
            steps += 1;
            prop_assert!(steps <= MAX_DRAWINGS + 3);
        }
        let mut late = fixture.deal.clone();
        late.advance(fixture.now + 1_000 * DAY).unwrap();
        prop_assert_eq!(late.status, DealStatus::Closed);
        prop_assert!(late.ledger.held().is_zero());
        // I16: when it is cranked makes no difference to anybody's money.
        prop_assert_eq!(late.ledger, patient.ledger);
    }

    #[test]
    fn i16_a_crank_in_between_changes_nothing_for_anybody(
        partial: bool, moves in moves(),
    ) {
        let mut plain = Fixture::open(partial, 500);
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
        let mut fixture = Fixture::open(true, 0);
        fixture.deal.cancel(Party::Issuer, START).unwrap();
        fixture.deal.cancel(Party::Beneficiary, START).unwrap();
        fixture.now += ticks * DAY;
        let closed = fixture.deal.clone();
        for step in &step {
            attempt(&mut fixture, step);
            prop_assert_eq!(&fixture.deal, &closed);
        }
    }
}
