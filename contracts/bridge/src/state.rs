//! The only hands on storage.
//!
//! | key | holds |
//! |---|---|
//! | 0x01 region token | route: limits and sums of one token with one peer |
//! | 0x02 region token id | packet in flight: amount, when it was sent, the sender's reference |
//! | 0x03 contract | token of that contract, gas |
//! | 0x04 channel | open channel: peer's region, own region |
//! | 0x05 region | what sending needs of a peer: own region, prefix, status, channel |
//! | 0x06 token | its contract, gas |
//! | 0x1f | pauses (access) |
//! | config, peers, peer_links, claims, claims_by_owner, disputes | cw-storage-plus |
//!
//! Regions and tokens stand in keys with their length before them. The own region never changes, so
//! the records that hot paths read anyway carry it and nobody reads `config` for it.
//!
//! The file is long because every record's bytes and their tests stand together: peers, tokens,
//! routes, packets in flight, claims and disputes, in this order.

use cosmwasm_schema::cw_serde;
use cosmwasm_std::{Addr, Api, Binary, CanonicalAddr, Order, StdResult, Storage, Uint128};
use cw_storage_plus::{Bound, Item, Map};
use isthmus_access::pause::Scope;
use isthmus_api::packed::{key, Reader, Writer};
use isthmus_api::permission::Contract;

use crate::error::ContractError;
use crate::model::bucket::Bucket;
use crate::model::handshake::Link;
use crate::model::ledger::Route;

const ROUTE: u8 = 0x01;
const IN_FLIGHT: u8 = 0x02;
const TOKEN_OF_CONTRACT: u8 = 0x03;
const CHANNEL: u8 = 0x04;
const PEER: u8 = 0x05;
const TOKEN: u8 = 0x06;

const CONFIG: Item<Config> = Item::new("config");
const PEERS: Map<&str, PeerLink> = Map::new("peers");
const PEER_LINKS: Map<(&str, &str), String> = Map::new("peer_links");
const CLAIMS: Map<(&str, &str, u64), Refund> = Map::new("claims");
const CLAIMS_BY_OWNER: Map<(&Addr, (&str, &str, u64)), ()> = Map::new("claims_by_owner");
const DISPUTES: Map<(&str, &str, u64), Dispute> = Map::new("disputes");

/// Pause of sending.
pub const SEND: Scope = Scope { bit: 0, name: "send" };
/// Pause of receiving.
pub const RECEIVE: Scope = Scope { bit: 1, name: "receive" };

/// Most packets that `ledger` sums up.
const IN_FLIGHT_SUM: usize = 1000;

/// What never changes.
#[cw_serde]
pub struct Config {
    /// This region.
    pub region: String,
    /// The identity contract.
    pub identity: Addr,
}

/// What handshakes and queries need of a peer.
#[cw_serde]
pub struct PeerLink {
    /// Connection on this chain.
    pub connection: String,
    /// Port on the other.
    pub remote_port: String,
    /// Other end of the open channel.
    pub remote_channel: Option<String>,
}

/// What sending needs of a peer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Peer {
    /// This region.
    pub own: String,
    /// Prefix of the addresses there.
    pub prefix: String,
    /// Nothing new may be sent.
    pub draining: bool,
    /// The open channel.
    pub channel: Option<String>,
}

/// A registered token.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    /// Its name.
    pub name: String,
    /// Its contract.
    pub contract: Addr,
    /// Gas of one call.
    pub gas_limit: u32,
}

impl Token {
    /// Its home region: the part before the dot.
    pub fn home(&self) -> &str {
        self.name.split('.').next().unwrap_or_default()
    }
}

/// A packet in flight: what the packet does not say itself, and the amount for those who ask.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct InFlight {
    /// Zero without a token.
    pub amount: u128,
    /// When it was sent, in seconds; zero without a token.
    pub sent_at: u64,
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

// Configuration.

pub fn initialize(storage: &mut dyn Storage, config: &Config) -> StdResult<()> {
    CONFIG.save(storage, config)
}

pub fn config(storage: &dyn Storage) -> StdResult<Config> {
    CONFIG.load(storage)
}

