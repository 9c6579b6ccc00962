//! `isthmus-bench node`: the comparison as a command. `cargo e2e` runs it.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use isthmus_regions::workload::Figures;
use isthmus_terminal::{print, tell};

use super::{per_cent, Comparison};
use crate::figures;

/// Compare what messages cost on real chains (`isthmus measure --out FILE`) with the model
///
/// Fails if the model is off by more than 1 % anywhere.
#[derive(clap::Args)]
pub struct Args {
    /// What was measured on the nodes
    #[arg(long, value_name = "FILE")]
    figures: PathBuf,
    /// Folder with the contracts that the nodes ran
    #[arg(long, value_name = "DIR", default_value = "artifacts")]
    artifacts: PathBuf,
    /// Write node.md and node.json into this folder
    #[arg(long, value_name = "DIR")]
    write: Option<PathBuf>,
    /// Print {rows, transfer, bank_send} as JSON in place of the table
    #[arg(long)]
    json: bool,
}

/// Compares; says whether model and nodes agree.
pub fn run(args: &Args) -> Result<bool> {
    let node: Figures = figures::read(&args.figures)?;
    let machine = crate::bench::machine(&args.artifacts)?;
    let comparison = Comparison::new(&machine, &node)?;
    if let Some(folder) = &args.write {
        write(&folder.join("node.md"), &comparison.to_markdown())?;
        write(&folder.join("node.json"), &comparison.to_json()?)?;
    }
    if args.json {
        print(&comparison.to_json()?)?;
    } else {
        print(&comparison.to_markdown())?;
    }
    for row in comparison.disagreeing() {
        let off = per_cent(row.off());
        tell(&format!("{} {}: the model is off by {off}", row.contract, row.message));
    }
    Ok(comparison.agrees())
}

fn write(file: &Path, text: &str) -> Result<()> {
    fs::write(file, text).with_context(|| format!("cannot write {}", file.display()))
}
