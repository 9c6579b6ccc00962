//! Messages by line, in the notation of the examples (`docs/examples.md`): `west:ana` stands for ana's address.
//! Here `hash:07` stands for a hash of bytes 7, too.

use serde::de::DeserializeOwned;
use serde_json::{json, Value};

/// A table of messages: in each line some words, and the JSON of a message.
pub fn rows<M: DeserializeOwned>(
    text: &str,
    address: impl Fn(&str) -> String,
) -> Vec<(Vec<&str>, M)> {
    let rows = text.lines().map(str::trim).filter(|row| !row.is_empty());
    let row = rows.map(|row| {
        let (words, msg) = row.split_at(row.find('{').expect("a message"));
        (words.split_whitespace().collect(), named(msg, &address))
    });
    row.collect()
}

/// The message of a JSON text.
#[track_caller]
pub fn named<M: DeserializeOwned>(msg: &str, address: impl Fn(&str) -> String) -> M {
    let msg = serde_json::from_str(msg).unwrap_or_else(|error| panic!("{msg}: {error}"));
    let msg = filled(msg, &address).to_string();
    cosmwasm_std::from_json(&msg).unwrap_or_else(|error| panic!("{msg}: {error}"))
}

fn filled(value: Value, address: &dyn Fn(&str) -> String) -> Value {
    match value {
        Value::String(text) => match text.split_once(':') {
            Some(("west", name)) => json!(address(name)),
            Some(("hash", byte)) => json!(byte.repeat(32)),
            _ => json!(text),
        },
        Value::Object(fields) => {
            fields.into_iter().map(|(name, field)| (name, filled(field, address))).collect()
        }
        Value::Array(items) => items.into_iter().map(|item| filled(item, address)).collect(),
        other => other,
    }
}

/// One of each message of administration, which all contracts have. What is paused is `SCOPE`.
pub const ADMINISTRATION: &str = r#"
{"update_ownership": {"transfer_ownership": {"new_owner": "west:other"}}}
{"grant_role": {"role": "pauser", "account": "west:other"}}
{"revoke_role": {"role": "pauser", "account": "west:other"}}
{"renounce_role": {"role": "pauser"}}
{"schedule_change": {"change": {"set_change_delay": {"seconds": 60}}}}
{"apply_change": {"id": 1}}
{"cancel_change": {"id": 1}}
{"set_change_delay": {"seconds": 60}}
{"set_owner_delay": {"seconds": 60}}
{"pause": {"scopes": ["SCOPE"], "duration_seconds": 60}}
{"unpause": {"scopes": ["SCOPE"]}}
"#;

