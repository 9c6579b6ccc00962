//! `isthmus statement`: the month of an issuer, from outside.

use crate::suite::{isthmus, plain, stderr, stdout, workspace, Folder, SCENARIOS};
use isthmus_cli::args::Engine;
use isthmus_cli::{demo, localnet, statement};
use isthmus_regions::embedded::Embedded;
use isthmus_regions::supply;
use serde_json::Value;
use sha2::{Digest, Sha256};
use std::path::Path;
use std::sync::LazyLock;

/// The month of the regulator's scenario, for programs.
static JSON: LazyLock<String> = LazyLock::new(|| stated(&["--json"]));

/// The month of the regulator's scenario, in one of its forms.
fn stated(extra: &[&str]) -> String {
    let folder = workspace("regulator");
    let args = ["statement", "--month", "2026-06", "--scenario", folder.to_str().unwrap()];
    let output = isthmus(&[&args, extra].concat());
    assert!(output.status.success(), "{}", stderr(&output));
    stdout(&output)
}

#[test]
fn two_runs_give_the_same_bytes() {
    assert_eq!(stated(&["--json"]), *JSON);
    let page = stated(&[]);
    let hash = hex::encode(Sha256::digest(&*JSON));
    assert_eq!(page.lines().last(), Some(hash.as_str()));
    insta::assert_snapshot!("statement-json", JSON.as_str());
    insta::assert_snapshot!("statement-page", page);
}

#[test]
fn without_arguments_it_is_the_regulators_scenario_and_the_month_of_the_newest_block() {
    let output = isthmus(&["statement", "--json"]);
    assert_eq!(stdout(&output), *JSON, "{}", stderr(&output));
}

#[test]
fn the_statement_is_as_its_schema_says() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../schema/statement.json");
    let (mut schemas, mut compiler) = (boon::Schemas::new(), boon::Compiler::new());
    let schema: Value = serde_json::from_str(&std::fs::read_to_string(file).unwrap()).unwrap();
    compiler.add_resource("statement.json", schema).unwrap();
    let schema = compiler.compile("statement.json", &mut schemas).unwrap();
    let statement: Value = serde_json::from_str(&JSON).unwrap();
    schemas.validate(&statement, schema).unwrap_or_else(|error| panic!("{error:#}"));
    let mut wrong = statement.clone();
    wrong["supply"]["west"] = Value::from("215,098.04");
    assert!(schemas.validate(&wrong, schema).is_err(), "an amount for people passes");
    let mut wrong = statement;
    wrong["acts"][0]["kind"] = Value::from("borrow");
    assert!(schemas.validate(&wrong, schema).is_err(), "an unknown act passes");
}

/// Computed from events, it is what the contracts answer; so the events tell of everything.
#[test]
fn the_sums_add_up_in_every_scenario() {
    for name in SCENARIOS {
        let folder = Folder::copy_of(name);
        let scenario = folder.load();
        let pair = Embedded::new(scenario.begins_at());
        let (report, _) = demo::play(&pair, Engine::Embedded, &scenario).unwrap();
        let found = statement::state(&pair, &report.deployment, None).unwrap();
        assert_eq!(found.supply, supply::read(&pair, &report.deployment).unwrap(), "{name}");
        assert!(found.supply.holds(), "{name}: {:?}", found.supply);
        let closing: Vec<_> = found.regions.iter().map(|it| it.closing).collect();
        assert_eq!(closing, [found.supply.west, found.supply.east], "{name}");
        let home = &found.regions[0];
        assert_eq!(
            found.supply.issued,
            home.opening + home.minted - home.redeemed - home.burnt - home.wiped,
            "{name}"
        );
    }
}

#[test]
fn the_page_fits_every_terminal_and_breaks_no_address() {
    let folder = Folder::copy_of("regulator");
    let scenario = folder.load();
    let pair = Embedded::new(scenario.begins_at());
    let (report, _) = demo::play(&pair, Engine::Embedded, &scenario).unwrap();
    let found = statement::state(&pair, &report.deployment, None).unwrap();
    for width in 60..=200 {
        let page = plain(&found.page(width).unwrap());
        for line in page.lines() {
            let is_hash = line.len() == 64 && line.bytes().all(|b| b.is_ascii_hexdigit());
            assert!(line.chars().count() <= width || is_hash, "{width}: {line}");
        }
        for act in &found.acts {
            assert!(page.contains(&act.account), "{width}: {} is broken", act.account);
        }
    }
}

