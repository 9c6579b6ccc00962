//! Accounts.

use cosmwasm_std::{CanonicalAddr, Order, StdResult, Storage};
use isthmus_api::packed::{key, Reader, Writer};
use isthmus_api::stablecoin::{AccountStatus, FreezeMode, MAX_COUNTED};

use super::{AccountId, ACCOUNT};
use crate::model::account::{Account, Freeze};

const OUTGOING: u8 = 0b0001;
const FULL: u8 = 0b0010;
const ESCROW: u8 = 0b0100;
const ALLOWED: u8 = 0b1000;
const LOCKED: u8 = 0b0001_0000;
const HELD: u8 = 0b0010_0000;
const BLOCKED: u8 = 0b0100_0000;
/// A second byte of flags follows.
pub(super) const MORE: u8 = 0b1000_0000;
/// In the second byte.
const FREEZE_ENDS: u8 = 0b0001;
/// In the second byte.
const OWN: u8 = 0b0010;

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
    if after.is_empty() {
        storage.remove(&key);
    } else {
        storage.set(&key, &write_account(after));
    }
}

pub(super) fn write_account(account: &Account) -> Vec<u8> {
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
            | flag(freeze_until.is_some() || account.own > 0, MORE),
    );
    let more = flag(freeze_until.is_some(), FREEZE_ENDS) | flag(account.own > 0, OWN);
    if more != 0 {
        record = record.u8(more);
    }
    for amount in [account.locked, account.own] {
        if amount > 0 {
            record = record.number(amount);
        }
    }
    for end in [account.held_until, freeze_until].into_iter().flatten() {
        record = record.instant(end);
    }
    record.amount(account.balance)
}

pub(super) fn read_account(bytes: &[u8]) -> StdResult<Account> {
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
    let own = match more & OWN {
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
    Ok(Account { balance: reader.amount()?, freeze, escrow, own, status, locked, held_until })
}

/// Accounts with a balance, and it, after the cursor. After [`MAX_COUNTED`] records the list ends with the one
/// it came to, balance or not: an allowlist may name any number of accounts that hold nothing, and
/// whoever turns the pages has to get past them.
pub fn list_holders(
    storage: &dyn Storage,
    start_after: Option<&AccountId>,
    limit: usize,
) -> StdResult<Vec<(AccountId, u128)>> {
    let (mut holders, mut looked_at) = (Vec::new(), 0u32);
    for (id, value) in scan(storage, vec![ACCOUNT], start_after) {
        if looked_at >= MAX_COUNTED || holders.len() >= limit {
            break;
        }
        looked_at = looked_at.saturating_add(1);
        let balance = read_account(&value)?.balance;
        if looked_at >= MAX_COUNTED || balance > 0 {
            holders.push((id, balance));
        }
    }
    Ok(holders)
}

/// The records below a prefix, with the account that ends each key.
pub(super) fn scan<'a>(
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
    let end = key_after(&prefix);
    Box::new(storage.range(Some(&start), end.as_deref(), Order::Ascending).map(
        move |(key, value)| {
            let id = key.get(length..).unwrap_or_default().to_vec();
            (AccountId(CanonicalAddr::from(id)), value)
        },
    ))
}

/// The first key after all that begin with the prefix.
pub(super) fn key_after(prefix: &[u8]) -> Option<Vec<u8>> {
    let mut end = prefix.to_vec();
    while let Some(last) = end.pop() {
        if let Some(next) = last.checked_add(1) {
            end.push(next);
            return Some(end);
        }
    }
    None
}