/// The address of another contract of the region, for the permission table.
pub fn contract_address(storage: &dyn Storage, contract: Contract) -> StdResult<Option<Addr>> {
    match contract {
        Contract::Identity => Ok(Some(config(storage)?.identity)),
        Contract::Stablecoin | Contract::Escrow | Contract::Bridge => Ok(None),
    }
}

// Peers and channels.

/// Registers a peer whose region and link are free.
pub fn add_peer(
    storage: &mut dyn Storage,
    region: &str,
    peer: &Peer,
    link: &PeerLink,
) -> StdResult<()> {
    PEERS.save(storage, region, link)?;
    PEER_LINKS.save(storage, (&link.connection, &link.remote_port), &region.to_string())?;
    save_peer(storage, region, peer)
}

pub fn save_peer(storage: &mut dyn Storage, region: &str, peer: &Peer) -> StdResult<()> {
    let channel = peer.channel.as_deref().unwrap_or_default();
    let record = Writer::new(u8::from(peer.draining))
        .short(peer.own.as_bytes())?
        .short(peer.prefix.as_bytes())?
        .short(channel.as_bytes())?;
    storage.set(&key(PEER, &[region.as_bytes()]), &record.finish());
    Ok(())
}

pub fn peer(storage: &dyn Storage, region: &str) -> Result<Peer, ContractError> {
    let bytes = storage.get(&key(PEER, &[region.as_bytes()])).ok_or_else(|| {
        ContractError::UnknownPeer { region: isthmus_api::types::printable(region) }
    })?;
    let mut reader = Reader::new(&bytes);
    let draining = reader.u8()? == 1;
    let own = string(reader.short()?)?;
    let prefix = string(reader.short()?)?;
    let channel = string(reader.short()?)?;
    reader.finish()?;
    Ok(Peer { own, prefix, draining, channel: Some(channel).filter(|c| !c.is_empty()) })
}

pub fn has_peer(storage: &dyn Storage, region: &str) -> bool {
    PEERS.has(storage, region)
}

pub fn peer_link(storage: &dyn Storage, region: &str) -> StdResult<PeerLink> {
    PEERS.load(storage, region)
}

pub fn peer_links(
    storage: &dyn Storage,
    start_after: Option<&str>,
    limit: usize,
) -> StdResult<Vec<(String, PeerLink)>> {
    PEERS
        .range(storage, start_after.map(Bound::exclusive), None, Order::Ascending)
        .take(limit)
        .collect()
}

/// Whose connection and port these are.
pub fn region_of_link(
    storage: &dyn Storage,
    connection: &str,
    port: &str,
) -> StdResult<Option<String>> {
    PEER_LINKS.may_load(storage, (connection, port))
}

/// What a handshake is checked against.
pub fn link(
    storage: &dyn Storage,
    connection: &str,
    port: &str,
) -> Result<Option<Link>, ContractError> {
    let Some(region) = region_of_link(storage, connection, port)? else {
        return Ok(None);
    };
    let registered = peer_link(storage, &region)?;
    let open_channel = peer(storage, &region)?.channel;
    Ok(Some(Link {
        region,
        connection: registered.connection,
        remote_port: registered.remote_port,
        open_channel,
    }))
}

pub fn open_channel(
    storage: &mut dyn Storage,
    region: &str,
    channel: &str,
    remote_channel: &str,
) -> Result<(), ContractError> {
    let mut peer = peer(storage, region)?;
    let record = Writer::default().short(region.as_bytes())?.short(peer.own.as_bytes())?;
    storage.set(&key(CHANNEL, &[channel.as_bytes()]), &record.finish());
    peer.channel = Some(channel.to_string());
    save_peer(storage, region, &peer)?;
    let mut link = peer_link(storage, region)?;
    link.remote_channel = Some(remote_channel.to_string());
    PEERS.save(storage, region, &link)?;
    Ok(())
}

