//! The whole story on the embedded engine.

use crate::suite::{isthmus, stderr, stdout, workspace, Folder, SCENARIOS};
use cosmwasm_std::Uint128;
use isthmus_cli::args::Engine;
use isthmus_cli::demo;
use isthmus_cli::report::Report;
use isthmus_cli::transcript::Entry;
use isthmus_regions::embedded::Embedded;
use serde_json::Value;

/// A Saturday noon, 21 November 2026.
const SATURDAY: u64 = 1_795_262_400;
/// One minute before midnight of a Monday, 5 January 2026.
const LATE_MONDAY: u64 = 1_767_657_540;

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

#[test]
fn the_cotton_case_tells_every_part_of_the_story() {
    let (report, transcript) = Folder::copy_of("cotton-lc").play();
    demo::verdict(&report).unwrap();
    assert!(step(&report, "deploys identity").result.text.contains("open channel"));
    assert_eq!(step(&report, "mints to importer").amount, Some(Uint128::new(120_000_000_000)));
    assert!(step(&report, "accepts the pass from home")
        .result
        .text
        .starts_with("authorised at level 2"));
    assert!(step(&report, "refuses").result.text.contains("1 discrepancy"));
    assert_eq!(step(&report, "waives").result.text, "0 left open");
    assert_eq!(step(&report, "is paid in the east").result.text, "exporter has 94,380.00");
    assert_eq!(step(&report, "pays family").region, "east → west");
    assert!(step(&report, "pays trader").result.text.contains("error ack"));
    assert!(step(&report, "comes back after the timeout").result.text.contains("timed out"));
    assert!(step(&report, "cranks the deal after its expiry").result.text.starts_with("refunded"));
    assert!(step(&report, "silent for five banking days").result.text.contains("embedded only"));
    let numbers: Vec<usize> = report.steps.iter().map(|step| step.step).collect();
    assert_eq!(numbers, (1..=report.steps.len()).collect::<Vec<_>>());

    let million = |whole: u128| Uint128::new(whole * 1_000_000);
    assert_eq!(report.supply.as_ref().unwrap().issued, million(120_000));
    assert!(
        report.supply.as_ref().unwrap().in_flight.is_zero()
            && report.supply.as_ref().unwrap().claimable.is_zero()
    );
    assert_eq!(
        report.supply.as_ref().unwrap().west + report.supply.as_ref().unwrap().east,
        million(120_000)
    );

    // What went on the chain is the hash of the file, and the bank's words.
    let presented = sent(&transcript, "escrow", "present");
    let hashes = presented[0]["presentation"]["documents"].as_array().unwrap();
    let listed = &report.scenario.documents;
    assert_eq!(hashes.len(), 5);
    for (on_chain, document) in hashes.iter().zip(listed) {
        assert_eq!(on_chain["hash"], document.hash.to_hex());
    }
    let refused = sent(&transcript, "escrow", "refuse");
    assert_eq!(refused[0]["discrepancies"][0]["document"], "insurance_certificate");
}

#[test]
fn dates_are_what_they_say_and_weekdays_are_weekdays() {
    let (report, transcript) = Folder::copy_of("cotton-lc").play();
    assert_eq!(report.scenario.today, "2026-03-09");
    let terms = &sent(&transcript, "escrow", "propose")[0]["terms"];
    let end_of = |day: u64| day * 86_400 + 86_399;
    assert_eq!(terms["latest_shipment_at"], end_of(20_532));
    assert_eq!(terms["expires_at"], end_of(20_553));
    let calendar = &sent(&transcript, "escrow", "create_calendar")[0];
    assert_eq!(calendar["holidays"][0], "2026-04-03");
    // Presented on Monday: the fifth banking day after it is Monday a week later.
    let presented = step(&report, "presents 5 documents");
    assert_eq!(presented.result.text, "to be examined until 2026-03-16 23:59:59");
}

