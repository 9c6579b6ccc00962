//! The optimiser: one version everywhere, because the checksums of the contracts are of what it makes.

use std::process::Command;

use anyhow::{bail, Result};

use crate::workspace;

/// The version, as `wasm-opt --version` says it.
pub const VERSION: &str = "132";
/// Where it comes from if the PATH has another or none: npm's package of binaryen.
const PACKAGE: &str = "binaryen@132.0.0";

const MISSING: &str = "\
wasm-opt 132 is not on this machine, and no other version makes the same contracts. Either install npm, with
which cargo wasm fetches binaryen 132.0.0 by itself:
  apt-get install npm            (Debian), or https://nodejs.org
or put a wasm-opt of binaryen 132 on the PATH.";

/// `wasm-opt`, from the PATH if it is the right one, else by npm's `npx`, which keeps what it fetched.
pub fn command() -> Result<Command> {
    if says_version(Command::new("wasm-opt").arg("--version")) {
        return Ok(Command::new("wasm-opt"));
    }
    if !workspace::has("npx") {
        bail!(MISSING);
    }
    let mut npx = Command::new("npx");
    npx.args(["--yes", "--package", PACKAGE, "--", "wasm-opt"]);
    Ok(npx)
}

/// Whether it can be run and is the right version.
fn says_version(command: &mut Command) -> bool {
    let output = command.output();
    output.is_ok_and(|output| is_version(&String::from_utf8_lossy(&output.stdout)))
}

/// `wasm-opt version 132 (version_132)`.
fn is_version(line: &str) -> bool {
    line.split_whitespace().nth(2) == Some(VERSION)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_one_version_passes() {
        assert!(is_version("wasm-opt version 132 (version_132)\n"));
        for other in ["wasm-opt version 108", "wasm-opt version 1320", "wasm-opt", ""] {
            assert!(!is_version(other), "{other}");
        }
        assert!(PACKAGE.ends_with(&format!("@{VERSION}.0.0")));
        assert!(MISSING.contains(VERSION));
    }
}
