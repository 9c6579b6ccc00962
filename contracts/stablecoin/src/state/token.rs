//! The token itself: its name, its place among the regions, what wallets show.

use cosmwasm_std::{Addr, StdResult, Storage};
use cw20::{Logo, MarketingInfoResponse};
use cw_storage_plus::Item;
use isthmus_api::permission::Contract;
use isthmus_api::types::{RegionId, TokenId};
use isthmus_wire::{wire, Record};

const TOKEN: Item<Token> = Item::new("token");
const REGION: Item<Region> = Item::new("region");
const FORMER_BRIDGE: Item<Addr> = Item::new("former_bridge");
const MARKETING_INFO: Item<Record<MarketingInfoResponse>> = Item::new("marketing_info");
const LOGO: Item<Record<Logo>> = Item::new("logo");

/// Name, ticker and decimals.
#[wire]
pub struct Token {
    /// Name.
    pub name: String,
    /// Ticker.
    pub symbol: String,
    /// Decimal places.
    pub decimals: u8,
}

/// The token among the regions.
#[wire]
pub struct Region {
    /// Region of this chain.
    pub region: RegionId,
    /// Name of the token across regions.
    pub token: TokenId,
    /// Bridge of this region.
    pub bridge: Addr,
    /// Identity registry of this region.
    #[serde(default)]
    pub identity: Option<Addr>,
}

impl Region {
    /// Whether it is the token's home.
    pub fn is_home(&self) -> bool {
        *self.token.home() == self.region
    }
}

/// Name, ticker and decimals.
pub fn load_token(storage: &dyn Storage) -> StdResult<Token> {
    TOKEN.load(storage)
}

/// Sets them.
pub fn save_token(storage: &mut dyn Storage, token: &Token) -> StdResult<()> {
    TOKEN.save(storage, token)
}

/// The token among the regions, if it knows any.
pub fn may_load_region(storage: &dyn Storage) -> StdResult<Option<Region>> {
    REGION.may_load(storage)
}

/// Sets it.
pub fn save_region(storage: &mut dyn Storage, region: &Region) -> StdResult<()> {
    REGION.save(storage, region)
}

/// The bridge before, while it may still refund.
pub fn may_load_former_bridge(storage: &dyn Storage) -> StdResult<Option<Addr>> {
    FORMER_BRIDGE.may_load(storage)
}

/// Sets it, or forgets it.
pub fn save_former_bridge(storage: &mut dyn Storage, former: Option<&Addr>) -> StdResult<()> {
    match former {
        Some(former) => FORMER_BRIDGE.save(storage, former),
        None => {
            FORMER_BRIDGE.remove(storage);
            Ok(())
        }
    }
}

/// Address of another contract of the region, for the permission table.
pub fn may_load_contract_address(
    storage: &dyn Storage,
    contract: Contract,
) -> StdResult<Option<Addr>> {
    match contract {
        Contract::Bridge => Ok(may_load_region(storage)?.map(|region| region.bridge)),
        Contract::Identity => Ok(may_load_region(storage)?.and_then(|region| region.identity)),
        Contract::Stablecoin | Contract::Escrow => Ok(None),
    }
}

/// What wallets show, if it was ever set.
pub fn may_load_marketing(storage: &dyn Storage) -> StdResult<Option<MarketingInfoResponse>> {
    Ok(MARKETING_INFO.may_load(storage)?.map(|Record(info)| info))
}

/// Sets it; deletes it when it says nothing.
pub fn save_marketing(storage: &mut dyn Storage, info: &MarketingInfoResponse) -> StdResult<()> {
    if *info == MarketingInfoResponse::default() {
        MARKETING_INFO.remove(storage);
        return Ok(());
    }
    MARKETING_INFO.save(storage, &Record(info.clone()))
}

/// The logo, if there is one.
pub fn may_load_logo(storage: &dyn Storage) -> StdResult<Option<Logo>> {
    Ok(LOGO.may_load(storage)?.map(|Record(logo)| logo))
}

/// Sets it.
pub fn save_logo(storage: &mut dyn Storage, logo: &Logo) -> StdResult<()> {
    LOGO.save(storage, &Record(logo.clone()))
}

/// Forgets it.
pub fn remove_logo(storage: &mut dyn Storage) {
    LOGO.remove(storage);
}
