//! `--json` is for programs, and every hash in it can be checked.

use crate::suite::{isthmus, shell, stderr, stdout, workspace, Folder, SCENARIOS};
use serde_json::{json, Value};
use std::collections::BTreeSet;
use std::path::Path;

fn played(name: &str) -> Value {
    let folder = workspace(name);
    let output = isthmus(&["demo", "--scenario", folder.to_str().unwrap(), "--json"]);
    assert!(output.status.success(), "{}", stderr(&output));
    serde_json::from_str(&stdout(&output)).unwrap()
}

fn list<'a>(value: &'a Value, name: &str) -> &'a [Value] {
    value[name].as_array().unwrap_or_else(|| panic!("no {name}"))
}

#[test]
fn the_report_is_as_its_schema_says() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../schema/report.json");
    let (mut schemas, mut compiler) = (boon::Schemas::new(), boon::Compiler::new());
    let schema: Value = serde_json::from_str(&std::fs::read_to_string(file).unwrap()).unwrap();
    compiler.add_resource("report.json", schema).unwrap();
    let schema = compiler.compile("report.json", &mut schemas).unwrap();
    for name in SCENARIOS {
        let report = played(name);
        schemas.validate(&report, schema).unwrap_or_else(|error| panic!("{name}: {error:#}"));
        let mut wrong = report.clone();
        wrong["steps"][1]["amount"] = Value::from("250,000.00");
        assert!(schemas.validate(&wrong, schema).is_err(), "an amount for people passes");
        let mut wrong = report;
        wrong["steps"][1]["result"]["code"] = Value::from("granted");
        assert!(schemas.validate(&wrong, schema).is_err(), "an unknown code passes");
    }
}

/// M7: what a dApp builds and the chain would refuse, the exported schema refuses too.
#[test]
fn the_schema_of_a_message_refuses_numbers_hex_and_base64_that_are_none() {
    let file =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../../schema/raw/stablecoin/execute.json");
    let (mut schemas, mut compiler) = (boon::Schemas::new(), boon::Compiler::new());
    let schema: Value = serde_json::from_str(&std::fs::read_to_string(file).unwrap()).unwrap();
    compiler.add_resource("execute.json", schema).unwrap();
    let schema = compiler.compile("execute.json", &mut schemas).unwrap();
    let transfer = |amount: &str| json!({"transfer": {"recipient": "west1x", "amount": amount}});
    let send = |msg: &str| json!({"send": {"contract": "west1x", "amount": "1", "msg": msg}});
    let seize =
        |hash: &str| json!({"seize": {"from": "a", "to": "b", "amount": "1", "case_hash": hash}});
    let good = "ab".repeat(32);
    for good in [transfer("5"), send("e30="), seize(&good)] {
        assert!(schemas.validate(&good, schema).is_ok(), "{good} is refused");
    }
    for bad in [transfer("-5"), transfer("1.5"), transfer(""), send("not base64 !"), seize("zz")] {
        assert!(schemas.validate(&bad, schema).is_err(), "{bad} passes");
    }
}

#[test]
fn amounts_are_base_units_instants_are_seconds_and_results_are_codes() {
    let (mut codes, mut coins) = (BTreeSet::new(), 0);
    for name in SCENARIOS {
        let report = played(name);
        for step in list(&report, "steps") {
            assert!(step["coins"].is_null() || step["amount"].is_null(), "{step}");
            assert!(step["coins"].is_null() || is_money_of(&step["coins"]), "{step}");
            let result = &step["result"];
            codes.insert(result["code"].as_str().unwrap().to_string());
            assert!(step["amount"].is_null() || is_units(&step["amount"]), "{step}");
            assert!(step["block_time"].is_null() || step["block_time"].is_u64(), "{step}");
            for (key, value) in result["parameters"].as_object().unwrap() {
                let is_instant = key.ends_with("_at") || key == "until";
                assert!(!is_instant || value.as_u64() > Some(1_700_000_000), "{key}: {value}");
                let is_money = [
                    "balance",
                    "allowance_left",
                    "rest",
                    "held",
                    "coins",
                    "headroom",
                    "supply",
                    "cap",
                ];
                assert!(!is_money.contains(&key.as_str()) || is_money_of(value), "{key}: {value}");
                coins += usize::from(value.is_object());
            }
            let text = result["text"].as_str().unwrap();
            assert!(!text.is_empty() && !text.contains(['{', '}']), "{step}");
        }
        for invariant in list(&report, "invariants") {
            for (key, value) in invariant["figures"].as_object().unwrap() {
                let is_count = ["movements", "accounts"].contains(&key.as_str());
                let is_other = is_count && value.is_u64() || key == "region";
                assert!(is_money_of(value) || is_other, "{key}: {value}");
            }
        }
        assert!(is_units(&report["supply"]["issued"]));
    }
    assert!(coins > 3, "{coins} results with coins of a region");
    assert!(!codes.contains("unfinished") && !codes.contains("failed"), "{codes:?}");
    for code in ["refused", "returned_by_error", "returned_by_timeout", "settled_with_rest"] {
        assert!(codes.contains(code), "{codes:?}");
    }
}

