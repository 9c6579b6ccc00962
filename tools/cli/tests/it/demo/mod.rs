//! The whole story on the embedded engine.

mod credit;
mod days;
mod endings;
mod scenarios;

use isthmus_cli::report::Report;
use isthmus_cli::transcript::Entry;
use serde_json::Value;

fn step<'a>(report: &'a Report, what: &str) -> &'a isthmus_cli::report::Step {
    let found = report.steps.iter().find(|step| step.what.contains(what));
    found.unwrap_or_else(|| panic!("no step {what:?} in {:#?}", report.steps))
}

fn sent<'a>(transcript: &'a [Entry], contract: &str, message: &str) -> Vec<&'a Value> {
    transcript
        .iter()
        .filter(|entry| entry.kind == "execute" && entry.contract.name == contract)
        .filter_map(|entry| entry.message.get(message))
        .collect()
}

/// The texts of the steps' results, in order.
fn told(report: &Report) -> Vec<&str> {
    report.steps.iter().map(|step| step.result.text.as_str()).collect()
}
