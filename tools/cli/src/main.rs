//! The `isthmus` command. Everything is in the library.

use clap::Parser;
use isthmus_cli::args::Args;
use std::process::ExitCode;

fn main() -> ExitCode {
    match isthmus_cli::run(&Args::parse().command) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}
