//! Messages as wallets write them.

use serde_json::{json, Value};

use super::REASON;
use crate::cases::stage::Stage;

pub fn transfer(to: &str, amount: &str) -> Value {
    json!({"transfer": {"recipient": to, "amount": amount}})
}

pub fn mint(to: &str, amount: &str) -> Value {
    json!({"mint": {"recipient": to, "amount": amount}})
}

pub fn increase(spender: &str, amount: &str, expires: Option<Value>) -> Value {
    json!({"increase_allowance": {"spender": spender, "amount": amount, "expires": expires}})
}

pub fn decrease(spender: &str, amount: &str, expires: Option<Value>) -> Value {
    json!({"decrease_allowance": {"spender": spender, "amount": amount, "expires": expires}})
}

/// An expiry at a second.
pub fn at(second: u64) -> Option<Value> {
    let nanoseconds = u128::from(second) * 1_000_000_000;
    Some(json!({"at_time": nanoseconds.to_string()}))
}

pub fn configure_minter(minter: &str, allowance: &str) -> Value {
    json!({"configure_minter": {"minter": minter, "allowance": allowance, "rate_limit": null}})
}

pub fn freeze(account: &str, mode: &str, reason: &str) -> Value {
    json!({"freeze": {"accounts": [account], "mode": mode, "reason": reason}})
}

/// A pause of everything.
pub fn pause(seconds: u64) -> Value {
    json!({"pause": {
        "scopes": ["transfer", "mint", "burn", "approve"], "duration_seconds": seconds}})
}

/// SHA-256 of an order.
pub fn case_hash() -> String {
    "5a".repeat(32)
}

pub fn lock(verb: &str, accounts: &[String], amount: &str) -> Value {
    let one = |account: &String| json!({"account": account, "amount": amount});
    let mut body = json!({"locks": accounts.iter().map(one).collect::<Vec<_>>()});
    if verb == "lock_amount" {
        body["reason"] = json!(REASON);
        body["case_hash"] = json!(case_hash());
    }
    json!({ verb: body })
}

/// An attestation of what was in reserve a minute ago.
pub fn attest(stage: &Stage, amount: &str, uri: &str) -> Value {
    json!({"submit_attestation": {
        "amount": amount, "as_of": stage.world.now() - 60,
        "report_hash": case_hash(), "uri": uri}})
}

pub fn request(amount: &str, reference: &str) -> Value {
    json!({"request_redemption": {"amount": amount, "reference": reference}})
}
