//! Checked names. Whoever holds one knows that it obeys its rule, and no two kinds can be swapped.
//!
//! A name is stored, and put into an event, as its text. Reading a stored one checks it again, so a
//! value of these types is never out of its rule wherever it comes from.

use std::fmt;

use isthmus_wire::{Reader, Value, Wire};
use schemars::gen::SchemaGenerator;
use schemars::schema::Schema;
use schemars::JsonSchema;
use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::{printable, text, InputError, RegionId, TokenId};

/// Name of a jurisdiction within its region: 2 to 32 of `a-z`, `0-9`, `_` and `-`, beginning with a
/// letter.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct JurisdictionId(String);

impl JurisdictionId {
    /// Checks a jurisdiction's name.
    ///
    /// ```
    /// use isthmus_api::types::JurisdictionId;
    /// assert!(JurisdictionId::new("jurisdiction", "west-fsa").is_ok());
    /// assert!(JurisdictionId::new("jurisdiction", "").is_err());
    /// ```
    pub fn new(field: &'static str, given: &str) -> Result<Self, InputError> {
        register_name(field, given).map(Self)
    }

    /// The name.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Name of a credential's schema, such as `kyc`: 2 to 32 of `a-z`, `0-9`, `_` and `-`, beginning with
/// a letter.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct SchemaId(String);

impl SchemaId {
    /// Checks a schema's name.
    ///
    /// ```
    /// use isthmus_api::types::SchemaId;
    /// assert!(SchemaId::new("schema", "kyc").is_ok());
    /// assert!(SchemaId::new("schema", "KYC").is_err());
    /// ```
    pub fn new(field: &'static str, given: &str) -> Result<Self, InputError> {
        register_name(field, given).map(Self)
    }

    /// The name.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

fn register_name(field: &'static str, given: &str) -> Result<String, InputError> {
    let allowed = "a-z, 0-9, _ and -, beginning with a letter";
    let name = text(field, given, (2, 32), allowed, |c| {
        c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '_' | '-')
    })?;
    if name.starts_with(|c: char| c.is_ascii_lowercase()) {
        return Ok(name);
    }
    Err(InputError::Characters { field, allowed, given: printable(given) })
}

/// A decentralised identifier of any method: `did:<method>:<id>` of at most 256 characters
/// (DID Core 3.1).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Did(String);

impl Did {
    /// Checks a DID's syntax; whether there is such a DID is another question.
    ///
    /// ```
    /// use isthmus_api::types::Did;
    /// assert!(Did::new("issuer", "did:web:bank.example").is_ok());
    /// assert!(Did::new("issuer", "did:web:").is_err());
    /// ```
    pub fn new(field: &'static str, given: &str) -> Result<Self, InputError> {
        let allowed = "a DID: did:method:id";
        let did = text(field, given, (7, 256), allowed, |c| {
            c.is_ascii_alphanumeric() || ":.-_%".contains(c)
        })?;
        let (method, id) =
            did.strip_prefix("did:").and_then(|rest| rest.split_once(':')).unwrap_or_default();
        let is_method = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit();
        if method.is_empty() || !method.chars().all(is_method) || id.is_empty() || id.ends_with(':')
        {
            return Err(InputError::Characters { field, allowed, given: printable(given) });
        }
        Ok(Self(did))
    }

    /// The DID.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// One end of an IBC channel, as its own chain names it: 8 to 64 characters (ICS-24). The standard
/// allows a few more characters; no chain's channels have them.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct ChannelId(String);

impl ChannelId {
    /// Checks a channel's name.
    ///
    /// ```
    /// use isthmus_api::types::ChannelId;
    /// assert!(ChannelId::new("channel", "channel-0").is_ok());
    /// assert!(ChannelId::new("channel", "transfer/channel-0").is_err());
    /// ```
    pub fn new(field: &'static str, given: &str) -> Result<Self, InputError> {
        let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | '_');
        text(field, given, (8, 64), "letters, digits, -, . and _", plain).map(Self)
    }

