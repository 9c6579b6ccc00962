//! The localnet's `state.json`: what runs where. `localnet/README.md` describes every field; this
//! reads those the engine needs and ignores the rest.

use crate::{Side, TxError, TxResult};
use serde::Deserialize;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The newest shape of the file this engine knows.
const VERSION: u32 = 1;

/// What `cargo localnet up` left behind.
#[derive(Clone, Debug, Deserialize)]
pub struct State {
    /// Shape of the file.
    pub version: u32,
    /// Program and first arguments that stop and start processes.
    pub control: Vec<String>,
    /// The two chains.
    pub regions: Regions,
    /// Hermes.
    pub relayer: Relayer,
    /// Accounts funded at genesis.
    #[serde(default)]
    pub accounts: Vec<Account>,
}

/// The two chains.
#[derive(Clone, Debug, Deserialize)]
pub struct Regions {
    /// Chain `west-1`.
    pub west: ChainState,
    /// Chain `east-1`.
    pub east: ChainState,
}

/// One chain.
#[derive(Clone, Debug, Deserialize)]
pub struct ChainState {
    /// Its id, such as `west-1`.
    pub chain_id: String,
    /// Prefix of its addresses.
    pub prefix: String,
    /// Its fee coin.
    pub fee_denom: String,
    /// Fee coins for one unit of gas, decimal.
    pub gas_price: String,
    /// RPC address, `http://host:port`.
    pub rpc: String,
    /// Its end of the connection between the two chains, once made.
    #[serde(default)]
    pub connection_id: Option<String>,
}

/// Hermes.
#[derive(Clone, Debug, Deserialize)]
pub struct Relayer {
    /// The program.
    pub binary: PathBuf,
    /// Its configuration.
    pub config: PathBuf,
    /// The running process, absent while stopped.
    #[serde(default)]
    pub process: Option<Process>,
}

/// A running process. Only its presence matters here.
#[derive(Clone, Debug, Deserialize)]
pub struct Process {
    /// Its number; signals go through `control`, never to this.
    pub pid: u32,
}

/// An account funded at genesis.
#[derive(Clone, Debug, Deserialize)]
pub struct Account {
    /// Its name.
    pub name: String,
    /// Its phrase.
    pub mnemonic: String,
    /// Derivation path; the Cosmos one if absent.
    #[serde(default)]
    pub hd_path: Option<String>,
}

impl State {
    /// Reads the file.
    pub fn load(file: &Path) -> TxResult<Self> {
        let text = std::fs::read_to_string(file).map_err(|error| {
            TxError::engine(format!(
                "no localnet at {}: {error}; start one with `cargo localnet up`",
                file.display()
            ))
        })?;
        let state: Self = serde_json::from_str(&text).map_err(|error| {
            TxError::engine(format!("{} is not understood: {error}", file.display()))
        })?;
        if state.version != VERSION {
            return Err(TxError::engine(format!(
                "{} has version {}, this program reads version {VERSION}; restart the localnet",
                file.display(),
                state.version
            )));
        }
        Ok(state)
    }

    /// One chain.
    pub fn chain(&self, side: Side) -> &ChainState {
        match side {
            Side::West => &self.regions.west,
            Side::East => &self.regions.east,
        }
    }

    /// Runs one of the localnet's verbs, such as `relayer stop`, and returns when it has worked.
    pub fn control(&self, verb: &[&str]) -> TxResult<()> {
        let (program, arguments) = self
            .control
            .split_first()
            .ok_or_else(|| TxError::engine("the localnet's state has no control command"))?;
        let output = Command::new(program)
            .args(arguments)
            .args(verb)
            .output()
            .map_err(|error| TxError::engine(format!("{program}: {error}")))?;
        if output.status.success() {
            return Ok(());
        }
        Err(TxError::engine(format!(
            "`localnet {}` failed: {}",
            verb.join(" "),
            tail(&output.stderr, &output.stdout)
        )))
    }
}

/// The last lines a program wrote, from the first of its outputs that has any.
pub(super) fn tail(first: &[u8], second: &[u8]) -> String {
    let bytes = if first.iter().all(u8::is_ascii_whitespace) { second } else { first };
    let text = String::from_utf8_lossy(bytes);
    let lines: Vec<&str> = text.lines().filter(|l| !l.trim().is_empty()).collect();
    lines[lines.len().saturating_sub(5)..].join(" | ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_documented_shape_is_read_and_more_is_ignored() {
        let text = r#"{
            "version": 1, "run_dir": "r", "control": ["xtask", "localnet"],
            "regions": {
                "west": {"chain_id": "west-1", "prefix": "west", "fee_denom": "uwest",
                    "stake_denom": "swest", "gas_price": "0.025", "rpc": "http://127.0.0.1:1",
                    "connection_id": "connection-0", "process": null},
                "east": {"chain_id": "east-1", "prefix": "east", "fee_denom": "ueast",
                    "gas_price": "0.025", "rpc": "http://127.0.0.1:2"}
            },
            "relayer": {"binary": "h", "config": "c", "process": {"pid": 3, "started": "1", "log": "l"}},
            "accounts": [{"name": "faucet", "mnemonic": "a b c", "addresses": {"west": "w"}}]
        }"#;
        let state: State = serde_json::from_str(text).unwrap();
        assert_eq!(state.chain(Side::West).connection_id.as_deref(), Some("connection-0"));
        assert_eq!(state.chain(Side::East).connection_id, None);
        assert_eq!(state.relayer.process.map(|p| p.pid), Some(3));
        assert_eq!(state.accounts[0].hd_path, None);
    }

    #[test]
    fn a_missing_localnet_names_the_command_that_starts_one() {
        let error = State::load(Path::new("no/such/state.json")).unwrap_err();
        assert!(error.text().contains("cargo localnet up"), "{error}");
    }
}
