//! Every hint is a command that can be pasted from where the user stands.

use crate::suite::{isthmus, plain, stderr, stdout, Folder};
use clap::Command as Line;
use isthmus_cli::args;
use std::path::Path;
use std::process::{Command, Output};
use tempfile::TempDir;

/// Runs the binary in a folder, as the user of `cargo` does if so.
fn run_in(dir: &Path, is_cargo: bool, args: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_isthmus"));
    command.args(args).current_dir(dir).env_remove("COLUMNS");
    command.env_remove(isthmus_terminal::COMMAND_VARIABLE);
    if is_cargo {
        command.env(isthmus_terminal::COMMAND_VARIABLE, "cargo");
    }
    command.output().unwrap()
}

/// Pastes a line into a shell in a folder.
fn paste(dir: &Path, line: &str) -> Output {
    Command::new("bash").args(["-c", line]).current_dir(dir).output().unwrap()
}

#[test]
fn a_new_scenario_says_what_to_type_next_and_it_works() {
    let dir = TempDir::new().unwrap();
    let output = run_in(dir.path(), false, &["scenario", "new", "a b/ü/my deal"]);
    let text = stdout(&output);
    let lines: Vec<&str> = text.lines().filter(|line| line.starts_with("  ")).collect();
    assert_eq!(lines.len(), 2, "{text}");
    for line in lines {
        let output = paste(dir.path(), line);
        assert!(output.status.success(), "{line}: {}", stderr(&output));
    }
    let output = run_in(dir.path(), true, &["scenario", "new", "it's mine"]);
    let text = stdout(&output);
    assert!(text.contains("  cargo demo --scenario \"it's mine\"\n"), "{text}");
}

#[test]
fn a_folder_whose_name_looks_like_an_option_is_hinted_at_so_that_it_is_none() {
    let dir = TempDir::new().unwrap();
    let output = run_in(dir.path(), false, &["demo", "--scenario=-deal"]);
    let told = stderr(&output);
    let line = told.split('`').nth(1).unwrap_or_else(|| panic!("no command: {told}"));
    let text = stdout(&paste(dir.path(), line));
    assert!(dir.path().join("-deal/deal.toml").is_file(), "{line}");
    for line in text.lines().filter(|line| line.starts_with("  ")) {
        let output = paste(dir.path(), line);
        assert!(output.status.success(), "{line}: {}", stderr(&output));
    }
    let output = run_in(dir.path(), false, &["scenario", "new", "--", "-other"]);
    assert!(stdout(&output).contains(" demo --scenario ./-other\n"), "{}", stdout(&output));
    let shown = stdout(&run_in(dir.path(), false, &["demo", "--scenario=-deal"]));
    let line = shown.lines().skip_while(|line| !line.starts_with("To compute")).nth(1).unwrap();
    assert_eq!(stdout(&paste(dir.path(), line)).trim().len(), 64, "{line}");
}

#[test]
fn a_folder_that_is_missing_is_answered_with_the_command_that_makes_it() {
    let dir = TempDir::new().unwrap();
    let output = run_in(dir.path(), false, &["demo", "--scenario", "no such/deal"]);
    let told = stderr(&output);
    let line = told.split('`').nth(1).unwrap_or_else(|| panic!("no command: {told}"));
    assert!(paste(dir.path(), line).status.success(), "{line}");
    assert!(run_in(dir.path(), false, &["demo", "--scenario", "no such/deal"]).status.success());
    let output = run_in(dir.path(), true, &["demo", "--scenario", "no other"]);
    assert!(stderr(&output).contains("`cargo scenario new 'no other'`"), "{}", stderr(&output));
}

#[test]
fn the_demo_prints_the_command_that_computes_a_hash() {
    let dir = TempDir::new().unwrap();
    assert!(run_in(dir.path(), false, &["scenario", "new", "my deal"]).status.success());
    let shown = stdout(&run_in(dir.path(), false, &["demo", "--scenario", "my deal"]));
    let line = shown.lines().skip_while(|line| !line.starts_with("To compute")).nth(1).unwrap();
    let hash = stdout(&paste(dir.path(), line));
    assert_eq!(hash.trim().len(), 64, "{line}");
    assert!(shown.lines().any(|line| line == hash.trim()), "{shown}");
}

#[test]
fn from_any_folder_the_header_names_the_scenarios_folder_without_detours() {
    let dir = TempDir::new().unwrap();
    let shown = stdout(&run_in(dir.path(), false, &["demo"]));
    let folder = shown.lines().nth(1).unwrap();
    assert!(folder.ends_with("scenarios/cotton-lc") && !folder.contains(".."), "{folder}");
}

