//! Honest exits: what did not reach its reader is an error, and never a panic.

use crate::suite::{isthmus, shell, stderr, stdout, workspace, Folder};
use std::fs::File;
use std::os::unix::ffi::OsStrExt;
use std::process::{Command, Output, Stdio};

fn into(file: &str, args: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_isthmus"));
    let file = File::options().write(true).open(file).unwrap();
    command.args(args).stdout(file).stderr(Stdio::piped()).output().unwrap()
}

fn scenario(name: &str) -> String {
    workspace(name).to_str().unwrap().to_string()
}

#[test]
fn a_full_disk_is_an_error_and_the_report_is_not_lost() {
    let scenario = scenario("remittance");
    for extra in [&[][..], &["--json"]] {
        let args = [&["demo", "--scenario", &scenario], extra].concat();
        let output = into("/dev/full", &args);
        assert_eq!(output.status.code(), Some(1), "{extra:?}");
        let told = stderr(&output);
        assert!(told.contains("error: cannot write to standard output"), "{told}");
        assert!(told.contains("No space left"), "{told}");
        assert!(told.contains("what must hold"), "the report is lost: {told}");
    }
}

#[test]
fn every_command_fails_on_a_full_disk_without_a_panic() {
    let (remittance, dir) = (scenario("remittance"), tempfile::TempDir::new().unwrap());
    let new = dir.path().join("new").to_str().unwrap().to_string();
    let file = format!("{remittance}/deal.toml");
    for args in [
        &["--help"][..],
        &["--version"],
        &["demo", "--help"],
        &["scenario", "check", &remittance],
        &["scenario", "check", &remittance, "--json"],
        &["scenario", "new", &new],
        &["hash", &file],
        &["statement", "--scenario", &remittance],
    ] {
        let output = into("/dev/full", args);
        let told = stderr(&output);
        assert_eq!(output.status.code(), Some(1), "{args:?}: {told}");
        assert!(told.starts_with("error: cannot write to standard output"), "{args:?}: {told}");
        assert!(!told.contains("panicked"), "{args:?}: {told}");
    }
}

#[test]
fn a_closed_output_is_an_error() {
    let scenario = scenario("remittance");
    for command in [format!("demo --scenario '{scenario}'"), "--help".to_string()] {
        let output = shell(&format!("isthmus {command} >&-"));
        assert_eq!(output.status.code(), Some(1), "{command}");
        assert!(stderr(&output).contains("it is closed"), "{}", stderr(&output));
    }
}

#[test]
fn a_reader_that_has_seen_enough_is_no_failure() {
    let dir = tempfile::TempDir::new().unwrap();
    let scenario = scenario("remittance");
    let new = dir.path().join("new");
    for command in [
        format!("demo --scenario '{scenario}' --json"),
        format!("scenario new '{}'", new.display()),
        "demo --help".to_string(),
    ] {
        let output = shell(&format!("set -o pipefail; isthmus {command} | true"));
        assert_eq!(output.status.code(), Some(0), "{command}: {}", stderr(&output));
        assert!(stderr(&output).is_empty(), "{command}: {}", stderr(&output));
    }
    assert!(new.join("deal.toml").is_file());
}

#[test]
fn a_scenario_that_was_written_is_told_of_even_if_the_disk_is_full() {
    let dir = tempfile::TempDir::new().unwrap();
    for extra in [&[][..], &["--json"]] {
        let new = dir.path().join(format!("new{}", extra.len()));
        let output =
            into("/dev/full", &[&["scenario", "new", new.to_str().unwrap()], extra].concat());
        assert_eq!(output.status.code(), Some(1));
        let told = stderr(&output);
        let written = format!("written all the same: {}, ", new.join("deal.toml").display());
        assert!(told.contains(&written) && told.contains("packing-list.csv"), "{told}");
        assert!(new.join("deal.toml").is_file());
    }
}

