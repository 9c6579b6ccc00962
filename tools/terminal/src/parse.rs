//! The command line, read so that its help and its errors obey the same rules as the results.

use crate::{fail, print, tell, Color};
use clap::{ColorChoice, Command, FromArgMatches};
use std::process::ExitCode;

/// Columns of help and errors, at most: what every terminal has.
const WIDTH: usize = 80;

/// Reads the arguments of this process; or ends it, as clap does, with help (0) or a usage error (2).
pub fn parse<T: FromArgMatches>(command: Command) -> Result<T, ExitCode> {
    let arguments: Vec<_> = std::env::args_os().collect();
    let color = color(arguments.iter().map(|argument| argument.to_string_lossy().into_owned()));
    let mut command = command.color(color).max_term_width(WIDTH);
    let parsed = command
        .try_get_matches_from_mut(arguments)
        .and_then(|matches| T::from_arg_matches(&matches).map_err(|e| e.format(&mut command)));
    parsed.map_err(|error| {
        let text = error.render();
        let text = match color {
            ColorChoice::Never => text.to_string(),
            _ => text.ansi().to_string(),
        };
        if error.use_stderr() {
            tell(text.trim_end());
            return ExitCode::from(2);
        }
        match print(&text) {
            Ok(()) => ExitCode::SUCCESS,
            Err(error) => {
                fail(&error);
                ExitCode::FAILURE
            }
        }
    })
}

/// What `--color` says, before the arguments are read.
fn color(arguments: impl Iterator<Item = String>) -> ColorChoice {
    let mut color = Color::default();
    let mut is_next = false;
    for argument in arguments.take_while(|argument| argument != "--") {
        let value = match argument.strip_prefix("--color=") {
            Some(value) => Some(value),
            None => is_next.then_some(argument.as_str()),
        };
        is_next = argument == "--color";
        match value {
            Some("always") => color.color = ColorChoice::Always,
            Some("never") => color.color = ColorChoice::Never,
            _ => {}
        }
    }
    color.write_global();
    color.color
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_forms_of_the_argument_are_known() {
        for (line, choice) in [
            ("demo", ColorChoice::Auto),
            ("demo --color never", ColorChoice::Never),
            ("--color=always demo", ColorChoice::Always),
            ("demo -- --color=always", ColorChoice::Auto),
            ("demo --scenario never", ColorChoice::Auto),
        ] {
            assert_eq!(color(line.split(' ').map(String::from)), choice, "{line}");
        }
    }
}
