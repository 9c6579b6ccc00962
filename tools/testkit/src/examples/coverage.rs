//! Which messages and queries have an example. What there is comes from `schema/`, which is generated
//! from the code; nobody keeps a list.

use std::collections::BTreeSet;
use std::fmt;

use serde_json::Value;

use super::parse::{Example, Kind};

/// What the chain calls.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Entry {
    /// A message.
    Execute,
    /// A question.
    Query,
    /// What the chain's own governance says.
    Sudo,
    /// The contract is made.
    Instantiate,
    /// The contract is moved to other code.
    Migrate,
}

impl Entry {
    /// All of them.
    pub const ALL: [Self; 5] =
        [Self::Execute, Self::Query, Self::Sudo, Self::Instantiate, Self::Migrate];

    /// As in the schema.
    pub fn name(self) -> &'static str {
        match self {
            Self::Execute => "execute",
            Self::Query => "query",
            Self::Sudo => "sudo",
            Self::Instantiate => "instantiate",
            Self::Migrate => "migrate",
        }
    }
}

/// A message or query of a contract.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Message {
    /// Short name of the contract.
    pub contract: String,
    /// What the chain calls.
    pub entry: Entry,
    /// The message's name; none where a contract knows but one.
    pub name: Option<String>,
}

impl fmt::Display for Message {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.contract, self.entry.name())?;
        self.name.as_ref().map_or(Ok(()), |name| write!(f, " {name}"))
    }
}

/// Every message and query in a contract's schema.
pub fn messages(contract: &str, schema: &Value) -> Result<BTreeSet<Message>, String> {
    let mut found = BTreeSet::new();
    for entry in Entry::ALL {
        let part = &schema[entry.name()];
        if part.is_null() {
            continue;
        }
        let contract = contract.to_string();
        match variants(part, part)? {
            None => {
                found.insert(Message { contract, entry, name: None });
            }
            Some(names) => {
                for name in names {
                    found.insert(Message { contract: contract.clone(), entry, name: Some(name) });
                }
            }
        }
    }
    Ok(found)
}

/// Names of the variants of a message type; none if it is a plain object. Fails if the schema has a form
/// that is not understood.
pub fn variants(root: &Value, schema: &Value) -> Result<Option<Vec<String>>, String> {
    if let Some(reference) = schema["$ref"].as_str() {
        let name = reference.strip_prefix("#/definitions/").ok_or("a reference elsewhere")?;
        return variants(root, &root["definitions"][name]);
    }
    let Some(alternatives) = schema["oneOf"].as_array().or(schema["anyOf"].as_array()) else {
        if schema["type"] != "object" {
            return Err(format!("neither a choice nor an object: {schema}"));
        }
        return Ok(None);
    };
    let mut names = Vec::new();
    for alternative in alternatives {
        let required = alternative["required"].as_array().filter(|names| names.len() == 1);
        match alternative["enum"].as_array().or(required) {
            Some(texts) => {
                for text in texts {
                    names.push(text.as_str().ok_or("a name that is no text")?.to_string());
                }
            }
            // A choice of choices.
            None => match variants(root, alternative)? {
                Some(more) => names.extend(more),
                None => return Err(format!("a variant without a name: {alternative}")),
            },
        }
    }
    Ok(Some(names))
}

/// The message that an example shows a contract of this code, if it shows one and is not refused.
pub fn shown(example: &Example, contract: &str) -> Option<Message> {
    let contract = contract.to_string();
    let entry = match &example.kind {
        Kind::Execute(execute) if execute.refused.is_none() => Entry::Execute,
        Kind::Sent { .. } => Entry::Execute,
        Kind::Query { .. } => Entry::Query,
        Kind::Sudo(_) => Entry::Sudo,
        Kind::Instantiate { .. } => {
            return Some(Message { contract, entry: Entry::Instantiate, name: None });
        }
        Kind::Migrate { .. } => {
            return Some(Message { contract, entry: Entry::Migrate, name: None });
        }
        Kind::Execute(_) | Kind::Answer | Kind::Hook | Kind::Called { .. } => return None,
    };
    let name = match &example.json {
        Value::Object(fields) if fields.len() == 1 => fields.keys().next()?,
        Value::String(text) => text,
        _ => return None,
    };
    Some(Message { contract, entry, name: Some(name.clone()) })
}

#[cfg(test)]
mod tests {
    use super::super::parse::examples;
    use super::*;
    use serde_json::json;

    fn names(found: impl IntoIterator<Item = Message>) -> Vec<String> {
        found.into_iter().map(|message| message.to_string()).collect()
    }

    #[test]
    fn every_variant_of_the_schema_counts() {
        let schema = json!({
            "execute": {"oneOf": [
                {"type": "object", "required": ["transfer"], "properties": {"transfer": {}}},
                {"type": "string", "enum": ["accept", "renounce"]},
            ]},
            "query": {
                "anyOf": [{"$ref": "#/definitions/Own"}],
                "definitions": {"Own": {"oneOf": [{"type": "object", "required": ["balance"]}]}},
            },
            "sudo": null,
            "instantiate": {"type": "object", "required": ["owner"]},
        });
        assert_eq!(
            names(messages("x", &schema).unwrap()),
            [
                "x execute accept",
                "x execute renounce",
                "x execute transfer",
                "x query balance",
                "x instantiate"
            ]
        );
        for unknown in [json!(true), json!({"oneOf": [{"type": "object", "required": ["a", "b"]}]})]
        {
            assert!(messages("x", &json!({ "execute": unknown })).is_err(), "{unknown}");
        }
    }

    #[test]
    fn an_example_counts_for_the_message_it_shows_unless_that_is_refused() {
        let body = "{\"pause\": {}}\n```\n";
        let text = [
            format!("```json execute ana@west.bridge\n{body}"),
            format!("```json execute ana@west.escrow refused ES-002\n{body}"),
            format!("```json sent bridge@east.identity\n{body}"),
            format!("```json query @west.stablecoin\n{body}"),
            format!("```json sudo @west.stablecoin\n{body}"),
            format!("```json hook\n{body}"),
            format!("```json answer\n{body}"),
            format!("```json instantiate owner@west.bridge as other\n{body}"),
            format!("```json migrate owner@west.bridge to bridge\n{body}"),
        ];
        let found = examples(&text.concat()).unwrap();
        assert_eq!(
            names(found.iter().filter_map(|example| shown(example, "x"))),
            [
                "x execute pause",
                "x execute pause",
                "x query pause",
                "x sudo pause",
                "x instantiate",
                "x migrate"
            ]
        );
    }
}
