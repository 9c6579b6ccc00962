//! `isthmus scenario new` and `check`: a scenario's folder.

use crate::print_json;
use crate::scenario::{self, Template};
use anyhow::{bail, Result};
use isthmus_terminal::{command, print, quoted};
use serde_json::json;
use std::path::{Path, PathBuf};

/// Writes a scenario to start from.
pub fn new(dir: &Path, template: Template, as_json: bool) -> Result<()> {
    let files: Vec<PathBuf> = template.write(dir)?.into_iter().map(|file| dir.join(file)).collect();
    if as_json {
        let files: Vec<_> = files.iter().map(|file| file.to_string_lossy()).collect();
        return print_json(&json!({ "written": files }));
    }
    let written: String = files.iter().map(|file| format!("{}\n", file.display())).collect();
    let (program, dir) = (command(), quoted(dir));
    print(&format!(
        "{written}\nedit deal.toml; then\n  {program} scenario check {dir}\n  {program} demo --scenario {dir}\n"
    ))
}

/// Says what is wrong with a scenario, or what is in it.
pub fn check(dir: &Path, as_json: bool) -> Result<()> {
    let checked = scenario::load(dir);
    if as_json {
        let problems = checked.as_ref().err().map(|problems| problems.0.as_slice());
        print_json(&json!({
            "ok": checked.is_ok(),
            "problems": problems.unwrap_or_default(),
        }))?;
    }
    match checked {
        Ok(_) if as_json => Ok(()),
        Ok(scenario) => {
            let documents = crate::report::Paper::all(&scenario).len();
            let counts = [
                counted(scenario.parties.len(), "party", "parties"),
                counted(documents, "document", "documents"),
                counted(scenario.payments.len(), "payment", "payments"),
            ];
            print(&format!("{}: good ({})\n", dir.display(), counts.join(", ")))
        }
        Err(_) if as_json => bail!("{} has mistakes", dir.display()),
        Err(problems) => Err(problems.into()),
    }
}

fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}
