//! Owner, roles, pauses, changes that wait, migration.

use cosmwasm_std::{Addr, Deps, Env};
use cw2::ContractVersion;
use cw_ownable::Ownership;
use isthmus_api::stablecoin::{
    FeaturesResponse, MigrationStatus, PauseScope, PauseStateResponse, PausedScope,
    PendingChangesResponse, Role, RoleMembersResponse, RolesOfResponse,
};
use isthmus_api::types::{self, page};
use isthmus_kit::{owner, roles};
use strum::IntoEnumIterator;

use super::{checked_address_cursor, Answer};
use crate::state;

/// `ownership`.
pub fn ownership(deps: Deps) -> Answer<Ownership<Addr>> {
    Ok(owner::ownership(deps.storage)?)
}

/// `contract_info`.
pub fn contract_info(deps: Deps) -> Answer<ContractVersion> {
    Ok(cw2::get_contract_version(deps.storage)?)
}

/// `migration_status`: none while no migration is under way.
pub fn migration_status(deps: Deps) -> Answer<Option<MigrationStatus>> {
    Ok(state::may_load_migration(deps.storage)?)
}

/// `role_members`.
pub fn role_members(
    deps: Deps,
    role: Role,
    start_after: Option<String>,
    limit: Option<u32>,
) -> Answer<RoleMembersResponse> {
    let start = checked_address_cursor(deps, start_after)?;
    let members = roles::members(deps.storage, role, start.as_ref(), page(limit))?;
    Ok(RoleMembersResponse { members })
}

/// `roles_of`.
pub fn roles_of(deps: Deps, account: &str) -> Answer<RolesOfResponse> {
    let account = types::address(deps.api, "account", account)?;
    let roles = Role::iter().filter(|role| roles::has(deps.storage, *role, &account)).collect();
    Ok(RolesOfResponse { owner: owner::is_owner(deps.storage, &account)?, roles })
}

/// `pause_state`.
pub fn pause_state(deps: Deps, env: &Env) -> Answer<PauseStateResponse> {
    let now = env.block.time.seconds();
    let pauses = state::load_pauses(deps.storage)?;
    let paused = PauseScope::iter().filter_map(|scope| {
        let until = pauses.until(state::scope(scope), now)?;
        Some(PausedScope { scope, until })
    });
    Ok(PauseStateResponse { paused: paused.collect() })
}

/// `pending_changes`.
pub fn pending_changes(deps: Deps) -> Answer<PendingChangesResponse> {
    let changes = state::pending_changes(deps.storage)?;
    Ok(PendingChangesResponse { changes })
}

/// `features`.
pub fn features(deps: Deps) -> Answer<FeaturesResponse> {
    Ok(FeaturesResponse { renounced: state::renounced(deps.storage)? })
}
