//! Where results and messages go.

use crate::visible;
use anyhow::{Context, Error, Result};
use std::io::{ErrorKind, Write};
use std::path::Path;

/// The file name that means standard output.
const STANDARD_OUTPUT: &str = "-";

/// Prints a result to standard output, without colours where nobody sees them.
///
/// A reader that has seen enough (`| head`) is no failure. Anything else that keeps the text from its
/// reader is: a full disk, an output that is closed.
pub fn print(text: &str) -> Result<()> {
    let mut out = anstream::stdout().lock();
    let written =
        ensure_open().and_then(|()| out.write_all(text.as_bytes())).and_then(|()| out.flush());
    match written {
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
        written => written.context("cannot write to standard output"),
    }
}

/// Writes a result to a file; `-` is standard output.
pub fn write_file(path: &Path, text: &str) -> Result<()> {
    if path == Path::new(STANDARD_OUTPUT) {
        return print(text);
    }
    std::fs::write(path, text).with_context(|| format!("cannot write {}", path.display()))
}

/// Says something beside the result, on standard error. Where nobody listens, it is not said.
pub fn tell(text: &str) {
    let mut err = anstream::stderr().lock();
    let _ = writeln!(err, "{text}").and_then(|()| err.flush());
}

/// Groups digits: 362166 is `362,166`.
pub fn thousands(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// A number of things: `1 day`, `2 days`.
///
/// ```
/// use isthmus_terminal::counted;
/// assert_eq!(counted(1, "party", "parties"), "1 party");
/// assert_eq!(counted(0, "party", "parties"), "0 parties");
/// ```
pub fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

/// Says what went wrong and why.
pub fn fail(error: &Error) {
    let style = clap::builder::styling::AnsiColor::Red.on_default().bold();
    let lines = |text: String| text.lines().map(visible).collect::<Vec<_>>().join("\n");
    tell(&format!("{style}error:{style:#} {}", lines(error.to_string())));
    for cause in error.chain().skip(1) {
        tell(&format!("  because: {}", lines(cause.to_string())));
    }
}

/// Fails if there was no standard output when the program began. Rust then opens /dev/null in its
/// place, so that every later write would succeed.
#[cfg(unix)]
fn ensure_open() -> std::io::Result<()> {
    if closed::STANDARD_OUTPUT.load(std::sync::atomic::Ordering::Relaxed) {
        return Err(std::io::Error::other("it is closed"));
    }
    Ok(())
}

#[cfg(not(unix))]
fn ensure_open() -> std::io::Result<()> {
    Ok(())
}

/// What can be seen only before `main`.
#[cfg(unix)]
mod closed {
    use std::sync::atomic::{AtomicBool, Ordering};

    pub static STANDARD_OUTPUT: AtomicBool = AtomicBool::new(false);

    #[ctor::ctor(unsafe)]
    fn look() {
        // SAFETY: F_GETFD of a file descriptor, open or not, has no effect.
        let flags = unsafe { libc::fcntl(libc::STDOUT_FILENO, libc::F_GETFD) };
        STANDARD_OUTPUT.store(flags == -1, Ordering::Relaxed);
    }
}

#[cfg(test)]
mod tests {
    use super::thousands;

    #[test]
    fn digits_are_grouped_from_the_right() {
        assert_eq!(["7", "42,000", "1,362,166"], [7, 42_000, 1_362_166].map(thousands));
    }
}
