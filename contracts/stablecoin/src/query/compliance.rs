//! Whose payments pass, and who is frozen, held or protected.

use cosmwasm_std::{Deps, Env};
use isthmus_api::stablecoin::{
    ComplianceResponse, EscrowsResponse, ForeignReceiverResponse, ForeignReceiversResponse,
    FrozenAccount, FrozenAccountsResponse, HeldAccount, HeldAccountsResponse,
};
use isthmus_api::types::{page, RegionId};

use super::{checked_address_cursor, Answer};
use crate::state;

/// `compliance`.
pub fn compliance(deps: Deps) -> Answer<ComplianceResponse> {
    let mode = state::load_switches(deps.storage)?.mode;
    Ok(ComplianceResponse {
        mode,
        policy: state::may_load_policy_contract(deps.storage, deps.api)?,
        policy_failures: state::load_policy_failures(deps.storage)?.count,
    })
}

/// `frozen_accounts`.
pub fn frozen_accounts(
    deps: Deps,
    env: &Env,
    start_after: Option<String>,
    limit: Option<u32>,
) -> Answer<FrozenAccountsResponse> {
    let (start, now) = (checked_address_cursor(deps, start_after)?, env.block.time.seconds());
    let accounts = state::list_freezes(deps.storage, start.as_ref(), page(limit), now)?
        .into_iter()
        .map(|(account, freeze)| FrozenAccount { account, freeze })
        .collect();
    Ok(FrozenAccountsResponse { accounts })
}

/// `held_accounts`.
pub fn held_accounts(
    deps: Deps,
    env: &Env,
    start_after: Option<String>,
    limit: Option<u32>,
) -> Answer<HeldAccountsResponse> {
    let (start, now) = (checked_address_cursor(deps, start_after)?, env.block.time.seconds());
    let accounts = state::list_holds(deps.storage, start.as_ref(), page(limit), now)?
        .into_iter()
        .map(|(account, hold)| HeldAccount { account, hold })
        .collect();
    Ok(HeldAccountsResponse { accounts })
}

/// `foreign_receiver`. In a region that cannot be nobody is blocked.
pub fn foreign_receiver(
    deps: Deps,
    region: &str,
    receiver: &str,
) -> Answer<ForeignReceiverResponse> {
    let blocked = RegionId::new("region", region)
        .is_ok_and(|region| state::is_foreign_blocked(deps.storage, &region, receiver));
    Ok(ForeignReceiverResponse { blocked })
}

/// `foreign_receivers`. In a region that cannot be nobody is blocked.
pub fn foreign_receivers(
    deps: Deps,
    region: &str,
    start_after: Option<String>,
    limit: Option<u32>,
) -> Answer<ForeignReceiversResponse> {
    let Ok(region) = RegionId::new("region", region) else {
        return Ok(ForeignReceiversResponse { receivers: Vec::new() });
    };
    let start = start_after.as_deref();
    let receivers = state::list_foreign_blocked(deps.storage, &region, start, page(limit))?;
    Ok(ForeignReceiversResponse { receivers })
}

/// `escrows`.
pub fn escrows(
    deps: Deps,
    start_after: Option<String>,
    limit: Option<u32>,
) -> Answer<EscrowsResponse> {
    let start = checked_address_cursor(deps, start_after)?;
    let escrows = state::list_escrows(deps.storage, start.as_ref(), page(limit))?;
    Ok(EscrowsResponse { escrows })
}
