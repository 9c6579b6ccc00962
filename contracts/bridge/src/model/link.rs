//! What a peer may be registered with. A peer is for life, and with a connection or a port that no chain
//! has no handshake of it can ever succeed.

use isthmus_api::types::{printable, text, InputError};

use crate::error::ContractError;
use crate::model::bech32;

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
    let address = given.strip_prefix("wasm.").and_then(|address| bech32::read(prefix, address));
    if address.is_some_and(|address| is_of_contract(&address)) {
        return Ok(given.to_string());
    }
    Err(ContractError::RemotePort { prefix: prefix.to_string(), given: printable(given) })
}

/// Characters of 32 bytes, which is what the address of every contract has.
const ADDRESS: usize = 52;
/// The last character of 32 bytes has one bit of them, and four that are zero.
const PADDING: u32 = 0b01111;

/// Whether the address has 32 bytes: its length and its padding.
fn is_of_contract(address: &[u32]) -> bool {
    address.len() == ADDRESS && address.last().is_some_and(|last| last & PADDING == 0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::bech32::CHARSET;
    use ::bech32::{Bech32, Bech32m, Hrp};
    use proptest::prelude::*;

    fn port(prefix: &str, bytes: &[u8]) -> String {
        let address = ::bech32::encode::<Bech32>(Hrp::parse(prefix).unwrap(), bytes).unwrap();
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
        let other = ::bech32::encode::<Bech32m>(Hrp::parse("east").unwrap(), &[7; 32]).unwrap();
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