pub fn close_channel(
    storage: &mut dyn Storage,
    region: &str,
    channel: &str,
) -> Result<(), ContractError> {
    let mut peer = peer(storage, region)?;
    let mut link = peer_link(storage, region)?;
    peer.channel = None;
    link.remote_channel = None;
    storage.remove(&key(CHANNEL, &[channel.as_bytes()]));
    save_peer(storage, region, &peer)?;
    PEERS.save(storage, region, &link)?;
    Ok(())
}

/// The peer's region and the own one, by open channel.
pub fn regions_of_channel(
    storage: &dyn Storage,
    channel: &str,
) -> Result<(String, String), ContractError> {
    let bytes = storage.get(&key(CHANNEL, &[channel.as_bytes()])).ok_or_else(|| {
        ContractError::UnknownChannel { channel: isthmus_api::types::printable(channel) }
    })?;
    let mut reader = Reader::new(&bytes);
    let regions = (string(reader.short()?)?, string(reader.short()?)?);
    reader.finish()?;
    Ok(regions)
}

// Tokens.

pub fn save_token(storage: &mut dyn Storage, api: &dyn Api, token: &Token) -> StdResult<()> {
    let contract = api.addr_canonicalize(token.contract.as_str())?;
    let by_name = Writer::default().u32(token.gas_limit).fixed(&contract).finish();
    let by_contract = Writer::default().u32(token.gas_limit).fixed(token.name.as_bytes()).finish();
    storage.set(&key(TOKEN, &[token.name.as_bytes()]), &by_name);
    storage.set(&key(TOKEN_OF_CONTRACT, &[&contract]), &by_contract);
    Ok(())
}

pub fn token(storage: &dyn Storage, api: &dyn Api, name: &str) -> StdResult<Option<Token>> {
    match storage.get(&key(TOKEN, &[name.as_bytes()])) {
        None => Ok(None),
        Some(bytes) => read_token(api, name.as_bytes(), &bytes).map(Some),
    }
}

pub fn token_of_contract(
    storage: &dyn Storage,
    api: &dyn Api,
    contract: &Addr,
) -> StdResult<Option<Token>> {
    let canonical = api.addr_canonicalize(contract.as_str())?;
    let Some(bytes) = storage.get(&key(TOKEN_OF_CONTRACT, &[&canonical])) else {
        return Ok(None);
    };
    let (gas, name) = gas_and_rest(&bytes)?;
    Ok(Some(Token { name: string(name)?, contract: contract.clone(), gas_limit: gas }))
}

pub fn tokens(
    storage: &dyn Storage,
    api: &dyn Api,
    start_after: Option<&str>,
    limit: usize,
) -> StdResult<Vec<Token>> {
    let start = key(TOKEN, &[start_after.unwrap_or_default().as_bytes(), after(start_after)]);
    let end = [TOKEN.saturating_add(1)];
    storage
        .range(Some(&start), Some(&end), Order::Ascending)
        .take(limit)
        .map(|(key, value)| read_token(api, key.get(1..).unwrap_or_default(), &value))
        .collect()
}

fn read_token(api: &dyn Api, name: &[u8], bytes: &[u8]) -> StdResult<Token> {
    let (gas_limit, contract) = gas_and_rest(bytes)?;
    Ok(Token {
        name: string(name)?,
        contract: api.addr_humanize(&CanonicalAddr::from(contract))?,
        gas_limit,
    })
}

fn gas_and_rest(bytes: &[u8]) -> StdResult<(u32, &[u8])> {
    let gas = Reader::new(bytes).u32()?;
    Ok((gas, bytes.get(4..).unwrap_or_default()))
}

// Routes: one packed record of counters and buckets.

const OUTBOUND: u8 = 1;
const INBOUND: u8 = 2;
const CAP: u8 = 4;
const RETURNS: u8 = 8;
const RECEIPTS: u8 = 16;

