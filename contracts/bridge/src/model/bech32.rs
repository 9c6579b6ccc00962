//! Addresses of other chains, as far as they can be checked here: bech32 in lower case (BIP-173), to the
//! last character of its checksum.

/// Bech32's alphabet: digits and lower-case letters without `1`, `b`, `i` and `o`.
pub const CHARSET: &str = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";
/// Characters of a checksum.
const CHECKSUM: usize = 6;
/// Most characters of an address, as BIP-173 has it.
const MAX_LENGTH: usize = 90;

/// What an address under a prefix holds, five bits each, without the checksum; none if it is no address
/// under that prefix, or has been mistyped.
///
/// ```
/// use isthmus_bridge::model::bech32::read;
/// assert!(read("east", "east1qqqsyqcyq5rqwl4yp0l").is_some());
/// assert!(read("east", "east1qqqsyqcyq5rqwl4yp0x").is_none());
/// assert!(read("west", "east1qqqsyqcyq5rqwl4yp0l").is_none());
/// ```
pub fn read(prefix: &str, address: &str) -> Option<Vec<u32>> {
    if address.len() > MAX_LENGTH {
        return None;
    }
    let data = address.strip_prefix(prefix)?.strip_prefix('1')?;
    let mut data = data.chars().map(value).collect::<Option<Vec<u32>>>()?;
    let bytes = || prefix.bytes().map(u32::from);
    let human = bytes().map(|byte| byte >> 5).chain([0]).chain(bytes().map(|byte| byte & 31));
    if human.chain(data.iter().copied()).fold(1, checksum) != 1 {
        return None;
    }
    data.truncate(data.len().checked_sub(CHECKSUM)?);
    Some(data)
}

/// What a character stands for.
fn value(c: char) -> Option<u32> {
    CHARSET.find(c).and_then(|at| u32::try_from(at).ok())
}

/// One step of BIP-173's checksum.
fn checksum(before: u32, value: u32) -> u32 {
    let mut next = ((before & 0x01ff_ffff) << 5) ^ value;
    let mut top = before >> 25;
    for generator in [0x3b6a_57b2, 0x2650_8e6d, 0x1ea1_19fa, 0x3d42_33dd, 0x2a14_62b3] {
        if top & 1 == 1 {
            next ^= generator;
        }
        top >>= 1;
    }
    next
}

#[cfg(test)]
#[allow(clippy::arithmetic_side_effects)]
mod tests {
    use super::*;
    use ::bech32::{Bech32, Bech32m, Hrp};
    use proptest::prelude::*;

    #[test]
    fn what_is_no_address_under_the_prefix_is_none() {
        let hrp = Hrp::parse("east").unwrap();
        let good = ::bech32::encode::<Bech32>(hrp, &[7; 20]).unwrap();
        assert_eq!(read("east", &good).unwrap().len(), 32);
        let long = ::bech32::encode::<Bech32>(hrp, &[7; 60]).unwrap();
        for bad in [
            "",
            "east",
            "east1",
            "east1qqqqqq",
            "1qqqqqqqq",
            &good.to_uppercase(),
            &format!(" {good}"),
            &format!("{good} "),
            &good.replace('q', "\u{0435}"),
            &::bech32::encode::<Bech32m>(hrp, &[7; 20]).unwrap(),
            &long,
        ] {
            assert_eq!(read("east", bad), None, "{bad}");
        }
        assert_eq!(read("eas", &good), None);
        assert_eq!(read("west", &good), None);
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_and_one_wrong_character_is_not(
            bytes in prop::collection::vec(any::<u8>(), 0..40), prefix in "[a-z02-9]{1,9}",
            at in 0usize..64, to in 0usize..32,
        ) {
            let good = ::bech32::encode::<Bech32>(Hrp::parse(&prefix).unwrap(), &bytes).unwrap();
            let data = read(&prefix, &good).unwrap();
            prop_assert_eq!(data.len(), bytes.len() * 8 / 5 + usize::from(bytes.len() * 8 % 5 > 0));
            let start = prefix.len() + 1;
            let at = start + at % (good.len() - start);
            let other = CHARSET.chars().nth(to).unwrap();
            prop_assume!(good.chars().nth(at) != Some(other));
            let changed = good.chars().enumerate().map(|(i, c)| if i == at { other } else { c });
            prop_assert_eq!(read(&prefix, &changed.collect::<String>()), None);
        }
    }
}
