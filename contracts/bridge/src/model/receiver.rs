//! Who may receive abroad. Whether there is such an account the other chain says when the packet arrives;
//! that it is an address of that chain without a slip of the pen is known here, before the money leaves.

use isthmus_api::types::printable;

use super::bech32;
use crate::error::ContractError;

/// Fails unless the receiver is a lower-case bech32 address with the peer's prefix and the right checksum.
///
/// ```
/// use isthmus_bridge::model::receiver::ensure_remote;
/// assert!(ensure_remote("east", "east1qqqsyqcyq5rqwl4yp0l").is_ok());
/// assert!(ensure_remote("east", "east1qqqsyqcyq5rqwl4yp0x").is_err());
/// assert!(ensure_remote("west", "east1qqqsyqcyq5rqwl4yp0l").is_err());
/// ```
pub fn ensure_remote(prefix: &str, given: &str) -> Result<(), ContractError> {
    match bech32::read(prefix, given) {
        Some(address) if !address.is_empty() => Ok(()),
        _ => {
            let (prefix, given) = (prefix.to_string(), printable(given));
            Err(ContractError::RemoteReceiver { prefix, given })
        }
    }
}
