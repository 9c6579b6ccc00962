//! The command line.

use clap::{Parser, Subcommand, ValueEnum};
use std::path::PathBuf;

/// Two regional chains, four contracts, one trade between them.
#[derive(Parser, Debug)]
#[command(name = "isthmus", version, about, propagate_version = true)]
pub struct Args {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// The commands.
#[derive(Subcommand, Debug)]
pub enum Command {
    /// Plays a case between two regions and ends with the supply equation
    ///
    /// Fails when a step fails or an invariant does not hold.
    #[command(after_help = DEMO_HELP)]
    Demo(Demo),
    /// Writes and checks cases
    #[command(subcommand)]
    Scenario(ScenarioCommand),
    /// Deploys and links the contracts on a running localnet
    Deploy(Deploy),
    /// Says what is deployed on a running localnet and where the money is
    Status(Status),
    /// Drills the two chains of a running localnet: relayer stopped, packet expired, nodes restarted
    #[cfg(feature = "live")]
    E2e(crate::e2e::Args),
    /// Measures what messages cost on the two chains of a running localnet
    #[cfg(feature = "live")]
    Measure(crate::measure::Args),
}

const DEMO_HELP: &str = "\
Examples:
  isthmus demo
  isthmus demo --scenario scenarios/remittance
  isthmus demo --scenario scenarios/regulator
  isthmus scenario new my-case && isthmus demo --scenario my-case
  isthmus demo --transcript messages.json --json > report.json

The live engine needs `cargo localnet up` and a build with the feature `live`, which
`cargo demo --engine live` makes.";

/// Arguments of `demo`.
#[derive(clap::Args, Debug)]
pub struct Demo {
    /// Folder of the case: deal.toml and its documents [default: scenarios/cotton-lc]
    #[arg(long, value_name = "DIR")]
    pub scenario: Option<PathBuf>,
    /// Where it runs
    #[arg(long, value_enum, default_value_t = Engine::Embedded)]
    pub engine: Engine,
    /// Print one JSON object {scenario, engine, deployment, steps, invariants, supply} instead of tables
    #[arg(long)]
    pub json: bool,
    /// Write every message sent to this file, as a JSON array
    #[arg(long, value_name = "FILE")]
    pub transcript: Option<PathBuf>,
}

/// The engines.
#[derive(ValueEnum, Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    /// Both regions inside this process
    Embedded,
    /// Two wasmd nodes with Hermes between them, as `cargo localnet up` started them
    Live,
}

impl Engine {
    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Embedded => "embedded",
            Self::Live => "live",
        }
    }
}

/// Commands about cases.
#[derive(Subcommand, Debug)]
pub enum ScenarioCommand {
    /// Writes a commented case that runs as it is
    New {
        /// A new folder
        dir: PathBuf,
    },
    /// Checks a case and says what is wrong, with file, line and field
    Check {
        /// Its folder
        dir: PathBuf,
        /// Print {ok, problems: [{file, line, field, text}]} as JSON
        #[arg(long)]
        json: bool,
    },
}

/// Arguments of `deploy`.
#[derive(clap::Args, Debug)]
pub struct Deploy {
    /// Only a running localnet can be deployed to
    #[arg(long, value_parser = ["live"], default_value = "live")]
    pub engine: String,
    /// Print the deployment as JSON
    #[arg(long)]
    pub json: bool,
}

/// Arguments of `status`.
#[derive(clap::Args, Debug)]
pub struct Status {
    /// Print JSON
    #[arg(long)]
    pub json: bool,
}
