//! What an order of an office says: why, and the hash of the paper behind it.

use cosmwasm_std::HexBinary;
use isthmus_api::stablecoin::MAX_REASON_BYTES;
use isthmus_api::types::{self, InputError};

/// A reason: one line, in the script of whoever gives it.
pub fn ensure_reason(given: &str) -> Result<(), InputError> {
    types::line("reason", given, MAX_REASON_BYTES)
}

/// The reason and the hash of an order that may go without either.
pub fn ensure_order(reason: Option<&str>, case_hash: Option<&HexBinary>) -> Result<(), InputError> {
    reason.map_or(Ok(()), ensure_reason)?;
    case_hash.map_or(Ok(()), ensure_case_hash)
}

/// A case hash: SHA-256, 32 bytes.
pub fn ensure_case_hash(given: &HexBinary) -> Result<(), InputError> {
    types::hash("case_hash", given)?;
    Ok(())
}
