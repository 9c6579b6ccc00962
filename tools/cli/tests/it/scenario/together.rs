//! Every mistake is told at once.

use crate::suite::Folder;

#[test]
fn all_mistakes_are_reported_together() {
    let folder = Folder::copy_of("cotton-lc")
        .edit("country = \"PT\"", "country = \"pt\"")
        .edit("expiry = \"2026-04-10\"", "expiry = \"soon\"")
        .edit("amount = \"850.00\"", "amount = \"lots\"");
    assert_eq!(folder.problems().len(), 3);
}

#[test]
fn every_mistake_of_every_section_is_reported_at_once() {
    let folder = Folder::copy_of("cotton-lc")
        .edit("amount = \"94380.00\"", "amount = 94380.00")
        .edit("expiry = \"2026-04-10\"", "expiry = \"2026-03-01\"")
        .edit("tolerance_percent = 5", "tolerance_percent = 1000")
        .edit("presentation_days = 21", "presentation_day = 21")
        .edit("title = \"Cotton from Mwanza to Guimaraes under a sight letter of credit\"\n", "")
        .edit("region = \"west\"", "regoin = \"west\"")
        .edit("document = \"insurance_certificate\"", "document = \"insurance\"")
        .edit("to = \"worker\"", "to = \"wroker\"")
        .edit("amount = \"2400.00\"", "amount = \"2400000.00\"")
        .edit("[trials.silence]", "[trials.silense]")
        .edit("symbol = \"IUSD\"", "symbol = \"iusd\"");
    let fields: Vec<String> = folder.problems().into_iter().map(|problem| problem.field).collect();
    let expected = [
        "title",
        "token.symbol",
        "parties.importer.regoin",
        "credit.amount",
        "credit.tolerance_percent",
        "credit.expiry",
        "credit.presentation_day",
        "credit.discrepancy.document",
        "payments[0].to",
        "trials.silense",
    ];
    assert_eq!(fields, expected);
    // The importer's purse is unknown, as the credit's amount is; with that one mended it is not.
    let folder = Folder::copy_of("cotton-lc")
        .edit("amount = \"300.00\"", "amount = \"900.00\"")
        .edit("expiry = \"2026-04-10\"", "expiry = \"2026-03-01\"")
        .edit("amount = \"2400.00\"", "amount = \"2400000.00\"");
    let fields: Vec<String> = folder.problems().into_iter().map(|problem| problem.field).collect();
    let expected = ["credit.expiry", "payments[1].amount", "trials.unrelayed.amount"];
    assert_eq!(fields[..3], expected);
}
