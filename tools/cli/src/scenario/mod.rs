//! A scenario: a folder with `deal.toml` and the documents it names.
//!
//! `file` is what people write, `limit` says how much of it, `shape` repairs what is not even that, `check`
//! turns it into a [`Scenario`] whose every value is good, or into a list of [`Problems`] that name file,
//! line, field and what is expected.

mod check;
mod deal;
mod document;
mod file;
mod limit;
mod problem;
mod shape;
mod template;
mod text;

pub use deal::{
    Calendar, Credit, Discrepancy, Expired, Frozen, Party, Payment, Scenario, Silence, Supervision,
    Token, Trials, TwoRules, Unrelayed,
};
pub(crate) use document::fresh_bytes;
pub use document::{document_hash, Document, SALT_BYTES};
pub use file::ScenarioFile;
pub use problem::{hint, Problem, Problems};
pub use template::Template;
pub use text::{
    base_units, day_of, decimal, show_coins, show_day, show_instant, Shift, COIN_DECIMALS,
};

use isthmus_terminal::{command, is_hidden, quoted};
use std::io;
use std::path::Path;
use std::sync::LazyLock;
use toml::Table;

/// Name of the file in the folder.
pub const FILE_NAME: &str = "deal.toml";

/// Largest `deal.toml`.
const MAX_BYTES: u64 = 1024 * 1024;

/// The schema that `shape` holds a file against.
static SCHEMA: LazyLock<serde_json::Value> =
    LazyLock::new(|| serde_json::to_value(schema()).unwrap_or_default());

/// Reads a scenario's folder, or the folder of a `deal.toml`.
pub fn load(dir: &Path) -> Result<Scenario, Problems> {
    let named_file = dir.file_name().is_some_and(|name| name == FILE_NAME) && dir.is_file();
    let dir = dir.parent().filter(|_| named_file).unwrap_or(dir);
    let dir = if dir.as_os_str().is_empty() { Path::new(".") } else { dir };
    let path = dir.join(FILE_NAME);
    let text = read(&path).map_err(|error| {
        let text = match error.kind() {
            io::ErrorKind::NotFound if !dir.is_dir() => format!(
                "there is no folder {}; `{} scenario new {}` writes one to start from",
                dir.display(),
                command(),
                quoted(dir)
            ),
            io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => format!(
                "not found; a scenario is a folder with a file {FILE_NAME} and documents, and \
                 `{} scenario new DIR` writes one to start from",
                command()
            ),
            _ => format!("cannot be read: {error}"),
        };
        Problems::of_file(&path, text)
    })?;
    let mut table =
        toml::from_str::<Table>(&text).map_err(|error| not_toml(&path, &text, &error))?;
    let shape = shape::repair(&mut table, &SCHEMA);
    let file: ScenarioFile = table.try_into().map_err(|error: toml::de::Error| {
        Problems::of_file(&path, error.message().trim().to_string())
    })?;
    check::check(dir, &text, &file, shape)
}

/// Reads a regular file of bounded size. A pipe or a device is never opened: it may have no end.
fn read(path: &Path) -> io::Result<String> {
    let meta = path.metadata()?;
    match meta.len() {
        _ if !meta.is_file() => Err(io::Error::other("expected a regular file")),
        bytes if bytes > MAX_BYTES => Err(io::Error::other("too large; expected at most 1 MiB")),
        _ => std::fs::read_to_string(path),
    }
}

/// The JSON Schema of `deal.toml`, for `schema/scenario.json`.
pub fn schema() -> schemars::schema::RootSchema {
    schemars::schema_for!(ScenarioFile)
}

/// What is wrong with a file that is not TOML at all: only its first mistake can be told.
fn not_toml(path: &Path, text: &str, error: &toml::de::Error) -> Problems {
    let at = error.span().map(|span| span.start);
    let line = at.map(|at| problem::line_at(text, at));
    let written = line.and_then(|line| text.lines().nth(line - 1)).unwrap_or_default();
    let message = error.message().trim().replace('\n', ", ");
    let value = written.split_once('=').map(|(_, value)| value.trim());
    let bare = value.is_some_and(|value| value.starts_with(|c: char| c.is_alphabetic()));
    let advice = if message.contains("duplicate key") {
        let name = written.trim().trim_matches(['[', ']']).split('=').next().unwrap_or_default();
        format!("`{}` is there twice; expected it once", name.trim())
    } else if let Some(other) = at.and_then(|at| look_alike(&text[at..])) {
        format!("{message}; this is {other}")
    } else if bare {
        format!("{message}; text stands in quotes, such as \"{}\"", value.unwrap_or_default())
    } else {
        message
    };
    Problems::of_line(path, line, &format!("not TOML: {advice}"))
}

/// The character at the beginning of a text, if it is one that a keyboard does not type where TOML has
/// another that looks like it: nobody would find it by looking.
fn look_alike(text: &str) -> Option<String> {
    let found = text.chars().next().filter(|c| !c.is_ascii())?;
    let meant = match found {
        '\u{2018}'..='\u{201f}' | '\u{ab}' | '\u{bb}' | '\u{ff02}' | '\u{2033}' => {
            "; TOML wants \""
        }
        '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{ff0d}' => "; TOML wants -",
        '\u{ff1d}' => "; TOML wants =",
        _ if found.is_whitespace() => "; TOML wants an ordinary space",
        _ => "",
    };
    let shown = if is_hidden(found) || found.is_whitespace() {
        String::new()
    } else {
        format!("{found}, ")
    };
    Some(format!("{shown}U+{:04X}{meant}", u32::from(found)))
}
