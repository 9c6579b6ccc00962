use isthmus_api::escrow::Outcome;
use isthmus_kit::AccessError;

use super::*;

#[test]
fn issuer_and_beneficiary_cancel_together_and_a_presentation_undoes_one_half() {
    let mut fixture = Fixture::open(true, 0);
    fixture.deal.cancel(Party::Issuer, START).unwrap();
    assert!(matches!(
        fixture.deal.cancel(Party::Issuer, START),
        Err(ContractError::AlreadyCancelled { .. })
    ));
    assert!(matches!(
        fixture.deal.cancel(Party::Applicant, START),
        Err(ContractError::Access(AccessError::Unauthorized { .. }))
    ));
    fixture.present(40_000, 2, true).unwrap();
    assert!(matches!(
        fixture.deal.cancel(Party::Beneficiary, START),
        Err(ContractError::DrawingAlive { drawing: 1 })
    ));
    fixture.accept(1).unwrap();
    assert_eq!(fixture.deal.cancel(Party::Beneficiary, START).unwrap(), vec![]);
    let steps = fixture.deal.cancel(Party::Issuer, START).unwrap();
    assert_eq!(paid(&steps), (0, 60_000));
    assert_eq!(fixture.deal.outcome, Some(Outcome::Settled));
}