#[cfg(not(feature = "live"))]
#[test]
fn a_build_without_the_live_engine_names_the_command_that_makes_one() {
    let output = isthmus(&["statement", "--engine", "live"]);
    let told = plain(&stderr(&output));
    assert!(told.contains("`cargo statement --engine live` makes one that has"), "{told}");
}

#[test]
fn the_regulators_month_has_what_its_supervisor_asks_for() {
    let found: Value = serde_json::from_str(&JSON).unwrap();
    assert_eq!(found["complete"], false);
    let redemption = &found["redemptions"][0];
    assert_eq!(
        (&redemption["outcome"], &redemption["business_days"]),
        (&"settled".into(), &0.into())
    );
    let reserve = &found["reserve"];
    assert_eq!(
        (&reserve["attested"], &reserve["counted"]),
        (&"250000000000".into(), &"220000000000".into())
    );
    assert_eq!(found["attestations"][0]["composition"][0]["class"], "cash");
    let acts = found["acts"].as_array().unwrap();
    let kinds: Vec<&str> = acts.iter().map(|act| act["kind"].as_str().unwrap()).collect();
    assert_eq!(kinds, ["hold", "freeze", "seize"]);
    // The hash of the order is that of its file.
    let (file, salt) =
        (workspace("regulator").join("seizure-order.md"), "91b3c5d70e2f4a688c1d3e5f7a9b0c2d");
    let hash = stdout(&isthmus(&["hash", file.to_str().unwrap(), "--salt", salt]));
    assert_eq!(acts[1]["order_hash"], hash.trim());
    assert_eq!(
        (&acts[1]["seconds_from_order"], &acts[2]["seconds_from_order"]),
        (&0.into(), &2.into())
    );
}

#[test]
fn a_wrong_month_is_answered_with_what_was_given_and_an_example() {
    for bad in ["2026-13", "november", "2026-11-01", "", "1969-01", "9999-12"] {
        let output = isthmus(&["statement", "--month", bad]);
        let told = plain(&stderr(&output));
        assert_eq!(output.status.code(), Some(2), "{bad}: {told}");
        let is_whole = told.contains("--month <YYYY-MM>") && told.contains("such as 2026-11");
        assert!(is_whole && told.contains(&format!("'{bad}'")), "{bad}: {told}");
        assert!(told.contains("from 1970-01 to 9998-12"), "{bad}: {told}");
    }
    for (month, expected) in [("2026-05", "from 2026-06 on"), ("2026-07", "up to 2026-06")] {
        let output = isthmus(&["statement", "--month", month]);
        let told = plain(&stderr(&output));
        assert_eq!(output.status.code(), Some(1), "{told}");
        assert!(told.contains(&format!("--month {month}")) && told.contains(expected), "{told}");
    }
}

#[test]
fn contracts_are_named_by_a_deployment_or_by_json_that_has_one() {
    let dir = tempfile::TempDir::new().unwrap();
    let file = dir.path().join("statement.json");
    std::fs::write(&file, &*JSON).unwrap();
    let whole = localnet::deployment(Some(&file)).unwrap();
    let read: Value = serde_json::from_str(&JSON).unwrap();
    std::fs::write(&file, read["deployment"].to_string()).unwrap();
    assert_eq!(localnet::deployment(Some(&file)).unwrap(), whole);
    std::fs::write(&file, "{}").unwrap();
    let told = localnet::deployment(Some(&file)).unwrap_err().to_string();
    assert!(told.ends_with("statement.json names no contracts"), "{told}");
    let output = isthmus(&["statement", "--deployment", file.to_str().unwrap()]);
    let told = plain(&stderr(&output));
    assert!(told.contains("--deployment: the embedded engine begins with new chains"), "{told}");
}
