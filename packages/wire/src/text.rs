/// A user's text made safe for an error: printable ASCII without `<`, `>` and `&`, at most 80 characters.
///
/// Errors travel inside IBC acknowledgements, where Go escapes those three characters and the
/// acknowledgement would no longer match its own bytes.
pub fn printable(text: &str) -> String {
    text.chars()
        .take(80)
        .map(|c| match c {
            '<' | '>' | '&' => '?',
            ' '..='~' => c,
            _ => '?',
        })
        .collect()
}
