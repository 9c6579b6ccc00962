//! The workspace: its folders, its cargo, the `isthmus` binary.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{ensure, Context, Result};
use isthmus_terminal::tell;
use serde_json::Value;

use crate::group::Group;

/// The folder of the workspace's `Cargo.toml`.
pub fn root() -> PathBuf {
    let xtask = Path::new(env!("CARGO_MANIFEST_DIR"));
    xtask.parent().unwrap_or(xtask).to_path_buf()
}

/// The cargo that runs us, in the workspace.
pub fn cargo() -> Command {
    let mut command = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.current_dir(root());
    command
}

/// Runs a command in place of ourselves: its output is ours, and so are its exit code and every signal.
#[cfg(unix)]
pub fn pass_on(mut command: Command) -> Result<()> {
    let error = std::os::unix::process::CommandExt::exec(&mut command);
    Err(error).with_context(|| format!("cannot run {command:?}"))
}

/// The same where a process cannot become another program.
#[cfg(not(unix))]
pub fn pass_on(mut command: Command) -> Result<()> {
    let status = command.status().with_context(|| format!("cannot run {command:?}"))?;
    match status.code() {
        Some(0) => Ok(()),
        // The command has said what was wrong.
        Some(code) => std::process::exit(code),
        None => anyhow::bail!("stopped by a signal: {command:?}"),
    }
}

/// Builds the `isthmus` binary, cargo's own progress shown, and returns its path.
///
/// The live engine links a chain client, so it is a feature; cargo keeps both builds side by side.
pub fn isthmus(live: bool) -> Result<PathBuf> {
    let (features, first): (&[&str], _) = if live {
        (&["--features", "live"], "the command and a chain client, about five minutes on two cores")
    } else {
        (&[], "the five contracts and two regions in one process, about two minutes on two cores")
    };
    binary("isthmus-cli", "isthmus", features, first)
}

/// Builds the binary of `bench`, which links the chain's engine, and returns its path.
pub fn bench() -> Result<PathBuf> {
    let first = "the engine of the chain, about six minutes on two cores";
    binary("isthmus-bench", "isthmus-bench", &[], first)
}

fn binary(package: &str, name: &str, features: &[&str], first: &str) -> Result<PathBuf> {
    let built = root().join("target/.built").join([&[name], features].concat().join(""));
    if !built.exists() {
        tell(&format!("building, the first time only: {first}"));
    }
    let mut cargo = cargo();
    cargo.args(["build", "--profile", "demo", "--package", package, "--bin", name]);
    cargo.arg("--message-format=json-render-diagnostics").args(features);
    let output = Group::spawn(cargo.stdout(Stdio::piped()).stderr(Stdio::inherit()))?.output()?;
    ensure!(output.status.success(), "the {name} command does not build");
    fs::create_dir_all(built.parent().unwrap_or(&built))?;
    fs::write(&built, "")?;
    let messages = String::from_utf8_lossy(&output.stdout);
    messages
        .lines()
        .filter_map(|line| serde_json::from_str::<Value>(line).ok())
        .find_map(|message| message["executable"].as_str().map(PathBuf::from))
        .with_context(|| format!("cargo built no {name} binary"))
}

/// Whether a program is on the PATH.
pub fn has(program: &str) -> bool {
    env::var_os("PATH")
        .is_some_and(|path| env::split_paths(&path).any(|dir| dir.join(program).is_file()))
}
