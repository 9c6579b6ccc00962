//! Status lists: which changes are allowed, and the chunks they touch.

use std::collections::BTreeMap;

use isthmus_api::gate::{status_in, with_status, CHUNK_BYTES, CHUNK_SLOTS};
use isthmus_api::identity::{StatusUpdate, MAX_LIST_SIZE, MAX_STATUS_UPDATES, MIN_LIST_SIZE};
use isthmus_api::packet::AttestedStatus;
use isthmus_api::types::{self, InputError};
use isthmus_wire::wire;

use super::did::DidId;
use crate::error::ContractError;

/// A status list.
#[wire]
pub struct StatusList {
    /// Id of its issuer's DID.
    pub issuer: DidId,
    /// Entries.
    pub size: u32,
    /// Rises by one with every change.
    pub epoch: u64,
    /// When it last changed.
    pub updated_at: u64,
}

impl StatusList {
    /// A list in which everything is valid.
    pub fn create(issuer: DidId, size: u32, now: u64) -> Result<Self, ContractError> {
        Ok(Self {
            issuer,
            size: types::within("size", size, (MIN_LIST_SIZE, MAX_LIST_SIZE))?,
            epoch: 0,
            updated_at: now,
        })
    }

    /// An index inside the list.
    pub fn checked_index(&self, index: u32) -> Result<u32, InputError> {
        types::within("index", index, (0, self.size.saturating_sub(1)))
    }

    /// The list after a change.
    pub fn changed(mut self, now: u64) -> Self {
        self.epoch = self.epoch.saturating_add(1);
        self.updated_at = now;
        self
    }

    /// The changes by chunk, so that each chunk is read and written once however many of its
    /// entries change.
    pub fn by_chunk(
        &self,
        updates: Vec<StatusUpdate>,
    ) -> Result<BTreeMap<u32, Vec<StatusUpdate>>, ContractError> {
        types::at_most("updates", &updates, MAX_STATUS_UPDATES)?;
        if updates.is_empty() {
            return Err(InputError::Range { field: "updates", min: 1, max: 100, given: 0 }.into());
        }
        let mut chunks: BTreeMap<u32, Vec<StatusUpdate>> = BTreeMap::new();
        for update in updates {
            let index = self.checked_index(update.index)?;
            let chunk = index.checked_div(CHUNK_SLOTS).unwrap_or_default();
            chunks.entry(chunk).or_default().push(update);
        }
        Ok(chunks)
    }
}

/// A chunk after changes. A suspension can be lifted, a revocation cannot.
pub fn apply(
    list: u32,
    chunk: [u8; CHUNK_BYTES],
    updates: &[StatusUpdate],
) -> Result<[u8; CHUNK_BYTES], ContractError> {
    updates.iter().try_fold(chunk, |chunk, update| {
        let before = status_in(Some(&chunk), update.index);
        let revoked = before == Some(AttestedStatus::Revoked);
        if revoked && update.status != AttestedStatus::Revoked {
            return Err(ContractError::RevocationFinal {
                what: format!("index {} of list {list}", update.index),
            });
        }
        Ok(with_status(chunk, update.index, update.status))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use AttestedStatus::{Revoked, Suspended, Valid};

    fn list() -> StatusList {
        StatusList::create(DidId([1; 20]), MIN_LIST_SIZE, 5).unwrap()
    }

    fn set(index: u32, status: AttestedStatus) -> StatusUpdate {
        StatusUpdate { index, status }
    }

    /// Bug row 20: first, byte edges, last, and one beyond.
    #[test]
    fn an_index_is_inside_the_list() {
        for index in [0, 3, 4, 7, 8, 1_023, 1_024, MIN_LIST_SIZE - 1] {
            assert_eq!(list().checked_index(index), Ok(index));
        }
        assert!(list().checked_index(MIN_LIST_SIZE).is_err());
        assert!(list().checked_index(u32::MAX).is_err());
        for size in [0, 1, MIN_LIST_SIZE - 1, MAX_LIST_SIZE + 1, u32::MAX] {
            assert!(StatusList::create(DidId([1; 20]), size, 5).is_err(), "{size}");
        }
    }

    #[test]
    fn a_change_list_is_neither_empty_nor_too_long() {
        assert!(list().by_chunk(vec![]).is_err());
        assert!(list().by_chunk(vec![set(1, Revoked); 101]).is_err());
        let chunks = list().by_chunk(vec![set(1, Revoked), set(1_024, Revoked), set(2, Revoked)]);
        let sizes: Vec<_> = chunks.unwrap().values().map(Vec::len).collect();
        assert_eq!(sizes, [2, 1]);
    }

    fn any_status() -> impl Strategy<Value = AttestedStatus> {
        prop_oneof![Just(Valid), Just(Suspended), Just(Revoked)]
    }

    proptest! {
        /// I7: whatever is tried, in whatever order, what was revoked stays revoked.
        #[test]
        fn revocation_is_final(tries in prop::collection::vec((0u32..64, any_status()), 1..200)) {
            let mut chunk = [0u8; CHUNK_BYTES];
            let mut revoked = std::collections::BTreeSet::new();
            for (index, status) in tries {
                match apply(1, chunk, &[set(index, status)]) {
                    Ok(next) => {
                        prop_assert!(!revoked.contains(&index) || status == Revoked);
                        prop_assert_eq!(status_in(Some(&next), index), Some(status));
                        chunk = next;
                    }
                    Err(_) => prop_assert!(revoked.contains(&index)),
                }
                if status == Revoked {
                    revoked.insert(index);
                }
                for index in &revoked {
                    prop_assert_eq!(status_in(Some(&chunk), *index), Some(Revoked));
                }
            }
        }
    }
}
