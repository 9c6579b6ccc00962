//! Checked values. A wire field is a string or a number; each function here turns it into a value
//! that cannot be wrong any more, or says which field broke which limit.

mod line;
mod names;

pub use isthmus_wire::printable;
pub use line::{is_plain, line};
pub use names::{ChannelId, Country, Did, JurisdictionId, SchemaId};

use cosmwasm_std::{Addr, Api, HexBinary, Uint128};
use isthmus_wire::wire;
use thiserror::Error;

crate::limits! {
    /// Longest page a list query returns.
    pub const MAX_PAGE: u32 = 30;
    /// Page length of a list query that does not ask for one.
    pub const DEFAULT_PAGE: u32 = 10;
    /// Bytes of every hash Isthmus stores (SHA-256).
    pub const HASH_BYTES: usize = 32;
}

/// A value that breaks a rule of its field. Contracts wrap it in an error of their own with a code.
#[derive(Error, Debug, Clone, PartialEq, Eq)]
pub enum InputError {
    /// Too short or too long.
    #[error("{field} must have {min} to {max} bytes, got {given}")]
    Length {
        /// The wire field.
        field: &'static str,
        /// Fewest bytes.
        min: usize,
        /// Most bytes.
        max: usize,
        /// Bytes given.
        given: usize,
    },
    /// A character that is not allowed.
    #[error("{field} may hold only {allowed}, got {given}")]
    Characters {
        /// The wire field.
        field: &'static str,
        /// What is allowed, in words.
        allowed: &'static str,
        /// The value given, made printable.
        given: String,
    },
    /// A character that a reader would not see, or not where it stands.
    #[error("{field} may hold no control, bidirectional or invisible characters, got {given}")]
    CodePoint {
        /// The wire field.
        field: &'static str,
        /// Its code point, such as `U+202E`.
        given: String,
    },
    /// A number outside its range.
    #[error("{field} must be from {min} to {max}, got {given}")]
    Range {
        /// The wire field.
        field: &'static str,
        /// Smallest allowed.
        min: u128,
        /// Largest allowed.
        max: u128,
        /// The number given.
        given: u128,
    },
    /// Not an address of this chain in its canonical, lower-case form (CWA-2022-002).
    #[error("{field} must be a lower-case bech32 address of this chain, got {given}")]
    Address {
        /// The wire field.
        field: &'static str,
        /// The value given, made printable.
        given: String,
    },
    /// Not 32 bytes.
    #[error("{field} must be 32 bytes (64 hexadecimal characters), got {given} bytes")]
    Hash {
        /// The wire field.
        field: &'static str,
        /// Bytes given.
        given: usize,
    },
    /// Not a positive decimal number in canonical form.
    #[error(
        "{field} must be a positive decimal number without sign or leading zeros, got {given}"
    )]
    Amount {
        /// The wire field.
        field: &'static str,
        /// The value given, made printable.
        given: String,
    },
    /// More entries than the list may hold.
    #[error("{field} may hold at most {max} entries, got {given}")]
    TooMany {
        /// The wire field.
        field: &'static str,
        /// Most entries.
        max: usize,
        /// Entries given.
        given: usize,
    },
}

/// A local address: valid, of this chain and in the one canonical spelling.
pub fn address(api: &dyn Api, field: &'static str, given: &str) -> Result<Addr, InputError> {
    let refused = || InputError::Address { field, given: printable(given) };
    if given.chars().any(|c| c.is_ascii_uppercase()) {
        return Err(refused());
    }
    api.addr_validate(given).map_err(|_| refused())
}

/// A text of `min` to `max` bytes (UTF-8), with every character accepted by `allow`.
pub fn text(
    field: &'static str,
    given: &str,
    (min, max): (usize, usize),
    allowed: &'static str,
    allow: impl Fn(char) -> bool,
) -> Result<String, InputError> {
    if given.len() < min || given.len() > max {
        return Err(InputError::Length { field, min, max, given: given.len() });
    }
    if !given.chars().all(allow) {
        return Err(InputError::Characters { field, allowed, given: printable(given) });
    }
    Ok(given.to_string())
}

/// A 32-byte hash.
pub fn hash(field: &'static str, given: &HexBinary) -> Result<[u8; HASH_BYTES], InputError> {
    given.as_slice().try_into().map_err(|_| InputError::Hash { field, given: given.len() })
}

/// A positive amount from a packet: digits only, no sign, no leading zero, at most 2^128 - 1.
pub fn amount(field: &'static str, given: &str) -> Result<Uint128, InputError> {
    let canonical =
        !given.is_empty() && !given.starts_with('0') && given.chars().all(|c| c.is_ascii_digit());
    let refused = || InputError::Amount { field, given: printable(given) };
    if !canonical {
        return Err(refused());
    }
    given.parse::<u128>().map(Uint128::new).map_err(|_| refused())
}

/// A number from `min` to `max`, both included.
pub fn within<N: Into<u128> + Copy>(
    field: &'static str,
    given: N,
    (min, max): (N, N),
) -> Result<N, InputError> {
    let range = min.into()..=max.into();
    if range.contains(&given.into()) {
        return Ok(given);
    }
    Err(InputError::Range { field, min: min.into(), max: max.into(), given: given.into() })
}

/// Whether a character is printable ASCII and safe in errors and events: none of the three that Go escapes.
pub fn is_printable(c: char) -> bool {
    matches!(c, ' '..='~') && !matches!(c, '<' | '>' | '&')
}

