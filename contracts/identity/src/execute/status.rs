//! Status lists.

use isthmus_api::identity::events::{StatusListCreated, StatusSet};
use isthmus_api::identity::{ExecuteKind, PauseScope, StatusUpdate};
use isthmus_api::packet::AttestedStatus;
use isthmus_kit::emit;

use super::did::{load_controlled, load_registry};
use super::{Ctx, Outcome};
use crate::error::ContractError;
use crate::model::status::{self, StatusList};
use crate::model::trust::ensure_any_holds;
use crate::state::{self, Numbered};

pub fn create_list(ctx: &mut Ctx, issuer: String, size: u32) -> Outcome {
    let now = ctx.now();
    state::ensure_not_paused(ctx.deps.storage, PauseScope::Pass, now)?;
    let active = load_controlled(ctx, &issuer, ExecuteKind::CreateStatusList)?;
    let mut held = Vec::new();
    for number in state::accreditations_of(ctx.deps.storage, &active.id)? {
        held.extend(state::load_accreditation(ctx.deps.storage, number)?);
    }
    ensure_any_holds(&held, now)?;
    let list = StatusList::create(active.id, size, now)?;
    let number = state::next_number(ctx.deps.storage, Numbered::List)?;
    state::save_list(ctx.deps.storage, number, &list)?;
    emit(StatusListCreated { list: number, issuer: active.did, size })
}

/// Statuses follow the issuer's DID, not the key or the accreditation under which passes were
/// issued: after a rotation, or while suspended, an issuer can still revoke.
pub fn set(ctx: &mut Ctx, number: u32, updates: Vec<StatusUpdate>) -> Outcome {
    let now = ctx.now();
    let list = state::load_list(ctx.deps.storage, number)?
        .ok_or_else(|| ContractError::not_found("status list", number))?;
    let issuer = load_registry(ctx)?.did(&list.issuer)?;
    load_controlled(ctx, issuer.as_str(), ExecuteKind::SetStatus)?;

    let count = |status| {
        let count = updates.iter().filter(|update| update.status == status).count();
        u32::try_from(count).unwrap_or(u32::MAX)
    };
    let valid = count(AttestedStatus::Valid);
    let suspended = count(AttestedStatus::Suspended);
    let revoked = count(AttestedStatus::Revoked);
    if valid > 0 {
        state::ensure_not_paused(ctx.deps.storage, PauseScope::Pass, now)?;
    }
    for (chunk, updates) in list.by_chunk(updates)? {
        let before = state::load_chunk(ctx.deps.storage, number, chunk)?;
        let after = status::apply(number, before, &updates)?;
        state::save_chunk(ctx.deps.storage, number, chunk, &after);
    }
    let changed = list.changed(now);
    state::save_list(ctx.deps.storage, number, &changed)?;
    emit(StatusSet { list: number, epoch: changed.epoch, valid, suspended, revoked })
}
