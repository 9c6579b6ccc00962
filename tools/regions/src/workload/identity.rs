//! Rows of the identity registry. They leave three parties with a pass, which the escrow asks for,
//! and the holder with five, which the bridge tells the east about.

use super::{crowd, hash, told, told_once, Stage, BANK, DAY, HOLDER, PAYEE, UNITS};
use crate::{Call, Code, Side, TxResult};
use isthmus_api::identity::events::{DidCreated, StatusListCreated};
use serde_json::{json, Value};

const REGISTRY: Code = Code::Identity;
/// Accredits.
pub(super) const ANCHOR: &str = "anchor";
/// Issues passes.
pub(super) const REGISTRAR: &str = "registrar";
/// Where.
const JURISDICTION: &str = "trade-0";
/// Schema of the passes that the escrow asks for.
pub(super) const SCHEMA: &str = "kyc";
/// Entries of a status list.
const LIST_SIZE: u32 = isthmus_api::identity::MIN_LIST_SIZE;

/// The schema of one of the holder's passes.
pub(super) fn schema(unit: usize) -> String {
    format!("kyc-{unit}")
}

pub(super) fn rows(stage: &mut Stage<'_>) -> TxResult<()> {
    let west = stage.west();
    let owner = stage.owner.clone();
    let now = west.now()?;
    let anchor = west.account(ANCHOR)?;
    stage.each(REGISTRY, "create_jurisdiction", &owner, |unit| {
        json!({ "create_jurisdiction": {
            "jurisdiction": format!("trade-{unit}"), "anchor": anchor } })
    })?;

    let create = |salt: String| json!({ "create_did": { "salt": salt, "keys": [key("auth")], "services": [] } });
    // The first is the issuer's and takes no part in the rows after it.
    let issuer = stage.prepare(REGISTRAR, &[stage.call(REGISTRY, create(hash("issuer")))])?;
    let issuer = String::from(told_once::<DidCreated>(&issuer)?.did);
    let created =
        stage.each(REGISTRY, "create_did", REGISTRAR, |unit| create(hash(&unit.to_string())))?;
    let dids: Vec<String> =
        told::<DidCreated>(&created).into_iter().map(|made| made.did.into()).collect();
    stage.each(REGISTRY, "update_did", REGISTRAR, |unit| {
        json!({ "update_did": { "did": dids[unit], "base_version": 1,
            "keys": [key("auth"), key("sign")] } })
    })?;
    let accounts = crowd(west, "linked")?;
    for verb in ["link_account", "unlink_account"] {
        stage.each(
            REGISTRY,
            verb,
            REGISTRAR,
            |unit| json!({ verb: { "did": dids[unit], "account": accounts[unit] } }),
        )?;
    }

    let accredit = |schema: &str| {
        json!({ "accredit": {
            "jurisdiction": JURISDICTION, "issuer": issuer, "schema": schema, "max_level": 3,
            "valid_from": now, "valid_until": now + 1_000 * DAY } })
    };
    stage.each(REGISTRY, "accredit", ANCHOR, |unit| accredit(&schema(unit)))?;
    stage.prepare(ANCHOR, &[stage.call(REGISTRY, accredit(SCHEMA))])?;
    for verb in ["suspend_issuer", "resume_issuer"] {
        stage.each(REGISTRY, verb, ANCHOR, |unit| {
            json!({ verb: {
                "jurisdiction": JURISDICTION, "issuer": issuer, "schema": schema(unit) } })
        })?;
    }
    let list = json!({ "create_status_list": { "issuer": issuer, "size": LIST_SIZE } });
    let lists = stage.prepare(REGISTRAR, &[stage.call(REGISTRY, list.clone())])?;
    let number = told_once::<StatusListCreated>(&lists)?.list;
    stage.same(REGISTRY, "create_status_list", REGISTRAR, list)?;

    let issue = |account: &str, schema: &str, index: usize| {
        json!({ "issue_pass": {
            "jurisdiction": JURISDICTION, "issuer": issuer, "schema": schema, "account": account,
            "digest": hash(schema), "level": 3, "country": "MZ",
            "valid_from": now, "expires_at": now + 365 * DAY, "list": number, "index": index } })
    };
    let accept = |schema: &str| {
        json!({ "accept_pass": { "schema": schema, "digest": hash(schema),
            "origin": { "home": { "jurisdiction": JURISDICTION, "issuer": issuer } } } })
    };
    let holder = west.account(HOLDER)?;
    stage.each(REGISTRY, "issue_pass", REGISTRAR, |unit| {
        issue(&holder, &schema(unit), 70_001 + 100 * unit)
    })?;
    stage.each(REGISTRY, "accept_pass", HOLDER, |unit| accept(&schema(unit)))?;
    stage.each(REGISTRY, "set_status", REGISTRAR, |unit| {
        json!({ "set_status": { "list": number, "updates": [
            { "index": 90_001 + unit, "status": "suspended" }] } })
    })?;

    let mut offers = Vec::new();
    for (index, party) in [HOLDER, PAYEE, BANK].into_iter().enumerate() {
        offers.push(stage.call(REGISTRY, issue(&west.account(party)?, SCHEMA, 80_001 + index)));
    }
    stage.prepare(REGISTRAR, &offers)?;
    for party in [HOLDER, PAYEE, BANK] {
        stage.prepare(party, &[stage.call(REGISTRY, accept(SCHEMA))])?;
    }

    let registry = stage.at(Side::East, REGISTRY).to_string();
    let recognize = (0..UNITS).map(|unit| {
        let msg = json!({ "recognize": {
            "region": "west", "jurisdiction": JURISDICTION, "schema": schema(unit),
            "max_level": 3, "max_staleness_seconds": 7 * DAY } });
        Call::execute(&registry, msg)
    });
    stage.row("identity", "recognize", Side::East, &owner, recognize.collect())?;
    Ok(())
}

/// A key of a DID document.
fn key(id: &str) -> Value {
    json!({ "id": id, "kind": "ed25519", "public_key": hash(id), "purposes": ["authentication"] })
}
