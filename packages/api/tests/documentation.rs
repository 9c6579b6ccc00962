//! The documentation of a message says the same as the tables: who may call it, whether it takes
//! coins, what it emits. In one order, for whoever reads it here, in rustdoc or in `schema/`.
#![allow(
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    clippy::as_conversions,
    clippy::panic,
    clippy::unwrap_used,
    clippy::expect_used,
    missing_docs
)]

use isthmus_api::event::EventSchema;
use isthmus_api::permission::{caller_text, table, Funds, Guarded};
use isthmus_api::{access, bridge, escrow, identity, issuance, stablecoin};
use schemars::{schema_for, JsonSchema};
use serde_json::Value;

/// The documentation of each message of an enum.
fn documentation<M: JsonSchema>() -> Vec<(String, String)> {
    let schema = serde_json::to_value(schema_for!(M)).unwrap();
    let variants = schema["oneOf"].as_array().expect("an enum of messages");
    let one = |variant: &Value| {
        let name = variant["required"][0].as_str().expect("a message has a name");
        (name.to_string(), variant["description"].as_str().unwrap_or_default().to_string())
    };
    variants.iter().map(one).collect()
}

/// What a message's documentation lacks of: what it does; By: who; Funds: which; Fails when; Emits.
fn missing(text: &str, who: &str, funds: Funds) -> Vec<&'static str> {
    let (does, rest) = text.split_once("\n\n").unwrap_or((text, ""));
    let after_caller = rest.strip_prefix(&format!("By: {who}. "));
    let funds_said = |rest: &str| match funds {
        Funds::None => rest.starts_with("Funds: none. "),
        Funds::Checked => rest.starts_with("Funds: ") && !rest.starts_with("Funds: none"),
    };
    let fails = rest.find(". Fails ");
    let emits = rest.find(". Emits ");
    [
        ("what it does", !does.is_empty()),
        ("By: who, as the table says", after_caller.is_some()),
        ("Funds: which, as the table says", after_caller.is_some_and(funds_said)),
        ("Fails when", fails.is_some()),
        ("Emits, after that", emits.is_some() && fails < emits),
    ]
    .into_iter()
    .filter(|(_, said)| !said)
    .map(|(what, _)| what)
    .collect()
}

/// The typed events that a text names.
fn events_named(text: &str) -> impl Iterator<Item = &str> {
    text.split('`').filter(|word| word.starts_with("isthmus_") && !word.contains(' '))
}

fn check<M: Guarded + JsonSchema>(events: &[EventSchema]) {
    let documented = documentation::<M>();
    let table = table::<M>();
    assert_eq!(documented.len(), table.len());
    for ((name, text), (kind, permission)) in documented.iter().zip(table) {
        assert_eq!(name, kind);
        let missing = missing(text, &caller_text(permission.caller), permission.funds);
        assert!(missing.is_empty(), "{name} lacks {missing:?}:\n{text}");
        for event in events_named(text) {
            let mut all = events.iter().chain(access::events::EVENTS);
            let known = all.any(|known| known.event == event);
            assert!(known, "{name} names {event}, which is no event");
        }
    }
}

#[test]
fn the_stablecoins_messages_are_documented_as_the_table_says() {
    check::<stablecoin::ExecuteMsg>(stablecoin::events::EVENTS);
}

#[test]
fn the_messages_of_issuance_are_documented_as_the_table_says() {
    check::<issuance::ExecuteMsg>(issuance::events::EVENTS);
}

#[test]
fn the_escrows_messages_are_documented_as_the_table_says() {
    check::<escrow::ExecuteMsg>(escrow::events::EVENTS);
}

#[test]
fn the_registrys_messages_are_documented_as_the_table_says() {
    check::<identity::ExecuteMsg>(identity::events::EVENTS);
}

#[test]
fn the_bridges_messages_are_documented_as_the_table_says() {
    check::<bridge::ExecuteMsg>(bridge::events::EVENTS);
}

#[test]
fn what_is_left_out_or_out_of_order_is_found() {
    let good = "Pays.\n\nBy: the owner. Funds: none. Fails when poor. Emits `x`.";
    assert!(missing(good, "the owner", Funds::None).is_empty());
    for (bad, lack) in [
        ("Pays.\n\nBy: anyone. Funds: none. Fails when poor. Emits `x`.", "By: who"),
        ("Pays.\n\nBy: the owner. Fails when poor. Emits `x`.", "Funds"),
        ("Pays.\n\nBy: the owner. Funds: none. Emits `x`.", "Fails"),
        ("Pays.\n\nBy: the owner. Funds: none. Emits `x`. Fails when poor.", "Emits"),
        ("\n\nBy: the owner. Funds: none. Fails when poor. Emits `x`.", "what"),
    ] {
        let missing = missing(bad, "the owner", Funds::None);
        assert!(missing.iter().any(|what| what.starts_with(lack)), "{bad}: {missing:?}");
    }
    assert!(!missing(good, "the owner", Funds::Checked).is_empty());
}
