//! `isthmus-bench gas`: measures, compares, writes. `cargo gas` builds what it needs and runs it.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{ensure, Context, Result};
use isthmus_terminal::{print, thousands, Step};
use serde_json::{json, Value};

use crate::compare::{self, Verdict};
use crate::coverage::{self, Need};
use crate::engine::Machine;
use crate::figures::{self, Entry, Figures, Manifest};
use crate::{measure, plot, render};

/// What to do; see `cargo gas --help`.
#[derive(clap::Args)]
pub struct Args {
    /// Folder of our contracts, as `cargo wasm` writes it
    #[arg(long)]
    artifacts: PathBuf,
    /// Folder of the reference contracts, as `cargo gas` writes it
    #[arg(long)]
    reference: PathBuf,
    /// Change nothing; fail if a figure rose or a message is not measured
    #[arg(long)]
    check: bool,
    /// Measure growth up to a million entries, and write deep.md alone
    #[arg(long, conflicts_with = "check")]
    deep: bool,
    /// Print figures and findings as JSON
    #[arg(long)]
    json: bool,
}

/// What is kept in the repository, by its path below `bench/`.
type Files = BTreeMap<PathBuf, String>;

/// Measures, and then writes or checks. Whether all is well.
pub fn run(args: &Args) -> Result<bool> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
    let committed = Some(folder.join("gas.json")).filter(|path| path.is_file());
    let committed = committed.map(|path| Figures::read(&path)).transpose()?;
    ensure!(
        committed.is_some() || !args.check,
        "there is no bench/gas.json to compare with; `cargo gas` writes it"
    );

    let (measured, missing) = measure(args)?;
    let mut verdict = match &committed {
        // A deep run counts from wider numbers on, so that its points are points of other curves.
        Some(committed) if !args.deep => compare::compare(committed, &measured),
        _ => Verdict { problems: compare::problems(&measured.measured), ..Verdict::default() },
    };
    verdict.problems.extend(uncovered(&missing));
    if args.deep {
        fs::write(folder.join("deep.md"), render::deep(&measured))?;
    } else if args.check {
        // Against their own figures: with another compiler those measured now may differ.
        if let Some(committed) = &committed {
            let name = |path: PathBuf| format!("bench/{}: not as gas.json says", path.display());
            let files = stale(folder, &files(committed)?)?;
            verdict.stale.extend(files.into_iter().map(name));
        }
    } else {
        write(folder, &measured)?;
    }

    // What became dearer is what a run without --check is asked to write down.
    let failed =
        if args.check { !verdict.failures().is_empty() } else { !verdict.problems.is_empty() };
    if args.json {
        let report = json!({
            "figures": measured,
            "failed": failed,
            "problems": verdict.problems,
            "dearer": verdict.dearer,
            "stale": verdict.stale,
            "cheaper": verdict.cheaper,
            "notes": verdict.notes,
        });
        print(&(serde_json::to_string_pretty(&report)? + "\n"))?;
    } else {
        print(&told(args, &measured, &verdict))?;
    }
    Ok(!failed)
}

/// The figures, and what should have been measured too.
fn measure(args: &Args) -> Result<(Figures, Vec<Need>)> {
    let ours = Manifest::read(&args.artifacts)?;
    let reference = Manifest::read(&args.reference)?;
    ensure!(
        ours.compiler == reference.compiler,
        "ours was built with {}, the reference with {}: not comparable",
        ours.compiler,
        reference.compiler
    );
    let step = Step::begin("measuring");
    step.note("loading the contracts into the chain's engine");
    let folders = [(args.artifacts.as_path(), &ours), (args.reference.as_path(), &reference)];
    let machine = measure::machine(folders)?;
    let measured = measure::run(&machine, args.deep, &|text| step.note(text))?;
    let needs = needs(&machine, &ours)?;
    let missing = coverage::missing(&needs, &measured.rows).into_iter().cloned().collect();
    let calls = measured.rows.len() + measured.reference.len();
    step.done(&format!("{} calls", thousands(calls as u64)));
    let wasm = [ours.contracts, reference.contracts].concat();
    Ok((Figures { compiler: ours.compiler, wasm, measured }, missing))
}

/// Everything that must be measured of our contracts.
fn needs(machine: &Machine, ours: &Manifest) -> Result<BTreeSet<Need>> {
    let mut needs = BTreeSet::new();
    for wasm in &ours.contracts {
        let name = wasm.contract.strip_prefix("isthmus-").unwrap_or(&wasm.contract);
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../schema").join(name);
        let path = path.with_extension("json");
        let schema: Value = figures::read(&path).context("`cargo schema` writes it")?;
        let exports = machine.entries(&wasm.contract.replace('-', "_"))?;
        needs.extend(coverage::needs(name, &schema, &exports)?);
    }
    Ok(needs)
}

/// One line for each entry point of which something is not measured.
fn uncovered(missing: &[Need]) -> Vec<String> {
    let mut lines: Vec<((&str, Entry), Vec<&str>)> = Vec::new();
    for need in missing {
        let entry = (need.contract.as_str(), need.entry);
        let message = need.message.as_deref();
        match lines.last_mut().filter(|(last, _)| *last == entry) {
            Some((_, messages)) => messages.extend(message),
            None => lines.push((entry, message.into_iter().collect())),
        }
    }
    let line = |((contract, entry), messages): ((&str, Entry), Vec<&str>)| {
        let messages = messages.join(", ");
        let colon = if messages.is_empty() { "" } else { ": " };
        format!("not measured: {contract} {entry}{colon}{messages}")
    };
    lines.into_iter().map(line).collect()
}

