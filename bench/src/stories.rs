//! The examples of the Markdown files of this repository (docs/examples.md), with the compiled contracts:
//! each that says `case` becomes a row. The linked contracts, which are the ones that the tests test, are
//! told the same, and must answer the same and leave the same bytes.

use std::fs;

use anyhow::{bail, ensure, Context, Error, Result};
use isthmus_regions::Side;
use isthmus_testkit::examples::coverage::Message;
use isthmus_testkit::examples::parse::{examples, Example, Kind};
use isthmus_testkit::examples::run::{Runner, Shown};
use isthmus_testkit::examples::{markdown, repository};

use crate::bench::Bench;
use crate::engine::Call;

/// Carries out every file that has a case, in a deployment of its own. Fails, with file and line, if an
/// example does not do what it says.
pub fn run(bench: &mut Bench) -> Result<()> {
    let root = repository();
    for file in markdown(&root)? {
        let text = fs::read_to_string(root.join(&file))?;
        let at = |line: usize| format!("{}:{line}", file.display());
        let found = match examples(&text) {
            Ok(found) => found,
            Err(problems) => bail!("{}: {}", at(problems[0].line), problems[0].text),
        };
        if found.iter().all(|example| example.case.is_none()) {
            continue;
        }
        let mut runner = bench.runner();
        let mut linked = (!bench.is_filled()).then(Runner::new);
        let mut calls = Vec::new();
        for example in &found {
            carry_out(bench, &mut runner, example, &mut calls).with_context(|| at(example.line))?;
            if let Some(linked) = &mut linked {
                linked.run(example).map_err(Error::msg).with_context(|| at(example.line))?;
                let (ours, theirs) = (runner.answer(), linked.answer());
                let at = at(example.line);
                ensure!(
                    ours == theirs,
                    "{at}: compiled contracts answer {ours:?}, linked ones {theirs:?}"
                );
            }
        }
        let is_same = |side| {
            linked
                .as_ref()
                .is_none_or(|linked| linked.world.state(side) == runner.world.state(side))
        };
        let file = file.display();
        ensure!(
            Side::BOTH.into_iter().all(is_same),
            "{file}: compiled and linked contracts leave different state"
        );
    }
    Ok(())
}

/// Carries one example out. `calls` are those of the newest example that made any.
fn carry_out(
    bench: &mut Bench,
    runner: &mut Runner,
    example: &Example,
    calls: &mut Vec<Call>,
) -> Result<()> {
    if bench.is_filled() && example.kind == Kind::Answer {
        // Others are in the answer, too.
        return Ok(());
    }
    let shown = runner.run(example).map_err(Error::msg)?;
    let made = bench.take();
    if !made.is_empty() {
        *calls = made;
    }
    let Some(case) = &example.case else { return Ok(()) };
    let (contract, address, name, direct) = match (&example.kind, shown) {
        (Kind::Called { place, name }, _) => {
            let (address, contract) = runner.contract(place).map_err(Error::msg)?;
            (contract, address, name.clone(), false)
        }
        (kind, Some(Shown { message: Message { contract, entry, name }, address })) => {
            let name = name.unwrap_or_else(|| entry.name().to_string());
            (contract, address, name, !matches!(kind, Kind::Sent { .. }))
        }
        (_, None) => bail!("no message is shown, so that there is no call to measure"),
    };
    // Others' packets may have been carried before.
    let at = calls.iter().rposition(|call| {
        call.address == address
            && (call.message == name || call.entry.name() == name)
            && !(direct && call.from_contract)
    });
    let at = at.with_context(|| format!("{contract} {name} was not called"))?;
    bench.keep(&contract, case, &calls[at..]);
    Ok(())
}
