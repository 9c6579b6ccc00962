//! Whether we count as the chain does: wasmd's own test contract, with the constants of wasmd's own
//! test (x/wasm/keeper/recurse_test.go, `TestGasCostOnQuery`).

use std::path::{Path, PathBuf};

use anyhow::{ensure, Context, Result};
use cosmwasm_std::testing::{message_info, mock_dependencies, mock_env, MockApi};
use cosmwasm_std::OwnedDeps;
use cw_multi_test::Contract;
use serde_json::json;

use crate::cost::MULTIPLIER;
use crate::engine::Machine;
use crate::figures::SelfCheck;

/// `GasWork50`: one query that hashes fifty times.
const WASMD_WORK_50: u64 = 64_444;
/// `GasNoWork`: the same query that hashes nothing.
const WASMD_NO_WORK: u64 = 64_197;

/// Where the contract is kept.
pub fn hackatom() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata/hackatom.wasm")
}

/// Prefix of addresses on the chain of that test: the unhashed answer contains one.
const PREFIX: &str = "cosmos";

/// Runs the two queries and compares their difference with wasmd's.
pub fn run() -> Result<SelfCheck> {
    let machine = Machine::load([hackatom()])?;
    let hackatom = machine.contract("hackatom")?;
    let api = MockApi::default().with_prefix(PREFIX);
    let mut deps = OwnedDeps { api, ..mock_dependencies() };
    let mut env = mock_env();
    env.contract.address = api.addr_make("contract");
    let info = message_info(&api.addr_make("creator"), &[]);
    let msg = json!({
        "verifier": api.addr_make("verifier"),
        "beneficiary": api.addr_make("beneficiary"),
    });
    hackatom.instantiate(deps.as_mut(), env.clone(), info, serde_json::to_vec(&msg)?)?;
    let cost = |work: u32| -> Result<u64> {
        machine.take();
        let msg = json!({ "recurse": { "depth": 0, "work": work } });
        hackatom.query(deps.as_ref(), env.clone(), serde_json::to_vec(&msg)?)?;
        let calls = machine.take();
        let call = calls.last().context("nothing was called")?;
        Ok(call.vm / MULTIPLIER + call.result as u64)
    };
    let check = SelfCheck { wasmd: WASMD_WORK_50 - WASMD_NO_WORK, here: cost(50)? - cost(0)? };
    ensure!(
        check.here == check.wasmd,
        "fifty rounds of hashing cost {} gas here and {} in wasmd's own test: the engine counts \
         differently, so no figure would mean anything",
        check.here,
        check.wasmd
    );
    Ok(check)
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_engine_counts_as_wasmd_does() {
        let check = super::run().unwrap();
        assert_eq!((check.wasmd, check.here), (247, 247));
    }
}
