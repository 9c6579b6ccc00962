//! The only hands on storage. Records are cw-storage-plus JSON, apart from the holidays of a
//! calendar, which are chunks of bits under a one-byte tag.
//!
//! What the contract owes in an asset is counted in one record, held and credits apart, changed with
//! every movement: it is checked against the balance when a token pays in and shown by `solvency`.

use std::collections::BTreeSet;

use cosmwasm_schema::cw_serde;
use cosmwasm_std::{Addr, Order, StdError, StdResult, Storage, Uint128};
use cw20::Denom;
use cw_storage_plus::{Bound, Item, Map};
use isthmus_api::escrow::{DealStatus, Terms};
use isthmus_api::gate::Policy;
use isthmus_api::packed;
use isthmus_api::permission::Contract;

use crate::model::calendar::{Calendar, Day, Holidays, Rules, CHUNK_BYTES};
use crate::model::deal::{Deal, Drawing};
use crate::ContractError;

const CONFIG: Item<Config> = Item::new("config");
const ASSETS: Map<&str, Denom> = Map::new("assets");
const DEAL_COUNT: Item<u64> = Item::new("deal_count");
const DEALS: Map<u64, Deal> = Map::new("deals");
const TERMS: Map<u64, Terms> = Map::new("terms");
const DEALS_BY_PARTY: Map<(&Addr, u64), ()> = Map::new("deals_by_party");
const DEALS_BY_STATUS: Map<(u8, u64), ()> = Map::new("deals_by_status");
const DRAWINGS: Map<(u64, u64), Drawing> = Map::new("drawings");
/// (deal, document hash) -> the drawing that uses it.
const DOCUMENTS: Map<(u64, &[u8]), u64> = Map::new("documents");
const CALENDAR_COUNT: Item<u64> = Item::new("calendar_count");
const CALENDARS: Map<u64, Rules> = Map::new("calendars");
/// Holidays: tag, calendar, chunk -> 64 bytes of bits.
const HOLIDAYS: u8 = 0x01;
const OWED: Map<&str, Owed> = Map::new("owed");
const CREDITS: Map<(&Addr, &str), Credit> = Map::new("credits");
const PAYOUT_COUNT: Item<u64> = Item::new("payout_count");
/// Payouts over the bridge that have not come back.
const PAYOUTS: Map<u64, RemotePayout> = Map::new("payouts");

/// How the contract is set up.
#[cw_serde]
pub struct Config {
    /// Name of the region.
    pub region: String,
    /// Identity registry.
    pub identity: Addr,
    /// Stablecoin.
    pub stablecoin: Addr,
    /// Bridge.
    pub bridge: Addr,
    /// What a party must prove.
    pub policy: Option<Policy>,
}

/// What the contract owes in one asset.
#[cw_serde]
#[derive(Default)]
pub struct Owed {
    /// Held for deals.
    pub held: Uint128,
    /// Credits not withdrawn.
    pub credits: Uint128,
}

/// A credit.
#[cw_serde]
pub struct Credit {
    /// Which money.
    pub asset: Denom,
    /// How much.
    pub amount: Uint128,
}

/// A payment that left over the bridge and may come back.
#[cw_serde]
pub struct RemotePayout {
    /// The deal; none for a withdrawal.
    pub deal: Option<u64>,
    /// Whose money it is.
    pub owner: Addr,
    /// What it is.
    pub asset: Denom,
    /// How much.
    pub amount: Uint128,
}

/// A deal's status as part of a key: its place in the life of a deal.
const fn rank(status: DealStatus) -> u8 {
    match status {
        DealStatus::Proposed => 0,
        DealStatus::Agreed => 1,
        DealStatus::Open => 2,
        DealStatus::RunOff => 3,
        DealStatus::Closed => 4,
    }
}

/// An asset as text: `native:uwest`, `cw20:<contract>`.
pub fn asset_text(asset: &Denom) -> String {
    match asset {
        Denom::Native(denom) => format!("native:{denom}"),
        Denom::Cw20(contract) => format!("cw20:{contract}"),
    }
}

// Configuration.

/// How the contract is set up.
pub fn config(storage: &dyn Storage) -> StdResult<Config> {
    CONFIG.load(storage)
}

