//! What a peer may be registered with. A peer is for life, and with a connection or a port that no chain
//! has no handshake of it can ever succeed.

use isthmus_api::types::{printable, text, InputError};

use crate::error::ContractError;
use crate::model::receiver::CHARSET;

/// The connection: `connection-` and its number, as ibc-go names every one (ICS-3).
///
/// ```
/// use isthmus_bridge::model::link::checked_connection;
/// assert!(checked_connection("connection-0").is_ok());
/// assert!(checked_connection("connection-01").is_err());
/// ```
pub fn checked_connection(given: &str) -> Result<String, InputError> {
    let number = given.strip_prefix("connection-").unwrap_or_default();
    if number.parse::<u64>().is_ok_and(|parsed| parsed.to_string() == number) {
        return Ok(given.to_string());
    }
    let allowed = "connection- and a number without leading zeros";
    Err(InputError::Characters { field: "connection", allowed, given: printable(given) })
}

/// The prefix of the addresses there. Not with the `1` that ends it.
pub fn checked_prefix(given: &str) -> Result<String, InputError> {
    let allowed = "a-z, 0 and 2-9";
    text("address_prefix", given, (1, 20), allowed, |c| matches!(c, 'a'..='z' | '0' | '2'..='9'))
}

/// The port of a contract on the peer's chain: any other can never be a bridge.
pub fn checked_port(prefix: &str, given: &str) -> Result<String, ContractError> {
    let data = given.strip_prefix("wasm.").and_then(|address| address.strip_prefix(prefix));
    let data = data.and_then(|rest| rest.strip_prefix('1')).and_then(values);
    if data.is_some_and(|data| is_of_contract(prefix, &data)) {
        return Ok(given.to_string());
    }
    Err(ContractError::RemotePort { prefix: prefix.to_string(), given: printable(given) })
}

/// What the characters of bech32's alphabet stand for, five bits each.
fn values(data: &str) -> Option<Vec<u32>> {
    let value = |c| CHARSET.find(c).and_then(|at| u32::try_from(at).ok());
    data.chars().map(value).collect()
}

/// Characters of 32 bytes, which is what the address of every contract has, and of a checksum.
const ADDRESS: usize = 52;
const CHECKSUM: usize = 6;
/// The last character of 32 bytes has one bit of them, and four that are zero.
const PADDING: u32 = 0b01111;

/// Whether the data is an address of 32 bytes under that prefix: its length, its padding and its checksum
/// (BIP-173).
fn is_of_contract(prefix: &str, data: &[u32]) -> bool {
    let is_whole = data.split_at_checked(ADDRESS).is_some_and(|(address, rest)| {
        rest.len() == CHECKSUM && address.last().is_some_and(|last| last & PADDING == 0)
    });
    let bytes = || prefix.bytes().map(u32::from);
    let human = bytes().map(|byte| byte >> 5).chain([0]).chain(bytes().map(|byte| byte & 31));
    is_whole && human.chain(data.iter().copied()).fold(1, checksum) == 1
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
mod tests {
    use super::*;
    use bech32::{Bech32, Bech32m, Hrp};
    use proptest::prelude::*;

    fn port(prefix: &str, bytes: &[u8]) -> String {
        let address = bech32::encode::<Bech32>(Hrp::parse(prefix).unwrap(), bytes).unwrap();
        format!("wasm.{address}")
    }

    #[test]
    fn a_connection_is_named_as_chains_name_them() {
        for good in ["connection-0", "connection-7", "connection-18446744073709551615"] {
            assert_eq!(checked_connection(good).unwrap(), good);
        }
        for bad in [
            "",
            "connection",
            "connection-",
            "connection-00",
            "connection-07",
            "connection-+7",
            "connection- 7",
            "connection-7 ",
            "connection-x",
            "connection-18446744073709551616",
            "Connection-7",
            "channel-7",
            "07-tendermint-7",
        ] {
            let told = checked_connection(bad).unwrap_err().to_string();
            let start =
                "connection may hold only connection- and a number without leading zeros, got";
            assert!(told.starts_with(start), "{told}");
        }
    }

    #[test]
    fn a_prefix_has_not_the_character_that_ends_it() {
        for good in ["east", "e", "x0y2z9"] {
            assert_eq!(checked_prefix(good).unwrap(), good);
        }
        for bad in ["", "e1t", "1", "East", "ea-st", "abcdefghijklmnopqrstu"] {
            assert!(checked_prefix(bad).is_err(), "{bad} passed");
        }
    }

    #[test]
    fn a_port_is_that_of_a_contract_with_the_right_checksum_and_length() {
        let good = port("east", &[7; 32]);
        assert_eq!(checked_port("east", &good).unwrap(), good);
        for length in [0, 1, 19, 20, 31, 33, 40] {
            assert!(checked_port("east", &port("east", &vec![7; length])).is_err(), "{length}");
        }
        let other = bech32::encode::<Bech32m>(Hrp::parse("east").unwrap(), &[7; 32]).unwrap();
        assert!(checked_port("east", &format!("wasm.{other}")).is_err(), "another checksum");
        assert!(checked_port("west", &good).is_err(), "another prefix");
        assert!(checked_port("east", &good.to_uppercase()).is_err());
        let told = checked_port("east", &good[..good.len() - 1]).unwrap_err().to_string();
        let start = "remote_port must be wasm. and the bech32 address of a contract (32 bytes) of prefix east, got wasm.east1";
        assert!(told.starts_with(start), "{told}");
    }

    proptest! {
        #[test]
        fn what_bech32_reads_is_accepted_and_a_change_of_one_character_is_not(
            bytes: [u8; 32], prefix in "[a-z02-9]{1,20}", at in 0usize..58, to in 0usize..32,
        ) {
            let good = port(&prefix, &bytes);
            prop_assert!(checked_port(&prefix, &good).is_ok(), "{}", good);
            let (start, rest) = good.split_at(good.len().saturating_sub(58));
            let other = CHARSET.chars().nth(to).unwrap();
            prop_assume!(rest.chars().nth(at) != Some(other));
            let changed = rest.chars().enumerate().map(|(i, c)| if i == at { other } else { c });
            let bad: String = start.chars().chain(changed).collect();
            prop_assert!(checked_port(&prefix, &bad).is_err(), "{}", bad);
        }
    }
}
