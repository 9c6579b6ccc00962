//! `cargo wasm`: the contracts as a chain takes them.

mod build;
mod reproducible;
mod toolchain;

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

use crate::ui::{self, Step};
use crate::workspace;
use toolchain::Toolchain;

/// The packages in `contracts/`.
pub const CONTRACTS: [&str; 4] =
    ["isthmus-stablecoin", "isthmus-escrow", "isthmus-identity", "isthmus-bridge"];

/// The contracts that ours are compared with, as the folders of `bench/reference/` pin them.
pub const REFERENCE: [&str; 2] = ["cw20-base", "cw20-ics20"];

/// Largest optimised wasm: what chains take (ADR 2).
const LIMIT_BYTES: u64 = 800 * 1024;

/// Build, optimise and check the contracts.
///
/// Writes artifacts/*.wasm with their checksums and sizes (checksums.txt, wasm.json), and runs each
/// contract in the engine that chains run: static check and an instantiate call.
#[derive(clap::Args)]
#[command(after_help = "\
Needs the source of Rust's standard library, because chains reject instructions that the prebuilt
one contains, and wasm-opt:
  rustup component add rust-src                                      with rustup, or
  apt-get install rustc-web cargo-web rust-web-src libstd-rust-web-dev   on Debian
  apt-get install binaryen                                           for wasm-opt")]
pub struct Args {
    /// Print the table as JSON
    #[arg(long)]
    json: bool,
    /// Build twice, in two folders, and compare the SHA-256 of the results
    #[arg(long)]
    reproducible: bool,
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
    let too_large = artifacts.iter().filter(|artifact| artifact.optimised_bytes > LIMIT_BYTES);
    let names: Vec<&str> = too_large.map(|artifact| artifact.contract.as_str()).collect();
    ensure!(names.is_empty(), "larger than {LIMIT_BYTES} bytes: {}", names.join(", "));
    let broken = artifacts.iter().filter_map(|artifact| artifact.check.as_ref());
    let errors: Vec<String> = broken
        .filter_map(|check| Some(format!("{}: {}", check.file, check.error.as_ref()?)))
        .collect();
    ensure!(errors.is_empty(), "the chain's engine refuses:\n  {}", errors.join("\n  "));
    Ok(())
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
    let step = Step::begin(format!("building four contracts with {}", toolchain.name));
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
    for (package, raw) in packages.iter().zip(raw) {
        step.note(package);
        let optimised = build::optimise(raw, &workspace::root().join("target/wasm/optimised"))?;
        let file = format!("{}.wasm", package.replace('-', "_"));
        let path = folder.join(&file);
        fs::copy(&optimised, &path)?;
        let bytes = fs::read(&path)?;
        let sha256 = hex::encode(Sha256::digest(&bytes));
        checksums += &format!("{sha256}  {file}\n");
        artifacts.push(Artifact {
            contract: (*package).to_string(),
            path,
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
    let output = bench.stderr(Stdio::inherit()).output().context("cannot run isthmus-bench")?;
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
            "contracts": artifacts,
        });
        println!("{}", serde_json::to_string_pretty(&report)?);
        return Ok(());
    }
    let row = |artifact: &Artifact| {
        let check = match &artifact.check {
            None => "not run".to_string(),
            Some(Check { error: Some(_), .. }) => "FAILED".to_string(),
            Some(check) => format!("ok, {} gas", ui::thousands(check.instantiate_gas)),
        };
        vec![
            artifact.contract.clone(),
            ui::thousands(artifact.raw_bytes),
            ui::thousands(artifact.optimised_bytes),
            ui::thousands(artifact.gzip_bytes),
            check,
            artifact.sha256.chars().take(16).collect(),
        ]
    };
    let rows: Vec<_> = artifacts.iter().map(row).collect();
    ui::table(&["contract", "raw", "optimised", "gzip", "instantiate", "SHA-256 begins"], &rows);
    Ok(())
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
