//! What backs the tokens: `submit_attestation`, and the policy by which it bounds minting. The check
//! itself is in [`super::mint`].

use cosmwasm_std::{HexBinary, Uint128};
use isthmus_api::issuance::events::{AttestationSubmitted, ReservePolicySet};
use isthmus_api::issuance::{
    Attestation, ClassShare, Holding, ReservePolicy, ReserveTests, MAX_URI_CHARS,
};
use isthmus_api::types;
use isthmus_kit::{emit, Ctx};

use crate::error::Outcome;
use crate::model::composition::{self, classes, figures};
use crate::model::reserve::{Attested, Policy};
use crate::state;

/// `submit_attestation`.
pub fn attest(
    ctx: &mut Ctx,
    amount: Uint128,
    as_of: u64,
    holdings: Vec<Holding>,
    report_hash: HexBinary,
    uri: String,
) -> Outcome {
    composition::check(&holdings, amount)?;
    types::hash("report_hash", &report_hash)?;
    let printable = |c: char| matches!(c, '!'..='~') && !matches!(c, '<' | '>');
    let allowed = "printable ASCII without spaces and angle brackets";
    types::text("uri", &uri, (1, MAX_URI_CHARS), allowed, printable)?;
    let (now, by) = (ctx.now(), ctx.info.sender.clone());
    let before = state::load_reserve(ctx.deps.storage)?;
    let payments = state::load_payments(ctx.deps.storage)?;
    let after = before.attest(Attested { amount: amount.u128(), as_of }, now, &payments)?;
    state::save_reserve(ctx.deps.storage, &after.reserve);
    state::save_payments(ctx.deps.storage, &after.payments)?;
    let tests = figures(&holdings).unwrap_or(ReserveTests {
        daily_liquidity_bps: 0,
        weekly_liquidity_bps: 0,
        concentration_bps: 0,
        weighted_maturity_days: 0,
    });
    let (shares, hash, link) = (classes(&holdings), report_hash.to_hex(), uri.clone());
    let attestation = Attestation { id: 0, amount, as_of, holdings, report_hash, uri, at: now, by };
    let id = state::add_attestation(ctx.deps.storage, attestation)?;
    emit(AttestationSubmitted {
        id,
        previous: before.attested.map(|attested| attested.amount.into()),
        amount,
        counted: after.reserve.counted().into(),
        as_of,
        composition: shares.iter().map(line).collect::<Vec<_>>().join(","),
        daily_liquidity_bps: tests.daily_liquidity_bps,
        weekly_liquidity_bps: tests.weekly_liquidity_bps,
        concentration_bps: tests.concentration_bps,
        weighted_maturity_days: tests.weighted_maturity_days,
        report_hash: hash,
        uri: link,
        by: ctx.by(),
    })
}

fn line(share: &ClassShare) -> String {
    let class: &'static str = share.class.into();
    format!("{class}:{}", share.amount)
}

/// Sets how attestations bound minting, at once or after the delay.
pub fn put_policy(ctx: &mut Ctx, policy: Option<ReservePolicy>) -> Outcome {
    let mut reserve = state::load_reserve(ctx.deps.storage)?;
    reserve.policy = policy.map(Policy::check).transpose()?;
    state::save_reserve(ctx.deps.storage, &reserve);
    emit(ReservePolicySet {
        max_age_seconds: policy.map(|policy| policy.max_age_seconds),
        margin_bps: policy.map(|policy| policy.margin_bps),
        by: ctx.by(),
    })
}
