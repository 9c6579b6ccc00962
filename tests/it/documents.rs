//! What the Markdown files say: that the tests they name exist, that their links lead somewhere, that
//! every page is in the index, that one thing has one word.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use isthmus_testkit::sources::{markdown, repository, sources, tests, FOLDERS};

/// Every Markdown file of the repository with its text.
pub fn pages() -> Vec<(PathBuf, String)> {
    let root = repository();
    let pages = markdown(&root).unwrap();
    pages
        .into_iter()
        .map(|page| (page.clone(), fs::read_to_string(root.join(page)).unwrap()))
        .collect()
}

/// Every Rust file of the repository with its text.
fn code() -> Vec<(PathBuf, String)> {
    FOLDERS.iter().flat_map(|folder| sources(&repository().join(folder))).collect()
}

/// The names of all tests, and of the modules and crates that hold them.
pub struct Tests {
    names: BTreeSet<String>,
    rooms: BTreeSet<String>,
}

impl Tests {
    pub fn read() -> Self {
        let (mut names, mut rooms) = (BTreeSet::new(), BTreeSet::new());
        for (path, text) in code() {
            names.extend(tests(&text).map(String::from));
            let parent = path.parent().unwrap();
            rooms.extend(
                [path.file_stem(), parent.file_name()]
                    .map(|name| name.unwrap().to_str().unwrap().to_string()),
            );
        }
        rooms.extend(
            ["isthmus_calendar", "isthmus_kit", "isthmus_api", "isthmus_wire"].map(String::from),
        );
        Self { names, rooms }
    }

    /// Whether a test has this name, or one begins and ends so with `…` between, before or behind.
    pub fn has(&self, name: &str) -> bool {
        match name.split_once('…') {
            None => self.names.contains(name),
            Some((begin, end)) => {
                self.names.iter().any(|test| test.starts_with(begin) && test.ends_with(end))
            }
        }
    }
}

/// What stands in backticks.
pub fn quoted(text: &str) -> impl Iterator<Item = &str> {
    text.split('`').skip(1).step_by(2)
}

const PROVES: [&str; 5] = ["test", "tests", "shown by", "proven in", "held by"];

/// The cells of a table's row.
pub fn cells(line: &str) -> Option<Vec<&str>> {
    let row = line.trim().strip_prefix('|')?.strip_suffix('|')?;
    Some(row.split(" | ").map(str::trim).collect())
}

#[test]
fn every_test_that_a_table_names_exists() {
    let tests = Tests::read();
    let mut found = 0;
    let mut missing = Vec::new();
    for (page, text) in pages() {
        let mut column = None;
        let mut inside = false;
        for line in text.lines() {
            let Some(row) = cells(line) else {
                inside = false;
                continue;
            };
            if !inside {
                inside = true;
                column = row.iter().position(|head| PROVES.contains(&head.to_lowercase().as_str()));
                continue;
            }
            let Some(cell) = column.and_then(|column| row.get(column)) else { continue };
            for name in quoted(cell) {
                let name = name.rsplit("::").next().unwrap();
                if name.matches('_').count() < 2 && !name.contains('…') {
                    continue;
                }
                let letters = |c: char| matches!(c, 'a'..='z' | '0'..='9' | '_' | '…');
                if !name.chars().all(letters) || tests.rooms.contains(name) {
                    continue;
                }
                found += 1;
                if !tests.has(name) {
                    missing.push(format!("{}: no test {name}", page.display()));
                }
            }
        }
    }
    assert!(missing.is_empty(), "{}", missing.join("\n"));
    assert!(found >= 800, "{found} tests are named");
}

/// Words that are written like a test and are none: fields and functions of the code.
fn identifiers() -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for (_, text) in code() {
        let words = text.split(|c: char| !c.is_ascii_alphanumeric() && c != '_');
        found.extend(words.filter(|word| word.contains('_')).map(String::from));
    }
    found
}

#[test]
fn every_name_in_a_page_is_one_of_the_code() {
    let (tests, known) = (Tests::read(), identifiers());
    let mut missing = Vec::new();
    for (page, text) in pages() {
        // A changelog and a decision tell of what was.
        if page.starts_with("docs/adr") || page.ends_with("CHANGELOG.md") {
            continue;
        }
        for name in text.lines().flat_map(quoted) {
            let name = name.rsplit("::").next().unwrap();
            let letters = |c: char| matches!(c, 'a'..='z' | '0'..='9' | '_' | '…');
            if !name.chars().all(letters) || name.matches('_').count() < 3 {
                continue;
            }
            if !tests.has(name) && !known.contains(name) {
                missing.push(format!("{}: nothing is called {name}", page.display()));
            }
        }
    }
    assert!(missing.is_empty(), "{}", missing.join("\n"));
}

/// The targets of a page's links into the repository.
fn links(text: &str) -> impl Iterator<Item = &str> {
    text.split("](").skip(1).filter_map(|after| {
        let target = after.split(')').next()?.split('#').next()?;
        (!target.is_empty() && !target.contains(':')).then_some(target)
    })
}

#[test]
fn every_link_leads_to_a_file() {
    let mut broken = Vec::new();
    for (page, text) in pages() {
        let folder = repository().join(page.parent().unwrap());
        let gone = links(&text).filter(|target| !folder.join(target).exists());
        broken.extend(gone.map(|target| format!("{}: {target}", page.display())));
    }
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

#[test]
fn every_page_is_in_the_index() {
    let index = fs::read_to_string(repository().join("docs/README.md")).unwrap();
    let listed: BTreeSet<PathBuf> =
        links(&index).map(|target| Path::new("docs").join(target)).collect();
    let pages = pages().into_iter().map(|(page, _)| page);
    let docs =
        pages.filter(|page| page.starts_with("docs") && *page != Path::new("docs/README.md"));
    let missing: Vec<PathBuf> = docs.filter(|page| !listed.contains(page)).collect();
    assert!(missing.is_empty(), "not in docs/README.md: {missing:?}");
}

/// Whether these words stand in a text, not as a part of others.
fn has_word(text: &str, words: &str) -> bool {
    let letter = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '_');
    text.match_indices(words).any(|(at, _)| {
        let (before, after) = (&text[..at], &text[at + words.len()..]);
        !letter(before.chars().next_back()) && !letter(after.chars().next())
    })
}

#[test]
fn one_thing_has_one_word() {
    let glossary = fs::read_to_string(repository().join("docs/glossary.md")).unwrap();
    let rows: Vec<Vec<&str>> = glossary.lines().filter_map(cells).skip(2).collect();
    assert!(rows.len() > 40, "{}", rows.len());
    let mut found = Vec::new();
    let mut texts = pages();
    texts.retain(|(page, _)| *page != Path::new("docs/glossary.md"));
    texts.extend(code());
    for row in &rows {
        let [word, chinese, meaning, other] = row.as_slice() else { panic!("{row:?}") };
        let chinese = chinese.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
        assert!(chinese && !meaning.is_empty() && !other.is_empty(), "{word}");
        for (page, text) in &texts {
            if has_word(&text.to_lowercase(), &other.to_lowercase()) {
                found.push(format!("{}: {other}, say {word}", page.display()));
            }
        }
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
    let words: Vec<String> = rows.iter().map(|row| row[0].to_lowercase()).collect();
    assert!(words.is_sorted(), "the glossary is not in order");
}

#[test]
fn the_readme_is_short() {
    let readme = fs::read_to_string(repository().join("README.md")).unwrap();
    assert!(readme.lines().count() <= 130, "{} lines", readme.lines().count());
}
