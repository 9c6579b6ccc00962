use isthmus_api::escrow::Outcome;

use super::*;

#[test]
fn a_complying_presentation_is_paid_and_the_rest_goes_back() {
    let mut fixture = Fixture::open(true, 500);
    fixture.present(100_000, 2, true).unwrap();
    let steps = fixture.accept(1).unwrap();
    assert_eq!(paid(&steps), (100_000, 5_000));
    assert_eq!(fixture.deal.status, DealStatus::Closed);
    assert_eq!(fixture.deal.outcome, Some(Outcome::Settled));
}

#[test]
fn a_waiver_needs_the_issuer_and_the_issuer_the_waiver() {
    let mut fixture = Fixture::open(true, 0);
    fixture.present(100_000, 1, true).unwrap();
    assert_eq!(fixture.accept(1).unwrap_err(), ContractError::DiscrepancyOpen { open: 1 });
    fixture.refuse(1, Disposition::AwaitWaiver).unwrap();
    assert!(matches!(fixture.refuse(1, Disposition::Hold), Err(ContractError::WrongState { .. })));
    fixture.waive(1).unwrap();
    assert_eq!(fixture.money(), (0, 0, 100_000));
    assert_eq!(paid(&fixture.accept(1).unwrap()), (100_000, 0));
}

#[test]
fn returned_documents_are_neither_waived_nor_accepted_but_presented_again() {
    let mut fixture = Fixture::open(true, 0);
    fixture.present(100_000, 2, true).unwrap();
    fixture.refuse(1, Disposition::Return).unwrap();
    assert_eq!(fixture.waive(1).unwrap_err(), ContractError::DocumentsReturned {});
    assert_eq!(fixture.accept(1).unwrap_err(), ContractError::DocumentsReturned {});
    fixture.again(1, Some(100_000)).unwrap();
    assert_eq!(fixture.drawings[0].open_discrepancies().len(), 0);
    assert_eq!(paid(&fixture.accept(1).unwrap()), (100_000, 0));
}

#[test]
fn a_refusal_after_expiry_leaves_time_for_a_waiver_unless_documents_go_back() {
    let mut fixture = Fixture::open(true, 0);
    fixture.day(40);
    fixture.now = fixture.deal.expires_at;
    fixture.present(60_000, 2, true).unwrap();
    fixture.now += 1;
    let mut returned = fixture.clone();
    let steps = returned.refuse(1, Disposition::Return).unwrap();
    assert_eq!(paid(&steps), (0, 100_000));
    assert_eq!(returned.deal.status, DealStatus::Closed);

    let steps = fixture.refuse(1, Disposition::Hold).unwrap();
    assert_eq!(paid(&steps), (0, 40_000));
    assert_eq!(fixture.deal.status, DealStatus::RunOff);
    assert!(fixture.again(1, Some(60_000)).is_err());
    fixture.now = fixture.deal.due_at().unwrap();
    fixture.waive(1).unwrap();
    assert_eq!(paid(&fixture.accept(1).unwrap()), (60_000, 0));
    assert_eq!(fixture.deal.status, DealStatus::Closed);
}
