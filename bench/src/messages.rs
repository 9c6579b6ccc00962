//! One real instantiate message per contract, as a region's deployment sends it.

use anyhow::{bail, Result};
use cosmwasm_std::testing::MockApi;
use serde_json::{json, Value};

/// Region of the sample deployment, and prefix of its addresses.
pub const REGION: &str = "west";

fn address(name: &str) -> String {
    MockApi::default().with_prefix(REGION).addr_make(name).into_string()
}

/// The instantiate message of a contract, by the name of its crate.
pub fn instantiate(contract: &str) -> Result<Value> {
    let owner = address("owner");
    Ok(match contract {
        "isthmus_stablecoin" => json!({
            "name": "Isthmus dollar", "symbol": "IUSD", "decimals": 6, "initial_balances": [],
            "mint": {"minter": address("isthmus_issuance"), "cap": "1000000000000000"},
            "marketing": null,
            "owner": owner, "owner_delay_seconds": 86_400, "roles": null,
            "regional": {
                "region": REGION, "token": "west.iusd", "bridge": address("isthmus_bridge")},
            "escrows": [address("isthmus_escrow"), address("isthmus_issuance")], "holder_burn": true,
        }),
        "isthmus_issuance" => json!({
            "owner": owner, "owner_delay_seconds": 86_400, "region": REGION,
            "stablecoin": address("isthmus_stablecoin"),
            "calendar": {
                "name": "New York", "utc_offset_minutes": -300, "weekend": ["saturday", "sunday"],
                "holidays": [],
            },
            "reserve_policy": {"max_age_seconds": 86_400, "margin_bps": 100},
            "redemption_policy": {"min_amount": "1"}, "roles": null,
        }),
        "isthmus_identity" => json!({
            "owner": owner, "owner_delay_seconds": 86_400, "region": REGION,
            "chain_reference": "west-1", "bridge": address("isthmus_bridge"), "roles": null,
        }),
        "isthmus_bridge" => json!({
            "owner": owner, "owner_delay_seconds": 86_400, "region": REGION,
            "identity": address("isthmus_identity"), "roles": null,
        }),
        "isthmus_escrow" => json!({
            "owner": owner, "owner_delay_seconds": 86_400, "region": REGION,
            "identity": address("isthmus_identity"), "stablecoin": address("isthmus_stablecoin"),
            "bridge": address("isthmus_bridge"), "policy": null,
            "assets": [{"cw20": address("isthmus_stablecoin")}], "roles": null,
        }),
        // The reference token and bridge, for comparisons.
        "cw20_base" => json!({
            "name": "Reference", "symbol": "REF", "decimals": 6,
            "initial_balances": [{"address": owner, "amount": "1000000"}],
            "mint": {"minter": owner, "cap": null}, "marketing": null,
        }),
        "cw20_ics20" => json!({
            "default_timeout": 900, "gov_contract": owner, "default_gas_limit": null,
            "allowlist": [{"contract": address("cw20_base"), "gas_limit": 400_000}],
        }),
        other => {
            bail!("there is no instantiate message for {other}: add one to bench/src/messages.rs")
        }
    })
}
