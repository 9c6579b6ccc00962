//! A mistake in a scenario gets an error that names file, field and what is expected.

mod command;
mod documents;
mod hidden;
mod limits;
mod shape;
mod story;
mod together;
mod values;

use crate::suite::Folder;

/// One edit of the cotton case: the field that is to be named, and a part of what is to be said.
#[track_caller]
fn mistake(from: &str, to: &str, field: &str, expected: &str) {
    let folder = Folder::copy_of("cotton-lc").edit(from, to);
    let problem = folder.problem(field);
    assert!(problem.text.contains(expected), "{problem}");
    assert_eq!(problem.file, folder.path().join("deal.toml"));
    assert!(problem.line.is_some(), "no line: {problem}");
    assert!(problem.to_string().contains(field));
}