    /// The name.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A country: ISO 3166-1 alpha-2, upper case. The form is checked, not the list of countries.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Country([u8; 2]);

impl Country {
    /// Checks a country.
    ///
    /// ```
    /// use isthmus_api::types::Country;
    /// assert_eq!(Country::new("country", "DE").unwrap().bytes(), *b"DE");
    /// assert!(Country::new("country", "de").is_err());
    /// ```
    pub fn new(field: &'static str, given: &str) -> Result<Self, InputError> {
        text(field, given, (2, 2), "A-Z", |c| c.is_ascii_uppercase())?;
        let length = InputError::Length { field, min: 2, max: 2, given: given.len() };
        given.as_bytes().try_into().map(Self).map_err(|_| length)
    }

    /// The two letters.
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or_default()
    }

    /// The two letters as the gate's record holds them.
    pub fn bytes(self) -> [u8; 2] {
        self.0
    }
}

// The last expression is what reading returns where it fails; nobody sees it ([`Wire::read`]).
macro_rules! stored_as_text {
    ($($name:ident: $field:literal, $nothing:expr;)*) => {$(
        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
                f.write_str(self.as_str())
            }
        }

        impl From<$name> for String {
            fn from(name: $name) -> Self {
                name.as_str().to_string()
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                to.serialize_str(self.as_str())
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                Self::new($field, &String::deserialize(from)?).map_err(D::Error::custom)
            }
        }

        impl Wire for $name {
            fn read(value: Value<'_>, reader: &mut Reader) -> Self {
                reader.parse(value, |given| Self::new($field, given)).unwrap_or($nothing)
            }

            fn show(&self) -> Value<'_> {
                Value::Text(self.as_str().into())
            }
        }

        impl JsonSchema for $name {
            fn schema_name() -> String {
                String::schema_name()
            }
            fn json_schema(generator: &mut SchemaGenerator) -> Schema {
                String::json_schema(generator)
            }
            fn is_referenceable() -> bool {
                false
            }
        }
    )*};
}
stored_as_text! {
    RegionId: "region", RegionId(String::new());
    TokenId: "token", TokenId { home: RegionId(String::new()), text: String::new() };
    ChannelId: "channel", ChannelId(String::new());
    JurisdictionId: "jurisdiction", JurisdictionId(String::new());
    SchemaId: "schema", SchemaId(String::new());
    Did: "did", Did(String::new());
    Country: "country", Country(*b"  ");
}

#[cfg(test)]
mod tests {
    use super::*;
    use cosmwasm_std::{from_json, to_json_string};

    #[test]
    fn a_did_has_a_method_and_an_id() {
        for good in ["did:a:b", "did:web:x.example", "did:isthmus:west-1:west1id:aa", "did:a::b"] {
            assert!(Did::new("did", good).is_ok(), "{good}");
        }
        let long = format!("did:a:{}", "x".repeat(251));
        for bad in [
            "",
            "did",
            "did:a:",
            "did::aa",
            "did:A:aa",
            "did:a:b:",
            "DID:a:bb",
            "urn:a:bb",
            "did:a:b#k",
            "did:a:b/p",
            "<issuer>",
            &long,
        ] {
            assert!(Did::new("did", bad).is_err(), "{bad} passed");
        }
    }

    #[test]
    fn a_name_is_stored_as_its_text_and_checked_when_it_is_read() {
        let west = RegionId::new("region", "west").unwrap();
        assert_eq!(to_json_string(&west).unwrap(), "\"west\"");
        assert_eq!(from_json::<RegionId>("\"west\"").unwrap(), west);
        assert!(from_json::<RegionId>("\"West\"").is_err());
        assert!(from_json::<TokenId>("\"iusd\"").is_err());
        assert!(from_json::<ChannelId>("\"channel\"").is_err());
        assert!(from_json::<JurisdictionId>("\"1a\"").is_err());
        assert!(from_json::<SchemaId>("\"k\"").is_err());
        assert!(from_json::<Did>("\"did:web:\"").is_err());
        assert!(from_json::<Country>("\"DEU\"").is_err());
        assert_eq!(from_json::<Country>("\"DE\"").unwrap().to_string(), "DE");
    }
}
