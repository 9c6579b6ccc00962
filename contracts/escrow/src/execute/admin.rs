//! What owner and roles do. Nothing here reaches a deal or its money.

use cosmwasm_std::{DepsMut, Env, MessageInfo, Response};
use cw_ownable::Action;
use isthmus_api::escrow::events::{
    AssetSet, Instantiated, OwnershipUpdated, Paused, PolicySet, RoleGranted, RoleRevoked, Unpaused,
};
use isthmus_api::escrow::{InstantiateMsg, PauseScope, Role};
use isthmus_api::event::TypedEvent;
use isthmus_api::gate::Policy;
use isthmus_api::types::{self, Asset, RegionId};
use isthmus_kit::pause::Scope;
use isthmus_kit::{owner, pause as pauses, roles};

use super::checked_asset;
use super::money::name;
use crate::state::{self, asset_text, Config};
use crate::{ContractError, CONTRACT_NAME, CONTRACT_VERSION};

type Done = Result<Response, ContractError>;

/// The one thing that can be paused: `propose`.
pub const NEW_DEALS: Scope = Scope { bit: 0, name: "new_deals" };

/// Sets the contract up; asks nobody.
pub fn instantiate(deps: DepsMut, _env: Env, info: MessageInfo, msg: InstantiateMsg) -> Done {
    if let Some(coin) = info.funds.first() {
        return Err(ContractError::FundsNotAccepted { given: coin.to_string() });
    }
    cw2::set_contract_version(deps.storage, CONTRACT_NAME, CONTRACT_VERSION)?;
    let first = msg.owner.as_deref();
    let first = first.map(|given| types::address(deps.api, "owner", given));
    let first = first.transpose()?.map(String::from);
    let delay = msg.owner_delay_seconds.unwrap_or_default();
    owner::initialize(deps.storage, deps.api, first.as_deref(), delay)?;
    if let Some(policy) = &msg.policy {
        policy.check()?;
    }
    let config = Config {
        region: RegionId::new("region", &msg.region)?.as_str().to_string(),
        identity: types::address(deps.api, "identity", &msg.identity)?,
        stablecoin: types::address(deps.api, "stablecoin", &msg.stablecoin)?,
        bridge: types::address(deps.api, "bridge", &msg.bridge)?,
        policy: msg.policy,
    };
    state::save_config(deps.storage, &config)?;
    for asset in &msg.assets {
        let asset = checked_asset(deps.api, asset)?;
        state::set_allowed(deps.storage, &asset, true)?;
    }
    for grant in msg.roles.unwrap_or_default() {
        let account = types::address(deps.api, "roles.account", &grant.account)?;
        roles::grant(deps.storage, grant.role, &account)?;
    }
    let event = Instantiated { region: config.region, owner: first };
    Ok(Response::new().add_event(event.to_event()))
}

/// Allows or disallows new deals in an asset.
pub fn set_asset(deps: DepsMut, asset: Asset, allowed: bool) -> Done {
    let asset = checked_asset(deps.api, &asset)?;
    state::set_allowed(deps.storage, &asset, allowed)?;
    let event = AssetSet { asset: asset_text(&asset), allowed };
    Ok(Response::new().add_event(event.to_event()))
}

/// Sets what a party must prove.
pub fn set_policy(deps: DepsMut, policy: Option<Policy>) -> Done {
    if let Some(policy) = &policy {
        policy.check()?;
    }
    let mut config = state::config(deps.storage)?;
    config.policy = policy;
    state::save_config(deps.storage, &config)?;
    let policy = config.policy;
    let event = PolicySet {
        min_level: policy.as_ref().map(|policy| policy.min_level),
        schema: policy.map(|policy| policy.schema),
    };
    Ok(Response::new().add_event(event.to_event()))
}

/// Proposes, accepts or renounces ownership.
pub fn update_ownership(deps: DepsMut, env: Env, info: MessageInfo, action: Action) -> Done {
    let now = owner::update(deps, &env.block, &info.sender, action)?;
    let event = OwnershipUpdated {
        owner: now.owner.map(String::from),
        pending_owner: now.pending_owner.map(String::from),
        by: info.sender.into(),
    };
    Ok(Response::new().add_event(event.to_event()))
}

/// Gives a role.
pub fn grant_role(deps: DepsMut, info: MessageInfo, role: Role, account: &str) -> Done {
    let account = types::address(deps.api, "account", account)?;
    roles::grant(deps.storage, role, &account)?;
    let event = RoleGranted { role: name(role), account: account.into(), by: info.sender.into() };
    Ok(Response::new().add_event(event.to_event()))
}

/// Takes a role away.
pub fn revoke_role(deps: DepsMut, info: MessageInfo, role: Role, account: &str) -> Done {
    let account = types::address(deps.api, "account", account)?;
    roles::revoke(deps.storage, role, &account);
    let event = RoleRevoked { role: name(role), account: account.into(), by: info.sender.into() };
    Ok(Response::new().add_event(event.to_event()))
}

fn scope(scope: PauseScope) -> Scope {
    match scope {
        PauseScope::NewDeals => NEW_DEALS,
    }
}

fn names(scopes: &[PauseScope]) -> String {
    let names: Vec<&str> = scopes.iter().map(|scope| (*scope).into()).collect();
    names.join(",")
}

/// Pauses new deals.
pub fn pause(
    deps: DepsMut,
    env: Env,
    info: MessageInfo,
    scopes: &[PauseScope],
    seconds: u64,
) -> Done {
    types::at_most("scopes", scopes, 7)?;
    let chosen: Vec<Scope> = scopes.iter().copied().map(scope).collect();
    let until = pauses::pause(deps.storage, &chosen, env.block.time.seconds(), seconds)?;
    let event = Paused { scopes: names(scopes), until, by: info.sender.into() };
    Ok(Response::new().add_event(event.to_event()))
}

/// Ends a pause.
pub fn unpause(deps: DepsMut, info: MessageInfo, scopes: &[PauseScope]) -> Done {
    types::at_most("scopes", scopes, 7)?;
    let chosen: Vec<Scope> = scopes.iter().copied().map(scope).collect();
    pauses::unpause(deps.storage, &chosen)?;
    let event = Unpaused { scopes: names(scopes), by: info.sender.into() };
    Ok(Response::new().add_event(event.to_event()))
}
