//! The byte codec of the hot records (account, allowance, pass, status chunk, counters, in-flight
//! packet).
//!
//! A record is a flags byte, then the optional fields in the order of their flags, then, if the
//! record holds one, an amount as big-endian bytes without leading zeros. Bit 7 of the flags is kept
//! to announce a second flags byte. Every written byte costs a chain 30 gas and every read byte 3,
//! so a zero costs nothing. An amount that is not the record's last field is a [`Writer::number`].
//!
//! Keys begin with a one-byte tag from 0x01 to 0x1f; cw-storage-plus maps begin with 0x00 and items
//! with a letter, so the two never meet.

use cosmwasm_std::{StdError, StdResult};

/// Most decimal zeros that a number's first byte counts.
const MAX_ZEROS: u8 = 14;
/// Lengths of what is left of a number: 0 to 16 bytes.
const LENGTHS: u8 = 17;
/// Largest index that two bytes hold.
pub const MAX_INDEX: u16 = 0x7fff;
/// The last instant that five bytes hold: the year 36812.
pub const LAST_INSTANT: u64 = (1 << 40) - 1;

/// Writes a record.
#[derive(Default)]
pub struct Writer(Vec<u8>);

impl Writer {
    /// A record that begins with its flags.
    pub fn new(flags: u8) -> Self {
        Self(vec![flags])
    }
    /// One byte.
    pub fn u8(mut self, value: u8) -> Self {
        self.0.push(value);
        self
    }
    /// Four bytes, big-endian.
    pub fn u32(mut self, value: u32) -> Self {
        self.0.extend(value.to_be_bytes());
        self
    }
    /// Eight bytes, big-endian.
    pub fn u64(mut self, value: u64) -> Self {
        self.0.extend(value.to_be_bytes());
        self
    }
    /// Seconds since 1970 in five bytes. Later instants than those hold become the last one.
    pub fn instant(mut self, seconds: u64) -> Self {
        let bytes = seconds.min(LAST_INSTANT).to_be_bytes();
        self.0.extend(bytes.iter().skip(3));
        self
    }
    /// A number anywhere in the record: one byte that says how many decimal zeros end it and how
    /// many bytes the rest has, then the rest. Limits and amounts are mostly round: a capacity of
    /// 1,000,000,000,000 takes two bytes.
    pub fn number(mut self, value: u128) -> Self {
        let (rest, zeros) = match u64::try_from(value) {
            // Every number of practice, by the engine's own division.
            Ok(value) => {
                let (mut rest, mut zeros) = (value, 0u8);
                while rest != 0 && zeros < MAX_ZEROS && rest % 10 == 0 {
                    (rest, zeros) = (rest / 10, zeros.saturating_add(1));
                }
                (u128::from(rest), zeros)
            }
            Err(_) => (value, 0),
        };
        let length = 16u32.saturating_sub(rest.leading_zeros() / 8);
        let head = u32::from(zeros).saturating_mul(u32::from(LENGTHS)).saturating_add(length);
        self.0.push(u8::try_from(head).unwrap_or(u8::MAX));
        Self(self.amount(rest))
    }
    /// A number that stands for a name in keys, at most [`MAX_INDEX`]: one byte below 128, else two,
    /// the first with its highest bit set. No index is the beginning of another.
    pub fn index(mut self, value: u16) -> Self {
        match u8::try_from(value) {
            Ok(short) if short < 0x80 => self.0.push(short),
            _ => self.0.extend((value | 0x8000).to_be_bytes()),
        }
        self
    }
    /// Bytes whose length the reader knows.
    pub fn fixed(mut self, value: &[u8]) -> Self {
        self.0.extend(value);
        self
    }
    /// At most 255 bytes, with their length before them. Longer values are an error.
    pub fn short(mut self, value: &[u8]) -> StdResult<Self> {
        let length = u8::try_from(value.len())
            .map_err(|_| StdError::serialize_err("packed", "more than 255 bytes"))?;
        self.0.push(length);
        self.0.extend(value);
        Ok(self)
    }
    /// The amount, last, without leading zeros.
    pub fn amount(mut self, value: u128) -> Vec<u8> {
        let bytes = value.to_be_bytes();
        self.0.extend(bytes.iter().skip_while(|b| **b == 0));
        self.0
    }
    /// The record, without an amount.
    pub fn finish(self) -> Vec<u8> {
        self.0
    }
}

