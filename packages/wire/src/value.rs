//! JSON as a tree, and the only code that reads it from text and writes it.

use std::borrow::Cow;
use std::fmt;

use cosmwasm_std::{to_json_string, StdResult};
use serde::de::{Deserialize, DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde::ser::{Serialize, SerializeMap, SerializeSeq, Serializer};

use crate::text::printable;
use crate::{Shape, Wire};

/// A JSON value. Texts are borrowed where they can be.
#[derive(Clone, Debug, PartialEq)]
pub enum Value<'a> {
    /// null
    Null,
    /// true, false
    Bool(bool),
    /// A whole number without sign.
    Number(u64),
    /// A whole number with a sign.
    Signed(i64),
    /// A string.
    Text(Cow<'a, str>),
    /// An array.
    List(Vec<Value<'a>>),
    /// An object, in order, with what is repeated.
    Object(Vec<(Cow<'a, str>, Value<'a>)>),
}

impl Value<'_> {
    /// Leaves out those of these fields that are null or an empty list (`skip_serializing_if`).
    #[must_use]
    pub fn without_empty(self, names: &[&str]) -> Self {
        match self {
            Self::Object(mut fields) => {
                fields.retain(|(name, value)| !(value.is_empty() && names.contains(&&**name)));
                Self::Object(fields)
            }
            other => other,
        }
    }

    fn is_empty(&self) -> bool {
        match self {
            Self::Null => true,
            Self::List(list) => list.is_empty(),
            _ => false,
        }
    }
}

/// An object with these names and values.
#[inline(never)]
pub fn object<'a>(names: &[&'static str], values: &[&'a dyn Wire]) -> Value<'a> {
    let fields = names.iter().zip(values);
    Value::Object(fields.map(|(name, value)| (Cow::Borrowed(*name), value.show())).collect())
}

/// The variant of an enum at this place, with what it holds.
#[inline(never)]
pub fn variant<'a>(
    names: &[&'static str],
    shapes: &[Shape],
    at: usize,
    values: &[&'a dyn Wire],
) -> Value<'a> {
    let name = Cow::Borrowed(names.get(at).copied().unwrap_or_default());
    let value = match (shapes.get(at), values) {
        (Some(Shape::Named(names)), values) => object(names, values),
        (Some(Shape::Newtype), [value]) => value.show(),
        _ => return Value::Text(name),
    };
    Value::Object(vec![(name, value)])
}

/// Two values as JSON, without the fields in which they agree: of two long ones, what matters.
///
/// ```
/// use isthmus_wire::{difference, wire};
/// #[wire]
/// enum Change {
///     SetFee { bps: u16, collector: String },
/// }
/// let fee = |bps| Change::SetFee { bps, collector: "carol".to_string() };
/// let [was, is] = difference(&fee(5), &fee(7)).unwrap();
/// assert_eq!(was, r#"{"set_fee":{"bps":5}}"#);
/// assert_eq!(is, r#"{"set_fee":{"bps":7}}"#);
/// ```
pub fn difference(one: &dyn Wire, other: &dyn Wire) -> StdResult<[String; 2]> {
    let [one, other] = differing(one.show(), other.show());
    Ok([to_json_string(&one)?, to_json_string(&other)?])
}

fn differing<'a>(one: Value<'a>, other: Value<'a>) -> [Value<'a>; 2] {
    let (ones, mut others) = match (one, other) {
        (Value::Object(ones), Value::Object(others)) => (ones, others),
        (one, other) => return [one, other],
    };
    let (mut left, mut right) = (Vec::new(), Vec::new());
    for (name, value) in ones {
        let Some(at) = others.iter().position(|(other, _)| *other == name) else {
            left.push((name, value));
            continue;
        };
        let (_, theirs) = others.remove(at);
        if value != theirs {
            let [value, theirs] = differing(value, theirs);
            left.push((name.clone(), value));
            right.push((name, theirs));
        }
    }
    right.append(&mut others);
    [Value::Object(left), Value::Object(right)]
}

impl<'de> Deserialize<'de> for Value<'de> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let mut place = Place::default();
        let read = AnyValue(&mut place).deserialize(from);
        read.map_err(|error| {
            let told = error.to_string();
            // In the words of cosmwasm's reader: of one that is too large, and of one that goes on.
            let is_number = told == "Invalid number."
                || (place.after_number && told.starts_with("Expected this character to be either"));
            let (what, advice) =
                if is_number { ("invalid number", WHOLE) } else { (told.as_str(), "") };
            match place.path.strip_prefix('.').unwrap_or(&place.path) {
                "" if !is_number => error,
                "" => D::Error::custom([what, advice].concat()),
                path => D::Error::custom([what, " in `", &printable(path), "`", advice].concat()),
            }
        })
    }
}

/// What a number may be.
const WHOLE: &str =
    ", expected a whole number below 2^64 without zeros before it, fraction or exponent, and \
                     then a comma or the end";

/// Where the text is no JSON, or a number none that is read.
#[derive(Default)]
struct Place {
    /// From the outside in: `.mint_batch.mints[3]`.
    path: String,
    /// Whether it stands after a number: such as its fraction.
    after_number: bool,
    /// Whether the entry of a list that was asked for last had begun.
    began: bool,
}

