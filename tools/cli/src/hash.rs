//! `isthmus hash`: the hash that goes on a chain for a file, recomputed.

use crate::args::{Hash, Salt};
use crate::print_json;
use crate::scenario::document_hash;
use anyhow::{Context, Result};
use serde_json::json;
use std::io::Read;
use std::path::Path;

/// Prints the hash of a file.
pub fn run(args: &Hash) -> Result<()> {
    let content = if args.file == Path::new("-") {
        let mut content = Vec::new();
        std::io::stdin().read_to_end(&mut content).context("cannot read standard input")?;
        content
    } else {
        std::fs::read(&args.file).with_context(|| format!("cannot read {}", args.file.display()))?
    };
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
