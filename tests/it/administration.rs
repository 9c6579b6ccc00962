//! Every contract is administered alike: the same answers, the same messages, the same changes. What is
//! compared is what clients read, `schema/`.

use std::fs;
use std::path::PathBuf;

use cosmwasm_schema::schema_for;
use isthmus_api::access::{PausesResponse, RoleMembersResponse, RolesOfResponse};
use isthmus_api::{identity, stablecoin};
use isthmus_testkit::sources::repository;
use serde_json::{json, Value};

use crate::shape::crates;

/// Definitions that are a contract's own.
const OWN: [&str; 3] = ["Change", "Role", "PauseScope"];
/// The changes that every contract has.
const COMMON: [&str; 4] =
    ["grant_role", "set_change_delay", "set_owner_delay", "renounce_ownership"];

/// All contracts there are.
fn contracts() -> Vec<String> {
    let name = |path: PathBuf| path.file_name().unwrap().to_str().unwrap().to_string();
    let names: Vec<_> = crates("contracts").into_iter().map(name).collect();
    assert!(names.len() >= 4, "{names:?}");
    names
}

pub fn schema(path: &str) -> Value {
    let file = repository().join("schema").join(path);
    let text = fs::read_to_string(&file).unwrap_or_else(|error| panic!("{path}: {error}"));
    serde_json::from_str(&text).unwrap()
}

/// A schema without the definitions that are a contract's own, and without those that only they need.
fn shared(mut schema: Value) -> Value {
    let definitions = schema.as_object_mut().unwrap().remove("definitions").unwrap_or_default();
    let mut kept = json!({});
    let mut open = vec![schema.clone()];
    while let Some(part) = open.pop() {
        for name in references(&part) {
            if OWN.contains(&name.as_str()) || kept.get(&name).is_some() {
                continue;
            }
            let definition = definitions[&name].clone();
            kept[&name] = definition.clone();
            open.push(definition);
        }
    }
    schema["definitions"] = kept;
    schema
}

fn references(part: &Value) -> Vec<String> {
    match part {
        Value::Object(fields) => {
            let own = fields.get("$ref").and_then(Value::as_str);
            let own = own.map(|path| path.trim_start_matches("#/definitions/").to_string());
            own.into_iter().chain(fields.values().flat_map(references)).collect()
        }
        Value::Array(items) => items.iter().flat_map(references).collect(),
        _ => Vec::new(),
    }
}

/// The messages of an enum by name, with what their fields are.
fn variants(schema: &Value) -> Vec<(String, Value)> {
    let all = schema["oneOf"].as_array().unwrap().iter();
    let named = all.filter_map(|variant| {
        let name = variant["required"][0].as_str()?;
        Some((name.to_string(), variant["properties"][name].clone()))
    });
    named.collect()
}

/// The same without what is said of it, which may name a contract's own rules.
fn without_words(mut part: Value) -> Value {
    match &mut part {
        Value::Object(fields) => {
            fields.remove("description");
            fields.values_mut().for_each(|field| *field = without_words(field.take()));
        }
        Value::Array(items) => items.iter_mut().for_each(|item| *item = without_words(item.take())),
        _ => {}
    }
    part
}

#[test]
fn the_answers_of_administration_are_the_same_in_every_contract() {
    let expected = |schema: schemars::schema::RootSchema| serde_json::to_value(schema).unwrap();
    let answers = [
        ("role_members", expected(schema_for!(RoleMembersResponse))),
        ("roles_of", expected(schema_for!(RolesOfResponse))),
        ("pauses", expected(schema_for!(PausesResponse))),
        ("pending_changes", expected(schema_for!(stablecoin::PendingChangesResponse))),
        // The export says the pattern of a number, which the type does not: the first contract's counts.
        ("ownership", schema(&format!("raw/{}/response_to_ownership.json", contracts()[0]))),
        ("contract_info", expected(schema_for!(cw2::ContractVersion))),
    ];
    for contract in contracts() {
        for (query, expected) in &answers {
            let told = schema(&format!("raw/{contract}/response_to_{query}.json"));
            assert_eq!(shared(told), shared(expected.clone()), "{contract}: {query}");
        }
    }
}

