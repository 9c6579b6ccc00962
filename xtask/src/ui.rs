//! What a person sees while a command works: one line per step, the last word of a build, tables.
//! All of it goes to standard error, except tables and JSON, which are the result.

use std::fs::{self, File};
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Command, Stdio};

use anyhow::{bail, Context, Result};
use isthmus_terminal::print;
pub use isthmus_terminal::{thousands, Step};

use crate::group::Group;

/// Prints an object as JSON.
pub fn print_json(value: &impl serde::Serialize) -> Result<()> {
    print(&(serde_json::to_string_pretty(value)? + "\n"))
}

/// Runs a build: its last line shown beside the spinner, all of it in `log`, the end of that log in
/// the error if it fails.
pub fn build(step: &Step, command: &mut Command, log: &Path) -> Result<()> {
    if let Some(folder) = log.parent() {
        fs::create_dir_all(folder)?;
    }
    let mut file = File::create(log).with_context(|| format!("cannot write {}", log.display()))?;
    // What goes into a log and into an error has no colours.
    command.env("CARGO_TERM_COLOR", "never").stdout(Stdio::null()).stderr(Stdio::piped());
    let mut group = Group::spawn(command)?;
    let mut last: Vec<String> = Vec::new();
    for line in group.stderr().into_iter().flat_map(|pipe| BufReader::new(pipe).split(b'\n')) {
        let line = String::from_utf8_lossy(&line?).into_owned();
        writeln!(file, "{line}")?;
        step.note(&line);
        last.push(line);
        if last.len() > 60 {
            last.remove(0);
        }
    }
    if !group.wait()?.success() {
        bail!("{} failed; the end of {}:\n{}", step.name(), log.display(), last.join("\n"));
    }
    Ok(())
}

/// Prints a table: the first column to the left, the others to the right unless they are words.
pub fn table(head: &[&str], rows: &[Vec<String>]) -> Result<()> {
    print(&table_text(head, rows))
}

fn table_text(head: &[&str], rows: &[Vec<String>]) -> String {
    let width = |column: usize| {
        let cells = rows.iter().filter_map(|row| row.get(column)).map(|cell| cell.chars().count());
        cells.chain(head.get(column).map(|title| title.len())).max().unwrap_or(0)
    };
    let widths: Vec<usize> = (0..head.len()).map(width).collect();
    let is_number = |cell: &str| cell.starts_with(|c: char| c.is_ascii_digit());
    let numeric: Vec<bool> = (0..head.len())
        .map(|column| column > 0 && rows.iter().all(|row| is_number(&row[column])))
        .collect();
    let written = |cells: &mut dyn Iterator<Item = &str>| {
        let mut line = String::new();
        for ((cell, width), numeric) in cells.zip(&widths).zip(&numeric) {
            let pad = " ".repeat(width.saturating_sub(cell.chars().count()));
            let text = if *numeric { pad + cell } else { cell.to_string() + &pad };
            line += &text;
            line += "  ";
        }
        format!("{}\n", line.trim_end())
    };
    let rows = rows.iter().map(|row| written(&mut row.iter().map(String::as_str)));
    std::iter::once(written(&mut head.iter().copied())).chain(rows).collect()
}
