//! Who may receive abroad. The other chain validates the address when the packet arrives; here only
//! what can be known is checked, so that a mixed-up region fails before the money leaves.

use isthmus_api::types::printable;

use crate::error::ContractError;

/// Bech32's alphabet: digits and lower-case letters without `1`, `b`, `i` and `o`.
pub const CHARSET: &str = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";
/// Fewest and most characters behind the separator: a checksum of six, and what an address needs.
const DATA: std::ops::RangeInclusive<usize> = 7..=90;

/// Fails unless the receiver has the shape of a lower-case bech32 address with the peer's prefix. The checksum is the other
/// chain's to check (its error acknowledgement refunds).
///
/// ```
/// use isthmus_bridge::model::receiver::ensure_remote;
/// assert!(ensure_remote("east", "east1qqqsyqcyq5rqwzqf").is_ok());
/// assert!(ensure_remote("east", "west1qqqsyqcyq5rqwzqf").is_err());
/// assert!(ensure_remote("east", "EAST1QQQSYQCYQ5RQWZQF").is_err());
/// ```
pub fn ensure_remote(prefix: &str, given: &str) -> Result<(), ContractError> {
    let fits = given.rsplit_once('1').is_some_and(|(hrp, data)| {
        hrp == prefix && DATA.contains(&data.len()) && data.chars().all(|c| CHARSET.contains(c))
    });
    if fits {
        return Ok(());
    }
    Err(ContractError::RemoteReceiver { prefix: prefix.to_string(), given: printable(given) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_receiver_has_the_peers_prefix_and_bech32s_alphabet() {
        let long = format!("east1{}", "q".repeat(91));
        for bad in [
            "",
            "east",
            "east1",
            "east1qqqqqq",
            "easter1qqqqqqqq",
            "1qqqqqqqq",
            "east1qqqqbqqq",
            "east1qqqq qqq",
            "East1qqqqqqqq",
            "east1qqqqqqqQ",
            " east1qqqqqqqq",
            "east1qqqqqqq\u{0435}",
            long.as_str(),
        ] {
            assert!(ensure_remote("east", bad).is_err(), "{bad} passed");
        }
    }
}
