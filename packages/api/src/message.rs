//! Reading messages with less code.
//!
//! What reads JSON is generated for each message. The part that finds the next field of an object
//! is the same for all, but the library repeats it in each. [`Message`] reads the fields of all
//! messages of an enum through one function, which saves a contract with many messages a tenth of its
//! size. What is read, and what is refused, does not change.

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;

use serde::de::value::{BorrowedStrDeserializer, StringDeserializer};
use serde::de::{
    Deserialize, DeserializeSeed, Deserializer, EnumAccess, MapAccess, VariantAccess, Visitor,
};

/// The argument of an entry point: an enum of messages, each with its fields by name.
pub struct Message<T>(pub T);

impl<T> From<T> for Message<T> {
    fn from(msg: T) -> Self {
        Self(msg)
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Message<T> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        T::deserialize(Outer(from)).map(Self)
    }
}

/// A deserializer of an enum.
struct Outer<D>(D);

impl<'de, D: Deserializer<'de>> Deserializer<'de> for Outer<D> {
    type Error = D::Error;

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        name: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, D::Error> {
        self.0.deserialize_enum(name, variants, Of(visitor))
    }

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, D::Error> {
        self.0.deserialize_any(visitor)
    }

    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option
        unit unit_struct newtype_struct seq tuple tuple_struct map struct identifier ignored_any
    }
}

/// What passes on, with the fields of an object read by [`next_field`].
struct Of<T>(T);

impl<'de, V: Visitor<'de>> Visitor<'de> for Of<V> {
    type Value = V::Value;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        self.0.expecting(f)
    }

    fn visit_enum<A: EnumAccess<'de>>(self, data: A) -> Result<V::Value, A::Error> {
        self.0.visit_enum(Of(data))
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<V::Value, A::Error> {
        self.0.visit_map(Of(map))
    }
}

impl<'de, A: EnumAccess<'de>> EnumAccess<'de> for Of<A> {
    type Error = A::Error;
    type Variant = Of<A::Variant>;

    fn variant_seed<S: DeserializeSeed<'de>>(
        self,
        seed: S,
    ) -> Result<(S::Value, Self::Variant), A::Error> {
        let (name, variant) = self.0.variant_seed(seed)?;
        Ok((name, Of(variant)))
    }
}

impl<'de, A: VariantAccess<'de>> VariantAccess<'de> for Of<A> {
    type Error = A::Error;

    fn unit_variant(self) -> Result<(), A::Error> {
        self.0.unit_variant()
    }

    fn newtype_variant_seed<S: DeserializeSeed<'de>>(self, seed: S) -> Result<S::Value, A::Error> {
        self.0.newtype_variant_seed(seed)
    }

    fn tuple_variant<V: Visitor<'de>>(self, len: usize, visitor: V) -> Result<V::Value, A::Error> {
        self.0.tuple_variant(len, visitor)
    }

    fn struct_variant<V: Visitor<'de>>(
        self,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, A::Error> {
        self.0.struct_variant(fields, Of(visitor))
    }
}

impl<'de, A: MapAccess<'de>> MapAccess<'de> for Of<A> {
    type Error = A::Error;

    fn next_key_seed<S: DeserializeSeed<'de>>(
        &mut self,
        seed: S,
    ) -> Result<Option<S::Value>, A::Error> {
        match next_field(&mut self.0)? {
            Some(Cow::Borrowed(name)) => {
                seed.deserialize(BorrowedStrDeserializer::new(name)).map(Some)
            }
            Some(Cow::Owned(name)) => seed.deserialize(StringDeserializer::new(name)).map(Some),
            None => Ok(None),
        }
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, A::Error> {
        self.0.next_value_seed(seed)
    }
}

/// The name of the next field.
#[inline(never)]
fn next_field<'de, A: MapAccess<'de>>(map: &mut A) -> Result<Option<Cow<'de, str>>, A::Error> {
    map.next_key_seed(Name(PhantomData))
}

struct Name<'de>(PhantomData<&'de str>);

impl<'de> DeserializeSeed<'de> for Name<'de> {
    type Value = Cow<'de, str>;

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<Self::Value, D::Error> {
        from.deserialize_identifier(self)
    }
}

