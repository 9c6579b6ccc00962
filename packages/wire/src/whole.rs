//! A whole message, answer or record, from its bytes or to them.

use cosmwasm_std::{from_json, to_json_binary, Binary, StdResult};
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

/// A record or an answer of a type of another crate, which has its own reader and writer, by ours.
pub struct Record<T>(pub T);

impl<T: Wire> Serialize for Record<T> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        serialize(&self.0, to)
    }
}

impl<'de, T: Wire> Deserialize<'de> for Record<T> {
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
