//! The only hands on storage.
//!
//! What a payment touches (accounts, allowances, minters, supply, switches) is packed under a one-byte
//! tag and canonical addresses (architecture.md, D14); the rest is cw-storage-plus with its ordinary
//! JSON. Records that say nothing are deleted, so that state holds only what matters.
//!
//! | tag | key | record |
//! |---|---|---|
//! | 01 | account | flags (1 frozen outgoing, 2 in full, 4 escrow, 8 allowed, 16 locked, 32 held, 64 blocked, 128 more flags), more flags (1 the freeze ends), locked amount, end of the hold, end of the freeze, balance |
//! | 02 | owner (20 bytes), spender | flags (1 ends at a height, 2 at a time; times 4: bytes of the count), expiry, count of restrictions, amount |
//! | 03 | spender (20 bytes), owner | a zero byte |
//! | 04 | minter | flags (1 limited, 2 its account was restricted, 4 rate limit, 8 list of recipients), capacity, refill, used, since when, allowance |
//! | 05 | | flags (1 cap, 2 mint paused, 4 burn paused, 8 abroad, 16 not home, 32 no holder burn, 64 blocklist, 128 more: 1 reserve policy, 2 allowlist in place of blocklist), cap, ends of the pauses, abroad, total |
//! | 06 | | flags (1 transfer paused, 2 compliance mode, 4 fee, 8 approve paused, 32 signed paused), ends of the pauses, mode, rate and most and collector of the fee, count of restrictions |
//! | 08 | signer | lowest unused nonce, which of the next are used (bits) |
//! | 08 | | domain epoch |
//! | 09 | minter (20 bytes), recipient | a zero byte |
//! | 0b | | flags (1 policy, 2 attested), oldest age, margin, as of when, attested amount |
//! | 0d | length of a region's name, the name, a receiver there | a zero byte |
//! | 0e | account | its keys: 1 and 33 bytes of secp256r1, or 2 and 32 bytes of ed25519 |
//! | 12, 13, 19 | length of the first, first, second | as 02, 03 and 09, for a first account that has not 20 bytes |
//!
//! Two records are global and each is read once by whatever needs it (ADR 5). Payments and approvals
//! read the switches, three gas a byte. Minting, burning and the bridge write the supply, 33 gas a
//! byte read and written, which is less than a read of its own for anything below 30 bytes.
//!
//! The file is long because every key and every codec stand in it, one section per record, and
//! nothing outside it knows a layout.

use cosmwasm_schema::cw_serde;
use cosmwasm_std::{
    Addr, Api, Binary, CanonicalAddr, Order, StdError, StdResult, Storage, Timestamp, Uint128,
};
use cw20::{Expiration, Logo, MarketingInfoResponse};
use cw_storage_plus::{Bound, Item, Map};
use isthmus_access::pause::Pauses;
use isthmus_access::{owner, roles};
use isthmus_api::bucket::Bucket;
use isthmus_api::packed::{key, Reader, Writer};
use isthmus_api::permission::Contract;
use isthmus_api::stablecoin::{
    foreign_receiver_key, AccountKey, AccountStatus, Attestation, ComplianceMode, Feature,
    FreezeInfo, FreezeMode, HoldInfo, PendingChange, Redemption, RedemptionPolicy,
    MAX_ATTESTATIONS, MAX_MINT_RECIPIENTS, MAX_PENDING_CHANGES,
};
use isthmus_api::types::{printable, InputError};

use crate::model::account::{Account, Freeze};
use crate::model::allowance::Allowance;
use crate::model::fee::Rate as FeeRate;
use crate::model::minter::{Minter, Rate};
use crate::model::reserve::{Attested, Policy, Reserve};
use crate::model::signed::Nonces;
use crate::model::supply::Supply;

/// account -> [`Account`].
const ACCOUNT: u8 = 0x01;
/// owner of 20 bytes, spender -> [`Allowance`].
const ALLOWANCE: u8 = 0x02;
/// spender of 20 bytes, owner -> a marker: the index behind `all_spender_allowances`.
const GRANTED_TO: u8 = 0x03;
/// minter -> [`Minter`].
const MINTER: u8 = 0x04;
/// -> [`Issuance`].
const SUPPLY: u8 = 0x05;
/// -> [`Switches`].
const SWITCHES: u8 = 0x06;
/// signer -> [`Nonces`]; alone -> the domain epoch.
const NONCES: u8 = 0x08;
/// minter of 20 bytes, recipient -> a marker: the list of those it may mint to.
const RECIPIENT: u8 = 0x09;
/// region and receiver there -> a marker: blocked. The key is [`foreign_receiver_key`].
const FOREIGN_BLOCKED: u8 = 0x0d;
/// -> [`Reserve`].
const RESERVE: u8 = 0x0b;
/// account -> its keys.
const KEYS: u8 = 0x0e;
/// Added to the tag of a pair of accounts whose first has not 20 bytes, as a contract's has not. Its
/// length then stands before it, so that two pairs never share a key.
const OTHER_LENGTH: u8 = 0x10;
/// Bytes of an ordinary account, which is nearly every first of a pair.
const USER_BYTES: usize = 20;

const TOKEN: Item<Token> = Item::new("token");
const REGION: Item<Region> = Item::new("region");
const PRIMARY_MINTER: Item<Addr> = Item::new("primary_minter");
const MARKETING_INFO: Item<MarketingInfoResponse> = Item::new("marketing_info");
const LOGO: Item<Logo> = Item::new("logo");
const FREEZES: Map<&Addr, FreezeInfo> = Map::new("freezes");
const HOLDS: Map<&Addr, HoldInfo> = Map::new("holds");
const ESCROWS: Map<&Addr, ()> = Map::new("escrows");
const CHANGES: Map<u64, PendingChange> = Map::new("changes");
const LAST_CHANGE: Item<u64> = Item::new("last_change");
const CHANGE_DELAY: Item<u64> = Item::new("change_delay_seconds");
const RENOUNCED: Item<Vec<Feature>> = Item::new("renounced");
/// controller -> the minter it controls.
const CONTROLLERS: Map<&Addr, Addr> = Map::new("controllers");
/// minter -> its controllers, few and in no order.
const CONTROLLERS_OF: Map<&Addr, Vec<Addr>> = Map::new("controllers_of");
/// number -> [`Redemption`], while it is open.
const REDEMPTIONS: Map<u64, Redemption> = Map::new("redemptions");
/// holder, number -> a marker: the index behind `redemptions` of one holder.
const REDEMPTIONS_OF: Map<(&Addr, u64), ()> = Map::new("redemptions_of");
const REDEMPTION_COUNTS: Item<RedemptionCounts> = Item::new("redemption_counts");
const REDEMPTION_POLICY: Item<RedemptionPolicy> = Item::new("redemption_policy");
/// number -> one of the newest attestations.
const ATTESTATIONS: Map<u64, Attestation> = Map::new("attestations");

