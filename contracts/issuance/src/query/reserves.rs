//! What backs the tokens.

use cosmwasm_std::{Deps, Env, Uint128};
use isthmus_api::issuance::{AttestationsResponse, ReserveResponse};
use isthmus_api::types::page;

use super::Answer;
use crate::execute::token;
use crate::model::composition::{classes, figures};
use crate::model::reserve::Policy;
use crate::state;

/// `reserve`.
pub fn reserve(deps: Deps, env: &Env) -> Answer<ReserveResponse> {
    let reserve = state::load_reserve(deps.storage)?;
    let token = state::load_stablecoin(deps.storage)?;
    let issued = token::query_issued(&deps.querier, &token)?;
    let attestation = state::may_load_newest_attestation(deps.storage)?;
    let holdings = attestation.as_ref().map(|it| it.holdings.as_slice()).unwrap_or_default();
    let both = reserve.policy.zip(reserve.attested);
    let headroom = reserve.headroom(issued.u128(), env.block.time.seconds());
    Ok(ReserveResponse {
        policy: reserve.policy.map(Policy::show),
        composition: classes(holdings),
        tests: figures(holdings),
        attestation,
        counted: reserve.attested.map(|attested| attested.amount.into()),
        fresh_until: both.map(|(policy, attested)| policy.fresh_until(attested.as_of)),
        issued,
        headroom: headroom.map(Uint128::new),
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
