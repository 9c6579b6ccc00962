//! The attributes of the twelve CW20 messages, exactly those of cw20-base 2.0 in its order.

use cosmwasm_std::{Attribute, Event, Uint128};
use thiserror::Error;

/// What one CW20 message left in the `wasm` event. Addresses are as the sender wrote them.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs)] // The fields are those of the messages.
pub enum Cw20Event {
    /// `transfer`.
    Transfer {
        from: String,
        to: String,
        amount: Uint128,
    },
    /// `burn`.
    Burn { from: String, amount: Uint128 },
    /// `send`.
    Send {
        from: String,
        to: String,
        amount: Uint128,
    },
    /// `increase_allowance`.
    IncreaseAllowance {
        owner: String,
        spender: String,
        amount: Uint128,
    },
    /// `decrease_allowance`.
    DecreaseAllowance {
        owner: String,
        spender: String,
        amount: Uint128,
    },
    /// `transfer_from`.
    TransferFrom {
        from: String,
        to: String,
        by: String,
        amount: Uint128,
    },
    /// `send_from`.
    SendFrom {
        from: String,
        to: String,
        by: String,
        amount: Uint128,
    },
    /// `burn_from`.
    BurnFrom {
        from: String,
        by: String,
        amount: Uint128,
    },
    /// `mint`.
    Mint { to: String, amount: Uint128 },
    /// `update_minter`; nobody is written `None`.
    UpdateMinter { new_minter: Option<String> },
    /// `update_marketing`.
    UpdateMarketing {},
    /// `upload_logo`.
    UploadLogo {},
}

/// A `wasm` event that is not one of a CW20 message.
#[derive(Error, Debug, Clone, PartialEq, Eq)]
#[error("not the event of a CW20 message: {reason}")]
pub struct Cw20EventError {
    /// What is wrong with it.
    pub reason: String,
}

impl Cw20Event {
    /// The attributes in cw20-base's order.
    pub fn to_attributes(&self) -> Vec<Attribute> {
        let list = |action: &str, rest: Vec<(&str, String)>| {
            let action = Attribute::new("action", action);
            let rest = rest.into_iter().map(|(k, v)| Attribute::new(k, v));
            std::iter::once(action).chain(rest).collect()
        };
        let text = |s: &String| s.clone();
        match self {
            Self::Transfer { from, to, amount } => list(
                "transfer",
                vec![
                    ("from", text(from)),
                    ("to", text(to)),
                    ("amount", amount.to_string()),
                ],
            ),
            Self::Burn { from, amount } => list(
                "burn",
                vec![("from", text(from)), ("amount", amount.to_string())],
            ),
            Self::Send { from, to, amount } => list(
                "send",
                vec![
                    ("from", text(from)),
                    ("to", text(to)),
                    ("amount", amount.to_string()),
                ],
            ),
            Self::IncreaseAllowance {
                owner,
                spender,
                amount,
            } => list(
                "increase_allowance",
                vec![
                    ("owner", text(owner)),
                    ("spender", text(spender)),
                    ("amount", amount.to_string()),
                ],
            ),
            Self::DecreaseAllowance {
                owner,
                spender,
                amount,
            } => list(
                "decrease_allowance",
                vec![
                    ("owner", text(owner)),
                    ("spender", text(spender)),
                    ("amount", amount.to_string()),
                ],
            ),
            Self::TransferFrom {
                from,
                to,
                by,
                amount,
            } => list(
                "transfer_from",
                vec![
                    ("from", text(from)),
                    ("to", text(to)),
                    ("by", text(by)),
                    ("amount", amount.to_string()),
                ],
            ),
            Self::SendFrom {
                from,
                to,
                by,
                amount,
            } => list(
                "send_from",
                vec![
                    ("from", text(from)),
                    ("to", text(to)),
                    ("by", text(by)),
                    ("amount", amount.to_string()),
                ],
            ),
            Self::BurnFrom { from, by, amount } => list(
                "burn_from",
                vec![
                    ("from", text(from)),
                    ("by", text(by)),
                    ("amount", amount.to_string()),
                ],
            ),
            Self::Mint { to, amount } => list(
                "mint",
                vec![("to", text(to)), ("amount", amount.to_string())],
            ),
            Self::UpdateMinter { new_minter } => list(
                "update_minter",
                vec![(
                    "new_minter",
                    new_minter.clone().unwrap_or_else(|| "None".to_string()),
                )],
            ),
            Self::UpdateMarketing {} => list("update_marketing", vec![]),
            Self::UploadLogo {} => list("upload_logo", vec![]),
        }
    }

    /// Reads them back from the `wasm` event of a chain or a test.
    ///
    /// ```
    /// use cosmwasm_std::{Event, Uint128};
    /// use isthmus_api::stablecoin::Cw20Event;
    /// let paid = Cw20Event::Transfer { from: "ann".into(), to: "bob".into(), amount: Uint128::new(5) };
    /// let event = Event::new("wasm").add_attributes(paid.to_attributes());
    /// assert_eq!(Cw20Event::from_event(&event).unwrap(), paid);
    /// ```
    pub fn from_event(event: &Event) -> Result<Self, Cw20EventError> {
        let find = |name: &str| {
            crate::event::attribute(event, name)
                .map(str::to_string)
                .ok_or_else(|| Cw20EventError {
                    reason: format!("no attribute {name}"),
                })
        };
        let amount = || {
            find("amount")?
                .parse::<u128>()
                .map(Uint128::new)
                .map_err(|_| Cw20EventError {
                    reason: "amount is no number".to_string(),
                })
        };
        Ok(match find("action")?.as_str() {
            "transfer" => Self::Transfer {
                from: find("from")?,
                to: find("to")?,
                amount: amount()?,
            },
            "burn" => Self::Burn {
                from: find("from")?,
                amount: amount()?,
            },
            "send" => Self::Send {
                from: find("from")?,
                to: find("to")?,
                amount: amount()?,
            },
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
            "burn_from" => Self::BurnFrom {
                from: find("from")?,
                by: find("by")?,
                amount: amount()?,
            },
            "mint" => Self::Mint {
                to: find("to")?,
                amount: amount()?,
            },
            "update_minter" => Self::UpdateMinter {
                new_minter: Some(find("new_minter")?).filter(|minter| minter != "None"),
            },
            "update_marketing" => Self::UpdateMarketing {},
            "upload_logo" => Self::UploadLogo {},
            other => {
                return Err(Cw20EventError {
                    reason: format!("unknown action {other}"),
                })
            }
        })
    }
}
