//! One run over everything there is to measure.

use std::path::Path;

use anyhow::Result;

use crate::bench::Bench;
use crate::engine::Machine;
use crate::figures::{Manifest, Measured};
use crate::{cases, crowded, growth, reference, self_check, targets};

/// Loads every contract of both folders, known by the name of its file without the ending.
pub fn machine(folders: [(&Path, &Manifest); 2]) -> Result<Machine> {
    let files = folders.into_iter().flat_map(|(folder, manifest)| {
        let file = |contract: &str| folder.join(contract.replace('-', "_") + ".wasm");
        manifest.contracts.iter().map(move |wasm| file(&wasm.contract))
    });
    Machine::load(files)
}

/// Measures everything; `step` is told what comes next. Curves go on to a million if it is `deep`.
pub fn run(machine: &Machine, deep: bool, step: &dyn Fn(&str)) -> Result<Measured> {
    step("wasmd's own test contract");
    let self_check = self_check::run()?;
    step("the reference contracts");
    let sides = reference::run(machine)?;
    step("every message of our contracts");
    let mut bench = Bench::new(machine.clone());
    cases::run(&mut bench)?;
    let gate = cases::escrow::gate(&bench);
    let growth = growth::run(&bench, deep, &|of| step(&format!("growth: {of}")))?;
    let (rows, worst) = bench.finish();
    step("every message among a thousand others");
    crowded::run(machine, &rows)?;
    let comparisons = targets::compare(&sides, &gate)?;
    Ok(Measured { self_check, rows, reference: sides.rows, comparisons, growth, worst })
}
