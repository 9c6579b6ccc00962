//! The owner: cw-ownable's two steps, and a delay between them.
//!
//! A proposed owner can accept only after the contract's delay, so that a stolen owner key can be
//! noticed and the proposal replaced before it takes effect.

use cosmwasm_std::{Addr, Api, BlockInfo, DepsMut, StdResult, Storage};
use cw_ownable::{Action, Ownership, OwnershipError};
use cw_storage_plus::Item;
use isthmus_wire::Record;

use crate::keys::Key;
use crate::AccessError;

/// cw-ownable's record, at its place and in its form, read by our own reader.
const OWNERSHIP: Item<Record<Ownership<Addr>>> = Item::new(cw_ownable::OWNERSHIP_KEY);
/// Seconds between the proposal of an owner and its acceptance.
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
    save_delay(storage, delay_seconds)?;
    set_first(storage, owner.map(|owner| api.addr_validate(owner)).transpose()?)
}

/// Whether the account is the owner now.
pub fn is_owner(storage: &dyn Storage, account: &Addr) -> StdResult<bool> {
    Ok(ownership(storage)?.owner.as_ref() == Some(account))
}

/// The owner, the proposed one and the expiry of the proposal.
pub fn ownership(storage: &dyn Storage) -> StdResult<Ownership<Addr>> {
    Ok(OWNERSHIP.load(storage)?.0)
}

/// The delay in seconds.
pub fn delay_seconds(storage: &dyn Storage) -> StdResult<u64> {
    DELAY.load(storage)
}

/// Sets the delay.
pub fn save_delay(storage: &mut dyn Storage, seconds: u64) -> StdResult<()> {
    DELAY.save(storage, &seconds)
}

/// Sets the owner at once and drops a proposal: for the chain's own governance.
pub fn set(storage: &mut dyn Storage, api: &dyn Api, owner: &Addr) -> StdResult<Ownership<Addr>> {
    PROPOSED_AT.remove(storage);
    set_first(storage, Some(api.addr_validate(owner.as_str())?))
}

/// Leaves the contract without an owner and drops a proposal.
pub fn renounce(storage: &mut dyn Storage) -> StdResult<Ownership<Addr>> {
    PROPOSED_AT.remove(storage);
    set_first(storage, None)
}

fn set_first(storage: &mut dyn Storage, owner: Option<Addr>) -> StdResult<Ownership<Addr>> {
    store(storage, Ownership { owner, pending_owner: None, pending_expiry: None })
}

fn store(storage: &mut dyn Storage, ownership: Ownership<Addr>) -> StdResult<Ownership<Addr>> {
    let record = Record(ownership);
    OWNERSHIP.save(storage, &record)?;
    Ok(record.0)
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
    let next = next(ownership(deps.storage)?, deps.api, block, sender, action)?;
    Ok(store(deps.storage, next)?)
}

/// What becomes of the ownership: cw-ownable's rules.
fn next(
    current: Ownership<Addr>,
    api: &dyn Api,
    block: &BlockInfo,
    sender: &Addr,
    action: Action,
) -> Result<Ownership<Addr>, OwnershipError> {
    if matches!(action, Action::TransferOwnership { .. } | Action::RenounceOwnership) {
        let owner = current.owner.as_ref().ok_or(OwnershipError::NoOwner)?;
        if sender != owner {
            return Err(OwnershipError::NotOwner);
        }
    }
    match action {
        Action::TransferOwnership { new_owner, expiry } => {
            let pending_owner = Some(api.addr_validate(&new_owner)?);
            Ok(Ownership { pending_owner, pending_expiry: expiry, ..current })
        }
        Action::AcceptOwnership => {
            let pending = current.pending_owner.ok_or(OwnershipError::TransferNotFound)?;
            if *sender != pending {
                return Err(OwnershipError::NotPendingOwner);
            }
            if current.pending_expiry.is_some_and(|expiry| expiry.is_expired(block)) {
                return Err(OwnershipError::TransferExpired);
            }
            Ok(Ownership { owner: Some(pending), pending_owner: None, pending_expiry: None })
        }
        Action::RenounceOwnership => {
            Ok(Ownership { owner: None, pending_owner: None, pending_expiry: None })
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use cosmwasm_std::testing::{mock_dependencies, mock_env};
    use cosmwasm_std::Timestamp;
    use cw_ownable::Expiration;

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

    /// Every sender does everything in every state, here and in cw-ownable.
    #[test]
    fn the_rules_and_the_record_are_those_of_cw_ownable() {
        let api = mock_dependencies().api;
        let [ana, bo, cy] = ["ana", "bo", "cy"].map(|name| api.addr_make(name));
        let block = mock_env().block;
        let expiries = [
            None,
            Some(Expiration::AtHeight(block.height)),
            Some(Expiration::AtHeight(block.height + 1)),
            Some(Expiration::AtTime(block.time)),
            Some(Expiration::Never {}),
        ];
        let accounts = [None, Some(ana.clone()), Some(bo.clone())];
        let mut actions = vec![Action::AcceptOwnership, Action::RenounceOwnership];
        for new_owner in [cy.to_string(), "nobody".to_string()] {
            actions.push(Action::TransferOwnership { new_owner, expiry: expiries[2] });
        }
        for owner in &accounts {
            for pending_owner in &accounts {
                for pending_expiry in expiries {
                    let (owner, pending_owner) = (owner.clone(), pending_owner.clone());
                    let before = Ownership { owner, pending_owner, pending_expiry };
                    for (sender, action) in
                        [&ana, &bo, &cy].iter().flat_map(|s| actions.iter().map(move |a| (*s, a)))
                    {
                        let mut theirs = mock_dependencies();
                        Item::new(cw_ownable::OWNERSHIP_KEY)
                            .save(&mut theirs.storage, &before)
                            .unwrap();
                        let mut ours = mock_dependencies();
                        store(&mut ours.storage, before.clone()).unwrap();
                        DELAY.save(&mut ours.storage, &0).unwrap();
                        let expected = cw_ownable::update_ownership(
                            theirs.as_mut(),
                            &block,
                            sender,
                            action.clone(),
                        );
                        let got = update(ours.as_mut(), &block, sender, action.clone());
                        assert_eq!(got, expected.map_err(Into::into), "{before:?} {action:?}");
                        let key = cw_ownable::OWNERSHIP_KEY.as_bytes();
                        if got.is_ok() {
                            assert_eq!(ours.storage.get(key), theirs.storage.get(key));
                        }
                        let is_owner_there = cw_ownable::is_owner(&theirs.storage, sender);
                        assert_eq!(is_owner(&theirs.storage, sender), is_owner_there);
                    }
                }
            }
        }
    }
}
