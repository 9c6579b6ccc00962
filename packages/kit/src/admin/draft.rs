//! Storage that is written to in vain: what a change would do, before it may be done.

use cosmwasm_std::{Order, Record, Storage};

/// What is written over a storage that stays as it is. A range shows the storage below and nothing that is
/// written, which no rule counts.
pub(super) struct Draft<'a> {
    below: &'a dyn Storage,
    written: Vec<(Vec<u8>, Option<Vec<u8>>)>,
}

impl<'a> Draft<'a> {
    pub(super) fn of(below: &'a dyn Storage) -> Self {
        Self { below, written: Vec::new() }
    }
}

impl Storage for Draft<'_> {
    fn get(&self, key: &[u8]) -> Option<Vec<u8>> {
        let last = self.written.iter().rev().find(|(written, _)| written == key);
        last.map_or_else(|| self.below.get(key), |(_, value)| value.clone())
    }

    fn set(&mut self, key: &[u8], value: &[u8]) {
        self.written.push((key.to_vec(), Some(value.to_vec())));
    }

    fn remove(&mut self, key: &[u8]) {
        self.written.push((key.to_vec(), None));
    }

    fn range<'s>(
        &'s self,
        start: Option<&[u8]>,
        end: Option<&[u8]>,
        order: Order,
    ) -> Box<dyn Iterator<Item = Record> + 's> {
        self.below.range(start, end, order)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use cosmwasm_std::testing::MockStorage;

    #[test]
    fn what_is_written_is_read_back_and_nothing_is_stored() {
        let mut below = MockStorage::new();
        below.set(b"a", b"1");
        below.set(b"b", b"2");
        let before: Vec<Record> = below.range(None, None, Order::Ascending).collect();
        let mut draft = Draft::of(&below);
        draft.set(b"a", b"3");
        draft.set(b"a", b"4");
        draft.remove(b"b");
        draft.set(b"c", b"5");
        let read: Vec<_> = [b"a", b"b", b"c", b"d"].iter().map(|key| draft.get(*key)).collect();
        assert_eq!(read, [Some(b"4".to_vec()), None, Some(b"5".to_vec()), None]);
        let range: Vec<Record> = draft.range(None, None, Order::Ascending).collect();
        assert_eq!(range, before);
    }
}
