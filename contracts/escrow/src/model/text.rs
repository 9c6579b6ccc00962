//! Texts that people write into terms and notices, and names of values in events.

use isthmus_api::types::{self, is_printable, InputError};

/// Checks a text of `min` to `max` printable characters that are safe in errors and events.
pub fn check_printable(
    field: &'static str,
    given: &str,
    min: usize,
    max: usize,
) -> Result<(), InputError> {
    let allowed = "printable ASCII without the three that Go escapes";
    types::text(field, given, (min, max), allowed, is_printable)?;
    Ok(())
}

/// Checks a kind of document: 2 to 32 of `a-z`, `0-9` and `_`.
pub fn check_kind(field: &'static str, given: &str) -> Result<(), InputError> {
    types::text(field, given, (2, 32), "a-z, 0-9 and _", |c| {
        c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_'
    })?;
    Ok(())
}

/// The name of a status, outcome or party, as in events.
pub fn name_of(value: impl Into<&'static str>) -> String {
    value.into().to_string()
}
