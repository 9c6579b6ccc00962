//! What a token hands over that was its own office, as this contract takes it in. A whole hand-over is in
//! the repository's own `tests`, `hand_over`.

use isthmus_api::issuance::*;

use crate::suite::*;

fn page(records: &[(&[u8], &[u8])], done: bool) -> ExecuteMsg {
    let record =
        |(key, value): &(&[u8], &[u8])| HandedRecord { key: (*key).into(), value: (*value).into() };
    ExecuteMsg::TakeOver(HandedOver { records: records.iter().map(record).collect(), done })
}

impl Suite {
    fn hand_over(&mut self, records: &[(&[u8], &[u8])], done: bool) -> Done {
        let (token, issuance) = (self.token.clone(), self.issuance.clone());
        self.call(&token, &issuance, &page(records, done), &[])
    }
}

#[test]
fn only_an_office_in_which_nothing_has_happened_takes_over() {
    let mut minted = Suite::bare(0);
    minted.configure("minter", 5, None).unwrap();
    let remove = ExecuteMsg::RemoveMinter { minter: actor("minter").into() };
    minted.run("master", &remove).unwrap();
    let mut attested = Suite::bare(0);
    attested.attest(5).unwrap();
    let mut redeemed = Suite::bare(0);
    let id = redeemed.redeem("ana", 40);
    redeemed.reject(id).unwrap();
    for mut suite in [minted, attested, redeemed] {
        fails(suite.hand_over(&[], false), "IS-038");
    }
}

#[test]
fn a_stranger_is_told_that_the_token_hands_over_until_it_has() {
    let mut suite = Suite::bare(0);
    suite.hand_over(&[], false).unwrap();
    fails(suite.mint("stranger", "ana", 5), "IS-039");
    suite.hand_over(&[], true).unwrap();
    fails(suite.mint("stranger", "ana", 5), "AC-002");
}

#[test]
fn what_cannot_be_read_is_refused_what_means_nothing_here_is_passed_over_and_a_page_has_an_end() {
    let mut suite = Suite::bare(0);
    let records: [(&[u8], &[u8]); 4] = [
        (b"\x09short", b"\0"),
        (b"redemption_counts", b"[]"),
        (b"\x00\x0battestations", b"{}"),
        (b"\x04minter", b""),
    ];
    // The length of the second name is wrong, so it is no attestation.
    for record in [records[0], records[1], records[3]] {
        assert!(suite.hand_over(&[record], false).is_err(), "{record:?}");
    }
    suite.hand_over(&[records[2], (b"primary_minter", b"\"x\"")], false).unwrap();
    let many = [records[2]; MAX_TAKEN_OVER + 1];
    fails(suite.hand_over(&many, false), "AC-008");
}
