//! The four contracts, as an embedded chain stores them.

use super::EmbeddedCode;
use crate::Code;

/// The code of one of the contracts.
pub(super) fn code(code: Code) -> EmbeddedCode {
    let _ = code;
    unimplemented!("contracts are not linked yet")
}
