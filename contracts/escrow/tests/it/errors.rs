//! Every error has a code of its own and is provoked by some test of this crate.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

fn codes(text: &str) -> BTreeSet<String> {
    let starts = text.match_indices("ES-0").map(|(at, _)| at);
    starts.filter_map(|at| text.get(at..at + 6)).map(String::from).collect()
}

#[test]
fn every_error_is_provoked() {
    let defined = include_str!("../../src/error.rs");
    let variants = defined.matches("#[error(\"").count();
    assert_eq!(codes(defined).len(), variants, "a code is used twice");
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it");
    let files = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let tests: String = files
        .filter(|path| path.extension().is_some_and(|extension| extension == "rs"))
        .map(|path| fs::read_to_string(path).unwrap())
        .collect();
    let missing: Vec<_> = codes(defined).difference(&codes(&tests)).cloned().collect();
    assert_eq!(missing, Vec::<String>::new());
}