/// Every raw key: its tag, and what it is.
pub const TAGS: &[(u8, &str)] = &[
    (ACCOUNT, "account"),
    (ALLOWANCE, "allowance"),
    (GRANTED_TO, "granted_to"),
    (MINTER, "minter"),
    (SUPPLY, "supply, and what stops minting and burning"),
    (SWITCHES, "switches: what stops payments and approvals"),
    (NONCES, "nonces of a signer, and the domain epoch"),
    (RECIPIENT, "mint recipient"),
    (RESERVE, "reserve: policy and newest attestation"),
    (FOREIGN_BLOCKED, "blocked receiver in another region"),
    (KEYS, "keys of an account"),
    (ALLOWANCE | OTHER_LENGTH, "allowance of an owner that has not 20 bytes"),
    (GRANTED_TO | OTHER_LENGTH, "granted_to of a spender that has not 20 bytes"),
    (RECIPIENT | OTHER_LENGTH, "mint recipient of a minter that has not 20 bytes"),
];
/// Every cw-storage-plus namespace of this contract itself.
pub const NAMESPACES: &[&str] = &[
    "token",
    "region",
    "primary_minter",
    "marketing_info",
    "logo",
    "freezes",
    "holds",
    "escrows",
    "changes",
    "last_change",
    "change_delay_seconds",
    "renounced",
    "controllers",
    "controllers_of",
    "redemptions",
    "redemptions_of",
    "redemption_counts",
    "redemption_policy",
    "attestations",
];

/// All namespaces, those of the libraries among them.
pub fn all_namespaces() -> Vec<&'static str> {
    let libraries = [owner::KEYS, roles::KEYS, &["contract_info"]];
    NAMESPACES.iter().chain(libraries.into_iter().flatten()).copied().collect()
}

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
    /// Identity registry of this region.
    #[serde(default)]
    pub identity: Option<Addr>,
}

/// What is known of redemptions as a whole.
#[cw_serde]
#[derive(Default)]
struct RedemptionCounts {
    /// Number of the last one.
    last: u64,
    /// Sum of the open ones.
    open: Uint128,
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
const ALLOWED: u8 = 0b1000;
const LOCKED: u8 = 0b0001_0000;
const HELD: u8 = 0b0010_0000;
const BLOCKED: u8 = 0b0100_0000;
/// A second byte of flags follows.
const MORE: u8 = 0b1000_0000;
/// In the second byte.
const FREEZE_ENDS: u8 = 0b0001;

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
    let freeze = match account.freeze.map(|freeze| freeze.mode) {
        None => 0,
        Some(FreezeMode::Outgoing) => OUTGOING,
        Some(FreezeMode::Full) => FULL,
    };
    let status = match account.status {
        AccountStatus::None => 0,
        AccountStatus::Allowed => ALLOWED,
        AccountStatus::Blocked => BLOCKED,
    };
    let freeze_until = account.freeze.and_then(|freeze| freeze.until);
    let flag = |set: bool, flag: u8| if set { flag } else { 0 };
    let mut record = Writer::new(
        freeze
            | flag(account.escrow, ESCROW)
            | status
            | flag(account.locked > 0, LOCKED)
            | flag(account.held_until.is_some(), HELD)
            | flag(freeze_until.is_some(), MORE),
    );
    if freeze_until.is_some() {
        record = record.u8(FREEZE_ENDS);
    }
    if account.locked > 0 {
        record = record.number(account.locked);
    }
    for end in [account.held_until, freeze_until].into_iter().flatten() {
        record = record.instant(end);
    }
    record.amount(account.balance)
}

