//! Packets in flight.
//!
//! A packet in flight is found by what it says itself (region, token, number), so that its outcome
//! costs one read and nobody looks up numbers for it.

use cosmwasm_std::{Api, Binary, CanonicalAddr, Order, StdError, StdResult, Storage};
use isthmus_api::packed::{key, Reader, Writer};
use isthmus_api::types::{RegionId, TokenId};

use super::routes::{read_route_id, write_route_id};
use crate::model::packet::{PacketId, Refund};
use crate::model::route::RouteId;

pub(super) const IN_FLIGHT: u8 = 0x02;

/// Most packets that `ledger` sums up.
const IN_FLIGHT_SUM: usize = 1000;

const REFERENCE: u8 = 1;
const SECONDS: u8 = 2;
const OWNER: u8 = 4;

/// A packet in flight: all that its outcome needs, also if no chain ever shows the packet again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InFlight {
    /// Where it is counted.
    pub route: RouteId,
    /// Whom a refund goes to; none of a packet without a token.
    pub owner: Option<CanonicalAddr>,
    /// Zero without a token.
    pub amount: u128,
    /// How long it was given, if not the usual time; with its timeout that is when it was sent. Unused
    /// without a token.
    pub timeout_seconds: Option<u64>,
    /// The sender's own reference.
    pub reference: Option<Binary>,
}

pub fn save_in_flight(
    storage: &mut dyn Storage,
    id: &PacketId,
    packet: &InFlight,
) -> StdResult<()> {
    let flag = |set: bool, flag: u8| if set { flag } else { 0 };
    let flags = flag(packet.reference.is_some(), REFERENCE)
        | flag(packet.timeout_seconds.is_some(), SECONDS)
        | flag(packet.owner.is_some(), OWNER);
    let mut record = write_route_id(Writer::new(flags), packet.route);
    if let Some(reference) = &packet.reference {
        record = record.short(reference)?;
    }
    if let Some(seconds) = packet.timeout_seconds {
        record = record.number(seconds.into());
    }
    if let Some(owner) = &packet.owner {
        record = record.short(owner)?;
    }
    storage.set(&packet_key(id), &record.amount(packet.amount));
    Ok(())
}

pub fn may_load_in_flight(storage: &dyn Storage, id: &PacketId) -> StdResult<Option<InFlight>> {
    match storage.get(&packet_key(id)) {
        None => Ok(None),
        Some(bytes) => read_in_flight(&bytes).map(Some),
    }
}

/// What goes back of a packet that was not delivered; none of one that carries no money.
pub fn owed_of(api: &dyn Api, id: &PacketId, record: &InFlight) -> StdResult<Option<Refund>> {
    let (Some(token), Some(owner)) = (&id.token, &record.owner) else { return Ok(None) };
    Ok(Some(Refund {
        region: id.region.clone(),
        token: token.clone(),
        id: id.id,
        owner: api.addr_humanize(owner)?,
        amount: record.amount.into(),
        reference: record.reference.clone(),
    }))
}

pub fn remove_in_flight(storage: &mut dyn Storage, id: &PacketId) {
    storage.remove(&packet_key(id));
}

/// Whether anything to this peer has no outcome yet.
pub fn has_in_flight(storage: &dyn Storage, region: &RegionId) -> bool {
    let region = region.as_str().as_bytes();
    let start = key(IN_FLIGHT, &[region, b"/"]);
    // The character after the slash.
    let end = key(IN_FLIGHT, &[region, b"0"]);
    storage.range(Some(&start), Some(&end), Order::Ascending).next().is_some()
}

pub fn list_in_flight(
    storage: &dyn Storage,
    region: &RegionId,
    token: Option<&TokenId>,
    start_after: Option<u64>,
    limit: usize,
) -> StdResult<Vec<(u64, InFlight)>> {
    let Some(first) = start_after.unwrap_or_default().checked_add(1) else {
        return Ok(Vec::new());
    };
    let prefix = packets_key(region, token);
    let start = number_key(prefix.clone(), first);
    // The length of a number is at most eight, and no name has such a character.
    let end = [prefix.as_slice(), &[9]].concat();
    storage
        .range(Some(&start), Some(&end), Order::Ascending)
        .take(limit)
        .map(|(key, value)| {
            let id = Reader::new(key.get(prefix.len()..).unwrap_or_default()).short()?;
            let id = u64::try_from(Reader::new(id).amount()?);
            let id = id.map_err(|_| StdError::parse_err("packet", "number above 64 bits"))?;
            Ok((id, read_in_flight(&value)?))
        })
        .collect()
}

/// How many packets of a token are in flight to a peer and how much, over the first thousand.
pub fn sum_in_flight(
    storage: &dyn Storage,
    region: &RegionId,
    token: &TokenId,
) -> StdResult<(u64, u128)> {
    let packets = list_in_flight(storage, region, Some(token), None, IN_FLIGHT_SUM)?;
    Ok(packets.iter().fold((0u64, 0u128), |(count, sum), (_, p)| {
        (count.saturating_add(1), sum.saturating_add(p.amount))
    }))
}

