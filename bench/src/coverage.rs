//! Whether every message is measured. What there is to measure comes from `schema/`, which is
//! generated from the code, and from the exports of the wasm itself; nobody keeps a list.

use std::collections::BTreeSet;
use std::fmt;

use anyhow::{bail, Context, Error, Result};
use isthmus_testkit::examples::coverage::{messages, Entry as Shows};
use serde_json::Value;

use crate::figures::{Entry, Row};

/// One thing that must be measured at least once.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Need {
    /// Short name of the contract.
    pub contract: String,
    /// What the chain calls.
    pub entry: Entry,
    /// The message; none for an entry that takes but one, or whose messages no schema lists.
    pub message: Option<String>,
}

impl fmt::Display for Need {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.contract, self.entry)?;
        self.message.as_ref().map_or(Ok(()), |message| write!(f, " {message}"))
    }
}

impl Need {
    fn is_met_by(&self, row: &Row) -> bool {
        let key = &row.key;
        let message = self.message.as_ref();
        key.contract == self.contract
            && key.entry == self.entry
            && message.is_none_or(|message| key.message == *message)
    }
}

/// What is to be measured of a contract: every message in its schema, every entry point it exports.
/// Fails if schema and wasm disagree, or if the schema has a form that is not understood.
pub fn needs(contract: &str, schema: &Value, exports: &BTreeSet<Entry>) -> Result<BTreeSet<Need>> {
    let file = format!("schema/{contract}.json");
    let listed = messages(contract, schema).map_err(Error::msg).with_context(|| file.clone())?;
    let mut needs = BTreeSet::new();
    for &entry in Entry::ALL {
        let is_described = Shows::ALL.iter().any(|described| described.name() == entry.name());
        let of_entry: Vec<_> =
            listed.iter().filter(|message| message.entry.name() == entry.name()).collect();
        match (of_entry.is_empty(), exports.contains(&entry)) {
            (true, true) if is_described => {
                bail!("{contract} exports {entry}, and {file} does not describe it")
            }
            (false, false) => bail!("{file} describes {entry}, and the wasm does not export it"),
            _ => {}
        }
        let mut names: Vec<_> = of_entry.into_iter().map(|message| message.name.clone()).collect();
        if names.is_empty() && exports.contains(&entry) {
            names.push(None);
        }
        let contract = contract.to_string();
        needs.extend(names.into_iter().map(|message| Need {
            contract: contract.clone(),
            entry,
            message,
        }));
    }
    Ok(needs)
}

/// What is not measured.
pub fn missing<'a>(needs: &'a BTreeSet<Need>, rows: &[Row]) -> Vec<&'a Need> {
    needs.iter().filter(|need| !rows.iter().any(|row| need.is_met_by(row))).collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::figures::tests::row;

    fn schema() -> Value {
        json!({
            "contract_name": "x",
            "instantiate": {"type": "object", "required": ["owner"], "properties": {"owner": {}}},
            "execute": {"oneOf": [
                {"type": "object", "required": ["transfer"], "properties": {"transfer": {}}},
                {"type": "string", "enum": ["accept", "renounce"]},
            ]},
            "query": {
                "anyOf": [{"$ref": "#/definitions/Own"}],
                "definitions": {"Own": {"oneOf": [
                    {"type": "object", "required": ["balance"], "properties": {"balance": {}}},
                ]}},
            },
            "migrate": {"type": "object"},
            "sudo": null,
        })
    }

    fn exports() -> BTreeSet<Entry> {
        use Entry::*;
        [Instantiate, Execute, Query, Migrate, Reply, IbcPacketAck].into()
    }

    #[test]
    fn every_message_of_the_schema_and_every_export_is_needed() {
        let needs = needs("x", &schema(), &exports()).unwrap();
        let names: Vec<String> = needs.iter().map(ToString::to_string).collect();
        assert_eq!(
            names,
            [
                "x instantiate",
                "x execute accept",
                "x execute renounce",
                "x execute transfer",
                "x query balance",
                "x migrate",
                "x reply",
                "x ibc_packet_ack",
            ]
        );
    }

    #[test]
    fn a_row_meets_only_the_need_it_names() {
        let needs = needs("x", &schema(), &exports()).unwrap();
        let rows = [
            row("x", Entry::Instantiate, "instantiate"),
            row("x", Entry::Execute, "transfer"),
            row("x", Entry::Execute, "balance"),
            row("y", Entry::Query, "balance"),
            row("x", Entry::Reply, "payment refused"),
        ];
        let missing: Vec<String> =
            missing(&needs, &rows).into_iter().map(ToString::to_string).collect();
        assert_eq!(
            missing,
            [
                "x execute accept",
                "x execute renounce",
                "x query balance",
                "x migrate",
                "x ibc_packet_ack",
            ]
        );
    }

    #[test]
    fn a_schema_that_does_not_fit_the_wasm_is_an_error() {
        let refused = |schema: &Value, exports: &BTreeSet<Entry>| {
            needs("x", schema, exports).unwrap_err().to_string()
        };
        let mut fewer = exports();
        fewer.remove(&Entry::Migrate);
        assert!(refused(&schema(), &fewer).contains("describes migrate"));
        let mut more = exports();
        more.insert(Entry::Sudo);
        assert!(refused(&schema(), &more).contains("exports sudo"));
    }

    #[test]
    fn a_schema_of_unknown_form_is_an_error() {
        let mut schema = schema();
        schema["execute"] = json!({"oneOf": [{"type": "object", "required": ["a", "b"]}]});
        assert!(needs("x", &schema, &exports()).is_err());
        schema["execute"] = json!(true);
        assert!(needs("x", &schema, &exports()).is_err());
    }
}
