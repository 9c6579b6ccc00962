//! Compiling and optimising.

use std::env;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::thread;

use anyhow::{anyhow, ensure, Result};

use super::toolchain::Toolchain;
use super::wasm_opt;
use super::{sha256, CONTRACTS, REFERENCE};
use crate::group;
use crate::ui::{self, Step};

const TARGET: &str = "wasm32-unknown-unknown";

/// What the standard library is made of, which is compiled here as Rust ships it: without checks of overflow
/// beyond its own. All other code has them. They would be 5 kB of each contract.
const STANDARD: [&str; 6] = ["alloc", "core", "dlmalloc", "hashbrown", "rustc-demangle", "std"];

/// The contracts that payments pass: what reads and writes their JSON is compiled for speed too, which is
/// 40 gas of a transfer for 4 kB (ADR 2).
const PAYMENTS: [&str; 2] = ["isthmus-stablecoin", "isthmus-bridge"];

/// Compiles the contracts of the workspace at `root`; returns the files in the order of
/// [`CONTRACTS`].
pub fn compile(
    step: &Step,
    toolchain: &Toolchain,
    root: &Path,
    target: &Path,
) -> Result<Vec<PathBuf>> {
    let one = |package| contract(step, toolchain, root, root, target, package);
    CONTRACTS.into_iter().map(one).collect()
}

/// Compiles the contracts that ours are compared with, [`REFERENCE`], in the same way and beside
/// ours, so that both share the standard library and the dependencies.
pub fn compile_reference(
    step: &Step,
    toolchain: &Toolchain,
    root: &Path,
    target: &Path,
) -> Result<Vec<PathBuf>> {
    let one = |package| {
        let folder = root.join("bench/reference").join(package);
        contract(step, toolchain, root, &folder, target, package)
    };
    REFERENCE.into_iter().map(one).collect()
}

/// Compiles one package that the workspace in `folder` has or depends on.
///
/// Each has a call of its own, because packages in one call share the features of what they depend
/// on: the bridge's IBC would make every contract ask the chain for it. And each is built as a
/// `cdylib` alone: the compiler optimises across crates (`lto` of the profile) only if it need not
/// make a Rust library of the same crate too.
fn contract(
    step: &Step,
    toolchain: &Toolchain,
    root: &Path,
    folder: &Path,
    target: &Path,
    package: &str,
) -> Result<PathBuf> {
    let mut cargo = Command::new(&toolchain.cargo);
    cargo.current_dir(folder).env("RUSTC", &toolchain.rustc);
    // Unstable flags on a stable compiler: the only way to build std itself.
    cargo.env("RUSTC_BOOTSTRAP", "1");
    cargo.env("CARGO_ENCODED_RUSTFLAGS", flags(toolchain, root)?);
    // The names of functions stay, for `--functions`; `wasm-opt` leaves them out of what is sent.
    cargo.env("CARGO_PROFILE_RELEASE_STRIP", "none");
    for inherited in ["RUSTFLAGS", "CARGO_BUILD_RUSTFLAGS", "CARGO_TARGET_DIR", "RUSTC_WRAPPER"] {
        cargo.env_remove(inherited);
    }
    if let Some(linker) = &toolchain.linker {
        let path = env::var_os("PATH").unwrap_or_default();
        let path = std::iter::once(linker.clone()).chain(env::split_paths(&path));
        cargo.env("PATH", env::join_paths(path)?);
    }
    cargo.args(["rustc", "--package", package, "--lib", "--crate-type", "cdylib"]);
    cargo.args(["--release", "--locked", "--target", TARGET]);
    cargo.args(["-Z", "build-std=std,panic_abort", "--target-dir"]).arg(target);
    cargo.arg("-Zbuild-std-features=optimize_for_size");
    if PAYMENTS.contains(&package) {
        cargo.args(["--config", "profile.release.package.serde-json-wasm.opt-level='s'"]);
    }
    for part in STANDARD {
        cargo.arg("--config").arg(format!("profile.release.package.{part}.overflow-checks=false"));
    }
    ui::build(step, &mut cargo, &target.join(format!("build-{package}.log")))?;
    Ok(target.join(TARGET).join("release").join(package.replace('-', "_") + ".wasm"))
}

