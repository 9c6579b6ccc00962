//! Storage keys as data: what a contract stores, and under which key (architecture.md, D14).
//!
//! Each `state` folder has one `KEYS` table. A record is found by its key for as long as the contract
//! lives, so a table only grows; and no two records may meet under one key, which [`clashes`] finds
//! out, also between a contract's tables and those of the libraries it uses.
//!
//! A packed record stands under a one-byte tag. An item of cw-storage-plus stands under its bare
//! name, a map under its name with the length of the name, two bytes, before it. So a tag is from
//! 0x01 to 0x1f: below every letter, above the zero that a map's key begins with.
//!
//! ```
//! use isthmus_kit::keys::{clashes, listing, Key};
//! const KEYS: &[Key] = &[
//!     Key::tag(0x01, "account -> balance"),
//!     Key::namespace("config", "what is fixed at instantiate"),
//! ];
//! assert_eq!(clashes(&[KEYS, isthmus_kit::owner::KEYS]), [""; 0]);
//! assert_eq!(listing(&[KEYS]), "01 account -> balance\nconfig what is fixed at instantiate\n");
//! ```

use std::fmt;

/// Where records stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Prefix {
    /// One byte before a packed record's own key.
    Tag(u8),
    /// The name of an item or a map of cw-storage-plus.
    Namespace(&'static str),
}

/// One line of a contract's table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Key {
    /// Where the records stand.
    pub prefix: Prefix,
    /// What they are: what follows the prefix, and what is stored.
    pub meaning: &'static str,
}

/// Smallest tag.
const FIRST_TAG: u8 = 0x01;
/// Largest tag.
const LAST_TAG: u8 = 0x1f;

/// Name and version of the contract, which cw2 stores.
pub const CONTRACT_INFO: &[Key] = &[Key::namespace("contract_info", "cw2: name and version")];

impl Key {
    /// Packed records under a tag.
    pub const fn tag(tag: u8, meaning: &'static str) -> Self {
        Self { prefix: Prefix::Tag(tag), meaning }
    }

    /// An item or a map of cw-storage-plus.
    pub const fn namespace(name: &'static str, meaning: &'static str) -> Self {
        Self { prefix: Prefix::Namespace(name), meaning }
    }

    /// Whether a stored key belongs to these records.
    pub fn covers(&self, stored: &[u8]) -> bool {
        match self.prefix {
            Prefix::Tag(tag) => stored.first() == Some(&tag),
            Prefix::Namespace(name) => {
                stored == name.as_bytes() || stored.starts_with(&map_prefix(name))
            }
        }
    }

    /// What is wrong with the key alone.
    fn flaw(&self) -> Option<String> {
        let flaw = match self.prefix {
            Prefix::Tag(FIRST_TAG..=LAST_TAG) => return None,
            Prefix::Tag(_) => "is outside 01 to 1f",
            Prefix::Namespace(name) if name.len() > usize::from(u8::MAX) => "is above 255 bytes",
            Prefix::Namespace(name) if name.bytes().next().is_none_or(|byte| byte <= LAST_TAG) => {
                "does not begin with a character above 1f"
            }
            Prefix::Namespace(_) => return None,
        };
        Some(format!("{self} {flaw}"))
    }

    /// Whether a key of one could be a key of the other.
    fn meets(&self, other: &Self) -> bool {
        match (self.prefix, other.prefix) {
            (Prefix::Tag(one), Prefix::Tag(other)) => one == other,
            (_, Prefix::Namespace(name)) => {
                self.covers(name.as_bytes()) || self.covers(&map_prefix(name))
            }
            (Prefix::Namespace(_), Prefix::Tag(_)) => other.meets(self),
        }
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.prefix {
            Prefix::Tag(tag) => write!(f, "{tag:02x} {}", self.meaning),
            Prefix::Namespace(name) => write!(f, "{name} {}", self.meaning),
        }
    }
}

/// What all keys of a map begin with: the name, after its length in two bytes.
fn map_prefix(name: &str) -> Vec<u8> {
    let length = u16::try_from(name.len()).unwrap_or(u16::MAX);
    [&length.to_be_bytes(), name.as_bytes()].concat()
}

/// Every key that cannot stand as it is, and every pair of which a key of one could be a key of the
/// other, in words. Empty if all is well.
pub fn clashes(tables: &[&[Key]]) -> Vec<String> {
    let keys = tables.concat();
    let mut found: Vec<String> = keys.iter().filter_map(Key::flaw).collect();
    for (at, key) in keys.iter().enumerate() {
        let earlier =
            keys.iter().take(at).filter(|earlier| earlier.meets(key) || key.meets(earlier));
        found.extend(earlier.map(|earlier| format!("{key} meets {earlier}")));
    }
    found
}

