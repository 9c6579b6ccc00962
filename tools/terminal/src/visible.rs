//! Text that somebody else wrote, shown so that it is what it looks like.

/// Characters that nobody sees, or that make others stand in another order: a name with one of them looks
/// like another name.
const HIDDEN: [(char, char); 8] = [
    ('\u{ad}', '\u{ad}'),     // soft hyphen
    ('\u{61c}', '\u{61c}'),   // mark of a direction
    ('\u{180e}', '\u{180e}'), // vowel separator
    ('\u{200b}', '\u{200f}'), // of no width, marks of a direction
    ('\u{2028}', '\u{202e}'), // ends of lines, embeddings and overrides of a direction
    ('\u{2060}', '\u{206f}'), // joiners, isolates of a direction
    ('\u{feff}', '\u{feff}'), // byte order mark
    ('\u{fff9}', '\u{fffb}'), // annotations
];

/// Whether a character is a control character, or one that nobody sees or that changes how others are shown.
pub fn is_hidden(c: char) -> bool {
    c.is_control() || HIDDEN.iter().any(|(first, last)| (*first..=*last).contains(&c))
}

/// A text in which every such character is written out; tabs stay.
///
/// ```
/// use isthmus_terminal::visible;
/// assert_eq!(visible("Ave\u{202e} Valley"), r"Ave\u{202e} Valley");
/// assert_eq!(visible("two\nlines"), r"two\u{a}lines");
/// assert_eq!(visible("Gonçalves & Filhos"), "Gonçalves & Filhos");
/// ```
pub fn visible(text: &str) -> String {
    written_out(text, '\t', |c| c.escape_unicode().to_string())
}

/// The same for JSON: a reader of it gets back the very character.
///
/// ```
/// use isthmus_terminal::visible_json;
/// assert_eq!(visible_json("[\n  \"\u{202e}\"\n]"), "[\n  \"\\u202e\"\n]");
/// ```
pub fn visible_json(json: &str) -> String {
    written_out(json, '\n', |c| format!("\\u{:04x}", u32::from(c)))
}

fn written_out(text: &str, kept: char, write: impl Fn(char) -> String) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if is_hidden(c) && c != kept {
            out.push_str(&write(c));
        } else {
            out.push(c);
        }
    }
    out
}
