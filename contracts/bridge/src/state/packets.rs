//! Packets in flight, claims and disputes.
//!
//! A packet in flight is found by what it says itself (region, token, number), so that its outcome
//! costs one read and nobody looks up numbers for it.

use cosmwasm_schema::cw_serde;
use cosmwasm_std::{Addr, Binary, Order, StdError, StdResult, Storage, Uint128};
use cw_storage_plus::{Bound, Map};
use isthmus_api::packed::{key, Reader, Writer};

use super::routes::RouteId;

pub(super) const IN_FLIGHT: u8 = 0x02;

pub(super) const CLAIMS: Map<(&str, &str, u64), Refund> = Map::new("claims");
pub(super) const CLAIMS_BY_OWNER: Map<(&Addr, (&str, &str, u64)), ()> = Map::new("claims_by_owner");
pub(super) const DISPUTES: Map<(&str, &str, u64), Dispute> = Map::new("disputes");

/// Most packets that `ledger` sums up.
const IN_FLIGHT_SUM: usize = 1000;

const REFERENCE: u8 = 1;
const SECONDS: u8 = 2;

/// A packet in flight: what the packet does not say itself, and the amount for those who ask.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct InFlight {
    /// Where it is counted.
    pub route: RouteId,
    /// Zero without a token.
    pub amount: u128,
    /// How long it was given, if not the usual time; with its timeout that is when it was sent. Unused
    /// without a token.
    pub timeout_seconds: Option<u64>,
    /// The sender's own reference.
    pub reference: Option<Binary>,
}

/// Money that goes back to its sender: a claim, and the payload of a refund's reply.
#[cw_serde]
pub struct Refund {
    /// Region it was sent to.
    pub region: String,
    /// Token; empty for a packet without one.
    pub token: String,
    /// Number of the packet.
    pub id: u64,
    /// Who is paid; empty for a packet without a token.
    pub owner: String,
    /// How much.
    pub amount: Uint128,
    /// The sender's own reference.
    pub reference: Option<Binary>,
}

/// A packet the owner decides about.
#[cw_serde]
pub struct Dispute {
    /// What a refund would be.
    pub refund: Refund,
    /// Why, in words.
    pub cause: String,
    /// When.
    pub disputed_at: u64,
}

pub fn save_in_flight(
    storage: &mut dyn Storage,
    region: &str,
    token: &str,
    id: u64,
    packet: &InFlight,
) -> StdResult<()> {
    let flag = |set: bool, flag: u8| if set { flag } else { 0 };
    let flags = flag(packet.reference.is_some(), REFERENCE)
        | flag(packet.timeout_seconds.is_some(), SECONDS);
    let mut record = packet.route.write(Writer::new(flags));
    if let Some(reference) = &packet.reference {
        record = record.short(reference)?;
    }
    if let Some(seconds) = packet.timeout_seconds {
        record = record.number(seconds.into());
    }
    storage.set(&packet_key(region, token, id), &record.amount(packet.amount));
    Ok(())
}

pub fn in_flight(
    storage: &dyn Storage,
    region: &str,
    token: &str,
    id: u64,
) -> StdResult<Option<InFlight>> {
    match storage.get(&packet_key(region, token, id)) {
        None => Ok(None),
        Some(bytes) => read_in_flight(&bytes).map(Some),
    }
}

pub fn remove_in_flight(storage: &mut dyn Storage, region: &str, token: &str, id: u64) {
    storage.remove(&packet_key(region, token, id));
}

/// Whether anything to this peer has no outcome yet.
pub fn any_in_flight(storage: &dyn Storage, region: &str) -> bool {
    let start = key(IN_FLIGHT, &[region.as_bytes(), b"/"]);
    // The character after the slash.
    let end = key(IN_FLIGHT, &[region.as_bytes(), b"0"]);
    storage.range(Some(&start), Some(&end), Order::Ascending).next().is_some()
}

