//! Reads and writes the JSON of messages, answers and records by tables, in little code.
//!
//! What serde derives is code for each type: 42 of every 100 bytes of a contract with many messages.
//! Here a type brings the names of its fields and one call a field; everything else is written once.
//! [`wire`] stands in place of `cosmwasm_schema::cw_serde`; JSON, schema and derived traits are the same.
//!
//! A type is read in one of two ways, and the way holds for all that is inside it:
//!
//! | way | how | of a field that nobody knows |
//! |---|---|---|
//! | strictly | [`Strict`] as the argument of an entry point, [`from_message`] | refuses the message, and names the field, its place and the nearest known name |
//! | tolerantly | `from_json`, storage, answers of other contracts | passes over it, so that the other side may be newer |
//!
//! In both ways a known field may come once, a variant with fields must be an object, a variant without
//! any must be a string, and a field marked `#[wire(required)]` may be null and not absent: whoever takes a
//! limit away says so. What is read strictly is spelled as it is written, too: digits without sign or leading
//! zeros, base64 with padding, hexadecimal in small letters. Errors say where: ``missing field `amount` in `batch_transfer.payments[3]` ``.
//!
//! ```
//! use cosmwasm_std::{from_json, Uint128};
//! use isthmus_wire::{from_message, wire};
//!
//! /// What an account may ask for.
//! #[wire]
//! enum Msg {
//!     Pay { to: String, amount: Uint128, memo: Option<String> },
//! }
//!
//! let json = br#"{"pay":{"to":"ana","amount":"5","memmo":"rent"}}"#;
//! assert!(from_json::<Msg>(json).is_ok());
//! let refused: Result<Msg, String> = from_message(json);
//! assert_eq!(refused.unwrap_err(), "unknown field `memmo` in `pay`, did you mean `memo`?");
//! ```
//!
//! What differs from serde's own reader in the tolerant way: a number with a fraction, an exponent or zeros
//! before it, or beyond 64 bits, is refused wherever it stands, in unknown fields too.

// The attribute names this crate as its users do.
extern crate self as isthmus_wire;

mod foreign;
mod names;
mod reader;
mod required;
mod scalars;
mod text;
mod value;
mod whole;

pub use cosmwasm_schema::schemars;
pub use isthmus_wire_derive::wire;
pub use reader::{Fields, Reader, Shape};
pub use required::Required;
pub use serde;
pub use text::{printable, printable_within};
pub use value::{difference, object, variant, Value};
pub use whole::{binary, deserialize, from_message, rewrite, serialize, Record, Strict};

/// What is read from JSON and shown as JSON. [`wire`] implements it.
pub trait Wire {
    /// Reads it. Never stops: the reader keeps the first thing that is wrong, and what is returned after
    /// that is thrown away by whoever began to read. So there is one way out of the code of each type.
    fn read(value: Value<'_>, reader: &mut Reader) -> Self
    where
        Self: Sized;

    /// Shows it.
    fn show(&self) -> Value<'_>;

    /// What an absent field is, if the field may be absent.
    fn absent() -> Option<Self>
    where
        Self: Sized,
    {
        None
    }
}
