//! What is told when a step fails, when an invariant does not hold, and by the command.

use crate::suite::{isthmus, stderr, stdout, workspace, Folder};
use cosmwasm_std::Uint128;
use isthmus_cli::args::Engine;
use isthmus_cli::demo;
use isthmus_regions::embedded::Embedded;
use serde_json::Value;

#[test]
fn a_step_that_fails_all_the_same_is_told_in_words_behind_all_that_were_done() {
    let mut scenario = Folder::copy_of("regulator").load();
    // What no check would let pass: more than the suspect has.
    scenario.supervision.as_mut().unwrap().seized = Uint128::new(5_000_000_000);
    let pair = Embedded::new(scenario.begins_at());
    let (report, transcript) = demo::play(&pair, Engine::Embedded, &scenario).unwrap();
    let error = demo::verdict(&report).unwrap_err().to_string();
    let last = report.steps.last().unwrap();
    assert!(last.what.starts_with("takes what the order names"), "{}", last.what);
    assert!(error.starts_with(&format!("step {}, west: seizer takes", last.step)), "{error}");
    assert!(error.contains("[ST-010]") && !error.contains('{') && error.len() < 250, "{error}");
    assert!(report.steps.len() > 12 && report.invariants.is_empty() && report.supply.is_none());
    assert!(report.text(140).contains("what the order names"));
    assert_eq!(transcript.last().unwrap().step, last.step);
}

#[test]
fn a_broken_invariant_is_a_failure() {
    let (mut report, _) = Folder::copy_of("remittance").play();
    report.invariants[1].holds = false;
    let error = demo::verdict(&report).unwrap_err().to_string();
    assert!(error.contains(&report.invariants[1].name), "{error}");
    report.invariants[1].holds = true;
    report.supply.as_mut().unwrap().east += Uint128::one();
    assert!(demo::verdict(&report).is_err());
}

#[test]
fn the_command_prints_tables_json_and_a_transcript() {
    let dir = tempfile::TempDir::new().unwrap();
    let file = dir.path().join("messages.json");
    let case = workspace("cotton-lc");
    let (case, file) = (case.to_str().unwrap(), file.to_str().unwrap());
    let text = isthmus(&["demo", "--scenario", case]);
    assert!(text.status.success(), "{}", stderr(&text));
    assert!(stdout(&text).contains("issued = supply west + supply east + in flight + claimable"));
    assert!(stdout(&text).trim_end().ends_with("holds"));
    assert!(stderr(&text).is_empty(), "progress without a terminal: {}", stderr(&text));

    let json = isthmus(&["demo", "--scenario", case, "--json", "--transcript", file]);
    assert!(json.status.success(), "{}", stderr(&json));
    let report: Value = serde_json::from_str(&stdout(&json)).unwrap();
    for key in ["scenario", "engine", "steps", "invariants", "supply"] {
        assert!(!report[key].is_null(), "no {key}");
    }
    assert_eq!(report["engine"], "embedded");
    let entries: Value = serde_json::from_str(&std::fs::read_to_string(file).unwrap()).unwrap();
    let entries = entries.as_array().unwrap();
    assert!(entries.len() > 50);
    let steps = report["steps"].as_array().unwrap().len();
    for entry in entries {
        let step = entry["step"].as_u64().unwrap();
        assert!((1..=u64::try_from(steps).unwrap()).contains(&step));
        let contract = &entry["contract"];
        let (name, address) = (contract["name"].as_str(), contract["address"].as_str());
        assert!(name.is_some_and(|name| !name.is_empty()), "{entry}");
        assert!(address.is_some_and(|a| a.starts_with(entry["region"].as_str().unwrap())));
        assert!(entry["sender"]["address"].is_string() && entry["message"].is_object());
    }
}

#[test]
fn without_the_live_engine_the_command_says_how_to_get_it() {
    if cfg!(feature = "live") {
        return;
    }
    let output = isthmus(&[
        "demo",
        "--engine",
        "live",
        "--scenario",
        workspace("remittance").to_str().unwrap(),
    ]);
    assert!(!output.status.success());
    assert!(stderr(&output).contains("cargo demo --engine live"), "{}", stderr(&output));
    for command in ["deploy", "status"] {
        let output = isthmus(&[command]);
        assert!(!output.status.success());
        assert!(stderr(&output).contains("--features live"), "{}", stderr(&output));
    }
}