pub fn in_flight_page(
    storage: &dyn Storage,
    region: &str,
    token: &str,
    start_after: Option<u64>,
    limit: usize,
) -> StdResult<Vec<(u64, InFlight)>> {
    let Some(first) = start_after.unwrap_or_default().checked_add(1) else {
        return Ok(Vec::new());
    };
    let prefix = packets_key(region, token);
    let start = packet_key(region, token, first);
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

/// How many packets are in flight and how much, over the first thousand.
pub fn in_flight_sum(storage: &dyn Storage, region: &str, token: &str) -> StdResult<(u64, u128)> {
    let packets = in_flight_page(storage, region, token, None, IN_FLIGHT_SUM)?;
    Ok(packets.iter().fold((0u64, 0u128), |(count, sum), (_, p)| {
        (count.saturating_add(1), sum.saturating_add(p.amount))
    }))
}

fn read_in_flight(bytes: &[u8]) -> StdResult<InFlight> {
    let mut reader = Reader::new(bytes);
    let flags = reader.u8()?;
    let route = RouteId::read(&mut reader)?;
    let reference = match flags & REFERENCE {
        0 => None,
        _ => Some(Binary::from(reader.short()?)),
    };
    let timeout_seconds = match flags & SECONDS {
        0 => None,
        _ => Some(reader.count()?),
    };
    Ok(InFlight { route, amount: reader.amount()?, timeout_seconds, reference })
}

/// What the keys of all packets of a token to a region begin with. Neither name holds a slash.
fn packets_key(region: &str, token: &str) -> Vec<u8> {
    key(IN_FLIGHT, &[region.as_bytes(), b"/", token.as_bytes()])
}

/// The number as its length and its bytes, so that keys are in the order of numbers.
fn packet_key(region: &str, token: &str, id: u64) -> Vec<u8> {
    let id = Writer::default().amount(id.into());
    let length = u8::try_from(id.len()).unwrap_or_default();
    let mut key = packets_key(region, token);
    key.push(length);
    key.extend(id);
    key
}

pub fn save_claim(storage: &mut dyn Storage, claim: &Refund) -> StdResult<()> {
    CLAIMS.save(storage, (&claim.region, &claim.token, claim.id), claim)?;
    CLAIMS_BY_OWNER.save(storage, by_owner(claim, &owner(claim)), &())
}

pub fn claim(
    storage: &dyn Storage,
    region: &str,
    token: &str,
    id: u64,
) -> StdResult<Option<Refund>> {
    CLAIMS.may_load(storage, (region, token, id))
}

pub fn remove_claim(storage: &mut dyn Storage, claim: &Refund) {
    CLAIMS.remove(storage, (&claim.region, &claim.token, claim.id));
    CLAIMS_BY_OWNER.remove(storage, by_owner(claim, &owner(claim)));
}

/// The owner as a key; it was checked when it sent.
fn owner(claim: &Refund) -> Addr {
    Addr::unchecked(&claim.owner)
}

fn by_owner<'a>(claim: &'a Refund, owner: &'a Addr) -> (&'a Addr, (&'a str, &'a str, u64)) {
    (owner, (&claim.region, &claim.token, claim.id))
}

pub fn claims(
    storage: &dyn Storage,
    start_after: Option<(&str, &str, u64)>,
    limit: usize,
) -> StdResult<Vec<Refund>> {
    CLAIMS
        .range(storage, start_after.map(Bound::exclusive), None, Order::Ascending)
        .take(limit)
        .map(|entry| entry.map(|(_, claim)| claim))
        .collect()
}

pub fn claims_of(
    storage: &dyn Storage,
    owner: &Addr,
    start_after: Option<(&str, &str, u64)>,
    limit: usize,
) -> StdResult<Vec<Refund>> {
    CLAIMS_BY_OWNER
        .prefix(owner)
        .keys(storage, start_after.map(Bound::exclusive), None, Order::Ascending)
        .take(limit)
        .map(|key| {
            let (region, token, id): (String, String, u64) = key?;
            CLAIMS.load(storage, (&region, &token, id))
        })
        .collect()
}

