//! Jurisdictions and their anchors.

use isthmus_api::identity::events::{AnchorAccepted, AnchorProposed, JurisdictionCreated};
use isthmus_api::identity::{ExecuteKind, PauseScope};
use isthmus_api::types::{self, JurisdictionId};
use isthmus_kit::{emit, owner};

use super::{Ctx, Outcome};
use crate::error::ContractError;
use crate::model::trust::Jurisdiction;
use crate::state;

/// What the registry knows of a jurisdiction.
fn load_jurisdiction(ctx: &Ctx, id: &JurisdictionId) -> Result<Jurisdiction, ContractError> {
    state::load_jurisdiction(ctx.deps.storage, id)?
        .ok_or_else(|| ContractError::not_found("jurisdiction", id))
}

/// Fails unless the sender is the anchor of the jurisdiction.
pub fn ensure_anchor(
    ctx: &Ctx,
    id: &JurisdictionId,
    kind: ExecuteKind,
) -> Result<(), ContractError> {
    if load_jurisdiction(ctx, id)?.anchor == ctx.info.sender {
        return Ok(());
    }
    Err(ContractError::unauthorized(kind))
}

pub fn create(ctx: &mut Ctx, jurisdiction: String, anchor: String) -> Outcome {
    state::ensure_not_paused(ctx.deps.storage, PauseScope::Trust, ctx.now())?;
    let id = JurisdictionId::new("jurisdiction", &jurisdiction)?;
    let anchor = types::address(ctx.deps.api, "anchor", &anchor)?;
    if state::load_jurisdiction(ctx.deps.storage, &id)?.is_some() {
        return Err(ContractError::AlreadyExists { what: "jurisdiction", id: id.into() });
    }
    let record = Jurisdiction { anchor: anchor.clone(), proposed: None };
    state::save_jurisdiction(ctx.deps.storage, &id, &record)?;
    emit(JurisdictionCreated { jurisdiction: id, anchor: anchor.into() })
}

pub fn propose_anchor(ctx: &mut Ctx, jurisdiction: String, anchor: Option<String>) -> Outcome {
    state::ensure_not_paused(ctx.deps.storage, PauseScope::Trust, ctx.now())?;
    let id = JurisdictionId::new("jurisdiction", &jurisdiction)?;
    let mut record = load_jurisdiction(ctx, &id)?;
    let sender = &ctx.info.sender;
    if record.anchor != *sender && !owner::is_owner(ctx.deps.storage, sender)? {
        return Err(ContractError::unauthorized(ExecuteKind::ProposeAnchor));
    }
    let checked = |account: String| types::address(ctx.deps.api, "anchor", &account);
    record.proposed = anchor.map(checked).transpose()?;
    state::save_jurisdiction(ctx.deps.storage, &id, &record)?;
    let anchor = record.proposed.map(String::from);
    emit(AnchorProposed { jurisdiction: id, anchor, by: ctx.by() })
}

pub fn accept_anchor(ctx: &mut Ctx, jurisdiction: String) -> Outcome {
    state::ensure_not_paused(ctx.deps.storage, PauseScope::Trust, ctx.now())?;
    let id = JurisdictionId::new("jurisdiction", &jurisdiction)?;
    let record = load_jurisdiction(ctx, &id)?;
    if record.proposed.as_ref() != Some(&ctx.info.sender) {
        return Err(ContractError::unauthorized(ExecuteKind::AcceptAnchor));
    }
    let accepted = Jurisdiction { anchor: ctx.info.sender.clone(), proposed: None };
    state::save_jurisdiction(ctx.deps.storage, &id, &accepted)?;
    let previous = record.anchor.into();
    emit(AnchorAccepted { jurisdiction: id, anchor: ctx.by(), previous })
}
