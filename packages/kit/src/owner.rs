//! The owner: cw-ownable's two steps, and a delay between them.
//!
//! A proposed owner can accept only after the contract's delay, so that a stolen owner key can be
//! noticed and the proposal replaced before it takes effect.

use cosmwasm_std::{Addr, Api, BlockInfo, DepsMut, StdResult, Storage};
use cw_ownable::{Action, Ownership};
use cw_storage_plus::Item;

use crate::keys::Key;
use crate::AccessError;

/// Seconds between the proposal of an owner and its acceptance, fixed at instantiate.
const DELAY: Item<u64> = Item::new("owner_delay_seconds");
/// When the pending owner was proposed.
const PROPOSED_AT: Item<u64> = Item::new("owner_proposed_at");

/// Storage keys of this module, for each contract's table of keys.
pub const KEYS: &[Key] = &[
    Key::namespace(cw_ownable::OWNERSHIP_KEY, "cw-ownable: owner, proposed owner, expiry"),
    Key::namespace(
        "owner_delay_seconds",
        "seconds from the proposal of an owner to its acceptance",
    ),
    Key::namespace("owner_proposed_at", "when the proposed owner was proposed"),
];

/// Sets the first owner (none: nobody ever is) and the delay.
pub fn initialize(
    storage: &mut dyn Storage,
    api: &dyn Api,
    owner: Option<&str>,
    delay_seconds: u64,
) -> StdResult<Ownership<Addr>> {
    DELAY.save(storage, &delay_seconds)?;
    cw_ownable::initialize_owner(storage, api, owner)
}

/// Whether the account is the owner now.
pub fn is_owner(storage: &dyn Storage, account: &Addr) -> StdResult<bool> {
    cw_ownable::is_owner(storage, account)
}

/// The owner, the proposed one and the expiry of the proposal.
pub fn ownership(storage: &dyn Storage) -> StdResult<Ownership<Addr>> {
    cw_ownable::get_ownership(storage)
}

/// The delay in seconds.
pub fn delay_seconds(storage: &dyn Storage) -> StdResult<u64> {
    DELAY.load(storage)
}

/// Sets the owner at once and drops a proposal: for the chain's own governance.
pub fn set(storage: &mut dyn Storage, api: &dyn Api, owner: &Addr) -> StdResult<Ownership<Addr>> {
    PROPOSED_AT.remove(storage);
    cw_ownable::initialize_owner(storage, api, Some(owner.as_str()))
}

/// Leaves the contract without an owner and drops a proposal.
pub fn renounce(storage: &mut dyn Storage, api: &dyn Api) -> StdResult<Ownership<Addr>> {
    PROPOSED_AT.remove(storage);
    cw_ownable::initialize_owner(storage, api, None)
}

/// Proposes, accepts or renounces, with cw-ownable's rules about who may do which.
pub fn update(
    deps: DepsMut,
    block: &BlockInfo,
    sender: &Addr,
    action: Action,
) -> Result<Ownership<Addr>, AccessError> {
    let now = block.time.seconds();
    match action {
        Action::TransferOwnership { .. } => PROPOSED_AT.save(deps.storage, &now)?,
        Action::AcceptOwnership => {
            let proposed_at = PROPOSED_AT.may_load(deps.storage)?.unwrap_or(now);
            let at = proposed_at.saturating_add(delay_seconds(deps.storage)?);
            let pending = ownership(deps.storage)?.pending_owner;
            if pending.as_ref() == Some(sender) && now < at {
                return Err(AccessError::OwnerDelay { at, now });
            }
        }
        Action::RenounceOwnership => {}
    }
    Ok(cw_ownable::update_ownership(deps, block, sender, action)?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use cosmwasm_std::testing::{mock_dependencies, mock_env};
    use cosmwasm_std::Timestamp;

    #[test]
    fn a_new_owner_waits_for_the_delay() {
        let mut deps = mock_dependencies();
        let (old, new) = (deps.api.addr_make("old"), deps.api.addr_make("new"));
        let api = deps.api;
        initialize(deps.as_mut().storage, &api, Some(old.as_str()), 100).unwrap();
        let mut block = mock_env().block;
        block.time = Timestamp::from_seconds(1_000);
        let propose = Action::TransferOwnership { new_owner: new.to_string(), expiry: None };

        assert!(update(deps.as_mut(), &block, &new, propose.clone()).is_err());
        update(deps.as_mut(), &block, &old, propose).unwrap();
        block.time = Timestamp::from_seconds(1_099);
        assert_eq!(
            update(deps.as_mut(), &block, &new, Action::AcceptOwnership).unwrap_err(),
            AccessError::OwnerDelay { at: 1_100, now: 1_099 }
        );
        assert!(is_owner(&deps.storage, &old).unwrap());
        block.time = Timestamp::from_seconds(1_100);
        update(deps.as_mut(), &block, &new, Action::AcceptOwnership).unwrap();
        assert!(is_owner(&deps.storage, &new).unwrap());
    }
}
