//! `events.json`: every event and attribute, with the kind of its text.

use std::collections::BTreeMap;

use isthmus_api::event::{Attribute, EventSchema};
use isthmus_api::kind::Kind;
use isthmus_api::{access, bridge, escrow, identity, issuance, stablecoin};
use serde::Serialize;
use strum::IntoEnumIterator;

use super::Versioned;

#[derive(Serialize)]
pub struct Events {
    /// What the kinds mean.
    kinds: BTreeMap<&'static str, &'static str>,
    stablecoin: Vec<Event>,
    /// What the twelve CW20 messages leave in the chain's own `wasm` event, as cw20-base does.
    stablecoin_cw20: Vec<Event>,
    issuance: Vec<Event>,
    escrow: Vec<Event>,
    identity: Vec<Event>,
    bridge: Vec<Event>,
    /// Administration, the same in every contract.
    access: Vec<Event>,
}

#[derive(Serialize)]
struct Event {
    event: &'static str,
    /// The value of the attribute `action`, which comes first.
    #[serde(skip_serializing_if = "Option::is_none")]
    action: Option<&'static str>,
    emitted: &'static str,
    attributes: Vec<Line>,
}

#[derive(Serialize)]
struct Line {
    name: &'static str,
    kind: &'static str,
    optional: bool,
    meaning: &'static str,
}

pub fn all() -> Versioned<Events> {
    Versioned::new(Events {
        kinds: kinds(),
        stablecoin: events(stablecoin::events::EVENTS),
        stablecoin_cw20: cw20(),
        issuance: events(issuance::events::EVENTS),
        escrow: events(escrow::events::EVENTS),
        identity: events(identity::events::EVENTS),
        bridge: events(bridge::events::EVENTS),
        access: events(access::events::EVENTS),
    })
}

/// What each kind of text means.
pub fn kinds() -> BTreeMap<&'static str, &'static str> {
    Kind::iter().map(|kind| (kind.into(), kind.meaning())).collect()
}

fn events(events: &[EventSchema]) -> Vec<Event> {
    let one = |event: &EventSchema| Event {
        event: event.event,
        action: None,
        emitted: event.doc.trim(),
        attributes: lines(event.attributes),
    };
    events.iter().map(one).collect()
}

fn cw20() -> Vec<Event> {
    let one = |event: &stablecoin::Cw20Schema| Event {
        event: "wasm",
        action: Some(event.action),
        emitted: event.doc,
        attributes: lines(event.attributes),
    };
    stablecoin::CW20_EVENTS.iter().map(one).collect()
}

fn lines(attributes: &[Attribute]) -> Vec<Line> {
    let line = |attribute: &Attribute| Line {
        name: attribute.name,
        kind: attribute.kind.into(),
        optional: attribute.optional,
        meaning: attribute.doc.trim(),
    };
    attributes.iter().map(line).collect()
}
