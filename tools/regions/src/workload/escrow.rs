//! Rows of the escrow: five letters of credit in the stablecoin walk from their proposal to their
//! payment, five in native coins are cancelled after they were covered.

use super::{hash, identity, send, told, Stage, BANK, DAY, HOLDER, PAYEE, UNITS};
use crate::{Call, Code, Side, TxError, TxResult};
use cosmwasm_std::coins;
use isthmus_api::escrow::events::Proposed;
use serde_json::{json, Value};

const ESCROW: Code = Code::Escrow;
/// What each credit is about.
const AMOUNT: u64 = 25_000_000;

pub(super) fn rows(stage: &mut Stage<'_>) -> TxResult<()> {
    let owner = stage.owner.clone();
    let calendar = |unit: usize| {
        json!({ "create_calendar": { "name": format!("Bank {unit}"), "utc_offset_minutes": 120,
            "weekend": ["saturday", "sunday"], "holidays": ["2030-12-25", "2031-01-01"] } })
    };
    stage.each(ESCROW, "create_calendar", "calendar-keeper", calendar)?;
    stage.each(ESCROW, "add_holidays", "calendar-keeper", |unit| {
        json!({ "add_holidays": { "calendar": 1, "holidays": [format!("2030-06-2{unit}")] } })
    })?;
    // Whoever consents shows a pass: three raw reads of the registry.
    let policy = json!({ "set_policy": { "policy": {
        "schema": identity::SCHEMA, "min_level": 2, "countries": null,
        "max_status_age_seconds": 86_400 } } });
    stage.prepare(&owner, &[stage.call(ESCROW, policy)])?;

    let deals = stage.in_stablecoin()?;
    stage.examined(&deals)?;
    stage.in_coins()
}