fn read_account(bytes: &[u8]) -> StdResult<Account> {
    let mut reader = Reader::new(bytes);
    let flags = reader.u8()?;
    let mode = match flags & (OUTGOING | FULL) {
        0 => None,
        OUTGOING => Some(FreezeMode::Outgoing),
        _ => Some(FreezeMode::Full),
    };
    let escrow = flags & ESCROW != 0;
    let status = match flags & (ALLOWED | BLOCKED) {
        0 => AccountStatus::None,
        ALLOWED => AccountStatus::Allowed,
        _ => AccountStatus::Blocked,
    };
    let more = match flags & MORE {
        0 => 0,
        _ => reader.u8()?,
    };
    let locked = match flags & LOCKED {
        0 => 0,
        _ => reader.number()?,
    };
    let held_until = match flags & HELD {
        0 => None,
        _ => Some(reader.instant()?),
    };
    let until = match more & FREEZE_ENDS {
        0 => None,
        _ => Some(reader.instant()?),
    };
    let freeze = mode.map(|mode| Freeze { mode, until });
    Ok(Account { balance: reader.amount()?, freeze, escrow, status, locked, held_until })
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
/// Bytes of the count of restrictions, 0 to 4, in bits 2 to 4.
const COUNT_LENGTH: u8 = 0b0001_1100;
const COUNT_SHIFT: u8 = 2;

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

fn pair_key(tag: u8, first: &AccountId, second: &AccountId) -> StdResult<Vec<u8>> {
    let mut key = pair_prefix(tag, first)?;
    key.extend(second.bytes());
    Ok(key)
}

/// What the keys of all pairs with this first account begin with.
fn pair_prefix(tag: u8, first: &AccountId) -> StdResult<Vec<u8>> {
    if first.bytes().len() == USER_BYTES {
        return Ok(key(tag, &[first.bytes()]));
    }
    let length = u8::try_from(first.bytes().len())
        .map_err(|_| StdError::generic_err("address above 255 bytes"))?;
    Ok(key(tag | OTHER_LENGTH, &[&[length], first.bytes()]))
}

fn write_allowance(allowance: &Allowance) -> Vec<u8> {
    let count = Writer::default().amount(allowance.restrictions.into());
    let length = u8::try_from(count.len()).unwrap_or_default() << COUNT_SHIFT;
    let record = match allowance.expires {
        Expiration::Never {} => Writer::new(length),
        Expiration::AtHeight(height) => Writer::new(AT_HEIGHT | length).number(height.into()),
        Expiration::AtTime(time) => Writer::new(AT_TIME | length).number(time.nanos().into()),
    };
    record.fixed(&count).amount(allowance.amount)
}

fn read_allowance(bytes: &[u8]) -> StdResult<Allowance> {
    let mut reader = Reader::new(bytes);
    let flags = reader.u8()?;
    let expires = match flags & (AT_HEIGHT | AT_TIME) {
        0 => Expiration::Never {},
        AT_HEIGHT => Expiration::AtHeight(reader.count()?),
        _ => Expiration::AtTime(Timestamp::from_nanos(reader.count()?)),
    };
    let count = reader.bytes(usize::from((flags & COUNT_LENGTH) >> COUNT_SHIFT))?;
    let restrictions = read_count(Reader::new(count))?;
    Ok(Allowance { amount: reader.amount()?, expires, restrictions })
}

fn read_count(reader: Reader) -> StdResult<u32> {
    u32::try_from(reader.amount()?).map_err(|_| StdError::parse_err("count", "above 32 bits"))
}

/// What an owner granted: (spender, grant), after the cursor.
pub fn granted_by(
    storage: &dyn Storage,
    owner: &AccountId,
    start_after: Option<&AccountId>,
    limit: usize,
) -> StdResult<Vec<(AccountId, Allowance)>> {
    let prefix = pair_prefix(ALLOWANCE, owner)?;
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
    let prefix = pair_prefix(GRANTED_TO, spender)?;
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
const RATED: u8 = 0b0100;
const RESTRICTED: u8 = 0b1000;

/// The minter, if the account is one.
pub fn may_load_minter(
    storage: &dyn Storage,
    id: &AccountId,
    now: u64,
) -> StdResult<Option<Minter>> {
    let bytes = storage.get(&key(MINTER, &[id.bytes()]));
    bytes.map(|bytes| confirmed(storage, id, read_minter(&bytes)?, now)).transpose()
}

/// The minter as it is now. Its copy of the mark is set by whatever restricts the account, but a hold
/// and some freezes end without a transaction: a minter that is marked has its account looked at.
fn confirmed(storage: &dyn Storage, id: &AccountId, found: Minter, now: u64) -> StdResult<Minter> {
    if !found.frozen {
        return Ok(found);
    }
    let frozen = load_account(storage, id)?.restriction(now).is_some();
    Ok(Minter { frozen, ..found })
}

/// Keeps the minter's copy of the mark in step with its account.
pub fn mark_minter(
    storage: &mut dyn Storage,
    id: &AccountId,
    account: &Account,
    now: u64,
) -> StdResult<()> {
    let Some(bytes) = storage.get(&key(MINTER, &[id.bytes()])) else {
        return Ok(());
    };
    let (before, frozen) = (read_minter(&bytes)?, account.restriction(now).is_some());
    if before.frozen != frozen {
        save_minter(storage, id, &Minter { frozen, ..before });
    }
    Ok(())
}

/// Makes the account a minter, or changes what it may mint.
pub fn save_minter(storage: &mut dyn Storage, id: &AccountId, minter: &Minter) {
    storage.set(&key(MINTER, &[id.bytes()]), &write_minter(minter));
}

fn write_minter(minter: &Minter) -> Vec<u8> {
    let flag = |set: bool, flag: u8| if set { flag } else { 0 };
    let flags = flag(minter.allowance.is_some(), LIMITED)
        | flag(minter.frozen, FROZEN)
        | flag(minter.rate.is_some(), RATED)
        | flag(minter.restricted, RESTRICTED);
    let mut record = Writer::new(flags);
    if let Some(Rate { bucket, at }) = minter.rate {
        record = record.number(bucket.capacity).number(bucket.refill).number(bucket.used);
        record = record.instant(at);
    }
    match minter.allowance {
        None => record.finish(),
        Some(allowance) => record.amount(allowance),
    }
}

fn read_minter(bytes: &[u8]) -> StdResult<Minter> {
    let mut reader = Reader::new(bytes);
    let flags = reader.u8()?;
    let rate = match flags & RATED {
        0 => None,
        _ => {
            let (capacity, refill) = (reader.number()?, reader.number()?);
            let bucket = Bucket { capacity, refill, used: reader.number()? };
            Some(Rate { bucket, at: reader.instant()? })
        }
    };
    let allowance = match flags & LIMITED {
        0 => None,
        _ => Some(reader.amount()?),
    };
    let (frozen, restricted) = (flags & FROZEN != 0, flags & RESTRICTED != 0);
    Ok(Minter { allowance, rate, restricted, frozen })
}

/// The account is no longer a minter; its list and its controllers are forgotten with it.
pub fn remove_minter(
    storage: &mut dyn Storage,
    id: &AccountId,
    address: &Addr,
    minter: &Minter,
) -> StdResult<()> {
    storage.remove(&key(MINTER, &[id.bytes()]));
    if minter.restricted {
        clear_recipients(storage, id)?;
    }
    for controller in controllers_of(storage, address)? {
        CONTROLLERS.remove(storage, &controller);
    }
    CONTROLLERS_OF.remove(storage, address);
    Ok(())
}

/// Another account takes the minter's place, with all that belongs to it. An account does not come
/// to control itself by it.
pub fn move_minter(
    storage: &mut dyn Storage,
    (old, old_address): (&AccountId, &Addr),
    (new, new_address): (&AccountId, &Addr),
    minter: &Minter,
) -> StdResult<()> {
    let recipients = match minter.restricted {
        true => recipients(storage, old, None, MAX_MINT_RECIPIENTS)?,
        false => vec![],
    };
    let controllers = controllers_of(storage, old_address)?;
    remove_minter(storage, old, old_address, minter)?;
    save_minter(storage, new, minter);
    for recipient in recipients {
        save_recipient(storage, new, &recipient)?;
    }
    for controller in controllers.iter().filter(|controller| *controller != new_address) {
        save_controller(storage, controller, new_address)?;
    }
    Ok(())
}

/// All minters, after the cursor.
pub fn minters(
    storage: &dyn Storage,
    start_after: Option<&AccountId>,
    limit: usize,
    now: u64,
) -> StdResult<Vec<(AccountId, Minter)>> {
    entries(storage, vec![MINTER], start_after)
        .take(limit)
        .map(|(id, value)| {
            let minter = confirmed(storage, &id, read_minter(&value)?, now)?;
            Ok((id, minter))
        })
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

/// Whether the minter's list names the account.
pub fn is_recipient(
    storage: &dyn Storage,
    minter: &AccountId,
    recipient: &AccountId,
) -> StdResult<bool> {
    Ok(storage.get(&pair_key(RECIPIENT, minter, recipient)?).is_some())
}

/// Puts the account on the minter's list.
pub fn save_recipient(
    storage: &mut dyn Storage,
    minter: &AccountId,
    recipient: &AccountId,
) -> StdResult<()> {
    storage.set(&pair_key(RECIPIENT, minter, recipient)?, &[0]);
    Ok(())
}

/// Strikes it off.
pub fn remove_recipient(
    storage: &mut dyn Storage,
    minter: &AccountId,
    recipient: &AccountId,
) -> StdResult<()> {
    storage.remove(&pair_key(RECIPIENT, minter, recipient)?);
    Ok(())
}

/// Empties the minter's list.
pub fn clear_recipients(storage: &mut dyn Storage, minter: &AccountId) -> StdResult<()> {
    for recipient in recipients(storage, minter, None, MAX_MINT_RECIPIENTS)? {
        remove_recipient(storage, minter, &recipient)?;
    }
    Ok(())
}

/// The minter's list, after the cursor.
pub fn recipients(
    storage: &dyn Storage,
    minter: &AccountId,
    start_after: Option<&AccountId>,
    limit: usize,
) -> StdResult<Vec<AccountId>> {
    let prefix = pair_prefix(RECIPIENT, minter)?;
    Ok(entries(storage, prefix, start_after).take(limit).map(|(id, _)| id).collect())
}

/// The minter that the account controls.
pub fn controlled_by(storage: &dyn Storage, controller: &Addr) -> StdResult<Option<Addr>> {
    CONTROLLERS.may_load(storage, controller)
}

/// A minter's controllers.
pub fn controllers_of(storage: &dyn Storage, minter: &Addr) -> StdResult<Vec<Addr>> {
    Ok(CONTROLLERS_OF.may_load(storage, minter)?.unwrap_or_default())
}

/// The account controls the minter, and none other.
pub fn save_controller(
    storage: &mut dyn Storage,
    controller: &Addr,
    minter: &Addr,
) -> StdResult<()> {
    remove_controller(storage, controller)?;
    CONTROLLERS.save(storage, controller, minter)?;
    let mut all = controllers_of(storage, minter)?;
    all.push(controller.clone());
    CONTROLLERS_OF.save(storage, minter, &all)
}

/// The account controls no minter; gives the one it did.
pub fn remove_controller(storage: &mut dyn Storage, controller: &Addr) -> StdResult<Option<Addr>> {
    let Some(minter) = controlled_by(storage, controller)? else { return Ok(None) };
    CONTROLLERS.remove(storage, controller);
    let mut others = controllers_of(storage, &minter)?;
    others.retain(|other| other != controller);
    match others.is_empty() {
        true => CONTROLLERS_OF.remove(storage, &minter),
        false => CONTROLLERS_OF.save(storage, &minter, &others)?,
    }
    Ok(Some(minter))
}

/// Controllers and their minters, after the cursor.
pub fn controllers(
    storage: &dyn Storage,
    start_after: Option<&Addr>,
    limit: usize,
) -> StdResult<Vec<(Addr, Addr)>> {
    let start = start_after.map(Bound::exclusive);
    CONTROLLERS.range(storage, start, None, Order::Ascending).take(limit).collect()
}

// --- supply -----------------------------------------------------------------------------------

const CAPPED: u8 = 0b0000_0001;
/// Flags of the scopes whose pauses lie here, as `execute::admin::scope` numbers them.
const MINT_AND_BURN: u8 = 0b0000_0110;
const ABROAD: u8 = 0b0000_1000;
const FOREIGN: u8 = 0b0001_0000;
const BURN_OFF: u8 = 0b0010_0000;
/// The compliance mode is a blocklist, or with [`LISTED`] an allowlist. The switches say it too; here
/// it saves who mints or burns that read.
const SCREENED: u8 = 0b0100_0000;
/// In the second byte: a reserve policy is set, so minting has to read it.
const BACKED: u8 = 0b0001;
/// In the second byte: only accounts on the list of the allowed are admitted.
const LISTED: u8 = 0b0010;

/// The supply, and the pauses of what changes it: one record, because whoever mints or burns reads
/// both and writes the first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Issuance {
    /// The supply.
    pub supply: Supply,
    /// Pauses of minting and burning.
    pub pauses: Pauses,
    /// Whose payments pass, as in the switches.
    pub mode: ComplianceMode,
}

/// The supply and its pauses.
pub fn issuance(storage: &dyn Storage) -> StdResult<Issuance> {
    let bytes = storage.get(&[SUPPLY]).ok_or_else(|| StdError::not_found("supply"))?;
    let mut reader = Reader::new(&bytes);
    let flags = reader.u8()?;
    let more = match flags & MORE {
        0 => 0,
        _ => reader.u8()?,
    };
    let cap = match flags & CAPPED {
        0 => None,
        _ => Some(reader.number()?),
    };
    let pauses = Pauses::read(flags & MINT_AND_BURN, &mut reader)?;
    let abroad = match flags & ABROAD {
        0 => 0,
        _ => reader.number()?,
    };
    let supply = Supply {
        total: reader.amount()?,
        abroad,
        cap,
        foreign: flags & FOREIGN != 0,
        burn_off: flags & BURN_OFF != 0,
        backed: more & BACKED != 0,
    };
    let mode = match (flags & SCREENED, more & LISTED) {
        (0, _) => ComplianceMode::Open,
        (_, 0) => ComplianceMode::Blocklist,
        _ => ComplianceMode::Allowlist,
    };
    Ok(Issuance { supply, pauses, mode })
}

/// Writes both, without the pauses that are over.
pub fn save_issuance(storage: &mut dyn Storage, issuance: &Issuance, now: u64) {
    let Issuance { supply, pauses, mode } = issuance;
    let pauses = pauses.within(MINT_AND_BURN).without_ended(now);
    let flag = |set: bool, flag: u8| if set { flag } else { 0 };
    let flags = flag(supply.cap.is_some(), CAPPED)
        | pauses.flags()
        | flag(supply.abroad > 0, ABROAD)
        | flag(supply.foreign, FOREIGN)
        | flag(supply.burn_off, BURN_OFF)
        | flag(*mode != ComplianceMode::Open, SCREENED);
    let more = flag(supply.backed, BACKED) | flag(*mode == ComplianceMode::Allowlist, LISTED);
    let mut record = Writer::new(flags | flag(more != 0, MORE));
    if more != 0 {
        record = record.u8(more);
    }
    if let Some(cap) = supply.cap {
        record = record.number(cap);
    }
    record = pauses.write(record);
    if supply.abroad > 0 {
        record = record.number(supply.abroad);
    }
    storage.set(&[SUPPLY], &record.amount(supply.total));
}

/// Writes the first supply.
pub fn initialize_supply(storage: &mut dyn Storage, supply: &Supply) {
    let issuance = Issuance { supply: supply.clone(), ..Issuance::default() };
    save_issuance(storage, &issuance, 0);
}

// --- reserves ---------------------------------------------------------------------------------

const POLICY: u8 = 0b0001;
const ATTESTED: u8 = 0b0010;

/// The reserve policy and what was attested last.
pub fn reserve(storage: &dyn Storage) -> StdResult<Reserve> {
    let Some(bytes) = storage.get(&[RESERVE]) else {
        return Ok(Reserve::default());
    };
    let mut reader = Reader::new(&bytes);
    let flags = reader.u8()?;
    let policy = match flags & POLICY {
        0 => None,
        _ => {
            let max_age = reader.count()?;
            let margin_bps = u16::try_from(reader.count()?)
                .map_err(|_| StdError::parse_err("margin", "above 16 bits"))?;
            Some(Policy { max_age, margin_bps })
        }
    };
    let attested = match flags & ATTESTED {
        0 => None,
        _ => {
            let as_of = reader.instant()?;
            Some(Attested { as_of, amount: reader.amount()? })
        }
    };
    Ok(Reserve { policy, attested })
}

/// Writes both; nothing is left when neither is there.
pub fn save_reserve(storage: &mut dyn Storage, reserve: &Reserve) {
    let flag = |set: bool, flag: u8| if set { flag } else { 0 };
    let flags = flag(reserve.policy.is_some(), POLICY) | flag(reserve.attested.is_some(), ATTESTED);
    if flags == 0 {
        storage.remove(&[RESERVE]);
        return;
    }
    let mut record = Writer::new(flags);
    if let Some(Policy { max_age, margin_bps }) = reserve.policy {
        record = record.number(max_age.into()).number(margin_bps.into());
    }
    let record = match reserve.attested {
        None => record.finish(),
        Some(Attested { as_of, amount }) => record.instant(as_of).amount(amount),
    };
    storage.set(&[RESERVE], &record);
}

/// Keeps an attestation under the next number, and forgets the one that is no longer among the
/// newest; gives the number.
pub fn add_attestation(storage: &mut dyn Storage, attestation: Attestation) -> StdResult<u64> {
    let last = ATTESTATIONS.keys(storage, None, None, Order::Descending).next().transpose()?;
    let id = last.unwrap_or_default().saturating_add(1);
    ATTESTATIONS.save(storage, id, &Attestation { id, ..attestation })?;
    ATTESTATIONS.remove(storage, id.saturating_sub(MAX_ATTESTATIONS));
    Ok(id)
}

/// The newest attestation.
pub fn newest_attestation(storage: &dyn Storage) -> StdResult<Option<Attestation>> {
    let newest = ATTESTATIONS.range(storage, None, None, Order::Descending).next();
    Ok(newest.transpose()?.map(|(_, attestation)| attestation))
}

/// Attestations, after the cursor.
pub fn attestations(
    storage: &dyn Storage,
    start_after: Option<u64>,
    limit: usize,
) -> StdResult<Vec<Attestation>> {
    let start = start_after.map(Bound::exclusive);
    let page = ATTESTATIONS.range(storage, start, None, Order::Ascending).take(limit);
    page.map(|entry| entry.map(|(_, attestation)| attestation)).collect()
}

// --- redemption -------------------------------------------------------------------------------

/// The terms of redemption, while it is open.
pub fn redemption_policy(storage: &dyn Storage) -> StdResult<Option<RedemptionPolicy>> {
    REDEMPTION_POLICY.may_load(storage)
}

/// Sets or removes them.
pub fn save_redemption_policy(
    storage: &mut dyn Storage,
    policy: Option<&RedemptionPolicy>,
) -> StdResult<()> {
    match policy {
        Some(policy) => REDEMPTION_POLICY.save(storage, policy),
        None => {
            REDEMPTION_POLICY.remove(storage);
            Ok(())
        }
    }
}

/// Sum of the open redemptions: tokens in the supply and in no balance.
pub fn redeeming(storage: &dyn Storage) -> StdResult<Uint128> {
    Ok(REDEMPTION_COUNTS.may_load(storage)?.unwrap_or_default().open)
}

/// Opens a redemption under the next number; gives the number.
pub fn add_redemption(storage: &mut dyn Storage, redemption: Redemption) -> StdResult<u64> {
    let mut counts = REDEMPTION_COUNTS.may_load(storage)?.unwrap_or_default();
    counts.open = counts.open.checked_add(redemption.amount).map_err(StdError::overflow)?;
    let id = counts.last.saturating_add(1);
    counts.last = id;
    REDEMPTION_COUNTS.save(storage, &counts)?;
    REDEMPTIONS_OF.save(storage, (&redemption.holder, id), &())?;
    REDEMPTIONS.save(storage, id, &Redemption { id, ..redemption })?;
    Ok(id)
}

/// Ends a redemption.
pub fn remove_redemption(storage: &mut dyn Storage, redemption: &Redemption) -> StdResult<()> {
    let mut counts = REDEMPTION_COUNTS.may_load(storage)?.unwrap_or_default();
    counts.open = counts.open.checked_sub(redemption.amount).map_err(StdError::overflow)?;
    REDEMPTION_COUNTS.save(storage, &counts)?;
    REDEMPTIONS_OF.remove(storage, (&redemption.holder, redemption.id));
    REDEMPTIONS.remove(storage, redemption.id);
    Ok(())
}

/// The redemption, if it is open.
pub fn may_load_redemption(storage: &dyn Storage, id: u64) -> StdResult<Option<Redemption>> {
    REDEMPTIONS.may_load(storage, id)
}

/// Open redemptions, after the cursor.
pub fn redemptions(
    storage: &dyn Storage,
    start_after: Option<u64>,
    limit: usize,
) -> StdResult<Vec<Redemption>> {
    let start = start_after.map(Bound::exclusive);
    let page = REDEMPTIONS.range(storage, start, None, Order::Ascending).take(limit);
    page.map(|entry| entry.map(|(_, redemption)| redemption)).collect()
}

/// Numbers of a holder's open redemptions, after the cursor.
pub fn redemptions_of(
    storage: &dyn Storage,
    holder: &Addr,
    start_after: Option<u64>,
    limit: usize,
) -> StdResult<Vec<u64>> {
    let start = start_after.map(Bound::exclusive);
    let page = REDEMPTIONS_OF.prefix(holder).keys(storage, start, None, Order::Ascending);
    page.take(limit).collect()
}

// --- switches ---------------------------------------------------------------------------------

/// Flags of the scopes whose pauses lie here: all the others.
const OTHER_SCOPES: u8 = 0b0111_1001;
const MODE: u8 = 0b0000_0010;
const BLOCKLIST: u8 = 1;
const ALLOWLIST: u8 = 2;

const FEE: u8 = 0b0000_0100;

/// The fee on top of payments.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fee {
    /// How much.
    pub rate: FeeRate,
    /// Who gets it.
    pub collector: AccountId,
}

/// What holds for all accounts and every payment has to know. Absent while nothing is paused and
/// nobody was ever restricted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Switches {
    /// Pauses of payments and approvals.
    pub pauses: Pauses,
    /// Whose payments pass.
    pub mode: ComplianceMode,
    /// The fee, if there is one.
    pub fee: Option<Fee>,
    /// How often an account that was free was restricted. It never falls. A grant that remembers this
    /// count knows that its parties, found free then, are free still.
    pub restrictions: u32,
}