/// Sets it up.
pub fn save_config(storage: &mut dyn Storage, config: &Config) -> StdResult<()> {
    CONFIG.save(storage, config)
}

/// The address of another contract of the region.
pub fn contract_address(storage: &dyn Storage, contract: Contract) -> StdResult<Option<Addr>> {
    let config = config(storage)?;
    Ok(match contract {
        Contract::Identity => Some(config.identity),
        Contract::Stablecoin => Some(config.stablecoin),
        Contract::Bridge => Some(config.bridge),
        Contract::Escrow => None,
    })
}

/// Whether new deals may be made in the asset.
pub fn is_allowed(storage: &dyn Storage, asset: &Denom) -> bool {
    ASSETS.has(storage, &asset_text(asset))
}

/// Allows or disallows new deals in the asset.
pub fn set_allowed(storage: &mut dyn Storage, asset: &Denom, allowed: bool) -> StdResult<()> {
    let key = asset_text(asset);
    if allowed {
        return ASSETS.save(storage, &key, asset);
    }
    ASSETS.remove(storage, &key);
    Ok(())
}

/// The allowed assets after the cursor.
pub fn assets(storage: &dyn Storage, after: Option<&Denom>, limit: usize) -> StdResult<Vec<Denom>> {
    let after = after.map(asset_text);
    let from = after.as_deref().map(Bound::exclusive);
    ASSETS
        .range(storage, from, None, Order::Ascending)
        .take(limit)
        .map(|entry| entry.map(|(_, asset)| asset))
        .collect()
}

// Deals.

/// Number of the newest deal.
pub fn deal_count(storage: &dyn Storage) -> StdResult<u64> {
    Ok(DEAL_COUNT.may_load(storage)?.unwrap_or_default())
}

/// A number that was never used.
pub fn next_deal(storage: &mut dyn Storage) -> StdResult<u64> {
    next(storage, &DEAL_COUNT)
}

fn next(storage: &mut dyn Storage, counter: &Item<u64>) -> StdResult<u64> {
    let last = counter.may_load(storage)?.unwrap_or_default();
    let next = last.checked_add(1).ok_or_else(|| StdError::generic_err("no number left"))?;
    counter.save(storage, &next)?;
    Ok(next)
}

/// Stores a new deal with its terms.
pub fn create_deal(storage: &mut dyn Storage, deal: &Deal, terms: &Terms) -> StdResult<()> {
    TERMS.save(storage, deal.id, terms)?;
    DEALS.save(storage, deal.id, deal)?;
    DEALS_BY_STATUS.save(storage, (rank(deal.status), deal.id), &())?;
    for (_, account) in deal.parties() {
        DEALS_BY_PARTY.save(storage, (account, deal.id), &())?;
    }
    Ok(())
}

/// A deal.
pub fn deal(storage: &dyn Storage, id: u64) -> Result<Deal, ContractError> {
    DEALS.may_load(storage, id)?.ok_or(ContractError::NotFound { what: "deal", id })
}

/// Stores a deal whose status was `before`.
pub fn save_deal(storage: &mut dyn Storage, deal: &Deal, before: DealStatus) -> StdResult<()> {
    if deal.status != before {
        DEALS_BY_STATUS.remove(storage, (rank(before), deal.id));
        DEALS_BY_STATUS.save(storage, (rank(deal.status), deal.id), &())?;
    }
    DEALS.save(storage, deal.id, deal)
}

/// The terms of a deal.
pub fn terms(storage: &dyn Storage, deal: u64) -> StdResult<Terms> {
    TERMS.load(storage, deal)
}

/// The terms of a deal, byte for byte as stored.
pub fn terms_bytes(storage: &dyn Storage, deal: u64) -> StdResult<Vec<u8>> {
    storage.get(&TERMS.key(deal)).ok_or_else(|| StdError::not_found("terms"))
}

/// Deals after the cursor.
pub fn deals(storage: &dyn Storage, after: Option<u64>, limit: usize) -> StdResult<Vec<Deal>> {
    DEALS
        .range(storage, after.map(Bound::exclusive), None, Order::Ascending)
        .take(limit)
        .map(|entry| entry.map(|(_, deal)| deal))
        .collect()
}

