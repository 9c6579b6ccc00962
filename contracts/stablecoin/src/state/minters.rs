//! Minters, the lists of those they may mint to, and their controllers.

use cosmwasm_std::{Addr, Order, StdResult, Storage};
use cw_storage_plus::{Bound, Item, Map};
use isthmus_api::packed::{key, Reader, Writer};
use isthmus_api::stablecoin::MAX_MINT_RECIPIENTS;
use isthmus_kit::bucket::Bucket;

use super::{
    accounts::scan, allowances::pair_key, allowances::pair_prefix, load_account, AccountId, MINTER,
    RECIPIENT,
};
use crate::model::account::Account;
use crate::model::minter::{Minter, Rate};

const PRIMARY_MINTER: Item<Addr> = Item::new("primary_minter");
/// controller -> the minter it controls.
const CONTROLLERS: Map<&Addr, Addr> = Map::new("controllers");
/// minter -> its controllers, few and in no order.
const CONTROLLERS_OF: Map<&Addr, Vec<Addr>> = Map::new("controllers_of");

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
    bytes.map(|bytes| refresh_mark(storage, id, read_minter(&bytes)?, now)).transpose()
}

/// The minter as it is now. Its copy of the mark is set by whatever restricts the account, but a hold
/// and some freezes end without a transaction: a minter that is marked has its account looked at.
fn refresh_mark(
    storage: &dyn Storage,
    id: &AccountId,
    stored: Minter,
    now: u64,
) -> StdResult<Minter> {
    if !stored.frozen {
        return Ok(stored);
    }
    let frozen = load_account(storage, id)?.restriction(now).is_some();
    Ok(Minter { frozen, ..stored })
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
    for controller in load_controllers_of(storage, address)? {
        CONTROLLERS.remove(storage, &controller);
    }
    CONTROLLERS_OF.remove(storage, address);
    Ok(())
}

/// All minters, after the cursor.
pub fn list_minters(
    storage: &dyn Storage,
    start_after: Option<&AccountId>,
    limit: usize,
    now: u64,
) -> StdResult<Vec<(AccountId, Minter)>> {
    scan(storage, vec![MINTER], start_after)
        .take(limit)
        .map(|(id, value)| {
            let minter = refresh_mark(storage, &id, read_minter(&value)?, now)?;
            Ok((id, minter))
        })
        .collect()
}

/// The minter that CW20's own `minter {}` names.
pub fn may_load_primary_minter(storage: &dyn Storage) -> StdResult<Option<Addr>> {
    PRIMARY_MINTER.may_load(storage)
}

/// Sets or clears it.
pub fn save_primary_minter(storage: &mut dyn Storage, minter: Option<&Addr>) -> StdResult<()> {
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

/// Takes it off the list.
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
    for recipient in list_recipients(storage, minter, None, MAX_MINT_RECIPIENTS)? {
        remove_recipient(storage, minter, &recipient)?;
    }
    Ok(())
}

/// The minter's list, after the cursor.
pub fn list_recipients(
    storage: &dyn Storage,
    minter: &AccountId,
    start_after: Option<&AccountId>,
    limit: usize,
) -> StdResult<Vec<AccountId>> {
    let prefix = pair_prefix(RECIPIENT, minter)?;
    Ok(scan(storage, prefix, start_after).take(limit).map(|(id, _)| id).collect())
}

/// The minter that the account controls.
pub fn may_load_controlled_minter(
    storage: &dyn Storage,
    controller: &Addr,
) -> StdResult<Option<Addr>> {
    CONTROLLERS.may_load(storage, controller)
}

/// A minter's controllers.
pub fn load_controllers_of(storage: &dyn Storage, minter: &Addr) -> StdResult<Vec<Addr>> {
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
    let mut all = load_controllers_of(storage, minter)?;
    all.push(controller.clone());
    CONTROLLERS_OF.save(storage, minter, &all)
}

/// The account controls no minter; gives the one it did.
pub fn remove_controller(storage: &mut dyn Storage, controller: &Addr) -> StdResult<Option<Addr>> {
    let Some(minter) = may_load_controlled_minter(storage, controller)? else { return Ok(None) };
    CONTROLLERS.remove(storage, controller);
    let mut others = load_controllers_of(storage, &minter)?;
    others.retain(|other| other != controller);
    if others.is_empty() {
        CONTROLLERS_OF.remove(storage, &minter);
    } else {
        CONTROLLERS_OF.save(storage, &minter, &others)?;
    }
    Ok(Some(minter))
}

/// Controllers and their minters, after the cursor.
pub fn list_controllers(
    storage: &dyn Storage,
    start_after: Option<&Addr>,
    limit: usize,
) -> StdResult<Vec<(Addr, Addr)>> {
    let start = start_after.map(Bound::exclusive);
    CONTROLLERS.range(storage, start, None, Order::Ascending).take(limit).collect()
}