/// The switches.
pub fn switches(storage: &dyn Storage) -> StdResult<Switches> {
    let Some(bytes) = storage.get(&[SWITCHES]) else {
        return Ok(Switches::default());
    };
    let mut reader = Reader::new(&bytes);
    let flags = reader.u8()?;
    let pauses = Pauses::read(flags & OTHER_SCOPES, &mut reader)?;
    let mode = match flags & MODE {
        0 => ComplianceMode::Open,
        _ => match reader.u8()? {
            BLOCKLIST => ComplianceMode::Blocklist,
            ALLOWLIST => ComplianceMode::Allowlist,
            _ => return Err(StdError::parse_err("switches", "unknown compliance mode")),
        },
    };
    let fee = match flags & FEE {
        0 => None,
        _ => {
            let rate = FeeRate { bps: u16::from(reader.u8()?), max: reader.number()? };
            let collector = AccountId(CanonicalAddr::from(reader.short()?));
            Some(Fee { rate, collector })
        }
    };
    Ok(Switches { pauses, mode, fee, restrictions: read_count(reader)? })
}

fn save_switches(storage: &mut dyn Storage, switches: &Switches) -> StdResult<()> {
    if *switches == Switches::default() {
        storage.remove(&[SWITCHES]);
        return Ok(());
    }
    let mode = match switches.mode {
        ComplianceMode::Open => None,
        ComplianceMode::Blocklist => Some(BLOCKLIST),
        ComplianceMode::Allowlist => Some(ALLOWLIST),
    };
    let fee = switches.fee.as_ref();
    let flags = switches.pauses.flags() | mode.map_or(0, |_| MODE) | fee.map_or(0, |_| FEE);
    let mut record = switches.pauses.write(Writer::new(flags));
    if let Some(mode) = mode {
        record = record.u8(mode);
    }
    if let Some(Fee { rate, collector }) = fee {
        let bps = u8::try_from(rate.bps).unwrap_or(u8::MAX);
        record = record.u8(bps).number(rate.max).short(collector.bytes())?;
    }
    storage.set(&[SWITCHES], &record.amount(switches.restrictions.into()));
    Ok(())
}

