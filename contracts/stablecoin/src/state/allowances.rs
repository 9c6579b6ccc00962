//! Allowances and the index of them by spender.

use cosmwasm_std::{StdError, StdResult, Storage, Timestamp};
use cw20::Expiration;
use isthmus_api::packed::{key, Reader, Writer};

use super::{
    accounts::scan, read_count, AccountId, ALLOWANCE, GRANTED_TO, OTHER_LENGTH, USER_BYTES,
};
use crate::model::allowance::Allowance;

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

pub(super) fn pair_key(tag: u8, first: &AccountId, second: &AccountId) -> StdResult<Vec<u8>> {
    let mut key = pair_prefix(tag, first)?;
    key.extend(second.bytes());
    Ok(key)
}

/// What the keys of all pairs with this first account begin with.
pub(super) fn pair_prefix(tag: u8, first: &AccountId) -> StdResult<Vec<u8>> {
    if first.bytes().len() == USER_BYTES {
        return Ok(key(tag, &[first.bytes()]));
    }
    let length = u8::try_from(first.bytes().len())
        .map_err(|_| StdError::generic_err("address above 255 bytes"))?;
    Ok(key(tag | OTHER_LENGTH, &[&[length], first.bytes()]))
}

pub(super) fn write_allowance(allowance: &Allowance) -> Vec<u8> {
    let count = Writer::default().amount(allowance.restrictions.into());
    let length = u8::try_from(count.len()).unwrap_or_default() << COUNT_SHIFT;
    let record = match allowance.expires {
        Expiration::Never {} => Writer::new(length),
        Expiration::AtHeight(height) => Writer::new(AT_HEIGHT | length).number(height.into()),
        Expiration::AtTime(time) => Writer::new(AT_TIME | length).number(time.nanos().into()),
    };
    record.fixed(&count).amount(allowance.amount)
}

pub(super) fn read_allowance(bytes: &[u8]) -> StdResult<Allowance> {
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

/// What an owner granted: (spender, grant), after the cursor.
pub fn list_granted_by(
    storage: &dyn Storage,
    owner: &AccountId,
    start_after: Option<&AccountId>,
    limit: usize,
) -> StdResult<Vec<(AccountId, Allowance)>> {
    let prefix = pair_prefix(ALLOWANCE, owner)?;
    scan(storage, prefix, start_after)
        .take(limit)
        .map(|(spender, value)| Ok((spender, read_allowance(&value)?)))
        .collect()
}

/// What a spender was granted: (owner, grant), after the cursor.
pub fn list_granted_to(
    storage: &dyn Storage,
    spender: &AccountId,
    start_after: Option<&AccountId>,
    limit: usize,
) -> StdResult<Vec<(AccountId, Allowance)>> {
    let prefix = pair_prefix(GRANTED_TO, spender)?;
    scan(storage, prefix, start_after)
        .take(limit)
        .map(|(owner, _)| {
            let grant = may_load_allowance(storage, &owner, spender)?;
            Ok((owner, grant.unwrap_or_default()))
        })
        .collect()
}
