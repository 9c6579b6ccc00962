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
            return Ok(Self { name, cargo, rustc, source, linker: None });
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
        Ok(Self { name: format!("{name} of Debian"), cargo, rustc: debian, source, linker })
    }
}

/// Name and system root of a compiler.
fn describe(rustc: &Path) -> Result<(String, PathBuf)> {
    let ask = |args: &[&str]| -> Result<String> {
        let output = Command::new(rustc).args(args).output();
        let output = output.with_context(|| format!("cannot run {}", rustc.display()))?;
        ensure!(output.status.success(), "{} {} failed", rustc.display(), args.join(" "));
        Ok(String::from_utf8_lossy(&output.stdout).trim().to_string())
    };
    let version = ask(&["--version"])?;
    let name = version.split(' ').take(2).collect::<Vec<_>>().join(" ");
    Ok((name, ask(&["--print", "sysroot"])?.into()))
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
