//! The one minter.
//!
//! Its record lies under its account, so that one read tells whether the sender mints and what bounds it. What
//! is remembered while nobody mints lies under the tag alone.

use cosmwasm_std::{Addr, Api, StdError, StdResult, Storage};
use cw_storage_plus::Item;
use isthmus_api::packed::{key, Reader, Writer};
use isthmus_api::stablecoin::MinterTerms;
use isthmus_kit::bucket::RateLimit;

use super::{load_account, AccountId, Named, MINTER};
use crate::model::account::Account;
use crate::model::minter::Minter;

const ADDRESS: Item<Addr> = Item::new("minter");

const LIMITED: u8 = 0b0001;
const FROZEN: u8 = 0b0010;
const RATED: u8 = 0b0100;

/// Who mints, if anybody does, and what bounds it; or what is remembered of who did.
pub struct Minting {
    /// The minter.
    pub account: Option<Named>,
    /// What bounds it.
    pub minter: Minter,
}

impl Minting {
    /// Nobody, with nothing to remember.
    pub fn nobody() -> Self {
        Self { account: None, minter: Minter::default() }
    }

    /// The minter as messages show it: what is left of its allowance.
    pub fn terms(&self) -> Option<MinterTerms> {
        let account = self.account.as_ref()?;
        Some(MinterTerms {
            address: account.address.to_string(),
            allowance: self.minter.allowance.map(Into::into),
            rate_limit: self.minter.limit(),
        })
    }

    fn key(&self) -> Vec<u8> {
        key(MINTER, &[self.account.as_ref().map(|minter| minter.id.bytes()).unwrap_or_default()])
    }
}

/// The minter's address, if anybody mints.
pub fn may_load_minter_address(storage: &dyn Storage) -> StdResult<Option<Addr>> {
    ADDRESS.may_load(storage)
}

/// Who mints, and what bounds it.
pub fn load_minting(storage: &dyn Storage, api: &dyn Api, now: u64) -> StdResult<Minting> {
    let Some(address) = may_load_minter_address(storage)? else {
        let bytes = storage.get(&[MINTER]);
        let minter = bytes.map(|bytes| read_minter(&bytes)).transpose()?.unwrap_or_default();
        return Ok(Minting { account: None, minter });
    };
    let id = AccountId::of(api, &address)?;
    // Without its record it would be a minter without bounds.
    let minter =
        may_load_minter(storage, &id, now)?.ok_or_else(|| StdError::not_found("minter"))?;
    Ok(Minting { account: Some(Named { id, address }), minter })
}

/// Replaces it: nothing is left of the one before but what the new one has kept.
pub fn save_minting(storage: &mut dyn Storage, before: &Minting, after: &Minting) -> StdResult<()> {
    storage.remove(&before.key());
    match &after.account {
        Some(account) => ADDRESS.save(storage, &account.address)?,
        None => ADDRESS.remove(storage),
    }
    // Nobody, with nothing to remember, needs no record.
    if after.account.is_some() || after.minter != Minter::default() {
        storage.set(&after.key(), &write_minter(&after.minter));
    }
    Ok(())
}

/// The minter, if the account is it.
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

/// Changes what the minter may still mint.
pub fn save_minter(storage: &mut dyn Storage, id: &AccountId, minter: &Minter) {
    storage.set(&key(MINTER, &[id.bytes()]), &write_minter(minter));
}

fn write_minter(minter: &Minter) -> Vec<u8> {
    let flag = |set: bool, flag: u8| if set { flag } else { 0 };
    let flags = flag(minter.allowance.is_some(), LIMITED)
        | flag(minter.frozen, FROZEN)
        | flag(minter.rate.is_some(), RATED);
    let mut record = Writer::new(flags);
    if let Some(rate) = minter.rate {
        record = rate.write(record);
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
        _ => Some(RateLimit::read(&mut reader)?),
    };
    let allowance = match flags & LIMITED {
        0 => None,
        _ => Some(reader.amount()?),
    };
    Ok(Minter { allowance, rate, frozen: flags & FROZEN != 0 })
}
