//! A whole message, answer or record, from its bytes or to them.

use cosmwasm_std::{from_json, to_json_binary, to_json_string, Binary, StdError, StdResult};
use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::{Reader, Value, Wire};

/// The argument of an entry point: a message that is read strictly, with all that is inside it, or why it
/// cannot be read. A field that nobody knows refuses it: a misspelt limit must not become no limit.
///
/// What is wrong is kept instead of thrown, because cosmwasm-std would put the name of a Rust type before
/// it. It still does where the text is no JSON, or a number has a fraction or does not fit in 64 bits.
#[derive(Clone, Debug, PartialEq)]
pub struct Strict<T>(pub Result<T, String>);

impl<T> From<T> for Strict<T> {
    fn from(message: T) -> Self {
        Self(Ok(message))
    }
}

impl<'de, T: Wire> Deserialize<'de> for Strict<T> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        Ok(Self(read(Value::deserialize(from)?, true)))
    }
}

/// Reads a message that came inside another, such as the `msg` of a CW20 `send`, as strictly as an entry
/// point reads its own; or says why it cannot be read.
pub fn from_message<T: Wire>(json: &[u8]) -> Result<T, String> {
    match from_json(json) {
        Ok(Strict(message)) => message,
        Err(StdError::ParseErr { msg, .. }) => Err(msg),
        Err(other) => Err(other.to_string()),
    }
}

/// What `Deserialize` of every type does: reads tolerantly.
pub fn deserialize<'de, T: Wire, D: Deserializer<'de>>(from: D) -> Result<T, D::Error> {
    read(Value::deserialize(from)?, false).map_err(D::Error::custom)
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
        deserialize(from).map(Self)
    }
}

/// The JSON that this code stores for a record that it has read, for the tests that hold it fixed.
pub fn rewrite<T: Wire>(json: &str) -> StdResult<String> {
    to_json_string(&from_json::<Record<T>>(json)?)
}

fn read<T: Wire>(value: Value<'_>, strict: bool) -> Result<T, String> {
    let mut reader = Reader::new(strict);
    let message = T::read(value, &mut reader);
    reader.finish()?;
    Ok(message)
}