#[test]
fn only_a_clock_of_its_own_moves_all_dates_by_the_same_days() {
    let (report, transcript) = Folder::copy_of("cotton-lc").play_at(SATURDAY);
    assert_eq!(report.scenario.today, "2026-11-21");
    let terms = &sent(&transcript, "escrow", "propose")[0]["terms"];
    // 2026-03-09 becomes 2026-11-21, 257 days later; so does everything else.
    let end_of = |day: u64| day * 86_400 + 86_399;
    let (latest_shipment, expiry) = (20_532 + 257, 20_553 + 257);
    assert_eq!(terms["latest_shipment_at"], end_of(latest_shipment));
    assert_eq!(terms["expires_at"], end_of(expiry));
    let calendar = &sent(&transcript, "escrow", "create_calendar")[0];
    assert_eq!(calendar["holidays"][0], "2026-12-16");
}

#[test]
fn the_same_scenario_gives_the_same_output_every_day() {
    for name in SCENARIOS {
        let folder = Folder::copy_of(name);
        let texts: Vec<String> = (0..2).map(|_| folder.play().0.json().unwrap()).collect();
        assert_eq!(texts[0], texts[1], "{name}");
    }
}

#[test]
fn it_also_runs_a_minute_before_midnight() {
    let (report, _) = Folder::copy_of("cotton-lc").play_at(LATE_MONDAY);
    demo::verdict(&report).unwrap();
}

#[test]
fn the_remittance_case_needs_neither_credit_nor_pass() {
    let (report, transcript) = Folder::copy_of("remittance").play();
    demo::verdict(&report).unwrap();
    assert!(sent(&transcript, "escrow", "propose").is_empty());
    let hook = transcript.iter().filter_map(|entry| entry.hook.as_ref());
    let infos: Vec<&Value> = hook.map(|hook| &hook["transfer"]["info"]).collect();
    let payslip = &report.scenario.documents[0];
    assert!(infos.contains(&&Value::from(payslip.hash.to_hex())));
}

#[test]
fn a_starter_runs_as_it_is() {
    let (report, _) = Folder::starter().play();
    demo::verdict(&report).unwrap();
}

#[test]
fn a_users_own_amounts_are_obeyed() {
    let folder = Folder::starter()
        .edit("amount = \"12500.00\"", "amount = \"13000.5\"\ndrawn = \"12999.000001\"")
        .edit("amount = \"600.00\"", "amount = \"601.25\"");
    let (report, transcript) = folder.play();
    demo::verdict(&report).unwrap();
    let terms = &sent(&transcript, "escrow", "propose")[0]["terms"];
    assert_eq!(terms["amount"], "13000500000");
    let presented = sent(&transcript, "escrow", "present");
    assert_eq!(presented[0]["presentation"]["amount"], "12999000001");
    assert_eq!(step(&report, "pays worker").result.text, "worker has 601.25");
    assert!(step(&report, "accepts and pays").result.text.contains("1.499999 back to importer"));
}

#[test]
fn the_regions_may_change_places() {
    let file = Folder::starter();
    let text = std::fs::read_to_string(file.path().join("deal.toml")).unwrap();
    let swapped = text
        .replace("region = \"west\"", "region = \"middle\"")
        .replace("region = \"east\"", "region = \"west\"")
        .replace("region = \"middle\"", "region = \"east\"");
    let folder = file.file("deal.toml", Some(&swapped));
    let (report, _) = folder.play();
    demo::verdict(&report).unwrap();
    assert_eq!(step(&report, "mints to importer").region, "west → east");
    assert_eq!(step(&report, "is paid in the west").region, "east → west");
}

#[test]
fn buyer_and_seller_may_share_a_region() {
    let folder = Folder::starter()
        .edit("Your Seller Ltd\"\nregion = \"east\"", "Your Seller Ltd\"\nregion = \"west\"")
        .edit("to = \"exporter\"\namount = \"75.00\"", "to = \"worker\"\namount = \"75.00\"");
    let (report, _) = folder.play();
    demo::verdict(&report).unwrap();
    assert_eq!(step(&report, "is paid in the west").region, "west");
}

#[test]
fn a_bank_far_from_greenwich_has_its_own_today() {
    for hours in ["-12", "14"] {
        let folder = Folder::starter()
            .edit("utc_offset_hours = 0", &format!("utc_offset_hours = {hours}"))
            .edit("shipped_on = \"2026-03-03\"", "shipped_on = \"2026-03-09\"");
        for now in [SATURDAY, LATE_MONDAY] {
            let (report, _) = folder.play_at(now);
            demo::verdict(&report).unwrap();
        }
    }
}

