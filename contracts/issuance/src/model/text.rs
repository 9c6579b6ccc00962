//! References and reasons.

use cosmwasm_std::HexBinary;
use isthmus_api::issuance::{MAX_REASON_CHARS, MAX_REFERENCE_BYTES};
use isthmus_api::types::{self, is_printable, InputError};

/// The reference of a deposit or a payment, 1 to 32 bytes, as events show it.
pub fn check_reference(field: &'static str, given: &HexBinary) -> Result<String, InputError> {
    let (min, max) = (1, MAX_REFERENCE_BYTES);
    if given.len() < min || given.len() > max {
        return Err(InputError::Length { field, min, max, given: given.len() });
    }
    Ok(given.to_hex())
}

/// A reason: 1 to 128 printable characters that are safe wherever they are shown.
pub fn ensure_reason(given: &str) -> Result<(), InputError> {
    let allowed = "printable ASCII without angle brackets and ampersand";
    types::text("reason", given, (1, MAX_REASON_CHARS), allowed, is_printable)?;
    Ok(())
}