/// Sets the fee, or ends it.
pub fn save_fee(storage: &mut dyn Storage, fee: Option<Fee>) -> StdResult<()> {
    let before = switches(storage)?;
    save_switches(storage, &Switches { fee, ..before })
}

/// Sets whose payments pass, in both records.
pub fn save_mode(storage: &mut dyn Storage, mode: ComplianceMode, now: u64) -> StdResult<()> {
    let (before, mut issuance) = (switches(storage)?, issuance(storage)?);
    if before.mode != mode {
        save_switches(storage, &Switches { mode, ..before })?;
    }
    if issuance.mode != mode {
        issuance.mode = mode;
        save_issuance(storage, &issuance, now);
    }
    Ok(())
}

/// Counts that an account which was free no longer is. At its end the count stays, and no grant
/// trusts it any more.
pub fn count_restriction(storage: &mut dyn Storage) -> StdResult<()> {
    let mut switches = switches(storage)?;
    switches.restrictions = switches.restrictions.saturating_add(1);
    save_switches(storage, &switches)
}

/// All pauses, from both records.
pub fn pauses(storage: &dyn Storage) -> StdResult<Pauses> {
    Ok(switches(storage)?.pauses.and(&issuance(storage)?.pauses))
}

/// Writes the record or the records that change.
pub fn save_pauses(storage: &mut dyn Storage, pauses: &Pauses, now: u64) -> StdResult<()> {
    let (before, mut issuance) = (switches(storage)?, issuance(storage)?);
    let after = pauses.within(OTHER_SCOPES).without_ended(now);
    if after != before.pauses {
        save_switches(storage, &Switches { pauses: after, ..before })?;
    }
    let after = pauses.within(MINT_AND_BURN);
    if after != issuance.pauses {
        issuance.pauses = after;
        save_issuance(storage, &issuance, now);
    }
    Ok(())
}

