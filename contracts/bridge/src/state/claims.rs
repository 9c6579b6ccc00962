//! Refunds that wait to be claimed, and packets that the owner decides about. A record says only what
//! its key does not.

use cosmwasm_std::{Addr, Binary, Order, StdResult, Storage, Uint128};
use cw_storage_plus::{Bound, Map};
use isthmus_api::types::TokenId;
use isthmus_wire::wire;

use super::{region, token};
use crate::model::packet::{PacketId, Refund};

/// Region, token (empty for none) and number of a packet.
type Key<'a> = (&'a str, &'a str, u64);

pub(super) const CLAIMS: Map<Key, Owed> = Map::new("claims");
pub(super) const CLAIMS_BY_OWNER: Map<(&Addr, Key), ()> = Map::new("claims_by_owner");
pub(super) const DISPUTES: Map<Key, DisputeRecord> = Map::new("disputes");

/// Who is paid back, and what.
#[wire]
pub(super) struct Owed {
    owner: Addr,
    amount: Uint128,
    reference: Option<Binary>,
}

#[wire]
pub(super) struct DisputeRecord {
    refund: Option<Owed>,
    cause: String,
    disputed_at: u64,
}

/// A packet the owner decides about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dispute {
    /// Which.
    pub packet: PacketId,
    /// What a refund would be; none for a packet that carries no money.
    pub refund: Option<Refund>,
    /// Why, in words.
    pub cause: String,
    /// When.
    pub disputed_at: u64,
}

pub fn save_claim(storage: &mut dyn Storage, claim: &Refund) -> StdResult<()> {
    CLAIMS.save(storage, claim_key(claim), &owed(claim))?;
    CLAIMS_BY_OWNER.save(storage, (&claim.owner, claim_key(claim)), &())
}

pub fn may_load_claim(storage: &dyn Storage, packet: &PacketId) -> StdResult<Option<Refund>> {
    let owed = CLAIMS.may_load(storage, key(packet))?;
    Ok(owed.and_then(|owed| refund(packet, owed)))
}

pub fn remove_claim(storage: &mut dyn Storage, claim: &Refund) {
    CLAIMS.remove(storage, claim_key(claim));
    CLAIMS_BY_OWNER.remove(storage, (&claim.owner, claim_key(claim)));
}

pub fn list_claims(
    storage: &dyn Storage,
    start_after: Option<&PacketId>,
    limit: usize,
) -> StdResult<Vec<Refund>> {
    let start = start_after.map(|packet| Bound::exclusive(key(packet)));
    CLAIMS
        .range(storage, start, None, Order::Ascending)
        .take(limit)
        .filter_map(|entry| {
            let claim = entry.and_then(|(key, owed)| Ok(refund(&packet(key)?, owed)));
            claim.transpose()
        })
        .collect()
}

pub fn list_claims_of(
    storage: &dyn Storage,
    owner: &Addr,
    start_after: Option<&PacketId>,
    limit: usize,
) -> StdResult<Vec<Refund>> {
    let start = start_after.map(|packet| Bound::exclusive(key(packet)));
    CLAIMS_BY_OWNER
        .prefix(owner)
        .keys(storage, start, None, Order::Ascending)
        .take(limit)
        .filter_map(|key| {
            let claim = key.and_then(|key| may_load_claim(storage, &packet(key)?));
            claim.transpose()
        })
        .collect()
}

pub fn save_dispute(storage: &mut dyn Storage, dispute: &Dispute) -> StdResult<()> {
    let record = DisputeRecord {
        refund: dispute.refund.as_ref().map(owed),
        cause: dispute.cause.clone(),
        disputed_at: dispute.disputed_at,
    };
    DISPUTES.save(storage, key(&dispute.packet), &record)
}

pub fn may_load_dispute(storage: &dyn Storage, packet: &PacketId) -> StdResult<Option<Dispute>> {
    let record = DISPUTES.may_load(storage, key(packet))?;
    Ok(record.map(|record| dispute(packet.clone(), record)))
}

pub fn remove_dispute(storage: &mut dyn Storage, packet: &PacketId) {
    DISPUTES.remove(storage, key(packet));
}

