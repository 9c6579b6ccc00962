//! Duties that do not meet in one account, over both contracts: asked wherever a minter or a role is set.

use cosmwasm_std::Addr;
use cw_ownable::Action;
use isthmus_api::access::RolesOfResponse;
use isthmus_api::issuance::Role;
use isthmus_api::types;
use isthmus_kit::admin::{self, query};
use isthmus_kit::Ctx;

use super::{token, Admin};
use crate::error::Outcome;
use crate::model::duties::{conflict_of_minter, conflict_of_role, is_kept_apart, MINTER};
use crate::{state, ContractError};

/// Fails if the account has a duty, here or in the token, that a minter may not have.
pub fn ensure_may_mint(ctx: &Ctx, account: &Addr) -> Result<(), ContractError> {
    match find_conflict(ctx, account)? {
        Some(held) => Err(ContractError::DutyConflict { held, asked: MINTER }),
        None => Ok(()),
    }
}

/// The duty that the account has, here or in the token, and no minter may have.
pub fn find_conflict(ctx: &Ctx, account: &Addr) -> Result<Option<&'static str>, ContractError> {
    let here = query::roles_of::<Admin>(ctx.deps.as_ref(), account.as_str())?;
    if let Some(held) = conflict_of_minter(&here) {
        return Ok(Some(held));
    }
    Ok(conflict_of_minter(&roles_in_token(ctx, account)?))
}

fn roles_in_token(ctx: &Ctx, account: &Addr) -> Result<RolesOfResponse, ContractError> {
    let token = state::load_stablecoin(ctx.deps.storage)?;
    Ok(token::query_roles(&ctx.deps.querier, &token, account)?)
}

/// Fails if a role goes to a minter, or to whom the token trusts with what excludes it.
pub fn ensure_may_have(ctx: &Ctx, role: Role, account: &Addr) -> Result<(), ContractError> {
    if !is_kept_apart(role) {
        return Ok(());
    }
    let asked = role.into();
    if state::may_load_minter(ctx.deps.storage, account)?.is_some() {
        return Err(ContractError::DutyConflict { held: MINTER, asked });
    }
    match conflict_of_role(role, &roles_in_token(ctx, account)?) {
        Some(held) => Err(ContractError::DutyConflict { held, asked }),
        None => Ok(()),
    }
}

/// `update_ownership`: a minter neither is proposed nor accepts.
pub fn update_ownership(ctx: &mut Ctx, action: Action) -> Outcome {
    let next = match &action {
        Action::TransferOwnership { new_owner, .. } => {
            Some(types::address(ctx.deps.api, "new_owner", new_owner)?)
        }
        Action::AcceptOwnership => Some(ctx.info.sender.clone()),
        Action::RenounceOwnership => None,
    };
    if let Some(next) = next {
        if state::may_load_minter(ctx.deps.storage, &next)?.is_some() {
            return Err(ContractError::DutyConflict { held: MINTER, asked: "owner" });
        }
    }
    admin::update_ownership::<Admin>(ctx, action)
}