impl Stage<'_> {
    /// The terms of one of the credits.
    fn terms(&self, asset: Value, unit: usize) -> TxResult<Value> {
        let west = self.west();
        let now = west.now()?;
        Ok(json!({
            "applicant": west.account(HOLDER)?,
            "issuer": west.account(BANK)?,
            "beneficiary": west.account(PAYEE)?,
            "payout": { "local": { "address": west.account(PAYEE)? } },
            "advising": null,
            "asset": asset,
            "amount": AMOUNT.to_string(),
            "tolerance_bps": 500,
            "partial_drawings": false,
            "documents": [
                { "kind": "commercial_invoice", "details": null },
                { "kind": "bill_of_lading", "details": "full set, clean on board" },
                { "kind": "insurance_certificate", "details": null },
            ],
            "latest_shipment_at": now + 20 * DAY,
            "expires_at": now + 40 * DAY,
            "presentation_period_days": 21,
            "calendar": 1,
            "consent_by": now + 2 * DAY,
            "fund_by": now + 4 * DAY,
            "reference": format!("ATN-LC-2026-{unit:04}"),
            "text_hash": hash("text"),
        }))
    }

    /// What a deal's parties consent to.
    fn terms_hash(&self, deal: u64) -> TxResult<String> {
        let query = json!({ "deal_terms": { "deal": deal } });
        let answer = self.west().query(self.at(Side::West, ESCROW), &query)?;
        let hash = answer.get("hash").and_then(Value::as_str);
        Ok(hash.ok_or_else(|| TxError::engine("terms without a hash"))?.to_string())
    }

    fn consents(&self, deals: &[u64]) -> TxResult<Vec<Value>> {
        let consent = |deal: &u64| {
            let hash = self.terms_hash(*deal)?;
            Ok(json!({ "consent": { "deal": deal, "terms_hash": hash } }))
        };
        deals.iter().map(consent).collect()
    }

    /// Proposed, agreed and covered.
    fn in_stablecoin(&mut self) -> TxResult<Vec<u64>> {
        let asset = json!({ "cw20": self.at(Side::West, Code::Stablecoin) });
        let terms: Vec<Value> =
            (0..UNITS).map(|unit| self.terms(asset.clone(), unit)).collect::<TxResult<_>>()?;
        let proposed = self.each(
            ESCROW,
            "propose",
            HOLDER,
            |unit| json!({ "propose": { "terms": terms[unit] } }),
        )?;
        let deals: Vec<u64> = told::<Proposed>(&proposed).iter().map(|deal| deal.deal).collect();
        let consents = self.consents(&deals)?;
        self.each(ESCROW, "consent", BANK, |unit| consents[unit].clone())?;
        self.each(ESCROW, "consent, the last one", PAYEE, |unit| consents[unit].clone())?;
        let escrow = self.at(Side::West, ESCROW).to_string();
        let token = self.at(Side::West, Code::Stablecoin).to_string();
        let funds = deals.iter().map(|deal| {
            let hook = json!({ "fund": { "deal": deal } });
            Call::execute(&token, send(&escrow, AMOUNT + AMOUNT / 20, &hook))
        });
        let name = "fund, by a token's send";
        self.row("escrow", name, Side::West, HOLDER, funds.collect())?;
        Ok(deals)
    }

    /// Presented, refused, presented again, refused again, waived, paid.
    fn examined(&mut self, deals: &[u64]) -> TxResult<()> {
        let shipped = self.west().now()? - DAY;
        let paper = |kind: &str, name: String| json!({ "kind": kind, "hash": hash(&name) });
        self.each(ESCROW, "present", PAYEE, |unit| {
            json!({ "present": { "deal": deals[unit], "complete": null, "presentation": {
                "amount": AMOUNT.to_string(), "shipped_at": shipped, "documents": [
                    paper("commercial_invoice", format!("invoice {unit}")),
                    paper("bill_of_lading", format!("bill {unit}")),
                    paper("insurance_certificate", format!("insurance {unit}")),
                ] } } })
        })?;
        let refuse = |deal: &u64| {
            json!({ "refuse": { "deal": deal, "drawing": 1, "disposition": "await_waiver",
                "discrepancies": [{ "document": "insurance_certificate",
                    "text": "dated after the date of shipment (UCP 600 art. 28e)" }] } })
        };
        self.each(ESCROW, "refuse", BANK, |unit| refuse(&deals[unit]))?;
        self.each(ESCROW, "represent", PAYEE, |unit| {
            json!({ "represent": { "deal": deals[unit], "drawing": 1, "amount": null,
                "shipped_at": null, "documents": [
                    paper("insurance_certificate", format!("corrected {unit}"))] } })
        })?;
        let again: Vec<Call> = deals.iter().map(|deal| self.call(ESCROW, refuse(deal))).collect();
        self.prepare(BANK, &again)?;
        self.each(
            ESCROW,
            "waive",
            HOLDER,
            |unit| json!({ "waive": { "deal": deals[unit], "drawing": 1, "discrepancies": null } }),
        )?;
        let payout = json!({ "local": { "address": self.west().account(PAYEE)? } });
        self.each(
            ESCROW,
            "set_payout",
            PAYEE,
            |unit| json!({ "set_payout": { "deal": deals[unit], "payout": payout } }),
        )?;
        self.each(
            ESCROW,
            "accept and pay",
            BANK,
            |unit| json!({ "accept": { "deal": deals[unit], "drawing": 1 } }),
        )?;
        Ok(())
    }

    /// Agreed, covered in native coins, and cancelled.
    fn in_coins(&mut self) -> TxResult<()> {
        let west = self.west();
        let asset = json!({ "native": west.fee_denom() });
        let mut proposals = Vec::new();
        // The first four use up the numbers of one digit and are left to lapse.
        for unit in 0..4 + UNITS {
            let terms = self.terms(asset.clone(), unit)?;
            proposals.push(self.call(ESCROW, json!({ "propose": { "terms": terms } })));
        }
        let proposed = self.prepare(HOLDER, &proposals)?;
        let deals: Vec<u64> =
            told::<Proposed>(&[proposed]).iter().skip(4).map(|deal| deal.deal).collect();
        let consents = self.consents(&deals)?;
        let consents: Vec<Call> =
            consents.into_iter().map(|consent| self.call(ESCROW, consent)).collect();
        for party in [BANK, PAYEE] {
            self.prepare(party, &consents)?;
        }
        let cover = coins((AMOUNT + AMOUNT / 20).into(), west.fee_denom());
        let funds = deals.iter().map(|deal| Call::Execute {
            contract: self.at(Side::West, ESCROW).to_string(),
            msg: json!({ "fund": { "deal": deal } }),
            funds: cover.clone(),
        });
        let funds = funds.collect();
        self.row("escrow", "fund, in native coins", Side::West, HOLDER, funds)?;
        let cancel = |deal: u64| json!({ "cancel": { "deal": deal } });
        self.each(ESCROW, "cancel", BANK, |unit| cancel(deals[unit]))?;
        let name = "cancel, both agreed: cover paid back";
        self.each(ESCROW, name, PAYEE, |unit| cancel(deals[unit]))?;
        Ok(())
    }
}
