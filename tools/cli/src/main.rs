//! The `isthmus` command. Everything is in the library.

use isthmus_cli::args::{self, Args};
use std::process::ExitCode;

fn main() -> ExitCode {
    let args: Args = match isthmus_terminal::parse(args::line()) {
        Ok(args) => args,
        Err(code) => return code,
    };
    match isthmus_cli::run(&args.command) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            isthmus_terminal::fail(&error);
            ExitCode::FAILURE
        }
    }
}