/// Reads any value. Where it cannot, it says where on the way out.
struct AnyValue<'p>(&'p mut Place);

impl AnyValue<'_> {
    #[inline(never)]
    fn leave(&mut self, place: [&str; 3]) {
        self.0.path.insert_str(0, &place.concat());
    }

    /// What follows a value that could not be read on is no part of it.
    fn leave_after(&mut self, value: &Value<'_>, place: [&str; 3]) {
        self.0.after_number = matches!(value, Value::Number(_) | Value::Signed(_));
        self.leave(place);
    }
}

impl<'de> DeserializeSeed<'de> for AnyValue<'_> {
    type Value = Value<'de>;

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<Value<'de>, D::Error> {
        self.0.began = true;
        from.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for AnyValue<'_> {
    type Value = Value<'de>;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_unit<E>(self) -> Result<Value<'de>, E> {
        Ok(Value::Null)
    }

    fn visit_none<E>(self) -> Result<Value<'de>, E> {
        Ok(Value::Null)
    }

    fn visit_some<D: Deserializer<'de>>(self, from: D) -> Result<Value<'de>, D::Error> {
        from.deserialize_any(self)
    }

    fn visit_bool<E>(self, given: bool) -> Result<Value<'de>, E> {
        Ok(Value::Bool(given))
    }

    fn visit_u64<E>(self, given: u64) -> Result<Value<'de>, E> {
        Ok(Value::Number(given))
    }

    fn visit_i64<E>(self, given: i64) -> Result<Value<'de>, E> {
        Ok(Value::Signed(given))
    }

    fn visit_borrowed_str<E>(self, given: &'de str) -> Result<Value<'de>, E> {
        Ok(Value::Text(Cow::Borrowed(given)))
    }

    fn visit_str<E>(self, given: &str) -> Result<Value<'de>, E> {
        Ok(Value::Text(Cow::Owned(given.to_string())))
    }

    fn visit_string<E>(self, given: String) -> Result<Value<'de>, E> {
        Ok(Value::Text(Cow::Owned(given)))
    }

    fn visit_seq<A: SeqAccess<'de>>(mut self, mut from: A) -> Result<Value<'de>, A::Error> {
        let mut list = Vec::new();
        loop {
            self.0.began = false;
            match from.next_element_seed(AnyValue(self.0)) {
                Ok(Some(item)) => list.push(item),
                Ok(None) => return Ok(Value::List(list)),
                Err(error) => {
                    let at = list.len();
                    match list.last().filter(|_| !self.0.began) {
                        Some(last) => {
                            let at = at.saturating_sub(1).to_string();
                            self.leave_after(last, ["[", &at, "]"]);
                        }
                        None => self.leave(["[", &at.to_string(), "]"]),
                    }
                    return Err(error);
                }
            }
        }
    }

    fn visit_map<A: MapAccess<'de>>(mut self, mut from: A) -> Result<Value<'de>, A::Error> {
        let mut fields: Vec<(Cow<'de, str>, Value<'de>)> = Vec::new();
        loop {
            match from.next_key_seed(Name) {
                Ok(Some(name)) => match from.next_value_seed(AnyValue(self.0)) {
                    Ok(value) => fields.push((name, value)),
                    Err(error) => {
                        self.leave([".", &printable(&name), ""]);
                        return Err(error);
                    }
                },
                Ok(None) => return Ok(Value::Object(fields)),
                Err(error) => {
                    if let Some((name, value)) = fields.last() {
                        self.leave_after(value, [".", &printable(name), ""]);
                    }
                    return Err(error);
                }
            }
        }
    }
}

/// The name of a field.
struct Name;

impl<'de> DeserializeSeed<'de> for Name {
    type Value = Cow<'de, str>;

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<Self::Value, D::Error> {
        from.deserialize_identifier(self)
    }
}

impl<'de> Visitor<'de> for Name {
    type Value = Cow<'de, str>;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("the name of a field")
    }

    fn visit_borrowed_str<E>(self, given: &'de str) -> Result<Self::Value, E> {
        Ok(Cow::Borrowed(given))
    }

    fn visit_str<E>(self, given: &str) -> Result<Self::Value, E> {
        Ok(Cow::Owned(given.to_string()))
    }

    fn visit_string<E>(self, given: String) -> Result<Self::Value, E> {
        Ok(Cow::Owned(given))
    }
}

impl Serialize for Value<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Null => to.serialize_none(),
            Self::Bool(value) => to.serialize_bool(*value),
            Self::Number(value) => to.serialize_u64(*value),
            Self::Signed(value) => to.serialize_i64(*value),
            Self::Text(value) => to.serialize_str(value),
            Self::List(list) => {
                let mut items = to.serialize_seq(Some(list.len()))?;
                for item in list {
                    items.serialize_element(item)?;
                }
                items.end()
            }
            Self::Object(object) => {
                let mut fields = to.serialize_map(Some(object.len()))?;
                for (name, value) in object {
                    fields.serialize_entry(&**name, value)?;
                }
                fields.end()
            }
        }
    }
}
