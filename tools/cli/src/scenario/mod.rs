//! A scenario: a folder with `deal.toml` and the documents it names.
//!
//! `file` is what people write, `check` turns it into a [`Scenario`] whose every value is good, or
//! into a list of [`Problems`] that name file, line, field and what is expected.

mod check;
mod document;
mod file;
mod problem;
mod starter;
mod text;

pub use check::{
    Calendar, Credit, Expired, Frozen, Party, Payment, Scenario, Silence, Supervision, Token,
    Trials, Unrelayed,
};
pub(crate) use document::fresh_bytes;
pub use document::{document_hash, Document};
pub use file::ScenarioFile;
pub use problem::{hint, Problem, Problems};
pub use starter::write_starter;
pub use text::{base_units, day_of, decimal, show_day, show_instant, Shift};

use std::path::{Path, PathBuf};

/// Name of the file in the folder.
pub const FILE_NAME: &str = "deal.toml";

/// Reads a scenario's folder.
pub fn load(dir: &Path) -> Result<Scenario, Problems> {
    let path = dir.join(FILE_NAME);
    let text = std::fs::read_to_string(&path).map_err(|error| {
        let text = match error.kind() {
            std::io::ErrorKind::NotFound if !dir.is_dir() => format!(
                "there is no folder {}; `isthmus scenario new {}` writes one to start from",
                dir.display(),
                dir.display()
            ),
            std::io::ErrorKind::NotFound => format!(
                "not found; a scenario is a folder with a file {FILE_NAME} and documents, and \
                 `isthmus scenario new DIR` writes one to start from"
            ),
            _ => format!("cannot be read: {error}"),
        };
        Problems::of_file(&path, text)
    })?;
    check::check(dir, &text, parse(&path, &text)?)
}

/// The JSON Schema of `deal.toml`, for `schema/scenario.json`.
pub fn schema() -> schemars::schema::RootSchema {
    schemars::schema_for!(ScenarioFile)
}

/// The file's shape: TOML, known fields, right types.
fn parse(path: &Path, text: &str) -> Result<ScenarioFile, Problems> {
    let problem = |line, field: String, text| {
        Problems(vec![Problem { file: PathBuf::from(path), line, field, text }])
    };
    let syntax = |error: toml::de::Error| {
        let line = error.span().map(|span| problem::line_at(text, span.start));
        let message = error.message().trim().replace('\n', ", ");
        problem(line, String::new(), format!("not TOML: {message}"))
    };
    let document = toml::Deserializer::parse(text).map_err(syntax)?;
    serde_path_to_error::deserialize(document).map_err(|error| {
        let (field, inner) = (error.path().to_string(), error.inner());
        let line = inner.span().map(|span| problem::line_at(text, span.start));
        let field = field.trim_matches(['.', '?']).to_string();
        let (field, message) = explain(&field, inner.message());
        let line = line.or_else(|| problem::line_of(text, &field));
        problem(line, field, message)
    })
}

/// Turns serde's sentence about a shape into field and advice.
fn explain(parent: &str, message: &str) -> (String, String) {
    let within = |name: &str| match parent {
        "" => name.to_string(),
        _ if parent.ends_with(name) => parent.to_string(),
        _ => format!("{parent}.{name}"),
    };
    let message = message.trim();
    let quoted: Vec<&str> = message.split('`').skip(1).step_by(2).collect();
    match quoted.split_first() {
        Some((given, known)) if message.starts_with("unknown field") => {
            (within(given), format!("unknown field; {}", hint(given, known.iter().copied())))
        }
        Some((name, _)) if message.starts_with("missing field") => {
            (within(name), "missing; it is required (see schema/scenario.json)".to_string())
        }
        _ if message.contains("expected a string") => (
            parent.to_string(),
            format!("{message}; write the value in quotes, such as \"1250.00\""),
        ),
        _ => (parent.to_string(), message.to_string()),
    }
}
