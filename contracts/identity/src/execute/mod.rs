//! One message = load, ask the model, save, emit.

pub mod admin;
pub mod did;
pub mod link;
pub mod pass;
pub mod share;
pub mod status;
pub mod trust;

use cosmwasm_std::{Addr, Response, Storage};
use isthmus_api::event::TypedEvent;
use isthmus_api::identity::{ExecuteKind, ExecuteMsg};
use isthmus_api::permission::Guarded;
use isthmus_api::types::printable;
use isthmus_kit::unauthorized;

use crate::error::ContractError;
use crate::model::did::{not_found, DidId, DidRecord, Registry};
use crate::state;

fn emit(event: &impl TypedEvent) -> Response {
    Response::new().add_event(event.to_event())
}

/// "Unauthorized", with what the permission table says of the message.
fn refused(kind: ExecuteKind) -> ContractError {
    unauthorized(ExecuteMsg::permission(kind).caller).into()
}

fn missing(what: &'static str, id: &str) -> ContractError {
    ContractError::NotFound { what, id: printable(id) }
}

/// An active DID of this registry.
fn active(
    storage: &dyn Storage,
    registry: &Registry,
    did: &str,
) -> Result<(DidId, DidRecord), ContractError> {
    let id = registry.id(did)?;
    let record = state::did(storage, &id)?.ok_or_else(|| not_found(did))?;
    if record.deactivated {
        return Err(ContractError::Deactivated { did: registry.did(&id) });
    }
    Ok((id, record))
}

/// An active DID that the sender controls.
fn controlled(
    storage: &dyn Storage,
    registry: &Registry,
    did: &str,
    sender: &Addr,
    kind: ExecuteKind,
) -> Result<(DidId, DidRecord), ContractError> {
    let (id, record) = active(storage, registry, did)?;
    match record.is_controller(sender) {
        true => Ok((id, record)),
        false => Err(refused(kind)),
    }
}
