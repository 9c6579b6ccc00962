//! Which Rust builds the wasm: it must come with the source of its standard library.

use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{bail, ensure, Context, Result};

use crate::workspace;

const MISSING: &str = "\
the contracts are built with their own standard library, and its source is not on this machine.
Install it in one of two ways:
  rustup component add rust-src
  apt-get install rustc-web cargo-web rust-web-src libstd-rust-web-dev      (Debian)";

/// A cargo and rustc with the source of the standard library.
pub struct Toolchain {
    /// For people: `rustc 1.95.0 (rustup)`.
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
    /// rustup's if it has `rust-src`, else Debian's.
    pub fn find() -> Result<Self> {
        ensure!(
            workspace::has("wasm-opt"),
            "wasm-opt is missing; install it: apt-get install binaryen   (or: npm install -g binaryen)"
        );
        let rustc = PathBuf::from(env::var_os("RUSTC").unwrap_or_else(|| "rustc".into()));
        let cargo = PathBuf::from(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
        let (name, sysroot) = describe(&rustc)?;
        if let Some(source) = source_in(&sysroot) {
            let versions = versions(&rustc)?;
            return Ok(Self { name, versions, cargo, rustc, source, linker: None });
        }
        let debian = PathBuf::from("/usr/bin/rustc");
        if !debian.is_file() || !Path::new("/usr/bin/cargo").is_file() {
            bail!(MISSING);
        }
        let (name, debian_sysroot) = describe(&debian)?;
        let source = source_in(&debian_sysroot).context(MISSING)?;
        let linker = linker_in(&sysroot).or_else(|| linker_in(&debian_sysroot));
        ensure!(
            linker.is_some() || workspace::has("rust-lld"),
            "rust-lld is missing; it comes with rustup: rustup toolchain install 1.95.0"
        );
        let cargo = PathBuf::from("/usr/bin/cargo");
        let (name, versions) = (format!("{name} of Debian"), versions(&debian)?);
        Ok(Self { name, versions, cargo, rustc: debian, source, linker })
    }
}

/// Name and system root of a compiler.
fn describe(rustc: &Path) -> Result<(String, PathBuf)> {
    let version = ask(rustc, &["--version"])?;
    let name = version.split(' ').take(2).collect::<Vec<_>>().join(" ");
    Ok((name, ask(rustc, &["--print", "sysroot"])?.into()))
}

/// Everything whose version shows in the wasm: `rustc 1.95.0 (59807616e 2026-04-14), LLVM 22.1.2,
/// wasm-opt 108`.
fn versions(rustc: &Path) -> Result<String> {
    let rustc = rustc_versions(&ask(rustc, &["--version", "--verbose"])?)?;
    let wasm_opt = ask(Path::new("wasm-opt"), &["--version"])?;
    let wasm_opt = wasm_opt.split(' ').nth(2).context("wasm-opt names no version")?;
    Ok(format!("{rustc}, wasm-opt {wasm_opt}"))
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
    use super::rustc_versions;

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
    }
}
