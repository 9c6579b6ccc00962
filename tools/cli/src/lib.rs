//! The `isthmus` command: plays a case between two regions, writes and checks cases, deploys.
//!
//! | module | what it does |
//! |---|---|
//! | [`args`] | the command line |
//! | [`scenario`] | `deal.toml` and documents, checked; every mistake with file, line and field |
//! | [`story`] | the steps, told to the `Pair` and `Region` traits and never to an engine |
//! | [`transcript`] | everything that is sent, as JSON |
//! | [`report`] | tables and JSON |
//! | [`demo`], [`localnet`] | the commands |

pub mod args;
pub mod demo;
#[cfg(feature = "live")]
pub mod e2e;
pub mod localnet;
#[cfg(feature = "live")]
pub mod measure;
pub mod report;
pub mod scenario;
pub mod story;
pub mod transcript;

use anyhow::{bail, Result};
use args::{Command, ScenarioCommand};

/// Runs a command.
pub fn run(command: &Command) -> Result<()> {
    match command {
        Command::Demo(args) => demo::run(args),
        Command::Scenario(ScenarioCommand::New { dir }) => new_scenario(dir),
        Command::Scenario(ScenarioCommand::Check { dir, json }) => check_scenario(dir, *json),
        Command::Deploy(args) => localnet::deploy(args),
        Command::Status(args) => localnet::status(args),
        #[cfg(feature = "live")]
        Command::E2e(args) => e2e::run(args),
        #[cfg(feature = "live")]
        Command::Measure(args) => measure::run(args),
    }
}

fn new_scenario(dir: &std::path::Path) -> Result<()> {
    for file in scenario::write_starter(dir)? {
        println!("{}", dir.join(file).display());
    }
    println!("\nedit deal.toml, then: cargo demo --scenario {}", dir.display());
    Ok(())
}

fn check_scenario(dir: &std::path::Path, json: bool) -> Result<()> {
    let checked = scenario::load(dir);
    if json {
        let problems = checked.as_ref().err().map(|problems| problems.0.as_slice());
        let text = serde_json::json!({
            "ok": checked.is_ok(),
            "problems": problems.unwrap_or_default(),
        });
        println!("{}", serde_json::to_string_pretty(&text)?);
    }
    match checked {
        Ok(_) if json => Ok(()),
        Ok(case) => {
            let documents = case.credit.as_ref().map_or(0, |credit| credit.documents.len());
            println!(
                "{}: good ({} parties, {documents} documents, {} payments)",
                dir.display(),
                case.parties.len(),
                case.payments.len()
            );
            Ok(())
        }
        Err(_) if json => bail!("{} has mistakes", dir.display()),
        Err(problems) => Err(problems.into()),
    }
}