#[test]
fn nothing_is_no_document() {
    let output = shell("isthmus hash - <&-");
    assert_eq!(output.status.code(), Some(1), "{}", stdout(&output));
    assert!(stderr(&output).contains("standard input is empty"), "{}", stderr(&output));
    let output = shell("isthmus hash - </dev/null");
    assert_eq!(output.status.code(), Some(1));
    let output = isthmus(&["hash", "/dev/null"]);
    assert!(stderr(&output).contains("/dev/null is empty; expected a document"));
    let output = shell("printf paper | isthmus hash -");
    assert_eq!(stdout(&output).trim().len(), 64, "{}", stderr(&output));
}

#[test]
fn a_salt_is_sixteen_bytes_in_letters_of_either_size() {
    let file = format!("{}/deal.toml", scenario("remittance"));
    let hash = |salt: &str| isthmus(&["hash", &file, "--salt", salt]);
    let (small, large) = ("c2683f915ad74b0eb41de07c9a8f5236", "C2683F915AD74B0EB41DE07C9A8F5236");
    assert!(hash(small).status.success());
    assert_eq!(stdout(&hash(small)), stdout(&hash(large)));
    for salt in ["", "c2", &small[2..], &format!("{small}00"), &small.replace('c', "g")] {
        let output = hash(salt);
        assert_eq!(output.status.code(), Some(2), "{salt}");
        assert!(stderr(&output).contains("expected 32 hexadecimal digits"), "{}", stderr(&output));
    }
}

#[test]
fn an_error_is_told_even_if_nobody_can_read_it() {
    let output = shell("isthmus scenario check /nowhere 2>/dev/full");
    assert_eq!(output.status.code(), Some(1));
    let output = shell("isthmus --nonsense 2>&-");
    assert_eq!(output.status.code(), Some(2));
}

#[test]
fn a_transcript_that_cannot_be_written_is_an_error_and_the_report_is_printed() {
    let scenario = scenario("remittance");
    for file in ["/nonexistent/messages.json", "/dev/full", "/"] {
        let output = isthmus(&["demo", "--scenario", &scenario, "--transcript", file]);
        assert_eq!(output.status.code(), Some(1), "{file}");
        assert!(stdout(&output).contains("what must hold"), "{file}: the report is lost");
        let told = stderr(&output);
        assert!(told.starts_with(&format!("error: cannot write {file}")), "{told}");
    }
}

#[test]
fn a_dash_is_standard_output() {
    let scenario = scenario("remittance");
    let dir = tempfile::TempDir::new().unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_isthmus"))
        .args(["demo", "--scenario", &scenario, "--transcript", "-"])
        .current_dir(dir.path())
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", stderr(&output));
    let messages: serde_json::Value = serde_json::from_str(&stdout(&output)).unwrap();
    assert!(messages.as_array().unwrap().len() > 10);
    assert!(stderr(&output).contains("what must hold"));
    assert_eq!(std::fs::read_dir(dir.path()).unwrap().count(), 0, "a file named -");
    let both = isthmus(&["demo", "--scenario", &scenario, "--json", "--transcript", "-"]);
    assert_eq!(both.status.code(), Some(1));
    assert!(stderr(&both).contains("both go to standard output"));
}

