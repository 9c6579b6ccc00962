//! The only hands on storage.
//!
//! What a payment touches (accounts, allowances, minters, supply) is packed under a one-byte tag and
//! canonical addresses (architecture.md, D14); the rest is cw-storage-plus with its ordinary JSON.
//! Records that say nothing are deleted, so that state holds only what matters.
//!
//! The file is long because every key and every codec stand in it, one section per record, and
//! nothing outside it knows a layout.

use cosmwasm_schema::cw_serde;
use cosmwasm_std::{Addr, Api, CanonicalAddr, Order, StdError, StdResult, Storage, Timestamp};
use cw20::{Expiration, Logo, MarketingInfoResponse};
use cw_storage_plus::{Bound, Item, Map};
use isthmus_access::{owner, pause, roles};
use isthmus_api::packed::{key, Reader, Writer};
use isthmus_api::permission::Contract;
use isthmus_api::stablecoin::{FreezeInfo, FreezeMode};
use isthmus_api::types::{printable, InputError};

use crate::model::account::Account;
use crate::model::allowance::Allowance;
use crate::model::minter::Minter;
use crate::model::supply::Supply;

/// account -> [`Account`].
const ACCOUNT: u8 = 0x01;
/// length of owner, owner, spender -> [`Allowance`].
const ALLOWANCE: u8 = 0x02;
/// length of spender, spender, owner -> a marker: the index behind `all_spender_allowances`.
const GRANTED_TO: u8 = 0x03;
/// minter -> [`Minter`].
const MINTER: u8 = 0x04;
/// -> [`Supply`].
const SUPPLY: u8 = 0x05;

const TOKEN: Item<Token> = Item::new("token");
const REGION: Item<Region> = Item::new("region");
const PRIMARY_MINTER: Item<Addr> = Item::new("primary_minter");
const MARKETING_INFO: Item<MarketingInfoResponse> = Item::new("marketing_info");
const LOGO: Item<Logo> = Item::new("logo");
const FREEZES: Map<&Addr, FreezeInfo> = Map::new("freezes");
const ESCROWS: Map<&Addr, ()> = Map::new("escrows");

/// Every raw key: its tag, and what it is.
pub const TAGS: &[(u8, &str)] = &[
    (ACCOUNT, "account"),
    (ALLOWANCE, "allowance"),
    (GRANTED_TO, "granted_to"),
    (MINTER, "minter"),
    (SUPPLY, "supply"),
    (0x1f, "pause (isthmus_access)"),
];
/// Every cw-storage-plus namespace of this contract itself.
pub const NAMESPACES: &[&str] =
    &["token", "region", "primary_minter", "marketing_info", "logo", "freezes", "escrows"];

/// All namespaces, those of the libraries among them.
pub fn all_namespaces() -> Vec<&'static str> {
    let libraries = [owner::KEYS, roles::KEYS, &["contract_info"]];
    NAMESPACES.iter().chain(libraries.into_iter().flatten()).copied().collect()
}

/// The one raw key of the pause record, as the table above has it.
pub const PAUSE_KEY: &[u8] = pause::PAUSE_KEY;

/// Name, ticker and decimals.
#[cw_serde]
pub struct Token {
    /// Name.
    pub name: String,
    /// Ticker.
    pub symbol: String,
    /// Decimal places.
    pub decimals: u8,
}

/// The token among the regions.
#[cw_serde]
pub struct Region {
    /// Region of this chain.
    pub region: String,
    /// Name of the token across regions.
    pub token: String,
    /// Bridge of this region.
    pub bridge: Addr,
}

/// An account as storage keys know it: the bytes behind the bech32 text, a third shorter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccountId(CanonicalAddr);

impl AccountId {
    /// Checks an address of a message.
    ///
    /// Only the lower-case spelling passes, so the text is the one the chain itself writes
    /// (CWA-2022-002), and decoding checks prefix and checksum: that is all `addr_validate` does, for
    /// a third of its gas.
    pub fn checked(api: &dyn Api, field: &'static str, given: &str) -> Result<Self, InputError> {
        let refused = || InputError::Address { field, given: printable(given) };
        if given.chars().any(|c| c.is_ascii_uppercase()) {
            return Err(refused());
        }
        api.addr_canonicalize(given).map(Self).map_err(|_| refused())
    }

