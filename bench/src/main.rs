//! `isthmus-bench`: see the library.

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Result;
use clap::{Parser, Subcommand};
use isthmus_bench::{check, gas, node};

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

fn main() -> Result<ExitCode> {
    let sound = match Cli::parse().command {
        Command::Check { files, json } => return check(&files, json),
        Command::Gas(args) => gas::run(&args)?,
        Command::Node(args) => node::run(&args)?,
    };
    Ok(if sound { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn check(files: &[PathBuf], json: bool) -> Result<ExitCode> {
    let reports: Vec<_> = files.iter().map(|file| check::file(file)).collect();
    if json {
        println!("{}", serde_json::to_string_pretty(&reports)?);
        return Ok(ExitCode::SUCCESS);
    }
    for report in &reports {
        match &report.error {
            Some(error) => println!("{}: FAILED: {error}", report.file),
            None => println!(
                "{}: ok; instantiate {} gas; needs {}",
                report.file,
                report.instantiate_gas,
                report.capabilities.join(", ")
            ),
        }
    }
    let sound = reports.iter().all(|report| report.error.is_none());
    Ok(if sound { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
