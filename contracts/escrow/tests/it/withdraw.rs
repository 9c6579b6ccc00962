use crate::suite::*;

#[test]
fn there_must_be_a_credit() {
    let mut suite = Suite::new();
    fails(suite.withdraw("stranger", native(), local("stranger")), "ES-032");
}

#[test]
fn a_credit_is_its_owners_never_paused_and_never_expires() {
    let mut suite = Suite::new();
    let hostile = suite.hostile();
    let deal = suite.open(suite.terms(hostile.clone()));
    suite.mode(Mode::Refuse);
    suite.after_days(60);
    suite.crank(deal).unwrap();
    suite.mode(Mode::Honest);
    suite.run("pauser", &pause(100)).unwrap();
    for name in ["exporter", "bank", "stranger", "owner"] {
        fails(suite.withdraw(name, hostile.clone(), local(name)), "ES-032");
    }
    suite.after_days(10_000);
    suite.withdraw("importer", hostile.clone(), local("else")).unwrap();
    assert_eq!(suite.gain("else", &hostile), 105_000);
    fails(suite.withdraw("importer", hostile, local("else")), "ES-032");
}
