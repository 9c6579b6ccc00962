//! The JSON examples of the Markdown files: one notation (docs/examples.md), one runner.
//!
//! | module | what it has |
//! |---|---|
//! | [`parse`] | a Markdown file's examples, each with its line |
//! | [`run`] | carries them out in order, in a world of their own |
//! | [`actors`] | who acts in them |
//! | [`resolve`] | addresses, hooks, keys and earlier answers in place of what stands for them |
//! | [`coverage`] | which messages have an example, and which have none |

pub mod actors;
pub mod coverage;
pub mod parse;
pub mod resolve;
pub mod run;

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// The repository's own folder.
pub fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// All Markdown files of a folder, paths relative to it, in order. What is built or hidden is left
/// out.
pub fn markdown(root: &Path) -> io::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    let mut folders = vec![PathBuf::new()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(root.join(&folder))? {
            let entry = entry?;
            let name = entry.file_name();
            let Some(text) = name.to_str() else { continue };
            let path = folder.join(&name);
            if entry.file_type()?.is_dir() {
                if !text.starts_with('.') && text != "target" && text != "node_modules" {
                    folders.push(path);
                }
            } else if text.ends_with(".md") {
                files.push(path);
            }
        }
    }
    files.sort();
    Ok(files)
}