pub fn list_disputes(
    storage: &dyn Storage,
    start_after: Option<&PacketId>,
    limit: usize,
) -> StdResult<Vec<Dispute>> {
    let start = start_after.map(|packet| Bound::exclusive(key(packet)));
    DISPUTES
        .range(storage, start, None, Order::Ascending)
        .take(limit)
        .map(|entry| entry.and_then(|(key, record)| Ok(dispute(packet(key)?, record))))
        .collect()
}

fn key(packet: &PacketId) -> Key<'_> {
    (packet.region.as_str(), packet.token.as_ref().map_or("", TokenId::as_str), packet.id)
}

fn claim_key(claim: &Refund) -> Key<'_> {
    (claim.region.as_str(), claim.token.as_str(), claim.id)
}

fn packet((name, token_name, id): (String, String, u64)) -> StdResult<PacketId> {
    let token = if token_name.is_empty() { None } else { Some(token(&token_name)?) };
    Ok(PacketId { region: region(&name)?, token, id })
}

fn owed(refund: &Refund) -> Owed {
    Owed { owner: refund.owner.clone(), amount: refund.amount, reference: refund.reference.clone() }
}

/// None for a packet without a token, which owes nothing.
fn refund(packet: &PacketId, owed: Owed) -> Option<Refund> {
    Some(Refund {
        region: packet.region.clone(),
        token: packet.token.clone()?,
        id: packet.id,
        owner: owed.owner,
        amount: owed.amount,
        reference: owed.reference,
    })
}

fn dispute(packet: PacketId, record: DisputeRecord) -> Dispute {
    let refund = record.refund.and_then(|owed| refund(&packet, owed));
    Dispute { packet, refund, cause: record.cause, disputed_at: record.disputed_at }
}

#[cfg(test)]
mod tests {
    use super::*;
    use cosmwasm_std::testing::MockStorage;

    fn claim(owner: &str, token: &str, id: u64) -> Refund {
        let packet = PacketId::new("east", Some(token), id).unwrap();
        let owner = Addr::unchecked(owner);
        let owed = Owed { owner, amount: Uint128::new(5), reference: None };
        refund(&packet, owed).unwrap()
    }

    #[test]
    fn claims_are_found_by_packet_and_by_owner() {
        let mut storage = MockStorage::new();
        let made = [
            claim("ana", "west.aa", 1),
            claim("ana", "west.aa", 2),
            claim("bob", "west.aa", 3),
            claim("ana", "west.bb", 1),
        ];
        made.iter().for_each(|claim| save_claim(&mut storage, claim).unwrap());
        let [first, second, third, last] = &made;
        assert_eq!(list_claims(&storage, None, 30).unwrap(), made);
        let page = list_claims(&storage, Some(&second.packet()), 1).unwrap();
        assert_eq!(page, std::slice::from_ref(third));
        let ana = Addr::unchecked("ana");
        let page = list_claims_of(&storage, &ana, Some(&first.packet()), 30).unwrap();
        assert_eq!(page, [second.clone(), last.clone()]);
        remove_claim(&mut storage, second);
        assert_eq!(may_load_claim(&storage, &second.packet()).unwrap(), None);
        assert_eq!(may_load_claim(&storage, &third.packet()).unwrap().as_ref(), Some(third));
        assert_eq!(list_claims_of(&storage, &ana, None, 30).unwrap().len(), 2);
    }

    #[test]
    fn a_dispute_without_a_token_owes_nothing_and_comes_before_those_with_one() {
        let mut storage = MockStorage::new();
        let dispute = |packet: PacketId, refund| Dispute {
            packet,
            refund,
            cause: "unreadable".to_string(),
            disputed_at: 7,
        };
        let money = claim("ana", "west.aa", 1);
        let with = dispute(money.packet(), Some(money));
        let without = dispute(PacketId::new("east", None, 1).unwrap(), None);
        for dispute in [&with, &without] {
            save_dispute(&mut storage, dispute).unwrap();
            let read = may_load_dispute(&storage, &dispute.packet).unwrap();
            assert_eq!(read.as_ref(), Some(dispute));
        }
        assert_eq!(list_disputes(&storage, None, 30).unwrap(), [without.clone(), with.clone()]);
        let page = list_disputes(&storage, Some(&without.packet), 30).unwrap();
        assert_eq!(page, [with]);
        remove_dispute(&mut storage, &without.packet);
        assert_eq!(may_load_dispute(&storage, &without.packet).unwrap(), None);
    }
}
