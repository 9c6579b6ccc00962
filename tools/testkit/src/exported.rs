//! Whether what a test saw is what `schema/` promises its clients: events with attributes of the kinds
//! that are exported, errors that are read back by the template of their code.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use cosmwasm_std::{Attribute as Shown, Event};
use isthmus_api::event::{Attribute, EventSchema};
use isthmus_api::kind::Kind;
use isthmus_api::template::Template;
use isthmus_api::{access, bridge, escrow, identity, issuance, stablecoin};
use serde::Deserialize;

/// Every typed event.
fn typed() -> impl Iterator<Item = &'static EventSchema> {
    let all = [
        stablecoin::events::EVENTS,
        issuance::events::EVENTS,
        escrow::events::EVENTS,
        identity::events::EVENTS,
        bridge::events::EVENTS,
        access::events::EVENTS,
    ];
    all.into_iter().flatten()
}

/// Panics if an event of ours is not as `schema/events.json` says: its name, its attributes in order,
/// the kind of each. Other events pass.
pub fn check_events(events: &[Event]) {
    for event in events {
        let name = event.ty.strip_prefix("wasm-").unwrap_or(&event.ty);
        if name.starts_with("isthmus_") {
            let schema = typed().find(|schema| schema.event == name);
            let schema = schema.unwrap_or_else(|| panic!("{name} is not exported"));
            check_attributes(&event.ty, &event.attributes, schema.attributes);
        } else if event.ty == "wasm" {
            for (set, schema) in stablecoin::Cw20Event::sets(event).filter_map(cw20) {
                check_attributes(&event.ty, set, schema.attributes);
            }
        }
    }
}

/// A set of CW20's attributes with its schema.
fn cw20(set: &[Shown]) -> Option<(&[Shown], &'static stablecoin::Cw20Schema)> {
    let action = set.first().map(|action| action.value.as_str())?;
    let schema = stablecoin::CW20_EVENTS.iter().find(|schema| schema.action == action)?;
    Some((set, schema))
}

fn check_attributes(event: &str, given: &[Shown], said: &[Attribute]) {
    let ours = |key: &str| !key.starts_with('_') && key != "action";
    let mut said = said.iter();
    for given in given.iter().filter(|given| ours(&given.key)) {
        // What is passed over on the way to it must be optional.
        let found = said.find(|said| {
            assert!(said.name == given.key || said.optional, "{event} lacks {}", said.name);
            said.name == given.key
        });
        let found = found.unwrap_or_else(|| panic!("{event} has {}, out of turn", given.key));
        let (kind, value) = (found.kind, &given.value);
        assert!(kind.holds(value), "{event} {}: no {kind:?}: {value}", given.key);
    }
    let missing = said.find(|said| !said.optional);
    assert!(missing.is_none(), "{event} lacks {}", missing.map_or("", |said| said.name));
}

/// The parameters of an error, read back from its text by what `schema/errors.json` says of its code.
/// An engine may put words before the text, with a colon or on a line of their own. Panics if the text
/// cannot be read, or a parameter is of another kind.
pub fn check_error(text: &str, code: &str) -> Vec<(String, String)> {
    let error = ERRORS.iter().find(|error| error.code.as_deref() == Some(code));
    let error = error.unwrap_or_else(|| panic!("{code} is not exported"));
    let end = text.rfind(&format!(" [{code}]")).unwrap_or_else(|| panic!("no {code} in {text:?}"));
    let starts = text[..end].match_indices([':', '\n']).map(|(at, _)| at + 1);
    let bodies = std::iter::once(0).chain(starts).map(|start| text[start..end].trim_start());
    let around = ERRORS.iter().filter(|error| error.code.is_none());
    let known: Vec<_> = std::iter::once(error).chain(around).collect();
    let mut read = bodies.flat_map(|body| known.iter().filter_map(move |error| read(error, body)));
    read.next().unwrap_or_else(|| panic!("{text:?} is not {:?}", error.text))
}

fn read(error: &Exported, body: &str) -> Option<Vec<(String, String)>> {
    let template = Template::new(&error.text).unwrap();
    let read = template.read(body)?;
    for ((name, value), parameter) in read.iter().zip(&error.parameters) {
        let kind = parameter.kind();
        assert!(kind.holds(value), "{} of {body:?}: no {kind:?}", name);
    }
    Some(read.into_iter().map(|(name, value)| (name.to_string(), value.to_string())).collect())
}

#[derive(Deserialize)]
struct Exported {
    code: Option<String>,
    text: String,
    parameters: Vec<Parameter>,
}

#[derive(Deserialize)]
struct Parameter {
    kind: String,
}

impl Parameter {
    fn kind(&self) -> Kind {
        use strum::IntoEnumIterator;
        let same = |kind: &Kind| <&'static str>::from(*kind) == self.kind;
        Kind::iter().find(same).unwrap_or_else(|| panic!("{} is no kind", self.kind))
    }
}

/// The errors of all contracts in `schema/errors.json`.
static ERRORS: LazyLock<Vec<Exported>> = LazyLock::new(|| {
    let text = include_str!("../../../schema/errors.json");
    let file: BTreeMap<String, serde_json::Value> = serde_json::from_str(text).unwrap();
    let lists = file.into_values().filter(serde_json::Value::is_array);
    lists.flat_map(|list| serde_json::from_value::<Vec<Exported>>(list).unwrap()).collect()
});

#[cfg(test)]
mod tests {
    use super::*;
    use isthmus_api::event::TypedEvent;

    fn unpause(scopes: &str) -> Event {
        let event = access::events::Unpause { scopes: scopes.into(), by: "ana".into() };
        event.to_event()
    }

    #[test]
    fn an_event_as_exported_passes() {
        check_events(&[unpause("transfer,mint"), Event::new("transfer")]);
    }

    #[test]
    #[should_panic(expected = "no Code")]
    fn a_value_of_another_kind_is_found() {
        check_events(&[unpause("what {ever}")]);
    }

    #[test]
    #[should_panic(expected = "out of turn")]
    fn an_attribute_more_is_found() {
        check_events(&[unpause("transfer").add_attribute("more", "1")]);
    }

    #[test]
    #[should_panic(expected = "lacks by")]
    fn an_attribute_less_is_found() {
        let mut event = unpause("transfer");
        event.attributes.pop();
        check_events(&[event]);
    }

    #[test]
    fn an_error_is_read_back() {
        let read = check_error("no peer is registered for region east [BR-010]", "BR-010");
        assert_eq!(read, [("region".to_string(), "east".to_string())]);
        let wrapped = "wasm: failed:\nno peer is registered for region east [BR-010]: at block 7";
        assert_eq!(check_error(wrapped, "BR-010"), read);
    }

    #[test]
    #[should_panic(expected = "is not")]
    fn an_error_in_other_words_is_found() {
        check_error("nobody is east [BR-010]", "BR-010");
    }
}
