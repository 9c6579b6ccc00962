//! Commands that can be pasted from where the user stands.

use crate::{is_hidden, visible_json};
use std::env;
use std::path::Path;

/// By this variable xtask tells the `isthmus` binary that the user typed `cargo`.
pub const COMMAND_VARIABLE: &str = "ISTHMUS_COMMAND";

/// Whether the user typed an alias such as `cargo demo`.
pub fn is_cargo() -> bool {
    env::var_os(COMMAND_VARIABLE).is_some_and(|command| command == "cargo")
}

/// What the user typed before the name of the subcommand: `cargo`, or the path of this program.
pub fn command() -> String {
    if is_cargo() {
        return "cargo".to_string();
    }
    env::args_os().next().map_or_else(|| "isthmus".to_string(), |program| quoted(program.as_ref()))
}

/// A path as a shell reads it back, and as no command takes it for an option.
///
/// ```
/// use isthmus_terminal::quoted;
/// assert_eq!(quoted("my-deal".as_ref()), "my-deal");
/// assert_eq!(quoted("a b/my deal".as_ref()), "'a b/my deal'");
/// assert_eq!(quoted("-deal".as_ref()), "./-deal");
/// assert_eq!(quoted("it's a\u{202e}deal".as_ref()), r"$'it\'s a\u202edeal'");
/// ```
pub fn quoted(path: &Path) -> String {
    let mut text = path.to_string_lossy();
    if text.starts_with('-') {
        text = format!("./{text}").into();
    }
    if text.chars().any(is_hidden) {
        let escaped = text.replace('\\', "\\\\").replace('\'', "\\'");
        return format!("$'{}'", visible_json(&escaped).replace('\n', "\\n"));
    }
    shlex::try_quote(&text).map_or_else(|_| text.to_string(), |quoted| quoted.into_owned())
}
