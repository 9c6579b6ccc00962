//! Owner, roles, pauses, changes that wait, what was given up, migration.

use cosmwasm_std::{Addr, Deps, Env};
use cw2::ContractVersion;
use cw_ownable::Ownership;
use isthmus_api::access::{PausesResponse, RoleMembersResponse, RolesOfResponse};
use isthmus_api::stablecoin::{
    FeaturesResponse, HandOverStatus, MigrationStatus, PendingChangesResponse, Role,
};
use isthmus_kit::admin::query;

use super::Answer;
use crate::execute::Admin;
use crate::state;

/// `ownership`.
pub fn ownership(deps: Deps) -> Answer<Ownership<Addr>> {
    Ok(query::ownership(deps)?)
}

/// `contract_info`.
pub fn contract_info(deps: Deps) -> Answer<ContractVersion> {
    Ok(query::contract_info(deps)?)
}

/// `role_members`.
pub fn role_members(
    deps: Deps,
    role: Role,
    start_after: Option<String>,
    limit: Option<u32>,
) -> Answer<RoleMembersResponse> {
    Ok(query::role_members::<Admin>(deps, role, start_after, limit)?)
}

/// `roles_of`.
pub fn roles_of(deps: Deps, account: &str) -> Answer<RolesOfResponse> {
    Ok(query::roles_of::<Admin>(deps, account)?)
}

/// `pauses`.
pub fn pauses(deps: Deps, env: &Env) -> Answer<PausesResponse> {
    Ok(query::pauses::<Admin>(deps, env)?)
}

/// `pending_changes`.
pub fn pending_changes(deps: Deps) -> Answer<PendingChangesResponse> {
    Ok(query::pending_changes::<Admin>(deps)?)
}

/// `features`.
pub fn features(deps: Deps) -> Answer<FeaturesResponse> {
    Ok(FeaturesResponse { renounced: state::load_renounced(deps.storage)? })
}

/// `migration_status`: none while no migration is under way.
pub fn migration_status(deps: Deps) -> Answer<Option<MigrationStatus>> {
    Ok(state::may_load_migration(deps.storage)?)
}

/// `hand_over`: none while nothing is handed over.
pub fn hand_over(deps: Deps) -> Answer<Option<HandOverStatus>> {
    let office = state::may_load_hand_over(deps.storage)?;
    Ok(office.map(|office| HandOverStatus { office }))
}
