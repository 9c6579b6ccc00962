//! `cargo e2e`: the demo, the hard cases and the gas of messages on real chains, from nothing to torn
//! down.

use std::fs::{self, File};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{ensure, Context, Result};
use isthmus_terminal::tell;
use serde_json::json;

use crate::group::Group;
use crate::localnet::{self, UpArgs};
use crate::ui::{self, Step};
use crate::{interrupt, wasm, workspace};

/// Four scenarios, the hard cases (relayer stopped in mid-transfer, timeout, node restart, a
/// cw20-base token taken over) and what messages cost, on two fresh wasmd chains with Hermes between
/// them. Everything is torn down, whatever happens.
///
/// Its localnet is its own (target/e2e), so one that you have up is not disturbed.
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  cargo e2e
  cargo e2e --keep       and, if a run fails: cargo localnet --dir target/e2e status
  cargo e2e --write      figures to be committed, in bench/node.md and node.json

Needs what `cargo wasm` and `cargo localnet up` need. Each part is one line of the table:
  wasm, build, localnet   what the others need
  cotton-lc, remittance,  the scenarios of the repository, each settled between the two chains
  regulator, two-rules    on contracts of its own
  statement               the month of an issuer, stated twice from chain data alone: the same bytes
  e2e                     the hard cases
  measure                 over ten messages of each contract and the bridge's packets, sent with the
                          codes not pinned and then pinned by a governance proposal
  model                   their gas against the model of bench/; fails if one is off by more than 1 %
The table of the last part is kept in target/e2e/node.md and node.json; --write also puts it into bench/.")]
pub struct Args {
    /// Print the result as JSON
    #[arg(long)]
    json: bool,
    /// Put the table of gas into bench/node.md and bench/node.json, to be committed
    #[arg(long)]
    write: bool,
    /// Leave the chains up if a run fails, to look at them: cargo localnet --dir target/e2e status
    #[arg(long)]
    keep: bool,
}

/// What is run on the chains: a name, and the arguments of `isthmus`.
const RUNS: [(&str, &[&str]); 6] = [
    ("cotton-lc", &["demo", "--scenario", "scenarios/cotton-lc", "--engine", "live"]),
    ("remittance", &["demo", "--scenario", "scenarios/remittance", "--engine", "live"]),
    ("regulator", &["demo", "--scenario", "scenarios/regulator", "--engine", "live"]),
    ("two-rules", &["demo", "--scenario", "scenarios/two-rules", "--engine", "live"]),
    ("e2e", &["e2e", "--engine", "live"]),
    ("measure", &["measure", "--engine", "live"]),
];

/// What the nodes charged, as the run `measure` leaves it in the localnet's folder.
const FIGURES: &str = "figures.json";

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
    let result = all(&dir, args.write, &mut log);
    interrupt::wait_for_the_end();
    let failed = result.is_err();
    let torn_down = if failed && args.keep {
        tell("left up: cargo localnet --dir target/e2e status | down");
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
fn all(
    dir: &Path,
    write: bool,
    log: &mut impl FnMut(&'static str, Instant, &Result<()>),
) -> Result<()> {
    localnet::watch(dir);
    let mut part = |name, work: &mut dyn FnMut() -> Result<()>| {
        let began = Instant::now();
        let result = work();
        log(name, began, &result);
        result
    };
    let mut reference = None;
    part("wasm", &mut || {
        wasm::ensure_built()?;
        reference = Some(wasm::ensure_reference_built()?);
        Ok(())
    })?;
    let cw20_base = reference.context("no reference")?.join("cw20_base.wasm");
    let mut built = None;
    part("build", &mut || {
        built = Some((workspace::isthmus(true)?, workspace::bench()?));
        Ok(())
    })?;
    let (isthmus, bench) = built.context("no binaries")?;
    let figures = dir.join(FIGURES);
    // Figures of an earlier run must not be taken for those of this one.
    if figures.exists() {
        fs::remove_file(&figures)?;
    }
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
            match name {
                "e2e" => command.arg("--cw20-base").arg(&cw20_base),
                "measure" => command.arg("--out").arg(&figures),
                _ => &mut command,
            };
            run_and_show(&mut command)?;
            step.done("");
            Ok(())
        }));
    }
    results.push(part("statement", &mut || {
        let step = Step::begin("isthmus statement, and again");
        state_twice(&isthmus, dir)?;
        step.done("");
        Ok(())
    }));
    if figures.exists() {
        let root = workspace::root();
        results.push(part("model", &mut || {
            let step = Step::begin("isthmus-bench node");
            let mut command = Command::new(&bench);
            command.arg("node").arg("--figures").arg(&figures).arg("--write").arg(dir);
            run_and_show(command.current_dir(&root))?;
            if write {
                for file in ["node.md", "node.json"] {
                    fs::copy(dir.join(file), root.join("bench").join(file))?;
                }
            }
            step.done("");
            Ok(())
        }));
    }
    results.into_iter().collect()
}

/// States the month in which the chains are, of contracts of its own; then again, from the chains and the
/// addresses alone, as anybody would who has the first statement. Both must be the same bytes.
fn state_twice(isthmus: &Path, dir: &Path) -> Result<()> {
    let state = |args: &[&str]| -> Result<Vec<u8>> {
        let mut command = Command::new(isthmus);
        command.args(["statement", "--engine", "live", "--json"]).args(args);
        command.env(localnet::DIR_VARIABLE, dir).current_dir(workspace::root());
        let output = Group::spawn(command.stdout(Stdio::piped()))?.output()?;
        ensure!(output.status.success(), "it failed ({}); its own words are above", output.status);
        Ok(output.stdout)
    };
    let first = state(&["--scenario", "scenarios/regulator"])?;
    let file = dir.join("statement.json");
    fs::write(&file, &first)?;
    let read: serde_json::Value = serde_json::from_slice(&first)?;
    let month = read["month"].as_str().context("a statement without a month")?;
    let named = file.to_str().context("a folder whose name is no text")?;
    let again = state(&["--month", month, "--deployment", named])?;
    ensure!(first == again, "the second statement is not the one in {named}");
    Ok(())
}

/// Runs a command whose own table is worth seeing: it goes to standard error, because standard
/// output holds ours.
fn run_and_show(command: &mut Command) -> Result<()> {
    let status = Group::spawn(command.stdout(std::io::stderr()))?.wait()?;
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
        return ui::print_json(&json!({ "parts": parts }));
    }
    let row = |outcome: &Outcome| {
        let verdict = if outcome.error.is_none() { "ok" } else { "FAILED" };
        let seconds = format!("{:.1} s", outcome.took.as_secs_f64());
        vec![outcome.name.to_string(), verdict.to_string(), seconds]
    };
    ui::table(&["part", "result", "took"], &outcomes.iter().map(row).collect::<Vec<_>>())
}
