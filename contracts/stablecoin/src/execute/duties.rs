//! Duties that do not meet in one account, over both contracts (A5): asked wherever the minter, a role or an
//! owner is set.
//!
//! If the minter is a contract, it is the issuer's office, which has minters of its own. Whoever gets a duty
//! here that excludes minting is asked about there. An office that does not answer counts as one that says yes,
//! or to break it would be a way past; ADR 15 says what then is left to the owner and to the chain.

use cosmwasm_std::{Addr, Deps, Storage};
use cw_ownable::Action;
use isthmus_api::access::RolesOfResponse;
use isthmus_api::issuance::{MinterResponse, QueryMsg};
use isthmus_api::stablecoin::Role;
use isthmus_api::types;
use isthmus_kit::admin::{self, Duty};
use isthmus_kit::{owner, roles, AccessError};

use super::{is_contract, Admin, Ctx, Outcome};
use crate::error::ContractError;
use crate::model::roles::{excludes_minting, excludes_office, MINTER};
use crate::state;

/// Fails if the account has a duty here that a minter may not have.
pub fn ensure_may_mint(storage: &dyn Storage, account: &Addr) -> Result<(), ContractError> {
    let has = |duty: Duty<Role>| match duty {
        Duty::Owner => owner::is_owner(storage, account),
        Duty::Role(role) => Ok(roles::has(storage, role, account)),
    };
    for duty in excludes_minting() {
        if has(duty)? {
            return Err(conflict(duty.name(), MINTER));
        }
    }
    Ok(())
}

/// Fails if the account may not get the duty, because it mints, here or in the office, or because of what it
/// does there.
pub fn ensure_may_have(deps: Deps, duty: Duty<Role>, account: &Addr) -> Result<(), ContractError> {
    if !excludes_minting().any(|other| other == duty) {
        return Ok(());
    }
    let Some(minter) = state::may_load_minter_address(deps.storage)? else { return Ok(()) };
    if minter == *account {
        return Err(conflict(MINTER, duty.name()));
    }
    // An account with a key has no minters behind it.
    if !is_contract(deps.querier, &minter) {
        return Ok(());
    }
    let question = QueryMsg::MinterInfo { minter: account.to_string() };
    let silent = |_| ContractError::OfficeSilent { office: minter.to_string() };
    let info: Option<MinterResponse> =
        deps.querier.query_wasm_smart(&minter, &question).map_err(silent)?;
    if info.is_some() {
        return Err(conflict(MINTER, duty.name()));
    }
    let question = QueryMsg::RolesOf { account: account.to_string() };
    let there: RolesOfResponse =
        deps.querier.query_wasm_smart(&minter, &question).map_err(silent)?;
    match excludes_office(duty, &there) {
        Some(held) => Err(conflict(held, duty.name())),
        None => Ok(()),
    }
}

/// `update_ownership`: who mints neither is proposed nor accepts.
pub fn update_ownership(ctx: &mut Ctx, action: Action) -> Outcome {
    let next = match &action {
        Action::TransferOwnership { new_owner, .. } => {
            Some(types::address(ctx.deps.api, "new_owner", new_owner)?)
        }
        Action::AcceptOwnership => Some(ctx.info.sender.clone()),
        Action::RenounceOwnership => None,
    };
    // Who may propose or accept is asked first, and a refusal below undoes what is stored here.
    let response = admin::update_ownership::<Admin>(ctx, action)?;
    if let Some(next) = next {
        ensure_may_have(ctx.deps.as_ref(), Duty::Owner, &next)?;
    }
    Ok(response)
}

fn conflict(held: &'static str, asked: &'static str) -> ContractError {
    AccessError::RoleConflict { held, asked }.into()
}
