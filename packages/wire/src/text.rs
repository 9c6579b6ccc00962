/// A user's text made safe for an error: printable ASCII without `<`, `>` and `&`, at most 80 characters, the
/// last three of them `...` if there were more.
///
/// Errors travel inside IBC acknowledgements, where Go escapes those three characters and the
/// acknowledgement would no longer match its own bytes.
pub fn printable(text: &str) -> String {
    printable_within(text, 80)
}

/// The same, with so many characters at most: for what is a sentence of its own and not one name or value.
#[inline(never)]
pub fn printable_within(text: &str, most: usize) -> String {
    let mut rest = text.chars();
    let safe = |c: char| match c {
        '<' | '>' | '&' => '?',
        ' '..='~' => c,
        _ => '?',
    };
    let mut told: String = rest.by_ref().take(most).map(safe).collect();
    if rest.next().is_some() {
        told.truncate(most.saturating_sub(CUT.len()));
        told.push_str(CUT);
    }
    told
}

/// Stands where something was cut off.
const CUT: &str = "...";
