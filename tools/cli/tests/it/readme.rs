//! The README shows what the command prints, byte for byte.

use crate::suite::{isthmus, plain, stderr, stdout, Folder, SCENARIOS};

fn readme() -> String {
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/../../README.md");
    std::fs::read_to_string(file).unwrap()
}

/// The blocks of a language in the README.
fn blocks(language: &str) -> Vec<String> {
    let (text, begin) = (readme(), format!("```{language}\n"));
    let blocks = text.split(&begin).skip(1);
    blocks.map(|rest| rest.split("\n```").next().unwrap().to_string()).collect()
}

#[test]
fn the_readme_shows_what_the_demo_prints() {
    let report = Folder::copy_of("cotton-lc").play().0;
    let printed = plain(&report.text(80));
    let shown = blocks("text");
    assert_eq!(shown.len(), 1);
    for part in shown[0].split("\n\n") {
        assert!(printed.contains(&format!("\n{part}\n")), "not printed:\n{part}\n{printed}");
    }
}

#[test]
fn the_readmes_hash_is_the_one_that_the_demo_lists() {
    let line = blocks("sh").join("\n");
    let line = line.lines().find(|line| line.starts_with("cargo hash")).unwrap();
    let mut words = line.split_whitespace().skip(2);
    let (file, salt) = (words.next().unwrap(), words.nth(1).unwrap());
    let path = format!("{}/../../{file}", env!("CARGO_MANIFEST_DIR"));
    let output = isthmus(&["hash", &path, "--salt", salt]);
    assert!(output.status.success(), "{}", stderr(&output));
    let report = Folder::copy_of("cotton-lc").play().0;
    assert!(plain(&report.text(80)).lines().any(|shown| shown == stdout(&output).trim_end()));
}

#[test]
fn the_readme_and_the_help_name_every_scenario() {
    let folders =
        std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/../../scenarios")).unwrap();
    let mut folders: Vec<String> =
        folders.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    folders.sort();
    let mut known = SCENARIOS;
    known.sort_unstable();
    assert_eq!(folders, known);
    let (readme, help) = (readme(), stdout(&isthmus(&["demo", "--help"])));
    for name in SCENARIOS {
        assert!(readme.contains(&format!("`{name}`, ")), "the README does not say what {name} is");
        assert!(help.contains(&format!("scenarios/{name}")), "{name}: {help}");
    }
    assert!(readme.contains("Five scenarios come with it"));
}
