//! The command line.

use crate::month::Month;
use crate::scenario::{Template, SALT_BYTES};

use clap::{CommandFactory, Parser, Subcommand, ValueEnum};
use isthmus_api::access::{DEFAULT_DELAY_SECONDS, MAX_CHANGE_DELAY_SECONDS};
use isthmus_terminal::{command, is_cargo, Color};

use std::path::PathBuf;

/// Two regional chains, five contracts, one trade between them.
#[derive(Parser, Debug)]
#[command(name = "isthmus", version, about, propagate_version = true)]
pub struct Args {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
    /// Whether results have colours.
    #[command(flatten)]
    pub color: Color,
}

/// The commands.
#[derive(Subcommand, Debug)]
pub enum Command {
    /// Plays a scenario between two regions and ends with the supply equation
    ///
    /// Fails when a step fails or an invariant does not hold.
    Demo(Demo),
    /// Writes and checks scenarios
    #[command(subcommand)]
    Scenario(ScenarioCommand),
    /// Prints the hash that goes on a chain for a file
    ///
    /// SHA-256 of the salt and the file, as the demo lists them; without a salt, of the file alone.
    Hash(Hash),
    /// States a month of the issuer from chain data alone: supply, reserves, redemptions, orders
    ///
    /// Whoever runs it again on the same chains gets the same bytes. Fails if what the contracts say is not
    /// what their events add up to, or if the supply equation does not hold.
    Statement(Statement),
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

/// Examples of each command, below its help. `%` is what the user types before the command.
const EXAMPLES: [(&[&str], &str); 8] = [
    (
        &["demo"],
        "  % demo
  % demo --scenario scenarios/remittance
  % demo --scenario scenarios/regulator
  % demo --scenario scenarios/two-rules
  % demo --scenario scenarios/payment
  % scenario new my-deal && % demo --scenario my-deal
  % demo --transcript messages.json --json > report.json

The live engine runs on two real chains:
  cargo localnet up && cargo demo --engine live",
    ),
    (&["scenario"], "  % scenario new my-deal\n  % scenario check my-deal"),
    (
        &["scenario", "new"],
        "  % scenario new my-deal\n  % scenario new my-payment --template payment",
    ),
    (&["scenario", "check"], "  % scenario check my-deal\n  % scenario check my-deal --json"),
    (
        &["hash"],
        "  % hash scenarios/regulator/reserve-report.csv
  cd scenarios/cotton-lc
  % hash packing-list.csv --salt c2683f915ad74b0eb41de07c9a8f5236
  % hash - < packing-list.csv",
    ),
    (
        &["statement"],
        "  % statement --month 2026-06
  % statement --month 2026-06 --json > statement.json
  % statement --month 2026-03 --scenario scenarios/cotton-lc

On real chains, of the contracts that `deploy` left or that another file names:
  % statement --month 2026-11 --engine live
  % statement --engine live --deployment statement.json

The embedded engine begins with new chains: it plays a scenario first,
scenarios/regulator unless another is named. schema/statement.json describes
the JSON; its SHA-256 is the page's last line.",
    ),
    (&["deploy"], "  cargo localnet up --no-deploy && % deploy"),
    (&["status"], "  cargo localnet up && % status"),
];

/// The command line with its examples, as this user types it.
pub fn line() -> clap::Command {
    let program = command();
    let line = EXAMPLES.iter().fold(Args::command(), |line, (path, examples)| {
        let text = format!("Examples:\n{}", examples.replace('%', &program));
        with_help(line, path, &text)
    });
    if is_cargo() {
        return line.bin_name("cargo");
    }
    line
}

fn with_help(line: clap::Command, path: &[&'static str], text: &str) -> clap::Command {
    match path.split_first() {
        None => line.after_help(text.to_string()),
        Some((name, rest)) => line.mut_subcommand(name, |inner| with_help(inner, rest, text)),
    }
}

/// Arguments of `demo`.
#[derive(clap::Args, Debug)]
pub struct Demo {
    /// Folder of the scenario: deal.toml and its documents [default: scenarios/cotton-lc]
    #[arg(long, value_name = "DIR")]
    pub scenario: Option<PathBuf>,
    /// Where it runs
    #[arg(long, value_enum, default_value_t = Engine::Embedded)]
    pub engine: Engine,
    /// Print one JSON object instead of tables, as schema/report.json describes it
    #[arg(long)]
    pub json: bool,
    /// Write every message sent to this file, as a JSON array; `-` is standard output, and the tables
    /// then go to standard error
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

/// Commands about scenarios.
#[derive(Subcommand, Debug)]
pub enum ScenarioCommand {
    /// Writes a commented scenario that runs as it is
    New {
        /// A new folder
        dir: PathBuf,
        /// What it is a copy of
        #[arg(long, value_enum, default_value_t = Template::Starter)]
        template: Template,
        /// Print {written: [file]} as JSON
        #[arg(long)]
        json: bool,
    },
    /// Checks a scenario and says what is wrong, with file, line and field
    Check {
        /// Its folder
        dir: PathBuf,
        /// Print {ok, problems: [{file, line, field, text}]} as JSON
        #[arg(long)]
        json: bool,
    },
}

/// Arguments of `hash`.
#[derive(clap::Args, Debug)]
pub struct Hash {
    /// The file; `-` is standard input
    pub file: PathBuf,
    /// What is hashed before it: 16 bytes, as 32 hexadecimal digits
    #[arg(long, value_name = "HEX", value_parser = salt)]
    pub salt: Option<Salt>,
    /// Print {file, salt, hash} as JSON
    #[arg(long)]
    pub json: bool,
}

/// Bytes hashed before a file.
#[derive(Clone, Debug)]
pub struct Salt(pub [u8; SALT_BYTES]);

fn salt(text: &str) -> Result<Salt, String> {
    let mut bytes = [0; SALT_BYTES];
    hex::decode_to_slice(text, &mut bytes).map_err(|_| {
        format!("expected {} hexadecimal digits, which are {SALT_BYTES} bytes", 2 * SALT_BYTES)
    })?;
    Ok(Salt(bytes))
}

/// Arguments of `statement`.
#[derive(clap::Args, Debug)]
pub struct Statement {
    /// The month, from its first second to before the first of the next one, in UTC [default: that of
    /// the newest block]
    #[arg(long, value_name = "YYYY-MM")]
    pub month: Option<Month>,
    /// Folder of a scenario that is played first
    #[arg(long, value_name = "DIR", conflicts_with = "deployment")]
    pub scenario: Option<PathBuf>,
    /// File that names the contracts: deployment.json, or the JSON of a demo or of a statement [default:
    /// what `deploy` wrote]
    #[arg(long, value_name = "FILE")]
    pub deployment: Option<PathBuf>,
    /// Where the chains are
    #[arg(long, value_enum, default_value_t = Engine::Embedded)]
    pub engine: Engine,
    /// Print one JSON object instead of a page, as schema/statement.json describes it
    #[arg(long)]
    pub json: bool,
}

/// Arguments of `deploy`.
#[derive(clap::Args, Debug)]
pub struct Deploy {
    /// Only a running localnet can be deployed to
    #[arg(long, value_parser = ["live"], default_value = "live")]
    pub engine: String,
    /// How long a change that loosens a rule waits in every contract, and a new owner too; 0 lets a localnet
    /// be played with, and whoever steals the owner's key do everything at once
    #[arg(long, value_name = "SECONDS", default_value_t = DEFAULT_DELAY_SECONDS,
        value_parser = clap::value_parser!(u64).range(..=MAX_CHANGE_DELAY_SECONDS))]
    pub delay: u64,
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
