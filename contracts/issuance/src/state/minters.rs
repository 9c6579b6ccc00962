//! Minters, the accounts that they mint for, and who controls them.

use cosmwasm_std::{Addr, Order, StdError, StdResult, Storage};
use cw_storage_plus::{Bound, Map};
use isthmus_api::issuance::MAX_MINT_RECIPIENTS;
use isthmus_api::packed::{key, Reader, Writer};
use isthmus_kit::bucket::RateLimit;

use crate::model::minter::Minter;

/// account -> [`Minter`], packed: every mint reads and writes it.
pub(super) const MINTERS: u8 = 0x02;
/// minter, account on its list.
pub(super) const RECIPIENTS: Map<(&Addr, &Addr), ()> = Map::new("recipients");
/// controller -> the minter it controls.
pub(super) const CONTROLLERS: Map<&Addr, Addr> = Map::new("controllers");
/// minter -> its controllers, few and in no order.
pub(super) const CONTROLLERS_OF: Map<&Addr, Vec<Addr>> = Map::new("controllers_of");

const RATED: u8 = 0b0001;
const RESTRICTED: u8 = 0b0010;
const STOPPED: u8 = 0b0100;
const REMOVED: u8 = 0b1000;

/// The minter, if the account is one.
pub fn may_load_minter(storage: &dyn Storage, account: &Addr) -> StdResult<Option<Minter>> {
    Ok(may_load_record(storage, account)?.filter(|minter| !minter.removed))
}

/// The minter, or what is remembered of one that was removed.
pub fn may_load_record(storage: &dyn Storage, account: &Addr) -> StdResult<Option<Minter>> {
    let bytes = storage.get(&key(MINTERS, &[account.as_bytes()]));
    bytes.map(|bytes| read_minter(&bytes)).transpose()
}

/// Makes the account a minter, or changes what it may mint.
pub fn save_minter(storage: &mut dyn Storage, account: &Addr, minter: &Minter) {
    storage.set(&key(MINTERS, &[account.as_bytes()]), &write_minter(minter));
}

fn write_minter(minter: &Minter) -> Vec<u8> {
    let flag = |set: bool, flag: u8| if set { flag } else { 0 };
    let flags = flag(minter.rate.is_some(), RATED)
        | flag(minter.restricted, RESTRICTED)
        | flag(minter.stopped, STOPPED)
        | flag(minter.removed, REMOVED);
    let mut record = Writer::new(flags).number(minter.ceiling);
    if let Some(rate) = minter.rate {
        record = rate.write(record);
    }
    record.amount(minter.allowance)
}

fn read_minter(bytes: &[u8]) -> StdResult<Minter> {
    let mut reader = Reader::new(bytes);
    let flags = reader.u8()?;
    let ceiling = reader.number()?;
    let rate = match flags & RATED {
        0 => None,
        _ => Some(RateLimit::read(&mut reader)?),
    };
    Ok(Minter {
        ceiling,
        rate,
        restricted: flags & RESTRICTED != 0,
        stopped: flags & STOPPED != 0,
        removed: flags & REMOVED != 0,
        allowance: reader.amount()?,
    })
}

/// Minters after the cursor, ascending; those that were removed are passed over.
pub fn list_minters(
    storage: &dyn Storage,
    start_after: Option<&Addr>,
    limit: usize,
) -> StdResult<Vec<(Addr, Minter)>> {
    let start = match start_after {
        None => vec![MINTERS],
        // The first key that is greater: the same one with a zero byte after it.
        Some(account) => key(MINTERS, &[account.as_bytes(), &[0]]),
    };
    let end = [MINTERS.saturating_add(1)];
    let records = storage.range(Some(&start), Some(&end), Order::Ascending);
    let minters = records.map(|(key, value)| {
        let account = String::from_utf8(key.into_iter().skip(1).collect());
        let account = account.map_err(|_| StdError::parse_err("minter", "no address"))?;
        Ok((Addr::unchecked(account), read_minter(&value)?))
    });
    let present = minters.filter(|entry: &StdResult<(Addr, Minter)>| {
        entry.as_ref().is_ok_and(|(_, minter)| !minter.removed) || entry.is_err()
    });
    present.take(limit).collect()
}

