//! How the contract is set up and who runs it.

use cosmwasm_std::{Addr, Deps, Env};
use cw2::ContractVersion;
use cw_ownable::Ownership;
use isthmus_api::identity::{ConfigResponse, PauseScope, PausedScope, Role, RoleMembersResponse};
use isthmus_api::types::{self, page};
use isthmus_kit::{owner, pause, roles};

use super::Answer;
use crate::state;

pub fn config(deps: Deps, env: &Env) -> Answer<ConfigResponse> {
    use PauseScope::{Did, Pass, Share, Trust};
    let config = state::load_config(deps.storage)?;
    let now = env.block.time.seconds();
    let mut paused = Vec::new();
    for scope in [Did, Trust, Pass, Share] {
        if let Some(until) = pause::until(deps.storage, state::scope(scope), now)? {
            paused.push(PausedScope { scope, until });
        }
    }
    Ok(ConfigResponse {
        region: config.region.into(),
        chain_reference: config.chain_reference,
        bridge: config.bridge.into(),
        owner_delay_seconds: owner::delay_seconds(deps.storage)?,
        paused,
    })
}

pub fn ownership(deps: Deps) -> Answer<Ownership<Addr>> {
    Ok(owner::ownership(deps.storage)?)
}

pub fn contract_info(deps: Deps) -> Answer<ContractVersion> {
    Ok(cw2::get_contract_version(deps.storage)?)
}

pub fn role_members(
    deps: Deps,
    role: Role,
    start_after: Option<String>,
    limit: Option<u32>,
) -> Answer<RoleMembersResponse> {
    let checked = |account: String| types::address(deps.api, "start_after", &account);
    let cursor = start_after.map(checked).transpose()?;
    let members = roles::members(deps.storage, role, cursor.as_ref(), page(limit))?;
    Ok(RoleMembersResponse { members: members.into_iter().map(String::from).collect() })
}