// --- signed acts ------------------------------------------------------------------------------

const SECP256R1: u8 = 1;
const ED25519: u8 = 2;

/// The signer's nonces.
pub fn nonces(storage: &dyn Storage, signer: &AccountId) -> StdResult<Nonces> {
    let Some(bytes) = storage.get(&key(NONCES, &[signer.bytes()])) else {
        return Ok(Nonces::default());
    };
    let mut reader = Reader::new(&bytes);
    Ok(Nonces { next: reader.count()?, used: reader.amount()? })
}

/// Writes them.
pub fn save_nonces(storage: &mut dyn Storage, signer: &AccountId, nonces: &Nonces) {
    let record = Writer::default().number(nonces.next.into()).amount(nonces.used);
    storage.set(&key(NONCES, &[signer.bytes()]), &record);
}

/// How often the contract moved to other code: signatures made before count no longer.
pub fn domain_epoch(storage: &dyn Storage) -> StdResult<u64> {
    match storage.get(&[NONCES]) {
        None => Ok(0),
        Some(bytes) => Reader::new(&bytes).count(),
    }
}

/// Raises it by one.
pub fn raise_domain_epoch(storage: &mut dyn Storage) -> StdResult<()> {
    let next = domain_epoch(storage)?.saturating_add(1);
    storage.set(&[NONCES], &Writer::default().number(next.into()).finish());
    Ok(())
}

/// The keys an account registered.
pub fn keys(storage: &dyn Storage, account: &AccountId) -> StdResult<Vec<AccountKey>> {
    let bytes = storage.get(&key(KEYS, &[account.bytes()])).unwrap_or_default();
    let mut reader = Reader::new(&bytes);
    let mut keys = Vec::new();
    while !reader.is_empty() {
        keys.push(match reader.u8()? {
            SECP256R1 => AccountKey::Secp256r1 { public_key: Binary::from(reader.bytes(33)?) },
            _ => AccountKey::Ed25519 { public_key: Binary::from(reader.bytes(32)?) },
        });
    }
    Ok(keys)
}

