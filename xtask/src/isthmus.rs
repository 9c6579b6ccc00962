//! `cargo demo`, `cargo scenario`, `cargo hash`, `cargo statement`: builds the `isthmus` command with what it
//! needs, and hands over to it.

use std::path::Path;
use std::process::Command;

use anyhow::{ensure, Result};
use isthmus_terminal::COMMAND_VARIABLE;

use crate::{localnet, wasm, workspace};

#[derive(clap::Args)]
pub struct Args {
    /// Arguments of the command; --help says which
    #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
    args: Vec<String>,
}

/// Runs a command of `isthmus` with the arguments as they were given.
pub fn run(command: &str, Args { args }: Args) -> Result<()> {
    let asks_for_help = args.iter().any(|arg| arg == "--help" || arg == "-h");
    let live = is_live(&args) && !asks_for_help;
    if live {
        // Before anything is built, which takes minutes.
        ensure_up(&localnet::default_dir())?;
        if deploys(command, &args) {
            // What goes on a real chain is the wasm of the present sources.
            wasm::ensure_built()?;
        }
    }
    let mut isthmus = Command::new(workspace::isthmus(live)?);
    isthmus.arg(command).args(args).env(COMMAND_VARIABLE, "cargo");
    isthmus.env(localnet::DIR_VARIABLE, localnet::default_dir());
    workspace::pass_on(isthmus)
}

/// Whether the arguments ask for the live engine, in either form that clap takes.
fn is_live(args: &[String]) -> bool {
    args.iter().any(|arg| arg == "--engine=live")
        || args.windows(2).any(|pair| pair == ["--engine", "live"])
}

/// Fails if no localnet was started here: the live engine reads its chains and no others.
fn ensure_up(dir: &Path) -> Result<()> {
    let state = dir.join("state.json");
    ensure!(
        state.is_file(),
        "--engine live: no localnet runs, there is no {}; start one with `cargo localnet up`",
        state.display()
    );
    Ok(())
}

/// Whether the command puts contracts on the chains. A statement only reads, unless it plays a scenario first.
fn deploys(command: &str, args: &[String]) -> bool {
    let plays = |arg: &String| arg == "--scenario" || arg.starts_with("--scenario=");
    command != "statement" || args.iter().any(plays)
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::{deploys, ensure_up, is_live, Args};
    use clap::Parser;

    #[test]
    fn what_follows_the_command_is_passed_on_as_it_is() {
        #[derive(Parser)]
        #[command(disable_help_flag = true)]
        struct Line {
            #[command(flatten)]
            args: Args,
        }
        for line in ["new -- -deal", "--scenario=-deal --json", "-", "--help", "check -h", "-x -y"]
        {
            let given: Vec<&str> = line.split(' ').collect();
            let line = Line::parse_from(std::iter::once("scenario").chain(given.clone()));
            assert_eq!(line.args.args, given);
        }
    }

    #[test]
    fn the_live_engine_is_recognised_in_both_forms() {
        let ask = |line: &str| is_live(&line.split(' ').map(String::from).collect::<Vec<_>>());
        assert!(ask("--json --engine live"));
        assert!(ask("--engine=live"));
        assert!(!ask("--engine embedded"));
        assert!(!ask("--scenario live"));
    }

    #[test]
    fn a_statement_needs_no_wasm_unless_it_plays_a_scenario() {
        let ask = |command: &str, line: &str| {
            deploys(command, &line.split(' ').map(String::from).collect::<Vec<_>>())
        };
        assert!(ask("demo", "--engine live"));
        assert!(!ask("statement", "--engine live --month 2026-11"));
        assert!(ask("statement", "--engine live --scenario mine"));
        assert!(ask("statement", "--engine live --scenario=mine"));
    }

    #[test]
    fn without_a_localnet_the_answer_is_how_to_start_one() {
        let told = ensure_up(Path::new("no/such/folder")).unwrap_err().to_string();
        assert!(told.ends_with("start one with `cargo localnet up`"), "{told}");
    }
}
