//! Storage that reads each record once and writes each record once, for messages that make many
//! movements: what an item of a batch obeys is exactly what a message alone obeys.

use std::cell::RefCell;
use std::collections::BTreeMap;

use cosmwasm_std::{Order, Record, Storage};

/// A record: as it was stored, and as it is now.
struct Entry {
    stored: Option<Vec<u8>>,
    now: Option<Vec<u8>>,
}

/// Reads through, keeps what it read, and writes nothing until its changes are applied.
pub struct Cache<'a> {
    inner: &'a dyn Storage,
    entries: RefCell<BTreeMap<Vec<u8>, Entry>>,
}

/// What a cache changed.
pub struct Changes(Vec<(Vec<u8>, Option<Vec<u8>>)>);

impl<'a> Cache<'a> {
    /// In front of a storage.
    pub fn new(inner: &'a dyn Storage) -> Self {
        Self { inner, entries: RefCell::default() }
    }

    /// What changed, in the order of the keys. A record that is again what it was is not among it.
    pub fn flush(self) -> Changes {
        let entries = self.entries.into_inner().into_iter();
        let changed = entries.filter(|(_, entry)| entry.stored != entry.now);
        Changes(changed.map(|(key, entry)| (key, entry.now)).collect())
    }

    fn put(&mut self, key: &[u8], now: Option<Vec<u8>>) {
        let entries = self.entries.get_mut();
        match entries.get_mut(key) {
            Some(entry) => entry.now = now,
            None => {
                let stored = self.inner.get(key);
                entries.insert(key.to_vec(), Entry { stored, now });
            }
        }
    }
}

impl Changes {
    /// Writes them.
    pub fn apply(self, storage: &mut dyn Storage) {
        for (key, value) in self.0 {
            match value {
                Some(value) => storage.set(&key, &value),
                None => storage.remove(&key),
            }
        }
    }
}

impl Storage for Cache<'_> {
    fn get(&self, key: &[u8]) -> Option<Vec<u8>> {
        let mut entries = self.entries.borrow_mut();
        if let Some(entry) = entries.get(key) {
            return entry.now.clone();
        }
        let stored = self.inner.get(key);
        let entry = Entry { stored: stored.clone(), now: stored.clone() };
        entries.insert(key.to_vec(), entry);
        stored
    }

    fn set(&mut self, key: &[u8], value: &[u8]) {
        self.put(key, Some(value.to_vec()));
    }

    fn remove(&mut self, key: &[u8]) {
        self.put(key, None);
    }

    /// What is stored, without the changes: no movement goes through a range, and
    /// `tests/it/hot_path.rs` fails if one does.
    fn range<'b>(
        &'b self,
        start: Option<&[u8]>,
        end: Option<&[u8]>,
        order: Order,
    ) -> Box<dyn Iterator<Item = Record> + 'b> {
        self.inner.range(start, end, order)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use cosmwasm_std::testing::MockStorage;

    #[test]
    fn only_what_changed_is_written_and_only_when_applied() {
        let mut storage = MockStorage::new();
        for key in [b"a", b"b", b"c"] {
            storage.set(key, b"1");
        }
        let mut cache = Cache::new(&storage);
        cache.set(b"a", b"2");
        cache.set(b"a", b"1");
        cache.set(b"b", b"2");
        cache.remove(b"c");
        cache.set(b"d", b"4");
        cache.remove(b"e");
        assert_eq!(cache.get(b"a").unwrap(), b"1");
        assert_eq!(cache.get(b"b").unwrap(), b"2");
        assert_eq!((cache.get(b"c"), cache.get(b"e")), (None, None));
        let changes = cache.flush();
        let changed: Vec<_> = changes.0.iter().map(|(key, _)| key.as_slice()).collect();
        assert_eq!(changed, [b"b", b"c", b"d"]);
        assert_eq!(storage.get(b"b").unwrap(), b"1");
        changes.apply(&mut storage);
        assert_eq!(storage.get(b"b").unwrap(), b"2");
        assert_eq!((storage.get(b"c"), storage.get(b"d").unwrap()), (None, b"4".to_vec()));
    }
}
