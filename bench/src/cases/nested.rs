//! A message that is hardly one.

/// A message whose body is 10,000 arrays inside one another.
pub fn nested(message: &str) -> Vec<u8> {
    const LEVELS: usize = 10_000;
    format!("{{\"{message}\":{}{}}}", "[".repeat(LEVELS), "]".repeat(LEVELS)).into_bytes()
}
