//! How long a text may be and of what, and how many entries a list may have. Each is said once: the check
//! refuses what is beyond it, and the JSON Schema describes it.

use super::document::SALT_BYTES;
use isthmus_api::escrow::Weekday;
use isthmus_api::packet::MAX_MEMO_BYTES;
use isthmus_api::stablecoin::MAX_MEMO_BYTES as MAX_REFERENCE_BYTES;
use isthmus_api::types::{is_plain, is_printable};
use isthmus_escrow::model::terms::MAX_AMOUNT;
use isthmus_terminal::is_hidden;
use schemars::gen::SchemaGenerator;
use schemars::schema::{
    ArrayValidation, InstanceType, Metadata, ObjectValidation, Schema, SchemaObject,
    StringValidation, SubschemaValidation,
};
use schemars::JsonSchema;

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
const DAY_OF_YEARS: &str = r"^2[01]\d{2}-\d{2}-\d{2}$";
const DAY: &str = r"^\d{4}-\d{2}-\d{2}$";

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

    fn schema(&self) -> SchemaObject {
        let all = class(self.of);
        let count = |number: usize| u32::try_from(number).ok();
        if !(self.of)(' ') {
            let first = class(self.first);
            let rest = usize::from(first != all);
            let (least, most) = (self.least - rest, self.most - rest);
            let times = match least == most {
                true => format!("{{{least}}}"),
                false => format!("{{{least},{most}}}"),
            };
            let first = if rest == 1 { first } else { String::new() };
            return patterned(&format!("^{first}{all}{times}$"), self.example);
        }
        let not_blank = class(|c| (self.of)(c) && !c.is_whitespace());
        let mut schema = patterned(&format!("^{all}*{not_blank}{all}*$"), self.example);
        let of = schema.string();
        (of.min_length, of.max_length) = (count(self.least), count(self.most));
        schema
    }
}

/// The class of a regular expression, as JSON Schema has them, of which the characters of a kind are.
fn class(of: impl Fn(char) -> bool) -> String {
    // Of a kind that has more than ASCII it is told what it has not.
    let is_wide = of('é');
    let mut ranges: Vec<(char, char)> = Vec::new();
    for c in ('\0'..='\u{ffff}').filter(|c| of(*c) != is_wide) {
        match ranges.last_mut() {
            Some((_, last)) if u32::from(*last) + 1 == u32::from(c) => *last = c,
            _ => ranges.push((c, c)),
        }
    }
    let written = |c: char| match c {
        '[' | ']' | '\\' | '^' | '-' => format!("\\{c}"),
        ' '..='~' => c.to_string(),
        _ => format!("\\u{:04x}", u32::from(c)),
    };
    let ranges = ranges.into_iter().map(|(first, last)| match first == last {
        true => written(first),
        false => format!("{}-{}", written(first), written(last)),
    });
    format!("[{}{}]", if is_wide { "^" } else { "" }, ranges.collect::<String>())
}

fn patterned(pattern: &str, example: &str) -> SchemaObject {
    let examples = (!example.is_empty()).then(|| example.into()).into_iter().collect();
    SchemaObject {
        instance_type: Some(InstanceType::String.into()),
        string: Some(Box::new(StringValidation {
            pattern: Some(pattern.to_string()),
            ..Default::default()
        })),
        metadata: Some(Box::new(Metadata { examples, ..Default::default() })),
        ..Default::default()
    }
}

/// More than nothing, and at most [`MAX_AMOUNT`] even of a token without decimals.
fn amount() -> SchemaObject {
    let digits = MAX_AMOUNT.to_string().len() - 1;
    let pattern = format!(r"^(0*[1-9]\d{{0,{digits}}}(\.\d+)?|0+\.0*[1-9]\d*)$");
    patterned(&pattern, "1250.00")
}

fn day(pattern: &str) -> SchemaObject {
    SchemaObject { format: Some("date".to_string()), ..patterned(pattern, "2026-03-09") }
}

