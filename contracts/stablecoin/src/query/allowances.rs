//! Allowances, from both sides.

use cosmwasm_std::{Deps, Env};
use cw20::{
    AllAllowancesResponse, AllSpenderAllowancesResponse, AllowanceInfo, AllowanceResponse,
    SpenderAllowanceInfo,
};
use isthmus_api::types::page;

use super::{checked_cursor, Answer};
use crate::state::{self, AccountId};

/// `allowance`.
pub fn allowance(deps: Deps, env: &Env, owner: &str, spender: &str) -> Answer<AllowanceResponse> {
    let owner = AccountId::checked(deps.api, "owner", owner)?;
    let spender = AccountId::checked(deps.api, "spender", spender)?;
    let grant = state::may_load_allowance(deps.storage, &owner, &spender)?.unwrap_or_default();
    let allowance = grant.usable(&env.block).into();
    Ok(AllowanceResponse { allowance, expires: grant.expires })
}

/// `all_allowances`.
pub fn all_allowances(
    deps: Deps,
    env: &Env,
    owner: &str,
    start_after: Option<String>,
    limit: Option<u32>,
) -> Answer<AllAllowancesResponse> {
    let owner = AccountId::checked(deps.api, "owner", owner)?;
    let start = checked_cursor(deps, start_after)?;
    let allowances = state::list_granted_by(deps.storage, &owner, start.as_ref(), page(limit))?
        .into_iter()
        .map(|(spender, grant)| {
            Ok(AllowanceInfo {
                spender: spender.address(deps.api)?.into(),
                allowance: grant.usable(&env.block).into(),
                expires: grant.expires,
            })
        })
        .collect::<Answer<_>>()?;
    Ok(AllAllowancesResponse { allowances })
}

/// `all_spender_allowances`.
pub fn all_spender_allowances(
    deps: Deps,
    env: &Env,
    spender: &str,
    start_after: Option<String>,
    limit: Option<u32>,
) -> Answer<AllSpenderAllowancesResponse> {
    let spender = AccountId::checked(deps.api, "spender", spender)?;
    let start = checked_cursor(deps, start_after)?;
    let allowances = state::list_granted_to(deps.storage, &spender, start.as_ref(), page(limit))?
        .into_iter()
        .map(|(owner, grant)| {
            Ok(SpenderAllowanceInfo {
                owner: owner.address(deps.api)?.into(),
                allowance: grant.usable(&env.block).into(),
                expires: grant.expires,
            })
        })
        .collect::<Answer<_>>()?;
    Ok(AllSpenderAllowancesResponse { allowances })
}
