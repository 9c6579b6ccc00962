//! `isthmus-bench`: see the library.

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Result;
use clap::{CommandFactory, Parser, Subcommand};
use isthmus_bench::{check, gas, node};
use isthmus_terminal::{fail, parse, print};

/// Runs compiled contracts in the engine that chains run.
#[derive(Parser)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Check wasm files: what a node checks when it stores them, then an instantiate call
    Check {
        /// Optimised contracts, named after their crates
        #[arg(required = true)]
        files: Vec<PathBuf>,
        /// Print the result as JSON, and succeed whatever it says
        #[arg(long)]
        json: bool,
    },
    /// Measure what every message costs; `cargo gas` builds what it needs and runs it
    Gas(gas::Args),
    Node(node::Args),
}

fn main() -> ExitCode {
    let cli: Cli = match parse(Cli::command()) {
        Ok(cli) => cli,
        Err(code) => return code,
    };
    let sound = match cli.command {
        Command::Check { files, json } => check(&files, json),
        Command::Gas(args) => gas::run(&args),
        Command::Node(args) => node::run(&args),
    };
    match sound {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            fail(&error);
            ExitCode::FAILURE
        }
    }
}

fn check(files: &[PathBuf], json: bool) -> Result<bool> {
    let reports: Vec<_> = files.iter().map(|file| check::file(file)).collect();
    if json {
        print(&(serde_json::to_string_pretty(&reports)? + "\n"))?;
        return Ok(true);
    }
    let lines = reports.iter().map(|report| match &report.error {
        Some(error) => format!("{}: FAILED: {error}\n", report.file),
        None => format!(
            "{}: ok; instantiate {} gas; needs {}\n",
            report.file,
            report.instantiate_gas,
            report.capabilities.join(", ")
        ),
    });
    print(&lines.collect::<String>())?;
    Ok(reports.iter().all(|report| report.error.is_none()))
}
