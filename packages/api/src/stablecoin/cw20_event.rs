//! CW20's own attributes, exactly those of cw20-base 2.0 in its order: of its twelve messages, and of every
//! movement of tokens whatever caused it, so that who knows CW20 and nothing else books every balance.

use cosmwasm_std::{Attribute, Event, Uint128};
use thiserror::Error;

use crate::event::Attribute as Described;
use crate::kind::Kind;

/// One set of attributes in the `wasm` event. Each begins with `action`; a message that moves tokens
/// several times, as a list or with a fee, leaves one set for each movement, in their order.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs)] // The fields are those of the messages.
pub enum Cw20Event {
    /// `transfer`, and whatever else moves tokens from one balance to another.
    Transfer { from: String, to: String, amount: Uint128 },
    /// `burn`, and whatever else takes tokens out of a balance.
    Burn { from: String, amount: Uint128 },
    /// `send`, and `send_with_memo`.
    Send { from: String, to: String, amount: Uint128 },
    /// `increase_allowance`.
    IncreaseAllowance { owner: String, spender: String, amount: Uint128 },
    /// `decrease_allowance`.
    DecreaseAllowance { owner: String, spender: String, amount: Uint128 },
    /// `transfer_from`.
    TransferFrom { from: String, to: String, by: String, amount: Uint128 },
    /// `send_from`.
    SendFrom { from: String, to: String, by: String, amount: Uint128 },
    /// `burn_from`.
    BurnFrom { from: String, by: String, amount: Uint128 },
    /// `mint`, and whatever else puts new tokens into a balance.
    Mint { to: String, amount: Uint128 },
    /// `update_minter`; nobody is written `None`.
    UpdateMinter { new_minter: Option<String> },
    /// `update_marketing`.
    UpdateMarketing {},
    /// `upload_logo`.
    UploadLogo {},
}

/// A set of attributes that is not one of CW20's.
#[derive(Error, Debug, Clone, PartialEq, Eq)]
#[error("not a set of CW20's attributes: {reason}")]
pub struct Cw20EventError {
    /// What is wrong with it.
    pub reason: String,
}

/// How cw20-base writes that there is no minter.
const NOBODY: &str = "None";

/// The action, the addresses and, last, the amount.
fn list<const N: usize>(
    action: &str,
    addresses: [(&str, String); N],
    amount: Option<Uint128>,
) -> Vec<Attribute> {
    let mut attributes = vec![Attribute::new("action", action)];
    attributes.extend(addresses.into_iter().map(|(k, v)| Attribute::new(k, v)));
    attributes.extend(amount.map(|amount| Attribute::new("amount", amount)));
    attributes
}

impl Cw20Event {
    /// The attributes in cw20-base's order.
    pub fn into_attributes(self) -> Vec<Attribute> {
        match self {
            Self::Transfer { from, to, amount } => {
                list("transfer", [("from", from), ("to", to)], Some(amount))
            }
            Self::Burn { from, amount } => list("burn", [("from", from)], Some(amount)),
            Self::Send { from, to, amount } => {
                list("send", [("from", from), ("to", to)], Some(amount))
            }
            Self::IncreaseAllowance { owner, spender, amount } => {
                list("increase_allowance", [("owner", owner), ("spender", spender)], Some(amount))
            }
            Self::DecreaseAllowance { owner, spender, amount } => {
                list("decrease_allowance", [("owner", owner), ("spender", spender)], Some(amount))
            }
            Self::TransferFrom { from, to, by, amount } => {
                list("transfer_from", [("from", from), ("to", to), ("by", by)], Some(amount))
            }
            Self::SendFrom { from, to, by, amount } => {
                list("send_from", [("from", from), ("to", to), ("by", by)], Some(amount))
            }
            Self::BurnFrom { from, by, amount } => {
                list("burn_from", [("from", from), ("by", by)], Some(amount))
            }
            Self::Mint { to, amount } => list("mint", [("to", to)], Some(amount)),
            Self::UpdateMinter { new_minter } => {
                let minter = new_minter.unwrap_or_else(|| NOBODY.to_string());
                list("update_minter", [("new_minter", minter)], None)
            }
            Self::UpdateMarketing {} => list("update_marketing", [], None),
            Self::UploadLogo {} => list("upload_logo", [], None),
        }
    }

