//! Tokens that were handed in for money.

use cosmwasm_std::Deps;
use isthmus_api::stablecoin::{Redemption, RedemptionPolicy, RedemptionsResponse};
use isthmus_api::types::{self, page};

use super::Answer;
use crate::state;

/// `redemption`: none if it is not open.
pub fn redemption(deps: Deps, id: u64) -> Answer<Option<Redemption>> {
    Ok(state::may_load_redemption(deps.storage, id)?)
}

/// `redemption_policy`: none while redemption is closed.
pub fn redemption_policy(deps: Deps) -> Answer<Option<RedemptionPolicy>> {
    Ok(state::may_load_redemption_policy(deps.storage)?)
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
