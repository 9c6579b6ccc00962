//! What the documents say of the tests: that they are there.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

const PROOF: &str = include_str!("../../../../docs/stablecoin/proof.md");
const README: &str = include_str!("../../README.md");

/// A folder of the repository.
fn folder(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").join(path)
}

/// The names of all tests below these folders.
fn tests(folders: &[&str]) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let mut open: Vec<PathBuf> = folders.iter().map(|path| folder(path)).collect();
    while let Some(path) = open.pop() {
        if path.is_dir() {
            open.extend(fs::read_dir(&path).unwrap().map(|entry| entry.unwrap().path()));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let text = fs::read_to_string(&path).unwrap();
            let after = text.split("#[test]").skip(1);
            let name = |after: &str| {
                let name = after.split_once("fn ").unwrap().1;
                name.split(|c: char| !c.is_ascii_alphanumeric() && c != '_').next().map(Into::into)
            };
            found.extend(after.filter_map(name));
        }
    }
    found
}

/// The rows of the tables whose first cell is this letter, or none, and a number: the number and what is
/// quoted in the last cell.
fn rows<'a>(text: &'a str, letter: &'a str) -> impl Iterator<Item = (u32, Vec<&'a str>)> {
    text.lines().filter_map(move |line| {
        let mut cells = line.strip_prefix("| ")?.strip_suffix(" |")?.split(" | ");
        let number = cells.next()?.strip_prefix(letter)?.parse().ok()?;
        Some((number, cells.last()?.split('`').skip(1).step_by(2).collect()))
    })
}

#[test]
fn every_finding_has_a_row_and_its_tests_exist() {
    let tests = tests(&["contracts/stablecoin"]);
    let mut numbers = BTreeSet::new();
    for (number, names) in rows(PROOF, "E") {
        assert!(numbers.insert(number) && !names.is_empty(), "E{number}");
        for name in names {
            assert!(tests.contains(name), "E{number}: no test {name}");
            let tag = format!("e{number}_");
            let tagged = name.starts_with(&tag) || name.contains(&format!("_{tag}"));
            assert!(tagged, "{name} does not name E{number}");
        }
    }
    let missing: Vec<u32> = (1..=29).filter(|n| !numbers.contains(n)).collect();
    assert!(missing.is_empty(), "without a row: {missing:?}");
}

#[test]
fn every_difference_from_cw20_base_has_a_reason_and_a_test() {
    let tests = tests(&["contracts/stablecoin"]);
    let mut expected = 1;
    for line in README.lines().skip_while(|line| *line != "## Differences from cw20-base 2.0") {
        let Some((number, names)) = rows(line, "").next() else { continue };
        assert_eq!(number, expected);
        expected += 1;
        assert!(line.split(" | ").all(|cell| !cell.trim().is_empty()), "{line}");
        assert!(!names.is_empty() && names.iter().all(|name| tests.contains(*name)), "{names:?}");
    }
    assert_eq!(expected, 11, "ten differences");
}

/// A file is quoted by the end of its path, such as `model/fee.rs`. The figures of the mutants name those
/// of the commit that was measured.
#[test]
fn every_file_that_a_page_names_is_there() {
    let mut sources = BTreeSet::new();
    let mut open: Vec<PathBuf> = ["contracts", "packages", "tests"].map(folder).into();
    while let Some(path) = open.pop() {
        if path.is_dir() {
            open.extend(fs::read_dir(&path).unwrap().map(|entry| entry.unwrap().path()));
        }
        sources.insert(path);
    }
    let mut found = 0;
    for page in fs::read_dir(folder("docs/stablecoin")).unwrap() {
        let page = page.unwrap().path();
        let text = fs::read_to_string(&page).unwrap();
        if page.ends_with("mutants.md") {
            continue;
        }
        let quoted = text.lines().flat_map(|line| line.split('`').skip(1).step_by(2));
        for name in quoted.filter(|name| !name.contains(' ')) {
            if !name.ends_with(".rs") && !name.ends_with('/') {
                continue;
            }
            let there = sources.iter().any(|path| path.ends_with(name.trim_end_matches('/')));
            assert!(there, "{}: no file {name}", page.display());
            found += 1;
        }
    }
    assert!(found > 50, "{found}");
}

#[test]
fn the_readme_names_every_rule() {
    let line = README.lines().find(|line| line.starts_with("| the rules | `model/`")).unwrap();
    let named: BTreeSet<&str> = line.split('`').skip(3).step_by(2).collect();
    let files = fs::read_dir(folder("contracts/stablecoin/src/model")).unwrap();
    let rules: BTreeSet<String> = files
        .map(|file| file.unwrap().file_name().into_string().unwrap())
        .filter_map(|name| name.strip_suffix(".rs").map(String::from))
        .filter(|name| name != "mod")
        .collect();
    assert_eq!(named, rules.iter().map(String::as_str).collect());
}
