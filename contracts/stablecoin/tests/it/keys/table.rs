//! The page `docs/stablecoin/keys.md`: what each key can do at once, and what after the delay.

use cosmwasm_schema::schema_for;
use isthmus_api::permission::{caller_text, table, Caller, Guarded};
use isthmus_api::stablecoin::{Change, ExecuteKind, ExecuteMsg, Party, Role};
use isthmus_stablecoin::model::changes::loosens;
use strum::IntoEnumIterator;

use crate::matrix::{allowed, ready, samples};

/// The names of all changes, as in their JSON.
pub fn changes() -> Vec<String> {
    let schema = serde_json::to_value(schema_for!(Change)).unwrap();
    let variants = schema["oneOf"].as_array().unwrap();
    variants.iter().map(|it| it["required"][0].as_str().unwrap().to_string()).collect()
}

/// Whether the message is one that the key's office sends.
pub fn is_of(key: &str, kind: &str) -> bool {
    let of_office = |kind: &ExecuteKind| {
        let caller = ExecuteMsg::permission(*kind).caller;
        caller != Caller::Anyone && allowed(caller).contains(&key)
    };
    let found = ExecuteKind::iter().find(|found| <&str>::from(*found) == kind);
    kind == "renounce_role" || found.is_some_and(|kind| of_office(&kind))
}

type Key = Caller<Role, Party>;

/// The keys that a permission speaks of.
fn keys(caller: Key) -> Vec<Key> {
    match caller {
        Caller::Anyone => vec![],
        Caller::OneOf(callers) => callers.iter().flat_map(|caller| keys(*caller)).collect(),
        one => vec![one],
    }
}

/// When a message does what it says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum When {
    Now,
    /// At once where it tightens.
    Either,
    Later,
}

/// When each message acts: one that is a change may wait, and waits always if even what changes nothing
/// would loosen.
fn acts() -> Vec<(ExecuteKind, When)> {
    let changes = changes();
    let when = |(kind, msg): (ExecuteKind, ExecuteMsg)| {
        let name: &str = kind.into();
        let always = |msg: &ExecuteMsg| {
            let change = serde_json::to_value(msg).unwrap();
            let change: Change = cosmwasm_std::from_json(change.to_string()).unwrap();
            loosens(&change, &change)
        };
        let when = match name {
            "grant_role" | "update_ownership" => When::Later,
            "set_change_delay" | "set_owner_delay" => When::Either,
            _ if !changes.iter().any(|change| change == name) => When::Now,
            _ if always(&msg) => When::Later,
            _ => When::Either,
        };
        (kind, when)
    };
    samples(&ready()).into_iter().map(when).collect()
}

/// The lines of the table, by key.
fn lines() -> Vec<String> {
    let acts = acts();
    let mut found: Vec<Key> = vec![Caller::Owner];
    found.extend(Role::iter().map(Caller::Role));
    for (_, permission) in table::<ExecuteMsg>() {
        found.extend(
            keys(permission.caller)
                .into_iter()
                .filter(|key| !found.contains(key))
                .collect::<Vec<_>>(),
        );
    }
    let line = |key: &Key| {
        let cell = |wanted: When| {
            let of = |(kind, when): &&(ExecuteKind, When)| {
                *when == wanted && keys(ExecuteMsg::permission(*kind).caller).contains(key)
            };
            let names =
                acts.iter().filter(of).map(|(kind, _)| format!("`{}`", <&str>::from(*kind)));
            let names: Vec<String> = names.collect();
            if names.is_empty() {
                "-".to_string()
            } else {
                names.join(", ")
            }
        };
        let cells = [caller_text(*key), cell(When::Now), cell(When::Either), cell(When::Later)];
        format!("| {} |", cells.join(" | "))
    };
    found.iter().map(line).collect()
}

#[test]
fn the_table_of_keys_is_that_of_the_permissions() {
    let path = isthmus_testkit::sources::repository().join("docs/stablecoin/keys.md");
    let page = std::fs::read_to_string(&path).unwrap();
    let found: Vec<&str> = page
        .lines()
        .skip_while(|line| !line.starts_with("| key |"))
        .skip(2)
        .take_while(|line| line.starts_with('|'))
        .collect();
    let lines = lines();
    if found != lines && std::env::var("INSTA_UPDATE").is_ok_and(|update| update == "always") {
        let text = page.replace(&found.join("\n"), &lines.join("\n"));
        return std::fs::write(path, text).unwrap();
    }
    assert_eq!(found, lines, "INSTA_UPDATE=always writes the table");
}
