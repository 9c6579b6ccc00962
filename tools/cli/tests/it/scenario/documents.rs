//! Files of the folder.

use super::mistake;
use crate::suite::{workspace, Folder};

#[test]
fn documents_are_files_of_the_folder() {
    let field = "credit.documents[0].file";
    mistake(
        "file = \"commercial-invoice.xml\"",
        "file = \"comercial-invoice.xml\"",
        field,
        "did you mean `commercial-invoice.xml`?",
    );
    mistake("file = \"commercial-invoice.xml\"", "file = \"../secret.txt\"", field, "folder");
    mistake("file = \"commercial-invoice.xml\"", "file = \"/etc/hostname\"", field, "folder");
    mistake("file = \"commercial-invoice.xml\"", "file = \".\"", field, "not a file");
    let folder = Folder::copy_of("cotton-lc").file("commercial-invoice.xml", None);
    assert!(folder.problem(field).text.contains("there is no file"));
    let folder = Folder::copy_of("cotton-lc").file("commercial-invoice.xml", Some(""));
    assert!(folder.problem(field).text.contains("empty"));
    mistake("salt = \"7d1c", "salt = \"7d", "credit.documents[0].salt", "32 hexadecimal digits");
    mistake(
        "kind = \"packing_list\"",
        "kind = \"bill_of_lading\"",
        "credit.documents[2].kind",
        "twice",
    );
    mistake(
        "kind = \"packing_list\"",
        "kind = \"Packing list\"",
        "credit.documents[2].kind",
        "a-z",
    );
    mistake(
        "document = \"insurance_certificate\"",
        "document = \"insurance\"",
        "credit.discrepancy.document",
        "did you mean `insurance_certificate`?",
    );
}

#[test]
fn a_document_is_a_file_of_the_folder_and_no_link_out_of_it() {
    use std::os::unix::fs::symlink;
    let field = "credit.documents[0].file";
    let link = |to: &str| {
        let folder = Folder::copy_of("cotton-lc").file("commercial-invoice.xml", None);
        symlink(to, folder.path().join("commercial-invoice.xml")).unwrap();
        folder
    };
    assert!(link("/etc/hostname").problem(field).text.contains("a link to a file elsewhere"));
    assert!(link("nowhere.xml").problem(field).text.contains("a link that leads nowhere"));
    link("bill-of-lading.txt").load();
    mistake("\"commercial-invoice.xml\"", "\"deal.toml\"", field, "the scenario itself");
}

#[test]
fn the_figures_of_the_cotton_documents_agree() {
    let read = |name: &str| std::fs::read_to_string(workspace("cotton-lc").join(name)).unwrap();
    let (invoice, bill) = (read("commercial-invoice.xml"), read("bill-of-lading.txt"));
    let (origin, insurance) =
        (read("certificate-of-origin.json"), read("insurance-certificate.md"));
    let list = read("packing-list.csv");
    let rows: Vec<Vec<&str>> = list.lines().skip(1).map(|line| line.split(',').collect()).collect();
    let (total, lots) = rows.split_last().unwrap();
    let sum =
        |column: usize| -> f64 { lots.iter().map(|lot| lot[column].parse::<f64>().unwrap()).sum() };
    let shown = |column: usize| total[column].parse::<f64>().unwrap();
    for column in [4, 5, 6] {
        assert!((sum(column) - shown(column)).abs() < 1e-6);
    }
    for paper in [&invoice, &bill, &origin, &insurance] {
        assert!(paper.contains("220"), "bales");
        assert!(paper.contains("48400.0") || paper.contains("48,400.0"), "net weight");
    }
    for paper in [&bill, &origin, &insurance] {
        assert!(paper.contains("48884.0") || paper.contains("48,884.0"), "gross weight");
    }
    for paper in [&invoice, &origin, &insurance, &list] {
        assert!(paper.contains("MGC/2026/031"), "invoice number");
    }
    // 48,400 kg at 1.95, insured for 110 %.
    assert!(invoice.contains("94380.00") && insurance.contains("103,818.00"));
    assert!(bill.contains("2026-03-04") && insurance.contains("2026-03-06"));
    serde_json::from_str::<serde_json::Value>(&origin).unwrap();
}