    /// The account of an address that is already checked.
    pub fn of(api: &dyn Api, address: &Addr) -> StdResult<Self> {
        api.addr_canonicalize(address.as_str()).map(Self)
    }

    /// Its address.
    pub fn address(&self, api: &dyn Api) -> StdResult<Addr> {
        api.addr_humanize(&self.0)
    }

    /// Its bytes.
    pub fn bytes(&self) -> &[u8] {
        self.0.as_slice()
    }
}

// --- accounts ---------------------------------------------------------------------------------

const OUTGOING: u8 = 0b0001;
const FULL: u8 = 0b0010;
const ESCROW: u8 = 0b0100;

/// The account; an empty one if nobody ever credited it.
pub fn load_account(storage: &dyn Storage, id: &AccountId) -> StdResult<Account> {
    match storage.get(&key(ACCOUNT, &[id.bytes()])) {
        None => Ok(Account::default()),
        Some(bytes) => read_account(&bytes),
    }
}

/// Writes what changed, and nothing if nothing did.
pub fn save_account(storage: &mut dyn Storage, id: &AccountId, before: &Account, after: &Account) {
    if before == after {
        return;
    }
    let key = key(ACCOUNT, &[id.bytes()]);
    match after.is_empty() {
        true => storage.remove(&key),
        false => storage.set(&key, &write_account(after)),
    }
}

fn write_account(account: &Account) -> Vec<u8> {
    let freeze = match account.freeze {
        None => 0,
        Some(FreezeMode::Outgoing) => OUTGOING,
        Some(FreezeMode::Full) => FULL,
    };
    let escrow = if account.escrow { ESCROW } else { 0 };
    Writer::new(freeze | escrow).amount(account.balance)
}

fn read_account(bytes: &[u8]) -> StdResult<Account> {
    let mut reader = Reader::new(bytes);
    let flags = reader.u8()?;
    let freeze = match flags & (OUTGOING | FULL) {
        0 => None,
        OUTGOING => Some(FreezeMode::Outgoing),
        _ => Some(FreezeMode::Full),
    };
    let escrow = flags & ESCROW != 0;
    Ok(Account { balance: reader.amount()?, freeze, escrow })
}

/// Accounts with a balance, after the cursor.
pub fn holders(
    storage: &dyn Storage,
    start_after: Option<&AccountId>,
    limit: usize,
) -> StdResult<Vec<AccountId>> {
    entries(storage, vec![ACCOUNT], start_after)
        .filter_map(|(id, value)| match read_account(&value) {
            Ok(account) => (account.balance > 0).then_some(Ok(id)),
            Err(cause) => Some(Err(cause)),
        })
        .take(limit)
        .collect()
}

/// The records below a prefix, with the account that ends each key.
fn entries<'a>(
    storage: &'a dyn Storage,
    prefix: Vec<u8>,
    start_after: Option<&AccountId>,
) -> Box<dyn Iterator<Item = (AccountId, Vec<u8>)> + 'a> {
    let start = match start_after {
        None => prefix.clone(),
        // The first key that is greater: the same one with a zero byte after it.
        Some(id) => [prefix.as_slice(), id.bytes(), &[0]].concat(),
    };
    let length = prefix.len();
    let end = successor(&prefix);
    Box::new(storage.range(Some(&start), end.as_deref(), Order::Ascending).map(
        move |(key, value)| {
            let id = key.get(length..).unwrap_or_default().to_vec();
            (AccountId(CanonicalAddr::from(id)), value)
        },
    ))
}

/// The first key after all that begin with the prefix.
fn successor(prefix: &[u8]) -> Option<Vec<u8>> {
    let mut end = prefix.to_vec();
    while let Some(last) = end.pop() {
        if let Some(next) = last.checked_add(1) {
            end.push(next);
            return Some(end);
        }
    }
    None
}

