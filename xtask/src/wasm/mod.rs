//! `cargo wasm`: the contracts as a chain takes them.

mod build;
mod functions;
mod reproducible;
mod toolchain;
mod wasm_opt;

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{bail, ensure, Context, Result};
use flate2::write::GzEncoder;
use flate2::Compression;
use serde::{Deserialize, Serialize};
use serde_json::json;
use sha2::{Digest, Sha256};

use crate::group::Group;
use crate::ui::{self, Step};
use crate::workspace;
use toolchain::Toolchain;

/// The packages in `contracts/`.
pub const CONTRACTS: [&str; 5] = [
    "isthmus-stablecoin",
    "isthmus-escrow",
    "isthmus-identity",
    "isthmus-bridge",
    "isthmus-issuance",
];

/// The contracts that ours are compared with, as the folders of `bench/reference/` pin them.
pub const REFERENCE: [&str; 2] = ["cw20-base", "cw20-ics20"];

/// Largest optimised wasm that a chain takes (ADR 2).
const LIMIT_BYTES: u64 = 800 * 1024;

/// Most optimised bytes of each of [`CONTRACTS`], so that there is room to mend each (ADR 9, ADR 11). What would
/// pass one becomes a contract of its own.
const BUDGETS_BYTES: [u64; CONTRACTS.len()] = [560_000, 720_000, 720_000, 640_000, 420_000];

/// Build, optimise and check the contracts.
///
/// Writes artifacts/*.wasm with their checksums and sizes (checksums.txt, wasm.json), and runs each
/// contract in the engine that chains run: static check and an instantiate call.
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  cargo wasm
  cargo wasm --no-check --functions    where the bytes of each contract are
  cargo wasm --reproducible

Needs the one compiler whose checksums count, with the source of its standard library, because chains
reject instructions that the prebuilt one contains, and wasm-opt:
  rustup toolchain install 1.96.0 --profile minimal --component rust-src   with rustup, or
  apt-get install rustc-web cargo-web rust-web-src libstd-rust-web-dev     on Debian
  npm, which fetches wasm-opt (binaryen 132.0.0), unless that version is on the PATH")]
pub struct Args {
    /// Print the table as JSON
    #[arg(long)]
    json: bool,
    /// Build twice, in two folders, and compare the SHA-256 of the results
    #[arg(long)]
    reproducible: bool,
    /// Print the five largest functions of each contract too
    #[arg(long)]
    functions: bool,
    /// Leave out the run in the chain's engine (which takes minutes to build the first time)
    #[arg(long)]
    no_check: bool,
}

/// One optimised contract.
#[derive(Serialize)]
pub struct Artifact {
    contract: String,
    #[serde(skip)]
    path: PathBuf,
    /// What the compiler made.
    #[serde(skip)]
    raw: PathBuf,
    raw_bytes: u64,
    optimised_bytes: u64,
    gzip_bytes: u64,
    sha256: String,
    /// Whether `--reproducible` built exactly these bytes twice.
    reproducible: bool,
    /// What the engine says; absent with --no-check.
    #[serde(skip_serializing_if = "Option::is_none")]
    check: Option<Check>,
}

/// The answer of `isthmus-bench check` about one file.
#[derive(Serialize, Deserialize)]
struct Check {
    file: String,
    /// Capabilities of the chain that the contract asks for.
    capabilities: Vec<String>,
    /// Gas of the instantiate call in the engine, without storage costs.
    instantiate_gas: u64,
    /// What is wrong, if anything.
    error: Option<String>,
}

pub fn run(args: &Args) -> Result<()> {
    let toolchain = Toolchain::find()?;
    if args.reproducible {
        return reproducible::run(&toolchain, args.json);
    }
    let mut artifacts = make(&toolchain)?;
    if !args.no_check {
        check(&mut artifacts)?;
    }
    report(&toolchain, &artifacts, args.json)?;
    if args.functions {
        functions::report(&artifacts)?;
    }
    let too_large: Vec<String> =
        artifacts.iter().zip(BUDGETS_BYTES).filter_map(|(of, budget)| over(of, budget)).collect();
    ensure!(too_large.is_empty(), "too large:\n  {}", too_large.join("\n  "));
    let broken = artifacts.iter().filter_map(|artifact| artifact.check.as_ref());
    let errors: Vec<String> = broken
        .filter_map(|check| Some(format!("{}: {}", check.file, check.error.as_ref()?)))
        .collect();
    ensure!(errors.is_empty(), "the chain's engine refuses:\n  {}", errors.join("\n  "));
    Ok(())
}

/// What is said of a contract that has outgrown its budget, or what a chain takes.
fn over(artifact: &Artifact, budget: u64) -> Option<String> {
    let (name, bytes) = (&artifact.contract, ui::thousands(artifact.optimised_bytes));
    let most = budget.min(LIMIT_BYTES);
    let told =
        format!("{name}: {bytes} bytes, at most {} (cargo wasm --functions)", ui::thousands(most));
    (artifact.optimised_bytes > most).then_some(told)
}

/// Brings `artifacts/` up to date, for commands that need it. Quick when nothing has changed.
pub fn ensure_built() -> Result<()> {
    make(&Toolchain::find()?).map(drop)
}

/// Brings the reference contracts up to date; returns their folder. Quick when nothing has changed.
pub fn ensure_reference_built() -> Result<PathBuf> {
    let toolchain = Toolchain::find()?;
    let root = workspace::root();
    let target = root.join("target/wasm");
    let step = Step::begin("building the reference contracts");
    let raw = build::compile_reference(&step, &toolchain, &root, &target)?;
    step.done("");
    let folder = root.join("target/reference");
    pack(&toolchain, &REFERENCE, &raw, &folder)?;
    Ok(folder)
}

