//! The scenarios that come with the repository.

use super::{sent, step, told};
use crate::suite::{Folder, SCENARIOS};
use cosmwasm_std::Uint128;
use isthmus_cli::demo;
use serde_json::Value;

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
fn a_payment_within_a_region_carries_a_memo() {
    let (_, transcript) = Folder::copy_of("payment").play();
    let paid = sent(&transcript, "stablecoin", "transfer_with_memo");
    assert_eq!(paid[0]["memo"], "Waybill 88-1204");
}

#[test]
fn the_regulators_case_shows_every_power_and_what_bounds_it() {
    let (report, transcript) = Folder::copy_of("regulator").play();
    demo::verdict(&report).unwrap();
    // 250,000 in reserve, 2 % above what is issued: 245,098.039215 may be, 124,550 is.
    assert_eq!(step(&report, "all that they allow").amount, Some(Uint128::new(120_548_039_215)));
    assert!(step(&report, "one base unit more").result.text.contains("[IS-019]"));
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
    assert_eq!(rebuilt("west").text, "9 movements, 4 accounts");

    // On the chain is the hash of the order, not the order.
    let seized = sent(&transcript, "stablecoin", "seize");
    let frozen = sent(&transcript, "stablecoin", "freeze");
    assert_eq!(seized[0]["case_hash"], frozen[0]["case_hash"]);
    assert_eq!(seized[0]["case_hash"].as_str().unwrap().len(), 64);
}
