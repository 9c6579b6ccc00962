//! Payment references, and how long a list of payments may be.

use cw20::Expiration;
use isthmus_api::stablecoin::MAX_MEMO_BYTES;
use isthmus_api::types::{self, InputError};

use crate::error::ContractError;

/// A reference as its payer writes it: text, because an invoice number or an ISO 20022 end-to-end
/// identification is text, in the payer's own script. No error quotes it.
pub fn checked_memo(given: String) -> Result<String, InputError> {
    types::line("memo", &given, MAX_MEMO_BYTES)?;
    Ok(given)
}

/// How many there are: at least one, at most `max`.
pub fn count<T>(field: &'static str, given: &[T], max: u64) -> Result<u64, InputError> {
    let given = u64::try_from(given.len()).unwrap_or(u64::MAX);
    types::within(field, given, (1, max))
}

/// A sum, with what was to be added.
pub fn sum(left: u128, right: u128) -> Result<u128, ContractError> {
    left.checked_add(right).ok_or(ContractError::Overflow { left, right })
}

/// An expiry as events show it.
pub fn expiry(expires: Expiration) -> String {
    match expires {
        Expiration::Never {} => "never".to_string(),
        Expiration::AtHeight(height) => format!("at_height:{height}"),
        Expiration::AtTime(time) => format!("at_time:{}", time.nanos()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use cosmwasm_std::Timestamp;

    #[test]
    fn a_memo_is_a_short_line() {
        assert!(checked_memo("INV 2026/114".into()).is_ok());
        assert!(checked_memo("\u{53d1}\u{7968} 7".into()).is_ok());
        assert!(checked_memo("x".repeat(64)).is_ok());
        for bad in ["", "two\nlines", "\u{7f}", "\u{202e}"] {
            assert!(checked_memo(bad.into()).is_err(), "{bad:?} passed");
        }
        assert!(checked_memo("x".repeat(65)).is_err());
    }

    #[test]
    fn a_list_is_neither_empty_nor_too_long() {
        assert_eq!(count("payments", &[1, 2], 2).unwrap(), 2);
        assert!(count("payments", &[0u8; 0], 2).is_err());
        assert!(count("payments", &[1, 2, 3], 2).is_err());
    }

    #[test]
    fn an_expiry_is_shown_with_its_unit() {
        assert_eq!(expiry(Expiration::Never {}), "never");
        assert_eq!(expiry(Expiration::AtHeight(7)), "at_height:7");
        assert_eq!(expiry(Expiration::AtTime(Timestamp::from_seconds(1))), "at_time:1000000000");
    }
}
