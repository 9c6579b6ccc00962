//! What the schema permits a client to write is what a message is read from.

use cosmwasm_std::{Binary, HexBinary, Uint128};
use isthmus_wire::{from_message, Wire};
use regex::Regex;

use crate::administration::schema;

/// Longest text that is tried: a group of base64, and one character more.
const LONGEST: usize = 5;

fn is_read<T: Wire>(text: &str) -> bool {
    from_message::<T>(format!("\"{text}\"").as_bytes()).is_ok()
}

/// All texts of these characters up to the longest.
fn texts(alphabet: &str) -> Vec<String> {
    let mut last = vec![String::new()];
    let mut all = last.clone();
    for _ in 0..LONGEST {
        let longer =
            |text: &String| alphabet.chars().map(|c| format!("{text}{c}")).collect::<Vec<_>>();
        last = last.iter().flat_map(longer).collect();
        all.extend_from_slice(&last);
    }
    all
}

/// A name in the schema, what its texts are tried of, and what the contract's reader takes.
type Kind = (&'static str, &'static str, fn(&str) -> bool);

#[test]
fn a_pattern_permits_what_the_reader_takes_and_nothing_else() {
    let execute = schema("raw/stablecoin/execute.json");
    let kinds: [Kind; 3] = [
        ("Uint128", "019-+ ", is_read::<Uint128>),
        ("HexBinary", "0afAg", is_read::<HexBinary>),
        ("Binary", "AQBg+=", is_read::<Binary>),
    ];
    for (name, alphabet, takes) in kinds {
        let pattern = execute["definitions"][name]["pattern"].as_str();
        let pattern = pattern.unwrap_or_else(|| panic!("{name} has no pattern"));
        let pattern = Regex::new(pattern).unwrap();
        for text in texts(alphabet) {
            assert_eq!(pattern.is_match(&text), takes(&text), "{name} {text:?}");
        }
    }
}