/// The texts of the steps' results, in order.
fn told(report: &Report) -> Vec<&str> {
    report.steps.iter().map(|step| step.result.text.as_str()).collect()
}

#[test]
fn every_scenario_of_the_repository_is_played_to_its_end() {
    for name in SCENARIOS {
        let (report, _) = Folder::copy_of(name).play();
        demo::verdict(&report).unwrap();
    }
}

#[test]
fn the_same_person_is_admitted_in_one_region_and_refused_in_the_other() {
    let (report, transcript) = Folder::copy_of("two-rules").play();
    demo::verdict(&report).unwrap();
    assert_eq!(step(&report, "pays rosa in the west").result.text, "rosa has 640.00");
    let abroad: Vec<&str> = report
        .steps
        .iter()
        .filter(|step| step.what == "pays rosa in the east")
        .map(|step| step.result.text.as_str())
        .collect();
    let refused = "refused by the east [ST-093]; studio has 27,210.00 again";
    assert_eq!(abroad, [refused, "rosa has 640.00"]);
    assert!(step(&report, "accepts the pass from home").result.text.starts_with("authorised"));
    assert_eq!(step(&report, "brings it home").result.text, "rosa has 1,280.00");
    // The credit at home is in the region's own coin, drawn in parts, and the seller's bank presents.
    let presented: Vec<&str> = report
        .steps
        .iter()
        .filter(|step| step.what.starts_with("presents 2 documents"))
        .map(|step| step.who.as_str())
        .collect();
    assert_eq!(presented, ["hirers-bank", "hirers-bank"]);
    let told = told(&report);
    for part in [
        "paid in part, 34.40 WEST held for the rest",
        "crane-hire has 16.00 WEST more",
        "deal settled, unused cover 2.40 WEST back to studio",
        "crane-hire has 32.00 WEST more",
    ] {
        assert!(told.contains(&part), "{part}: {told:?}");
    }
    // The east's own people are on the list from the beginning, hers is the one account more.
    let listed = sent(&transcript, "stablecoin", "set_account_status");
    assert_eq!(listed.len(), 2);
    assert!(listed.iter().all(|msg| msg["status"] == "allowed"));
}

#[test]
fn an_allow_list_at_home_admits_the_issuer_and_all_of_the_home() {
    let listed = "[regions.west]\nmode = \"allowlist\"\n\n[regions.east]\nmode = \"allowlist\"\n\n";
    for name in ["cotton-lc", "remittance", "regulator", "payment"] {
        let folder = Folder::copy_of(name).edit("[parties", &format!("{listed}[parties"));
        demo::verdict(&folder.play().0).unwrap();
    }
}

#[test]
fn a_clean_presentation_is_paid_at_once() {
    let found = "[credit.discrepancy]\ndocument = \"packing_list\"\nreason = \"Packing list bears no date\"\n";
    let (report, transcript) = Folder::starter().edit(found, "").play();
    demo::verdict(&report).unwrap();
    assert!(sent(&transcript, "escrow", "refuse").is_empty());
    assert!(sent(&transcript, "escrow", "waive").is_empty());
    assert!(told(&report).contains(&"deal settled"));
}

#[test]
fn a_credit_is_drawn_in_parts_each_with_documents_of_its_own() {
    let parts = "min_pass_level = 2\ndrawings = [\"5000\", \"4000.5\", \"3499.5\"]";
    let folder = Folder::starter().edit("min_pass_level = 2", parts);
    let (report, transcript) = folder.play();
    demo::verdict(&report).unwrap();
    assert_eq!(sent(&transcript, "escrow", "propose")[0]["terms"]["partial_drawings"], true);
    let told = told(&report);
    assert!(told.contains(&"paid in part, 7,500.00 held for the rest"), "{told:?}");
    assert!(told.contains(&"paid in part, 3,499.50 held for the rest"), "{told:?}");
    assert_eq!(sent(&transcript, "escrow", "refuse").len(), 1);
    // Three drawings and the silent bank's, of three documents each, no hash twice.
    let credit = |section: &str| section.starts_with("credit") || section == "trials.silence";
    let papers = report.scenario.documents.iter().filter(|paper| credit(&paper.section));
    let hashes: std::collections::BTreeSet<String> =
        papers.map(|paper| paper.hash.to_hex()).collect();
    assert_eq!(hashes.len(), 12);
}