// --- allowances -------------------------------------------------------------------------------

const AT_HEIGHT: u8 = 0b0001;
const AT_TIME: u8 = 0b0010;

/// The grant, if there is one.
pub fn may_load_allowance(
    storage: &dyn Storage,
    owner: &AccountId,
    spender: &AccountId,
) -> StdResult<Option<Allowance>> {
    let key = pair_key(ALLOWANCE, owner, spender)?;
    storage.get(&key).map(|bytes| read_allowance(&bytes)).transpose()
}

/// Writes the grant; the index is touched only when the grant is new or gone.
pub fn save_allowance(
    storage: &mut dyn Storage,
    owner: &AccountId,
    spender: &AccountId,
    before: Option<&Allowance>,
    after: &Allowance,
) -> StdResult<()> {
    let key = pair_key(ALLOWANCE, owner, spender)?;
    match (before, after.is_empty()) {
        (Some(before), false) if before == after => {}
        (None, true) => {}
        (Some(_), true) => {
            storage.remove(&key);
            storage.remove(&pair_key(GRANTED_TO, spender, owner)?);
        }
        (before, false) => {
            storage.set(&key, &write_allowance(after));
            if before.is_none() {
                storage.set(&pair_key(GRANTED_TO, spender, owner)?, &[0]);
            }
        }
    }
    Ok(())
}

/// An address may have 20 or 32 bytes (or another number): the length of the first keeps two pairs
/// from ever sharing a key.
fn pair_key(tag: u8, first: &AccountId, second: &AccountId) -> StdResult<Vec<u8>> {
    Ok(key(tag, &[&[length(first)?], first.bytes(), second.bytes()]))
}

fn length(id: &AccountId) -> StdResult<u8> {
    u8::try_from(id.bytes().len()).map_err(|_| StdError::generic_err("address above 255 bytes"))
}

fn write_allowance(allowance: &Allowance) -> Vec<u8> {
    let record = match allowance.expires {
        Expiration::Never {} => Writer::new(0),
        Expiration::AtHeight(height) => Writer::new(AT_HEIGHT).u64(height),
        Expiration::AtTime(time) => Writer::new(AT_TIME).u64(time.nanos()),
    };
    record.amount(allowance.amount)
}

fn read_allowance(bytes: &[u8]) -> StdResult<Allowance> {
    let mut reader = Reader::new(bytes);
    let expires = match reader.u8()? {
        0 => Expiration::Never {},
        AT_HEIGHT => Expiration::AtHeight(reader.u64()?),
        _ => Expiration::AtTime(Timestamp::from_nanos(reader.u64()?)),
    };
    Ok(Allowance { amount: reader.amount()?, expires })
}

/// What an owner granted: (spender, grant), after the cursor.
pub fn granted_by(
    storage: &dyn Storage,
    owner: &AccountId,
    start_after: Option<&AccountId>,
    limit: usize,
) -> StdResult<Vec<(AccountId, Allowance)>> {
    let prefix = key(ALLOWANCE, &[&[length(owner)?], owner.bytes()]);
    entries(storage, prefix, start_after)
        .take(limit)
        .map(|(spender, value)| Ok((spender, read_allowance(&value)?)))
        .collect()
}

/// What a spender was granted: (owner, grant), after the cursor.
pub fn granted_to(
    storage: &dyn Storage,
    spender: &AccountId,
    start_after: Option<&AccountId>,
    limit: usize,
) -> StdResult<Vec<(AccountId, Allowance)>> {
    let prefix = key(GRANTED_TO, &[&[length(spender)?], spender.bytes()]);
    entries(storage, prefix, start_after)
        .take(limit)
        .map(|(owner, _)| {
            let grant = may_load_allowance(storage, &owner, spender)?;
            Ok((owner, grant.unwrap_or_default()))
        })
        .collect()
}

// --- minters ----------------------------------------------------------------------------------

const LIMITED: u8 = 0b0001;
const FROZEN: u8 = 0b0010;

