//! Texts, numbers, lists and what may be absent.

use std::borrow::Cow;

use cosmwasm_std::{Addr, Binary, Empty, HexBinary, Timestamp, Uint128, Uint64};

use crate::value::object;
use crate::{Reader, Value, Wire};

/// A whole number from `min` to `max`.
#[inline(never)]
fn number(value: &Value, min: i64, max: u64, reader: &mut Reader) -> (u64, i64) {
    let given = match *value {
        Value::Number(given) if given <= max => return (given, 0),
        Value::Signed(given) if min < 0 && given >= min => return (0, given),
        Value::Number(given) => given.to_string(),
        Value::Signed(given) => given.to_string(),
        _ => {
            reader.note_type("a number");
            return (0, 0);
        }
    };
    let range = [&min.to_string(), " to ", &max.to_string()].concat();
    reader.note_value("invalid number", &given, &range);
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
        reader.note_type("true or false");
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

/// A number in a string, up to `max`. In a message it is spelled as it is written: digits, without a sign
/// and without zeros before them. What is read tolerantly may have both.
#[inline(never)]
fn digits(value: Value<'_>, max: u128, reader: &mut Reader) -> u128 {
    let Some(given) = reader.text(value) else {
        return 0;
    };
    let tolerated = || if reader.is_strict() { None } else { given.parse().ok() };
    if let Some(number) = canonical(&given).or_else(tolerated).filter(|number| *number <= max) {
        return number;
    }
    let expected = ["digits without sign or leading zeros, at most ", &max.to_string()].concat();
    reader.note_value("invalid number", &given, &expected);
    0
}

/// The number, if it is spelled as it is written. The first digits need no arithmetic of 128 bits, which
/// costs most of the time that a longer way would take.
fn canonical(given: &str) -> Option<u128> {
    let bytes = given.as_bytes();
    if bytes.is_empty() || (bytes.len() > 1 && bytes.first() == Some(&b'0')) {
        return None;
    }
    let (head, tail) = bytes.split_at(bytes.len().min(SHORT));
    let mut short = 0u64;
    for byte in head {
        short = short.wrapping_mul(10).wrapping_add(digit(*byte)?);
    }
    let mut number = u128::from(short);
    for byte in tail {
        number = number.checked_mul(10)?.checked_add(digit(*byte)?.into())?;
    }
    Some(number)
}

/// Digits of which every number fits in 64 bits.
const SHORT: usize = 19;

fn digit(byte: u8) -> Option<u64> {
    let digit = byte.wrapping_sub(b'0');
    (digit <= 9).then_some(digit.into())
}

impl Wire for Uint128 {
    fn read(value: Value<'_>, reader: &mut Reader) -> Self {
        Self::new(digits(value, u128::MAX, reader))
    }

    fn show(&self) -> Value<'_> {
        Value::Text(Cow::Owned(self.to_string()))
    }
}

impl Wire for Uint64 {
    fn read(value: Value<'_>, reader: &mut Reader) -> Self {
        let given = digits(value, u64::MAX.into(), reader);
        Self::new(given.try_into().unwrap_or_default())
    }

    fn show(&self) -> Value<'_> {
        Value::Text(Cow::Owned(self.to_string()))
    }
}

/// In a message with its padding, which a length of whole groups shows; no other bits are ever accepted.
impl Wire for Binary {
    fn read(value: Value<'_>, reader: &mut Reader) -> Self {
        let Some(given) = reader.text(value) else {
            return Self::default();
        };
        let is_spelled = !reader.is_strict() || given.len() % 4 == 0;
        if let (true, Ok(bytes)) = (is_spelled, Self::from_base64(&given)) {
            return bytes;
        }
        reader.note_value("invalid base64", &given, "base64 with padding");
        Self::default()
    }

    fn show(&self) -> Value<'_> {
        Value::Text(Cow::Owned(self.to_base64()))
    }
}

/// In a message in small letters.
impl Wire for HexBinary {
    fn read(value: Value<'_>, reader: &mut Reader) -> Self {
        let Some(given) = reader.text(value) else {
            return Self::default();
        };
        let is_spelled = !reader.is_strict() || !given.bytes().any(|b| b.is_ascii_uppercase());
        if let (true, Ok(bytes)) = (is_spelled, Self::from_hex(&given)) {
            return bytes;
        }
        reader.note_value("invalid hex", &given, "pairs of 0-9 and a-f");
        Self::default()
    }

    fn show(&self) -> Value<'_> {
        Value::Text(Cow::Owned(self.to_hex()))
    }
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
        let mut items = Self::new();
        for item in reader.list(value) {
            let sound = reader.is_sound();
            let read = T::read(item, reader);
            reader.leave_item(sound, items.len());
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