impl<'de> Visitor<'de> for Name<'de> {
    type Value = Cow<'de, str>;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("the name of a field")
    }

    fn visit_borrowed_str<E>(self, name: &'de str) -> Result<Self::Value, E> {
        Ok(Cow::Borrowed(name))
    }

    fn visit_str<E>(self, name: &str) -> Result<Self::Value, E> {
        Ok(Cow::Owned(name.to_string()))
    }

    fn visit_string<E>(self, name: String) -> Result<Self::Value, E> {
        Ok(Cow::Owned(name))
    }
}

#[cfg(test)]
mod tests {
    use std::any::type_name;

    use cosmwasm_schema::cw_serde;
    use cosmwasm_std::{from_json, to_json_vec, Uint128};

    use super::*;

    #[cw_serde]
    enum Msg {
        Pay { to: String, amount: Uint128, memo: Option<String>, parts: Vec<Part> },
        Stop {},
        Wrapped(Part),
    }

    #[cw_serde]
    struct Part {
        share: u64,
    }

    /// What the enum reads by itself, and through [`Message`]; errors as texts.
    fn both(json: &[u8]) -> [Result<Msg, String>; 2] {
        let alone = from_json::<Msg>(json).map_err(|error| error.to_string());
        let through = from_json::<Message<Msg>>(json).map_err(|error| error.to_string());
        let plain = |text: String| text.replace(type_name::<Message<Msg>>(), type_name::<Msg>());
        [alone, through.map(|Message(msg)| msg).map_err(plain)]
    }

    #[test]
    fn whatever_is_written_is_read_back() {
        let part = Part { share: 7 };
        let parts = vec![part.clone(), part.clone()];
        let pay =
            |memo| Msg::Pay { to: "ana".into(), amount: 5u128.into(), memo, parts: parts.clone() };
        for msg in [pay(None), pay(Some("a \"b\" \u{e9}".into())), Msg::Stop {}, Msg::Wrapped(part)]
        {
            let json = to_json_vec(&msg).unwrap();
            assert_eq!(both(&json), [Ok(msg.clone()), Ok(msg)]);
        }
    }

    #[test]
    fn what_is_not_a_message_is_refused_as_ever() {
        let read: [(&str, bool); 16] = [
            (r#"{"pay":{"parts":[],"amount":"1","to":"x","memo":null}}"#, true),
            (r#" { "pay" : { "parts" : [ ] , "amount" : "1" , "to" : "x" } } "#, true),
            (r#"{"pay":{"\u0074o":"x","amount":"1","parts":[]}}"#, true),
            (r#"{"p\u0061y":{"to":"x","amount":"1","parts":[]}}"#, true),
            (r#"{"pay":{"to":"x","to":"y","amount":"1","parts":[]}}"#, false),
            (r#"{"pay":{"to":"x","amount":"1"}}"#, false),
            (r#"{"pay":{"to":"x","amount":"1","parts":[],}}"#, false),
            (r#"{"pay":{"to":"x","amount":"1","parts":[],"more":{"a":[1]}}}"#, true),
            (r#"{"pay":{"to":5,"amount":"1","parts":[]}}"#, false),
            (r#"{"pay":{5:"x"}}"#, false),
            (r#"{"pay":{"to":"x""#, false),
            (r#"{"pay":null}"#, false),
            (r#""stop""#, false),
            (r#"{"stop":{},"pay":{}}"#, false),
            (r#"{"halt":{}}"#, false),
            ("", false),
        ];
        for (json, good) in read {
            let [alone, through] = both(json.as_bytes());
            assert_eq!(alone, through, "{json}");
            assert_eq!(alone.is_ok(), good, "{json}: {alone:?}");
        }
    }

    #[test]
    fn other_json_readers_read_the_same() {
        let json = r#"{"pay":{"to":"x","amount":"1","parts":[{"share":2}]}}"#;
        let alone: Msg = serde_json::from_str(json).unwrap();
        let Message(through) = serde_json::from_str::<Message<Msg>>(json).unwrap();
        assert_eq!(alone, through);
        assert!(serde_json::from_str::<Message<Msg>>("7").is_err());
    }
}
