//! Whether a chain would take a contract, and whether the contract then answers.

use std::collections::{BTreeSet, HashSet};
use std::fs;
use std::path::Path;

use anyhow::{bail, ensure, Context, Result};
use cosmwasm_vm::internals::{check_wasm, Logger};
use cosmwasm_vm::testing::{mock_env, MockApi, MockQuerier, MockStorage};
use cosmwasm_vm::{
    call_instantiate_raw, capabilities_from_csv, Backend, Instance, InstanceOptions, Size,
    WasmLimits,
};
use serde::Serialize;
use serde_json::{json, Value};

use crate::messages;

/// What wasmd 0.61 offers.
const CAPABILITIES: &str = "iterator,staking,stargate,cosmwasm_1_1,cosmwasm_1_2,cosmwasm_1_3,\
    cosmwasm_1_4,cosmwasm_2_0,cosmwasm_2_1,cosmwasm_2_2,cosmwasm_3_0,ibc2";

/// Engine gas of a call; one unit of chain gas is 140,000 of the engine's, and a chain's simulation
/// stops well below a thousandth of this.
const GAS_LIMIT: u64 = 100_000_000_000_000;

/// Memory of one call, as wasmd gives it.
const MEMORY_MEBI: usize = 32;

/// Engine gas in one unit of chain gas (wasmd's `DefaultGasMultiplier`).
const GAS_MULTIPLIER: u64 = 140_000;

/// The result for one file.
#[derive(Serialize)]
pub struct Report {
    /// File name.
    pub file: String,
    /// Capabilities of the chain that the contract asks for.
    pub capabilities: Vec<String>,
    /// Chain gas of the instantiate call, without storage.
    pub instantiate_gas: u64,
    /// What is wrong, if anything.
    pub error: Option<String>,
}

/// Checks one file.
pub fn file(path: &Path) -> Report {
    let file = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let mut report = Report { file, capabilities: vec![], instantiate_gas: 0, error: None };
    if let Err(error) = check(path, &mut report) {
        report.error = Some(format!("{error:#}"));
    }
    report
}

fn check(path: &Path, report: &mut Report) -> Result<()> {
    let wasm = fs::read(path).with_context(|| format!("cannot read {}", path.display()))?;
    report.capabilities = required(&wasm).into_iter().collect();
    let offered: HashSet<String> = capabilities_from_csv(CAPABILITIES);
    check_wasm(&wasm, &offered, &WasmLimits::default(), Logger::Off).context("static check")?;
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    report.instantiate_gas = instantiate(&wasm, &stem)?;
    Ok(())
}

/// Runs the contract's instantiate with a real message and returns the gas.
fn instantiate(wasm: &[u8], contract: &str) -> Result<u64> {
    let querier: MockQuerier = MockQuerier::new(&[]);
    let backend = Backend {
        api: MockApi::default().with_prefix(messages::PREFIX),
        storage: MockStorage::default(),
        querier,
    };
    let options = InstanceOptions { gas_limit: GAS_LIMIT };
    let mut instance = Instance::from_code(wasm, backend, options, Some(Size::mebi(MEMORY_MEBI)))
        .context("the module does not load")?;
    let mut env = serde_json::to_value(mock_env())?;
    env["contract"]["address"] = json!(messages::address(contract));
    env["block"]["chain_id"] = json!(format!("{}-1", messages::REGION));
    let info = json!({"sender": messages::address("owner"), "funds": []});
    let msg = messages::instantiate(contract)?;
    // A panic of the contract arrives as an error of the engine.
    let (env, info) = (serde_json::to_vec(&env)?, serde_json::to_vec(&info)?);
    let answer =
        call_instantiate_raw(&mut instance, &env, &info, &msg).context("instantiate aborted")?;
    let answer: Value = serde_json::from_slice(&answer).context("the answer is no JSON")?;
    if let Some(error) = answer["error"].as_str() {
        bail!("instantiate refused {}: {error}", String::from_utf8_lossy(&msg));
    }
    ensure!(answer["ok"].is_object(), "instantiate answered {answer}");
    let report = instance.create_gas_report();
    ensure!(report.used_internally > 0, "the engine counted no gas");
    Ok(report.used_internally / GAS_MULTIPLIER)
}

/// The `requires_*` exports. In the binary each is its name after one byte with its length.
fn required(wasm: &[u8]) -> BTreeSet<String> {
    const MARK: &[u8] = b"requires_";
    let mut found = BTreeSet::new();
    for (at, window) in wasm.windows(MARK.len()).enumerate() {
        let length = at.checked_sub(1).and_then(|before| wasm.get(before)).copied();
        let Some(length) = length.map(usize::from).filter(|_| window == MARK) else {
            continue;
        };
        let name = wasm.get(at + MARK.len()..at + length).map(<[u8]>::to_ascii_lowercase);
        if let Some(name) = name.and_then(|name| String::from_utf8(name).ok()) {
            found.insert(name);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::required;

    #[test]
    fn capabilities_are_the_names_of_exports() {
        let wasm = b"\0\x11requires_iterator\0\x00\x10requires_staking\0 it requires_nothing";
        let names: Vec<String> = required(wasm).into_iter().collect();
        assert_eq!(names, ["iterator", "staking"]);
    }
}