/// At most `max` entries.
pub fn at_most<T>(field: &'static str, given: &[T], max: usize) -> Result<(), InputError> {
    if given.len() > max {
        return Err(InputError::TooMany { field, max, given: given.len() });
    }
    Ok(())
}

/// A day of the week.
#[wire]
#[derive(Copy, Eq, strum::IntoStaticStr, strum::EnumIter)]
#[strum(serialize_all = "snake_case")]
pub enum Weekday {
    /// Day 1 of ISO 8601.
    Monday,
    /// Day 2.
    Tuesday,
    /// Day 3.
    Wednesday,
    /// Day 4.
    Thursday,
    /// Day 5.
    Friday,
    /// Day 6.
    Saturday,
    /// Day 7.
    Sunday,
}

/// The length of a page: 10 unless asked for, never above 30.
pub fn page(limit: Option<u32>) -> usize {
    usize::try_from(limit.unwrap_or(DEFAULT_PAGE).min(MAX_PAGE)).unwrap_or(30)
}

/// Name of a region, constant for its life: 2 to 16 of `a-z`, `0-9` and `-`, beginning with a letter.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct RegionId(String);

impl RegionId {
    /// Checks a region's name.
    ///
    /// ```
    /// use isthmus_api::types::RegionId;
    /// assert!(RegionId::new("region", "west").is_ok());
    /// assert!(RegionId::new("region", "West").is_err());
    /// ```
    pub fn new(field: &'static str, given: &str) -> Result<Self, InputError> {
        let allowed = "a-z, 0-9 and -, beginning with a letter";
        let name = text(field, given, (2, 16), allowed, |c| {
            c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-'
        })?;
        if !name.starts_with(|c: char| c.is_ascii_lowercase()) {
            return Err(InputError::Characters { field, allowed, given: printable(given) });
        }
        Ok(Self(name))
    }

    /// The name.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Name of a token across regions: `<home region>.<symbol>`, such as `west.iusd`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct TokenId {
    home: RegionId,
    text: String,
}

impl TokenId {
    /// Checks a token's name.
    ///
    /// ```
    /// use isthmus_api::types::TokenId;
    /// assert_eq!(TokenId::new("token", "west.iusd").unwrap().home().as_str(), "west");
    /// assert!(TokenId::new("token", "iusd").is_err());
    /// ```
    pub fn new(field: &'static str, given: &str) -> Result<Self, InputError> {
        let allowed = "a region, a dot and a symbol of 2 to 12 of a-z and 0-9";
        let refused = || InputError::Characters { field, allowed, given: printable(given) };
        let (home, symbol) = given.split_once('.').ok_or_else(refused)?;
        let home = RegionId::new(field, home)?;
        text(field, symbol, (2, 12), allowed, |c| c.is_ascii_lowercase() || c.is_ascii_digit())
            .map_err(|_| refused())?;
        Ok(Self { home, text: given.to_string() })
    }

    /// The one region that issues it.
    pub fn home(&self) -> &RegionId {
        &self.home
    }

    /// The whole name.
    pub fn as_str(&self) -> &str {
        &self.text
    }
}

/// What money is made of. The shape of cw20's `UncheckedDenom`: `{"native":"uwest"}` or
/// `{"cw20":"<contract>"}`.
pub type Asset = cw20::UncheckedDenom;

/// Where a payment goes.
#[wire]
pub enum Payout {
    /// An account or contract of this chain.
    Local {
        /// Its address.
        address: String,
    },
    /// An account in another region, over the bridge. Only for tokens that the bridge lists.
    Remote {
        /// The region, such as `east`.
        region: String,
        /// The account there, with that region's address prefix.
        receiver: String,
    },
}

/// A token bucket: it holds at most `capacity` and refills `refill_per_second` each second, so that
/// no window of `t` seconds lets more than `capacity + refill_per_second * t` through.
#[wire]
#[derive(Copy, Eq)]
pub struct Limit {
    /// Most at once, in base units. Of a bridge's limit at least 1; of a minter's, zero lets nothing
    /// through.
    pub capacity: Uint128,
    /// Refill, in base units each second.
    pub refill_per_second: Uint128,
}

/// A limit and how much of it is free now.
#[wire]
pub struct LimitState {
    /// Most at once.
    pub capacity: Uint128,
    /// Refill each second.
    pub refill_per_second: Uint128,
    /// Free now.
    pub available: Uint128,
    /// Seconds until it is full again, if it ever is.
    pub full_in_seconds: Option<u64>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_amount_is_canonical_or_refused() {
        assert_eq!(amount("amount", "1").unwrap(), Uint128::one());
        assert_eq!(amount("amount", &u128::MAX.to_string()).unwrap(), Uint128::MAX);
        let above = "340282366920938463463374607431768211456";
        for bad in ["", "0", "01", "+1", "-1", "1e3", "0x10", "1_000", " 1", above] {
            assert!(amount("amount", bad).is_err(), "{bad} passed");
        }
    }

    #[test]
    fn printable_text_is_safe_inside_an_acknowledgement() {
        assert_eq!(printable("a<b>&\u{2028}\"c"), "a?b???\"c");
        assert_eq!(printable(&"x".repeat(200)).len(), 80);
    }

    #[test]
    fn a_region_begins_with_a_letter_and_is_short() {
        for bad in ["", "w", "1west", "-west", "WEST", "we st", "a-name-that-is-too-long"] {
            assert!(RegionId::new("region", bad).is_err(), "{bad} passed");
        }
    }
}
