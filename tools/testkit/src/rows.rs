//! Messages by line, in the notation of the examples (`docs/examples.md`): `west:ana` stands for ana's address.
//! Here `hash:07` stands for a hash of bytes 7, too.

use serde::de::DeserializeOwned;
use serde_json::{json, Value};

/// A table of messages: in each line some words, and the JSON of a message.
pub fn rows<M: DeserializeOwned>(
    text: &str,
    address: impl Fn(&str) -> String,
) -> Vec<(Vec<&str>, M)> {
    let rows = text.lines().map(str::trim).filter(|row| !row.is_empty());
    let row = rows.map(|row| {
        let (words, msg) = row.split_at(row.find('{').expect("a message"));
        (words.split_whitespace().collect(), named(msg, &address))
    });
    row.collect()
}

/// The message of a JSON text.
#[track_caller]
pub fn named<M: DeserializeOwned>(msg: &str, address: impl Fn(&str) -> String) -> M {
    let msg = serde_json::from_str(msg).unwrap_or_else(|error| panic!("{msg}: {error}"));
    let msg = filled(msg, &address).to_string();
    cosmwasm_std::from_json(&msg).unwrap_or_else(|error| panic!("{msg}: {error}"))
}

fn filled(value: Value, address: &dyn Fn(&str) -> String) -> Value {
    match value {
        Value::String(text) => match text.split_once(':') {
            Some(("west", name)) => json!(address(name)),
            Some(("hash", byte)) => json!(byte.repeat(32)),
            _ => json!(text),
        },
        Value::Object(fields) => {
            fields.into_iter().map(|(name, field)| (name, filled(field, address))).collect()
        }
        Value::Array(items) => items.into_iter().map(|item| filled(item, address)).collect(),
        other => other,
    }
}

/// One of each message of administration, which all contracts have. What is paused is `SCOPE`.
pub const ADMINISTRATION: &str = r#"
{"update_ownership": {"transfer_ownership": {"new_owner": "west:other"}}}
{"grant_role": {"role": "pauser", "account": "west:other"}}
{"revoke_role": {"role": "pauser", "account": "west:other"}}
{"renounce_role": {"role": "pauser"}}
{"schedule_change": {"change": {"set_change_delay": {"seconds": 60}}}}
{"apply_change": {"id": 1}}
{"cancel_change": {"id": 1}}
{"set_change_delay": {"seconds": 60}}
{"set_owner_delay": {"seconds": 60}}
{"pause": {"scopes": ["SCOPE"], "duration_seconds": 60}}
{"unpause": {"scopes": ["SCOPE"]}}
"#;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_is_words_and_a_message_with_addresses_for_names() {
        let table = r#"
            first one {"pay": {"to": "west:ana", "for": ["hash:0a", "tea", 3]}}
            {"stop": {}}
        "#;
        let found: Vec<(Vec<&str>, Value)> = rows(table, |name| format!("<{name}>"));
        let paid = json!({"pay": {"to": "<ana>", "for": ["0a".repeat(32), "tea", 3]}});
        assert_eq!(found, [(vec!["first", "one"], paid), (vec![], json!({"stop": {}}))]);
    }
}
