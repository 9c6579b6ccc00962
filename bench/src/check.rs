//! Whether a chain would take a contract, and whether the contract then answers.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use anyhow::{ensure, Context, Result};
use cosmwasm_std::testing::{message_info, mock_dependencies, mock_env, MockApi};
use cosmwasm_std::OwnedDeps;
use cw_multi_test::Contract;
use serde::Serialize;

use crate::cost::MULTIPLIER;
use crate::engine::Machine;
use crate::messages;

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
    let machine = Machine::load([path])?;
    let stem = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let name: &'static str = stem.leak();
    report.capabilities = required(&fs::read(path)?).into_iter().collect();
    let msg = messages::instantiate(name)?.to_string();
    let api = MockApi::default().with_prefix(messages::REGION);
    let mut deps = OwnedDeps { api, ..mock_dependencies() };
    let mut env = mock_env();
    env.contract.address = api.addr_make(name);
    env.block.chain_id = format!("{}-1", messages::REGION);
    let info = message_info(&api.addr_make("owner"), &[]);
    // A panic of the contract arrives as an error of the engine.
    let done = machine.contract(name)?.instantiate(deps.as_mut(), env, info, msg.clone().into());
    done.with_context(|| format!("instantiate refused {msg}"))?;
    let call = machine.take().pop().context("nothing was called")?;
    report.instantiate_gas = call.vm / MULTIPLIER;
    ensure!(report.instantiate_gas > 0, "the engine counted no gas");
    Ok(())
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
