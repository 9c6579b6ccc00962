//! What nobody sees, and what changes how other text is shown, is refused by name and never shown as it is.

use crate::suite::{isthmus, plain, stderr, stdout, Folder};
use isthmus_cli::scenario::FILE_NAME;
use serde_json::Value;

/// Characters without a look of their own, as TOML writes them.
const HIDDEN: [&str; 21] = [
    "\\u202A", "\\u202B", "\\u202C", "\\u202D", "\\u202E", "\\u2066", "\\u2067", "\\u2068",
    "\\u2069", "\\u200B", "\\u200C", "\\u200D", "\\u200E", "\\u200F", "\\uFEFF", "\\u001B",
    "\\u0007", "\\u0000", "\\u007F", "\\u009B", "\\u000A",
];

/// What somebody reads who knows no escapes.
fn has_hidden(text: &str) -> bool {
    text.chars().any(|c| c != '\n' && isthmus_terminal::is_hidden(c))
}

#[test]
fn a_hidden_character_is_refused_with_its_field_and_its_number() {
    for (field, text) in [
        ("title", "Cotton from Mwanza"),
        ("token.name", "Isthmus Dollar"),
        ("parties.importer.name", "Ave Valley Spinners"),
        ("credit.reference", "ATN-LC-2026"),
        ("credit.discrepancy.reason", "Insurance certificate"),
        ("credit.documents[0].file", "commercial-invoice"),
        ("payments[0].purpose", "wages for the season"),
        ("payments[1].memo", "School fees"),
    ] {
        for escape in HIDDEN {
            let folder = Folder::copy_of("cotton-lc");
            let at = text.len() / 2;
            let folder = folder
                .edit(&format!("\"{text}"), &format!("\"{}{escape}{}", &text[..at], &text[at..]));
            let problem = folder.problem(field);
            let name = format!("character U+{}", &escape[2..]);
            assert!(problem.text.contains(&name) && problem.line.is_some(), "{problem}");
        }
    }
}

/// A file that is wrong everywhere, with such characters in names, values, keys and files.
fn deceptive() -> Folder {
    Folder::copy_of("cotton-lc")
        .edit("tolerance_percent = 5", "\"tolerance\\u202Epercent\" = 5")
        .edit("[parties.worker]", "[parties.\"wor\\u200Bker\"]")
        .edit("to = \"trader\"", "to = \"tra\\u2066der\"")
        .edit("expiry = \"2026-04-10\"", "expiry = \"2026\\u001B[2J\"")
        .edit("amount = \"850.00\"", "amount = \"\\u202E00.058\"")
        .edit("file = \"packing-list.csv\"", "file = \"packing\\u202Elist.csv\"")
        .edit("\"saturday\"", "\"satur\\uFEFFday\"")
        .edit("pass_level = 3", "pass_level = \"3\\u009B\"")
}

#[test]
fn what_is_told_of_a_file_shows_what_it_hides() {
    let folder = deceptive();
    let dir = folder.path().to_str().unwrap();
    for args in [&["scenario", "check", dir][..], &["demo", "--scenario", dir]] {
        let output = isthmus(args);
        assert_eq!(output.status.code(), Some(1));
        let told = plain(&stderr(&output));
        assert!(!has_hidden(&told), "{told:?}");
        for part in [
            r#"credit."tolerance\u{202e}percent": unknown field"#,
            r#"parties."wor\u{200b}ker": has the invisible character U+200B"#,
            r"`tra\u{2066}der`",
            r"2026\u{1b}[2J",
            r"\u{202e}00.058",
            r"satur\u{feff}day",
            r"3\u{9b}",
        ] {
            assert!(told.contains(part), "{part}: {told}");
        }
    }
    let output = isthmus(&["scenario", "check", "--json", dir]);
    let json = stdout(&output);
    assert!(!has_hidden(&json), "{json:?}");
    let json: Value = serde_json::from_str(&json).unwrap();
    assert!(json["problems"].as_array().unwrap().len() >= 8, "{json}");
}

#[test]
fn a_file_that_is_no_toml_hides_nothing_either() {
    let folder = Folder::copy_of("cotton-lc").edit("symbol = \"IUSD\"", "symbol = I\u{202e}USD");
    let told = folder.problems()[0].to_string();
    assert!(told.contains(r"I\u{202e}USD") && !has_hidden(&told), "{told:?}");
}

#[test]
fn a_report_shows_what_a_text_hides() {
    let (mut report, _) = Folder::copy_of("remittance").play();
    let hide = |text: &mut String| *text += "\u{202e}\u{1b}[2J";
    hide(&mut report.scenario.title);
    hide(&mut report.scenario.folder);
    report.scenario.documents.iter_mut().for_each(|paper| hide(&mut paper.file));
    for step in &mut report.steps {
        let texts = [&mut step.phase, &mut step.who, &mut step.what, &mut step.result.text];
        texts.into_iter().for_each(hide);
    }
    report.invariants.iter_mut().for_each(|invariant| hide(&mut invariant.name));
    for width in [60, 80, 200] {
        let text = plain(&report.text(width));
        let hidden: Vec<&str> = text.lines().filter(|line| has_hidden(line)).collect();
        assert!(hidden.is_empty() && text.contains(r"\u{202e}\u{1b}[2J"), "{hidden:?}");
    }
    let json = report.json().unwrap();
    assert!(!has_hidden(&json));
    let json: Value = serde_json::from_str(&json).unwrap();
    assert!(json["scenario"]["title"].as_str().unwrap().ends_with("\u{202e}\u{1b}[2J"));
}

#[test]
fn letters_of_any_language_are_no_secret() {
    for text in
        ["Gonçalves & Filhos", "広州棉紡有限公司", "شركة القطن", "Ав\u{301}е", "Zoë — “A”", "🧵"]
    {
        let folder = Folder::copy_of("cotton-lc")
            .edit("Cotton from Mwanza to Guimaraes under a sight letter of credit", text)
            .edit("Ave Valley Spinners Lda, Guimaraes", text);
        let title = folder.load().title;
        assert_eq!(isthmus_terminal::visible(&title), text);
        assert!(folder.path().join(FILE_NAME).is_file());
    }
}
