//! A scenario in a folder of its own, to be changed and played.

use isthmus_cli::args::Engine;
use isthmus_cli::report::Report;
use isthmus_cli::scenario::{self, Problem, Template, FILE_NAME};
use isthmus_cli::transcript::Entry;
use isthmus_cli::{demo, scenario::Scenario};
use isthmus_regions::embedded::Embedded;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use tempfile::TempDir;

/// The scenarios that come with the repository.
pub const SCENARIOS: [&str; 5] = ["cotton-lc", "remittance", "regulator", "two-rules", "payment"];

/// A scenario's folder.
pub struct Folder {
    dir: TempDir,
}

impl Folder {
    /// A copy of one of the workspace's scenarios.
    pub fn copy_of(name: &str) -> Self {
        let dir = TempDir::new().unwrap();
        for entry in std::fs::read_dir(workspace(name)).unwrap() {
            let entry = entry.unwrap();
            std::fs::copy(entry.path(), dir.path().join(entry.file_name())).unwrap();
        }
        Self { dir }
    }

    /// What `isthmus scenario new` writes.
    pub fn starter() -> Self {
        let dir = TempDir::new().unwrap();
        Template::Starter.write(dir.path()).unwrap();
        Self { dir }
    }

    pub fn path(&self) -> &Path {
        self.dir.path()
    }

    /// Replaces a text of `deal.toml` that must be there.
    pub fn edit(self, from: &str, to: &str) -> Self {
        let file = self.path().join(FILE_NAME);
        let text = std::fs::read_to_string(&file).unwrap();
        assert!(text.contains(from), "{FILE_NAME} has no {from:?}");
        std::fs::write(file, text.replacen(from, to, 1)).unwrap();
        self
    }

    /// Replaces the content of a file, or removes it.
    pub fn file(self, name: &str, content: Option<&str>) -> Self {
        let file = self.path().join(name);
        match content {
            Some(text) => std::fs::write(file, text).unwrap(),
            None => std::fs::remove_file(file).unwrap(),
        }
        self
    }

    pub fn load(&self) -> Scenario {
        scenario::load(self.path()).unwrap_or_else(|problems| panic!("{problems}"))
    }

    /// What is wrong with it.
    pub fn problems(&self) -> Vec<Problem> {
        scenario::load(self.path()).map(|_| ()).expect_err("it has a mistake").0
    }

    /// The one problem of a field.
    pub fn problem(&self, field: &str) -> Problem {
        let problems = self.problems();
        let found = problems.iter().find(|problem| problem.field == field);
        found.unwrap_or_else(|| panic!("no problem with {field:?}, but {problems:#?}")).clone()
    }

    /// Plays it embedded, from noon of its day on.
    pub fn play(&self) -> (Report, Vec<Entry>) {
        self.play_at(self.load().begins_at())
    }

    /// Plays it embedded on another day, as a live engine does.
    pub fn play_at(&self, now: u64) -> (Report, Vec<Entry>) {
        let scenario = self.load();
        demo::play(&Embedded::new(now), Engine::Embedded, &scenario)
            .unwrap_or_else(|error| panic!("{error:#}"))
    }
}

/// One of the workspace's scenarios.
pub fn workspace(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../scenarios").join(name)
}

/// Runs the binary.
pub fn isthmus(args: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_isthmus"));
    command.args(args).env_remove("COLUMNS").output().unwrap()
}

/// Runs a line of shell in which `isthmus` is the binary, wherever it lies.
pub fn shell(line: &str) -> Output {
    let binary = Path::new(env!("CARGO_BIN_EXE_isthmus"));
    let folder = binary.parent().unwrap().to_path_buf();
    let path = std::env::var_os("PATH").unwrap_or_default();
    let path = std::iter::once(folder).chain(std::env::split_paths(&path));
    let mut bash = Command::new("bash");
    bash.args(["-c", line]).env("PATH", std::env::join_paths(path).unwrap());
    bash.env_remove("COLUMNS").output().unwrap()
}

/// What a run printed to standard output.
pub fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

/// What a run printed to standard error.
pub fn stderr(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

/// A text without its colours.
pub fn plain(text: &str) -> String {
    anstream::adapter::strip_str(text).to_string()
}
