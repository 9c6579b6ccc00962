//! What a text in an event or an error is. Chains show attributes and errors as text alone; the kind,
//! exported with each of them in `schema/`, says how a client reads it back.

use cosmwasm_std::Binary;
use strum::{EnumIter, IntoStaticStr};

use crate::types::{Did, RegionId, TokenId};

/// What a text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, EnumIter, IntoStaticStr)]
#[strum(serialize_all = "snake_case")]
pub enum Kind {
    /// A whole number below 2^128 in decimal, without sign or leading zeros: amounts in base units.
    Uint128,
    /// A whole number below 2^64 in decimal, without sign or leading zeros.
    U64,
    /// Seconds, as [`Kind::U64`]: an instant since 1970 (UTC), or a length of time.
    Seconds,
    /// `true` or `false`.
    Bool,
    /// Any other text.
    Text,
    /// An account or contract of this chain.
    Address,
    /// The name of a region, such as `west`.
    Region,
    /// The name of a token across regions, such as `west.iusd`.
    Token,
    /// A decentralised identifier.
    Did,
    /// Bytes in lower-case hexadecimal, two characters each.
    Hex,
    /// Bytes in base64 with padding.
    Base64,
    /// One of a fixed list of names, such as a role; several with commas between them, or none.
    Code,
}

impl Kind {
    /// Whether a text can be of this kind.
    ///
    /// ```
    /// use isthmus_api::kind::Kind;
    /// assert!(Kind::Token.holds("west.iusd"));
    /// assert!(!Kind::Uint128.holds("007"));
    /// ```
    pub fn holds(self, text: &str) -> bool {
        match self {
            Self::Uint128 => is_canonical::<u128>(text),
            Self::U64 | Self::Seconds => is_canonical::<u64>(text),
            Self::Bool => text.parse::<bool>().is_ok(),
            Self::Text => true,
            Self::Address => {
                !text.is_empty()
                    && text.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit())
            }
            Self::Region => RegionId::new("region", text).is_ok(),
            Self::Token => TokenId::new("token", text).is_ok(),
            Self::Did => Did::new("did", text).is_ok(),
            Self::Hex => {
                text.len().is_multiple_of(2)
                    && text.chars().all(|c| matches!(c, '0'..='9' | 'a'..='f'))
            }
            Self::Base64 => Binary::from_base64(text).is_ok_and(|bytes| bytes.to_base64() == text),
            Self::Code => text.is_empty() || text.split(',').all(is_name),
        }
    }

    /// What the kind means, for `schema/`.
    pub const fn meaning(self) -> &'static str {
        match self {
            Self::Uint128 => "whole number below 2^128 in decimal, without sign or leading zeros",
            Self::U64 => "whole number below 2^64 in decimal, without sign or leading zeros",
            Self::Seconds => "seconds as a u64: an instant since 1970 (UTC), or a length of time",
            Self::Bool => "true or false",
            Self::Text => "any other text",
            Self::Address => "account or contract of this chain, lower-case bech32",
            Self::Region => "name of a region, such as west",
            Self::Token => "name of a token across regions, such as west.iusd",
            Self::Did => "decentralised identifier",
            Self::Hex => "bytes in lower-case hexadecimal",
            Self::Base64 => "bytes in base64 with padding",
            Self::Code => {
                "one of a fixed list of names; several with commas between them, or empty for none"
            }
        }
    }
}

fn is_canonical<N: std::str::FromStr + ToString>(text: &str) -> bool {
    text.parse::<N>().is_ok_and(|number| number.to_string() == text)
}

/// A name in code: `a-z`, `A-Z`, `0-9`, `_`, `-` and blanks within.
fn is_name(text: &str) -> bool {
    !text.is_empty()
        && text.trim() == text
        && text.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | ' '))
}

#[cfg(test)]
mod tests {
    use super::Kind;
    use strum::IntoEnumIterator;

    #[test]
    fn each_kind_knows_its_own() {
        let own = |kind| match kind {
            Kind::Uint128 => ["0", "340282366920938463463374607431768211455"],
            Kind::U64 | Kind::Seconds => ["0", "18446744073709551615"],
            Kind::Bool => ["true", "false"],
            Kind::Text => ["", "anything, \u{e9}"],
            Kind::Address => ["west1ana", "cosmwasm1qqq9"],
            Kind::Region => ["west", "north-2"],
            Kind::Token => ["west.iusd", "east.ab"],
            Kind::Did => ["did:isthmus:west-1:c:1", "did:web:example.com"],
            Kind::Hex => ["", "00ff"],
            Kind::Base64 => ["", "AQ=="],
            Kind::Code => ["", "transfer,mint"],
        };
        for kind in Kind::iter() {
            for text in own(kind) {
                assert!(kind.holds(text), "{kind:?} {text}");
            }
        }
    }

    #[test]
    fn each_kind_refuses_another() {
        let strange = |kind| match kind {
            Kind::Uint128 => vec!["", "01", "+1", "-1", "340282366920938463463374607431768211456"],
            Kind::U64 | Kind::Seconds => vec!["", "01", "1.5", "18446744073709551616"],
            Kind::Bool => vec!["", "yes", "True"],
            Kind::Text => vec![],
            Kind::Address => vec!["", "West1ana", "a b", "west1-x"],
            Kind::Region => vec!["", "West", "w", "west.iusd"],
            Kind::Token => vec!["", "west", "west."],
            Kind::Did => vec!["", "did:", "west"],
            Kind::Hex => vec!["0", "FF", "xx"],
            Kind::Base64 => vec!["A", "AQ", "*"],
            Kind::Code => vec![",", "a,", "a\u{e9}", "{}"],
        };
        for kind in Kind::iter() {
            for text in strange(kind) {
                assert!(!kind.holds(text), "{kind:?} {text}");
            }
        }
    }
}