/// The minter, if the account is one.
pub fn may_load_minter(storage: &dyn Storage, id: &AccountId) -> StdResult<Option<Minter>> {
    let bytes = storage.get(&key(MINTER, &[id.bytes()]));
    bytes.map(|bytes| read_minter(&bytes)).transpose()
}

/// Makes the account a minter, or changes what it may mint.
pub fn save_minter(storage: &mut dyn Storage, id: &AccountId, minter: &Minter) {
    let frozen = if minter.frozen { FROZEN } else { 0 };
    let record = match minter.allowance {
        None => Writer::new(frozen).finish(),
        Some(allowance) => Writer::new(frozen | LIMITED).amount(allowance),
    };
    storage.set(&key(MINTER, &[id.bytes()]), &record);
}

/// The account is no longer a minter.
pub fn remove_minter(storage: &mut dyn Storage, id: &AccountId) {
    storage.remove(&key(MINTER, &[id.bytes()]));
}

fn read_minter(bytes: &[u8]) -> StdResult<Minter> {
    let mut reader = Reader::new(bytes);
    let flags = reader.u8()?;
    let allowance = match flags & LIMITED {
        0 => None,
        _ => Some(reader.amount()?),
    };
    Ok(Minter { allowance, frozen: flags & FROZEN != 0 })
}

/// All minters, after the cursor.
pub fn minters(
    storage: &dyn Storage,
    start_after: Option<&AccountId>,
    limit: usize,
) -> StdResult<Vec<(AccountId, Minter)>> {
    entries(storage, vec![MINTER], start_after)
        .take(limit)
        .map(|(id, value)| Ok((id, read_minter(&value)?)))
        .collect()
}

/// The minter that CW20's own `minter {}` names.
pub fn primary_minter(storage: &dyn Storage) -> StdResult<Option<Addr>> {
    PRIMARY_MINTER.may_load(storage)
}

/// Sets or clears it.
pub fn set_primary_minter(storage: &mut dyn Storage, minter: Option<&Addr>) -> StdResult<()> {
    match minter {
        Some(minter) => PRIMARY_MINTER.save(storage, minter),
        None => {
            PRIMARY_MINTER.remove(storage);
            Ok(())
        }
    }
}

// --- supply -----------------------------------------------------------------------------------

const CAPPED: u8 = 0b0001;
const ABROAD: u8 = 0b0010;
const FOREIGN: u8 = 0b0100;
const BURN_OFF: u8 = 0b1000;

/// The supply.
pub fn load_supply(storage: &dyn Storage) -> StdResult<Supply> {
    let bytes = storage.get(&[SUPPLY]).ok_or_else(|| StdError::not_found("supply"))?;
    let mut reader = Reader::new(&bytes);
    let flags = reader.u8()?;
    let mut optional = |flag: u8| match flags & flag {
        0 => Ok(None),
        _ => reader.short().and_then(|bytes| Reader::new(bytes).amount()).map(Some),
    };
    let (cap, abroad) = (optional(CAPPED)?, optional(ABROAD)?.unwrap_or_default());
    Ok(Supply {
        total: reader.amount()?,
        abroad,
        cap,
        foreign: flags & FOREIGN != 0,
        burn_off: flags & BURN_OFF != 0,
    })
}

/// Writes the supply.
pub fn save_supply(storage: &mut dyn Storage, supply: &Supply) -> StdResult<()> {
    let flag = |set: bool, flag: u8| if set { flag } else { 0 };
    let flags = flag(supply.cap.is_some(), CAPPED)
        | flag(supply.abroad > 0, ABROAD)
        | flag(supply.foreign, FOREIGN)
        | flag(supply.burn_off, BURN_OFF);
    let abroad = Some(supply.abroad).filter(|abroad| *abroad > 0);
    let mut record = Writer::new(flags);
    for amount in [supply.cap, abroad].into_iter().flatten() {
        record = record.short(&Writer::default().amount(amount))?;
    }
    storage.set(&[SUPPLY], &record.amount(supply.total));
    Ok(())
}

// --- the rest ---------------------------------------------------------------------------------

