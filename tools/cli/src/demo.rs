//! `isthmus demo`: plays a case on an engine and prints what happened.

use crate::args::{Demo, Engine};
use crate::report::Report;
use crate::scenario::{self, Scenario};
use crate::story;
use crate::transcript::Recorded;
use anyhow::{ensure, Context, Result};
use indicatif::{ProgressBar, ProgressStyle};
use isthmus_regions::Pair;
use std::io::{IsTerminal, Write};
use std::path::{Path, PathBuf};

/// The case that runs if none is named.
const DEFAULT_SCENARIO: &str = "scenarios/cotton-lc";

/// Columns of the tables where there is no terminal.
const FILE_WIDTH: u16 = 140;

/// Runs the command. The report is printed even if an invariant does not hold.
pub fn run(args: &Demo) -> Result<()> {
    let dir = args.scenario.clone().unwrap_or_else(default_scenario);
    let case = scenario::load(&dir)?;
    let (report, transcript) = with_pair(args.engine, |pair| play(pair, args.engine, &case))?;
    if let Some(file) = &args.transcript {
        let mut text = serde_json::to_string_pretty(&transcript)?;
        text.push('\n');
        std::fs::write(file, text).with_context(|| format!("cannot write {}", file.display()))?;
        eprintln!("{} messages written to {}", transcript.len(), file.display());
    }
    let text = if args.json { report.json()? + "\n" } else { report.text(width()) };
    // A reader that has seen enough (`| head`) is no failure.
    let _ = std::io::stdout().write_all(text.as_bytes());
    verdict(&report)
}

/// Fails if an invariant does not hold, and says which.
pub fn verdict(report: &Report) -> Result<()> {
    let broken = report.invariants.iter().filter(|invariant| !invariant.holds);
    let broken: Vec<String> =
        broken.map(|invariant| format!("{} ({})", invariant.name, invariant.detail)).collect();
    ensure!(broken.is_empty(), "an invariant does not hold: {}", broken.join("; "));
    ensure!(report.supply.holds(), "the supply equation does not hold: {:?}", report.supply);
    Ok(())
}

/// Plays a case and returns the report and the transcript.
pub fn play(
    pair: &dyn Pair,
    engine: Engine,
    case: &Scenario,
) -> Result<(Report, Vec<crate::transcript::Entry>)> {
    let recorded = Recorded::new(pair);
    let progress = progress();
    let report = story::play(&recorded, engine.name(), case, &progress);
    progress.finish_and_clear();
    Ok((report?, recorded.entries()))
}

/// Columns of the tables: those of the terminal, or enough for a file.
fn width() -> Option<u16> {
    (!std::io::stdout().is_terminal()).then_some(FILE_WIDTH)
}

/// A line on standard error that says what goes on, if a person sees it.
fn progress() -> ProgressBar {
    if !std::io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let style = ProgressStyle::with_template("{spinner} {elapsed} {wide_msg}")
        .unwrap_or_else(|_| ProgressStyle::default_spinner());
    let progress = ProgressBar::new_spinner().with_style(style);
    progress.enable_steady_tick(std::time::Duration::from_millis(100));
    progress
}

/// `scenarios/cotton-lc` here, or in the workspace this was built from.
fn default_scenario() -> PathBuf {
    let here = PathBuf::from(DEFAULT_SCENARIO);
    if here.is_dir() {
        return here;
    }
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").join(DEFAULT_SCENARIO)
}

/// Opens the engine and hands it over. A build for the schema alone has neither engine.
#[cfg_attr(not(any(feature = "embedded", feature = "live")), allow(unused_variables))]
fn with_pair<T>(engine: Engine, then: impl FnOnce(&dyn Pair) -> Result<T>) -> Result<T> {
    match engine {
        #[cfg(feature = "embedded")]
        Engine::Embedded => {
            let now = std::time::SystemTime::UNIX_EPOCH.elapsed()?.as_secs();
            then(&isthmus_regions::embedded::Embedded::new(now))
        }
        #[cfg(feature = "live")]
        Engine::Live => then(&isthmus_regions::live::LivePair::of_workspace()?),
        #[allow(unreachable_patterns)]
        other => anyhow::bail!(
            "this build has no {0} engine; `cargo demo --engine {0}` makes one that has \
             (feature `{0}`)",
            other.name()
        ),
    }
}
