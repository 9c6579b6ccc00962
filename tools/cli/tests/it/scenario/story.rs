//! What the contracts would refuse in the course of the story the check refuses before it; what looks odd and
//! is good is played.

use crate::suite::Folder;

/// A scenario, what is edited in it, the field that is to be named and a part of what is to be said.
type Edited<'a> = (&'a str, &'a [(&'a str, &'a str)], &'a str, &'a str);

/// Each edit of a scenario that once passed and then ended the demo with a contract's own words.
#[test]
fn what_the_contracts_refuse_the_check_refuses_with_line_and_field() {
    let most = "340282366920938463463374607431768";
    let million_million = "2000000000000.00";
    let cases: [Edited<'_>; 14] = [
        ("regulator", &[("attested = \"250000.00\"", "attested = \"1000.00\"")],
            "supervision.attested", "expected at least 127,041.000002"),
        ("cotton-lc", &[("allowance = \"250000.00\"", &format!("allowance = \"{most}\""))],
            "token.allowance", "10^30 base units"),
        ("cotton-lc", &[("opening_balance = \"120000.00\"", &format!("opening_balance = \"{most}\""))],
            "parties.importer.opening_balance", "10^30 base units"),
        ("cotton-lc", &[("reason = \"Insurance certificate is dated after the date of shipment (UCP 600 art. 28e)\"",
            "reason = \"weights < invoice & list\"")], "credit.discrepancy.reason", "without <, > and &"),
        ("cotton-lc", &[("reference = \"ATN-LC-2026-0117\"", "reference = \"LC <1> & 2\"")],
            "credit.reference", "without <, > and &"),
        ("cotton-lc", &[("decimals = 6", "decimals = 18"),
            ("amount = \"94380.00\"", &format!("amount = \"{million_million}\""))],
            "credit.amount", "10^30 base units"),
        ("regulator", &[("allowance = \"600000.00\"", "allowance = \"130000.00\"")],
            "token.allowance", "expected more than 245,098.039215"),
        ("regulator", &[("redeemed = \"30000.00\"", "redeemed = \"240473.039216\"")],
            "supervision.redeemed", "has 240,473.039215"),
        ("regulator", &[("seized = \"1800.00\"", "seized = \"4200.00\"")],
            "supervision.seized", "has 4,199.999999"),
        // Of the same kind.
        ("cotton-lc", &[("kind = \"packing_list\"\nfile = \"packing-list.csv\"\nsalt = \"c2683f915ad74b0eb41de07c9a8f5236\"",
            "kind = \"packing_list\"\nfile = \"bill-of-lading.txt\"\nsalt = \"0b94e7fa31c84d5e9f62a7d810c3be45\"")],
            "credit.documents[2].salt", "a hash once"),
        ("cotton-lc", &[("\"2026-05-01\"", "\"2037-05-01\"")], "credit.calendar.holidays[2]", "until 2036"),
        ("cotton-lc", &[("as_of = \"2026-03-09\"", "as_of = \"2999-03-09\"")], "as_of", "2000 to 2199"),
        ("regulator", &[("raised_cap = \"450000.00\"",
            "raised_cap = \"450000.00\"\n[trials.unrelayed]\nfrom = \"shell-company\"\nto = \"shop\"\namount = \"1\"")],
            "trials.unrelayed.from", "is frozen since"),
        ("cotton-lc", &[("name = \"Isthmus Dollar\"", "name = \"ID\"")], "token.name", "3 to 50"),
    ];
    for (name, edits, field, expected) in cases {
        let folder = Folder::copy_of(name);
        let folder = edits.iter().fold(folder, |folder, (from, to)| folder.edit(from, to));
        let problem = folder.problem(field);
        assert!(problem.text.contains(expected) && problem.line.is_some(), "{problem}");
    }
}

#[test]
fn what_looks_odd_and_is_good_is_played() {
    // A reference of one character, quotes and backslashes in it, a report whose name has a space.
    let folder = Folder::copy_of("cotton-lc").edit("\"ATN-LC-2026-0117\"", "'\"'");
    isthmus_cli::demo::verdict(&folder.play().0).unwrap();
    let folder = Folder::copy_of("cotton-lc").edit("\"ATN-LC-2026-0117\"", "'A\"B\\C'");
    isthmus_cli::demo::verdict(&folder.play().0).unwrap();
    let folder = Folder::copy_of("regulator")
        .edit("reserve-report.csv", "réserve report.csv")
        .file("réserve report.csv", Some("1"));
    isthmus_cli::demo::verdict(&folder.play().0).unwrap();
    // More is redeemed than was minted after the opening.
    let folder =
        Folder::copy_of("regulator").edit("redeemed = \"30000.00\"", "redeemed = \"200000.00\"");
    isthmus_cli::demo::verdict(&folder.play().0).unwrap();
    // Money that goes to and fro more often than the allowance is large.
    let mut payments = String::new();
    for (from, to) in [("mother", "worker"), ("worker", "mother")].repeat(20) {
        payments += &format!(
            "[[payments]]\nfrom = \"{from}\"\nto = \"{to}\"\namount = \"99\"\npurpose = \"-\"\n\n"
        );
    }
    let folder = Folder::copy_of("remittance")
        .edit("allowance = \"25000.00\"", "allowance = \"20000.00\"")
        .edit("[trials.frozen]", &format!("{payments}[trials.frozen]"));
    isthmus_cli::demo::verdict(&folder.play().0).unwrap();
}
