//! Tokens that were handed in for money.

use cosmwasm_std::{Deps, Env};
use isthmus_api::issuance::{
    Redemption, RedemptionStatisticsResponse, RedemptionTermsResponse, RedemptionsResponse,
};
use isthmus_api::types::{self, page};

use super::Answer;
use crate::model::redemption::due_at;
use crate::state;

/// `redemption_terms`.
pub fn terms(deps: Deps, env: &Env) -> Answer<RedemptionTermsResponse> {
    let now = env.block.time.seconds();
    let policy = state::may_load_redemption_policy(deps.storage)?;
    let calendar = state::load_calendar(deps.storage, now)?;
    let due_at = policy.map(|policy| due_at(policy, &calendar, now));
    Ok(RedemptionTermsResponse { policy, due_at })
}

/// `redemption`: none if it is not open.
pub fn redemption(deps: Deps, id: u64) -> Answer<Option<Redemption>> {
    Ok(state::may_load_redemption(deps.storage, id)?)
}

/// `redemptions`.
pub fn redemptions(
    deps: Deps,
    holder: Option<String>,
    start_after: Option<u64>,
    limit: Option<u32>,
) -> Answer<RedemptionsResponse> {
    let limit = page(limit);
    let redemptions = match holder {
        None => state::list_redemptions(deps.storage, start_after, limit)?,
        Some(holder) => {
            let holder = types::address(deps.api, "holder", &holder)?;
            let ids = state::list_redemptions_of(deps.storage, &holder, start_after, limit)?;
            let open = ids.into_iter().map(|id| state::may_load_redemption(deps.storage, id));
            open.filter_map(Result::transpose).collect::<Result<_, _>>()?
        }
    };
    Ok(RedemptionsResponse { redemptions })
}

/// `redemption_statistics`.
pub fn statistics(deps: Deps) -> Answer<RedemptionStatisticsResponse> {
    Ok(state::load_statistics(deps.storage)?)
}
