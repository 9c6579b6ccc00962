//! `isthmus-wire` with serde's own derive in place of its attribute, so that the source of the wire types,
//! compiled with it, is the reference that the tables are compared with.

pub use cosmwasm_schema::cw_serde;
pub use isthmus_wire::*;
pub use isthmus_wire_derive::wire_by_serde as wire;

use serde::{Deserialize, Deserializer};

/// An option that may be null and not absent: serde asks no type about a field that is read by a function.
pub fn given_or_null<'de, T: Deserialize<'de>, D: Deserializer<'de>>(
    from: D,
) -> Result<Option<T>, D::Error> {
    Option::deserialize(from)
}
