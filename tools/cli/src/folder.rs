//! `isthmus scenario new` and `check`: a scenario's folder.

use crate::print_json;
use crate::scenario::{self, Template};
use anyhow::{bail, Context, Result};
use isthmus_terminal::{command, counted, print, quoted, visible};
use serde_json::json;
use std::path::{Path, PathBuf};

/// Writes a scenario to start from.
pub fn new(dir: &Path, template: Template, as_json: bool) -> Result<()> {
    let files: Vec<PathBuf> = template.write(dir)?.into_iter().map(|file| dir.join(file)).collect();
    let shown: Vec<_> = files.iter().map(|file| file.to_string_lossy()).collect();
    let printed = if as_json {
        print_json(&json!({ "written": shown }))
    } else {
        let (program, dir) = (command(), quoted(dir));
        print(&format!(
            "{}\n\nedit deal.toml; then\n  {program} scenario check {dir}\n  {program} demo --scenario {dir}\n",
            shown.iter().map(|file| visible(file)).collect::<Vec<_>>().join("\n")
        ))
    };
    printed.with_context(|| {
        let written = shown.join(", ");
        format!("cannot write to standard output; written all the same: {written}")
    })
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
            let dir = visible(&dir.display().to_string());
            print(&format!("{dir}: good ({})\n", counts.join(", ")))
        }
        Err(_) if as_json => bail!("{} has mistakes", dir.display()),
        Err(problems) => Err(problems.into()),
    }
}
