//! Storage of one chain, with a journal: an IBC step that writes before it calls a contract is
//! undone as a whole when the contract panics or refuses.

use cosmwasm_std::{Order, Record, Storage};
use std::collections::BTreeMap;
use std::ops::Bound;

/// Keys, and while a step runs, what they held before it.
#[derive(Default)]
pub struct JournaledStorage {
    data: BTreeMap<Vec<u8>, Vec<u8>>,
    journal: Option<Vec<Before>>,
}

/// A key and what it held.
type Before = (Vec<u8>, Option<Vec<u8>>);

impl JournaledStorage {
    /// Begins a step.
    pub fn begin(&mut self) {
        self.journal = Some(Vec::new());
    }

    /// Keeps what the step wrote.
    pub fn commit(&mut self) {
        self.journal = None;
    }

    /// Undoes what the step wrote.
    pub fn rollback(&mut self) {
        for (key, before) in self.journal.take().unwrap_or_default().into_iter().rev() {
            match before {
                Some(value) => self.data.insert(key, value),
                None => self.data.remove(&key),
            };
        }
    }

    fn note(&mut self, key: &[u8]) {
        let before = self.data.get(key).cloned();
        if let Some(journal) = &mut self.journal {
            journal.push((key.to_vec(), before));
        }
    }
}

impl Storage for JournaledStorage {
    fn get(&self, key: &[u8]) -> Option<Vec<u8>> {
        self.data.get(key).cloned()
    }

    fn range<'a>(
        &'a self,
        start: Option<&[u8]>,
        end: Option<&[u8]>,
        order: Order,
    ) -> Box<dyn Iterator<Item = Record> + 'a> {
        if matches!((start, end), (Some(start), Some(end)) if start > end) {
            return Box::new(std::iter::empty());
        }
        let bounds = (
            start.map_or(Bound::Unbounded, |key| Bound::Included(key.to_vec())),
            end.map_or(Bound::Unbounded, |key| Bound::Excluded(key.to_vec())),
        );
        let records = self.data.range(bounds).map(|(key, value)| (key.clone(), value.clone()));
        match order {
            Order::Ascending => Box::new(records),
            Order::Descending => Box::new(records.rev()),
        }
    }

    fn set(&mut self, key: &[u8], value: &[u8]) {
        self.note(key);
        self.data.insert(key.to_vec(), value.to_vec());
    }

    fn remove(&mut self, key: &[u8]) {
        self.note(key);
        self.data.remove(key);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rolled_back_step_leaves_every_key_as_it_was() {
        let mut storage = JournaledStorage::default();
        storage.set(b"a", b"1");
        storage.set(b"b", b"1");
        let before = storage.data.clone();
        storage.begin();
        storage.set(b"a", b"2");
        storage.set(b"a", b"3");
        storage.remove(b"b");
        storage.set(b"b", b"4");
        storage.set(b"c", b"5");
        storage.rollback();
        assert_eq!(storage.data, before);
        storage.begin();
        storage.set(b"c", b"5");
        storage.commit();
        storage.rollback();
        assert_eq!(storage.get(b"c"), Some(b"5".to_vec()));
    }
}