/// Whether somebody mints, or did.
pub(super) fn has_minters(storage: &dyn Storage) -> bool {
    let end = [MINTERS.saturating_add(1)];
    storage.range(Some(&[MINTERS]), Some(&end), Order::Ascending).next().is_some()
}

/// Whether the minter's list names the account.
pub fn is_recipient(storage: &dyn Storage, minter: &Addr, recipient: &Addr) -> bool {
    RECIPIENTS.has(storage, (minter, recipient))
}

/// Sets the minter's list.
pub fn save_recipients(
    storage: &mut dyn Storage,
    minter: &Addr,
    recipients: &[Addr],
) -> StdResult<()> {
    for recipient in list_recipients(storage, minter)? {
        RECIPIENTS.remove(storage, (minter, &recipient));
    }
    for recipient in recipients {
        RECIPIENTS.save(storage, (minter, recipient), &())?;
    }
    Ok(())
}

/// The minter's list, ascending.
pub fn list_recipients(storage: &dyn Storage, minter: &Addr) -> StdResult<Vec<Addr>> {
    let all = RECIPIENTS.prefix(minter).keys(storage, None, None, Order::Ascending);
    all.take(MAX_MINT_RECIPIENTS).collect()
}

/// The minter that the account controls.
pub fn may_load_controlled(storage: &dyn Storage, controller: &Addr) -> StdResult<Option<Addr>> {
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
    CONTROLLERS.save(storage, controller, minter)?;
    let mut all = load_controllers_of(storage, minter)?;
    all.push(controller.clone());
    CONTROLLERS_OF.save(storage, minter, &all)
}

/// The account controls no minter; gives the one it did.
pub fn remove_controller(storage: &mut dyn Storage, controller: &Addr) -> StdResult<Option<Addr>> {
    let Some(minter) = may_load_controlled(storage, controller)? else { return Ok(None) };
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

/// Nobody controls the minter any more.
pub fn remove_controllers_of(storage: &mut dyn Storage, minter: &Addr) -> StdResult<()> {
    for controller in load_controllers_of(storage, minter)? {
        CONTROLLERS.remove(storage, &controller);
    }
    CONTROLLERS_OF.remove(storage, minter);
    Ok(())
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

#[cfg(test)]
mod tests {
    use super::*;
    use cosmwasm_std::testing::MockStorage;
    use isthmus_kit::bucket::Bucket;

    #[test]
    fn a_minter_is_read_as_it_is_written_and_a_removed_one_is_not_listed() {
        let mut storage = MockStorage::new();
        let bucket = Bucket { capacity: 1_000_000, refill: 3, used: 77 };
        let full = Minter {
            allowance: 256,
            ceiling: u128::MAX,
            rate: Some(RateLimit { bucket, at: 1_700_000_000 }),
            restricted: true,
            stopped: true,
            removed: false,
        };
        let names = ["a", "b", "c"].map(Addr::unchecked);
        for (account, minter) in
            names.iter().zip([full, Minter { removed: true, ..full }, Minter::default()])
        {
            save_minter(&mut storage, account, &minter);
            assert_eq!(may_load_record(&storage, account).unwrap(), Some(minter));
        }
        let listed = list_minters(&storage, None, 5).unwrap();
        let [first, second, third] = names;
        assert_eq!(listed, [(first.clone(), full), (third.clone(), Minter::default())]);
        assert_eq!(may_load_minter(&storage, &second).unwrap(), None);
        let after = list_minters(&storage, Some(&first), 1).unwrap();
        assert_eq!(after, [(third, Minter::default())]);
    }
}
