//! A contract's refusal, read back by what `schema/errors.json` says of its code.

use super::result::{ResultCode, Told};
use isthmus_api::template::Template;
use isthmus_regions::Parameter;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// A parameter of kind `seconds` from here on is a moment, below it a length of time.
const FIRST_INSTANT: u64 = 1_000_000_000;

/// An error as it is exported.
#[derive(Deserialize)]
struct Exported {
    #[serde(default)]
    code: String,
    text: String,
    parameters: Vec<Described>,
    /// The words for people.
    #[serde(skip)]
    words: String,
}

#[derive(Deserialize)]
struct Described {
    name: String,
    kind: String,
}

/// The errors of all contracts that have a code.
static ERRORS: LazyLock<Vec<Exported>> = LazyLock::new(|| {
    let text = include_str!("../../../../schema/errors.json");
    let file: BTreeMap<String, serde_json::Value> =
        serde_json::from_str(text).expect("schema/errors.json is JSON");
    let lists = file.into_values().filter(serde_json::Value::is_array);
    let errors = lists.flat_map(|list| {
        serde_json::from_value::<Vec<Exported>>(list).expect("a list in schema/errors.json")
    });
    // A text with a brace of its own cannot be the words of a sentence.
    let errors = errors.filter(|error| !error.text.contains("{{"));
    errors
        .map(|error| Exported {
            words: format!("refused: {} [{}]", error.text.replace(" (seconds)", ""), error.code),
            ..error
        })
        .collect()
});

/// A refusal that had to be, as the result of a step.
pub fn told(text: &str) -> Told {
    read(ResultCode::Refused, text)
        .unwrap_or_else(|| ResultCode::Refused.with("words", reason(text)))
}

/// Why a step failed, as its result.
pub fn failed(text: &str) -> Told {
    read(ResultCode::Failed, text).unwrap_or_else(|| ResultCode::Failed.with("words", text))
}

/// A refusal with code and parameters. An engine may put words before it, with a colon.
fn read(came: ResultCode, text: &str) -> Option<Told> {
    let (body, rest) = text.split_once(" [")?;
    let code = rest.split_once(']')?.0;
    let error = ERRORS.iter().find(|error| error.code == code)?;
    let template = Template::new(&error.text).ok()?;
    let starts = body.match_indices([':', '\n']).map(|(at, _)| at + 1);
    let bodies = std::iter::once(0).chain(starts).map(|start| body[start..].trim_start());
    let values = bodies.filter_map(|body| template.read(body)).next_back()?;
    let told = Told::in_words(came, &error.words).with("error", code);
    Some(values.iter().zip(&error.parameters).fold(told, |told, ((_, value), described)| {
        told.with(&described.name, parameter(&described.kind, value))
    }))
}

fn parameter(kind: &str, value: &str) -> Parameter {
    let number = value.parse::<u64>().ok();
    match (kind, number) {
        ("uint128", _) => value.parse().map_or_else(
            |_| Parameter::from(value),
            |amount: u128| Parameter::Amount(amount.into()),
        ),
        ("seconds", Some(number)) if number >= FIRST_INSTANT => Parameter::Instant(number),
        ("seconds" | "u64", Some(number)) => Parameter::Number(number),
        _ => Parameter::from(value),
    }
}

/// The contract's own words in a refusal: up to the code, without what a node writes before them.
fn reason(text: &str) -> &str {
    let end = text.find(']').map_or(text.len(), |at| at + 1);
    let text = text.get(..end).unwrap_or(text);
    text.rsplit(": ").next().unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> (String, serde_json::Value) {
        let result = told(text).written(6);
        (result.text.clone(), serde_json::to_value(&result).unwrap())
    }

    #[test]
    fn amounts_in_a_refusal_are_decimal_for_people_and_base_units_for_programs() {
        let (text, json) = shown("execute: the reserves cover 0 more, asked for 1 [IS-019]: stack");
        assert_eq!(text, "refused: the reserves cover 0.00 more, asked for 0.000001 [IS-019]");
        assert_eq!(json["code"], "refused");
        assert_eq!(
            json["parameters"],
            serde_json::json!({"error": "IS-019", "headroom": "0", "asked": "1"})
        );
    }

    #[test]
    fn an_instant_in_a_refusal_is_a_date_for_people() {
        let (text, json) = shown("the paying account is held until 1796034711 (seconds) [ST-050]");
        assert_eq!(text, "refused: the paying account is held until 2026-11-30 10:31:51 [ST-050]");
        assert_eq!(json["parameters"]["until"], 1_796_034_711_u64);
    }

    /// In the last of them the unit stands behind a word more.
    #[test]
    fn no_refusal_tells_people_of_a_unit_that_a_date_has_not() {
        for error in ERRORS.iter() {
            assert!(!error.words.contains("(seconds)"), "{}", error.words);
        }
        let (text, json) = shown(
            "nothing has changed; the same news can be sent again from 1796034711 on (seconds) [ID-026]",
        );
        assert!(text.ends_with("sent again from 2026-11-30 10:31:51 on [ID-026]"), "{text}");
        assert_eq!(json["parameters"]["at"], 1_796_034_711_u64);
    }

    #[test]
    fn a_refusal_without_a_code_keeps_its_words() {
        assert_eq!(
            shown("execute wasm: Cannot Sub with given operands").0,
            "refused: Cannot Sub with given operands"
        );
    }
}
