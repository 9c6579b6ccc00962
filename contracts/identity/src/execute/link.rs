//! Accounts of a DID: each link is proved by both sides.

use isthmus_api::identity::events::{LinkAccepted, LinkOffered, Unlinked};
use isthmus_api::identity::{ExecuteKind, PauseScope, MAX_ACCOUNTS};
use isthmus_api::types::{self, InputError};
use isthmus_kit::emit;

use super::did::{load_active, load_controlled};
use super::{Ctx, Outcome};
use crate::error::ContractError;
use crate::state;

pub fn link(ctx: &mut Ctx, did: String, account: String) -> Outcome {
    state::ensure_not_paused(ctx.deps.storage, PauseScope::Did, ctx.now())?;
    let active = load_controlled(ctx, &did, ExecuteKind::LinkAccount)?;
    let account = types::address(ctx.deps.api, "account", &account)?;
    if state::did_of(ctx.deps.storage, &account)?.is_some() {
        return Err(ContractError::AlreadyLinked { account: account.into() });
    }
    let named = state::accounts_of(ctx.deps.storage, &active.id)?;
    if named.len() >= MAX_ACCOUNTS && !named.iter().any(|other| other.account == account) {
        return Err(InputError::TooMany {
            field: "accounts",
            max: MAX_ACCOUNTS,
            given: named.len().saturating_add(1),
        }
        .into());
    }
    state::name_account(ctx.deps.storage, &active.id, &account)?;
    emit(LinkOffered { did: active.did, account: account.into() })
}

pub fn accept(ctx: &mut Ctx, did: String) -> Outcome {
    state::ensure_not_paused(ctx.deps.storage, PauseScope::Did, ctx.now())?;
    let active = load_active(ctx, &did)?;
    let account = ctx.info.sender.clone();
    if state::load_link(ctx.deps.storage, &active.id, &account)?.is_none() {
        return Err(ContractError::unauthorized(ExecuteKind::AcceptLink));
    }
    if state::did_of(ctx.deps.storage, &account)?.is_some() {
        return Err(ContractError::AlreadyLinked { account: account.into() });
    }
    state::link_account(ctx.deps.storage, &active.id, &account)?;
    emit(LinkAccepted { did: active.did, account: account.into() })
}

pub fn unlink(ctx: &mut Ctx, did: String, account: String) -> Outcome {
    let active = load_active(ctx, &did)?;
    let account = types::address(ctx.deps.api, "account", &account)?;
    let sender = &ctx.info.sender;
    if *sender != account && !active.record.is_controller(sender) {
        return Err(ContractError::unauthorized(ExecuteKind::UnlinkAccount));
    }
    if state::load_link(ctx.deps.storage, &active.id, &account)?.is_none() {
        return Err(ContractError::not_found("link to", account));
    }
    state::unlink_account(ctx.deps.storage, &active.id, &account)?;
    emit(Unlinked { did: active.did, account: account.into(), by: ctx.by() })
}
