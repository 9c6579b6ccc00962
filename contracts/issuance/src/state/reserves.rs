//! The reserve policy and the attestations.

use cosmwasm_std::{Order, StdError, StdResult, Storage, Uint128};
use cw_storage_plus::{Bound, Item, Map};
use isthmus_api::issuance::{Attestation, MAX_ATTESTATIONS};
use isthmus_api::packed::{Reader, Writer};

use isthmus_wire::wire;

use crate::model::reserve::{Attested, Payment, Policy, Reserve};

/// The policy, and what of the newest attestation counts.
pub(super) const RESERVE: u8 = 0x03;
/// number -> one of the newest attestations.
pub(super) const ATTESTATIONS: Map<u64, Attestation> = Map::new("attestations");

/// What was paid out and may not be known to the next attestation, oldest first.
pub(super) const PAYMENTS: Item<Vec<Paid>> = Item::new("payments");

/// One of them.
#[wire]
pub(super) struct Paid {
    amount: Uint128,
    at: u64,
}

const POLICY: u8 = 0b0001;
const ATTESTED: u8 = 0b0010;

/// The reserve policy and what of the newest attestation counts.
pub fn load_reserve(storage: &dyn Storage) -> StdResult<Reserve> {
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

/// Writes both.
pub fn save_reserve(storage: &mut dyn Storage, reserve: &Reserve) {
    let flag = |set: bool, flag: u8| if set { flag } else { 0 };
    let flags = flag(reserve.policy.is_some(), POLICY) | flag(reserve.attested.is_some(), ATTESTED);
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
    // The newest are enough for whoever asks; all of them are in the events.
    ATTESTATIONS.remove(storage, id.saturating_sub(MAX_ATTESTATIONS));
    Ok(id)
}

/// The newest attestation.
pub fn may_load_newest_attestation(storage: &dyn Storage) -> StdResult<Option<Attestation>> {
    let newest = ATTESTATIONS.range(storage, None, None, Order::Descending).next();
    Ok(newest.transpose()?.map(|(_, attestation)| attestation))
}

/// Attestations, after the cursor.
pub fn list_attestations(
    storage: &dyn Storage,
    start_after: Option<u64>,
    limit: usize,
) -> StdResult<Vec<Attestation>> {
    let start = start_after.map(Bound::exclusive);
    let page = ATTESTATIONS.range(storage, start, None, Order::Ascending).take(limit);
    page.map(|entry| entry.map(|(_, attestation)| attestation)).collect()
}

/// What was paid out and may not be known to the next attestation, oldest first.
pub fn load_payments(storage: &dyn Storage) -> StdResult<Vec<Payment>> {
    let paid = PAYMENTS.may_load(storage)?.unwrap_or_default();
    let read = |Paid { amount, at }| Payment { amount: amount.u128(), at };
    Ok(paid.into_iter().map(read).collect())
}

/// Keeps it; nothing is not stored.
pub fn save_payments(storage: &mut dyn Storage, payments: &[Payment]) -> StdResult<()> {
    if payments.is_empty() {
        PAYMENTS.remove(storage);
        return Ok(());
    }
    let paid = |payment: &Payment| Paid { amount: payment.amount.into(), at: payment.at };
    PAYMENTS.save(storage, &payments.iter().map(paid).collect())
}
