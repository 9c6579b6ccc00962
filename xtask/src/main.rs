//! The developers' commands. The aliases in `.cargo/config.toml` all lead here: `cargo demo` is
//! `cargo run --package xtask -- demo`.
#![deny(clippy::print_stdout, clippy::print_stderr)]

mod e2e;
mod gas;
mod group;
mod interrupt;
mod isthmus;
mod localnet;
#[cfg(feature = "schema")]
mod schema;
mod system;
mod ui;
mod wasm;
mod workspace;

use anyhow::Result;
use clap::{CommandFactory, Parser, Subcommand};
use isthmus_terminal::{fail, parse, Color};
use std::process::ExitCode;

/// The commands of Isthmus. Each one that prints has --json, each one has --help.
#[derive(Parser)]
#[command(bin_name = "cargo", disable_help_subcommand = true, after_help = HELP)]
struct Cli {
    #[command(subcommand)]
    command: Command,
    /// Whether results have colours.
    #[command(flatten)]
    _color: Color,
}

const HELP: &str = "\
Where to begin:
  cargo demo                  watch a trade settle between two regions, all in this process
  cargo scenario new my-deal  a scenario of your own, to be changed; then: cargo demo --scenario my-deal
  cargo statement             what an issuer shows its supervisor each month, from chain data alone
  cargo test                  every rule, without wasm and without nodes
  cargo wasm                  build, optimise and check the five contracts
  cargo gas                   what every message costs, in the chain's own engine
  cargo localnet up           two real chains and a relayer; then: cargo demo --engine live
  cargo e2e                   all of it on real chains, from nothing, torn down afterwards";

const SCHEMA_HELP: &str = "\
Examples:
  cargo schema            write what differs, and name it
  cargo schema --check    change nothing; for a check before a commit";

#[derive(Subcommand)]
enum Command {
    /// Watch a trade settle between two regions
    #[command(disable_help_flag = true)]
    Demo(isthmus::Args),
    /// Write a scenario of your own, or check one
    #[command(disable_help_flag = true)]
    Scenario(isthmus::Args),
    /// Compute the hash that goes on a chain for a file
    #[command(disable_help_flag = true)]
    Hash(isthmus::Args),
    /// State a month of the issuer from chain data alone, for its supervisor
    #[command(disable_help_flag = true)]
    Statement(isthmus::Args),
    /// Build the contracts for a chain, optimise them, and run each in the chain's own engine
    Wasm(wasm::Args),
    /// Measure every message in the chain's own engine; with --check, fail if any became dearer
    Gas(gas::Args),
    /// Write schema/ from the code: messages, packets, permissions, events, errors
    #[command(after_help = SCHEMA_HELP)]
    Schema {
        /// Change nothing; fail and name the files if schema/ does not match the code
        #[arg(long)]
        check: bool,
        /// Print what was written, or what differs, as JSON
        #[arg(long)]
        json: bool,
    },
    /// Two real chains and a relayer on this machine: up, status, down
    Localnet(localnet::Args),
    /// The demo and the hard cases on real chains: fresh nodes, a table, and everything torn down
    E2e(e2e::Args),
}

fn main() -> ExitCode {
    let cli: Cli = match parse(Cli::command()) {
        Ok(cli) => cli,
        Err(code) => return code,
    };
    let result = interrupt::watch().and_then(|()| run(cli.command));
    // A command that was interrupted often fails too, before what it started is stopped.
    interrupt::wait_for_the_end();
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            fail(&error);
            ExitCode::FAILURE
        }
    }
}

fn run(command: Command) -> Result<()> {
    match command {
        Command::Demo(args) => isthmus::run("demo", args),
        Command::Scenario(args) => isthmus::run("scenario", args),
        Command::Hash(args) => isthmus::run("hash", args),
        Command::Statement(args) => isthmus::run("statement", args),
        Command::Wasm(args) => wasm::run(&args),
        Command::Gas(args) => gas::run(&args),
        Command::Schema { check, json } => schema(check, json),
        Command::Localnet(args) => localnet::run(args),
        Command::E2e(args) => e2e::run(&args),
    }
}

#[cfg(feature = "schema")]
fn schema(check: bool, json: bool) -> Result<()> {
    schema::run(check, json)
}

/// The exporter links the wire types, so it is built only when it is asked for.
#[cfg(not(feature = "schema"))]
fn schema(check: bool, json: bool) -> Result<()> {
    let mut cargo = workspace::cargo();
    cargo.args([
        "run",
        "--profile",
        "demo",
        "--package",
        "xtask",
        "--features",
        "schema",
        "--",
        "schema",
    ]);
    cargo.args(check.then_some("--check")).args(json.then_some("--json"));
    workspace::pass_on(cargo)
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::Command as Line;

    /// The commands that answer for themselves; the others are `isthmus`'s.
    fn own(line: &Line) -> impl Iterator<Item = &Line> {
        line.get_subcommands().filter(|line| !line.is_disable_help_flag_set())
    }

    #[test]
    fn the_help_of_every_command_has_examples() {
        let line = Cli::command();
        for command in own(&line) {
            let after = command.get_after_help().map(ToString::to_string).unwrap_or_default();
            let example = format!("  cargo {}", command.get_name());
            let is_there = after.contains("Examples") && after.contains(&example);
            assert!(is_there, "{}: {after}", command.get_name());
        }
        assert_eq!(own(&line).count(), 5);
    }

    #[test]
    fn each_command_that_prints_has_json() {
        let line = Cli::command();
        let is_told = |line: &Line| line.get_arguments().any(|given| given.get_id() == "json");
        for command in own(&line) {
            let below: Vec<&Line> =
                command.get_subcommands().filter(|line| !line.is_hide_set()).collect();
            let all = if below.is_empty() { vec![command] } else { below };
            for command in all {
                assert!(is_told(command), "{} has no --json", command.get_name());
            }
        }
    }
}