/// The route; one that was never written lets nothing pass.
pub fn route(storage: &dyn Storage, region: &str, token: &str) -> StdResult<Route> {
    let Some(bytes) = storage.get(&packet_key(ROUTE, region, token, None)?) else {
        return Ok(Route::default());
    };
    let mut reader = Reader::new(&bytes);
    let flags = reader.u8()?;
    let has = |flag: u8| flags & flag != 0;
    let mut route = Route {
        settled_at: small(&mut reader)?,
        sent: number(&mut reader)?,
        sent_count: small(&mut reader)?,
        ..Route::default()
    };
    if has(OUTBOUND) {
        route.outbound = Some(bucket(&mut reader)?);
    }
    if has(INBOUND) {
        route.inbound = Some(bucket(&mut reader)?);
    }
    if has(CAP) {
        route.outstanding_cap = Some(number(&mut reader)?);
    }
    if has(RETURNS) {
        route.refunded = number(&mut reader)?;
        route.refunded_count = small(&mut reader)?;
        route.claimable = number(&mut reader)?;
        route.claimable_count = small(&mut reader)?;
    }
    if has(RECEIPTS) {
        route.received = number(&mut reader)?;
        route.received_count = small(&mut reader)?;
    }
    reader.finish()?;
    Ok(route)
}

pub fn save_route(
    storage: &mut dyn Storage,
    region: &str,
    token: &str,
    route: &Route,
) -> StdResult<()> {
    let returns = route.refunded_count > 0 || route.claimable_count > 0;
    let flag = |set: bool, flag: u8| if set { flag } else { 0 };
    let flags = flag(route.outbound.is_some(), OUTBOUND)
        | flag(route.inbound.is_some(), INBOUND)
        | flag(route.outstanding_cap.is_some(), CAP)
        | flag(returns, RETURNS)
        | flag(route.received_count > 0, RECEIPTS);
    let mut record = Writer::new(flags);
    for value in [u128::from(route.settled_at), route.sent, u128::from(route.sent_count)] {
        record = write_number(record, value)?;
    }
    for bucket in [&route.outbound, &route.inbound].into_iter().flatten() {
        for value in [bucket.capacity, bucket.refill, bucket.used] {
            record = write_number(record, value)?;
        }
    }
    if let Some(cap) = route.outstanding_cap {
        record = write_number(record, cap)?;
    }
    if returns {
        for value in [
            route.refunded,
            u128::from(route.refunded_count),
            route.claimable,
            u128::from(route.claimable_count),
        ] {
            record = write_number(record, value)?;
        }
    }
    if route.received_count > 0 {
        record = write_number(record, route.received)?;
        record = write_number(record, u128::from(route.received_count))?;
    }
    storage.set(&packet_key(ROUTE, region, token, None)?, &record.finish());
    Ok(())
}

fn bucket(reader: &mut Reader) -> StdResult<Bucket> {
    Ok(Bucket { capacity: number(reader)?, refill: number(reader)?, used: number(reader)? })
}

/// A number as its length and its bytes without leading zeros.
fn write_number(writer: Writer, value: u128) -> StdResult<Writer> {
    writer.short(&Writer::default().amount(value))
}

fn number(reader: &mut Reader) -> StdResult<u128> {
    Reader::new(reader.short()?).amount()
}

fn small(reader: &mut Reader) -> StdResult<u64> {
    u64::try_from(number(reader)?)
        .map_err(|_| cosmwasm_std::StdError::parse_err("route", "count above 64 bits"))
}

// Packets in flight.

const REFERENCE: u8 = 1;

pub fn save_in_flight(
    storage: &mut dyn Storage,
    region: &str,
    token: &str,
    id: u64,
    packet: &InFlight,
) -> StdResult<()> {
    let record = match &packet.reference {
        None => Writer::new(0),
        Some(reference) => Writer::new(REFERENCE).short(reference)?,
    };
    let record = write_number(record, u128::from(packet.sent_at))?.amount(packet.amount);
    storage.set(&packet_key(IN_FLIGHT, region, token, Some(id))?, &record);
    Ok(())
}

pub fn in_flight(
    storage: &dyn Storage,
    region: &str,
    token: &str,
    id: u64,
) -> StdResult<Option<InFlight>> {
    match storage.get(&packet_key(IN_FLIGHT, region, token, Some(id))?) {
        None => Ok(None),
        Some(bytes) => read_in_flight(&bytes).map(Some),
    }
}