/// Name, ticker and decimals.
pub fn token(storage: &dyn Storage) -> StdResult<Token> {
    TOKEN.load(storage)
}

/// Sets them.
pub fn save_token(storage: &mut dyn Storage, token: &Token) -> StdResult<()> {
    TOKEN.save(storage, token)
}

/// The token among the regions, if it knows any.
pub fn region(storage: &dyn Storage) -> StdResult<Option<Region>> {
    REGION.may_load(storage)
}

/// Sets it.
pub fn save_region(storage: &mut dyn Storage, region: &Region) -> StdResult<()> {
    REGION.save(storage, region)
}

/// Address of another contract of the region, for the permission table.
pub fn contract_address(storage: &dyn Storage, contract: Contract) -> StdResult<Option<Addr>> {
    match contract {
        Contract::Bridge => Ok(region(storage)?.map(|region| region.bridge)),
        Contract::Stablecoin | Contract::Escrow | Contract::Identity => Ok(None),
    }
}

/// What wallets show, if it was ever set.
pub fn may_load_marketing(storage: &dyn Storage) -> StdResult<Option<MarketingInfoResponse>> {
    MARKETING_INFO.may_load(storage)
}

/// Sets it; deletes it when it says nothing.
pub fn save_marketing(storage: &mut dyn Storage, info: &MarketingInfoResponse) -> StdResult<()> {
    if *info == MarketingInfoResponse::default() {
        MARKETING_INFO.remove(storage);
        return Ok(());
    }
    MARKETING_INFO.save(storage, info)
}

/// The logo; fails without one.
pub fn logo(storage: &dyn Storage) -> StdResult<Logo> {
    LOGO.load(storage)
}

/// Sets it.
pub fn save_logo(storage: &mut dyn Storage, logo: &Logo) -> StdResult<()> {
    LOGO.save(storage, logo)
}

/// Why and since when the account is frozen.
pub fn may_load_freeze(storage: &dyn Storage, account: &Addr) -> StdResult<Option<FreezeInfo>> {
    FREEZES.may_load(storage, account)
}

/// Records a freeze.
pub fn save_freeze(storage: &mut dyn Storage, account: &Addr, info: &FreezeInfo) -> StdResult<()> {
    FREEZES.save(storage, account, info)
}

/// Forgets it.
pub fn remove_freeze(storage: &mut dyn Storage, account: &Addr) {
    FREEZES.remove(storage, account);
}

/// Frozen accounts, after the cursor.
pub fn freezes(
    storage: &dyn Storage,
    start_after: Option<&Addr>,
    limit: usize,
) -> StdResult<Vec<(Addr, FreezeInfo)>> {
    let start = start_after.map(Bound::exclusive);
    FREEZES.range(storage, start, None, Order::Ascending).take(limit).collect()
}

/// Lists an escrow.
pub fn save_escrow(storage: &mut dyn Storage, account: &Addr) -> StdResult<()> {
    ESCROWS.save(storage, account, &())
}

/// Strikes it off the list.
pub fn remove_escrow(storage: &mut dyn Storage, account: &Addr) {
    ESCROWS.remove(storage, account);
}

/// Escrows, after the cursor.
pub fn escrows(
    storage: &dyn Storage,
    start_after: Option<&Addr>,
    limit: usize,
) -> StdResult<Vec<Addr>> {
    let start = start_after.map(Bound::exclusive);
    ESCROWS.keys(storage, start, None, Order::Ascending).take(limit).collect()
}

#[cfg(test)]
#[allow(clippy::indexing_slicing)]
mod tests {
    use super::*;
    use cosmwasm_std::testing::MockStorage;
    use proptest::prelude::*;

    fn id(bytes: &[u8]) -> AccountId {
        AccountId(CanonicalAddr::from(bytes.to_vec()))
    }