/// The line of the tables to which a stored key belongs.
pub fn find<'a>(tables: &[&'a [Key]], stored: &[u8]) -> Option<&'a Key> {
    tables.iter().flat_map(|table| table.iter()).find(|key| key.covers(stored))
}

/// The names of items and maps in the tables.
pub fn namespaces(tables: &[&[Key]]) -> Vec<&'static str> {
    let names = tables.iter().flat_map(|table| table.iter()).map(|key| key.prefix);
    names
        .filter_map(|prefix| match prefix {
            Prefix::Namespace(name) => Some(name),
            Prefix::Tag(_) => None,
        })
        .collect()
}

/// The tables as text, a line for each key, to compare with what they were.
pub fn listing(tables: &[&[Key]]) -> String {
    tables.iter().flat_map(|table| table.iter()).map(|key| format!("{key}\n")).collect()
}

#[cfg(test)]
#[allow(clippy::indexing_slicing)]
mod tests {
    use super::*;
    use cosmwasm_std::testing::MockStorage;
    use cosmwasm_std::{Order, Storage};
    use cw_storage_plus::{Item, Map};

    #[test]
    fn equal_keys_meet() {
        let tags = [Key::tag(1, "one"), Key::tag(2, "two"), Key::tag(1, "three")];
        assert_eq!(clashes(&[&tags]), ["01 three meets 01 one"]);
        let names = [Key::namespace("deals", "a"), Key::namespace("deal", "b")];
        assert_eq!(clashes(&[&names]), [""; 0], "the length stands before the name of a map");
        assert_eq!(clashes(&[&names, &names[..1]]), ["deals a meets deals a"]);
    }

    #[test]
    fn a_tag_stays_below_every_name_and_above_every_length() {
        let outside = [Key::tag(0, "maps"), Key::tag(0x20, "space"), Key::namespace("a", "map")];
        assert_eq!(
            clashes(&[&outside]),
            ["00 maps is outside 01 to 1f", "20 space is outside 01 to 1f", "a map meets 00 maps"]
        );
        assert_eq!(clashes(&[&[Key::tag(0x1f, "last"), Key::tag(0x01, "first")]]), [""; 0]);
    }

    #[test]
    fn a_name_is_neither_empty_nor_a_control_character_nor_longer_than_one_byte_counts() {
        const LONG: &str = concat!(
            "0123456789012345678901234567890123456789012345678901234567890123",
            "0123456789012345678901234567890123456789012345678901234567890123",
            "0123456789012345678901234567890123456789012345678901234567890123",
            "0123456789012345678901234567890123456789012345678901234567890123",
        );
        let names = [Key::namespace("", "x"), Key::namespace("\u{1}", "y"), Key::tag(1, "tag")];
        let found = clashes(&[&names]);
        assert_eq!(found.len(), 3, "{found:?}");
        assert!(found[0].starts_with(" x does not begin"), "{found:?}");
        let found = clashes(&[&[Key::namespace(LONG, "z"), Key::tag(1, "tag")]]);
        assert_eq!(found.len(), 2, "its length begins with 01: {found:?}");
        assert!(found[0].ends_with("z is above 255 bytes") && found[1].starts_with("01 tag meets"));
    }

    /// An item may be named so that it stands where a map does.
    #[test]
    fn an_item_that_spells_the_beginning_of_a_map_meets_it() {
        let names = [Key::namespace("\u{0}\u{5}deals", "item"), Key::namespace("deals", "map")];
        assert!(clashes(&[&names])
            .iter()
            .any(|clash| clash.ends_with("meets \u{0}\u{5}deals item")));
    }

    #[test]
    fn what_cw_storage_plus_writes_is_found_in_the_table() {
        const KEYS: &[Key] = &[
            Key::namespace("config", "item"),
            Key::namespace("conf", "map"),
            Key::tag(0x02, "packed"),
        ];
        let mut storage = MockStorage::new();
        Item::new("config").save(&mut storage, &1u8).unwrap();
        Map::new("conf").save(&mut storage, ("a", 5u64), &1u8).unwrap();
        storage.set(&[0x02, 7], b"x");
        let stored = storage.range(None, None, Order::Ascending);
        let found: Vec<_> = stored.map(|(key, _)| find(&[KEYS], &key).unwrap().meaning).collect();
        assert_eq!(found, ["map", "packed", "item"]);
        assert_eq!(find(&[KEYS], b"confi"), None);
        assert_eq!(find(&[KEYS], b""), None);
    }
}