fn one_of(names: impl IntoIterator<Item = &'static str>) -> SchemaObject {
    SchemaObject {
        enum_values: Some(names.into_iter().map(Into::into).collect()),
        ..Default::default()
    }
}

fn free_days() -> SchemaObject {
    let day = SchemaObject {
        instance_type: Some(InstanceType::String.into()),
        ..one_of(WEEKDAYS.map(|(name, _)| name))
    };
    SchemaObject {
        instance_type: Some(InstanceType::Array.into()),
        array: Some(Box::new(ArrayValidation {
            items: Some(Schema::from(day).into()),
            max_items: u32::try_from(MOST_FREE_DAYS).ok(),
            unique_items: Some(true),
            ..Default::default()
        })),
        ..Default::default()
    }
}

/// The table of the parties, each described by a schema.
fn parties(each: Schema) -> SchemaObject {
    let reserved =
        SubschemaValidation { not: Some(Box::new(one_of(RESERVED).into())), ..Default::default() };
    let name = SchemaObject { subschemas: Some(Box::new(reserved)), ..PARTY.schema() };
    SchemaObject {
        instance_type: Some(InstanceType::Object.into()),
        object: Some(Box::new(ObjectValidation {
            min_properties: u32::try_from(LEAST_PARTIES).ok(),
            property_names: Some(Box::new(name.into())),
            additional_properties: Some(Box::new(each)),
            ..Default::default()
        })),
        ..Default::default()
    }
}

/// Types that only describe a field.
pub(super) mod described {
    use super::*;
    use crate::scenario::file::PartySection;

    macro_rules! described {
        ($($name:ident => $schema:expr;)*) => { $(
            pub(in crate::scenario) struct $name;

            impl JsonSchema for $name {
                fn is_referenceable() -> bool {
                    false
                }

                fn schema_name() -> String {
                    stringify!($name).to_string()
                }

                fn json_schema(_: &mut SchemaGenerator) -> Schema {
                    $schema.into()
                }
            }
        )* };
    }

    described! {
        Amount => amount();
        Country => COUNTRY.schema();
        Day => day(DAY);
        DayOfStory => day(DAY_OF_YEARS);
        File => FILE.schema();
        FreeDays => free_days();
        Kind => KIND.schema();
        // Which of the two holds depends on where the parties are; within a region it is the shorter.
        Memo => MEMO_ABROAD.schema();
        Name => NAME.schema();
        Party => PARTY.schema();
        Purpose => PURPOSE.schema();
        Reason => REASON.schema();
        Reference => REFERENCE.schema();
        Salt => SALT.schema();
        Symbol => SYMBOL.schema();
        Title => TITLE.schema();
        TokenName => TOKEN_NAME.schema();
    }

    pub(in crate::scenario) struct Parties;

    impl JsonSchema for Parties {
        fn is_referenceable() -> bool {
            false
        }

        fn schema_name() -> String {
            "Parties".to_string()
        }

        fn json_schema(generator: &mut SchemaGenerator) -> Schema {
            parties(generator.subschema_for::<PartySection>()).into()
        }
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
    fn a_class_has_exactly_the_characters_of_its_kind() {
        assert_eq!(class(|c| c.is_ascii_digit() || c == '-'), r"[\-0-9]");
        assert_eq!(class(is_printable), "[ -%'-;=?-~]");
        assert_eq!(class(|c| c != 'b' && c != '\u{202e}'), r"[^b\u202e]");
    }

    #[test]
    fn a_hidden_character_is_named() {
        let fault = |text| TITLE.fault(text).unwrap_or_default();
        assert!(fault("a\u{202e}b").starts_with("has the invisible character U+202E; expected"));
        assert!(fault("a\u{1b}[2J").starts_with("has the control character U+001B; expected"));
        assert_eq!(fault("Gonçalves & Filhos"), "");
    }
}
