//! The commands that check and write scenarios.

use crate::suite::{isthmus, stderr, stdout, workspace, Folder};
use std::path::Path;

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
