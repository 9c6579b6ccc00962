//! What has not the shape of a scenario is answered with its line.

use super::mistake;
use crate::suite::Folder;

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
fn a_name_that_needs_quotes_has_its_own_line() {
    let folder = Folder::copy_of("cotton-lc")
        .edit("[parties.trader]", "[parties.\"import.er\"]")
        .edit("name = \"A cotton trader", "nmae = \"A cotton trader");
    let text = std::fs::read_to_string(folder.path().join("deal.toml")).unwrap();
    let line = |part: &str| text.lines().position(|line| line.contains(part)).map(|at| at + 1);
    assert_eq!(folder.problem("parties.\"import.er\"").line, line("[parties.\"import.er\"]"));
    assert_eq!(folder.problem("parties.\"import.er\".nmae").line, line("nmae ="));
}

#[test]
fn what_is_not_toml_is_said_with_its_line() {
    let folder = Folder::copy_of("cotton-lc").edit("title = ", "title ");
    let problems = folder.problems();
    assert!(problems[0].text.contains("not TOML"), "{}", problems[0]);
    assert!(problems[0].line.is_some());
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
    let curly = text("symbol = \"IUSD\"", "symbol = \u{201c}IUSD\u{201d}");
    assert!(curly.contains("deal.toml:12:") && curly.contains("U+201C; TOML wants \""), "{curly}");
    let space = text("symbol = \"IUSD\"", "symbol =\u{a0}\"IUSD\"");
    assert!(space.contains("this is U+00A0; TOML wants an ordinary space"), "{space}");
    let twice = text("[parties.worker]", "[parties.bank]");
    assert!(twice.contains("`parties.bank` is there twice"), "{twice}");
}

#[test]
fn another_file_is_no_scenario_and_names_of_the_story_are_listed_for_people() {
    let folder = Folder::copy_of("cotton-lc");
    let file = folder.path().join("packing-list.csv");
    let problems = isthmus_cli::scenario::load(&file).unwrap_err().to_string();
    assert!(problems.contains("a scenario is a folder with a file deal.toml"), "{problems}");
    let reserved = Folder::copy_of("cotton-lc").edit("[parties.worker]", "[parties.issuer]");
    let text = reserved.problem("parties.issuer").text;
    assert!(text.contains("owner, ") && !text.contains('"'), "{text}");
}

#[test]
fn a_number_out_of_range_is_answered_with_its_range() {
    let field = "credit.tolerance_percent";
    mistake("tolerance_percent = 5", "tolerance_percent = 1000", field, "from 0 to 10");
    mistake("tolerance_percent = 5", "tolerance_percent = -1", field, "from 0 to 10");
    mistake("tolerance_percent = 5", "tolerance_percent = 5.0", field, "a whole number");
}