/// Reads a record in the order in which it was written.
pub struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    /// Begins at the first byte.
    pub fn new(bytes: &'a [u8]) -> Self {
        Self(bytes)
    }
    /// The next `N` bytes.
    pub fn fixed<const N: usize>(&mut self) -> StdResult<[u8; N]> {
        let (head, rest) = self.0.split_first_chunk::<N>().ok_or_else(truncated)?;
        self.0 = rest;
        Ok(*head)
    }
    /// One byte.
    pub fn u8(&mut self) -> StdResult<u8> {
        self.fixed::<1>().map(u8::from_be_bytes)
    }
    /// Four bytes.
    pub fn u32(&mut self) -> StdResult<u32> {
        self.fixed().map(u32::from_be_bytes)
    }
    /// Eight bytes.
    pub fn u64(&mut self) -> StdResult<u64> {
        self.fixed().map(u64::from_be_bytes)
    }
    /// Seconds since 1970, five bytes.
    pub fn instant(&mut self) -> StdResult<u64> {
        let [a, b, c, d, e] = self.fixed()?;
        Ok(u64::from_be_bytes([0, 0, 0, a, b, c, d, e]))
    }
    /// A number, as [`Writer::number`] writes it.
    pub fn number(&mut self) -> StdResult<u128> {
        let head = self.u8()?;
        let (zeros, length) = (head / LENGTHS, head % LENGTHS);
        let rest = Reader::new(self.bytes(usize::from(length))?).amount()?;
        let scale = 10u128.checked_pow(u32::from(zeros)).ok_or_else(truncated)?;
        rest.checked_mul(scale).ok_or_else(truncated)
    }
    /// A number of at most 64 bits.
    pub fn count(&mut self) -> StdResult<u64> {
        u64::try_from(self.number()?)
            .map_err(|_| StdError::parse_err("packed", "count above 64 bits"))
    }
    /// An index, as [`Writer::index`] writes it.
    pub fn index(&mut self) -> StdResult<u16> {
        match self.u8()? {
            short if short < 0x80 => Ok(u16::from(short)),
            high => Ok(u16::from_be_bytes([high & 0x7f, self.u8()?])),
        }
    }
    /// As many bytes as the caller knows there are.
    pub fn bytes(&mut self, length: usize) -> StdResult<&'a [u8]> {
        let (head, rest) = self.0.split_at_checked(length).ok_or_else(truncated)?;
        self.0 = rest;
        Ok(head)
    }
    /// Bytes with their length before them.
    pub fn short(&mut self) -> StdResult<&'a [u8]> {
        let length = usize::from(self.u8()?);
        self.bytes(length)
    }
    /// The amount: all that is left, at most sixteen bytes without leading zeros.
    pub fn amount(self) -> StdResult<u128> {
        let mut bytes = [0u8; 16];
        let start = bytes.len().checked_sub(self.0.len()).ok_or_else(truncated)?;
        if self.0.first() == Some(&0) {
            return Err(StdError::parse_err("packed", "amount with a leading zero"));
        }
        bytes.get_mut(start..).ok_or_else(truncated)?.copy_from_slice(self.0);
        Ok(u128::from_be_bytes(bytes))
    }
    /// All that is left.
    pub fn rest(self) -> &'a [u8] {
        self.0
    }
    /// Whether nothing is left.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
    /// Fails if anything is left.
    pub fn finish(self) -> StdResult<()> {
        if self.0.is_empty() {
            return Ok(());
        }
        Err(StdError::parse_err("packed", "bytes after the record"))
    }
}

fn truncated() -> StdError {
    StdError::parse_err("packed", "record has the wrong length")
}

