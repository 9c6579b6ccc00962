//! A letter of credit in all its forms.

use super::{sent, step, told};
use crate::suite::Folder;
use isthmus_cli::demo;

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