#[test]
fn a_folder_that_cannot_be_written_is_named() {
    let folder = Folder::starter();
    let file = folder.path().join("deal.toml/new");
    let output = isthmus(&["scenario", "new", file.to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(1));
    assert!(stderr(&output).starts_with("error: cannot make"), "{}", stderr(&output));
}

/// One that is read-only for everybody, root too.
#[cfg(target_os = "linux")]
#[test]
fn a_folder_that_is_read_only_is_named_and_the_report_is_not_lost() {
    let output = isthmus(&["scenario", "new", "/proc/isthmus"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(stderr(&output).contains("/proc/isthmus"), "{}", stderr(&output));
    let output = isthmus(&["demo", "--transcript", "/proc/isthmus.json"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(stderr(&output).contains("/proc/isthmus.json"), "{}", stderr(&output));
    assert!(stdout(&output).trim_end().ends_with("holds"), "the report is lost");
}

#[test]
fn colours_are_for_terminals_unless_they_are_asked_for() {
    let scenario = scenario("remittance");
    let escapes = |line: &str| {
        let line = line.replace("DIR", &scenario);
        stdout(&shell(&line)).contains('\u{1b}')
    };
    assert!(!escapes("isthmus demo --scenario 'DIR'"));
    assert!(escapes("isthmus demo --scenario 'DIR' --color always"));
    assert!(!escapes("NO_COLOR=1 isthmus demo --scenario 'DIR'"));
    assert!(!escapes("isthmus demo --scenario 'DIR' --color never"));
    let seen = "script -qec \"isthmus demo --scenario 'DIR'\" /dev/null";
    assert!(escapes(seen));
    assert!(!escapes(&format!("NO_COLOR=1 {seen}").replace("'DIR'\"", "'DIR' 2>/dev/null\"")));
    assert!(!escapes(&seen.replace("'DIR'", "'DIR' --color never 2>/dev/null")));
    assert!(!escapes("script -qec 'isthmus --color never demo --help' /dev/null"));
}

#[test]
fn a_path_that_is_no_utf_8_is_told_as_text_without_a_panic() {
    let dir = tempfile::TempDir::new().unwrap();
    let path = dir.path().join(std::ffi::OsStr::from_bytes(b"caf\xe9"));
    let (file, new) = (path.join("deal.toml"), path.join("new"));
    std::fs::create_dir(&path).unwrap();
    std::fs::write(&file, "x").unwrap();
    for (args, path, code) in [
        (&["hash", "--json"][..], &file, 0),
        (&["scenario", "check", "--json"], &path, 1),
        (&["scenario", "new", "--json"], &new, 0),
    ] {
        let mut command = Command::new(env!("CARGO_BIN_EXE_isthmus"));
        let output = command.args(args).arg(path).output().unwrap();
        assert_eq!(output.status.code(), Some(code), "{args:?}: {}", stderr(&output));
        assert!(stdout(&output).contains("caf\u{fffd}/"), "{args:?}: {}", stdout(&output));
    }
}

#[test]
fn a_transcript_never_overwrites_a_file_of_the_scenario() {
    let folder = Folder::copy_of("remittance");
    let at = |name: &str| folder.path().join(name);
    std::os::unix::fs::symlink("fee-statement.csv", at("soft.json")).unwrap();
    std::fs::hard_link(at("fee-statement.csv"), at("hard.json")).unwrap();
    let roundabout = format!("../{}/deal.toml", folder.path().file_name().unwrap().display());
    let dir = folder.path().to_str().unwrap();
    for (name, file) in [
        ("deal.toml", "deal.toml"),
        ("payslip-march.txt", "payslip-march.txt"),
        ("soft.json", "fee-statement.csv"),
        ("hard.json", "fee-statement.csv"),
        (&roundabout, "deal.toml"),
    ] {
        let before = std::fs::read(at(file)).unwrap();
        let transcript = at(name);
        let transcript = transcript.to_str().unwrap();
        let output = isthmus(&["demo", "--scenario", dir, "--transcript", transcript]);
        assert_eq!(output.status.code(), Some(1), "{name}");
        let told = stderr(&output);
        assert!(told.contains(&format!("would overwrite {file} of the scenario")), "{told}");
        assert!(stdout(&output).is_empty(), "{name}: it was played");
        assert_eq!(std::fs::read(at(file)).unwrap(), before, "{name}");
    }
    let beside = at("messages.json");
    for _ in 0..2 {
        let beside = beside.to_str().unwrap();
        let output = isthmus(&["demo", "--scenario", dir, "--transcript", beside]);
        assert!(output.status.success(), "{}", stderr(&output));
    }
}
