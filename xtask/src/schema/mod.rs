//! `cargo schema`: everything a client can rely on, generated from the code.
//!
//! | module | files | from |
//! |---|---|---|
//! | [`contracts`] | `<contract>.json`, `raw/` | the types in `isthmus-api` |
//! | [`hooks`] | `hooks.json`, `packet.json` | the types of what travels inside other messages |
//! | [`permissions`] | `permissions.json` | the tables that the contracts enforce |
//! | [`events`] | `events.json` | the events' declarations |
//! | [`errors`] | `errors.json` | each contract's `error.rs` and what its errors quote |
//! | [`limits`] | `limits.json` | the constants |
//! | `isthmus_cli` | `scenario.json`, `report.json`, `statement.json` | what `cargo demo` reads and prints, and `cargo statement` |
//!
//! [`patterns`] says in all of them what a string that is a number or bytes looks like.

mod contracts;
mod errors;
mod events;
mod hooks;
mod limits;
mod patterns;
mod permissions;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{ensure, Context, Result};
use isthmus_terminal::print;
use serde::Serialize;
use serde_json::json;

use crate::ui::print_json;

/// The contracts, in the order of every file.
const CONTRACTS: [&str; 5] = ["stablecoin", "issuance", "escrow", "identity", "bridge"];

/// File below `schema/` -> its text.
type Files = BTreeMap<PathBuf, String>;

/// Writes `schema/`, or with `check` fails and names the files that differ.
pub fn run(check: bool, as_json: bool) -> Result<()> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let files = generate(&root)?;
    let folder = root.join("schema");
    let stale = stale(&folder, &files)?;
    if check {
        report(&stale, "differs", as_json)?;
        ensure!(stale.is_empty(), "schema/ does not match the code; run `cargo schema` and commit");
        return Ok(());
    }
    for path in &stale {
        let target = folder.join(path);
        match files.get(path) {
            Some(text) => {
                fs::create_dir_all(target.parent().context("file without a folder")?)?;
                fs::write(&target, text)?;
            }
            None => fs::remove_file(&target)?,
        }
    }
    report(&stale, "written", as_json)
}

fn report(paths: &[PathBuf], what: &str, as_json: bool) -> Result<()> {
    if as_json {
        return print_json(&json!({ what: paths }));
    }
    if paths.is_empty() {
        return print("schema/ is up to date\n");
    }
    let lines = paths.iter().map(|path| format!("{what}: schema/{}\n", path.display()));
    print(&lines.collect::<String>())
}

fn generate(root: &Path) -> Result<Files> {
    let mut files = contracts::files()?;
    add(&mut files, "hooks.json", pretty(&hooks::hooks())?);
    add(&mut files, "packet.json", pretty(&hooks::packet())?);
    add(&mut files, "scenario.json", pretty(&isthmus_cli::scenario::schema())?);
    add(&mut files, "report.json", pretty(&hooks::described(isthmus_cli::report::schema()))?);
    let statement = hooks::described(isthmus_cli::statement::schema());
    add(&mut files, "statement.json", pretty(&statement)?);
    add(&mut files, "permissions.json", pretty(&permissions::all())?);
    add(&mut files, "events.json", pretty(&events::all())?);
    add(&mut files, "errors.json", pretty(&errors::all(root)?)?);
    add(&mut files, "limits.json", pretty(&limits::all())?);
    Ok(files)
}

/// A file about all contracts, with the version of the code that it is about.
#[derive(Serialize)]
struct Versioned<T> {
    version: &'static str,
    #[serde(flatten)]
    content: T,
}

impl<T> Versioned<T> {
    fn new(content: T) -> Self {
        Self { version: env!("CARGO_PKG_VERSION"), content }
    }
}

fn add(files: &mut Files, name: impl Into<PathBuf>, text: String) {
    files.insert(name.into(), text);
}

fn pretty(value: &impl serde::Serialize) -> Result<String> {
    Ok(with_newline(serde_json::to_string_pretty(value)?))
}

fn with_newline(mut text: String) -> String {
    if !text.ends_with('\n') {
        text.push('\n');
    }
    text
}

/// Files that differ from what is on disk, or are on disk and no longer generated.
fn stale(folder: &Path, files: &Files) -> Result<Vec<PathBuf>> {
    let mut stale: Vec<PathBuf> = Vec::new();
    for (path, text) in files {
        if fs::read_to_string(folder.join(path)).ok().as_ref() != Some(text) {
            stale.push(path.clone());
        }
    }
    for path in on_disk(folder, Path::new(""))? {
        if !files.contains_key(&path) {
            stale.push(path);
        }
    }
    Ok(stale)
}

fn on_disk(root: &Path, below: &Path) -> Result<Vec<PathBuf>> {
    let folder = root.join(below);
    if !folder.exists() {
        return Ok(Vec::new());
    }
    let mut found = Vec::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let path = below.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            found.extend(on_disk(root, &path)?);
        } else {
            found.push(path);
        }
    }
    Ok(found)
}
