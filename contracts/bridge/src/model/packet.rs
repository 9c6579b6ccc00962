//! What a packet is known by, and the money that goes back if it is not delivered.

use cosmwasm_std::{Addr, Binary, Uint128};
use isthmus_api::bridge::PacketKey;
use isthmus_api::packet::Header;
use isthmus_api::types::{InputError, RegionId, TokenId};
use isthmus_wire::wire;

/// Which packet: they are counted for each region and token, those without a token by themselves.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PacketId {
    /// Region it was sent to.
    pub region: RegionId,
    /// Its token, if it carries money.
    pub token: Option<TokenId>,
    /// Its number.
    pub id: u64,
}

impl PacketId {
    /// Checks what a message or a query names.
    pub fn new(region: &str, token: Option<&str>, id: u64) -> Result<Self, InputError> {
        let region = RegionId::new("region", region)?;
        let token = token.map(|token| TokenId::new("token", token)).transpose()?;
        Ok(Self { region, token, id })
    }

    /// Which of our own packets this is, by what it says itself.
    ///
    /// ```
    /// use isthmus_api::packet::Header;
    /// use isthmus_bridge::model::packet::PacketId;
    /// let sent = Header {
    ///     v: 1, from: "west".into(), to: "east".into(), id: 7,
    ///     token: Some("west.iusd".into()), sender: Some("west1ana".into()),
    /// };
    /// let packet = PacketId::of(&sent).unwrap();
    /// assert_eq!((packet.region.as_str(), packet.id), ("east", 7));
    /// ```
    pub fn of(sent: &Header) -> Result<Self, InputError> {
        Self::new(&sent.to, sent.token.as_deref(), sent.id)
    }

    /// As it stands in an answer.
    pub fn key(&self) -> PacketKey {
        PacketKey {
            region: self.region.to_string(),
            token: self.token.as_ref().map(TokenId::to_string),
            id: self.id,
        }
    }
}

/// Money that goes back to its sender: a claim, and what comes back with the reply to a refund.
#[wire]
#[derive(Eq)]
pub struct Refund {
    /// Region it was sent to.
    pub region: RegionId,
    /// Its token.
    pub token: TokenId,
    /// Number of the packet.
    pub id: u64,
    /// Who is paid: the sender, whose address the token checked when it was paid.
    pub owner: Addr,
    /// How much.
    pub amount: Uint128,
    /// The sender's own reference.
    pub reference: Option<Binary>,
}

impl Refund {
    /// The packet it comes from.
    pub fn packet(&self) -> PacketId {
        let token = Some(self.token.clone());
        PacketId { region: self.region.clone(), token, id: self.id }
    }
}