/// Base units of the token, or coins of a region with their name.
fn is_money_of(value: &Value) -> bool {
    is_units(value) || is_units(&value["amount"]) && value["denom"] == "uwest"
}

fn is_units(value: &Value) -> bool {
    value.as_str().is_some_and(|text| text.bytes().all(|b| b.is_ascii_digit()))
}

#[test]
fn the_hold_is_over_at_a_second_for_programs_and_at_a_date_for_people() {
    let report = played("regulator");
    let refused = list(&report, "steps").iter().map(|step| &step["result"]);
    let refused = refused.clone().find(|result| result["parameters"]["error"] == "ST-050").unwrap();
    assert!(refused["parameters"]["until"].is_u64());
    let text = refused["text"].as_str().unwrap();
    assert!(!text.contains("seconds") && text.contains("held until 20"), "{text}");
}

/// The documents of every section: what is listed is what is on the chain, and the command finds it.
#[test]
fn every_hash_can_be_checked() {
    for (name, sections) in [
        ("cotton-lc", &["credit", "trials.silence"][..]),
        ("regulator", &["supervision.report", "supervision.order"]),
        ("remittance", &["payments[1]", "payments[4]"]),
    ] {
        let folder = Folder::copy_of(name);
        let transcript = folder.path().join("messages.json");
        let (dir, file) = (folder.path().to_str().unwrap(), transcript.to_str().unwrap());
        let output = isthmus(&["demo", "--scenario", dir, "--json", "--transcript", file]);
        assert!(output.status.success(), "{}", stderr(&output));
        let report: Value = serde_json::from_str(&stdout(&output)).unwrap();
        let sent: Value = serde_json::from_slice(&std::fs::read(&transcript).unwrap()).unwrap();
        let papers = list(&report["scenario"], "documents");
        let found: BTreeSet<&str> =
            papers.iter().map(|paper| paper["section"].as_str().unwrap()).collect();
        assert_eq!(found, sections.iter().copied().collect(), "{name}");
        for paper in papers {
            let path = folder.path().join(paper["file"].as_str().unwrap());
            let mut args = vec!["hash", path.to_str().unwrap()];
            args.extend(paper["salt"].as_str().iter().flat_map(|salt| ["--salt", salt]));
            let hash = paper["hash"].as_str().unwrap();
            assert_eq!(stdout(&isthmus(&args)), format!("{hash}\n"), "{paper}");
            let carries = |entry: &&Value| {
                let documents = entry["documents"].as_array();
                documents.is_some_and(|documents| documents.contains(paper))
            };
            let entry = sent.as_array().unwrap().iter().find(carries);
            let entry = entry.unwrap_or_else(|| panic!("no message carries {paper}"));
            let words = format!("{} {}", entry["message"], entry["hook"]);
            assert!(words.contains(hash), "{entry}");
        }
    }
}

#[test]
fn a_report_of_reserves_is_hashed_without_a_salt() {
    let folder = workspace("regulator");
    let report = played("regulator");
    let paper = &list(&report["scenario"], "documents")[0];
    assert_eq!(
        (paper["section"].as_str(), paper["salt"].as_str()),
        (Some("supervision.report"), None)
    );
    let file = folder.join(paper["file"].as_str().unwrap());
    let sum = std::process::Command::new("sha256sum").arg(file).output().unwrap();
    let sum = String::from_utf8(sum.stdout).unwrap();
    assert_eq!(sum.split_whitespace().next(), paper["hash"].as_str());
}

#[test]
fn the_hash_of_standard_input_and_of_a_wrong_salt() {
    let output = shell("printf abc | isthmus hash -");
    let abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    assert_eq!(stdout(&output), format!("{abc}\n"));
    let output = isthmus(&["hash", "Cargo.toml", "--salt", "xyz"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("expected 32 hexadecimal digits"), "{}", stderr(&output));
    let output = isthmus(&["hash", "nowhere.txt"]);
    assert!(stderr(&output).starts_with("error: cannot read nowhere.txt"), "{}", stderr(&output));
}