/// Deals that name the account, after the cursor.
pub fn deals_by_party(
    storage: &dyn Storage,
    party: &Addr,
    after: Option<u64>,
    limit: usize,
) -> StdResult<Vec<Deal>> {
    DEALS_BY_PARTY
        .prefix(party)
        .keys(storage, after.map(Bound::exclusive), None, Order::Ascending)
        .take(limit)
        .map(|id| DEALS.load(storage, id?))
        .collect()
}

/// Deals of the status, after the cursor.
pub fn deals_by_status(
    storage: &dyn Storage,
    status: DealStatus,
    after: Option<u64>,
    limit: usize,
) -> StdResult<Vec<Deal>> {
    DEALS_BY_STATUS
        .prefix(rank(status))
        .keys(storage, after.map(Bound::exclusive), None, Order::Ascending)
        .take(limit)
        .map(|id| DEALS.load(storage, id?))
        .collect()
}

// Drawings.

/// The contents of a drawing.
pub fn drawing(storage: &dyn Storage, deal: u64, id: u64) -> Result<Drawing, ContractError> {
    DRAWINGS.may_load(storage, (deal, id))?.ok_or(ContractError::NotFound { what: "drawing", id })
}

/// Stores the contents of a drawing and notes which documents it uses.
///
/// A document that another drawing uses stays noted for that one: it was first.
pub fn save_presentation(
    storage: &mut dyn Storage,
    deal: u64,
    id: u64,
    drawing: &Drawing,
    used: &BTreeSet<Vec<u8>>,
) -> StdResult<()> {
    for document in &drawing.documents {
        if !used.contains(document.hash.as_slice()) {
            DOCUMENTS.save(storage, (deal, document.hash.as_slice()), &id)?;
        }
    }
    save_drawing(storage, deal, id, drawing)
}

/// Stores the contents of a drawing whose documents did not change.
pub fn save_drawing(
    storage: &mut dyn Storage,
    deal: u64,
    id: u64,
    drawing: &Drawing,
) -> StdResult<()> {
    DRAWINGS.save(storage, (deal, id), drawing)
}

/// The drawing of the deal that uses a document.
pub fn document_user(storage: &dyn Storage, deal: u64, hash: &[u8]) -> StdResult<Option<u64>> {
    DOCUMENTS.may_load(storage, (deal, hash))
}

// Calendars.

/// Number of the newest calendar.
pub fn calendar_count(storage: &dyn Storage) -> StdResult<u64> {
    Ok(CALENDAR_COUNT.may_load(storage)?.unwrap_or_default())
}

/// Stores a new calendar and returns its number.
pub fn create_calendar(storage: &mut dyn Storage, rules: &Rules) -> StdResult<u64> {
    let id = next(storage, &CALENDAR_COUNT)?;
    CALENDARS.save(storage, id, rules)?;
    Ok(id)
}

/// Offset, weekend and name of a calendar.
pub fn calendar_rules(storage: &dyn Storage, id: u64) -> Result<Rules, ContractError> {
    CALENDARS.may_load(storage, id)?.ok_or(ContractError::NotFound { what: "calendar", id })
}

/// A calendar with the holidays of at least 512 days from the day of each instant on.
pub fn calendar(
    storage: &dyn Storage,
    id: u64,
    instants: &[u64],
) -> Result<Calendar, ContractError> {
    let rules = calendar_rules(storage, id)?;
    let mut chunks = BTreeSet::new();
    for at in instants {
        let first = Holidays::chunk_of(rules.day_of(*at));
        chunks.extend([first, first.saturating_add(1)]);
    }
    let mut holidays = Holidays::default();
    for chunk in chunks {
        if let Some(bytes) = load_chunk(storage, id, chunk)? {
            holidays.insert(chunk, bytes);
        }
    }
    Ok(Calendar { rules, holidays })
}

/// Adds holidays.
pub fn add_holidays(storage: &mut dyn Storage, id: u64, days: &[Day]) -> StdResult<()> {
    let mut holidays = Holidays::default();
    for chunk in days.iter().map(|day| Holidays::chunk_of(*day)).collect::<BTreeSet<_>>() {
        let stored = load_chunk(storage, id, chunk)?;
        holidays.insert(chunk, stored.unwrap_or([0; CHUNK_BYTES]));
    }
    days.iter().for_each(|day| holidays.add(*day));
    for (chunk, bytes) in holidays.chunks() {
        storage.set(&chunk_key(id, chunk), bytes);
    }
    Ok(())
}

