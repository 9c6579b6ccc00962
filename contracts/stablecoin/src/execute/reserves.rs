//! What backs the tokens: `submit_attestation`, `set_reserve_policy`. The check itself is in
//! [`super::ledger`], so that no mint passes it by.

use cosmwasm_std::{HexBinary, Uint128};
use isthmus_api::stablecoin::{events, Attestation, ReservePolicy, MAX_MARGIN_BPS, MAX_URI_CHARS};
use isthmus_api::types;

use super::{emit, Ctx, Outcome};
use crate::error::ContractError;
use crate::model::reserve::{Attested, Policy};
use crate::state;

/// `submit_attestation`.
pub fn attest(
    ctx: &mut Ctx,
    amount: Uint128,
    as_of: u64,
    report_hash: HexBinary,
    uri: String,
) -> Outcome {
    state::load_issuance(ctx.deps.storage)?.supply.ensure_at_home()?;
    types::hash("report_hash", &report_hash)?;
    let printable = |c: char| matches!(c, '!'..='~') && !matches!(c, '<' | '>');
    let allowed = "printable ASCII without spaces and angle brackets";
    types::text("uri", &uri, (1, MAX_URI_CHARS), allowed, printable)?;
    let (now, by) = (ctx.now(), ctx.info.sender.clone());
    let before = state::load_reserve(ctx.deps.storage)?;
    let after = before.attest(Attested { amount: amount.u128(), as_of }, now)?;
    state::save_reserve(ctx.deps.storage, &after);
    let (hash, link) = (report_hash.to_hex(), uri.clone());
    let attestation = Attestation { id: 0, amount, as_of, report_hash, uri, at: now, by };
    let id = state::add_attestation(ctx.deps.storage, attestation)?;
    emit(events::SubmitAttestation {
        id,
        previous: before.attested.map(|attested| attested.amount.into()),
        amount,
        as_of,
        report_hash: hash,
        uri: link,
        by: ctx.by(),
    })
}

/// `set_reserve_policy`, at once or after its delay.
pub fn put_policy(ctx: &mut Ctx, policy: Option<ReservePolicy>) -> Outcome {
    let mut issuance = state::load_issuance(ctx.deps.storage)?;
    issuance.supply.ensure_at_home()?;
    let after = policy.map(checked_policy).transpose()?;
    let now = ctx.now();
    let mut reserve = state::load_reserve(ctx.deps.storage)?;
    let previous = reserve.policy;
    reserve.policy = after;
    state::save_reserve(ctx.deps.storage, &reserve);
    // With this bit in the supply, minting without a policy reads nothing for it.
    issuance.supply.backed = after.is_some();
    state::save_issuance(ctx.deps.storage, &issuance, now);
    emit(events::SetReservePolicy {
        previous_max_age_seconds: previous.map(|policy| policy.max_age),
        previous_margin_bps: previous.map(|policy| policy.margin_bps),
        max_age_seconds: after.map(|policy| policy.max_age),
        margin_bps: after.map(|policy| policy.margin_bps),
        by: ctx.by(),
    })
}

/// The policy as messages and answers show it.
pub fn show_policy(policy: Policy) -> ReservePolicy {
    ReservePolicy { max_age_seconds: policy.max_age, margin_bps: policy.margin_bps }
}

fn checked_policy(policy: ReservePolicy) -> Result<Policy, ContractError> {
    let ReservePolicy { max_age_seconds, margin_bps } = policy;
    types::within("margin_bps", margin_bps, (0, MAX_MARGIN_BPS))?;
    Ok(Policy { max_age: max_age_seconds, margin_bps })
}
