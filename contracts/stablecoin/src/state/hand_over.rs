//! What a token that was its own office kept as such, until it is handed over.

use cosmwasm_std::{Addr, Order, StdResult, Storage, Uint128};
use cw_storage_plus::Item;
use isthmus_api::issuance::HandedRecord;
use isthmus_wire::wire;

use super::key_after;

const HAND_OVER: &[u8] = b"hand_over";
const REDEMPTION_COUNTS: Item<RedemptionCounts> = Item::new("redemption_counts");

/// What the keys of all of it begin with, in the order in which it goes. The reserves and the number of the
/// last redemption come first, before anything can be minted or redeemed in the office; a minter comes after all
/// that bounds it. The roles go too, and mean nothing there.
pub(super) const ORDER: [&[u8]; 15] = [
    &[0x0b],
    b"redemption_counts",
    b"redemption_policy",
    b"primary_minter",
    b"\x00\x0cattestations",
    b"\x00\x0bredemptions",
    b"\x00\x0eredemptions_of",
    &[0x09],
    &[0x19],
    b"\x00\x0bcontrollers",
    b"\x00\x0econtrollers_of",
    &[0x04],
    b"\x00\x05roles\x00\x0dmaster_minter",
    b"\x00\x05roles\x00\x08attestor",
    b"\x00\x05roles\x00\x13redemption_operator",
];

/// What was known of redemptions as a whole.
#[wire]
#[derive(Default)]
struct RedemptionCounts {
    open: Uint128,
}

/// To whom it is handed over, while it is.
pub fn may_load_hand_over(storage: &dyn Storage) -> StdResult<Option<Addr>> {
    let office = storage.get(HAND_OVER).map(String::from_utf8).transpose()?;
    Ok(office.map(Addr::unchecked))
}

/// Records it; none: it has ended.
pub fn save_hand_over(storage: &mut dyn Storage, office: Option<&Addr>) {
    match office {
        Some(office) => storage.set(HAND_OVER, office.as_bytes()),
        None => storage.remove(HAND_OVER),
    }
}

/// Sum of the redemptions that are open: in the supply, and in no balance.
pub fn load_redeeming(storage: &dyn Storage) -> StdResult<u128> {
    let counts = REDEMPTION_COUNTS.may_load(storage)?.unwrap_or_default();
    Ok(counts.open.u128())
}

/// Whether anything of it is there.
pub fn has_retired(storage: &dyn Storage) -> bool {
    ORDER.iter().any(|prefix| first(storage, prefix, 1).next().is_some())
}

/// Takes out the next records.
pub fn take_retired(storage: &mut dyn Storage, limit: usize) -> Vec<HandedRecord> {
    let mut taken = Vec::new();
    for prefix in ORDER {
        let room = limit.saturating_sub(taken.len());
        let page: Vec<_> = first(storage, prefix, room).collect();
        for (key, value) in page {
            storage.remove(&key);
            taken.push(HandedRecord { key: key.into(), value: value.into() });
        }
    }
    taken
}

fn first<'a>(
    storage: &'a dyn Storage,
    prefix: &[u8],
    limit: usize,
) -> impl Iterator<Item = cosmwasm_std::Record> + 'a {
    let end = key_after(prefix);
    storage.range(Some(prefix), end.as_deref(), Order::Ascending).take(limit)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::state::RETIRED;
    use isthmus_kit::keys::Prefix;

    /// The roles are records of kit, whose key means others too.
    #[test]
    fn all_that_is_retired_goes_and_nothing_else() {
        let own = ORDER.iter().filter(|prefix| !prefix.starts_with(b"\x00\x05roles"));
        let covering = |prefix: &[u8]| RETIRED.iter().filter(|key| key.covers(prefix)).count();
        assert!(own.clone().all(|prefix| covering(prefix) == 1));
        assert_eq!(own.count(), RETIRED.len());
        let names = RETIRED.iter().filter(|key| matches!(key.prefix, Prefix::Namespace(_)));
        assert!(names.into_iter().all(|key| ORDER.iter().any(|prefix| key.covers(prefix))));
    }
}
