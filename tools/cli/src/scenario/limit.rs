//! How long a text may be and of what, and how many entries a list may have. Each is said once: the check
//! refuses what is beyond it, and the JSON Schema describes it.

pub(super) mod described;

use super::document::SALT_BYTES;
use isthmus_api::escrow::Weekday;
use isthmus_api::packet::MAX_MEMO_BYTES;
use isthmus_api::stablecoin::MAX_MEMO_BYTES as MAX_REFERENCE_BYTES;
use isthmus_api::types::{is_plain, is_printable};
use isthmus_terminal::is_hidden;

/// What a text may be.
pub(super) struct Text {
    least: usize,
    most: usize,
    /// Whether its length is one of bytes (UTF-8), not of characters.
    in_bytes: bool,
    /// What may stand in it.
    of: fn(char) -> bool,
    /// What it begins with.
    first: fn(char) -> bool,
    /// The same for people.
    words: &'static str,
    example: &'static str,
}

const LETTER: fn(char) -> bool = |c| c.is_ascii_lowercase();
const SEEN: fn(char) -> bool = |c| !is_hidden(c);
const ASCII: fn(char) -> bool = |c| matches!(c, ' '..='~');

/// A line for people, which no contract sees.
const fn shown(most: usize) -> Text {
    let (least, in_bytes, words, example) = (1, false, "characters", "");
    Text { least, most, in_bytes, of: SEEN, first: SEEN, words, example }
}

/// A line as the contracts accept it.
const fn line(least: usize, most: usize) -> Text {
    let words = "printable ASCII characters without <, > and &";
    let (in_bytes, example) = (false, "");
    Text { least, most, in_bytes, of: is_printable, first: is_printable, words, example }
}

pub(super) const TITLE: Text = shown(100);
pub(super) const NAME: Text = shown(100);
pub(super) const PURPOSE: Text = shown(60);
/// The name of a file of the folder; how long it may be, the system says.
pub(super) const FILE: Text = shown(usize::MAX);
pub(super) const TOKEN_NAME: Text = line(3, 50);
pub(super) const REFERENCE: Text = line(1, 64);
pub(super) const REASON: Text = line(1, 128);
pub(super) const MEMO_AT_HOME: Text = Text {
    in_bytes: true,
    of: is_plain,
    first: is_plain,
    words: "bytes, nothing invisible among its characters",
    ..line(1, MAX_REFERENCE_BYTES)
};
pub(super) const MEMO_ABROAD: Text = Text {
    of: ASCII,
    first: ASCII,
    words: "printable ASCII characters",
    ..line(1, MAX_MEMO_BYTES)
};
pub(super) const SYMBOL: Text = capitals(3, 12, "capital letters", "IUSD");
pub(super) const COUNTRY: Text = capitals(2, 2, "capital letters (ISO 3166-1)", "PT");
pub(super) const PARTY: Text = Text {
    least: 2,
    most: 20,
    in_bytes: false,
    of: |c| LETTER(c) || c.is_ascii_digit() || "-_".contains(c),
    first: LETTER,
    words: "of a-z, 0-9, - and _, a letter first",
    example: "importer",
};
pub(super) const KIND: Text = Text {
    least: 3,
    most: 32,
    in_bytes: false,
    of: |c| LETTER(c) || c.is_ascii_digit() || c == '_',
    first: LETTER,
    words: "of a-z, 0-9 and _, a letter first",
    example: "bill_of_lading",
};
pub(super) const SALT: Text = Text {
    least: 2 * SALT_BYTES,
    most: 2 * SALT_BYTES,
    in_bytes: false,
    of: |c| c.is_ascii_hexdigit(),
    first: |c| c.is_ascii_hexdigit(),
    words: "hexadecimal digits, which are 16 bytes",
    example: "c2683f915ad74b0eb41de07c9a8f5236",
};

const fn capitals(least: usize, most: usize, words: &'static str, example: &'static str) -> Text {
    let capital = |c: char| c.is_ascii_uppercase();
    Text { least, most, in_bytes: false, of: capital, first: capital, words, example }
}

