//! The supply and what backs it.

use cosmwasm_std::{Deps, Env, Uint128};
use isthmus_api::stablecoin::{AttestationsResponse, ReserveStatusResponse, SupplyResponse};
use isthmus_api::types::page;

use super::Answer;
use crate::execute::reserves;
use crate::state;

/// `supply`.
pub fn supply(deps: Deps, env: &Env) -> Answer<SupplyResponse> {
    let supply = state::load_issuance(deps.storage)?.supply;
    let reserve = state::load_reserve(deps.storage)?;
    let reserve_headroom = reserve.headroom(supply.issued(), env.block.time.seconds());
    Ok(SupplyResponse {
        total: supply.total.into(),
        redeeming: state::load_redeeming(deps.storage)?,
        abroad: supply.abroad.into(),
        cap: supply.cap.map(Uint128::new),
        headroom: supply.headroom().map(Uint128::new),
        reserve_headroom: reserve_headroom.map(Uint128::new),
        holder_burn: !supply.burn_off,
        home: !supply.foreign,
    })
}

/// `reserve_status`.
pub fn reserve_status(deps: Deps, env: &Env) -> Answer<ReserveStatusResponse> {
    let issued = state::load_issuance(deps.storage)?.supply.issued();
    let reserve = state::load_reserve(deps.storage)?;
    let policy = reserve.policy.map(reserves::show_policy);
    let both = reserve.policy.zip(reserve.attested);
    Ok(ReserveStatusResponse {
        policy,
        attestation: state::may_load_newest_attestation(deps.storage)?,
        fresh_until: both.map(|(policy, attested)| policy.fresh_until(attested.as_of)),
        issued: issued.into(),
        headroom: reserve.headroom(issued, env.block.time.seconds()).map(Uint128::new),
    })
}

/// `attestations`.
pub fn attestations(
    deps: Deps,
    start_after: Option<u64>,
    limit: Option<u32>,
) -> Answer<AttestationsResponse> {
    let attestations = state::list_attestations(deps.storage, start_after, page(limit))?;
    Ok(AttestationsResponse { attestations })
}
