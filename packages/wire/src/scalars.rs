//! Texts, numbers, lists and what may be absent.

use std::borrow::Cow;

use cosmwasm_std::{Addr, Binary, Empty, HexBinary, Timestamp, Uint128, Uint64};
use serde::de::value::{Error, StrDeserializer};
use serde::de::IntoDeserializer;
use serde::Deserialize;

use crate::reader::{INVALID_NUMBER, INVALID_TYPE};
use crate::value::object;
use crate::{Reader, Value, Wire};

/// A whole number from `min` to `max`.
#[inline(never)]
fn number(value: &Value, min: i64, max: u64, reader: &mut Reader) -> (u64, i64) {
    match *value {
        Value::Number(given) if given <= max => return (given, 0),
        Value::Signed(given) if min < 0 && given >= min => return (0, given),
        Value::Number(_) | Value::Signed(_) => reader.note(INVALID_NUMBER),
        _ => reader.note(INVALID_TYPE),
    }
    (0, 0)
}

impl Wire for String {
    fn read(value: Value<'_>, reader: &mut Reader) -> Self {
        reader.text(value).unwrap_or_default().into_owned()
    }

    fn show(&self) -> Value<'_> {
        Value::Text(Cow::Borrowed(self))
    }
}

impl Wire for Addr {
    fn read(value: Value<'_>, reader: &mut Reader) -> Self {
        Addr::unchecked(reader.text(value).unwrap_or_default())
    }

    fn show(&self) -> Value<'_> {
        Value::Text(Cow::Borrowed(self.as_str()))
    }
}

impl Wire for bool {
    fn read(value: Value<'_>, reader: &mut Reader) -> Self {
        if let Value::Bool(given) = value {
            return given;
        }
        reader.note(INVALID_TYPE);
        false
    }

    fn show(&self) -> Value<'_> {
        Value::Bool(*self)
    }
}

macro_rules! unsigned {
    ($($type:ty),*) => {$(
        impl Wire for $type {
            fn read(value: Value<'_>, reader: &mut Reader) -> Self {
                let (given, _) = number(&value, 0, <$type>::MAX.into(), reader);
                given.try_into().unwrap_or_default()
            }

            fn show(&self) -> Value<'_> {
                Value::Number((*self).into())
            }
        }
    )*};
}
unsigned!(u8, u16, u32, u64);

impl Wire for i32 {
    fn read(value: Value<'_>, reader: &mut Reader) -> Self {
        let max = u64::from(i32::MAX.unsigned_abs());
        match number(&value, i32::MIN.into(), max, reader) {
            (0, negative) => negative.try_into().unwrap_or_default(),
            (positive, _) => positive.try_into().unwrap_or_default(),
        }
    }

    fn show(&self) -> Value<'_> {
        match u64::try_from(*self) {
            Ok(positive) => Value::Number(positive),
            Err(_) => Value::Signed((*self).into()),
        }
    }
}

/// What has a reader of its own for the text of a string, with its own words for what is wrong.
#[inline(never)]
fn parsed<T: Default + for<'de> Deserialize<'de>>(value: Value<'_>, reader: &mut Reader) -> T {
    let parse = |given: &str| {
        let given: StrDeserializer<'_, Error> = given.into_deserializer();
        T::deserialize(given)
    };
    reader.parse(value, parse).unwrap_or_default()
}

macro_rules! texts {
    ($($type:ty: $print:expr;)*) => {$(
        impl Wire for $type {
            fn read(value: Value<'_>, reader: &mut Reader) -> Self {
                parsed(value, reader)
            }

            fn show(&self) -> Value<'_> {
                let print: fn(&Self) -> String = $print;
                Value::Text(Cow::Owned(print(self)))
            }
        }
    )*};
}
texts! {
    Uint128: ToString::to_string;
    Uint64: ToString::to_string;
    Binary: Binary::to_base64;
    HexBinary: HexBinary::to_hex;
}

impl Wire for Timestamp {
    fn read(value: Value<'_>, reader: &mut Reader) -> Self {
        Self::from_nanos(Uint64::read(value, reader).u64())
    }

    fn show(&self) -> Value<'_> {
        Value::Text(Cow::Owned(self.nanos().to_string()))
    }
}

impl Wire for Empty {
    fn read(value: Value<'_>, reader: &mut Reader) -> Self {
        reader.object(value, &[]);
        Self {}
    }

    fn show(&self) -> Value<'_> {
        object(&[], &[])
    }
}

impl<T: Wire> Wire for Option<T> {
    fn read(value: Value<'_>, reader: &mut Reader) -> Self {
        match value {
            Value::Null => None,
            value => Some(T::read(value, reader)),
        }
    }

    fn show(&self) -> Value<'_> {
        self.as_ref().map_or(Value::Null, Wire::show)
    }

    fn absent() -> Option<Self> {
        Some(None)
    }
}

impl<T: Wire> Wire for Vec<T> {
    #[inline(never)]
    fn read(value: Value<'_>, reader: &mut Reader) -> Self {
        let Value::List(list) = value else {
            reader.note(INVALID_TYPE);
            return Self::new();
        };
        let mut items = Self::new();
        for item in list {
            let sound = reader.is_sound();
            let read = T::read(item, reader);
            if sound && !reader.is_sound() {
                reader.leave(true, ["[", &items.len().to_string(), "]"]);
            }
            items.push(read);
        }
        items
    }

    #[inline(never)]
    fn show(&self) -> Value<'_> {
        Value::List(self.iter().map(Wire::show).collect())
    }
}

impl<const N: usize> Wire for [u8; N] {
    fn read(value: Value<'_>, reader: &mut Reader) -> Self {
        let bytes: Vec<u8> = Vec::read(value, reader);
        bytes.try_into().unwrap_or_else(|_| {
            reader.note("invalid length");
            [0; N]
        })
    }

    fn show(&self) -> Value<'_> {
        Value::List(self.iter().map(Wire::show).collect())
    }
}

impl<T: Wire> Wire for Box<T> {
    fn read(value: Value<'_>, reader: &mut Reader) -> Self {
        Self::new(T::read(value, reader))
    }

    fn show(&self) -> Value<'_> {
        (**self).show()
    }
}
