//! Rows of the stablecoin.

use super::{crowd, Stage, HOLDER, PAYEE, WEALTH};
use crate::{Code, TxResult};
use serde_json::json;

const TOKEN: Code = Code::Stablecoin;
const OFFICE: Code = Code::Issuance;
/// Mints within an allowance.
pub(super) const MINTER: &str = "issuer";
/// Spends the holder's money.
pub(super) const SPENDER: &str = "worker";

pub(super) fn rows(stage: &mut Stage<'_>) -> TxResult<()> {
    let west = stage.west();
    let account = |actor| west.account(actor);
    let (holder, payee, spender) = (account(HOLDER)?, account(PAYEE)?, account(SPENDER)?);
    let configure = |minter: &str| json!({ "configure_minter": { "minter": minter, "ceiling": "20000000000000", "rate_limit": null } });
    let mint = |to: &str, amount: u64| json!({ "mint": { "recipient": to, "amount": amount.to_string() } });
    let cap = json!({ "set_cap": { "cap": "900000000000000" } });
    stage.prepare(&stage.owner, &[stage.call(TOKEN, cap)])?;
    let minter = configure(&account(MINTER)?);
    stage.prepare("master-minter", &[stage.call(OFFICE, minter)])?;
    let money = [mint(&holder, WEALTH), mint(&payee, 50_000_000_000)];
    stage.prepare(MINTER, &money.map(|msg| stage.call(OFFICE, msg)))?;

    let transfer = |to: &str| json!({ "transfer": { "recipient": to, "amount": "1500000" } });
    let receipt = stage.prepare(HOLDER, &[stage.call(TOKEN, transfer(&payee))])?;
    stage.same(TOKEN, "transfer", HOLDER, transfer(&payee))?;
    stage.single(receipt);
    let new = crowd(west, "newcomer")?;
    let name = "transfer to a first-time recipient";
    stage.each(TOKEN, name, HOLDER, |unit| transfer(&new[unit]))?;

    let allow =
        |verb: &str, amount: &str| json!({ verb: { "spender": spender, "amount": amount } });
    let grant = allow("increase_allowance", "5000000000");
    stage.prepare(HOLDER, &[stage.call(TOKEN, grant)])?;
    let more = allow("increase_allowance", "2000000");
    stage.same(TOKEN, "increase_allowance", HOLDER, more)?;
    let less = allow("decrease_allowance", "1000000");
    stage.same(TOKEN, "decrease_allowance", HOLDER, less)?;
    let spend = json!({ "transfer_from": {
        "owner": holder, "recipient": payee, "amount": "1500000" } });
    stage.same(TOKEN, "transfer_from", SPENDER, spend)?;

    stage.same(OFFICE, "mint", MINTER, mint(&payee, 2_500_000))?;
    stage.same(TOKEN, "burn", HOLDER, json!({ "burn": { "amount": "1500000" } }))?;
    let burn_from = json!({ "burn_from": { "owner": holder, "amount": "1500000" } });
    stage.same(TOKEN, "burn_from", SPENDER, burn_from)?;
    let lower =
        json!({ "decrease_minter_allowance": { "minter": account(MINTER)?, "amount": "1" } });
    stage.same(OFFICE, "decrease_minter_allowance", "master-minter", lower)?;
    let desks = crowd(west, "desk")?;
    let message = "configure_minter, which asks the token";
    stage.each(OFFICE, message, "master-minter", |unit| configure(&desks[unit]))?;

    let suspects = crowd(west, "suspect")?;
    stage.each(TOKEN, "freeze", "compliance", |unit| {
        json!({ "freeze": {
            "accounts": [suspects[unit]], "mode": "outgoing", "reason": "case 2026-117" } })
    })?;
    stage.each(
        TOKEN,
        "unfreeze",
        "compliance",
        |unit| json!({ "unfreeze": { "accounts": [suspects[unit]] } }),
    )?;
    let owner = stage.owner.clone();
    let officers = crowd(west, "officer")?;
    let about = |verb: &str, role: &str, officer: &str| json!({ verb: { "role": role, "account": officer } });
    for (verb, role, message) in [
        ("grant_role", "guardian", "grant_role"),
        ("revoke_role", "guardian", "revoke_role"),
        ("grant_role", "compliance", "grant_role, which asks the office"),
    ] {
        stage.each(TOKEN, message, &owner, |unit| about(verb, role, &officers[unit]))?;
    }
    Ok(())
}
