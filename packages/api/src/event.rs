//! Typed events. [`event!`](macro@crate::event) writes the struct once; it becomes a `cosmwasm_std::Event`
//! in the contract and is read back by tests, the client and indexers.
//!
//! A chain shows the type with the prefix `wasm-`; reading accepts it with or without.

use cosmwasm_std::{Event, Uint128};
use thiserror::Error;

use crate::kind::Kind;
use crate::types::{ChannelId, Did, JurisdictionId, RegionId, SchemaId, TokenId};

/// An event that does not have the expected shape.
#[derive(Error, Debug, Clone, PartialEq, Eq)]
pub enum EventError {
    /// Another type of event.
    #[error("expected event {expected}, got {got}")]
    Type {
        /// The type asked for.
        expected: &'static str,
        /// The type found.
        got: String,
    },
    /// An attribute is missing or cannot be read.
    #[error("event {event}: attribute {attribute} is missing or malformed")]
    Attribute {
        /// The type of the event.
        event: &'static str,
        /// The attribute.
        attribute: &'static str,
    },
}

/// What the exported schema says of one attribute.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Attribute {
    /// Its key.
    pub name: &'static str,
    /// What it means.
    pub doc: &'static str,
    /// What its text is.
    pub kind: Kind,
    /// Whether it may be absent.
    pub optional: bool,
}

/// An event with a fixed type and fixed attributes.
pub trait TypedEvent: Sized {
    /// `isthmus_<contract>_<verb>`.
    const TYPE: &'static str;
    /// When it is emitted.
    const DOC: &'static str;
    /// Its attributes in order.
    const ATTRIBUTES: &'static [Attribute];

    /// The event as the contract emits it.
    fn to_event(&self) -> Event;
    /// Reads it back, from a contract's response or from a chain (`wasm-` prefix).
    fn from_event(event: &Event) -> Result<Self, EventError>;
}

/// A value that can stand in an attribute.
pub trait Value: Sized {
    /// What the text is, unless the event says something narrower.
    const KIND: Kind;
    /// Whether the attribute may be absent.
    const OPTIONAL: bool = false;
    /// The text, or nothing for an absent one.
    fn show(&self) -> Option<String>;
    /// The value, from the text if there is one.
    fn read(text: Option<&str>) -> Option<Self>;
}

macro_rules! plain_value {
    ($($type:ty: $kind:ident),*) => {$(
        impl Value for $type {
            const KIND: Kind = Kind::$kind;
            fn show(&self) -> Option<String> {
                Some(self.to_string())
            }
            fn read(text: Option<&str>) -> Option<Self> {
                text?.parse().ok()
            }
        }
    )*};
}
plain_value!(
    String: Text,
    bool: Bool,
    u8: U64,
    u16: U64,
    u32: U64,
    u64: U64,
    Uint128: Uint128
);

macro_rules! named_value {
    ($($name:ident: $field:literal, $kind:ident;)*) => {$(
        impl Value for $name {
            const KIND: Kind = Kind::$kind;
            fn show(&self) -> Option<String> {
                Some(self.to_string())
            }
            fn read(text: Option<&str>) -> Option<Self> {
                $name::new($field, text?).ok()
            }
        }
    )*};
}
named_value! {
    RegionId: "region", Region;
    TokenId: "token", Token;
    ChannelId: "channel", Text;
    JurisdictionId: "jurisdiction", Text;
    SchemaId: "schema", Text;
    Did: "did", Did;
}

impl<T: Value> Value for Option<T> {
    const KIND: Kind = T::KIND;
    const OPTIONAL: bool = true;
    fn show(&self) -> Option<String> {
        self.as_ref().and_then(Value::show)
    }
    fn read(text: Option<&str>) -> Option<Self> {
        match text {
            None => Some(None),
            Some(_) => T::read(text).map(Some),
        }
    }
}

/// [`Value::show`] behind a pointer.
pub trait Shown {
    /// The text, or nothing for an absent one.
    fn text(&self) -> Option<String>;
}

impl<T: Value> Shown for T {
    fn text(&self) -> Option<String> {
        self.show()
    }
}

