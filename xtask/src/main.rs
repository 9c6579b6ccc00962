//! The developers' commands. The aliases in `.cargo/config.toml` all lead here: `cargo demo` is
//! `cargo run --package xtask -- demo`.

mod demo;
mod e2e;
mod gas;
mod localnet;
#[cfg(feature = "schema")]
mod schema;
mod ui;
mod wasm;
mod workspace;

use anyhow::Result;
use clap::{Parser, Subcommand};

/// The commands of Isthmus. Each one that prints has --json, each one has --help.
#[derive(Parser)]
#[command(bin_name = "cargo", disable_help_subcommand = true, after_help = HELP)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

const HELP: &str = "\
Where to begin:
  cargo demo                  watch a trade settle between two regions, all in this process
  cargo test                  every rule, without wasm and without nodes
  cargo wasm                  build, optimise and check the four contracts
  cargo gas                   what every message costs, in the chain's own engine
  cargo localnet up           two real chains and a relayer; then: cargo demo --engine live
  cargo e2e                   all of it on real chains, from nothing, torn down afterwards";

#[derive(Subcommand)]
enum Command {
    /// Watch a trade settle between two regions. What follows goes to `isthmus demo`
    #[command(disable_help_flag = true)]
    Demo(demo::Args),
    /// Build the contracts for a chain, optimise them, and run each in the chain's own engine
    Wasm(wasm::Args),
    /// Measure every message in the chain's own engine; with --check, fail if any became dearer
    Gas(gas::Args),
    /// Write schema/ from the code: messages, packets, permissions, events, errors
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

fn main() {
    if let Err(error) = run() {
        ui::fail(&error);
        std::process::exit(1);
    }
}

fn run() -> Result<()> {
    match Cli::parse().command {
        Command::Demo(args) => demo::run(args),
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
    cargo.args(["run", "--quiet", "--package", "xtask", "--features", "schema", "--", "schema"]);
    cargo.args(check.then_some("--check")).args(json.then_some("--json"));
    workspace::pass_on(cargo)
}
