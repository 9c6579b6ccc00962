//! The errors of every contract: each has a code of its own, in order, a text that is safe wherever it is
//! quoted, and a test that provokes it.

use std::fs;

use isthmus_testkit::sources::sources;

use crate::shape::crates;

/// The texts of a contract's own errors, in the order of its source.
fn texts(source: &str) -> Vec<String> {
    let texts = source.split("#[error(").skip(1).filter_map(|rest| {
        let text = rest.trim_start().strip_prefix('"')?;
        text.split_once("\"").map(|(text, _)| text.to_string())
    });
    texts.collect()
}

/// The code at the end of a text.
fn code(text: &str) -> &str {
    let code = text.rsplit_once('[').and_then(|(_, code)| code.strip_suffix(']'));
    code.unwrap_or_else(|| panic!("no code: {text}"))
}

#[test]
fn every_error_has_a_code_of_its_own_in_order_and_a_test_that_provokes_it() {
    for contract in crates("contracts") {
        let texts = texts(&fs::read_to_string(contract.join("src/error.rs")).unwrap());
        let own = texts.iter().filter(|text| !text.ends_with("{cause}"));
        let codes: Vec<&str> = own.map(|text| code(text)).collect();
        assert!(codes.len() > 15, "{}: {codes:?}", contract.display());
        let prefix = &codes[0][..3];
        for code in &codes {
            let number = code.strip_prefix(prefix).unwrap_or_default();
            assert!(number.len() == 3 && number.parse::<u16>().is_ok(), "{code} after {prefix}");
        }
        assert!(codes.is_sorted_by(|one, next| one < next), "{codes:?}");
        let tests = sources(&contract.join("tests"));
        for code in codes {
            let provoked = tests.iter().any(|(_, test)| test.contains(code));
            assert!(provoked, "{}: {code} is never provoked", contract.display());
        }
    }
}

#[test]
fn texts_are_safe_inside_an_acknowledgement() {
    for contract in crates("contracts") {
        for text in texts(&fs::read_to_string(contract.join("src/error.rs")).unwrap()) {
            assert!(text.is_ascii() && !text.contains(['<', '>', '&']), "{text}");
        }
    }
}
