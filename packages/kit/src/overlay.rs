//! Storage over a storage: what is written to it is read back from it and stays there, until it is applied
//! or thrown away.
//!
//! A message that makes many movements reads each record once and writes each once, and an item of a batch
//! obeys exactly what a message alone obeys. And what a change would do is seen before it may be done.

use std::cell::RefCell;

use cosmwasm_std::{Order, Record, Storage};

/// A record: as it is stored, and as it is here.
struct Entry {
    key: Vec<u8>,
    stored: Option<Vec<u8>>,
    now: Option<Vec<u8>>,
}

/// Reads through, keeps what it read, and writes nothing until its changes are applied.
pub struct Overlay<'a> {
    below: &'a dyn Storage,
    /// In the order of the keys. A tree would be no faster for the few hundred records of the longest list,
    /// and takes more code.
    entries: RefCell<Vec<Entry>>,
}

/// What was changed in an overlay.
pub struct Changes(Vec<(Vec<u8>, Option<Vec<u8>>)>);

impl<'a> Overlay<'a> {
    /// Over a storage.
    pub fn new(below: &'a dyn Storage) -> Self {
        Self { below, entries: RefCell::default() }
    }

    /// What was changed, in the order of the keys. A record that is again what it was is not among it.
    pub fn changes(self) -> Changes {
        let entries = self.entries.into_inner().into_iter();
        let changed = entries.filter(|entry| entry.stored != entry.now);
        Changes(changed.map(|entry| (entry.key, entry.now)).collect())
    }

    #[inline(never)]
    fn put(&mut self, key: &[u8], now: Option<Vec<u8>>) {
        let entries = self.entries.get_mut();
        match find(entries, key) {
            Ok(at) => {
                if let Some(entry) = entries.get_mut(at) {
                    entry.now = now;
                }
            }
            Err(at) => {
                let stored = self.below.get(key);
                entries.insert(at, Entry { key: key.to_vec(), stored, now });
            }
        }
    }
}

/// Where the record is, or where it belongs.
fn find(entries: &[Entry], key: &[u8]) -> Result<usize, usize> {
    entries.binary_search_by(|entry| entry.key.as_slice().cmp(key))
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

impl Storage for Overlay<'_> {
    #[inline(never)]
    fn get(&self, key: &[u8]) -> Option<Vec<u8>> {
        let mut entries = self.entries.borrow_mut();
        match find(&entries, key) {
            Ok(at) => entries.get(at).and_then(|entry| entry.now.clone()),
            Err(at) => {
                let stored = self.below.get(key);
                let now = stored.clone();
                entries.insert(at, Entry { key: key.to_vec(), stored: stored.clone(), now });
                stored
            }
        }
    }

    fn set(&mut self, key: &[u8], value: &[u8]) {
        self.put(key, Some(value.to_vec()));
    }

    fn remove(&mut self, key: &[u8]) {
        self.put(key, None);
    }

    /// What is stored, without what was changed: no movement goes through a range (`tests/it/hot_path.rs` of
    /// the stablecoin fails if one does), and no rule counts what a change writes.
    fn range<'b>(
        &'b self,
        start: Option<&[u8]>,
        end: Option<&[u8]>,
        order: Order,
    ) -> Box<dyn Iterator<Item = Record> + 'b> {
        self.below.range(start, end, order)
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
        let mut overlay = Overlay::new(&storage);
        overlay.remove(b"e");
        overlay.set(b"d", b"4");
        overlay.remove(b"c");
        overlay.set(b"a", b"2");
        overlay.set(b"a", b"1");
        overlay.set(b"b", b"2");
        assert_eq!(overlay.get(b"a").unwrap(), b"1");
        assert_eq!(overlay.get(b"b").unwrap(), b"2");
        assert_eq!((overlay.get(b"c"), overlay.get(b"e")), (None, None));
        let changes = overlay.changes();
        let changed: Vec<_> = changes.0.iter().map(|(key, _)| key.as_slice()).collect();
        assert_eq!(changed, [b"b", b"c", b"d"]);
        assert_eq!(storage.get(b"b").unwrap(), b"1");
        changes.apply(&mut storage);
        assert_eq!(storage.get(b"b").unwrap(), b"2");
        assert_eq!((storage.get(b"c"), storage.get(b"d").unwrap()), (None, b"4".to_vec()));
    }

    #[test]
    fn what_is_written_is_read_back_and_nothing_is_stored() {
        let mut below = MockStorage::new();
        below.set(b"a", b"1");
        below.set(b"b", b"2");
        let before: Vec<Record> = below.range(None, None, Order::Ascending).collect();
        let mut overlay = Overlay::new(&below);
        overlay.set(b"a", b"3");
        overlay.set(b"a", b"4");
        overlay.remove(b"b");
        overlay.set(b"c", b"5");
        let read: Vec<_> = [b"a", b"b", b"c", b"d"].iter().map(|key| overlay.get(*key)).collect();
        assert_eq!(read, [Some(b"4".to_vec()), None, Some(b"5".to_vec()), None]);
        let range: Vec<Record> = overlay.range(None, None, Order::Ascending).collect();
        assert_eq!(range, before);
    }
}
