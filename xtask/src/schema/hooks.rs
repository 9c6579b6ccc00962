//! `hooks.json`: what travels inside a message of somebody else, as base64 of JSON. `packet.json`: what
//! one bridge sends to another.

use cosmwasm_schema::schema_for;
use isthmus_api::{bridge, escrow, issuance, packet};
use schemars::schema::RootSchema;
use serde::Serialize;

use super::{patterns, Versioned};

#[derive(Serialize)]
pub struct Hooks {
    /// The `msg` of a CW20 `send` to the contract.
    send: Send,
    acknowledgement: RootSchema,
}

#[derive(Serialize)]
struct Send {
    issuance: RootSchema,
    escrow: RootSchema,
    bridge: RootSchema,
}

pub fn hooks() -> Versioned<Hooks> {
    Versioned::new(Hooks {
        send: Send {
            issuance: described(schema_for!(issuance::TokenHook)),
            escrow: described(schema_for!(escrow::TokenHook)),
            bridge: described(schema_for!(bridge::TokenHook)),
        },
        acknowledgement: described(schema_for!(packet::Acknowledgement)),
    })
}

pub fn packet() -> RootSchema {
    described(schema_for!(packet::Envelope))
}

/// A schema in which a string that is a number or bytes says so.
pub fn described(mut schema: RootSchema) -> RootSchema {
    patterns::describe(&mut schema);
    schema
}
