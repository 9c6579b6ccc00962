//! What stands behind the token: the attestations of the month with their composition, and what of the last
//! one still counts.

use super::facts::{Fact, Facts};
use anyhow::{Context, Result};
use cosmwasm_std::{HexBinary, Uint128};
use isthmus_api::issuance::events::{AttestationSubmitted, RedemptionSettled};
use isthmus_api::issuance::{ClassShare, ReserveClass, ReserveTests};
use isthmus_regions::{Code, Side};
use schemars::JsonSchema;
use serde::Serialize;
use serde_json::Value;

/// Basis points of one.
const ONE: u128 = 10_000;

/// An attestation of the reserves, as it was submitted.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct AttestedReserve {
    /// The region whose office it was submitted to.
    pub region: String,
    /// Its number there.
    pub id: u64,
    /// When it was submitted.
    pub at: u64,
    /// The second of which the report speaks.
    pub as_of: u64,
    /// What is attested, in base units.
    pub amount: Uint128,
    /// What it is made of, by class.
    pub composition: Vec<ClassShare>,
    /// What the rules ask of the composition, computed by the contract.
    pub tests: ReserveTests,
    /// SHA-256 of the report.
    pub report_hash: HexBinary,
    /// Where the report is.
    pub uri: String,
    /// Who attested.
    pub by: String,
}

/// The last attestation of the token's home at the end, also if it is of an earlier month.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ReserveAtEnd {
    /// The attestation's number.
    pub attestation: u64,
    /// The second of which it speaks.
    pub as_of: u64,
    /// What it attests, in base units.
    pub attested: Uint128,
    /// What of it still counts: less what was paid out for redemptions since.
    pub counted: Uint128,
}

/// The attestations from an instant on.
pub fn attestations(facts: Facts<'_>, begins_at: u64) -> Result<Vec<AttestedReserve>> {
    let submitted = facts.all::<AttestationSubmitted>(Code::Issuance)?.into_iter();
    submitted.filter(|(fact, _)| fact.at >= begins_at).map(attested).collect()
}

fn attested((fact, event): (&Fact<'_>, AttestationSubmitted)) -> Result<AttestedReserve> {
    let lines = event.composition.split(',').filter(|line| !line.is_empty());
    let read = |line| share(line, event.amount);
    let composition = lines.map(read).collect::<Result<Vec<_>>>();
    let number = || format!("composition of attestation {} in the {}", event.id, fact.side.name());
    Ok(AttestedReserve {
        region: fact.side.name().to_string(),
        id: event.id,
        at: fact.at,
        as_of: event.as_of,
        amount: event.amount,
        composition: composition.with_context(number)?,
        tests: ReserveTests {
            daily_liquidity_bps: event.daily_liquidity_bps,
            weekly_liquidity_bps: event.weekly_liquidity_bps,
            concentration_bps: event.concentration_bps,
            weighted_maturity_days: event.weighted_maturity_days,
        },
        report_hash: HexBinary::from_hex(&event.report_hash)?,
        uri: event.uri,
        by: event.by,
    })
}

/// A line of the composition, `cash:250`. The share is rounded down, as the contract's answer is.
fn share(line: &str, total: Uint128) -> Result<ClassShare> {
    let (class, amount) = line.split_once(':').with_context(|| format!("a line `{line}`"))?;
    let class: ReserveClass = serde_json::from_value(Value::from(class))?;
    let amount = Uint128::new(amount.parse().with_context(|| format!("a line `{line}`"))?);
    let share_bps = amount.checked_multiply_ratio(ONE, total)?;
    Ok(ClassShare { class, amount, share_bps: u16::try_from(share_bps.u128())? })
}

/// What stands behind the token after these facts.
pub fn at_end(facts: Facts<'_>, home: Side) -> Result<Option<ReserveAtEnd>> {
    let mut reserve: Option<ReserveAtEnd> = None;
    for fact in facts.of(home).filter(|fact| fact.code == Code::Issuance) {
        if let Some(event) = fact.read::<AttestationSubmitted>()? {
            let AttestationSubmitted { id: attestation, as_of, amount: attested, counted, .. } =
                event;
            reserve = Some(ReserveAtEnd { attestation, as_of, attested, counted });
        }
        if let (Some(settled), Some(reserve)) =
            (fact.read::<RedemptionSettled>()?, reserve.as_mut())
        {
            reserve.counted = reserve.counted.checked_sub(settled.reserve_lowered)?;
        }
    }
    Ok(reserve)
}
