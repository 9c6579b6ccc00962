//! A cw20-base token in use becomes the stablecoin, on a chain: the migrate message, pages by a
//! stranger, and the same balances, supply and allowances afterwards.

use super::{expect, Drilled, RECEIVER, SENDER};
use crate::{Code, Receipt, Region, Side, TxError, TxResult, View};
use cosmrs::AccountId;
use isthmus_api::stablecoin::{MAX_FIRST_PAGE, MAX_MIGRATION_PAGE};
use serde_json::{json, Value};

/// The admin of the old token, and the owner of the new one.
const ADMIN: &str = "drill-admin";
/// Who moves the pages.
const STRANGER: &str = "drill-stranger";
/// What the sender has and lets the receiver spend.
const SAVINGS: u128 = 7_000_000;
/// What each of the others has.
const EACH: u128 = 1_000_000;
/// Others: what the largest first page leaves to move is more than one largest page.
const OTHERS: u32 = MAX_FIRST_PAGE + MAX_MIGRATION_PAGE + 10;

/// Takes over a token with its holders.
pub(super) fn taken_over(drill: &mut Drilled) -> TxResult<()> {
    let west = drill.pair.live(Side::West);
    let [admin, sender, receiver] = [ADMIN, SENDER, RECEIVER].map(|name| west.account(name));
    let (admin, sender, receiver) = (admin?, sender?, receiver?);
    let others = (0..OTHERS).map(|n| stranger(west.prefix(), n)).collect::<TxResult<Vec<_>>>()?;
    let mut balances: Vec<Value> = others.iter().map(|other| balance(other, EACH)).collect();
    balances.push(balance(&sender, SAVINGS));
    let old = json!({
        "name": "Old Dollar", "symbol": "OUSD", "decimals": 6, "initial_balances": balances,
        "mint": { "minter": receiver, "cap": null }, "marketing": null,
    });
    let code = west.store_wasm(ADMIN, drill.cw20_base)?;
    let (token, _) = west.instantiate(ADMIN, code, &old, "old token", Some(&admin), b"old")?;
    let allow = json!({ "increase_allowance": {
        "spender": receiver, "amount": SAVINGS.to_string(), "expires": null } });
    west.execute(SENDER, &token, &allow, &[])?;
    let ask = |question: Value| -> TxResult<Value> { west.query(&token, &question) };
    let supply = ask(json!({ "token_info": {} }))?["total_supply"].clone();

    let deployed = &drill.deployment.west;
    let from_cw20 = json!({ "from_cw20": {
        "owner": admin,
        "regional": { "region": west.id(), "token": format!("{}.ousd", west.id()),
            "bridge": deployed.bridge, "identity": deployed.identity },
        "limit": MAX_FIRST_PAGE } });
    let begun = west.migrate(ADMIN, &token, west.store(Code::Stablecoin)?, &from_cw20)?;
    drill.note(&format!("gas of the migrate message with {MAX_FIRST_PAGE} balances"), gas(&begun));
    let pay = json!({ "transfer": { "recipient": receiver, "amount": "1" } });
    match west.execute(SENDER, &token, &pay, &[]) {
        Err(refused) if refused.code() == Some("AC-006") => {}
        other => return Err(TxError::refused(format!("a payment meanwhile: {other:?}"))),
    }
    let next = json!({ "continue_migration": { "limit": MAX_MIGRATION_PAGE } });
    let mut pages = Vec::new();
    while !ask(json!({ "migration_status": {} }))?.is_null() {
        pages.push(gas(&west.execute(STRANGER, &token, &next, &[])?));
    }
    drill.note(&format!("gas of its pages, the first of {MAX_MIGRATION_PAGE}"), pages.join(", "));

    expect("supply", &ask(json!({ "token_info": {} }))?["total_supply"], &supply)?;
    let owned = |address: &String| -> TxResult<Value> {
        Ok(ask(json!({ "balance": { "address": address } }))?["balance"].clone())
    };
    for other in &others {
        expect("balance", owned(other)?, json!(EACH.to_string()))?;
    }
    expect("savings", owned(&sender)?, json!(SAVINGS.to_string()))?;
    let spend = json!({ "transfer_from": {
        "owner": sender, "recipient": receiver, "amount": SAVINGS.to_string() } });
    west.execute(RECEIVER, &token, &spend, &[])?;
    expect(
        "what the allowance let the receiver take",
        owned(&receiver)?,
        json!(SAVINGS.to_string()),
    )?;
    // Who owned the old one owns the new one, whose looser rules wait.
    let role = json!({ "grant_role": { "role": "pauser", "account": west.account(STRANGER)? } });
    match west.execute(ADMIN, &token, &role, &[]) {
        Err(refused) if refused.code() == Some("AC-013") => {}
        other => return Err(TxError::refused(format!("a role without a wait: {other:?}"))),
    }
    let announced = json!({ "schedule_change": { "change": role } });
    west.execute(ADMIN, &token, &announced, &[])?;
    drill.note("holders", OTHERS + 1);
    Ok(())
}

fn balance(address: &str, amount: u128) -> Value {
    json!({ "address": address, "amount": amount.to_string() })
}

fn gas(receipt: &Receipt) -> String {
    receipt.gas_used.map_or_else(|| "unknown".to_string(), |gas| gas.to_string())
}

/// The address of one of those who never send anything.
fn stranger(prefix: &str, n: u32) -> TxResult<String> {
    let mut bytes = [9; 20];
    bytes[..4].copy_from_slice(&n.to_be_bytes());
    let address = AccountId::new(prefix, &bytes);
    address.map(|address| address.to_string()).map_err(|e| TxError::engine(e.to_string()))
}
