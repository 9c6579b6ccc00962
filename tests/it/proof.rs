//! What the stablecoin's documents say of its tests and files: that they are there.

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

use isthmus_testkit::sources::{repository, sources, tests};

use crate::documents::{pages, quoted};

/// The text of a page.
fn page(path: &str) -> String {
    fs::read_to_string(repository().join(path)).unwrap()
}

/// The names of the tests of the stablecoin and of its issuer's office, and of those across contracts.
fn names() -> BTreeSet<String> {
    let all = ["contracts/stablecoin", "contracts/issuance", "tests"]
        .map(|folder| sources(&repository().join(folder)));
    all.iter().flatten().flat_map(|(_, text)| tests(text)).map(String::from).collect()
}

/// The rows of the tables whose first cell is this letter, or none, and a number: the number and what is
/// quoted in the last cell.
fn rows<'a>(text: &'a str, letter: &'a str) -> impl Iterator<Item = (u32, Vec<&'a str>)> {
    text.lines().filter_map(move |line| {
        let mut cells = line.strip_prefix("| ")?.strip_suffix(" |")?.split(" | ");
        let number = cells.next()?.strip_prefix(letter)?.parse().ok()?;
        Some((number, quoted(cells.last()?).collect()))
    })
}

#[test]
fn every_attack_has_a_row_and_its_tests_exist() {
    let (tests, attacks) = (names(), page("docs/stablecoin/attacks.md"));
    for (letter, last) in [("A", 23), ("P", 22)] {
        let rows: Vec<_> = rows(&attacks, letter).collect();
        assert!(rows.iter().map(|(number, _)| *number).eq(1..=last), "{letter}: {rows:?}");
        for (number, names) in rows {
            assert!(!names.is_empty(), "{letter}{number}");
            for name in names {
                assert!(tests.contains(name), "{letter}{number}: no test {name}");
                let tag = format!("a{number}_");
                assert!(letter != "A" || name.starts_with(&tag), "{name} does not name A{number}");
            }
        }
    }
}

/// The attacks are tried on the compiled wasm too: whatever file of a suite has one is part of the suite there.
#[test]
fn every_attack_is_tried_on_the_compiled_wasm() {
    for contract in ["stablecoin", "issuance"] {
        let there = page(&format!("bench/tests/{contract}/main.rs"));
        let folder = repository().join("contracts").join(contract).join("tests/it");
        for (path, text) in sources(&folder) {
            // A1 to A23, and the reports P1 to P22.
            let is_attack = |name: &str| {
                name.starts_with(['a', 'p']) && name[1..].starts_with(char::is_numeric)
            };
            if tests(&text).any(is_attack) {
                let path = path.strip_prefix(&folder).unwrap();
                let module = path.components().next().unwrap().as_os_str().to_string_lossy();
                let module = module.trim_end_matches(".rs");
                assert!(there.contains(&format!("mod {module};")), "{contract}: {module}");
            }
        }
    }
}

#[test]
fn every_finding_has_a_row_and_its_tests_exist() {
    let (tests, proof) = (names(), page("docs/stablecoin/proof.md"));
    let mut numbers = BTreeSet::new();
    for (number, names) in rows(&proof, "E") {
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
    let (tests, readme) = (names(), page("contracts/stablecoin/README.md"));
    let mut expected = 1;
    for line in readme.lines().skip_while(|line| *line != "## Differences from cw20-base 2.0") {
        let Some((number, names)) = rows(line, "").next() else { continue };
        assert_eq!(number, expected);
        expected += 1;
        assert!(line.split(" | ").all(|cell| !cell.trim().is_empty()), "{line}");
        assert!(!names.is_empty() && names.iter().all(|name| tests.contains(*name)), "{names:?}");
    }
    assert_eq!(expected, 14, "thirteen differences");
}

/// A file is quoted by the end of its path, such as `model/fee.rs`. The figures of the mutants name those
/// of the commit that was measured.
#[test]
fn every_file_that_a_page_names_is_there() {
    let folders = ["contracts", "packages", "tools", "tests", "bench", "xtask"];
    let files = folders.iter().flat_map(|folder| sources(&repository().join(folder)));
    let there: BTreeSet<PathBuf> =
        files.flat_map(|(path, _)| [path.clone(), path.parent().unwrap().to_path_buf()]).collect();
    let mut found = 0;
    for (page, text) in pages() {
        let told_of_the_past = page.starts_with("docs/adr") || page.ends_with("CHANGELOG.md");
        if told_of_the_past || page.ends_with("mutants.md") || page.ends_with("CONTRIBUTING.md") {
            continue;
        }
        for name in text.lines().flat_map(quoted).filter(|name| !name.contains([' ', '<', '*'])) {
            if name.ends_with(".rs") {
                let known = there.iter().any(|path| path.ends_with(name));
                assert!(known, "{}: no file {name}", page.display());
                found += 1;
            }
        }
    }
    assert!(found > 50, "{found}");
}

#[test]
fn the_readme_names_every_rule() {
    let readme = page("contracts/stablecoin/README.md");
    let line = readme.lines().find(|line| line.starts_with("| the rules | `model/`")).unwrap();
    let named: BTreeSet<&str> = line.split('`').skip(3).step_by(2).collect();
    let files = fs::read_dir(repository().join("contracts/stablecoin/src/model")).unwrap();
    let rules: BTreeSet<String> = files
        .map(|file| file.unwrap().file_name().into_string().unwrap())
        .filter_map(|name| name.strip_suffix(".rs").map(String::from))
        .filter(|name| name != "mod")
        .collect();
    assert_eq!(named, rules.iter().map(String::as_str).collect());
}