/// Writes them, each of the length of its curve; deletes the record when there is none.
pub fn save_keys(storage: &mut dyn Storage, account: &AccountId, keys: &[AccountKey]) {
    let at = key(KEYS, &[account.bytes()]);
    if keys.is_empty() {
        return storage.remove(&at);
    }
    let record = keys.iter().fold(Writer::default(), |record, key| match key {
        AccountKey::Secp256r1 { public_key } => record.u8(SECP256R1).fixed(public_key),
        AccountKey::Ed25519 { public_key } => record.u8(ED25519).fixed(public_key),
    });
    storage.set(&at, &record.finish());
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
        Contract::Identity => Ok(region(storage)?.and_then(|region| region.identity)),
        Contract::Stablecoin | Contract::Escrow => Ok(None),
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

/// Why and since when the account is frozen; perhaps of a freeze that is over.
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

/// Accounts that are frozen now, after the cursor.
pub fn freezes(
    storage: &dyn Storage,
    start_after: Option<&Addr>,
    limit: usize,
    now: u64,
) -> StdResult<Vec<(Addr, FreezeInfo)>> {
    let start = start_after.map(Bound::exclusive);
    let on = |freeze: &FreezeInfo| freeze.until.is_none_or(|until| now < until);
    FREEZES
        .range(storage, start, None, Order::Ascending)
        .filter(|entry| entry.as_ref().map_or(true, |(_, freeze)| on(freeze)))
        .take(limit)
        .collect()
}

/// The last hold of the account, which may be over: its end bounds when the next may begin.
pub fn may_load_hold(storage: &dyn Storage, account: &Addr) -> StdResult<Option<HoldInfo>> {
    HOLDS.may_load(storage, account)
}

/// Records a hold.
pub fn save_hold(storage: &mut dyn Storage, account: &Addr, info: &HoldInfo) -> StdResult<()> {
    HOLDS.save(storage, account, info)
}

/// Moves the last hold of an account to the one that takes its place. Of two the one that ends later
/// counts.
pub fn move_hold(storage: &mut dyn Storage, from: &Addr, to: &Addr) -> StdResult<()> {
    let Some(hold) = HOLDS.may_load(storage, from)? else {
        return Ok(());
    };
    HOLDS.remove(storage, from);
    match HOLDS.may_load(storage, to)? {
        Some(own) if own.until > hold.until => Ok(()),
        _ => HOLDS.save(storage, to, &hold),
    }
}

/// Accounts that are held now, after the cursor.
pub fn holds(
    storage: &dyn Storage,
    start_after: Option<&Addr>,
    limit: usize,
    now: u64,
) -> StdResult<Vec<(Addr, HoldInfo)>> {
    let start = start_after.map(Bound::exclusive);
    HOLDS
        .range(storage, start, None, Order::Ascending)
        .filter(|entry| entry.as_ref().map_or(true, |(_, hold)| now < hold.until))
        .take(limit)
        .collect()
}

/// Changes that wait, by number.
pub fn pending_changes(storage: &dyn Storage) -> StdResult<Vec<PendingChange>> {
    let all = CHANGES.range(storage, None, None, Order::Ascending).take(MAX_PENDING_CHANGES);
    all.map(|entry| Ok(entry?.1)).collect()
}

/// One of them.
pub fn may_load_change(storage: &dyn Storage, id: u64) -> StdResult<Option<PendingChange>> {
    CHANGES.may_load(storage, id)
}

/// Lets it wait.
pub fn save_change(storage: &mut dyn Storage, change: &PendingChange) -> StdResult<()> {
    CHANGES.save(storage, change.id, change)
}

/// It no longer waits.
pub fn remove_change(storage: &mut dyn Storage, id: u64) {
    CHANGES.remove(storage, id);
}

/// A number that no change ever had.
pub fn next_change_id(storage: &mut dyn Storage) -> StdResult<u64> {
    let id = LAST_CHANGE.may_load(storage)?.unwrap_or_default().saturating_add(1);
    LAST_CHANGE.save(storage, &id)?;
    Ok(id)
}

/// Seconds that a change which loosens something has to wait.
pub fn change_delay(storage: &dyn Storage) -> StdResult<u64> {
    Ok(CHANGE_DELAY.may_load(storage)?.unwrap_or_default())
}

/// Sets them; none is not stored.
pub fn save_change_delay(storage: &mut dyn Storage, seconds: u64) -> StdResult<()> {
    if seconds == 0 {
        CHANGE_DELAY.remove(storage);
        return Ok(());
    }
    CHANGE_DELAY.save(storage, &seconds)
}

/// Powers given up for good.
pub fn renounced(storage: &dyn Storage) -> StdResult<Vec<Feature>> {
    Ok(RENOUNCED.may_load(storage)?.unwrap_or_default())
}

/// Adds one. None is ever taken back.
pub fn renounce(storage: &mut dyn Storage, feature: Feature) -> StdResult<()> {
    let mut all = renounced(storage)?;
    all.push(feature);
    RENOUNCED.save(storage, &all)
}

/// Whether the receiver in another region is blocked.
pub fn is_foreign_blocked(storage: &dyn Storage, region: &str, receiver: &str) -> bool {
    storage.get(&foreign_receiver_key(region, receiver)).is_some()
}

/// Blocks it, or no longer does.
pub fn save_foreign_blocked(
    storage: &mut dyn Storage,
    region: &str,
    receiver: &str,
    blocked: bool,
) {
    let key = foreign_receiver_key(region, receiver);
    match blocked {
        true => storage.set(&key, &[0]),
        false => storage.remove(&key),
    }
}

/// Blocked receivers of one region, after the cursor.
pub fn foreign_blocked(
    storage: &dyn Storage,
    region: &str,
    start_after: Option<&str>,
    limit: usize,
) -> StdResult<Vec<String>> {
    let prefix = foreign_receiver_key(region, "");
    let cursor = start_after.map(|receiver| AccountId(CanonicalAddr::from(receiver.as_bytes())));
    entries(storage, prefix, cursor.as_ref())
        .take(limit)
        .map(|(id, _)| Ok(String::from_utf8(id.bytes().to_vec())?))
        .collect()
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
    use isthmus_api::stablecoin::PauseScope;
    use proptest::prelude::*;
    use strum::IntoEnumIterator;

    fn id(bytes: &[u8]) -> AccountId {
        AccountId(CanonicalAddr::from(bytes.to_vec()))
    }

    #[test]
    fn storage_keys_are_unique_and_fixed() {
        let mut tags: Vec<u8> = TAGS.iter().map(|(tag, _)| *tag).collect();
        assert_eq!(tags, [1, 2, 3, 4, 5, 6, 8, 9, 0x0b, 0x0d, 0x0e, 0x12, 0x13, 0x19]);
        assert_eq!(foreign_receiver_key("east", "east1x"), b"\x0d\x04easteast1x");
        tags.dedup();
        assert_eq!(tags.len(), TAGS.len());
        let mut names = all_namespaces();
        assert_eq!(
            names.join(" "),
            "token region primary_minter marketing_info logo freezes holds escrows changes last_change \
             change_delay_seconds renounced \
             controllers controllers_of redemptions redemptions_of redemption_counts \
             redemption_policy attestations ownership \
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
    fn a_restricted_account_has_these_bytes() {
        let account = Account {
            balance: 258,
            freeze: Some(Freeze { mode: FreezeMode::Full, until: Some(2) }),
            escrow: false,
            status: AccountStatus::Allowed,
            locked: 5_000,
            held_until: Some(300),
        };
        let bytes = [
            &[2 + 8 + 16 + 32 + 128, 1, 3 * 17 + 1, 5][..],
            &[0, 0, 0, 1, 44, 0, 0, 0, 0, 2, 1, 2],
        ];
        assert_eq!(write_account(&account), bytes.concat());
    }

    /// E19: the copy of the mark does not outlive what it is a copy of.
    #[test]
    fn e19_a_minter_that_is_marked_has_its_account_looked_at() {
        let mut storage = MockStorage::new();
        let (minter, nobody) = (id(&[1; 20]), Account::default());
        save_minter(&mut storage, &minter, &Minter::default());
        let held = Account { held_until: Some(100), ..Account::default() };
        save_account(&mut storage, &minter, &nobody, &held);
        mark_minter(&mut storage, &minter, &held, 50).unwrap();
        let frozen = |now| may_load_minter(&storage, &minter, now).unwrap().unwrap().frozen;
        assert!(frozen(99) && !frozen(100));
        let listed = minters(&storage, None, 1, 100).unwrap();
        assert!(!listed[0].1.frozen);
        // Who is no minter is not made one.
        mark_minter(&mut storage, &id(&[2; 20]), &held, 50).unwrap();
        assert_eq!(may_load_minter(&storage, &id(&[2; 20]), 50).unwrap(), None);
    }

    #[test]
    fn two_pairs_of_addresses_never_share_a_key() {
        let ids = [1, 19, 20, 21, 32].map(|length| id(&vec![1; length]));
        let mut keys = Vec::new();
        for (first, second) in ids.iter().flat_map(|first| ids.iter().map(move |id| (first, id))) {
            keys.push(pair_key(ALLOWANCE, first, second).unwrap());
            keys.push(pair_key(GRANTED_TO, first, second).unwrap());
        }
        let all = keys.len();
        keys.sort();
        keys.dedup();
        assert_eq!(keys.len(), all);
        let user = pair_key(ALLOWANCE, &id(&[7; 20]), &id(&[8; 20])).unwrap();
        assert_eq!((user[0], user.len()), (ALLOWANCE, 41));
        let contract = pair_key(ALLOWANCE, &id(&[7; 32]), &id(&[8; 20])).unwrap();
        assert_eq!((&contract[..2], contract.len()), (&[0x12, 32][..], 54));
    }

    #[test]
    fn the_global_records_have_these_bytes() {
        let mut storage = MockStorage::new();
        let scope = crate::execute::admin::scope;
        let (transfer, mint) = (scope(PauseScope::Transfer), scope(PauseScope::Mint));
        let supply = Supply { total: 258, cap: Some(1_000_000), ..Supply::default() };
        initialize_supply(&mut storage, &supply);
        assert_eq!(storage.get(&[5]).unwrap(), [1, 6 * 17 + 1, 1, 1, 2]);
        assert_eq!(storage.get(&[6]), None, "switches that say nothing");

        let mut paused = pauses(&storage).unwrap();
        paused.pause(&[transfer, mint], 200, 100).unwrap();
        save_pauses(&mut storage, &paused, 200).unwrap();
        count_restriction(&mut storage).unwrap();
        assert_eq!(storage.get(&[5]).unwrap(), [3, 6 * 17 + 1, 1, 0, 0, 0, 1, 44, 1, 2]);
        assert_eq!(storage.get(&[6]).unwrap(), [1, 0, 0, 0, 1, 44, 1]);
        assert_eq!(pauses(&storage).unwrap(), paused);

        // Who changes the supply later does not carry on what is over.
        let issued = issuance(&storage).unwrap();
        save_issuance(&mut storage, &issued, 300);
        assert_eq!(storage.get(&[5]).unwrap(), [1, 6 * 17 + 1, 1, 1, 2]);
        save_pauses(&mut storage, &Pauses::default(), 300).unwrap();
        assert_eq!(storage.get(&[6]).unwrap(), [0, 1], "the count stays");
    }

    #[test]
    fn the_mode_is_a_byte_after_the_pauses_and_flags_of_the_supply() {
        let mut storage = MockStorage::new();
        initialize_supply(&mut storage, &Supply { total: 1, ..Supply::default() });
        save_mode(&mut storage, ComplianceMode::Blocklist, 0).unwrap();
        assert_eq!(storage.get(&[5]).unwrap(), [64, 1]);
        assert_eq!(issuance(&storage).unwrap().mode, ComplianceMode::Blocklist);
        save_mode(&mut storage, ComplianceMode::Allowlist, 0).unwrap();
        assert_eq!(storage.get(&[5]).unwrap(), [192, 2, 1]);
        assert_eq!(issuance(&storage).unwrap().mode, ComplianceMode::Allowlist);
        assert_eq!(storage.get(&[6]).unwrap(), [2, 2]);
        let mut paused = pauses(&storage).unwrap();
        paused.pause(&[crate::execute::admin::scope(PauseScope::Transfer)], 0, 300).unwrap();
        save_pauses(&mut storage, &paused, 0).unwrap();
        assert_eq!(storage.get(&[6]).unwrap(), [3, 0, 0, 0, 1, 44, 2]);
        save_mode(&mut storage, ComplianceMode::Open, 0).unwrap();
        save_pauses(&mut storage, &Pauses::default(), 0).unwrap();
        assert_eq!((storage.get(&[5]).unwrap(), storage.get(&[6])), (vec![0, 1], None));
    }

    #[test]
    fn nonces_and_keys_have_these_bytes() {
        let mut storage = MockStorage::new();
        let signer = id(&[7; 20]);
        assert_eq!(nonces(&storage, &signer).unwrap(), Nonces::default());
        save_nonces(&mut storage, &signer, &Nonces { next: 258, used: 2 });
        let at = [&[0x08][..], &[7; 20]].concat();
        assert_eq!(storage.get(&at).unwrap(), [2, 1, 2, 2]);
        assert_eq!(nonces(&storage, &signer).unwrap(), Nonces { next: 258, used: 2 });
        assert_eq!(domain_epoch(&storage).unwrap(), 0);
        raise_domain_epoch(&mut storage).unwrap();
        raise_domain_epoch(&mut storage).unwrap();
        assert_eq!((domain_epoch(&storage).unwrap(), storage.get(&[8]).unwrap()), (2, vec![1, 2]));

        let some = [
            AccountKey::Ed25519 { public_key: Binary::from([5; 32]) },
            AccountKey::Secp256r1 { public_key: Binary::from([3; 33]) },
        ];
        save_keys(&mut storage, &signer, &some);
        let at = [&[0x0e][..], &[7; 20]].concat();
        let record = [&[2][..], &[5; 32], &[1], &[3; 33]].concat();
        assert_eq!(storage.get(&at).unwrap(), record);
        assert_eq!(keys(&storage, &signer).unwrap(), some);
        save_keys(&mut storage, &signer, &[]);
        assert_eq!((storage.get(&at), keys(&storage, &signer).unwrap()), (None, vec![]));
    }

    #[test]
    fn each_scope_lies_in_one_record() {
        for scope in PauseScope::iter().map(crate::execute::admin::scope) {
            let flag = 1u8 << scope.bit;
            assert_eq!(MINT_AND_BURN & OTHER_SCOPES & flag, 0);
            assert_ne!((MINT_AND_BURN | OTHER_SCOPES) & flag, 0, "{}", scope.name);
        }
        assert_eq!(MINT_AND_BURN & (CAPPED | ABROAD | FOREIGN | BURN_OFF | SCREENED | MORE), 0);
        assert_eq!(OTHER_SCOPES & (MODE | FEE), 0);
    }

    #[test]
    fn a_full_count_stays_and_is_never_trusted() {
        let mut storage = MockStorage::new();
        let last = Switches { restrictions: u32::MAX - 1, ..Switches::default() };
        save_switches(&mut storage, &last).unwrap();
        for _ in 0..2 {
            count_restriction(&mut storage).unwrap();
            assert_eq!(switches(&storage).unwrap().restrictions, u32::MAX);
        }
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

    fn end() -> impl Strategy<Value = Option<u64>> {
        prop::option::of(0..1u64 << 40)
    }

    fn freeze() -> impl Strategy<Value = Option<Freeze>> {
        let mode = prop_oneof![Just(FreezeMode::Outgoing), Just(FreezeMode::Full)];
        prop::option::of((mode, end()).prop_map(|(mode, until)| Freeze { mode, until }))
    }

    fn status() -> impl Strategy<Value = AccountStatus> {
        prop::sample::select(AccountStatus::iter().collect::<Vec<_>>())
    }

    fn mode() -> impl Strategy<Value = ComplianceMode> {
        prop::sample::select(ComplianceMode::iter().collect::<Vec<_>>())
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
            balance: u128, freeze in freeze(), escrow: bool, status in status(), mode in mode(),
            locked: u128, held_until in end(),
            granted: u128, expires in expiration(), restrictions: u32,
            minted in prop::option::of(any::<u128>()), total: u128, abroad: u128,
            cap in prop::option::of(any::<u128>()), foreign: bool, burn_off: bool,
            rate in prop::option::of((any::<u128>(), any::<u128>(), any::<u128>(), 0..1u64 << 40)),
        ) {
            let mut storage = MockStorage::new();
            let account = Account { balance, freeze, escrow, status, locked, held_until };
            prop_assert_eq!(&read_account(&write_account(&account)).unwrap(), &account);
            let allowance = Allowance { amount: granted, expires, restrictions };
            prop_assert_eq!(&read_allowance(&write_allowance(&allowance)).unwrap(), &allowance);
            let rate = rate.map(|(capacity, refill, used, at)| {
                Rate { bucket: Bucket { capacity, refill, used }, at }
            });
            let minter = Minter { allowance: minted, rate, restricted: foreign, frozen: false };
            save_minter(&mut storage, &id(&[1; 20]), &minter);
            prop_assert_eq!(may_load_minter(&storage, &id(&[1; 20]), 0).unwrap(), Some(minter));
            let supply = Supply { total, abroad, cap, foreign, burn_off, backed: escrow };
            initialize_supply(&mut storage, &supply);
            prop_assert_eq!(issuance(&storage).unwrap().supply, supply);
            let rate = FeeRate { bps: 20, max: granted };
            let fee = escrow.then(|| Fee { rate, collector: id(&[9; 32]) });
            let switches = Switches { mode, fee, restrictions, ..Switches::default() };
            let attested = minted.map(|amount| Attested { amount, as_of: restrictions.into() });
            let policy = cap.map(|_| Policy { max_age: 86_400, margin_bps: 10_000 });
            let reserve = Reserve { policy, attested };
            save_reserve(&mut storage, &reserve);
            prop_assert_eq!(super::reserve(&storage).unwrap(), reserve);
            save_switches(&mut storage, &switches).unwrap();
            prop_assert_eq!(super::switches(&storage).unwrap(), switches);
        }
    }
}
