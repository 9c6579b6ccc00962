//! The `isthmus` command: plays a scenario between two regions, writes and checks scenarios, deploys.
//!
//! | module | what it does |
//! |---|---|
//! | [`args`] | the command line |
//! | [`scenario`] | `deal.toml` and documents, checked; every mistake with file, line and field |
//! | [`story`] | the steps, told to the `Pair` and `Region` traits and never to an engine |
//! | [`transcript`] | everything that is sent, as JSON |
//! | [`report`] | tables and JSON |
//! | [`month`] | a month, in UTC |
//! | [`statement`] | what an issuer shows its supervisor each month, from chain data alone |
//! | [`demo`], [`folder`], [`hash`], [`localnet`] | the commands |
#![deny(clippy::print_stdout, clippy::print_stderr)]

pub mod args;
pub mod demo;
#[cfg(feature = "live")]
pub mod e2e;
pub mod folder;
pub mod hash;
pub mod localnet;
#[cfg(feature = "live")]
pub mod measure;
pub mod month;
pub mod report;
pub mod scenario;
pub mod statement;
pub mod story;
pub mod transcript;

use anyhow::Result;
use args::{Command, ScenarioCommand};

/// Runs a command.
pub fn run(command: &Command) -> Result<()> {
    match command {
        Command::Demo(args) => demo::run(args),
        Command::Scenario(ScenarioCommand::New { dir, template, json }) => {
            folder::new(dir, *template, *json)
        }
        Command::Scenario(ScenarioCommand::Check { dir, json }) => folder::check(dir, *json),
        Command::Hash(args) => hash::run(args),
        Command::Statement(args) => statement::run(args),
        Command::Deploy(args) => localnet::deploy(args),
        Command::Status(args) => localnet::status(args),
        #[cfg(feature = "live")]
        Command::E2e(args) => e2e::run(args),
        #[cfg(feature = "live")]
        Command::Measure(args) => measure::run(args),
    }
}

/// An object as JSON. What nobody sees in a text is escaped, so that a terminal shows it too.
fn to_json(value: &impl serde::Serialize) -> serde_json::Result<String> {
    Ok(isthmus_terminal::visible_json(&serde_json::to_string_pretty(value)?) + "\n")
}

/// Prints an object as JSON.
fn print_json(value: &impl serde::Serialize) -> Result<()> {
    isthmus_terminal::print(&to_json(value)?)
}
