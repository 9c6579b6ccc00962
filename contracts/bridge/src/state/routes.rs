//! What one token may do between here and one peer, and what it did: one packed record of counters
//! and buckets, under the numbers of both.

use cosmwasm_std::{StdResult, Storage};
use isthmus_api::packed::{Reader, Writer};

use crate::model::bucket::Bucket;
use crate::model::ledger::Route;
use crate::model::route::RouteId;

pub(super) const ROUTE: u8 = 0x01;

const OUTBOUND: u8 = 1;
const INBOUND: u8 = 2;
const CAP: u8 = 4;
const REFUNDS: u8 = 8;
const RECEIPTS: u8 = 16;
const CLAIMS: u8 = 32;
const SETTLED: u8 = 64;

/// Tokens are numbered from 1 on, so 0 stands for none.
pub(super) fn write_route_id(record: Writer, id: RouteId) -> Writer {
    record.u8(id.peer).index(id.token.unwrap_or(0))
}

pub(super) fn read_route_id(reader: &mut Reader) -> StdResult<RouteId> {
    Ok(RouteId { peer: reader.u8()?, token: Some(reader.index()?).filter(|number| *number > 0) })
}

fn route_key(id: RouteId) -> Vec<u8> {
    write_route_id(Writer::new(ROUTE), id).finish()
}

/// The route; one that was never written lets nothing pass.
pub fn load_route(storage: &dyn Storage, id: RouteId) -> StdResult<Route> {
    let Some(bytes) = storage.get(&route_key(id)) else {
        return Ok(Route::default());
    };
    let mut reader = Reader::new(&bytes);
    let flags = reader.u8()?;
    let has = |flag: u8| flags & flag != 0;
    let mut route =
        Route { sent: reader.number()?, sent_count: reader.count()?, ..Route::default() };
    if has(OUTBOUND) {
        route.outbound = Some(Bucket::read(&mut reader)?);
    }
    if has(INBOUND) {
        route.inbound = Some(Bucket::read(&mut reader)?);
    }
    if has(CAP) {
        route.outstanding_cap = Some(reader.number()?);
    }
    if has(REFUNDS) {
        (route.refunded, route.refunded_count) = sum(&mut reader)?;
    }
    if has(RECEIPTS) {
        (route.received, route.received_count) = sum(&mut reader)?;
    }
    if has(CLAIMS) {
        (route.claimable, route.claimable_count) = sum(&mut reader)?;
    }
    if has(SETTLED) {
        route.settled_at = reader.instant()?;
    }
    reader.finish()?;
    Ok(route)
}

pub fn save_route(storage: &mut dyn Storage, id: RouteId, route: &Route) {
    let sums = [
        (REFUNDS, route.refunded, route.refunded_count),
        (RECEIPTS, route.received, route.received_count),
        (CLAIMS, route.claimable, route.claimable_count),
    ];
    let flag = |set: bool, flag: u8| if set { flag } else { 0 };
    let flags = flag(route.outbound.is_some(), OUTBOUND)
        | flag(route.inbound.is_some(), INBOUND)
        | flag(route.outstanding_cap.is_some(), CAP)
        | flag(route.settled_at > 0, SETTLED)
        | sums.iter().fold(0, |flags, (bit, _, count)| flags | flag(*count > 0, *bit));
    let mut record = Writer::new(flags).number(route.sent).number(route.sent_count.into());
    for bucket in [&route.outbound, &route.inbound].into_iter().flatten() {
        record = bucket.write(record);
    }
    if let Some(cap) = route.outstanding_cap {
        record = record.number(cap);
    }
    for (_, sum, count) in sums.into_iter().filter(|(_, _, count)| *count > 0) {
        record = record.number(sum).number(count.into());
    }
    if route.settled_at > 0 {
        record = record.instant(route.settled_at);
    }
    storage.set(&route_key(id), &record.finish());
}

fn sum(reader: &mut Reader) -> StdResult<(u128, u64)> {
    Ok((reader.number()?, reader.count()?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use cosmwasm_std::testing::MockStorage;
    use proptest::prelude::*;

    #[test]
    fn the_record_has_these_bytes() {
        let mut storage = MockStorage::new();
        let id = RouteId { peer: 1, token: Some(300) };
        let bucket = Bucket { capacity: 1_000_000, refill: 0, used: 258 };
        let mut route = Route {
            sent: 1_000_001,
            sent_count: 2,
            settled_at: 1_700_000_000,
            outbound: Some(bucket),
            ..Route::default()
        };
        save_route(&mut storage, id, &route);
        let record = b"\x41\x03\x0f\x42\x41\x01\x02\x67\x01\0\x02\x01\x02\0\x65\x53\xf1\0";
        assert_eq!(storage.get(&[1, 1, 0x81, 0x2c]).unwrap(), record);
        route.outstanding_cap = Some(0);
        save_route(&mut storage, id, &route);
        assert_eq!(load_route(&storage, id).unwrap(), route);
    }

    fn any_bucket() -> impl Strategy<Value = Option<Bucket>> {
        prop::option::of(any::<(u128, u128, u128)>().prop_map(|(capacity, refill, used)| Bucket {
            capacity,
            refill,
            used,
        }))
    }

    proptest! {
        #[test]
        fn a_route_is_read_as_it_was_written(
            outbound in any_bucket(), inbound in any_bucket(), cap in any::<Option<u128>>(),
            settled_at in 0u64..1 << 40, (sent_count, sent) in any::<(u64, u128)>(),
            (refunded, refunded_count) in (any::<u128>(), 1u64..),
            (claimable, claimable_count) in (any::<u128>(), 1u64..),
            (received, received_count) in (any::<u128>(), 1u64..),
        ) {
            let route = Route {
                outbound, inbound, outstanding_cap: cap, settled_at, sent, refunded, claimable, received,
                sent_count, refunded_count, claimable_count, received_count,
            };
            let mut storage = MockStorage::new();
            for id in [RouteId { peer: 0, token: None }, RouteId { peer: 255, token: Some(0x7fff) }] {
                save_route(&mut storage, id, &route);
                prop_assert_eq!(load_route(&storage, id).unwrap(), route.clone());
            }
        }
    }
}
