//! `cargo wasm --reproducible`: the same sources in two folders, the workspace and a copy, give the same
//! bytes. What was found alike is kept in `target/wasm/`, so that `cargo gas` can say it beside the sizes.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{ensure, Context, Result};
use serde_json::json;

use super::toolchain::Toolchain;
use super::{build, sha256, CONTRACTS};
use crate::ui::{self, Step};
use crate::workspace;

/// Folders that are no source.
const SKIPPED: [&str; 5] = ["target", "artifacts", ".git", "node_modules", ".localnet"];

pub fn run(toolchain: &Toolchain, json: bool) -> Result<()> {
    let base = env::temp_dir().join(format!("isthmus-reproducible-{}", std::process::id()));
    let result = compare(toolchain, &base.join("another place/with a copy"));
    let cleared = fs::remove_dir_all(&base);
    let [first, second] = result?;
    cleared.with_context(|| format!("cannot remove {}", base.display()))?;

    let equal = first == second;
    if json {
        let rows = CONTRACTS.iter().zip(first.iter().zip(&second));
        let contracts: Vec<_> = rows
            .map(|(name, (a, b))| json!({"contract": name, "sha256": [a, b], "equal": a == b}))
            .collect();
        let report = json!({"toolchain": toolchain.name, "equal": equal, "contracts": contracts});
        ui::print_json(&report)?;
    } else {
        let rows: Vec<Vec<String>> = CONTRACTS
            .iter()
            .zip(first.iter().zip(&second))
            .map(|(name, (a, b))| {
                let verdict = if a == b { "equal" } else { "DIFFERENT" };
                let short = |hash: &str| hash.chars().take(24).collect::<String>();
                vec![(*name).to_string(), verdict.to_string(), short(a), short(b)]
            })
            .collect();
        ui::table(&["contract", "SHA-256", "workspace", "copy"], &rows)?;
    }
    ensure!(equal, "two builds of the same sources differ");
    let file = record();
    fs::create_dir_all(file.parent().unwrap_or(&file))?;
    fs::write(&file, serde_json::to_string_pretty(&first)? + "\n")
        .with_context(|| format!("cannot write {}", file.display()))
}

/// Hashes of what was last built twice with the same result; none if that was never tried.
pub fn known() -> Vec<String> {
    let text = fs::read_to_string(record()).unwrap_or_default();
    serde_json::from_str(&text).unwrap_or_default()
}

fn record() -> PathBuf {
    workspace::root().join("target/wasm/reproducible.json")
}

/// Hashes of the optimised contracts, built in the workspace, where `cargo wasm` may just have done so, and
/// from nothing in a copy with another name at another depth.
fn compare(toolchain: &Toolchain, other: &Path) -> Result<[Vec<String>; 2]> {
    let root = workspace::root();
    copy(&root, other)?;
    let first = hashes(toolchain, &root, &root.join("target/wasm"))?;
    Ok([first, hashes(toolchain, other, &other.join("target"))?])
}

fn hashes(toolchain: &Toolchain, folder: &Path, target: &Path) -> Result<Vec<String>> {
    let step = Step::begin(format!("building in {}", folder.display()));
    let raw = build::compile(&step, toolchain, folder, target)?;
    let optimised = build::optimise_all(&raw, &target.join("optimised"))?;
    step.done("");
    optimised.iter().map(|file| sha256(file)).collect()
}

fn copy(from: &Path, to: &Path) -> Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let (name, kind) = (entry.file_name(), entry.file_type()?);
        if SKIPPED.iter().any(|skipped| name == *skipped) {
            continue;
        }
        if kind.is_dir() {
            copy(&entry.path(), &to.join(name))?;
        } else if kind.is_file() {
            fs::copy(entry.path(), to.join(name))?;
        }
    }
    Ok(())
}