pub fn save_dispute(storage: &mut dyn Storage, dispute: &Dispute) -> StdResult<()> {
    let of = &dispute.refund;
    DISPUTES.save(storage, (&of.region, &of.token, of.id), dispute)
}

pub fn dispute(
    storage: &dyn Storage,
    region: &str,
    token: &str,
    id: u64,
) -> StdResult<Option<Dispute>> {
    DISPUTES.may_load(storage, (region, token, id))
}

pub fn remove_dispute(storage: &mut dyn Storage, region: &str, token: &str, id: u64) {
    DISPUTES.remove(storage, (region, token, id));
}

pub fn disputes(
    storage: &dyn Storage,
    start_after: Option<(&str, &str, u64)>,
    limit: usize,
) -> StdResult<Vec<Dispute>> {
    DISPUTES
        .range(storage, start_after.map(Bound::exclusive), None, Order::Ascending)
        .take(limit)
        .map(|entry| entry.map(|(_, dispute)| dispute))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use cosmwasm_std::testing::MockStorage;

    #[test]
    fn the_record_has_these_bytes() {
        let mut storage = MockStorage::new();
        let reference = Some(Binary::from(b"deal-7"));
        let route = RouteId { peer: 0, token: 1 };
        let mut packet = InFlight { route, amount: 258, timeout_seconds: None, reference };
        save_in_flight(&mut storage, "east", "west.iusd", 7, &packet).unwrap();
        assert_eq!(
            storage.get(b"\x02east/west.iusd\x01\x07").unwrap(),
            b"\x01\0\x01\x06deal-7\x01\x02"
        );
        assert_eq!(in_flight(&storage, "east", "west.iusd", 7).unwrap(), Some(packet.clone()));
        (packet.reference, packet.timeout_seconds) = (None, Some(600));
        save_in_flight(&mut storage, "east", "west.iusd", 256, &packet).unwrap();
        assert_eq!(
            storage.get(b"\x02east/west.iusd\x02\x01\0").unwrap(),
            b"\x02\0\x01\x23\x06\x01\x02"
        );
        assert_eq!(in_flight(&storage, "east", "west.iusd", 256).unwrap(), Some(packet));
    }

    #[test]
    fn a_region_with_packets_is_told_from_one_whose_name_is_longer() {
        let mut storage = MockStorage::new();
        save_in_flight(&mut storage, "east", "", 1, &InFlight::default()).unwrap();
        assert!(any_in_flight(&storage, "east"));
        for other in ["eas", "east-", "east0", "eastx"] {
            assert!(!any_in_flight(&storage, other), "{other}");
        }
        remove_in_flight(&mut storage, "east", "", 1);
        assert!(!any_in_flight(&storage, "east"));
    }

    #[test]
    fn packets_are_paged_within_their_peer_and_token() {
        let mut storage = MockStorage::new();
        let packet = InFlight::default();
        for id in [1, 2, 255, 256, 300, u64::MAX] {
            for (region, token) in
                [("east", ""), ("east", "west.iusd"), ("east", "west.iusd2"), ("eastx", "")]
            {
                save_in_flight(&mut storage, region, token, id, &packet).unwrap();
            }
        }
        for token in ["", "west.iusd"] {
            let ids = |after, limit| -> Vec<u64> {
                let page = in_flight_page(&storage, "east", token, after, limit).unwrap();
                page.iter().map(|(id, _)| *id).collect()
            };
            assert_eq!(ids(None, 30), vec![1, 2, 255, 256, 300, u64::MAX]);
            assert_eq!(ids(Some(2), 2), vec![255, 256]);
            assert_eq!(ids(Some(u64::MAX), 2), Vec::<u64>::new());
        }
        assert_eq!(in_flight_sum(&storage, "eastx", "").unwrap(), (6, 0));
    }
}
