//! A mistake in a scenario gets an error that names file, field and what is expected.

use crate::suite::{isthmus, stderr, stdout, workspace, Folder};
use std::path::Path;

/// One edit of the cotton case: the field that is to be named, and a part of what is to be said.
#[track_caller]
fn mistake(from: &str, to: &str, field: &str, expected: &str) {
    let folder = Folder::copy_of("cotton-lc").edit(from, to);
    let problem = folder.problem(field);
    assert!(problem.text.contains(expected), "{problem}");
    assert_eq!(problem.file, folder.path().join("deal.toml"));
    assert!(problem.line.is_some(), "no line: {problem}");
    assert!(problem.to_string().contains(field));
}

#[test]
fn unknown_fields_are_refused_with_a_hint() {
    mistake(
        "tolerance_percent",
        "tolerance_percnt",
        "credit.tolerance_percnt",
        "did you mean `tolerance_percent`?",
    );
    mistake("title =", "titel =", "titel", "did you mean `title`?");
    mistake("purpose = \"rem", "porpose = \"rem", "payments[1].porpose", "did you mean `purpose`?");
    mistake("[trials.frozen]", "[trials.frosen]", "trials.frosen", "did you mean `frozen`?");
}

#[test]
fn missing_fields_are_named() {
    mistake("shipped_on = \"2026-03-04\"\n", "", "credit.shipped_on", "required");
    let line = "name = \"A ginner at Mwanza\"\n";
    mistake(line, "", "parties.worker.name", "required");
}

#[test]
fn a_wrong_type_is_named_with_its_line() {
    mistake("amount = \"94380.00\"", "amount = 94380.00", "credit.amount", "in quotes");
    mistake("pass_level = 3", "pass_level = \"3\"", "parties.bank.pass_level", "expected");
    let folder = Folder::copy_of("cotton-lc").edit("pass_level = 3", "pass_level = \"3\"");
    let text = std::fs::read_to_string(folder.path().join("deal.toml")).unwrap();
    let line = text.lines().position(|line| line.contains("\"3\"")).unwrap() + 1;
    assert_eq!(folder.problem("parties.bank.pass_level").line, Some(line));
}

#[test]
fn what_is_not_toml_is_said_with_its_line() {
    let folder = Folder::copy_of("cotton-lc").edit("title = ", "title ");
    let problems = folder.problems();
    assert!(problems[0].text.contains("not TOML"), "{}", problems[0]);
    assert!(problems[0].line.is_some());
}

#[test]
fn dates_are_real_days_in_order() {
    mistake("as_of = \"2026-03-09\"", "as_of = \"2026-02-30\"", "as_of", "YYYY-MM-DD");
    mistake("as_of = \"2026-03-09\"", "as_of = \"9.3.2026\"", "as_of", "YYYY-MM-DD");
    mistake("as_of = \"2026-03-09\"", "as_of = 20260309", "as_of", "expected a date");
    let field = "credit.shipped_on";
    mistake("shipped_on = \"2026-03-04\"", "shipped_on = \"2026-03-10\"", field, "not after as_of");
    let field = "credit.latest_shipment";
    mistake("shipment = \"2026-03-20\"", "shipment = \"2026-03-09\"", field, "after as_of");
    mistake(
        "expiry = \"2026-04-10\"",
        "expiry = \"2026-03-19\"",
        "credit.expiry",
        "latest_shipment",
    );
    mistake("expiry = \"2026-04-10\"", "expiry = \"2036-03-19\"", "credit.expiry", "four years");
    let field = "credit.presentation_days";
    mistake("presentation_days = 21", "presentation_days = 4", field, "at least");
    mistake("\"2026-04-03\",", "\"2026-03-09\",", "credit.calendar.holidays[0]", "after as_of");
    mistake(
        "\"saturday\",",
        "\"caturday\",",
        "credit.calendar.weekend[0]",
        "did you mean `saturday`?",
    );
}

#[test]
fn a_date_may_be_written_without_quotes() {
    Folder::copy_of("cotton-lc").edit("as_of = \"2026-03-09\"", "as_of = 2026-03-09").load();
}

#[test]
fn amounts_are_positive_decimals_of_the_token() {
    let amount = "amount = \"94380.00\"";
    mistake(amount, "amount = \"94380.0000001\"", "credit.amount", "at most 6 decimals");
    mistake(amount, "amount = \"94,380.00\"", "credit.amount", "decimal number");
    mistake(amount, "amount = \"-5\"", "credit.amount", "positive");
    mistake(amount, "amount = \"0.00\"", "credit.amount", "positive");
    mistake("drawn = \"94380.00\"", "drawn = \"99100\"", "credit.drawn", "at most 99,099.00");
    mistake("drawn = \"94380.00\"", "drawn = \"80000\"", "credit.drawn", "at least 89,661.00");
    mistake("decimals = 6", "decimals = 19", "token.decimals", "0 to 18");
    mistake("symbol = \"IUSD\"", "symbol = \"iusd\"", "token.symbol", "capital letters");
}

