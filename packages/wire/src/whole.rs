//! A whole message, answer or record, from its bytes or to them.

use cosmwasm_std::{from_json, to_json_binary, to_json_string, Binary, StdResult};
use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::{Reader, Value, Wire};

/// The argument of an entry point: a message that is read strictly, with all that is inside it. A field
/// that nobody knows refuses it: a misspelt limit must not become no limit.
#[derive(Clone, Debug, PartialEq)]
pub struct Strict<T>(pub T);

impl<T> From<T> for Strict<T> {
    fn from(message: T) -> Self {
        Self(message)
    }
}

impl<'de, T: Wire> Deserialize<'de> for Strict<T> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        read(from, true).map(Self)
    }
}

/// Reads a message that came inside another, such as the `msg` of a CW20 `send`, as strictly as an entry
/// point reads its own.
pub fn from_message<T: Wire>(json: &[u8]) -> StdResult<T> {
    from_json(json).map(|Strict(message)| message)
}

/// What `Deserialize` of every type does: reads tolerantly.
pub fn deserialize<'de, T: Wire, D: Deserializer<'de>>(from: D) -> Result<T, D::Error> {
    read(from, false)
}

/// What `Serialize` of every type does.
pub fn serialize<T: Wire, S: Serializer>(value: &T, to: S) -> Result<S::Ok, S::Error> {
    value.show().serialize(to)
}

/// The answer to a query, in JSON.
#[inline(never)]
pub fn binary(value: &dyn Wire) -> StdResult<Binary> {
    to_json_binary(&value.show())
}

/// What is stored for a record that was read from this JSON, or what is wrong with it: for tests that stored
/// bytes do not change.
pub fn rewrite<T: Wire>(json: &str) -> String {
    from_json::<Tolerant<T>>(json)
        .and_then(|Tolerant(record)| to_json_string(&record.show()))
        .unwrap_or_else(|error| error.to_string())
}

struct Tolerant<T>(T);

impl<'de, T: Wire> Deserialize<'de> for Tolerant<T> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        read(from, false).map(Self)
    }
}

fn read<'de, T: Wire, D: Deserializer<'de>>(from: D, strict: bool) -> Result<T, D::Error> {
    let value = Value::deserialize(from)?;
    let mut reader = Reader::new(strict);
    let message = T::read(value, &mut reader);
    reader.finish().map_err(D::Error::custom)?;
    Ok(message)
}
