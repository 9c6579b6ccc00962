//! `cargo gas`: builds what is to be measured and what measures, and hands over to `isthmus-bench`.

use std::process::Command;

use anyhow::Result;

use crate::{wasm, workspace};

/// Measure what every message costs in the chain's own engine.
///
/// Writes bench/gas.json, the tables in bench/gas.md and the curves in bench/plots/.
#[derive(clap::Args)]
#[command(after_help = "\
What it does, in this order:
  1. builds the contracts (as `cargo wasm`) and the reference contracts cw20-base and cw20-ics20
  2. measures wasmd's own test contract and stops if the result is not wasmd's
  3. measures every message of every contract, the reference, growth and worst cases
  4. compares with bench/gas.json (--check), or writes it

Examples, after a change of a contract:
  cargo gas --check     says what became dearer, by how much, and what is not measured
  cargo gas             writes the new figures: commit them with the change that caused them
The tables: bench/gas.md; how to read them: bench/README.md. It needs what `cargo wasm` needs.")]
pub struct Args {
    /// Change nothing; fail and name every figure that rose, and every message that is not measured
    #[arg(long)]
    check: bool,
    /// Measure growth up to a million entries, some ten minutes; writes bench/deep.md alone
    #[arg(long, conflicts_with = "check")]
    deep: bool,
    /// Print all figures as JSON
    #[arg(long)]
    json: bool,
}

pub fn run(args: &Args) -> Result<()> {
    wasm::ensure_built()?;
    let reference = wasm::ensure_reference_built()?;
    let mut command = Command::new(workspace::bench()?);
    command.current_dir(workspace::root()).arg("gas");
    command.arg("--artifacts").arg(workspace::root().join("artifacts"));
    command.arg("--reference").arg(reference);
    for (wanted, flag) in [(args.check, "--check"), (args.deep, "--deep"), (args.json, "--json")] {
        command.args(wanted.then_some(flag));
    }
    workspace::pass_on(command)
}