/// Holidays from a day on, ascending.
pub fn holidays(storage: &dyn Storage, id: u64, from: Day, limit: usize) -> StdResult<Vec<Day>> {
    let start = chunk_key(id, Holidays::chunk_of(from));
    let end = chunk_key(id, u32::MAX);
    let mut found = Vec::new();
    for (key, bytes) in storage.range(Some(&start), Some(&end), Order::Ascending) {
        let mut holidays = Holidays::default();
        let number = key.last_chunk().map_or(0, |b| u32::from_be_bytes(*b));
        holidays.insert(number, chunk_bytes(&bytes)?);
        found.extend(holidays.from(from));
        if found.len() >= limit {
            break;
        }
    }
    found.truncate(limit);
    Ok(found)
}

fn chunk_key(calendar: u64, chunk: u32) -> Vec<u8> {
    packed::key(HOLIDAYS, &[&calendar.to_be_bytes(), &chunk.to_be_bytes()])
}

fn load_chunk(
    storage: &dyn Storage,
    calendar: u64,
    chunk: u32,
) -> StdResult<Option<[u8; CHUNK_BYTES]>> {
    let stored = storage.get(&chunk_key(calendar, chunk));
    stored.map(|bytes| chunk_bytes(&bytes)).transpose()
}

fn chunk_bytes(bytes: &[u8]) -> StdResult<[u8; CHUNK_BYTES]> {
    bytes.try_into().map_err(|_| StdError::parse_err("holidays", "chunk of the wrong length"))
}

// Money.

/// What the contract owes in an asset.
pub fn owed(storage: &dyn Storage, asset: &Denom) -> StdResult<Owed> {
    Ok(OWED.may_load(storage, &asset_text(asset))?.unwrap_or_default())
}

/// More is held for deals.
pub fn hold(storage: &mut dyn Storage, asset: &Denom, amount: Uint128) -> StdResult<Owed> {
    let mut owed = owed(storage, asset)?;
    owed.held = owed.held.checked_add(amount)?;
    OWED.save(storage, &asset_text(asset), &owed)?;
    Ok(owed)
}

/// Less is held for deals.
pub fn unhold(storage: &mut dyn Storage, asset: &Denom, amount: Uint128) -> StdResult<()> {
    let mut owed = owed(storage, asset)?;
    owed.held = owed.held.checked_sub(amount)?;
    OWED.save(storage, &asset_text(asset), &owed)
}

/// Adds to a credit. Never fails on amounts.
pub fn credit(
    storage: &mut dyn Storage,
    owner: &Addr,
    asset: &Denom,
    amount: Uint128,
) -> StdResult<()> {
    let key = asset_text(asset);
    let mut owed = owed(storage, asset)?;
    owed.credits = owed.credits.saturating_add(amount);
    OWED.save(storage, &key, &owed)?;
    let before = CREDITS.may_load(storage, (owner, &key))?;
    let before = before.map_or(Uint128::zero(), |credit| credit.amount);
    let credit = Credit { asset: asset.clone(), amount: before.saturating_add(amount) };
    CREDITS.save(storage, (owner, &key), &credit)
}

/// Takes a whole credit; zero if there is none.
pub fn take_credit(storage: &mut dyn Storage, owner: &Addr, asset: &Denom) -> StdResult<Uint128> {
    let key = asset_text(asset);
    let Some(credit) = CREDITS.may_load(storage, (owner, &key))? else {
        return Ok(Uint128::zero());
    };
    CREDITS.remove(storage, (owner, &key));
    let mut owed = owed(storage, asset)?;
    owed.credits = owed.credits.checked_sub(credit.amount)?;
    OWED.save(storage, &key, &owed)?;
    Ok(credit.amount)
}