/// Every command below a command, with its path.
fn commands(line: &Line, path: &str) -> Vec<(String, Line)> {
    let below = line.get_subcommands().filter(|below| below.get_name() != "help");
    let below = below.flat_map(|it| commands(it, &format!("{path} {}", it.get_name())));
    std::iter::once((path.to_string(), line.clone())).chain(below).collect()
}

#[test]
fn the_help_of_every_command_has_examples_that_can_be_typed() {
    let mut count = 0;
    for (path, line) in commands(&args::line(), "") {
        let after = line.get_after_help().map(ToString::to_string).unwrap_or_default();
        let is_for_developers = ["", " e2e", " measure"].contains(&path.as_str());
        assert!(after.starts_with("Examples:\n  ") || is_for_developers, "{path}: {after}");
        let program = isthmus_terminal::command();
        let lines = after.lines().flat_map(|line| line.split("&&").map(str::trim));
        for example in lines.filter_map(|line| line.strip_prefix(&program)) {
            let words = example.split_whitespace().take_while(|word| !word.starts_with(['<', '>']));
            let parsed = args::line().try_get_matches_from(std::iter::once("isthmus").chain(words));
            assert!(parsed.is_ok(), "{path}: {example}: {}", parsed.unwrap_err());
            count += 1;
        }
    }
    assert!(count > 10, "{count} examples");
}

#[test]
fn help_fits_a_terminal_and_breaks_no_example() {
    let dir = TempDir::new().unwrap();
    for (path, _) in commands(&args::line(), "") {
        let words = path.split_whitespace().chain(["--help"]).collect::<Vec<_>>();
        let help = stdout(&run_in(dir.path(), true, &words));
        let long = help.lines().find(|line| line.chars().count() > 80);
        assert_eq!(long, None, "{path}");
    }
    let help = stdout(&run_in(dir.path(), true, &["hash", "--help"]));
    assert!(help.contains(" --salt c2683f915ad74b0eb41de07c9a8f5236\n"), "{help}");
}

#[test]
fn help_has_one_word_for_one_thing() {
    for (path, mut line) in commands(&args::line(), "") {
        let help = line.render_long_help().to_string().to_lowercase();
        let mut words = help.split(|c: char| !c.is_alphanumeric());
        assert!(!words.any(|word| word == "case" || word == "cases"), "{path}: {help}");
    }
}

#[test]
fn help_is_about_the_command_that_was_typed() {
    let dir = TempDir::new().unwrap();
    let help = |is_cargo| stdout(&run_in(dir.path(), is_cargo, &["scenario", "new", "--help"]));
    assert!(help(true).contains("Usage: cargo scenario new"), "{}", help(true));
    assert!(help(true).contains("  cargo scenario new my-deal"), "{}", help(true));
    assert!(help(false).contains("Usage: isthmus scenario new"), "{}", help(false));
}

#[test]
fn a_count_agrees_with_its_noun() {
    let scenario = crate::suite::workspace("regulator");
    let told = stdout(&isthmus(&["scenario", "check", scenario.to_str().unwrap()]));
    assert!(plain(&told).contains("2 documents, 1 payment)"), "{told}");
    let one = Folder::starter()
        .edit("weekend = [\"saturday\", \"sunday\"]", "weekend = [\"sunday\"]")
        .edit("[[credit.documents]]\nkind = \"bill_of_lading\"\nfile = \"bill-of-lading.txt\"\n", "")
        .edit("[[credit.documents]]\nkind = \"commercial_invoice\"\nfile = \"commercial-invoice.txt\"\n", "")
        .file("packing-list.csv", Some("1"));
    let told = stdout(&isthmus(&["demo", "--scenario", one.path().to_str().unwrap()]));
    for part in [
        "1 day off a week, 1 holiday\n",
        "presents 1 document by",
        "packing_list (credit), 1 byte\n",
    ] {
        assert!(told.contains(part), "{part}: {told}");
    }
    let few =
        Folder::starter().edit("decimals = 6", "decimals = 1").edit("\"12500.00\"", "\"12500.25\"");
    let told = few.problem("credit.amount").text;
    assert!(told.contains("has 2 decimals") && told.contains("at most 1 decimal,"), "{told}");
    let few =
        Folder::starter().edit("decimals = 6", "decimals = 0").edit("\"12500.00\"", "\"12500.5\"");
    assert!(few.problem("credit.amount").text.contains("has 1 decimal;"));
}