fn read_in_flight(bytes: &[u8]) -> StdResult<InFlight> {
    let mut reader = Reader::new(bytes);
    let flags = reader.u8()?;
    let route = read_route_id(&mut reader)?;
    let has = |flag: u8| flags & flag != 0;
    let reference = if has(REFERENCE) { Some(Binary::from(reader.short()?)) } else { None };
    let timeout_seconds = if has(SECONDS) { Some(reader.count()?) } else { None };
    let owner = if has(OWNER) { Some(CanonicalAddr::from(reader.short()?)) } else { None };
    Ok(InFlight { route, owner, amount: reader.amount()?, timeout_seconds, reference })
}

/// What the keys of all packets of a token to a region begin with. Neither name holds a slash; without
/// a token nothing follows it.
fn packets_key(region: &RegionId, token: Option<&TokenId>) -> Vec<u8> {
    let token = token.map_or("", TokenId::as_str);
    key(IN_FLIGHT, &[region.as_str().as_bytes(), b"/", token.as_bytes()])
}

fn packet_key(id: &PacketId) -> Vec<u8> {
    number_key(packets_key(&id.region, id.token.as_ref()), id.id)
}

/// The number as its length and its bytes, so that keys are in the order of numbers.
fn number_key(mut key: Vec<u8>, number: u64) -> Vec<u8> {
    let number = Writer::default().amount(number.into());
    key.push(u8::try_from(number.len()).unwrap_or_default());
    key.extend(number);
    key
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::state::{region, token};
    use cosmwasm_std::testing::MockStorage;

    fn id(region: &str, token: Option<&str>, id: u64) -> PacketId {
        PacketId::new(region, token, id).unwrap()
    }

    fn empty() -> InFlight {
        let route = RouteId { peer: 0, token: None };
        InFlight { route, owner: None, amount: 0, timeout_seconds: None, reference: None }
    }

    #[test]
    fn the_record_has_these_bytes() {
        let mut storage = MockStorage::new();
        let reference = Some(Binary::from(b"deal-7"));
        let route = RouteId { peer: 0, token: Some(1) };
        let owner = None;
        let mut packet = InFlight { route, owner, amount: 258, timeout_seconds: None, reference };
        let first = id("east", Some("west.iusd"), 7);
        save_in_flight(&mut storage, &first, &packet).unwrap();
        assert_eq!(
            storage.get(b"\x02east/west.iusd\x01\x07").unwrap(),
            b"\x01\0\x01\x06deal-7\x01\x02"
        );
        assert_eq!(may_load_in_flight(&storage, &first).unwrap(), Some(packet.clone()));
        (packet.reference, packet.timeout_seconds) = (None, Some(600));
        let second = id("east", Some("west.iusd"), 256);
        save_in_flight(&mut storage, &second, &packet).unwrap();
        assert_eq!(
            storage.get(b"\x02east/west.iusd\x02\x01\0").unwrap(),
            b"\x02\0\x01\x23\x06\x01\x02"
        );
        assert_eq!(may_load_in_flight(&storage, &second).unwrap(), Some(packet));
        let without = id("east", None, 7);
        save_in_flight(&mut storage, &without, &empty()).unwrap();
        assert_eq!(storage.get(b"\x02east/\x01\x07").unwrap(), b"\0\0\0");
        assert_eq!(may_load_in_flight(&storage, &without).unwrap(), Some(empty()));
    }

    #[test]
    fn a_region_with_packets_is_told_from_one_whose_name_is_longer() {
        let mut storage = MockStorage::new();
        let has =
            |storage: &MockStorage, name: &str| has_in_flight(storage, &region(name).unwrap());
        save_in_flight(&mut storage, &id("east", None, 1), &empty()).unwrap();
        assert!(has(&storage, "east"));
        for other in ["eas", "east-", "east0", "eastx"] {
            assert!(!has(&storage, other), "{other}");
        }
        remove_in_flight(&mut storage, &id("east", None, 1));
        assert!(!has(&storage, "east"));
    }

    #[test]
    fn packets_are_paged_within_their_peer_and_token() {
        let mut storage = MockStorage::new();
        for number in [1, 2, 255, 256, 300, u64::MAX] {
            for (region, token) in [
                ("east", None),
                ("east", Some("west.iusd")),
                ("east", Some("west.iusd2")),
                ("eastx", None),
                ("eastx", Some("west.iusd")),
            ] {
                save_in_flight(&mut storage, &id(region, token, number), &empty()).unwrap();
            }
        }
        let (east, iusd) = (region("east").unwrap(), token("west.iusd").unwrap());
        for token in [None, Some(&iusd)] {
            let ids = |after, limit| -> Vec<u64> {
                let page = list_in_flight(&storage, &east, token, after, limit).unwrap();
                page.iter().map(|(id, _)| *id).collect()
            };
            assert_eq!(ids(None, 30), vec![1, 2, 255, 256, 300, u64::MAX]);
            assert_eq!(ids(Some(2), 2), vec![255, 256]);
            assert_eq!(ids(Some(u64::MAX), 2), Vec::<u64>::new());
        }
        assert_eq!(sum_in_flight(&storage, &region("eastx").unwrap(), &iusd).unwrap(), (6, 0));
    }
}
