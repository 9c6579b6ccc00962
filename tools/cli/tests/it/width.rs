//! The report at any width of a terminal: nothing in it is broken.

use crate::suite::{plain, stdout, Folder, SCENARIOS};
use isthmus_cli::report::Report;
use isthmus_regions::Parameter;
use std::collections::BTreeSet;

/// A report as it is each day; only its folder is another one each time.
fn settled(name: &str) -> Report {
    let (mut report, _) = Folder::copy_of(name).play();
    report.scenario.folder = format!("scenarios/{name}");
    report
}

/// What may not be broken: amounts, dates with their times, names of parties and of files, hashes.
/// A narrow report leaves the times of blocks out.
fn whole(report: &Report, width: usize) -> BTreeSet<String> {
    let mut wide = report.clone();
    let is_narrow = width < 120;
    wide.steps.iter_mut().filter(|_| is_narrow).for_each(|step| step.block_time = None);
    let text = plain(&wide.text(usize::MAX));
    let words: Vec<&str> = text.split_whitespace().collect();
    let has_digit = |word: &str| word.contains(|c: char| c.is_ascii_digit());
    let instants = words.windows(2).filter(|pair| pair[1].matches(':').count() == 2);
    let instants = instants.filter(|pair| has_digit(pair[0])).map(|pair| pair.join(" "));
    let named = report.steps.iter().flat_map(|step| [&step.who, &step.region]);
    let papers = report.scenario.documents.iter().flat_map(|it| [&it.kind, &it.file]);
    let numbers = words.iter().filter(|word| has_digit(word)).map(ToString::to_string);
    let of_steps = report.steps.iter().flat_map(|step| step.result.parameters.values());
    let of_steps = of_steps.filter_map(|parameter| match parameter {
        Parameter::Hash(hash) => Some(hash.to_hex()),
        _ => None,
    });
    let hashes = report.scenario.documents.iter().map(|paper| paper.hash.to_hex());
    let hashes = hashes.chain(of_steps);
    numbers.chain(instants).chain(named.chain(papers).cloned()).chain(hashes).collect()
}

#[test]
fn no_amount_date_hash_or_name_is_broken_at_any_width() {
    for name in SCENARIOS {
        let report = settled(name);
        for width in 60..=200 {
            let text = plain(&report.text(width));
            for word in whole(&report, width) {
                let is_whole = text.lines().any(|line| line.contains(&word));
                assert!(is_whole, "{name} at {width}: {word} is broken");
            }
        }
    }
}

#[test]
fn without_a_terminal_the_width_is_what_the_environment_says() {
    let lines = |columns: &str| {
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_isthmus"));
        let output = command.args(["demo"]).env("COLUMNS", columns).output().unwrap();
        let text = stdout(&output);
        let long = |line: &&str| line.chars().count() > 72 && !line.contains(" hash ");
        text.lines().filter(long).count()
    };
    assert_eq!((lines("72"), lines("72") < lines("140")), (0, true));
    assert_eq!(lines("wide"), lines("140"));
}

#[test]
fn only_a_hash_and_a_command_are_longer_than_the_line() {
    for name in SCENARIOS {
        let report = settled(name);
        for width in 60..=200 {
            for line in plain(&report.text(width)).lines() {
                let is_hash = line.len() == 64 && line.bytes().all(|b| b.is_ascii_hexdigit());
                let is_command = line.contains(" hash ");
                let columns = line.chars().count();
                assert!(columns <= width || is_hash || is_command, "{width}: {line}");
                assert_eq!(line.trim_end(), line, "blanks at the end");
            }
        }
    }
}

#[test]
fn a_hash_stands_whole_on_a_line_of_its_own() {
    for name in ["regulator", "cotton-lc"] {
        let report = settled(name);
        let text = plain(&report.text(80));
        let stands = |hash: &str| text.lines().any(|line| line == hash);
        for paper in &report.scenario.documents {
            assert!(stands(&paper.hash.to_hex()), "{}", paper.kind);
        }
        let parameters = report.steps.iter().flat_map(|step| step.result.parameters.values());
        for parameter in parameters {
            if let Parameter::Hash(hash) = parameter {
                assert!(stands(&hash.to_hex()), "{hash}");
            }
        }
    }
}

#[test]
fn amounts_of_any_size_are_whole() {
    let (mut report, _) = Folder::copy_of("remittance").play();
    for step in &mut report.steps {
        step.amount = step.amount.map(|_| u128::MAX.into());
    }
    for width in [60, 80, 120, 200] {
        let text = plain(&report.text(width));
        let amount = "340,282,366,920,938,463,463,374,607,431,768.211455";
        assert!(text.contains(amount), "{text}");
    }
}

/// What people see, at five widths. Fresh hashes are left out.
#[test]
fn the_report_at_five_widths() {
    for name in ["cotton-lc", "regulator"] {
        let report = settled(name);
        for width in [60, 80, 100, 120, 200] {
            let text = plain(&report.text(width));
            let text: Vec<String> = text.lines().map(masked).collect();
            insta::assert_snapshot!(format!("{name}-{width}"), text.join("\n"));
        }
    }
}

/// A line without what is drawn at random: hashes, and the digits that stand for one.
fn masked(line: &str) -> String {
    let is_random = |word: &str| {
        let digits = word.trim_end_matches(['…', ',']);
        word.contains('…') && digits.len() == 12 || word.starts_with("did:isthmus:…:")
    };
    let is_hash = line.len() == 64 && line.bytes().all(|b| b.is_ascii_hexdigit());
    if is_hash {
        return "#".repeat(64);
    }
    let line: Vec<String> = line
        .split(' ')
        .map(|word| if is_random(word) { "#".repeat(word.chars().count()) } else { word.into() })
        .collect();
    let line = line.join(" ");
    match line.split_once(" hash ") {
        Some((program, rest)) if program.ends_with("isthmus") || program.contains("it-") => {
            format!("isthmus hash {rest}")
        }
        _ => line,
    }
}

#[test]
fn refusals_holds_and_money_that_comes_back_have_colours() {
    let colour = |name: &str, words: &str| {
        let text = settled(name).text(200);
        let line = text.lines().find(|line| line.contains(words)).unwrap();
        let before = &line[..line.find(words).unwrap()];
        before.rsplit("\u{1b}[").next().unwrap().split('m').next().unwrap().to_string()
    };
    assert_eq!(colour("regulator", "refused: the reserves"), "38;5;9");
    assert_eq!(colour("regulator", "held; it ends"), "38;5;11");
    assert_eq!(colour("cotton-lc", "packet 3 timed out"), "38;5;10");
    assert!(!colour("cotton-lc", "deal 1 is open").starts_with("38"));
}