/// What follows from figures: the tables and the pictures.
fn files(figures: &Figures) -> Result<Files> {
    let mut files = Files::new();
    files.insert("gas.md".into(), render::markdown(figures));
    for (name, picture) in plot::draw(figures)? {
        files.insert(Path::new("plots").join(name), picture);
    }
    Ok(files)
}

/// Files that are not what they should be, and pictures that no figure belongs to.
fn stale(folder: &Path, files: &Files) -> Result<Vec<PathBuf>> {
    let mut stale = Vec::new();
    for (path, text) in files {
        if fs::read_to_string(folder.join(path)).ok().as_ref() != Some(text) {
            stale.push(path.clone());
        }
    }
    let plots = Path::new("plots");
    if folder.join(plots).is_dir() {
        for entry in fs::read_dir(folder.join(plots))? {
            let path = plots.join(entry?.file_name());
            if !files.contains_key(&path) {
                stale.push(path);
            }
        }
    }
    Ok(stale)
}

fn write(folder: &Path, figures: &Figures) -> Result<()> {
    fs::write(folder.join("gas.json"), figures.to_text()?)?;
    let files = files(figures)?;
    for path in stale(folder, &files)? {
        let target = folder.join(&path);
        match files.get(&path) {
            Some(text) => {
                fs::create_dir_all(target.parent().context("file without a folder")?)?;
                fs::write(&target, text)?;
            }
            None => fs::remove_file(&target)?,
        }
    }
    Ok(())
}

/// What a person is told.
fn told(args: &Args, figures: &Figures, verdict: &Verdict) -> String {
    let Args { check, deep, .. } = *args;
    let sheets = render::sheets(figures);
    // A check is about changes; the whole table is in gas.md.
    let of_interest = |title: &str| match (check, deep) {
        (true, _) => title == render::COMPARISONS,
        (_, true) => title == render::GROWTH,
        _ => true,
    };
    let shown = sheets.iter().filter(|sheet| of_interest(&sheet.title));
    let shown: String = shown.map(|sheet| format!("{}\n", sheet.text(None))).collect();
    let Verdict { problems, dearer, stale, cheaper, notes } = verdict;
    let none = Vec::new();
    let lists: String = [
        ("To know:", notes),
        ("Cheaper than in bench/gas.json:", cheaper),
        ("Dearer than in bench/gas.json:", dearer),
        ("bench/ is out of date:", if check { stale } else { &none }),
        ("Wrong:", problems),
    ]
    .into_iter()
    .filter(|(_, lines)| !lines.is_empty())
    .map(|(title, lines)| format!("{title}\n  {}\n", lines.join("\n  ")))
    .collect();
    let calls = thousands(figures.measured.rows.len() as u64);
    let last = if deep {
        format!("{calls} calls; bench/deep.md holds the curves up to a million")
    } else if !check {
        format!("{calls} calls; bench/gas.json, gas.md and plots/ hold the new figures")
    } else if !verdict.failures().is_empty() {
        "FAILED. If this is meant: `cargo gas`, and commit bench/ with what caused it".to_string()
    } else if cheaper.is_empty() {
        format!("{calls} calls, as in bench/gas.json")
    } else {
        format!("{calls} calls, none dearer; write the new figures down: `cargo gas`, and commit")
    };
    format!("{shown}{lists}{last}\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figures::tests::sample;

    fn names(paths: Vec<PathBuf>) -> Vec<String> {
        paths.iter().map(|path| path.display().to_string()).collect()
    }

    #[test]
    fn what_was_written_is_up_to_date() {
        let folder = tempfile::tempdir().unwrap();
        let figures = sample();
        write(folder.path(), &figures).unwrap();
        assert_eq!(Figures::read(&folder.path().join("gas.json")).unwrap(), figures);
        let files = files(&figures).unwrap();
        assert_eq!(names(stale(folder.path(), &files).unwrap()), Vec::<String>::new());
    }

    #[test]
    fn what_is_not_measured_is_told_by_entry_point() {
        let need = |entry, message: Option<&str>| Need {
            contract: "x".into(),
            entry,
            message: message.map(Into::into),
        };
        let missing = [
            need(Entry::Execute, Some("burn")),
            need(Entry::Execute, Some("send")),
            need(Entry::Reply, None),
        ];
        assert_eq!(
            uncovered(&missing),
            ["not measured: x execute: burn, send", "not measured: x reply"]
        );
    }

    #[test]
    fn a_changed_or_left_over_file_is_out_of_date() {
        let folder = tempfile::tempdir().unwrap();
        let mut figures = sample();
        write(folder.path(), &figures).unwrap();
        figures.measured.growth.pop();
        let wanted = files(&figures).unwrap();
        assert_eq!(
            names(stale(folder.path(), &wanted).unwrap()),
            ["gas.md", "plots/stablecoin-pages.svg"]
        );
        write(folder.path(), &figures).unwrap();
        assert!(!folder.path().join("plots/stablecoin-pages.svg").exists());
    }
}
