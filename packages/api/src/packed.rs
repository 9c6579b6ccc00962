//! The byte codec of the hot records (account, allowance, pass, status chunk, counters, in-flight
//! packet).
//!
//! A record is a flags byte, then the optional fields in the order of their flags, then, if the
//! record holds one, an amount as big-endian bytes without leading zeros. Bit 7 of the flags is kept
//! to announce a second flags byte. Every written byte costs a chain 30 gas and every read byte 3,
//! so a zero costs nothing.
//!
//! Keys begin with a one-byte tag from 0x01 to 0x1f; cw-storage-plus maps begin with 0x00 and items
//! with a letter, so the two never meet.

use cosmwasm_std::{StdError, StdResult};

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
    /// Sixteen bytes, big-endian: an amount that is not the record's last field.
    pub fn u128(mut self, value: u128) -> Self {
        self.0.extend(value.to_be_bytes());
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
    /// Sixteen bytes.
    pub fn u128(&mut self) -> StdResult<u128> {
        self.fixed().map(u128::from_be_bytes)
    }
    /// Bytes with their length before them.
    pub fn short(&mut self) -> StdResult<&'a [u8]> {
        let length = usize::from(self.u8()?);
        if self.0.len() < length {
            return Err(truncated());
        }
        let (head, rest) = self.0.split_at(length);
        self.0 = rest;
        Ok(head)
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
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn zero_costs_one_byte() {
        assert_eq!(Writer::new(0).amount(0), vec![0]);
        assert_eq!(Reader::new(&[]).amount().unwrap(), 0);
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
            flags: u8, a: u8, b: u32, c: u64, wide: u128, text in prop::collection::vec(any::<u8>(), 0..255),
            last: u128,
        ) {
            let bytes = Writer::new(flags).u8(a).u32(b).u64(c).u128(wide)
                .short(&text).unwrap().fixed(&[1, 2, 3]).amount(last);
            let mut reader = Reader::new(&bytes);
            prop_assert_eq!(reader.u8().unwrap(), flags);
            prop_assert_eq!(reader.u8().unwrap(), a);
            prop_assert_eq!(reader.u32().unwrap(), b);
            prop_assert_eq!(reader.u64().unwrap(), c);
            prop_assert_eq!(reader.u128().unwrap(), wide);
            prop_assert_eq!(reader.short().unwrap(), text.as_slice());
            prop_assert_eq!(reader.fixed::<3>().unwrap(), [1, 2, 3]);
            prop_assert_eq!(reader.amount().unwrap(), last);
        }
    }
}
