use super::*;

#[test]
fn silence_precludes_even_with_discrepancies_open() {
    let mut fixture = Fixture::open(true, 0);
    fixture.present(100_000, 1, true).unwrap();
    assert!(!fixture.drawings[0].open_discrepancies().is_empty());
    // Presented on Monday: the fifth banking day is the next Monday.
    let due = fixture.drawings[0].exam_due_at.unwrap();
    assert_eq!(due, fixture.calendar.rules.end_of(fixture.calendar.rules.day_of(START) + 7));
    assert_eq!(fixture.deal.clone().advance(due).unwrap(), vec![]);
    let steps = fixture.deal.advance(due + 1).unwrap();
    assert_eq!(paid(&steps), (100_000, 0));
    assert!(matches!(steps[0], Step::Accepted { precluded: true, .. }));
}

#[test]
fn the_issuer_is_late_one_second_after_the_fifth_day() {
    let mut fixture = Fixture::open(true, 0);
    fixture.present(100_000, 2, true).unwrap();
    fixture.now = fixture.drawings[0].exam_due_at.unwrap();
    assert!(fixture.clone().refuse(1, Disposition::Hold).is_ok());
    fixture.now += 1;
    assert!(matches!(fixture.refuse(1, Disposition::Hold), Err(ContractError::TooLate { .. })));
}

#[test]
fn each_deadline_is_inclusive() {
    let mut fixture = Fixture::new(true, 0);
    let (consent_by, fund_by) = (fixture.deal.consent_by, fixture.deal.fund_by);
    assert!(fixture.deal.clone().advance(consent_by).unwrap().is_empty());
    assert!(!fixture.deal.clone().advance(consent_by + 1).unwrap().is_empty());
    assert!(fixture.deal.consent(Party::Issuer, consent_by + 1).is_err());
    for party in [Party::Applicant, Party::Issuer, Party::Beneficiary] {
        fixture.deal.consent(party, consent_by).unwrap();
    }
    let cover = fixture.deal.cover;
    assert!(fixture.deal.clone().advance(fund_by).unwrap().is_empty());
    assert!(!fixture.deal.clone().advance(fund_by + 1).unwrap().is_empty());
    assert!(fixture.deal.fund(Party::Issuer, cover, fund_by + 1).is_err());
    assert!(fixture.deal.fund(Party::Issuer, cover - Uint128::one(), fund_by).is_err());
    fixture.deal.fund(Party::Issuer, cover, fund_by).unwrap();
    fixture.now = fixture.deal.expires_at;
    assert!(fixture.clone().present(1, 2, true).is_ok());
    fixture.now += 1;
    assert!(matches!(fixture.present(1, 2, true), Err(ContractError::TooLate { .. })));
}
