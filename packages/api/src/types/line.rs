//! One line of text that people wrote and people read, in whatever script.

use super::InputError;

/// A line of 1 to `max` bytes (UTF-8). Every character of it is seen, stands where it is written and ends
/// no line: no control characters, no marks that turn the direction of writing, nothing invisible, no
/// blanks but the space and that of Chinese and Japanese type. So what a person reads is all there is of
/// it, and two lines that look alike do not differ in what cannot be seen.
///
/// ```
/// use isthmus_api::types::line;
/// assert!(line("memo", "\u{53d1}\u{7968} 2026/114", 64).is_ok());
/// let refused = line("memo", "pay \u{202e}100", 64).unwrap_err().to_string();
/// assert_eq!(refused, "memo may hold no control, bidirectional or invisible characters, got U+202E");
/// ```
pub fn line(field: &'static str, given: &str, max: usize) -> Result<(), InputError> {
    if given.is_empty() || given.len() > max {
        return Err(InputError::Length { field, min: 1, max, given: given.len() });
    }
    match given.chars().find(|c| !is_plain(*c)) {
        None => Ok(()),
        Some(c) => Err(InputError::CodePoint { field, given: format!("U+{:04X}", u32::from(c)) }),
    }
}

/// Whether the character is one that a reader sees, where it is written.
pub fn is_plain(c: char) -> bool {
    match c {
        ' ' | '\u{3000}' => true,
        c if c.is_control() || c.is_whitespace() => false,
        c => !is_unseen(u32::from(c)),
    }
}

/// Unicode's default ignorable code points, those that turn the direction among them, and a few signs that
/// show nothing though they are not of these.
fn is_unseen(c: u32) -> bool {
    matches!(
        c,
        0x00ad
            | 0x034f
            | 0x061c
            | 0x115f..=0x1160
            | 0x17b4..=0x17b5
            | 0x180b..=0x180f
            | 0x200b..=0x200f
            | 0x202a..=0x202e
            | 0x2060..=0x206f
            | 0x2800
            | 0x3164
            | 0xfe00..=0xfe0f
            | 0xfeff
            | 0xffa0
            | 0xfff0..=0xfffb
            | 0x1bca0..=0x1bca3
            | 0x1d173..=0x1d17a
            | 0xe0000..=0xe0fff
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_what_a_reader_sees() {
        for good in [
            "INV 2026/114",
            "a<b & \"c\"",
            "\u{53d1}\u{7968}\u{3000}\u{4e03}\u{53f7}",
            "caf\u{e9} \u{20ac}",
            "\u{5d0}\u{5d1}",
            "\u{1f4b6}",
        ] {
            assert!(line("memo", good, 64).is_ok(), "{good:?}");
        }
        // Ends of lines, controls, blanks, joiners, marks of direction, fillers, selectors, tags.
        for bad in [
            '\n',
            '\r',
            '\t',
            '\0',
            '\u{7f}',
            '\u{85}',
            '\u{a0}',
            '\u{ad}',
            '\u{61c}',
            '\u{2009}',
            '\u{200b}',
            '\u{200d}',
            '\u{200f}',
            '\u{2028}',
            '\u{2029}',
            '\u{202e}',
            '\u{2066}',
            '\u{2800}',
            '\u{3164}',
            '\u{fe0f}',
            '\u{feff}',
            '\u{fffb}',
            '\u{e0041}',
        ] {
            let refused = line("memo", &format!("a{bad}b"), 64).unwrap_err();
            let given = format!("U+{:04X}", u32::from(bad));
            assert_eq!(refused, InputError::CodePoint { field: "memo", given });
            assert!(refused.to_string().is_ascii());
        }
    }

    #[test]
    fn a_line_is_measured_in_bytes() {
        let three = "\u{4e03}";
        assert!(line("memo", &three.repeat(21), 64).is_ok());
        assert!(line("memo", &three.repeat(22), 64).is_err());
        assert!(line("memo", "", 64).is_err());
    }
}