#[test]
fn the_messages_of_administration_are_the_same_in_every_contract() {
    let messages = [
        "update_ownership",
        "grant_role",
        "revoke_role",
        "renounce_role",
        "pause",
        "unpause",
        "schedule_change",
        "apply_change",
        "cancel_change",
        "set_change_delay",
        "set_owner_delay",
    ];
    let of = |contract: &str| {
        let all = variants(&schema(&format!("raw/{contract}/execute.json")));
        let one = |name: &&str| all.iter().find(|(found, _)| found == name).cloned();
        let found: Vec<_> = messages.iter().filter_map(one).collect();
        assert_eq!(found.len(), messages.len(), "{contract}");
        found.into_iter().map(|(name, fields)| (name, without_words(fields))).collect::<Vec<_>>()
    };
    let first = of("stablecoin");
    for contract in contracts() {
        assert_eq!(of(&contract), first, "{contract}");
        // What the chain does to every contract; a contract may have more.
        let sudo = variants(&schema(&format!("raw/{contract}/sudo.json")));
        let chain = variants(&serde_json::to_value(schema_for!(identity::SudoMsg)).unwrap());
        let found: Vec<_> = sudo.into_iter().filter(|one| chain.contains(one)).collect();
        assert_eq!(found, chain, "{contract}: sudo");
        let began = schema(&format!("raw/{contract}/instantiate.json"))["properties"].clone();
        for field in ["owner", "owner_delay_seconds", "roles", "change_delay_seconds"] {
            let types = &began[field]["type"];
            let optional = types.as_array().is_some_and(|types| types.contains(&json!("null")));
            assert!(optional, "{contract}: {field} may be left out: {}", began[field]);
        }
    }
}

#[test]
fn the_changes_that_every_contract_has_are_the_same_in_every_contract() {
    let of = |contract: &str| {
        let pending = schema(&format!("raw/{contract}/response_to_pending_changes.json"));
        let change = &pending["definitions"]["Change"];
        let all: Vec<_> = change["oneOf"].as_array().unwrap().clone();
        let common = |name: &&str| {
            let found = all.iter().find(|variant| variant["required"][0] == **name);
            found.unwrap_or_else(|| panic!("{contract} has no change {name}")).clone()
        };
        COMMON.iter().map(common).collect::<Vec<_>>()
    };
    let first = of("stablecoin");
    for contract in contracts() {
        assert_eq!(of(&contract), first, "{contract}");
    }
}

/// What waits is read by people before it is applied. A field that is left out reads like one that is left as
/// it is, and often is the loosest choice: whoever means none says null.
#[test]
fn a_change_says_every_field_and_null_where_it_means_none() {
    for contract in contracts() {
        let execute = schema(&format!("raw/{contract}/execute.json"));
        for (name, fields) in variants(&execute["definitions"]["Change"]) {
            let known = fields["properties"].as_object().into_iter().flatten();
            let required = fields["required"].as_array().cloned().unwrap_or_default();
            for (field, _) in known {
                assert!(required.contains(&json!(field)), "{contract}: {name}.{field}");
            }
        }
    }
}

#[test]
fn events_of_administration_have_one_name() {
    let events = schema("events.json");
    let names = |group: &str| -> Vec<String> {
        let all = events[group].as_array().unwrap().iter();
        all.map(|event| event["event"].as_str().unwrap().to_string()).collect()
    };
    let verbs: Vec<String> = names("access")
        .iter()
        .map(|name| name.strip_prefix("isthmus_access_").unwrap().to_string())
        .collect();
    for contract in contracts() {
        for name in names(&contract) {
            let verb = name.strip_prefix(&format!("isthmus_{contract}_")).unwrap_or(&name);
            assert!(!verbs.iter().any(|known| known == verb), "{name} is isthmus_access_{verb}");
        }
    }
}
