//! How a contract begins, and how it moves to newer code.

use cosmwasm_std::{Addr, DepsMut, Event, MessageInfo, Storage};
use isthmus_api::access::events::{CancelChange, Migrate};
use isthmus_api::access::{RoleGrant, BY_CHAIN, DEFAULT_DELAY_SECONDS, MAX_FIRST_ROLES};
use isthmus_api::event::TypedEvent;
use isthmus_api::types;

use super::changes::initialize_delay;
use super::ownership::check_owner_delay;
use super::roles::grant;
use super::Administration;
use crate::{changes, ensure_no_funds, owner, version, AccessError};

/// What an instantiate message says of administration.
pub struct First<R> {
    /// The owner. Without one nobody ever is, and no role can be granted later.
    pub owner: Option<String>,
    /// Seconds between the proposal of an owner and its acceptance. None: 48 hours.
    pub owner_delay_seconds: Option<u64>,
    /// Roles granted at the start, at most 64.
    pub roles: Option<Vec<RoleGrant<R>>>,
    /// Seconds that a change which loosens something has to wait. None: 48 hours.
    pub change_delay_seconds: Option<u64>,
}

/// Refuses coins, stores name and version, and [`initialize`]s. The events come after the contract's own.
pub fn instantiate<A: Administration>(
    deps: &mut DepsMut,
    info: &MessageInfo,
    first: First<A::Role>,
) -> Result<Vec<Event>, AccessError> {
    ensure_no_funds(info)?;
    version::save(deps.storage, A::NAME, A::VERSION)?;
    initialize::<A>(deps, first, info.sender.as_str())
}

/// Sets owner, delays and first roles. Fails when an address is none, a delay is above 30 days, or duties that exclude each other would meet in one account. Emits `isthmus_access_grant_role` for
/// each role.
pub fn initialize<A: Administration>(
    deps: &mut DepsMut,
    first: First<A::Role>,
    by: &str,
) -> Result<Vec<Event>, AccessError> {
    if let Some(owner) = &first.owner {
        types::address(deps.api, "owner", owner)?;
    }
    let owner_delay = first.owner_delay_seconds.unwrap_or(DEFAULT_DELAY_SECONDS);
    check_owner_delay("owner_delay_seconds", owner_delay)?;
    owner::initialize(deps.storage, deps.api, first.owner.as_deref(), owner_delay)?;
    let change_delay = first.change_delay_seconds.unwrap_or(DEFAULT_DELAY_SECONDS);
    initialize_delay(deps.storage, change_delay)?;
    let grants = first.roles.unwrap_or_default();
    types::at_most("roles", &grants, MAX_FIRST_ROLES)?;
    let grant = |RoleGrant { role, account }| {
        grant::<A>(deps.storage, deps.api, role, account, by.to_string())
    };
    grants.into_iter().map(grant).collect()
}

/// Refuses the state of another contract and that of newer code; stores the new version, and tells of
/// it.
pub fn migrate<A: Administration>(storage: &mut dyn Storage) -> Result<Event, AccessError> {
    let stored = version::load(storage)?;
    if stored.contract != A::NAME || !version::is_same_or_older(&stored.version, A::VERSION) {
        let found = format!("{} {}", stored.contract, stored.version);
        let code = format!("{} {}", A::NAME, A::VERSION);
        return Err(AccessError::Migration { found, code });
    }
    if stored.version != A::VERSION {
        version::save(storage, A::NAME, A::VERSION)?;
    }
    let to_version = A::VERSION.to_string();
    Ok(Migrate { from_version: stored.version, to_version }.to_event())
}

/// Drops the changes that wait and are none of this code's any more, for a contract that has fewer rules than
/// its older code; tells of each. What could be undone goes with them.
pub fn drop_unreadable<A: Administration>(
    storage: &mut dyn Storage,
) -> Result<Vec<Event>, AccessError> {
    let dropped = changes::drop_unreadable::<A::Change>(storage)?;
    let tell = |(id, by): (u64, Addr)| {
        CancelChange { id, scheduled_by: by.into_string(), by: BY_CHAIN.to_string() }.to_event()
    };
    Ok(dropped.into_iter().map(tell).collect())
}
