//! Every error has a code of its own and is provoked by some test of this crate.

use std::collections::BTreeSet;

fn codes(text: &str) -> BTreeSet<&str> {
    let starts = text.match_indices("ES-0").map(|(at, _)| at);
    starts.filter_map(|at| text.get(at..at + 6)).collect()
}

#[test]
fn every_error_is_provoked() {
    let defined = include_str!("../../src/error.rs");
    let variants = defined.matches("#[error(").count();
    assert_eq!(codes(defined).len(), variants, "a code is used twice");
    let tests = [
        include_str!("admin.rs"),
        include_str!("calendar.rs"),
        include_str!("cancel.rs"),
        include_str!("consent.rs"),
        include_str!("crank.rs"),
        include_str!("examine.rs"),
        include_str!("fund.rs"),
        include_str!("payout.rs"),
        include_str!("permissions.rs"),
        include_str!("present.rs"),
        include_str!("propose.rs"),
        include_str!("withdraw.rs"),
    ]
    .concat();
    let missing: Vec<_> = codes(defined).difference(&codes(&tests)).copied().collect();
    assert_eq!(missing, Vec::<&str>::new());
}