/// The compiler's flags, in the form in which paths may hold spaces.
fn flags(toolchain: &Toolchain, root: &Path) -> Result<OsString> {
    let home = env::var_os("HOME").map(PathBuf::from).unwrap_or_else(|| "/nonexistent".into());
    let cargo_home = env::var_os("CARGO_HOME").map_or_else(|| home.join(".cargo"), PathBuf::from);
    let mut flags: Vec<OsString> = [
        // The instructions of the first WebAssembly release: what every chain accepts.
        "-Ctarget-cpu=mvp",
        // A panic ends the call at once, in place of formatting a text first: a tenth of the size.
        // Contracts do not panic on purpose (clippy denies it), and a chain shows no panic's text.
        "-Zunstable-options",
        "-Cpanic=immediate-abort",
        "-Zlocation-detail=none",
        // The functions a chain offers are not known to the linker; rustc 1.96 no longer assumes it.
        "-Clink-arg=--allow-undefined",
    ]
    .map(OsString::from)
    .to_vec();
    // The last flag that matches wins: from the general to the particular.
    let source = fs::canonicalize(&toolchain.source)?;
    let places = [
        (home.as_path(), "/home"),
        (cargo_home.as_path(), "/cargo"),
        (toolchain.source.as_path(), "/rust"),
        (source.as_path(), "/rust"),
        (root, "/isthmus"),
    ];
    for (path, name) in places {
        let mut flag = OsString::from("--remap-path-prefix=");
        flag.push(path);
        flag.push("=");
        flag.push(name);
        flags.push(flag);
    }
    Ok(flags.join(&OsString::from("\u{1f}")))
}

/// For size until nothing more is won; then constants that a function names often stand in a local (8 kB
/// of the stablecoin), and the functions called most get the shortest numbers (2 kB).
///
/// That the first kilobyte is unused (4 kB) holds because the linker puts the stack there, which grows
/// down to it: who gets that far is about to leave the memory, and traps either way.
const SMALLEST: [&str; 5] =
    ["--low-memory-unused", "-Oz", "--converge", "--const-hoisting", "--reorder-functions"];

/// Optimises several, side by side, in their order.
pub fn optimise_all(raw: &[PathBuf], folder: &Path) -> Result<Vec<PathBuf>> {
    // Fetched by one, so that they do not all fetch it at once.
    group::output(wasm_opt::command()?.arg("--version"))?;
    thread::scope(|scope| {
        let one = |raw: &PathBuf| {
            let raw = raw.clone();
            scope.spawn(move || optimise(&raw, folder))
        };
        let running: Vec<_> = raw.iter().map(one).collect();
        let ended = running.into_iter().map(|thread| thread.join());
        ended.map(|ended| ended.map_err(|_| anyhow!("wasm-opt was left alone"))?).collect()
    })
}

/// Runs `wasm-opt`; the result is kept under the hash of what went in.
fn optimise(raw: &Path, folder: &Path) -> Result<PathBuf> {
    run_wasm_opt(raw, folder, &["--strip-debug", "--strip-producers"])
}

/// The same with the names of functions, which change nothing else.
pub fn optimise_named(raw: &Path, folder: &Path) -> Result<PathBuf> {
    run_wasm_opt(raw, folder, &["--debuginfo"])
}

fn run_wasm_opt(raw: &Path, folder: &Path, names: &[&str]) -> Result<PathBuf> {
    fs::create_dir_all(folder)?;
    let options = [&SMALLEST, names].concat();
    let how = options.concat();
    let result = folder.join(format!("{}-{}{how}.wasm", sha256(raw)?, wasm_opt::VERSION));
    if result.is_file() {
        return Ok(result);
    }
    let draft = result.with_extension("draft");
    let mut command = wasm_opt::command()?;
    command.args(options).arg("-o").arg(&draft).arg(raw);
    let output = group::output(&mut command)?;
    let message = String::from_utf8_lossy(&output.stderr);
    ensure!(output.status.success(), "wasm-opt {}: {message}", raw.display());
    fs::rename(&draft, &result)?;
    Ok(result)
}

/// Joins OS strings, which the standard library does not.
trait Join {
    fn join(self, separator: &OsString) -> OsString;
}

impl Join for Vec<OsString> {
    fn join(self, separator: &OsString) -> OsString {
        let mut text = OsString::new();
        for (index, part) in self.into_iter().enumerate() {
            if index > 0 {
                text.push(separator);
            }
            text.push(part);
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::REFERENCE;
    use crate::workspace;

    #[test]
    fn the_reference_is_built_with_our_profile() {
        let release = |folder: &str| {
            let path = workspace::root().join(folder).join("Cargo.toml");
            let manifest: toml::Table = fs::read_to_string(path).unwrap().parse().unwrap();
            let mut profile = manifest["profile"]["release"].as_table().unwrap().clone();
            profile.remove("package");
            profile
        };
        for package in REFERENCE {
            assert_eq!(release(&format!("bench/reference/{package}")), release("."), "{package}");
        }
    }
}
