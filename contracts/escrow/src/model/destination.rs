//! Where money goes, checked: what [`Payout`] says, with nothing in it that could still be wrong.

use cosmwasm_std::{Addr, Api};
use isthmus_api::types::{self, InputError, Payout, RegionId};
use isthmus_wire::wire;

/// Where money goes.
#[wire]
pub enum Destination {
    /// An account or contract of this chain.
    Local {
        /// Its address.
        address: Addr,
    },
    /// An account in another region, over the bridge.
    Remote {
        /// The region.
        region: RegionId,
        /// The account there; the bridge knows that region's addresses.
        receiver: String,
    },
}

impl Destination {
    /// Checks what a message says.
    pub fn check(api: &dyn Api, payout: &Payout) -> Result<Self, InputError> {
        match payout {
            Payout::Local { address } => {
                Ok(Self::Local { address: types::address(api, "payout.address", address)? })
            }
            Payout::Remote { region, receiver } => Ok(Self::Remote {
                region: RegionId::new("payout.region", region)?,
                receiver: types::text("payout.receiver", receiver, (1, 128), "a-z and 0-9", |c| {
                    c.is_ascii_lowercase() || c.is_ascii_digit()
                })?,
            }),
        }
    }

    /// The region, if another.
    pub fn region(&self) -> Option<RegionId> {
        match self {
            Self::Local { .. } => None,
            Self::Remote { region, .. } => Some(region.clone()),
        }
    }

    /// The account, in whichever region it is.
    pub fn receiver(&self) -> &str {
        match self {
            Self::Local { address } => address.as_str(),
            Self::Remote { receiver, .. } => receiver,
        }
    }
}

impl From<Destination> for Payout {
    fn from(to: Destination) -> Self {
        match to {
            Destination::Local { address } => Self::Local { address: address.into() },
            Destination::Remote { region, receiver } => {
                Self::Remote { region: region.to_string(), receiver }
            }
        }
    }
}
