//! The repository as tests read it: its Rust files and the names of the tests in them.

use std::fs;
use std::path::{Path, PathBuf};

pub use crate::examples::{markdown, repository};

/// The folders of the repository that hold Rust.
pub const FOLDERS: [&str; 6] = ["contracts", "packages", "tools", "tests", "bench", "xtask"];

/// Every Rust file below a folder, in order.
pub fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap_or_else(|error| panic!("{folder:?}: {error}"));
    let mut found = Vec::new();
    for entry in entries {
        let path = entry.expect("an entry can be read").path();
        if path.is_dir() {
            found.extend(files(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
    found.sort();
    found
}

/// Every Rust file below a folder with its text.
pub fn sources(folder: &Path) -> Vec<(PathBuf, String)> {
    let read = |path: PathBuf| {
        let text = fs::read_to_string(&path).expect("a source is text");
        (path, text)
    };
    files(folder).into_iter().map(read).collect()
}

/// The names of the tests in a source.
pub fn tests(text: &str) -> impl Iterator<Item = &str> {
    text.split("#[test]").skip(1).filter_map(|after| {
        let (_, name) = after.split_once("fn ")?;
        name.split(|c: char| !c.is_ascii_alphanumeric() && c != '_').next()
    })
}

#[cfg(test)]
mod test {
    use super::*;

    #[test]
    fn the_names_of_tests_are_read_and_this_file_is_found() {
        let own = sources(&repository().join("tools/testkit/src"));
        let (_, text) = own.iter().find(|(path, _)| path.ends_with("sources.rs")).unwrap();
        let this = "the_names_of_tests_are_read_and_this_file_is_found";
        assert_eq!(tests(text).last(), Some(this));
    }
}