/// Fewest parties.
pub(super) const LEAST_PARTIES: usize = 2;
/// Most days of the week on which a bank is closed.
pub(super) const MOST_FREE_DAYS: usize = 6;
/// The years of a story: chains count nanoseconds in 64 bits.
pub(super) const YEARS: std::ops::RangeInclusive<i32> = 2000..=2199;

/// Names of actors that the story itself brings, so that no party may have them.
pub(super) const RESERVED: [&str; 16] = [
    "owner",
    "master-minter",
    "issuer",
    "compliance",
    "guardian",
    "seizer",
    "attestor",
    "redemption-operator",
    "pauser",
    "calendar-keeper",
    "anchor",
    "registrar",
    "validator",
    "relayer",
    "faucet",
    "stranger",
];

pub(super) const WEEKDAYS: [(&str, Weekday); 7] = [
    ("monday", Weekday::Monday),
    ("tuesday", Weekday::Tuesday),
    ("wednesday", Weekday::Wednesday),
    ("thursday", Weekday::Thursday),
    ("friday", Weekday::Friday),
    ("saturday", Weekday::Saturday),
    ("sunday", Weekday::Sunday),
];

impl Text {
    /// What is wrong with a text, and what is expected.
    pub(super) fn fault(&self, text: &str) -> Option<String> {
        let hidden = text.chars().find(|c| is_hidden(*c)).map(|c| {
            let kind = if c.is_control() { "control" } else { "invisible" };
            format!("has the {kind} character U+{:04X}; ", u32::from(c))
        });
        let length = if self.in_bytes { text.len() } else { text.chars().count() };
        let is_good = (self.least..=self.most).contains(&length)
            && text.chars().all(self.of)
            && text.starts_with(self.first)
            && !text.trim().is_empty();
        (!is_good).then(|| hidden.unwrap_or_default() + &self.expected())
    }

    /// What is expected, in words.
    pub(super) fn expected(&self) -> String {
        let Self { least, most, words, example, .. } = self;
        let many = match (least, most) {
            (_, &usize::MAX) => words.to_string(),
            (least, most) if least == most => format!("{least} {words}"),
            _ => format!("{least} to {most} {words}"),
        };
        let of_what = if (self.of)(' ') { "one line of " } else { "" };
        let such =
            if example.is_empty() { String::new() } else { format!(", such as \"{example}\"") };
        format!("expected {of_what}{many}{such}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use isthmus_escrow::model::text::check_kind;
    use isthmus_stablecoin::model::marketing::ensure_token;
    use isthmus_stablecoin::model::payments::checked_memo;

    /// What the contracts take is what is taken here, of any single character and of any length.
    #[test]
    fn the_limits_are_the_contracts_own() {
        let texts = ('\0'..='\u{2fff}').map(|c| format!("a{c}a"));
        let lengths = (0..300).map(|count| "a".repeat(count));
        for text in texts.chain(lengths) {
            let takes = |limit: &Text| limit.fault(&text).is_none();
            assert_eq!(takes(&MEMO_AT_HOME), checked_memo(text.clone()).is_ok(), "{text:?}");
            assert!(!takes(&KIND) || check_kind("kind", &text).is_ok(), "{text:?}");
            assert!(!takes(&TOKEN_NAME) || ensure_token(&text, "IUSD", 6).is_ok(), "{text:?}");
            let country = isthmus_api::types::Country::new("country", &text);
            assert!(!takes(&COUNTRY) || country.is_ok(), "{text:?}");
        }
    }

    #[test]
    fn a_hidden_character_is_named() {
        let fault = |text| TITLE.fault(text).unwrap_or_default();
        assert!(fault("a\u{202e}b").starts_with("has the invisible character U+202E; expected"));
        assert!(fault("a\u{1b}[2J").starts_with("has the control character U+001B; expected"));
        assert_eq!(fault("Gonçalves & Filhos"), "");
    }
}
