//! One real instantiate message per contract, as a region's deployment sends it.

use anyhow::{bail, Result};
use cosmwasm_vm::testing::MockApi;
use serde::de::DeserializeOwned;
use serde::Serialize;
use serde_json::{json, Value};

/// Region of the sample deployment.
pub const REGION: &str = "west";

/// Prefix of its addresses.
pub const PREFIX: &str = "west";

/// The address of a name, in the form of the region.
pub fn address(name: &str) -> String {
    MockApi::default().with_prefix(PREFIX).addr_make(name)
}

/// The instantiate message of a contract, by the name of its crate.
pub fn instantiate(contract: &str) -> Result<Vec<u8>> {
    let owner = address("owner");
    match contract {
        "isthmus_stablecoin" => {
            typed::<isthmus_api::stablecoin::InstantiateMsg>(stablecoin(&owner))
        }
        "isthmus_identity" => typed::<isthmus_api::identity::InstantiateMsg>(json!({
            "owner": owner,
            "owner_delay_seconds": 86_400,
            "region": REGION,
            "chain_reference": "west-1",
            "bridge": address("isthmus_bridge"),
            "roles": null,
        })),
        "isthmus_bridge" => typed::<isthmus_api::bridge::InstantiateMsg>(json!({
            "owner": owner,
            "owner_delay_seconds": 86_400,
            "region": REGION,
            "identity": address("isthmus_identity"),
            "roles": null,
        })),
        "isthmus_escrow" => typed::<isthmus_api::escrow::InstantiateMsg>(json!({
            "owner": owner,
            "owner_delay_seconds": 86_400,
            "region": REGION,
            "identity": address("isthmus_identity"),
            "stablecoin": address("isthmus_stablecoin"),
            "bridge": address("isthmus_bridge"),
            "policy": null,
            "assets": [{"cw20": address("isthmus_stablecoin")}],
            "roles": null,
        })),
        // The reference token, for comparisons.
        "cw20_base" => Ok(serde_json::to_vec(&json!({
            "name": "Reference",
            "symbol": "REF",
            "decimals": 6,
            "initial_balances": [{"address": owner, "amount": "1000000"}],
            "mint": {"minter": owner, "cap": null},
            "marketing": null,
        }))?),
        // The reference bridge, for the reference token.
        "cw20_ics20" => Ok(serde_json::to_vec(&json!({
            "default_timeout": 900,
            "gov_contract": owner,
            "allowlist": [{"contract": address("cw20_base"), "gas_limit": 400_000}],
            "default_gas_limit": null,
        }))?),
        other => {
            bail!("there is no instantiate message for {other}: add one to bench/src/messages.rs")
        }
    }
}

/// Passes a message through its wire type, so that a field that changes is noticed here.
fn typed<T: DeserializeOwned + Serialize>(message: Value) -> Result<Vec<u8>> {
    let message: T = serde_json::from_value(message)?;
    Ok(serde_json::to_vec(&message)?)
}

fn stablecoin(owner: &str) -> Value {
    json!({
        "name": "Isthmus dollar",
        "symbol": "IUSD",
        "decimals": 6,
        "initial_balances": [],
        "mint": {"minter": owner, "cap": "1000000000000000"},
        "marketing": null,
        "owner": owner,
        "owner_delay_seconds": 86_400,
        "roles": null,
        "regional": {
            "region": REGION,
            "token": "west.iusd",
            "bridge": address("isthmus_bridge"),
        },
        "escrows": [address("isthmus_escrow")],
        "holder_burn": true,
    })
}