/// An event of this type with these attributes: what [`TypedEvent::to_event`] of every event calls.
#[inline(never)]
pub fn build(event_type: &str, attributes: &[(&'static str, &dyn Shown)]) -> Event {
    let present = attributes.iter().filter_map(|(name, value)| Some((*name, value.text()?)));
    Event::new(event_type).add_attributes(present)
}

/// The text of an attribute, if the event has it.
pub fn attribute<'a>(event: &'a Event, name: &str) -> Option<&'a str> {
    event.attributes.iter().find(|a| a.key == name).map(|a| a.value.as_str())
}

/// The value of an attribute, if its text is of the kind that the event says.
pub fn value<T: Value>(event: &Event, name: &str, kind: Kind) -> Option<T> {
    let text = attribute(event, name);
    if text.is_some_and(|text| !kind.holds(text)) {
        return None;
    }
    T::read(text)
}

/// Declares a typed event: documented struct, conversion both ways, metadata for the schema. What the
/// text of an attribute is ([`Kind`]) follows from its type; `as` says what a `String` or a `u64` is.
///
/// ```
/// use cosmwasm_std::Uint128;
/// use isthmus_api::event::TypedEvent;
///
/// isthmus_api::event! {
///     /// Somebody paid.
///     Paid = "isthmus_example_pay" {
///         /// Who received.
///         to: String as Address,
///         /// How much, in base units.
///         amount: Uint128,
///         /// The payer's own reference.
///         memo: Option<String>,
///     }
/// }
///
/// let paid = Paid { to: "bob".into(), amount: Uint128::new(5), memo: None };
/// assert_eq!(Paid::from_event(&paid.to_event()).unwrap(), paid);
/// ```
#[macro_export]
macro_rules! event {
    (
        $(#[doc = $doc:literal])+
        $name:ident = $type:literal {
            $( $(#[doc = $field_doc:literal])+ $field:ident : $field_type:ty $(as $kind:ident)?, )*
        }
    ) => {
        $(#[doc = $doc])+
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub struct $name {
            $( $(#[doc = $field_doc])+ pub $field: $field_type, )*
        }

        impl $crate::event::TypedEvent for $name {
            const TYPE: &'static str = $type;
            const DOC: &'static str = concat!($($doc),+);
            const ATTRIBUTES: &'static [$crate::event::Attribute] = &[
                $( $crate::event::Attribute {
                    name: stringify!($field),
                    doc: concat!($($field_doc),+),
                    kind: $crate::kind_of!($field_type $(, $kind)?),
                    optional: <$field_type as $crate::event::Value>::OPTIONAL,
                }, )*
            ];

            fn to_event(&self) -> cosmwasm_std::Event {
                $crate::event::build($type, &[
                    $( (stringify!($field), &self.$field as &dyn $crate::event::Shown), )*
                ])
            }

            fn from_event(event: &cosmwasm_std::Event) -> Result<Self, $crate::event::EventError> {
                let got = event.ty.strip_prefix("wasm-").unwrap_or(&event.ty);
                if got != $type {
                    return Err($crate::event::EventError::Type { expected: $type, got: got.to_string() });
                }
                Ok(Self {
                    $( $field: $crate::event::value::<$field_type>(
                        event,
                        stringify!($field),
                        $crate::kind_of!($field_type $(, $kind)?),
                    )
                    .ok_or($crate::event::EventError::Attribute {
                        event: $type,
                        attribute: stringify!($field),
                    })?, )*
                })
            }
        }
    };
}

/// What an attribute of this type is, unless something narrower is said.
#[doc(hidden)]
#[macro_export]
macro_rules! kind_of {
    ($type:ty) => {
        <$type as $crate::event::Value>::KIND
    };
    ($type:ty, $kind:ident) => {
        $crate::kind::Kind::$kind
    };
}

/// One event in the exported schema.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EventSchema {
    /// `isthmus_<contract>_<verb>`.
    pub event: &'static str,
    /// When it is emitted.
    pub doc: &'static str,
    /// Its attributes in order.
    pub attributes: &'static [Attribute],
}

/// The schema of an event type.
pub const fn schema_of<E: TypedEvent>() -> EventSchema {
    EventSchema { event: E::TYPE, doc: E::DOC, attributes: E::ATTRIBUTES }
}
