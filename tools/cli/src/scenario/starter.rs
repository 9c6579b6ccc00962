//! `isthmus scenario new`: a folder to start from.

use super::FILE_NAME;
use anyhow::{bail, Context, Result};
use std::path::Path;

const FILES: [(&str, &str); 4] = [
    (FILE_NAME, include_str!("starter/deal.toml")),
    ("commercial-invoice.txt", include_str!("starter/commercial-invoice.txt")),
    ("bill-of-lading.txt", include_str!("starter/bill-of-lading.txt")),
    ("packing-list.csv", include_str!("starter/packing-list.csv")),
];

/// Writes a commented scenario that runs as it is. Never overwrites a file.
pub fn write_starter(dir: &Path) -> Result<Vec<&'static str>> {
    std::fs::create_dir_all(dir).with_context(|| format!("cannot make {}", dir.display()))?;
    if let Some((name, _)) = FILES.iter().find(|(name, _)| dir.join(name).exists()) {
        bail!(
            "{} is there already, and nothing is overwritten; name a new folder",
            dir.join(name).display()
        );
    }
    for (name, text) in FILES {
        let path = dir.join(name);
        std::fs::write(&path, text).with_context(|| format!("cannot write {}", path.display()))?;
    }
    Ok(FILES.iter().map(|(name, _)| *name).collect())
}
