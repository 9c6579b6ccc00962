//! Messages as wallets write them.

use serde_json::{json, Value};

use super::REASON;

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

/// The minter, with an allowance and a rate limit of that much.
pub fn set_minter(minter: &str, most: &str) -> Value {
    let limit = json!({"capacity": most, "refill_per_second": most});
    json!({"set_minter": {
        "minter": {"address": minter, "allowance": most, "rate_limit": limit}}})
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