/// A key: its tag and then its parts. All parts but the last need a fixed or stated length.
pub fn key(tag: u8, parts: &[&[u8]]) -> Vec<u8> {
    let mut key = vec![tag];
    parts.iter().for_each(|part| key.extend(*part));
    key
}

#[cfg(test)]
#[allow(clippy::arithmetic_side_effects)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn zero_costs_one_byte() {
        assert_eq!(Writer::new(0).amount(0), vec![0]);
        assert_eq!(Reader::new(&[]).amount().unwrap(), 0);
    }

    #[test]
    fn a_round_number_is_short() {
        let bytes = |value| Writer::default().number(value).finish();
        assert_eq!(bytes(0), [0]);
        assert_eq!(bytes(7), [1, 7]);
        assert_eq!(bytes(1_000_000_000_000), [12 * 17 + 1, 1]);
        assert_eq!(bytes(250_000), [4 * 17 + 1, 25]);
        assert_eq!(bytes(999_999_999_999).len(), 6);
        assert_eq!(bytes(u128::MAX).len(), 17);
        // The largest first byte: fourteen zeros and, by no writer, sixteen bytes.
        let too_large = [&[14 * 17 + 16][..], &[0xff; 16]].concat();
        assert!(Reader::new(&too_large).number().is_err());
        assert!(Reader::new(&[2, 1]).number().is_err());
        assert!(Reader::new(&bytes(u128::from(u64::MAX) + 1)).count().is_err());
    }

    #[test]
    fn no_index_begins_another() {
        for (index, bytes) in
            [(0, &[0][..]), (127, &[127]), (128, &[0x80, 128]), (300, &[0x81, 44])]
        {
            assert_eq!(Writer::default().index(index).finish(), bytes);
        }
        for index in [0, 1, 127, 128, 129, 255, 256, MAX_INDEX] {
            let bytes = Writer::default().index(index).finish();
            assert_eq!(Reader::new(&bytes).index().unwrap(), index);
        }
    }

    #[test]
    fn an_instant_takes_five_bytes() {
        let bytes = Writer::default().instant(1_795_000_000).finish();
        assert_eq!(bytes, [0, 0x6a, 0xfd, 0x86, 0xc0]);
        let last = Writer::default().instant(u64::MAX).finish();
        assert_eq!(Reader::new(&last).instant().unwrap(), LAST_INSTANT);
    }

    #[test]
    fn a_record_of_the_wrong_length_is_an_error() {
        assert!(Reader::new(&[0u8; 3]).u32().is_err());
        assert!(Reader::new(&[1u8; 17]).amount().is_err());
        assert!(Reader::new(&[0, 1]).amount().is_err());
        assert!(Reader::new(&[5, 1]).short().is_err());
        assert!(Reader::new(&[5]).finish().is_err());
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_back(
            flags: u8, a: u8, b: u32, c: u64, at in 0..=LAST_INSTANT, wide: u128, round in 0u128..1000,
            zeros in 0u32..30, text in prop::collection::vec(any::<u8>(), 0..255), last: u128,
        ) {
            let round = round * 10u128.pow(zeros);
            let bytes = Writer::new(flags).u8(a).u32(b).u64(c).instant(at).number(wide).number(round)
                .short(&text).unwrap().fixed(&[1, 2, 3]).amount(last);
            let mut reader = Reader::new(&bytes);
            prop_assert_eq!(reader.u8().unwrap(), flags);
            prop_assert_eq!(reader.u8().unwrap(), a);
            prop_assert_eq!(reader.u32().unwrap(), b);
            prop_assert_eq!(reader.u64().unwrap(), c);
            prop_assert_eq!(reader.instant().unwrap(), at);
            prop_assert_eq!(reader.number().unwrap(), wide);
            prop_assert_eq!(reader.number().unwrap(), round);
            prop_assert_eq!(reader.short().unwrap(), text.as_slice());
            prop_assert_eq!(reader.fixed::<3>().unwrap(), [1, 2, 3]);
            prop_assert_eq!(reader.amount().unwrap(), last);
        }
    }
}