    #[test]
    fn storage_keys_are_unique_and_fixed() {
        let mut tags: Vec<u8> = TAGS.iter().map(|(tag, _)| *tag).collect();
        assert_eq!(tags, [1, 2, 3, 4, 5, 0x1f]);
        tags.dedup();
        assert_eq!(tags.len(), TAGS.len());
        assert_eq!(PAUSE_KEY, [0x1f]);
        let mut names = all_namespaces();
        assert_eq!(
            names.join(" "),
            "token region primary_minter marketing_info logo freezes escrows ownership \
             owner_delay_seconds owner_proposed_at roles contract_info"
        );
        // A raw tag is below every letter, and a map of cw-storage-plus begins with zero.
        assert!(names.iter().all(|name| name.as_bytes()[0] > 0x1f));
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), all_namespaces().len());
    }

    #[test]
    fn a_holder_costs_the_bytes_it_needs() {
        let mut storage = MockStorage::new();
        let account = Account { balance: 999_999_999_999, ..Account::default() };
        save_account(&mut storage, &id(&[7; 20]), &Account::default(), &account);
        assert_eq!(write_account(&account).len() + 21, 27);
        save_account(&mut storage, &id(&[7; 20]), &account, &Account::default());
        assert_eq!(storage.range(None, None, Order::Ascending).count(), 0);
    }

    #[test]
    fn two_pairs_of_addresses_never_share_a_key() {
        let (short, long) = (id(&[1; 20]), id(&[1; 32]));
        assert_ne!(
            pair_key(ALLOWANCE, &short, &long).unwrap(),
            pair_key(ALLOWANCE, &long, &short).unwrap()
        );
    }

    #[test]
    fn pages_begin_after_the_cursor_and_end_with_the_prefix() {
        let mut storage = MockStorage::new();
        let owner = id(&[0xff; 20]);
        let some = Allowance { amount: 1, ..Allowance::default() };
        for n in 1..=3u8 {
            save_allowance(&mut storage, &owner, &id(&[n; 20]), None, &some).unwrap();
        }
        save_allowance(&mut storage, &id(&[1; 20]), &owner, None, &some).unwrap();
        let page = granted_by(&storage, &owner, Some(&id(&[1; 20])), 10).unwrap();
        assert_eq!(page.iter().map(|(id, _)| id.bytes()[0]).collect::<Vec<_>>(), [2, 3]);
        assert_eq!(granted_to(&storage, &id(&[2; 20]), None, 10).unwrap().len(), 1);
        assert_eq!(successor(&[1, 0xff]), Some(vec![2]));
        assert_eq!(successor(&[0xff]), None);
    }

    fn freeze() -> impl Strategy<Value = Option<FreezeMode>> {
        prop::option::of(prop_oneof![Just(FreezeMode::Outgoing), Just(FreezeMode::Full)])
    }

    fn expiration() -> impl Strategy<Value = Expiration> {
        prop_oneof![
            Just(Expiration::Never {}),
            any::<u64>().prop_map(Expiration::AtHeight),
            any::<u64>().prop_map(|nanos| Expiration::AtTime(Timestamp::from_nanos(nanos))),
        ]
    }

    proptest! {
        #[test]
        fn what_is_packed_is_read_back(
            balance: u128, freeze in freeze(), escrow: bool,
            granted: u128, expires in expiration(), minted in prop::option::of(any::<u128>()),
            total: u128, abroad: u128, cap in prop::option::of(any::<u128>()), foreign: bool,
            burn_off: bool,
        ) {
            let mut storage = MockStorage::new();
            let account = Account { balance, freeze, escrow };
            prop_assert_eq!(&read_account(&write_account(&account)).unwrap(), &account);
            let allowance = Allowance { amount: granted, expires };
            prop_assert_eq!(&read_allowance(&write_allowance(&allowance)).unwrap(), &allowance);
            let minter = Minter { allowance: minted, frozen: escrow };
            save_minter(&mut storage, &id(&[1; 20]), &minter);
            prop_assert_eq!(may_load_minter(&storage, &id(&[1; 20])).unwrap(), Some(minter));
            let supply = Supply { total, abroad, cap, foreign, burn_off };
            save_supply(&mut storage, &supply).unwrap();
            prop_assert_eq!(load_supply(&storage).unwrap(), supply);
        }
    }
}
