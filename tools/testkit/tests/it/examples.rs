//! Every block of JSON in a Markdown file does what it says, and every message and query of every
//! contract has one. The notation is docs/examples.md.

use std::collections::BTreeSet;
use std::fs;
use std::sync::OnceLock;

use isthmus_testkit::examples::actors::ACTORS;
use isthmus_testkit::examples::coverage::{messages, Message};
use isthmus_testkit::examples::parse::examples;
use isthmus_testkit::examples::run::Runner;
use isthmus_testkit::examples::{markdown, repository};

/// What came of all examples.
#[derive(Default)]
struct Report {
    /// `file:line: why`, of those that failed.
    failed: Vec<String>,
    /// The messages that the others show.
    shown: BTreeSet<Message>,
}

/// Runs every example of every file, each file in a world of its own, once.
fn report() -> &'static Report {
    static REPORT: OnceLock<Report> = OnceLock::new();
    REPORT.get_or_init(|| {
        let root = repository();
        let mut report = Report::default();
        for file in markdown(&root).expect("the repository can be read") {
            let text = fs::read_to_string(root.join(&file)).expect("a file can be read");
            let mut fail = |line, why| {
                report.failed.push(format!("{}:{line}: {why}", file.display()));
            };
            let found = match examples(&text) {
                Ok(found) => found,
                Err(problems) => {
                    problems.into_iter().for_each(|problem| fail(problem.line, problem.text));
                    continue;
                }
            };
            if found.is_empty() {
                continue;
            }
            let mut runner = Runner::new();
            for example in &found {
                match runner.run(example) {
                    Ok(shown) => report.shown.extend(shown.map(|shown| shown.message)),
                    Err(why) => fail(example.line, why),
                }
            }
        }
        report
    })
}

#[test]
fn every_example_does_what_it_says() {
    let failed = &report().failed;
    assert!(failed.is_empty(), "{} examples fail:\n{}", failed.len(), failed.join("\n"));
}

/// The section of CONTRIBUTING.md that says what a message touches.
fn checklist() -> String {
    let text = fs::read_to_string(repository().join("CONTRIBUTING.md")).expect("the page");
    let section = text.split("\n## ").find(|section| section.starts_with("A new message"));
    section.expect("CONTRIBUTING.md has a section \"A new message\"").to_string()
}

#[test]
fn every_message_and_query_of_every_contract_has_an_example() {
    let mut missing = Vec::new();
    for contract in ["stablecoin", "issuance", "escrow", "identity", "bridge"] {
        let schema = repository().join(format!("schema/{contract}.json"));
        let schema = fs::read_to_string(schema).expect("the schema");
        let schema = serde_json::from_str(&schema).expect("JSON");
        for message in messages(contract, &schema).expect("a schema of a known form") {
            if !report().shown.contains(&message) {
                missing.push(message.to_string());
            }
        }
    }
    assert!(
        missing.is_empty(),
        "{} messages have no example that does what it says:\n{}\n\n{}",
        missing.len(),
        missing.join("\n"),
        checklist()
    );
}

#[test]
fn the_page_of_the_notation_lists_everybody_who_acts() {
    let page = fs::read_to_string(repository().join("docs/examples.md")).expect("the page");
    let listed: Vec<&str> = page.lines().filter(|line| line.starts_with("| `")).collect();
    for (actor, who) in ACTORS {
        let row = format!("| `{actor}` | {who} |");
        assert!(listed.contains(&row.as_str()), "docs/examples.md lacks {row}");
    }
}
