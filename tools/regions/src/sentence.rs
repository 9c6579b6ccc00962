//! A sentence with parameters, so that programs get amounts in base units and instants in seconds where
//! people read decimals and dates.

use cosmwasm_std::{HexBinary, Uint128};
use schemars::JsonSchema;
use serde::Serialize;
use std::collections::BTreeMap;
use std::fmt;

/// Coins of a region.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Coins {
    /// How many, in base units.
    pub amount: Uint128,
    /// Their name on the chain, such as `uwest`.
    pub denom: String,
}

/// A parameter of a sentence.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(untagged)]
pub enum Parameter {
    /// Money, in base units of the token.
    Amount(Uint128),
    /// Coins of a region, not of the token.
    Coins(Coins),
    /// SHA-256 of something.
    Hash(HexBinary),
    /// A moment, in seconds since 1970 (UTC).
    Instant(u64),
    /// A number of something, or its number among its like.
    Number(u64),
    /// A name, a code or words.
    Text(String),
}

impl fmt::Display for Parameter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Amount(amount) => write!(f, "{amount}"),
            Self::Coins(coins) => write!(f, "{}{}", coins.amount, coins.denom),
            Self::Hash(hash) => write!(f, "{hash}"),
            Self::Instant(number) | Self::Number(number) => write!(f, "{number}"),
            Self::Text(text) => f.write_str(text),
        }
    }
}

impl From<Uint128> for Parameter {
    fn from(amount: Uint128) -> Self {
        Self::Amount(amount)
    }
}

impl From<Coins> for Parameter {
    fn from(coins: Coins) -> Self {
        Self::Coins(coins)
    }
}

impl From<HexBinary> for Parameter {
    fn from(hash: HexBinary) -> Self {
        Self::Hash(hash)
    }
}

impl From<u64> for Parameter {
    fn from(number: u64) -> Self {
        Self::Number(number)
    }
}

impl From<u32> for Parameter {
    fn from(number: u32) -> Self {
        Self::Number(number.into())
    }
}

impl From<usize> for Parameter {
    fn from(number: usize) -> Self {
        Self::Number(u64::try_from(number).unwrap_or(u64::MAX))
    }
}

impl From<&str> for Parameter {
    fn from(text: &str) -> Self {
        Self::Text(text.to_string())
    }
}

impl From<String> for Parameter {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

/// Words with parameters in braces, such as `allowance left {left}`; a number may have its noun with it, for one
/// and for many: `{holidays holiday|holidays}`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    form: &'static str,
    parameters: BTreeMap<&'static str, Parameter>,
}

impl Sentence {
    /// The words, without a value yet for any parameter.
    pub fn new(form: &'static str) -> Self {
        Self { form, parameters: BTreeMap::new() }
    }

    /// Gives a parameter its value. One that the words do not name is for programs alone.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<Parameter>) -> Self {
        self.parameters.insert(name, value.into());
        self
    }

    /// The parameters by name.
    pub fn parameters(&self) -> &BTreeMap<&'static str, Parameter> {
        &self.parameters
    }

    /// The sentence, each parameter written by `show`.
    ///
    /// ```
    /// use isthmus_regions::Sentence;
    /// let left = Sentence::new("{left} of {all} left").with("left", 2_u64).with("all", "many");
    /// assert_eq!(left.text(ToString::to_string), "2 of many left");
    /// let off = Sentence::new("{days day|days} off").with("days", 1_u64);
    /// assert_eq!(off.text(ToString::to_string), "1 day off");
    /// ```
    pub fn text(&self, show: impl Fn(&Parameter) -> String) -> String {
        let mut text = String::new();
        let mut rest = self.form;
        while let Some((before, (name, after))) =
            rest.split_once('{').and_then(|(before, from)| Some((before, from.split_once('}')?)))
        {
            text.push_str(before);
            let (name, nouns) = name.split_once(' ').unwrap_or((name, ""));
            let value = self.parameters.get(name);
            text.push_str(&value.map(&show).unwrap_or_default());
            if let Some((one, many)) = nouns.split_once('|') {
                text.push(' ');
                text.push_str(if value == Some(&Parameter::Number(1)) { one } else { many });
            }
            rest = after;
        }
        text + rest
    }
}