    /// The sets of a `wasm` event of a chain or a test, in their order.
    ///
    /// ```
    /// use cosmwasm_std::{Event, Uint128};
    /// use isthmus_api::stablecoin::Cw20Event;
    /// let pay = |to: &str| Cw20Event::Transfer { from: "ann".into(), to: to.into(), amount: Uint128::one() };
    /// let event = Event::new("wasm")
    ///     .add_attribute("_contract_address", "token")
    ///     .add_attributes(pay("bob").into_attributes())
    ///     .add_attributes(pay("cat").into_attributes());
    /// let read: Vec<_> = Cw20Event::sets(&event).map(|set| Cw20Event::from_set(set).unwrap()).collect();
    /// assert_eq!(read, [pay("bob"), pay("cat")]);
    /// ```
    pub fn sets(event: &Event) -> impl Iterator<Item = &[Attribute]> {
        let begins = |attribute: &Attribute| attribute.key == "action";
        let first = event.attributes.iter().position(begins).unwrap_or(event.attributes.len());
        let (_, sets) = event.attributes.split_at(first);
        sets.chunk_by(move |_, next| !begins(next))
    }

    /// Reads one set back.
    pub fn from_set(set: &[Attribute]) -> Result<Self, Cw20EventError> {
        let find = |name: &str| {
            let found = set.iter().find(|attribute| attribute.key == name);
            found
                .map(|attribute| attribute.value.clone())
                .ok_or_else(|| Cw20EventError { reason: format!("no attribute {name}") })
        };
        let amount = || {
            find("amount")?
                .parse::<u128>()
                .map(Uint128::new)
                .map_err(|_| Cw20EventError { reason: "amount is no number".to_string() })
        };
        Ok(match find("action")?.as_str() {
            "transfer" => {
                Self::Transfer { from: find("from")?, to: find("to")?, amount: amount()? }
            }
            "burn" => Self::Burn { from: find("from")?, amount: amount()? },
            "send" => Self::Send { from: find("from")?, to: find("to")?, amount: amount()? },
            "increase_allowance" => Self::IncreaseAllowance {
                owner: find("owner")?,
                spender: find("spender")?,
                amount: amount()?,
            },
            "decrease_allowance" => Self::DecreaseAllowance {
                owner: find("owner")?,
                spender: find("spender")?,
                amount: amount()?,
            },
            "transfer_from" => Self::TransferFrom {
                from: find("from")?,
                to: find("to")?,
                by: find("by")?,
                amount: amount()?,
            },
            "send_from" => Self::SendFrom {
                from: find("from")?,
                to: find("to")?,
                by: find("by")?,
                amount: amount()?,
            },
            "burn_from" => {
                Self::BurnFrom { from: find("from")?, by: find("by")?, amount: amount()? }
            }
            "mint" => Self::Mint { to: find("to")?, amount: amount()? },
            "update_minter" => Self::UpdateMinter {
                new_minter: Some(find("new_minter")?).filter(|minter| minter != NOBODY),
            },
            "update_marketing" => Self::UpdateMarketing {},
            "upload_logo" => Self::UploadLogo {},
            other => return Err(Cw20EventError { reason: format!("unknown action {other}") }),
        })
    }
}

/// One of these events in the exported schema.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cw20Schema {
    /// The value of `action`, the first attribute.
    pub action: &'static str,
    /// When it is emitted.
    pub doc: &'static str,
    /// The other attributes in order.
    pub attributes: &'static [Described],
}

const fn described(name: &'static str, doc: &'static str, kind: Kind) -> Described {
    Described { name, doc, kind, optional: false }
}

