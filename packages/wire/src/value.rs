//! JSON as a tree, and the only code that reads it from text and writes it.

use std::borrow::Cow;
use std::fmt;

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

impl<'de> Deserialize<'de> for Value<'de> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let mut path = String::new();
        let read = AnyValue(&mut path).deserialize(from);
        read.map_err(|error| match path.strip_prefix('.').unwrap_or(&path) {
            "" => error,
            path => D::Error::custom([&error.to_string(), " in `", &printable(path), "`"].concat()),
        })
    }
}

/// Reads any value. Where the text is no JSON, or a number none that is read, it says where on the way out.
struct AnyValue<'p>(&'p mut String);

impl AnyValue<'_> {
    #[inline(never)]
    fn leave(self, place: [&str; 3]) {
        self.0.insert_str(0, &place.concat());
    }
}

impl<'de> DeserializeSeed<'de> for AnyValue<'_> {
    type Value = Value<'de>;

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<Value<'de>, D::Error> {
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

    fn visit_seq<A: SeqAccess<'de>>(self, mut from: A) -> Result<Value<'de>, A::Error> {
        let mut list = Vec::new();
        loop {
            match from.next_element_seed(AnyValue(self.0)) {
                Ok(Some(item)) => list.push(item),
                Ok(None) => return Ok(Value::List(list)),
                Err(error) => {
                    self.leave(["[", &list.len().to_string(), "]"]);
                    return Err(error);
                }
            }
        }
    }

    fn visit_map<A: MapAccess<'de>>(self, mut from: A) -> Result<Value<'de>, A::Error> {
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
                // What follows a value is no part of it: such as the fraction of a number.
                Err(error) => {
                    if let Some((name, _)) = fields.last() {
                        self.leave([".", &printable(name), ""]);
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
