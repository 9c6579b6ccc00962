//! Hermes: its configuration, its keys, the connection, its process.

use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use anyhow::{ensure, Context, Result};
use serde_json::Value;

use super::process::Process;
use super::state::{State, REGIONS};
use crate::group;
use crate::system::wait;

const GLOBAL: &str = include_str!("../../../localnet/hermes.toml");
const CHAIN: &str = include_str!("../../../localnet/hermes-chain.toml");

/// Words of Hermes' log once it watches both chains.
const READY: &str = "Hermes has started";

/// Writes the configuration and the relayer's keys.
pub fn init(state: &State) -> Result<()> {
    let keys = state.run_dir.join("hermes-keys");
    fs::create_dir_all(&keys)?;
    let mut config = GLOBAL.to_string();
    for region in state.regions.values() {
        config += &fill(
            CHAIN,
            &[
                ("chain_id", &region.chain_id),
                ("rpc", &region.rpc),
                ("grpc", &region.grpc),
                ("prefix", &region.prefix),
                ("keys", &keys.join(&region.prefix).to_string_lossy()),
                ("gas_price", &region.gas_price),
                ("fee_denom", &region.fee_denom),
            ],
        )?;
    }
    fs::write(&state.relayer.config, config)?;
    let account = state.accounts.iter().find(|account| account.name == "relayer");
    let account = account.context("no account `relayer` in localnet/accounts.toml")?;
    let phrase = state.run_dir.join("relayer.mnemonic");
    fs::write(&phrase, &account.mnemonic)?;
    for region in state.regions.values() {
        let args = ["keys", "add", "--chain", &region.chain_id, "--hd-path", &account.hd_path];
        hermes(state, &[&args[..], &["--mnemonic-file", &phrase.to_string_lossy()]].concat())?;
    }
    Ok(())
}

/// Fills in a template; a name that is left over is an error.
fn fill(template: &str, values: &[(&str, &str)]) -> Result<String> {
    let mut text = template.to_string();
    for (name, value) in values {
        text = text.replace(&format!("{{{{{name}}}}}"), value);
    }
    ensure!(!text.contains("{{"), "localnet/hermes-chain.toml has a name that nothing fills in");
    Ok(text)
}

/// Runs Hermes to its end and returns what it answers.
fn hermes(state: &State, args: &[&str]) -> Result<Value> {
    let mut command = Command::new(&state.relayer.binary);
    command.args(["--json", "--config"]).arg(&state.relayer.config).args(args);
    let output = group::output(&mut command)?;
    let text = String::from_utf8_lossy(&output.stdout);
    let answer = text
        .lines()
        .filter_map(|line| serde_json::from_str::<Value>(line).ok())
        .rfind(|line| line.get("status").is_some());
    let answer = answer.with_context(|| {
        let message = String::from_utf8_lossy(&output.stderr);
        format!("hermes {} gave no answer: {}", args.join(" "), message.trim())
    })?;
    ensure!(
        output.status.success() && answer["status"] == "success",
        "hermes {} failed: {}",
        args.join(" "),
        answer["result"]
    );
    Ok(answer["result"].clone())
}

/// Makes a light client of each chain on the other, and a connection between the two.
pub fn connect(state: &mut State) -> Result<()> {
    let ids: Vec<String> =
        REGIONS.iter().map(|name| state.regions[*name].chain_id.clone()).collect();
    let [west, east] = ids.as_slice() else { unreachable!("there are two regions") };
    let connection =
        hermes(state, &["create", "connection", "--a-chain", west, "--b-chain", east])?;
    for (name, side) in REGIONS.iter().zip(["a_side", "b_side"]) {
        let field = |name: &str| connection[side][name].as_str().map(String::from);
        let region = state.regions.get_mut(*name).context("a region is missing")?;
        region.client_id = field("client_id");
        region.connection_id = field("connection_id");
        ensure!(region.connection_id.is_some(), "hermes named no connection: {connection}");
    }
    Ok(())
}

/// Starts relaying, and waits until Hermes watches both chains.
pub fn start(state: &mut State) -> Result<()> {
    let log = state.run_dir.join("hermes.log");
    let before = words(&log);
    let mut command = Command::new(&state.relayer.binary);
    command.arg("--config").arg(&state.relayer.config).arg("start");
    let process = Process::spawn(&mut command, &log)?;
    state.relayer.process = Some(process.clone());
    let up = wait(Duration::from_secs(60), || !process.is_running() || words(&log) > before);
    ensure!(up && process.is_running(), "Hermes did not start; {}", process.last_words());
    Ok(())
}

/// How often the log says that Hermes is ready: once per start.
fn words(log: &Path) -> usize {
    fs::read_to_string(log).unwrap_or_default().matches(READY).count()
}

/// Stops relaying.
pub fn stop(state: &mut State) -> Result<()> {
    if let Some(process) = &state.relayer.process {
        process.stop(Duration::from_secs(10))?;
    }
    state.relayer.process = None;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_template_has_no_name_that_nothing_fills_in() {
        let names = ["chain_id", "rpc", "grpc", "prefix", "keys", "gas_price", "fee_denom"];
        let config = GLOBAL.to_string() + &fill(CHAIN, &names.map(|name| (name, "1"))).unwrap();
        let config: toml::Table = toml::from_str(&config).unwrap();
        assert_eq!(config["chains"].as_array().unwrap().len(), 1);
        assert!(fill(CHAIN, &[]).is_err());
    }
}
