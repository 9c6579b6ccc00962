//! The page `docs/stablecoin/keys.md`: what each key can do at once, what after the delay, and what one that
//! is stolen takes.

use cosmwasm_std::from_json;
use isthmus_api::permission::{caller_text, Caller, Guarded};
use isthmus_api::{issuance, stablecoin};
use isthmus_testkit::chain::address;
use isthmus_testkit::sources::repository;
use serde_json::Value;
use strum::IntoEnumIterator;

use super::messages::{callers, change_of, messages, name, Message, Of};
use super::world::KEYS;
use super::{AT_ONCE, LATER};

/// When a message does what it says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum When {
    Now,
    /// At once where it tightens.
    Either,
    Later,
}

/// What kit knows of the changes that all contracts have.
const COMMON: [(&str, When); 4] = [
    ("grant_role", When::Later),
    ("update_ownership", When::Later),
    ("set_change_delay", When::Either),
    ("set_owner_delay", When::Either),
];

fn loosens(of: Of, now: &Value, then: &Value) -> bool {
    let (now, then) = (now.to_string(), then.to_string());
    match of {
        Of::Token => isthmus_stablecoin::model::changes::loosens(
            &from_json::<stablecoin::Change>(now).unwrap(),
            &from_json(then).unwrap(),
        ),
        Of::Office => isthmus_issuance::model::changes::loosens(
            &from_json::<issuance::Change>(now).unwrap(),
            &from_json(then).unwrap(),
        ),
    }
}

/// When a message acts, by what the rule says of every step from one of the changes that are known here to
/// another: a change that nothing comes before is compared with itself.
fn when(of: Of, kind: &str, all: &[Message]) -> When {
    if let Some((_, when)) = COMMON.iter().find(|(common, _)| *common == kind) {
        return *when;
    }
    let change = |message: &Message| change_of(of, &message.body);
    let by_it = all.iter().filter(|message| message.kind == kind).filter_map(change);
    let mut steps = Vec::new();
    for then in by_it {
        let same_rule = |now: &Value| name(now) == name(&then);
        let before: Vec<Value> = all.iter().filter_map(change).filter(same_rule).collect();
        let others = before.iter().filter(|now| **now != then);
        let loosened: Vec<bool> = others.map(|now| loosens(of, now, &then)).collect();
        match loosened.is_empty() {
            true => steps.push(loosens(of, &then, &then)),
            false => steps.extend(loosened),
        }
    }
    match (steps.contains(&true), steps.contains(&false)) {
        (false, _) => When::Now,
        (true, true) => When::Either,
        (true, false) => When::Later,
    }
}

/// The lines of a contract's table, by key: the owner, the roles, then whoever else is named.
fn lines<M: Guarded>(of: Of, roles: impl Iterator<Item = M::Role>) -> Vec<String> {
    let all = messages(of, |name| address(name).into());
    let callers = callers::<M>();
    let acts: Vec<(&str, &[String], When)> =
        callers.iter().map(|(kind, keys)| (*kind, keys.as_slice(), when(of, kind, &all))).collect();
    let mut keys = vec!["the owner".to_string()];
    keys.extend(roles.map(|role| caller_text::<M::Role, M::Party>(Caller::Role(role))));
    for key in callers.iter().flat_map(|(_, keys)| keys) {
        if !keys.contains(key) {
            keys.push(key.clone());
        }
    }
    let line = |key: String| {
        let cell = |wanted: When| {
            let is_in =
                |(_, keys, when): &&(&str, &[String], When)| *when == wanted && keys.contains(&key);
            list(acts.iter().filter(is_in).map(|(kind, ..)| format!("`{kind}`")))
        };
        let cells = [When::Now, When::Either, When::Later].map(cell);
        format!("| {key} | {} |", cells.join(" | "))
    };
    keys.into_iter().map(line).collect()
}

/// What a stolen key takes: what the property test has found, and has looked for and not found.
fn takings() -> Vec<String> {
    let whose = |holder: &str| match holder {
        "frank" => "what is frozen, blocked or locked",
        "dora" => "what is handed in for money, which it can say it paid",
        "token" => "what was sent to the token by mistake",
        other => panic!("no words for {other}"),
    };
    let line = |(name, of, duty): (&str, Of, &str)| {
        let taken = AT_ONCE.iter().filter(|(taker, _)| *taker == name).map(|(_, it)| whose(it));
        let minted = (name == "minter").then_some("new money, to the end of its allowance");
        let later = if LATER.contains(&name) { "yes" } else { "no" };
        let contract = match of {
            Of::Token => "token",
            Of::Office => "office",
        };
        let at_once = list(taken.chain(minted).map(String::from));
        format!("| {duty} | {contract} | {at_once} | {later} |")
    };
    KEYS.into_iter().map(line).collect()
}

/// With commas between them.
fn list(names: impl Iterator<Item = String>) -> String {
    let names: Vec<String> = names.collect();
    if names.is_empty() {
        return "-".to_string();
    }
    names.join(", ")
}

/// The lines of the table below a heading.
fn found<'a>(page: &'a str, heading: &str) -> Vec<&'a str> {
    let below = page.lines().skip_while(|line| *line != heading);
    let rows = below.skip_while(|line| !line.starts_with('|')).skip(2);
    rows.take_while(|line| line.starts_with('|')).collect()
}

#[test]
fn the_table_of_keys_is_that_of_the_permissions() {
    let path = repository().join("docs/stablecoin/keys.md");
    let mut page = std::fs::read_to_string(&path).unwrap();
    let token = lines::<stablecoin::ExecuteMsg>(Of::Token, stablecoin::Role::iter());
    let office = lines::<issuance::ExecuteMsg>(Of::Office, issuance::Role::iter());
    let update = std::env::var("INSTA_UPDATE").is_ok_and(|update| update == "always");
    for (heading, lines) in [
        ("## What one stolen key takes", takings()),
        ("## The token", token),
        ("## The office", office),
    ] {
        if update {
            page = page.replace(&found(&page, heading).join("\n"), &lines.join("\n"));
        }
        assert_eq!(found(&page, heading), lines, "INSTA_UPDATE=always writes the table");
    }
    if update {
        std::fs::write(path, page).unwrap();
    }
}
