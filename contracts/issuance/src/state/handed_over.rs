//! What a token kept that was its own office: its records as they are read here. The layout is that of its
//! last release before it handed over; `contracts/stablecoin/src/state/hand_over.rs` says what comes when.

use cosmwasm_std::{
    from_json, Addr, Api, CanonicalAddr, HexBinary, StdError, StdResult, Storage, Uint128,
};
use isthmus_api::issuance::{Attestation, Redemption};
use isthmus_api::packed::Reader;
use isthmus_kit::bucket::RateLimit;
use isthmus_wire::wire;

use super::minters::{
    has_minters, may_load_controlled, may_load_record, save_controller, save_minter, RECIPIENTS,
};
use super::redemptions::{load_statistics, take_in_redemption, STATISTICS};
use super::reserves::{
    load_reserve, may_load_newest_attestation, save_reserve, ATTESTATIONS, RESERVE,
};
use crate::model::minter::Minter;
use crate::model::reserve::Reserve;

/// There while the token hands over.
pub(super) const TAKING_OVER: &[u8] = b"taking_over";

const LIMITED: u8 = 0b0001;
const FROZEN: u8 = 0b0010;
const RATED: u8 = 0b0100;
const RESTRICTED: u8 = 0b1000;
/// Bytes of an ordinary account, before which no length stands.
const USER_BYTES: usize = 20;

/// How many redemptions there were.
#[wire]
struct Counts {
    last: u64,
}

/// An attestation without what the reserve is made of, which nobody said.
#[wire]
struct Attested {
    id: u64,
    amount: Uint128,
    as_of: u64,
    report_hash: HexBinary,
    uri: String,
    at: u64,
    by: Addr,
}

/// Whether the token hands over.
pub fn is_taking_over(storage: &dyn Storage) -> bool {
    storage.get(TAKING_OVER).is_some()
}

/// Begins that, or ends it.
pub fn save_taking_over(storage: &mut dyn Storage, under_way: bool) {
    if under_way {
        storage.set(TAKING_OVER, &[1]);
    } else {
        storage.remove(TAKING_OVER);
    }
}

/// Whether nobody mints or minted here, attested or redeemed.
pub fn is_new(storage: &dyn Storage) -> StdResult<bool> {
    Ok(!has_minters(storage)
        && load_statistics(storage)?.requested.count == 0
        && may_load_newest_attestation(storage)?.is_none())
}

/// Takes a record in, unless it is of no use here.
pub fn take_in(
    storage: &mut dyn Storage,
    api: &dyn Api,
    key: &[u8],
    value: &[u8],
) -> StdResult<()> {
    match key {
        [0x0b] => take_in_reserve(storage, value)?,
        b"redemption_counts" => {
            let Counts { last } = from_json(value)?;
            let mut statistics = load_statistics(storage)?;
            statistics.requested.count = last;
            statistics.ended_before = last;
            STATISTICS.save(storage, &statistics)?;
        }
        [0x04, minter @ ..] => take_in_minter(storage, &address(api, minter)?, value)?,
        [0x09, pair @ ..] => take_in_recipient(storage, api, pair, USER_BYTES)?,
        [0x19, length, pair @ ..] => take_in_recipient(storage, api, pair, (*length).into())?,
        _ => take_in_json(storage, key, value)?,
    }
    Ok(())
}

/// Both contracts write these bytes alike. A policy that this one was given at instantiate stands.
fn take_in_reserve(storage: &mut dyn Storage, value: &[u8]) -> StdResult<()> {
    let own = load_reserve(storage)?;
    storage.set(&[RESERVE], value);
    let given = load_reserve(storage)?;
    save_reserve(storage, &Reserve { policy: own.policy.or(given.policy), ..given });
    Ok(())
}

/// A record of a map of cw-storage-plus.
fn take_in_json(storage: &mut dyn Storage, key: &[u8], value: &[u8]) -> StdResult<()> {
    if key.starts_with(b"\x00\x0cattestations") {
        let Attested { id, amount, as_of, report_hash, uri, at, by } = from_json(value)?;
        let holdings = Vec::new();
        let kept = Attestation { id, amount, as_of, holdings, report_hash, uri, at, by };
        ATTESTATIONS.save(storage, id, &kept)?;
    } else if key.starts_with(b"\x00\x0bredemptions") {
        let given: Redemption = from_json(value)?;
        // There it was the first second at which it was late.
        let due_at = given.due_at.saturating_sub(1);
        take_in_redemption(storage, &Redemption { due_at, ..given })?;
    } else if let Some(controller) = key.strip_prefix(b"\x00\x0bcontrollers") {
        let controller = std::str::from_utf8(controller).map_err(|_| unreadable("controller"))?;
        let controller = Addr::unchecked(controller);
        if may_load_controlled(storage, &controller)?.is_none() {
            save_controller(storage, &controller, &from_json(value)?)?;
        }
    }
    Ok(())
}

/// What is left of its allowance is its ceiling: no more was announced. One that the token had frozen is
/// stopped. Where this contract has said something of the account meanwhile, that stands.
fn take_in_minter(storage: &mut dyn Storage, account: &Addr, value: &[u8]) -> StdResult<()> {
    if may_load_record(storage, account)?.is_some() {
        return Ok(());
    }
    let mut reader = Reader::new(value);
    let flags = reader.u8()?;
    let rate = match flags & RATED {
        0 => None,
        _ => Some(RateLimit::read(&mut reader)?),
    };
    let allowance = match flags & LIMITED {
        0 => u128::MAX,
        _ => reader.amount()?,
    };
    let minter = Minter {
        ceiling: allowance,
        allowance,
        rate,
        restricted: flags & RESTRICTED != 0,
        stopped: flags & FROZEN != 0,
        removed: false,
    };
    save_minter(storage, account, &minter);
    Ok(())
}

fn take_in_recipient(
    storage: &mut dyn Storage,
    api: &dyn Api,
    pair: &[u8],
    length: usize,
) -> StdResult<()> {
    let (minter, recipient) =
        pair.split_at_checked(length).ok_or_else(|| unreadable("recipient"))?;
    let (minter, recipient) = (address(api, minter)?, address(api, recipient)?);
    if may_load_record(storage, &minter)?.is_some() {
        return Ok(());
    }
    RECIPIENTS.save(storage, (&minter, &recipient), &())
}

fn address(api: &dyn Api, bytes: &[u8]) -> StdResult<Addr> {
    api.addr_humanize(&CanonicalAddr::from(bytes))
}

fn unreadable(what: &'static str) -> StdError {
    StdError::parse_err(what, "no record of a token")
}