/// One of each message of the stablecoin, but those of administration and the signed ones. Whoever they are
/// about is nobody of the actors in its tests, so that a restriction of the sender is one of the sender alone.
pub const STABLECOIN: &str = r##"
{"transfer": {"recipient": "west:payee", "amount": "1"}}
{"burn": {"amount": "1"}}
{"send": {"contract": "west:receiver", "amount": "1", "msg": ""}}
{"increase_allowance": {"spender": "west:receiver", "amount": "1"}}
{"decrease_allowance": {"spender": "west:receiver", "amount": "1"}}
{"transfer_from": {"owner": "west:payer", "recipient": "west:payee", "amount": "1"}}
{"send_from": {"owner": "west:payer", "contract": "west:receiver", "amount": "1", "msg": ""}}
{"burn_from": {"owner": "west:payer", "amount": "1"}}
{"mint": {"recipient": "west:payee", "amount": "1"}}
{"update_minter": {"new_minter": "west:payee"}}
{"update_marketing": {}}
{"upload_logo": {"url": "https://isthmus.example"}}
{"transfer_with_memo": {"recipient": "west:payee", "amount": "1", "memo": "x"}}
{"send_with_memo": {"contract": "west:receiver", "amount": "1", "msg": "", "memo": "x"}}
{"batch_transfer": {"payments": [{"recipient": "west:payee", "amount": "1"}]}}
{"set_allowance": {"spender": "west:receiver", "amount": "1", "expires": null, "expected_current": "5"}}
{"cancel_authorization": {"nonce": 0}}
{"advance_nonce": {"by": 1}}
{"register_key": {"key": {"ed25519": {"public_key": "hash:08"}}}}
{"remove_key": {"key": {"ed25519": {"public_key": "hash:07"}}}}
{"revoke_allowances": {"spenders": ["west:receiver"]}}
{"set_minter": {"minter": {"address": "west:payee", "allowance": null, "rate_limit": null}}}
{"set_cap": {"cap": null}}
{"set_holder_burn": {"enabled": true}}
{"freeze": {"accounts": ["west:payee"], "mode": "full"}}
{"unfreeze": {"accounts": ["west:frozen"]}}
{"place_hold": {"accounts": ["west:payee"], "seconds": 1, "reason": "alert"}}
{"release_hold": {"accounts": ["west:held"]}}
{"lock_amount": {"locks": [{"account": "west:payee", "amount": "1"}]}}
{"unlock_amount": {"locks": [{"account": "west:locked", "amount": "1"}]}}
{"seize": {"from": "west:frozen", "to": "west:payee", "amount": "1", "case_hash": "hash:07"}}
{"wipe": {"account": "west:frozen", "amount": "1", "case_hash": "hash:07"}}
{"recover_account": {"old": "west:lost", "new": "west:found", "case_hash": "hash:07"}}
{"set_compliance_mode": {"mode": "blocklist"}}
{"set_account_status": {"accounts": ["west:payee"], "status": "allowed"}}
{"screen_foreign": {"region": "east", "receivers": ["east1payee"], "blocked": true}}
{"set_policy_contract": {"policy": null}}
{"probe_policy": {}}
{"register_escrow": {"account": "west:receiver"}}
{"unregister_escrow": {"account": "west:escrow"}}
{"set_bridge": {"bridge": "west:receiver"}}
{"set_identity": {"identity": null}}
{"bridge_burn": {"amount": "1"}}
{"bridge_mint": {"recipient": "west:payee", "amount": "1"}}
{"bridge_refund": {"recipient": "west:payee", "amount": "1"}}
{"renounce_feature": {"feature": "raise_cap"}}
{"set_fee": {"fee": null}}
{"rescue": {"asset": {"cw20": "west:token"}, "to": "west:payee", "amount": "1"}}
{"continue_migration": {"limit": 1}}
{"hand_over": {"limit": 1}}
"##;

/// One of each message of issuance, but those of administration.
pub const ISSUANCE: &str = r#"
{"mint": {"recipient": "west:else", "amount": "1"}}
{"receive": {"sender": "west:ana", "amount": "40", "msg": "eyJyZWRlZW0iOnsicmVmZXJlbmNlIjoiMDEifX0="}}
{"take_over": {"records": [], "done": true}}
{"mark_paying": {"id": 1}}
{"settle_redemption": {"id": 1, "payment_reference": "01"}}
{"reject_redemption": {"id": 1, "reason": "closed"}}
{"return_redemption": {"id": 1}}
{"withdraw": {"account": "west:ana"}}
{"configure_minter": {"minter": "west:minter", "ceiling": "5", "rate_limit": null}}
{"remove_minter": {"minter": "west:minter"}}
{"dismiss_minter": {"minter": "west:minter"}}
{"stop_minter": {"minter": "west:minter", "reason": "lost"}}
{"resume_minter": {"minter": "west:minter"}}
{"increase_minter_allowance": {"minter": "west:minter", "amount": "0"}}
{"decrease_minter_allowance": {"minter": "west:minter", "amount": "0"}}
{"configure_controller": {"controller": "west:controller", "minter": "west:minter"}}
{"remove_controller": {"controller": "west:controller"}}
{"set_mint_recipients": {"minter": "west:minter", "recipients": []}}
{"submit_attestation": {"amount": "0", "as_of": 1772452800, "holdings": [], "report_hash": "hash:07", "uri": "x"}}
{"set_reserve_policy": {"policy": null}}
{"set_redemption_policy": {"policy": null}}
{"add_holidays": {"holidays": []}}
"#;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_is_words_and_a_message_with_addresses_for_names() {
        let table = r#"
            first one {"pay": {"to": "west:ana", "for": ["hash:0a", "tea", 3]}}
            {"stop": {}}
        "#;
        let found: Vec<(Vec<&str>, Value)> = rows(table, |name| format!("<{name}>"));
        let paid = json!({"pay": {"to": "<ana>", "for": ["0a".repeat(32), "tea", 3]}});
        assert_eq!(found, [(vec!["first", "one"], paid), (vec![], json!({"stop": {}}))]);
    }
}
