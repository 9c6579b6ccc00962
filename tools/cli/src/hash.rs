//! `isthmus hash`: the hash that goes on a chain for a file, recomputed.

use crate::args::{Hash, Salt};
use crate::print_json;
use crate::scenario::document_hash;
use anyhow::{ensure, Context, Result};
use serde_json::json;
use std::fs::File;
use std::io::Read;
use std::path::Path;

/// Prints the hash of a file.
pub fn run(args: &Hash) -> Result<()> {
    let mut content = Vec::new();
    let read = if is_standard_input(&args.file) {
        std::io::stdin().read_to_end(&mut content)
    } else {
        File::open(&args.file).and_then(|mut file| file.read_to_end(&mut content))
    };
    read.with_context(|| format!("cannot read {}", of(&args.file)))?;
    // As of a closed input: a document has something in it.
    ensure!(!content.is_empty(), "{} is empty; expected a document", of(&args.file));
    let salt = args.salt.as_ref().map_or(&[][..], |Salt(bytes)| bytes);
    let hash = hex::encode(document_hash(salt, &content));
    if args.json {
        let salt = args.salt.as_ref().map(|Salt(bytes)| hex::encode(bytes));
        return print_json(
            &json!({ "file": args.file.to_string_lossy(), "salt": salt, "hash": hash }),
        );
    }
    isthmus_terminal::print(&format!("{hash}\n"))
}

fn is_standard_input(file: &Path) -> bool {
    file == Path::new("-")
}

/// What is read, for people.
fn of(file: &Path) -> String {
    if is_standard_input(file) {
        return "standard input".to_string();
    }
    file.display().to_string()
}