#[test]
fn nobody_spends_what_he_does_not_have() {
    mistake(
        "opening_balance = \"120000.00\"",
        "opening_balance = \"99098.99\"",
        "credit.amount",
        "`importer` needs 99,099.00",
    );
    mistake("amount = \"300.00\"", "amount = \"850.01\"", "payments[1].amount", "has 850.00");
    mistake("amount = \"7500.00\"", "amount = \"25620.01\"", "trials.silence.amount", "importer");
    mistake(
        "allowance = \"250000.00\"",
        "allowance = \"119999.99\"",
        "token.allowance",
        "120,000.00",
    );
}

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
fn parties_exist_and_fit_their_part() {
    mistake(
        "beneficiary = \"exporter\"",
        "beneficiary = \"exportr\"",
        "credit.beneficiary",
        "did you mean `exporter`?",
    );
    mistake(
        "beneficiary = \"exporter\"",
        "beneficiary = \"importer\"",
        "credit.beneficiary",
        "another part",
    );
    mistake(
        "issuing_bank = \"bank\"",
        "issuing_bank = \"worker\"",
        "credit.issuing_bank",
        "region of the applicant",
    );
    mistake("pass_level = 3", "pass_level = 1", "parties.bank.pass_level", "at least 2");
    mistake("pass_level = 3", "pass_level = 5", "parties.bank.pass_level", "1 to 4");
    mistake(
        "region = \"west\"",
        "region = \"north\"",
        "parties.importer.region",
        "\"west\" or \"east\"",
    );
    mistake(
        "country = \"PT\"",
        "country = \"Portugal\"",
        "parties.importer.country",
        "capital letters",
    );
    mistake("[parties.trader]", "[parties.Trader]", "parties.Trader", "a-z");
    mistake("[parties.trader]", "[parties.owner]", "parties.owner", "belongs to the story");
    mistake("to = \"trader\"", "to = \"family\"", "trials.frozen.to", "other region");
    mistake(
        "from = \"worker\"\nto = \"family\"",
        "from = \"family\"\nto = \"family\"",
        "payments[1].to",
        "another party",
    );
    let memo = "to = \"exporter\"\nmemo = \"The school fees of the whole second term\"";
    let to = "to = \"family\"\namount = \"300.00\"\npurpose = \"remittance\"\nmemo = \"School fees, second term\"";
    let rest = "\namount = \"300.00\"\npurpose = \"remittance\"";
    mistake(to, &format!("{memo}{rest}"), "payments[1].memo", "1 to 32");
    mistake(
        "timeout_seconds = 20",
        "timeout_seconds = 5",
        "trials.unrelayed.timeout_seconds",
        "10 to 120",
    );
    mistake(
        "expires_in_seconds = 40",
        "expires_in_seconds = 4",
        "trials.expired.expires_in_seconds",
        "20 to 120",
    );
    mistake("min_pass_level = 2", "min_pass_level = 0", "credit.min_pass_level", "1 to 4");
    mistake("reference = \"ATN-LC-2026-0117\"", "reference = \"\"", "credit.reference", "1 to 64");
}

#[test]
fn trials_of_a_credit_need_one() {
    let folder = Folder::copy_of("remittance")
        .edit("[trials.frozen]", "[trials.silence]\namount = \"1\"\n\n[trials.frozen]");
    assert!(folder.problem("trials.silence").text.contains("[credit]"));
}

#[test]
fn all_mistakes_are_reported_together() {
    let folder = Folder::copy_of("cotton-lc")
        .edit("country = \"PT\"", "country = \"pt\"")
        .edit("expiry = \"2026-04-10\"", "expiry = \"soon\"")
        .edit("amount = \"850.00\"", "amount = \"lots\"");
    assert_eq!(folder.problems().len(), 3);
}

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

#[test]
fn text_without_quotes_and_keys_given_twice_are_said_so() {
    let text = |from: &str, to: &str| {
        Folder::copy_of("cotton-lc").edit(from, to).problems()[0].to_string()
    };
    let bare = text("symbol = \"IUSD\"", "symbol = IUSD");
    assert!(
        bare.contains("deal.toml:12: not TOML") && bare.contains("in quotes, such as \"IUSD\""),
        "{bare}"
    );
    let twice = text("[parties.worker]", "[parties.bank]");
    assert!(twice.contains("`parties.bank` is there twice"), "{twice}");
}