/// Builds, optimises, and writes `artifacts/`.
fn make(toolchain: &Toolchain) -> Result<Vec<Artifact>> {
    let root = workspace::root();
    let target = root.join("target/wasm");
    let step = Step::begin(format!("building five contracts with {}", toolchain.name));
    let raw = build::compile(&step, toolchain, &root, &target)?;
    step.done("");
    pack(toolchain, &CONTRACTS, &raw, &root.join("artifacts"))
}

/// Optimises what was compiled into a folder and describes it there: `checksums.txt` for people,
/// `wasm.json` with versions and sizes for `cargo gas`.
fn pack(
    toolchain: &Toolchain,
    packages: &[&str],
    raw: &[PathBuf],
    folder: &Path,
) -> Result<Vec<Artifact>> {
    let step = Step::begin("optimising");
    fs::create_dir_all(folder)?;
    let mut artifacts = Vec::new();
    let mut checksums = String::new();
    let reproducible = reproducible::known();
    let optimised = build::optimise_all(raw, &workspace::root().join("target/wasm/optimised"))?;
    for ((package, raw), optimised) in packages.iter().zip(raw).zip(optimised) {
        let file = format!("{}.wasm", package.replace('-', "_"));
        let path = folder.join(&file);
        fs::copy(&optimised, &path)?;
        let bytes = fs::read(&path)?;
        let sha256 = hex::encode(Sha256::digest(&bytes));
        checksums += &format!("{sha256}  {file}\n");
        artifacts.push(Artifact {
            contract: (*package).to_string(),
            path,
            raw: raw.clone(),
            raw_bytes: fs::metadata(raw)?.len(),
            optimised_bytes: size(&bytes),
            gzip_bytes: size(&gzip(&bytes)?),
            reproducible: reproducible.contains(&sha256),
            sha256,
            check: None,
        });
    }
    fs::write(folder.join("checksums.txt"), checksums)?;
    let manifest = json!({ "compiler": toolchain.versions, "contracts": artifacts });
    fs::write(folder.join("wasm.json"), serde_json::to_string_pretty(&manifest)? + "\n")?;
    step.done(&folder.strip_prefix(workspace::root()).unwrap_or(folder).display().to_string());
    Ok(artifacts)
}

/// Loads every artifact in the engine of the chain. The engine is a crate of its own, `bench`, so
/// that only this command waits for it.
fn check(artifacts: &mut [Artifact]) -> Result<()> {
    let step = Step::begin("running each in the chain's engine (built first, once)");
    let mut bench = Command::new(workspace::bench()?);
    bench.args(["check", "--json"]).args(artifacts.iter().map(|artifact| &artifact.path));
    let output = Group::spawn(bench.stdout(Stdio::piped()).stderr(Stdio::inherit()))?.output()?;
    if !output.status.success() {
        bail!("isthmus-bench could not run; its message is above");
    }
    let checks: Vec<Check> = serde_json::from_slice(&output.stdout)?;
    step.done("");
    for (artifact, check) in artifacts.iter_mut().zip(checks) {
        artifact.check = Some(check);
    }
    Ok(())
}

fn report(toolchain: &Toolchain, artifacts: &[Artifact], json: bool) -> Result<()> {
    if json {
        let report = json!({
            "toolchain": toolchain.name,
            "limit_bytes": LIMIT_BYTES,
            "budgets_bytes": BUDGETS_BYTES,
            "contracts": artifacts,
        });
        return ui::print_json(&report);
    }
    let row = |(artifact, budget): (&Artifact, u64)| {
        let check = match &artifact.check {
            None => "not run".to_string(),
            Some(Check { error: Some(_), .. }) => "FAILED".to_string(),
            Some(check) => format!("ok, {} gas", ui::thousands(check.instantiate_gas)),
        };
        vec![
            artifact.contract.clone(),
            ui::thousands(artifact.raw_bytes),
            ui::thousands(artifact.optimised_bytes),
            ui::thousands(budget),
            ui::thousands(artifact.gzip_bytes),
            check,
            artifact.sha256.chars().take(16).collect(),
        ]
    };
    let rows: Vec<_> = artifacts.iter().zip(BUDGETS_BYTES).map(row).collect();
    ui::table(
        &["contract", "raw", "optimised", "budget", "gzip", "instantiate", "SHA-256 begins"],
        &rows,
    )
}

fn gzip(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes)?;
    Ok(encoder.finish()?)
}

fn size(bytes: &[u8]) -> u64 {
    u64::try_from(bytes.len()).unwrap_or(u64::MAX)
}

fn sha256(path: &Path) -> Result<String> {
    let bytes = fs::read(path).with_context(|| format!("cannot read {}", path.display()))?;
    Ok(hex::encode(Sha256::digest(bytes)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_contract_that_outgrows_its_budget_is_named_with_both_figures() {
        let of = |optimised_bytes| Artifact {
            contract: "isthmus-bridge".into(),
            path: PathBuf::new(),
            raw: PathBuf::new(),
            raw_bytes: 0,
            optimised_bytes,
            gzip_bytes: 0,
            sha256: String::new(),
            reproducible: false,
            check: None,
        };
        assert_eq!(over(&of(640_000), 640_000), None);
        let told = over(&of(640_001), 640_000).unwrap();
        assert!(told.starts_with("isthmus-bridge: 640,001 bytes, at most 640,000"), "{told}");
        assert!(over(&of(LIMIT_BYTES + 1), u64::MAX).is_some());
        assert!(BUDGETS_BYTES.iter().all(|budget| *budget < LIMIT_BYTES));
    }
}
