//! `cargo e2e`: the demo and the hard cases on real chains, from nothing to torn down.

use std::fs::{self, File};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{ensure, Context, Result};
use serde_json::json;

use crate::localnet::{self, UpArgs};
use crate::ui::{self, Step};
use crate::{wasm, workspace};

/// The demo's scenario and the hard cases (relayer stopped in mid-transfer, timeout, node restart)
/// on two fresh wasmd chains with Hermes between them. Everything is torn down, whatever happens.
///
/// Its localnet is its own (target/e2e), so one that you have up is not disturbed.
#[derive(clap::Args)]
#[command(after_help = "\
Needs what `cargo wasm` and `cargo localnet up` need. Each part is one line of the table.")]
pub struct Args {
    /// Print the result as JSON
    #[arg(long)]
    json: bool,
    /// Leave the chains up if a run fails, to look at them: cargo localnet --dir target/e2e status
    #[arg(long)]
    keep: bool,
}

/// What is run on the chains: a name, and the arguments of `isthmus`.
const RUNS: [(&str, &[&str]); 2] =
    [("demo", &["demo", "--engine", "live"]), ("e2e", &["e2e", "--engine", "live"])];

/// One line of the table.
struct Outcome {
    name: &'static str,
    error: Option<String>,
    took: Duration,
}

pub fn run(args: &Args) -> Result<()> {
    let dir = workspace::root().join("target/e2e");
    fs::create_dir_all(&dir)?;
    let lock = File::create(dir.join(".e2e.lock"))?;
    ensure!(lock.try_lock().is_ok(), "another `cargo e2e` is at work in {}", dir.display());
    let mut outcomes = Vec::new();
    let mut log = |name, began: Instant, result: &Result<()>| {
        let error = result.as_ref().err().map(|error| format!("{error:#}"));
        outcomes.push(Outcome { name, error, took: began.elapsed() });
    };
    let result = all(&dir, &mut log);
    let failed = result.is_err();
    let torn_down = if failed && args.keep {
        eprintln!("left up: cargo localnet --dir target/e2e status | down");
        Ok(Vec::new())
    } else {
        localnet::down(&dir)
    };
    print(&outcomes, args.json)?;
    result?;
    torn_down.context("tearing down failed")?;
    Ok(())
}

/// Everything between nothing and the table; stops at the first failure.
fn all(dir: &Path, log: &mut impl FnMut(&'static str, Instant, &Result<()>)) -> Result<()> {
    localnet::stop_on_interrupt(dir);
    let mut part = |name, work: &mut dyn FnMut() -> Result<()>| {
        let began = Instant::now();
        let result = work();
        log(name, began, &result);
        result
    };
    part("wasm", &mut wasm::ensure_built)?;
    let mut isthmus = None;
    part("build", &mut || {
        isthmus = Some(workspace::isthmus(true)?);
        Ok(())
    })?;
    let isthmus = isthmus.context("no isthmus binary")?;
    part("localnet", &mut || {
        let args = UpArgs { no_deploy: true, fresh: true, quiet: true, ..UpArgs::default() };
        localnet::up(dir, &args)
    })?;
    // One run's failure does not hide what the next one says.
    let mut results = Vec::new();
    for (name, args) in RUNS {
        results.push(part(name, &mut || {
            let step = Step::begin(format!("isthmus {}", args.join(" ")));
            let mut command = Command::new(&isthmus);
            command.args(args).env(localnet::DIR_VARIABLE, dir).current_dir(workspace::root());
            run_and_show(&mut command)?;
            step.done("");
            Ok(())
        }));
    }
    results.into_iter().collect()
}

/// Runs a command whose own table is worth seeing: it goes to standard error, because standard
/// output holds ours.
fn run_and_show(command: &mut Command) -> Result<()> {
    let status = command
        .stdin(Stdio::null())
        .stdout(std::io::stderr())
        .status()
        .with_context(|| format!("cannot run {command:?}"))?;
    ensure!(status.success(), "it failed ({status}); its own words are above");
    Ok(())
}

fn print(outcomes: &[Outcome], json: bool) -> Result<()> {
    if json {
        let parts: Vec<_> = outcomes
            .iter()
            .map(|outcome| {
                json!({
                    "part": outcome.name,
                    "ok": outcome.error.is_none(),
                    "seconds": outcome.took.as_secs_f64(),
                    "error": outcome.error,
                })
            })
            .collect();
        println!("{}", serde_json::to_string_pretty(&json!({ "parts": parts }))?);
        return Ok(());
    }
    let row = |outcome: &Outcome| {
        let verdict = if outcome.error.is_none() { "ok" } else { "FAILED" };
        let seconds = format!("{:.1} s", outcome.took.as_secs_f64());
        vec![outcome.name.to_string(), verdict.to_string(), seconds]
    };
    ui::table(&["part", "result", "took"], &outcomes.iter().map(row).collect::<Vec<_>>());
    Ok(())
}
