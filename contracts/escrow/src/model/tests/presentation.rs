use isthmus_api::escrow::DiscrepancyCode;

use super::*;

#[test]
fn an_overdrawn_presentation_is_paid_what_there_is() {
    let mut fixture = Fixture::open(true, 0);
    fixture.present(70_000, 2, true).unwrap();
    fixture.present(70_000, 2, true).unwrap();
    assert_eq!(fixture.drawings[1].discrepancies[0].code, DiscrepancyCode::Overdrawn);
    assert!(matches!(fixture.present(1, 2, true), Err(ContractError::NothingLeft {})));
    fixture.accept(1).unwrap();
    fixture.waive(2).unwrap();
    assert_eq!(paid(&fixture.accept(2).unwrap()), (30_000, 0));
}

#[test]
fn without_partial_drawings_there_is_one_at_a_time_and_one_payment() {
    let mut fixture = Fixture::open(false, 500);
    fixture.present(99_000, 2, true).unwrap();
    assert!(matches!(fixture.present(1, 2, true), Err(ContractError::DrawingAlive { drawing: 1 })));
    assert_eq!(paid(&fixture.accept(1).unwrap()), (99_000, 6_000));
    assert_eq!(fixture.deal.status, DealStatus::Closed);
}

#[test]
fn an_incomplete_presentation_starts_no_clock_and_ends_at_expiry() {
    let mut fixture = Fixture::open(true, 0);
    fixture.present(100_000, 1, false).unwrap();
    assert!(fixture.accept(1).is_err());
    assert!(fixture.refuse(1, Disposition::Hold).is_err());
    let mut late = fixture.clone();
    let steps = late.deal.advance(late.deal.expires_at + 1).unwrap();
    assert_eq!(paid(&steps), (0, 100_000));
    fixture.day(3);
    fixture.again(1, None).unwrap();
    assert_eq!(fixture.drawings[0].presented_at, fixture.now);
    assert!(matches!(fixture.again(1, None), Err(ContractError::WrongState { .. })));
}