const FROM: Described = described("from", "Whose tokens.", Kind::Address);
const TO: Described = described("to", "Who received them.", Kind::Address);
const BY: Described = described("by", "Who spent the allowance.", Kind::Address);
const OWNER: Described = described("owner", "Whose tokens.", Kind::Address);
const SPENDER: Described = described("spender", "Who may use them.", Kind::Address);
const AMOUNT: Described = described("amount", "Base units.", Kind::Uint128);
const NEW_MINTER: Described =
    described("new_minter", "The minter, or `None` when it was given up for good.", Kind::Text);

/// All of them, in the order of the messages.
pub const CW20_EVENTS: &[Cw20Schema] = &[
    Cw20Schema { action: "transfer", doc: "Tokens moved.", attributes: &[FROM, TO, AMOUNT] },
    Cw20Schema { action: "burn", doc: "Tokens were destroyed.", attributes: &[FROM, AMOUNT] },
    Cw20Schema {
        action: "send",
        doc: "Tokens moved to a contract, which was called.",
        attributes: &[FROM, TO, AMOUNT],
    },
    Cw20Schema {
        action: "increase_allowance",
        doc: "A spender may use more.",
        attributes: &[OWNER, SPENDER, AMOUNT],
    },
    Cw20Schema {
        action: "decrease_allowance",
        doc: "A spender may use less.",
        attributes: &[OWNER, SPENDER, AMOUNT],
    },
    Cw20Schema {
        action: "transfer_from",
        doc: "Tokens moved against an allowance.",
        attributes: &[FROM, TO, BY, AMOUNT],
    },
    Cw20Schema {
        action: "send_from",
        doc: "Tokens moved to a contract against an allowance, and it was called.",
        attributes: &[FROM, TO, BY, AMOUNT],
    },
    Cw20Schema {
        action: "burn_from",
        doc: "Tokens were destroyed against an allowance.",
        attributes: &[FROM, BY, AMOUNT],
    },
    Cw20Schema { action: "mint", doc: "Tokens were created.", attributes: &[TO, AMOUNT] },
    Cw20Schema {
        action: "update_minter",
        doc: "The minter of CW20 is another one, or none any more.",
        attributes: &[NEW_MINTER],
    },
    Cw20Schema {
        action: "update_marketing",
        doc: "What wallets show is another.",
        attributes: &[],
    },
    Cw20Schema { action: "upload_logo", doc: "The logo is another.", attributes: &[] },
];

#[cfg(test)]
mod tests {
    use super::*;
    use Cw20Event as E;

    #[test]
    fn the_schema_is_what_is_emitted() {
        let [from, to, by, owner, spender] =
            ["from", "to", "by", "owner", "spender"].map(String::from);
        let amount = Uint128::new(5);
        let all = [
            E::Transfer { from: from.clone(), to: to.clone(), amount },
            E::Burn { from: from.clone(), amount },
            E::Send { from: from.clone(), to: to.clone(), amount },
            E::IncreaseAllowance { owner: owner.clone(), spender: spender.clone(), amount },
            E::DecreaseAllowance { owner, spender, amount },
            E::TransferFrom { from: from.clone(), to: to.clone(), by: by.clone(), amount },
            E::SendFrom { from: from.clone(), to: to.clone(), by: by.clone(), amount },
            E::BurnFrom { from, by, amount },
            E::Mint { to, amount },
            E::UpdateMinter { new_minter: None },
            E::UpdateMarketing {},
            E::UploadLogo {},
        ];
        assert_eq!(all.len(), CW20_EVENTS.len());
        for (event, schema) in all.into_iter().zip(CW20_EVENTS) {
            let attributes = event.into_attributes();
            let (action, others) = attributes.split_first().unwrap();
            assert_eq!((action.key.as_str(), action.value.as_str()), ("action", schema.action));
            assert_eq!(others.len(), schema.attributes.len());
            for (given, said) in others.iter().zip(schema.attributes) {
                assert_eq!(given.key, said.name);
                assert!(said.kind.holds(&given.value), "{} is {}", said.name, given.value);
            }
        }
    }
}
