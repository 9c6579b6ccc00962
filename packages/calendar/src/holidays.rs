//! Holidays as they are stored: one bit each, in chunks of 512 days.

use std::collections::BTreeMap;

use crate::date::Day;

/// Bytes of one chunk of holidays.
pub const CHUNK_BYTES: usize = 64;
/// Days of one chunk.
pub const CHUNK_DAYS: u32 = 512;

/// Holidays by chunk of 512 days; a missing chunk has none.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Holidays(BTreeMap<u32, [u8; CHUNK_BYTES]>);

impl Holidays {
    /// The number of the chunk that a day is in.
    pub fn chunk_of(day: Day) -> u32 {
        day.checked_div(CHUNK_DAYS).unwrap_or(0)
    }

    /// Adds a chunk as it was stored.
    pub fn insert(&mut self, chunk: u32, bytes: [u8; CHUNK_BYTES]) {
        self.0.insert(chunk, bytes);
    }

    /// The chunks, for storing.
    pub fn chunks(&self) -> impl Iterator<Item = (u32, &[u8; CHUNK_BYTES])> {
        self.0.iter().map(|(chunk, bytes)| (*chunk, bytes))
    }

    /// Makes a day a holiday.
    pub fn add(&mut self, day: Day) {
        let (byte, mask) = bit_of(day);
        let chunk = self.0.entry(Self::chunk_of(day)).or_insert([0; CHUNK_BYTES]);
        if let Some(byte) = chunk.get_mut(byte) {
            *byte |= mask;
        }
    }

    /// Whether a day is a holiday.
    pub fn has(&self, day: Day) -> bool {
        let (byte, mask) = bit_of(day);
        let chunk = self.0.get(&Self::chunk_of(day));
        chunk.and_then(|chunk| chunk.get(byte)).is_some_and(|byte| byte & mask != 0)
    }

    /// The holidays from `first` on, ascending, among the chunks that are here.
    pub fn starting_at(&self, first: Day) -> impl Iterator<Item = Day> + '_ {
        self.0
            .keys()
            .flat_map(|chunk| {
                let start = chunk.saturating_mul(CHUNK_DAYS);
                start..start.saturating_add(CHUNK_DAYS)
            })
            .filter(move |day| *day >= first && self.has(*day))
    }
}

/// Byte and bit of a day within its chunk.
fn bit_of(day: Day) -> (usize, u8) {
    let within = day.checked_rem(CHUNK_DAYS).unwrap_or(0);
    let byte = usize::try_from(within.checked_div(8).unwrap_or(0)).unwrap_or(0);
    (byte, 1u8.checked_shl(within & 7).unwrap_or(0))
}