#[test]
fn a_number_out_of_range_is_answered_with_its_range() {
    let field = "credit.tolerance_percent";
    mistake("tolerance_percent = 5", "tolerance_percent = 1000", field, "from 0 to 10");
    mistake("tolerance_percent = 5", "tolerance_percent = -1", field, "from 0 to 10");
    mistake("tolerance_percent = 5", "tolerance_percent = 5.0", field, "a whole number");
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
fn the_file_may_be_named_in_place_of_its_folder() {
    let folder = Folder::copy_of("cotton-lc");
    let scenario = isthmus_cli::scenario::load(&folder.path().join("deal.toml")).unwrap();
    assert_eq!(scenario.dir, folder.path());
}

#[test]
fn a_missing_folder_or_file_names_the_command_that_makes_one() {
    let nowhere = Path::new("no/such/folder");
    let problems = isthmus_cli::scenario::load(nowhere).unwrap_err().to_string();
    assert!(problems.contains(" scenario new no/such/folder`"), "{problems}");
    let empty = tempfile::TempDir::new().unwrap();
    let problems = isthmus_cli::scenario::load(empty.path()).unwrap_err().to_string();
    assert!(problems.contains("not found"), "{problems}");
}

#[test]
fn the_command_checks_and_fails_with_the_mistake() {
    let good = isthmus(&["scenario", "check", workspace("cotton-lc").to_str().unwrap()]);
    assert!(good.status.success() && stdout(&good).contains("good"));
    let folder = Folder::copy_of("cotton-lc").edit("title =", "titel =");
    let dir = folder.path().to_str().unwrap();
    for args in [vec!["scenario", "check", dir], vec!["demo", "--scenario", dir]] {
        let bad = isthmus(&args);
        assert!(!bad.status.success());
        let text = stderr(&bad);
        assert!(text.contains("deal.toml:7: titel: unknown field; did you mean `title`"), "{text}");
    }
    let json = isthmus(&["scenario", "check", "--json", dir]);
    assert!(!json.status.success());
    let json: serde_json::Value = serde_json::from_str(&stdout(&json)).unwrap();
    assert_eq!((&json["ok"], &json["problems"][0]["field"]), (&false.into(), &"titel".into()));
}

#[test]
fn new_writes_a_scenario_once() {
    let dir = tempfile::TempDir::new().unwrap();
    let case = dir.path().join("mine");
    let case = case.to_str().unwrap();
    assert!(isthmus(&["scenario", "new", case]).status.success());
    assert!(isthmus(&["scenario", "check", case]).status.success());
    let played = isthmus(&["demo", "--scenario", case]);
    assert!(played.status.success(), "{}", stderr(&played));
    let again = isthmus(&["scenario", "new", case]);
    assert!(!again.status.success() && stderr(&again).contains("nothing is overwritten"));
}

#[test]
fn every_template_is_written_as_a_scenario_that_runs() {
    use clap::ValueEnum;
    for template in isthmus_cli::scenario::Template::value_variants() {
        let value = template.to_possible_value().unwrap();
        let dir = tempfile::TempDir::new().unwrap();
        let path = dir.path().join("mine");
        let written =
            isthmus(&["scenario", "new", path.to_str().unwrap(), "--template", value.get_name()]);
        assert!(written.status.success(), "{}", stderr(&written));
        let scenario = isthmus_cli::scenario::load(&path).unwrap();
        let papers = isthmus_cli::report::Paper::all(&scenario);
        let again = isthmus_cli::report::Paper::all(&isthmus_cli::scenario::load(&path).unwrap());
        let salted = papers.iter().zip(&again).filter(|(paper, _)| paper.salt.is_some());
        for (paper, again) in salted {
            assert_ne!(paper.salt, again.salt, "{}: a salt everybody knows", value.get_name());
        }
        let played = isthmus(&["demo", "--scenario", path.to_str().unwrap()]);
        assert!(played.status.success(), "{}", stderr(&played));
        let repository = workspace(value.get_name());
        if repository.is_dir() {
            let there = std::fs::read_dir(repository).unwrap().count();
            assert_eq!(template.files().len(), there, "{}", value.get_name());
        }
    }
}

#[test]
fn the_schema_describes_the_file() {
    let schema = serde_json::to_value(isthmus_cli::scenario::schema()).unwrap();
    assert_eq!(schema["title"], "ScenarioFile");
    for field in ["title", "as_of", "token", "parties", "credit", "payments", "trials"] {
        assert!(!schema["properties"][field].is_null(), "no {field}");
    }
    assert_eq!(schema["definitions"]["CreditSection"]["additionalProperties"], false);
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
