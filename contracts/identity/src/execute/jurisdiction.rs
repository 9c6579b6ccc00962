//! Jurisdictions and their anchors.

use cosmwasm_std::{Addr, Deps, Event, Storage};
use isthmus_api::identity::events::{AnchorAccepted, AnchorProposed, JurisdictionCreated};
use isthmus_api::identity::{Change, ExecuteKind, PauseScope};
use isthmus_api::types::{self, JurisdictionId};
use isthmus_kit::{admin, emit, owner};

use super::{Admin, Ctx, Outcome};
use crate::error::ContractError;
use crate::model::trust::Jurisdiction;
use crate::state;

/// What the registry knows of a jurisdiction.
fn load_jurisdiction(
    storage: &dyn Storage,
    id: &JurisdictionId,
) -> Result<Jurisdiction, ContractError> {
    state::load_jurisdiction(storage, id)?
        .ok_or_else(|| ContractError::not_found("jurisdiction", id))
}

/// Fails unless the sender is the anchor of the jurisdiction.
pub fn ensure_anchor(
    ctx: &Ctx,
    id: &JurisdictionId,
    kind: ExecuteKind,
) -> Result<(), ContractError> {
    if load_jurisdiction(ctx.deps.storage, id)?.anchor == ctx.info.sender {
        return Ok(());
    }
    Err(ContractError::unauthorized(kind))
}

/// Creates a jurisdiction, at once or after the wait.
pub fn put_jurisdiction(ctx: &mut Ctx, jurisdiction: &str, anchor: &str) -> Outcome {
    state::ensure_not_paused(ctx.deps.storage, PauseScope::Trust, ctx.now())?;
    let new = checked_new(ctx.deps.as_ref(), jurisdiction, anchor)?;
    let record = Jurisdiction { anchor: new.anchor.clone(), proposed: None };
    state::save_jurisdiction(ctx.deps.storage, &new.id, &record)?;
    emit(JurisdictionCreated { jurisdiction: new.id, anchor: new.anchor.into() })
}

/// A jurisdiction that is not there yet.
pub struct NewJurisdiction {
    id: JurisdictionId,
    anchor: Addr,
}

/// Checks a new jurisdiction. Fails when there is one of that name.
pub fn checked_new(
    deps: Deps,
    jurisdiction: &str,
    anchor: &str,
) -> Result<NewJurisdiction, ContractError> {
    let id = JurisdictionId::new("jurisdiction", jurisdiction)?;
    let anchor = types::address(deps.api, "anchor", anchor)?;
    if state::load_jurisdiction(deps.storage, &id)?.is_some() {
        return Err(ContractError::AlreadyExists { what: "jurisdiction", id: id.into() });
    }
    Ok(NewJurisdiction { id, anchor })
}

pub fn propose_anchor(ctx: &mut Ctx, jurisdiction: String, anchor: Option<String>) -> Outcome {
    let id = JurisdictionId::new("jurisdiction", &jurisdiction)?;
    let record = load_jurisdiction(ctx.deps.storage, &id)?;
    let sender = &ctx.info.sender;
    if record.anchor != *sender {
        if !owner::is_owner(ctx.deps.storage, sender)? {
            return Err(ContractError::unauthorized(ExecuteKind::ProposeAnchor));
        }
        // An anchor hands over what is its own; the owner takes it from an anchor that lost its key.
        let change = Change::ProposeAnchor { jurisdiction, anchor };
        return admin::change::<Admin>(ctx, change);
    }
    let dropped = overtake(ctx, jurisdiction)?;
    Ok(save_proposal(ctx, id, record, anchor)?.add_events(dropped))
}

/// Drops what the owner has announced of the jurisdiction's anchor, and could undo: it was about the anchor
/// as it was.
fn overtake(ctx: &mut Ctx, jurisdiction: String) -> Result<Vec<Event>, ContractError> {
    let change = Change::ProposeAnchor { jurisdiction, anchor: None };
    Ok(admin::overtake::<Admin>(ctx, &change)?)
}

/// Proposes an anchor for the owner, at once or after the wait.
pub fn put_proposal(ctx: &mut Ctx, jurisdiction: &str, anchor: Option<String>) -> Outcome {
    let id = JurisdictionId::new("jurisdiction", jurisdiction)?;
    let record = load_jurisdiction(ctx.deps.storage, &id)?;
    save_proposal(ctx, id, record, anchor)
}

fn save_proposal(
    ctx: &mut Ctx,
    id: JurisdictionId,
    record: Jurisdiction,
    anchor: Option<String>,
) -> Outcome {
    state::ensure_not_paused(ctx.deps.storage, PauseScope::Trust, ctx.now())?;
    let proposed = checked_anchor(ctx.deps.as_ref(), anchor.as_deref())?;
    state::save_jurisdiction(ctx.deps.storage, &id, &Jurisdiction { proposed, ..record })?;
    emit(AnchorProposed { jurisdiction: id, anchor, by: ctx.by() })
}

fn checked_anchor(deps: Deps, anchor: Option<&str>) -> Result<Option<Addr>, ContractError> {
    let checked = anchor.map(|account| types::address(deps.api, "anchor", account));
    Ok(checked.transpose()?)
}

/// The account that is proposed as anchor now, if the one asked for could be.
pub fn proposed_anchor(
    deps: Deps,
    jurisdiction: &str,
    asked: Option<&str>,
) -> Result<Option<String>, ContractError> {
    checked_anchor(deps, asked)?;
    let id = JurisdictionId::new("jurisdiction", jurisdiction)?;
    Ok(load_jurisdiction(deps.storage, &id)?.proposed.map(String::from))
}

pub fn accept_anchor(ctx: &mut Ctx, jurisdiction: String) -> Outcome {
    state::ensure_not_paused(ctx.deps.storage, PauseScope::Trust, ctx.now())?;
    let id = JurisdictionId::new("jurisdiction", &jurisdiction)?;
    let record = load_jurisdiction(ctx.deps.storage, &id)?;
    if record.proposed.as_ref() != Some(&ctx.info.sender) {
        return Err(ContractError::unauthorized(ExecuteKind::AcceptAnchor));
    }
    let accepted = Jurisdiction { anchor: ctx.info.sender.clone(), proposed: None };
    state::save_jurisdiction(ctx.deps.storage, &id, &accepted)?;
    let dropped = overtake(ctx, jurisdiction)?;
    let (anchor, previous) = (ctx.by(), record.anchor.into());
    let told = emit::<ContractError>(AnchorAccepted { jurisdiction: id, anchor, previous })?;
    Ok(told.add_events(dropped))
}
