//! Which Rust builds the wasm: it must come with the source of its standard library.

use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{bail, ensure, Context, Result};

use super::wasm_opt;
use crate::workspace;

/// The one compiler whose wasm has figures and checksums: the one of Debian, which rustup has too.
const RELEASE: &str = "1.96.0";
/// The commit it was built from, so that nobody's own build passes for it.
const COMMIT: &str = "ac68faa20";

const MISSING: &str = "\
the contracts are built by rustc 1.96.0 alone, so that their checksums are the same everywhere, and with
their own standard library. Install that compiler and its source in one of two ways:
  rustup toolchain install 1.96.0 --profile minimal --component rust-src
  apt-get install rustc-web cargo-web rust-web-src libstd-rust-web-dev      (Debian)";

/// A cargo and rustc with the source of the standard library.
pub struct Toolchain {
    /// For people: `rustc 1.96.0`.
    pub name: String,
    /// For comparisons of what it builds: exact versions of rustc, of its LLVM and of wasm-opt.
    pub versions: String,
    pub cargo: PathBuf,
    pub rustc: PathBuf,
    /// Root of the compiler's source, for the path remapping.
    pub source: PathBuf,
    /// Folder of `rust-lld`, if it is not where this rustc looks for it.
    pub linker: Option<PathBuf>,
}

impl Toolchain {
    /// The one compiler, from rustup or from Debian, whichever has it. The workspace's own, which
    /// rust-toolchain.toml names, may be another: it makes no wasm.
    pub fn find() -> Result<Self> {
        wasm_opt::command()?;
        let mut seen = Vec::new();
        for (rustc, cargo) in candidates() {
            let Ok(verbose) = ask(&rustc, &["--version", "--verbose"]) else {
                continue;
            };
            let rustc_versions = rustc_versions(&verbose)?;
            let sysroot = PathBuf::from(ask(&rustc, &["--print", "sysroot"])?);
            let source = source_in(&sysroot);
            let (Some(source), true) = (&source, is_the_one(&rustc_versions)) else {
                let lacks = if source.is_none() { ", without its source" } else { "" };
                seen.push(format!("{} is {rustc_versions}{lacks}", rustc.display()));
                continue;
            };
            let linker = linker_in(&sysroot)
                .or_else(|| workspace_sysroot().and_then(|sysroot| linker_in(&sysroot)));
            ensure!(
                linker.is_some() || workspace::has("rust-lld"),
                "rust-lld is missing; it comes with rustup: rustup toolchain install {RELEASE}"
            );
            return Ok(Self {
                name: format!("rustc {RELEASE}"),
                versions: format!("{rustc_versions}, wasm-opt {}", wasm_opt::VERSION),
                cargo,
                rustc,
                source: source.clone(),
                linker,
            });
        }
        bail!("{MISSING}\nWhat is on this machine:\n  {}", seen.join("\n  "))
    }
}

/// Each rustc that may be the one, and the cargo that goes with it.
fn candidates() -> Vec<(PathBuf, PathBuf)> {
    let rustup = |tool| ask(Path::new("rustup"), &["which", "--toolchain", RELEASE, tool]).ok();
    let of_rustup = rustup("rustc").zip(rustup("cargo"));
    let of_rustup = of_rustup.map(|(rustc, cargo)| (rustc.into(), cargo.into()));
    let debian = ("/usr/bin/rustc".into(), "/usr/bin/cargo".into());
    let (rustc, cargo) = (env::var_os("RUSTC"), env::var_os("CARGO"));
    let ours = (
        rustc.unwrap_or_else(|| "rustc".into()).into(),
        cargo.unwrap_or_else(|| "cargo".into()).into(),
    );
    of_rustup.into_iter().chain([debian, ours]).collect()
}

/// Whether `rustc 1.96.0 (ac68faa20 2026-05-25), LLVM 22.1.8` is the compiler that the wasm comes from.
fn is_the_one(rustc_versions: &str) -> bool {
    rustc_versions.starts_with(&format!("rustc {RELEASE} ({COMMIT} "))
}

/// System root of the compiler that the workspace is built with, whose linker serves any other.
fn workspace_sysroot() -> Option<PathBuf> {
    let rustc = env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    ask(Path::new(&rustc), &["--print", "sysroot"]).ok().map(PathBuf::from)
}

/// Release, commit and LLVM out of `rustc --version --verbose`; not who packaged it.
fn rustc_versions(verbose: &str) -> Result<String> {
    let value = |name| verbose.lines().find_map(|line| line.strip_prefix(name));
    let release = value("release: ").context("rustc names no release")?;
    let llvm = value("LLVM version: ").context("rustc names no LLVM version")?;
    let commit = value("commit-hash: ").and_then(|hash| hash.get(..9)).unwrap_or("unknown");
    let date = value("commit-date: ").unwrap_or("unknown");
    Ok(format!("rustc {release} ({commit} {date}), LLVM {llvm}"))
}

/// What a program prints.
fn ask(program: &Path, args: &[&str]) -> Result<String> {
    let output = Command::new(program).args(args).output();
    let output = output.with_context(|| format!("cannot run {}", program.display()))?;
    ensure!(output.status.success(), "{} {} failed", program.display(), args.join(" "));
    Ok(String::from_utf8_lossy(&output.stdout).trim().to_string())
}

/// The compiler's source tree, links resolved, because that is what the compiler records.
fn source_in(sysroot: &Path) -> Option<PathBuf> {
    let source = sysroot.join("lib/rustlib/src/rust");
    source.join("library/std/Cargo.toml").is_file().then_some(source)
}

fn linker_in(sysroot: &Path) -> Option<PathBuf> {
    let hosts = std::fs::read_dir(sysroot.join("lib/rustlib")).ok()?;
    let bins = hosts.filter_map(|host| Some(host.ok()?.path().join("bin")));
    bins.into_iter().find(|bin| bin.join("rust-lld").is_file())
}

#[cfg(test)]
mod tests {
    use super::{is_the_one, rustc_versions};

    #[test]
    fn the_versions_are_the_same_whoever_packaged_the_compiler() {
        let text = |first: &str| {
            format!(
                "{first}\nbinary: rustc\ncommit-hash: ac68faa20c58cbccd01ee7208bf3b6e93a7d7f96\n\
                 commit-date: 2026-05-25\nhost: x86_64-unknown-linux-gnu\nrelease: 1.96.0\n\
                 LLVM version: 22.1.8"
            )
        };
        let rustup = rustc_versions(&text("rustc 1.96.0 (ac68faa20 2026-05-25)")).unwrap();
        assert_eq!(rustup, "rustc 1.96.0 (ac68faa20 2026-05-25), LLVM 22.1.8");
        let debian = "rustc 1.96.0 (ac68faa20 2026-05-25) (built from a source tarball)";
        assert_eq!(rustc_versions(&text(debian)).unwrap(), rustup);
        assert!(rustc_versions("rustc 1.96.0").is_err());
        assert!(is_the_one(&rustup));
        for other in ["rustc 1.95.0 (59807616e 2026-04-14)", "rustc 1.96.0 (unknown unknown)"] {
            assert!(!is_the_one(&format!("{other}, LLVM 22.1.8")), "{other}");
        }
    }
}