/// Credits of an account, after the cursor.
pub fn credits(
    storage: &dyn Storage,
    owner: &Addr,
    after: Option<&Denom>,
    limit: usize,
) -> StdResult<Vec<Credit>> {
    let after = after.map(asset_text);
    let from = after.as_deref().map(Bound::exclusive);
    CREDITS
        .prefix(owner)
        .range(storage, from, None, Order::Ascending)
        .take(limit)
        .map(|entry| entry.map(|(_, credit)| credit))
        .collect()
}

/// Notes a payout over the bridge and returns its number.
pub fn save_payout(storage: &mut dyn Storage, payout: &RemotePayout) -> StdResult<u64> {
    let id = next(storage, &PAYOUT_COUNT)?;
    PAYOUTS.save(storage, id, payout)?;
    Ok(id)
}

/// A payout that has not come back.
pub fn payout(storage: &dyn Storage, id: u64) -> StdResult<Option<RemotePayout>> {
    PAYOUTS.may_load(storage, id)
}

/// The payout came back, or never left: it can do so only once.
pub fn remove_payout(storage: &mut dyn Storage, id: u64) {
    PAYOUTS.remove(storage, id);
}

#[cfg(test)]
#[allow(clippy::arithmetic_side_effects, clippy::indexing_slicing, clippy::as_conversions)]
mod tests {
    use super::*;
    use crate::model::calendar::CHUNK_DAYS;
    use cosmwasm_std::testing::MockStorage;

    /// Every key and tag of the contract. They never change: records are found by them for ever.
    const KEYS: &[&str] = &[
        "config",
        "assets",
        "deal_count",
        "deals",
        "terms",
        "deals_by_party",
        "deals_by_status",
        "drawings",
        "documents",
        "calendar_count",
        "calendars",
        "owed",
        "credits",
        "payout_count",
        "payouts",
    ];

    #[test]
    fn keys_are_unique_and_fixed() {
        let mut all: Vec<&str> = KEYS.to_vec();
        all.extend(isthmus_kit::keys::namespaces(&[
            isthmus_kit::owner::KEYS,
            isthmus_kit::roles::KEYS,
        ]));
        all.push("contract_info");
        let unique: BTreeSet<&str> = all.iter().copied().collect();
        assert_eq!(unique.len(), all.len());
        let used: [Vec<u8>; 15] = [
            CONFIG.as_slice().to_vec(),
            DEAL_COUNT.as_slice().to_vec(),
            CALENDAR_COUNT.as_slice().to_vec(),
            PAYOUT_COUNT.as_slice().to_vec(),
            ASSETS.namespace_bytes().to_vec(),
            DEALS.namespace_bytes().to_vec(),
            TERMS.namespace_bytes().to_vec(),
            DEALS_BY_PARTY.namespace_bytes().to_vec(),
            DEALS_BY_STATUS.namespace_bytes().to_vec(),
            DRAWINGS.namespace_bytes().to_vec(),
            DOCUMENTS.namespace_bytes().to_vec(),
            CALENDARS.namespace_bytes().to_vec(),
            OWED.namespace_bytes().to_vec(),
            CREDITS.namespace_bytes().to_vec(),
            PAYOUTS.namespace_bytes().to_vec(),
        ];
        let used: BTreeSet<Vec<u8>> = used.into_iter().collect();
        assert_eq!(used, KEYS.iter().map(|key| key.as_bytes().to_vec()).collect());
        assert_eq!(HOLIDAYS, 0x01);
        assert_ne!(&[HOLIDAYS], isthmus_kit::pause::PAUSE_KEY);
    }

    #[test]
    fn holidays_are_found_across_chunks_and_calendars() {
        let mut storage = MockStorage::new();
        let days = [10, CHUNK_DAYS - 1, CHUNK_DAYS, 3 * CHUNK_DAYS + 7];
        add_holidays(&mut storage, 1, &days[..2]).unwrap();
        add_holidays(&mut storage, 1, &days[2..]).unwrap();
        add_holidays(&mut storage, 2, &[11]).unwrap();
        assert_eq!(holidays(&storage, 1, 0, 10).unwrap(), days);
        assert_eq!(holidays(&storage, 1, 11, 2).unwrap(), days[1..3]);
        assert_eq!(holidays(&storage, 2, 0, 10).unwrap(), [11]);
        assert_eq!(holidays(&storage, 3, 0, 10).unwrap(), [0u32; 0]);
    }
}