pub fn remove_in_flight(
    storage: &mut dyn Storage,
    region: &str,
    token: &str,
    id: u64,
) -> StdResult<()> {
    storage.remove(&packet_key(IN_FLIGHT, region, token, Some(id))?);
    Ok(())
}

/// Whether anything to this peer has no outcome yet.
pub fn any_in_flight(storage: &dyn Storage, region: &str) -> StdResult<bool> {
    let start = Writer::new(IN_FLIGHT).short(region.as_bytes())?.finish();
    let end = next_prefix(&start);
    Ok(storage.range(Some(&start), end.as_deref(), Order::Ascending).next().is_some())
}

pub fn in_flight_page(
    storage: &dyn Storage,
    region: &str,
    token: &str,
    start_after: Option<u64>,
    limit: usize,
) -> StdResult<Vec<(u64, InFlight)>> {
    let prefix = packet_key(IN_FLIGHT, region, token, None)?;
    let end = next_prefix(&prefix);
    let start = match start_after.map(|id| id.checked_add(1)) {
        None => prefix.clone(),
        Some(Some(id)) => packet_key(IN_FLIGHT, region, token, Some(id))?,
        Some(None) => return Ok(Vec::new()),
    };
    storage
        .range(Some(&start), end.as_deref(), Order::Ascending)
        .take(limit)
        .map(|(key, value)| {
            let id = Reader::new(key.get(prefix.len()..).unwrap_or_default()).u64()?;
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
    let reference = match reader.u8()? & REFERENCE {
        0 => None,
        _ => Some(Binary::from(reader.short()?)),
    };
    let sent_at = small(&mut reader)?;
    Ok(InFlight { amount: reader.amount()?, sent_at, reference })
}

// Claims and disputes.

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

// Keys.

/// Tag, region and token with their lengths, and the packet's number if it is meant.
fn packet_key(tag: u8, region: &str, token: &str, id: Option<u64>) -> StdResult<Vec<u8>> {
    let key = Writer::new(tag).short(region.as_bytes())?.short(token.as_bytes())?;
    Ok(match id {
        None => key.finish(),
        Some(id) => key.u64(id).finish(),
    })
}

/// What follows a cursor so that the cursor itself is left out.
fn after(cursor: Option<&str>) -> &'static [u8] {
    match cursor {
        None => &[],
        Some(_) => &[0],
    }
}

/// The first key after all that begin with `prefix`.
fn next_prefix(prefix: &[u8]) -> Option<Vec<u8>> {
    let mut next = prefix.to_vec();
    while let Some(last) = next.pop() {
        if let Some(up) = last.checked_add(1) {
            next.push(up);
            return Some(next);
        }
    }
    None
}

fn string(bytes: &[u8]) -> StdResult<String> {
    Ok(String::from_utf8(bytes.to_vec())?)
}

#[cfg(test)]
#[allow(clippy::indexing_slicing)]
mod tests {
    use super::*;
    use cosmwasm_std::testing::{MockApi, MockStorage};
    use proptest::prelude::*;

    /// Every key this contract uses, for good: changing one is a migration.
    const TAGS: &[u8] = &[ROUTE, IN_FLIGHT, TOKEN_OF_CONTRACT, CHANNEL, PEER, TOKEN];
    const NAMES: &[&str] = &[
        "config",
        "peers",
        "peer_links",
        "claims",
        "claims_by_owner",
        "disputes",
        "contract_info",
    ];

    #[test]
    fn storage_keys_are_unique_and_fixed() {
        assert_eq!(TAGS, &[1, 2, 3, 4, 5, 6]);
        assert!(!TAGS.contains(&isthmus_access::pause::PAUSE_KEY[0]));
        let mut names: Vec<&str> = NAMES
            .iter()
            .chain(isthmus_access::owner::KEYS)
            .chain(isthmus_access::roles::KEYS)
            .copied()
            .collect();
        let all = names.len();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), all);
        assert_eq!(CONFIG.as_slice(), b"config");
        assert!(names.iter().all(|n| n.as_bytes()[0].is_ascii_lowercase()));
    }

    #[test]
    fn the_records_have_these_bytes() {
        let mut storage = MockStorage::new();
        let mut route =
            Route { sent: 1_000_000, sent_count: 2, settled_at: 1_700_000_000, ..Route::default() };
        save_route(&mut storage, "east", "west.iusd", &route).unwrap();
        let key = b"\x01\x04east\x09west.iusd";
        assert_eq!(storage.get(key).unwrap(), b"\x00\x04\x65\x53\xf1\x00\x03\x0f\x42\x40\x01\x02");
        route.outstanding_cap = Some(0);
        save_route(&mut storage, "east", "west.iusd", &route).unwrap();
        assert_eq!(super::route(&storage, "east", "west.iusd").unwrap(), route);

        let reference = Some(Binary::from(b"deal-7"));
        let packet = InFlight { amount: 258, sent_at: 1_700_000_000, reference };
        save_in_flight(&mut storage, "east", "west.iusd", 7, &packet).unwrap();
        assert_eq!(
            storage.get(b"\x02\x04east\x09west.iusd\0\0\0\0\0\0\0\x07").unwrap(),
            b"\x01\x06deal-7\x04\x65\x53\xf1\x00\x01\x02"
        );
        assert_eq!(in_flight(&storage, "east", "west.iusd", 7).unwrap(), Some(packet));
        assert!(any_in_flight(&storage, "east").unwrap());
        assert!(!any_in_flight(&storage, "eas").unwrap());
        remove_in_flight(&mut storage, "east", "west.iusd", 7).unwrap();
        assert!(!any_in_flight(&storage, "east").unwrap());
    }

    #[test]
    fn packets_are_paged_within_their_peer_and_token() {
        let mut storage = MockStorage::new();
        let packet = InFlight::default();
        for id in [1, 2, 255, 256, 300] {
            save_in_flight(&mut storage, "east", "", id, &packet).unwrap();
            save_in_flight(&mut storage, "east", "west.iusd", id, &packet).unwrap();
            save_in_flight(&mut storage, "eastx", "", id, &packet).unwrap();
        }
        let ids = |after, limit| -> Vec<u64> {
            let page = in_flight_page(&storage, "east", "", after, limit).unwrap();
            page.iter().map(|(id, _)| *id).collect()
        };
        assert_eq!(ids(None, 30), vec![1, 2, 255, 256, 300]);
        assert_eq!(ids(Some(2), 2), vec![255, 256]);
        assert_eq!(ids(Some(u64::MAX), 2), Vec::<u64>::new());
        assert_eq!(in_flight_sum(&storage, "eastx", "").unwrap(), (5, 0));
    }

    #[test]
    fn tokens_are_found_by_name_and_contract_and_paged() {
        let (mut storage, api) = (MockStorage::new(), MockApi::default());
        let made: Vec<Token> = ["west.aa", "west.aab", "west.ab"]
            .map(|name| Token {
                name: name.to_string(),
                contract: api.addr_make(name),
                gas_limit: 500_000,
            })
            .to_vec();
        made.iter().for_each(|t| save_token(&mut storage, &api, t).unwrap());
        assert_eq!(tokens(&storage, &api, None, 30).unwrap(), made);
        assert_eq!(tokens(&storage, &api, Some("west.aa"), 1).unwrap(), made[1..2]);
        for t in &made {
            assert_eq!(token(&storage, &api, &t.name).unwrap().as_ref(), Some(t));
            let found = token_of_contract(&storage, &api, &t.contract).unwrap();
            assert_eq!(found.as_ref(), Some(t));
        }
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
            (settled_at, sent_count, sent) in any::<(u64, u64, u128)>(),
            (refunded, refunded_count) in (any::<u128>(), 1u64..),
            (claimable, claimable_count) in any::<(u128, u64)>(),
            (received, received_count) in (any::<u128>(), 1u64..),
        ) {
            let route = Route {
                outbound, inbound, outstanding_cap: cap, settled_at, sent, refunded, claimable, received,
                sent_count, refunded_count, claimable_count, received_count,
            };
            let mut storage = MockStorage::new();
            save_route(&mut storage, "east", "", &route).unwrap();
            prop_assert_eq!(super::route(&storage, "east", "").unwrap(), route);
        }
    }
}
