//! `isthmus demo`: plays a scenario on an engine and prints what happened.

use crate::args::{Demo, Engine};
use crate::report::{Paper, Report, ResultCode};
use crate::scenario::{self, Scenario};
use crate::story;
use crate::transcript::{Entry, Recorded};
use anyhow::{bail, ensure, Context, Result};
use isthmus_regions::Pair;
use isthmus_terminal::{counted, print, tell, visible, write_file, Step};
use std::path::{Path, PathBuf};

/// The scenario that runs if none is named.
const DEFAULT_SCENARIO: &str = "scenarios/cotton-lc";

/// Columns of the tables where there is no terminal.
const FILE_WIDTH: u16 = 140;

/// Runs the command.
///
/// The report is printed whatever happened to the story and to the transcript; where standard output
/// cannot be written, it goes to standard error.
pub fn run(args: &Demo) -> Result<()> {
    let is_transcript_printed = args.transcript.as_deref() == Some(Path::new("-"));
    ensure!(
        !(args.json && is_transcript_printed),
        "--json and --transcript - both go to standard output; name a file for one of them"
    );
    let dir = args.scenario.clone().unwrap_or_else(|| folder(DEFAULT_SCENARIO));
    let scenario = scenario::load(&dir)?;
    if let Some(file) = &args.transcript {
        ensure_apart(file, &scenario)?;
    }
    let begins_at = scenario.begins_at();
    let (report, transcript) =
        with_pair(args.engine, begins_at, |pair| play(pair, args.engine, &scenario))?;
    let text = if args.json { report.json()? } else { report.text(width().into()) };
    let printed = if is_transcript_printed { Ok(()) } else { print(&text) };
    if is_transcript_printed || printed.is_err() {
        tell(report.text(width().into()).trim_end());
    }
    let written = args.transcript.as_ref().map_or(Ok(()), |file| write(&transcript, file));
    printed.and(written).and_then(|()| verdict(&report))
}

/// Refuses a transcript that would overwrite a file of the scenario, by whatever name or link.
fn ensure_apart(transcript: &Path, scenario: &Scenario) -> Result<()> {
    let papers = Paper::all(scenario).into_iter().map(|paper| paper.file);
    for file in std::iter::once(scenario::FILE_NAME.to_string()).chain(papers) {
        ensure!(
            !is_one_file(transcript, &scenario.dir.join(&file)),
            "--transcript {} would overwrite {file} of the scenario; name another file",
            transcript.display()
        );
    }
    Ok(())
}

/// Whether two paths lead to one file; a hard link is another name of it.
#[cfg(unix)]
fn is_one_file(one: &Path, other: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let place = |path: &Path| path.metadata().ok().map(|meta| (meta.dev(), meta.ino()));
    place(one).is_some_and(|one| place(other) == Some(one))
}

#[cfg(not(unix))]
fn is_one_file(one: &Path, other: &Path) -> bool {
    one.canonicalize().is_ok_and(|one| other.canonicalize().is_ok_and(|other| one == other))
}

/// Writes the transcript to a file, or to standard output.
fn write(transcript: &[Entry], file: &Path) -> Result<()> {
    write_file(file, &crate::to_json(&transcript)?)?;
    let messages = counted(transcript.len(), "message", "messages");
    tell(&format!("{messages} written to {}", visible(&file.display().to_string())));
    Ok(())
}

/// Fails if a step failed or an invariant does not hold, and says which.
pub fn verdict(report: &Report) -> Result<()> {
    if let Some(step) = report.steps.iter().find(|step| step.result.code == ResultCode::Failed) {
        bail!(
            "step {}, {}: {} {}: {}",
            step.step,
            step.region,
            step.who,
            step.what,
            step.result.text
        );
    }
    let broken = report.invariants.iter().filter(|invariant| !invariant.holds);
    let broken: Vec<String> =
        broken.map(|invariant| format!("{} ({})", invariant.name, invariant.text)).collect();
    ensure!(broken.is_empty(), "an invariant does not hold: {}", broken.join("; "));
    let supply = report.supply.as_ref().context("nobody read where the money is")?;
    ensure!(supply.holds(), "the supply equation does not hold: {supply:?}");
    Ok(())
}

/// Plays a scenario and returns the report and the transcript.
pub fn play(pair: &dyn Pair, engine: Engine, scenario: &Scenario) -> Result<(Report, Vec<Entry>)> {
    let recorded = Recorded::new(pair);
    let progress = Step::for_terminal("playing");
    let report = story::play(&recorded, engine.name(), scenario, &progress)?;
    let transcript = recorded.entries(&report.scenario.documents);
    Ok((report, transcript))
}

/// Columns of the tables: those of the terminal, else what `COLUMNS` says, or enough for a file.
pub(crate) fn width() -> u16 {
    let terminal = comfy_table::Table::new().width();
    let said = || std::env::var("COLUMNS").ok()?.parse().ok();
    terminal.or_else(said).unwrap_or(FILE_WIDTH)
}

/// A folder such as `scenarios/cotton-lc` here, or in the workspace this was built from.
pub(crate) fn folder(name: &str) -> PathBuf {
    let here = PathBuf::from(name);
    if here.is_dir() {
        return here;
    }
    let tools = Path::new(env!("CARGO_MANIFEST_DIR")).parent();
    tools.and_then(Path::parent).map_or(here, |workspace| workspace.join(name))
}

/// Opens the engine, whose time begins at `begins_at` if its clock is its own, and hands it over. A build for the schema alone has neither engine.
#[cfg_attr(not(any(feature = "embedded", feature = "live")), allow(unused_variables))]
pub(crate) fn with_pair<T>(
    engine: Engine,
    begins_at: u64,
    then: impl FnOnce(&dyn Pair) -> Result<T>,
) -> Result<T> {
    match engine {
        #[cfg(feature = "embedded")]
        Engine::Embedded => then(&isthmus_regions::embedded::Embedded::new(begins_at)),
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