#[test]
fn an_advising_bank_consents_and_presents() {
    let bank = "[parties.advisor]\nname = \"Bank of the seller\"\nregion = \"east\"\ncountry = \"TZ\"\npass_level = 3\n\n";
    let folder =
        Folder::starter().edit("[parties.worker]", &format!("{bank}[parties.worker]")).edit(
            "beneficiary = \"exporter\"",
            "beneficiary = \"exporter\"\nadvising_bank = \"advisor\"",
        );
    let (report, transcript) = folder.play();
    demo::verdict(&report).unwrap();
    assert_eq!(step(&report, "presents 3 documents").who, "advisor");
    assert!(sent(&transcript, "escrow", "propose")[0]["terms"]["advising"].is_string());
    // Each deal of the starter: the bank, the seller, the advising bank.
    assert_eq!(sent(&transcript, "escrow", "consent").len(), 9);
}

#[test]
fn a_credit_may_be_in_the_regions_own_coin() {
    let folder = Folder::starter()
        .edit("Your Seller Ltd\"\nregion = \"east\"", "Your Seller Ltd\"\nregion = \"west\"")
        .edit("to = \"exporter\"\namount = \"75.00\"", "to = \"worker\"\namount = \"75.00\"")
        .edit(
            "from = \"exporter\"\nto = \"worker\"\namount = \"600.00\"",
            "from = \"importer\"\nto = \"worker\"\namount = \"600.00\"",
        )
        .edit(
            "amount = \"12500.00\"",
            "amount = \"12.5\"\npays_in = \"coin\"\ntolerance_percent = 5",
        );
    let (report, transcript) = folder.play();
    demo::verdict(&report).unwrap();
    let funds: Vec<_> = transcript.iter().flat_map(|entry| &entry.funds).collect();
    assert_eq!(funds.len(), 1);
    assert_eq!((funds[0].amount.u128(), funds[0].denom.as_str()), (13_125_000, "uwest"));
    let told = told(&report);
    assert!(told.contains(&"deal settled, unused cover 0.625 WEST back to importer"), "{told:?}");
    assert!(told.contains(&"exporter has 12.50 WEST more"), "{told:?}");
}

#[test]
fn a_payment_within_a_region_carries_a_memo() {
    let (_, transcript) = Folder::copy_of("payment").play();
    let paid = sent(&transcript, "stablecoin", "transfer_with_memo");
    assert_eq!(paid[0]["memo"], "Waybill 88-1204");
}

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

#[test]
fn the_regulators_case_shows_every_power_and_what_bounds_it() {
    let (report, transcript) = Folder::copy_of("regulator").play();
    demo::verdict(&report).unwrap();
    // 250,000 in reserve, 2 % above what is issued: 245,098.039215 may be, 124,550 is.
    assert_eq!(step(&report, "all that they allow").amount, Some(Uint128::new(120_548_039_215)));
    assert!(step(&report, "one base unit more").result.text.contains("[ST-06"));
    assert!(step(&report, "while it is held").result.text.contains("[ST-05"));
    assert!(step(&report, "after the hold").result.text.starts_with("paid"));
    assert!(step(&report, "without the role").result.text.contains("[AC-002]"));
    assert_eq!(step(&report, "what the order names").result.text, "court-account has 1,800.000001");
    assert_eq!(step(&report, "burns the tokens").result.text, "the supply is 215,098.039215");
    assert!(step(&report, "raises the cap").result.text.contains("[AC-013]"));
    assert_eq!(step(&report, "after the wait").result.text, "the cap is 450,000.00");
    let rebuilt = |side: &str| {
        let name = format!("the events of the {side} rebuild every balance");
        report.invariants.iter().find(|invariant| invariant.name == name).unwrap()
    };
    assert_eq!(rebuilt("west").text, "8 movements, 4 accounts");

    // On the chain is the hash of the order, not the order.
    let seized = sent(&transcript, "stablecoin", "seize");
    let frozen = sent(&transcript, "stablecoin", "freeze");
    assert_eq!(seized[0]["case_hash"], frozen[0]["case_hash"]);
    assert_eq!(seized[0]["case_hash"].as_str().unwrap().len(), 64);
}
