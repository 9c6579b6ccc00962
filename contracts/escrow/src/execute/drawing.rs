//! A drawing: present, complete, represent, accept, refuse, waive.

use std::collections::BTreeSet;

use cosmwasm_std::{DepsMut, Env, MessageInfo, Response, Storage, Uint128};
use isthmus_api::escrow::events::{Presented, Refused, Waived};
use isthmus_api::escrow::{
    Disposition, Document, DrawingStatus, ExecuteKind, Finding, Presentation,
};
use isthmus_api::event::TypedEvent;
use isthmus_api::types;

use super::money::{carry_out, name};
use crate::model::deal::{Deal, Drawing, Scene};
use crate::model::terms;
use crate::{state, ContractError};

type Done = Result<Response, ContractError>;
/// Deal and drawing.
type Which = (u64, u64);

/// Documents are presented.
pub fn present(
    deps: DepsMut,
    env: Env,
    info: MessageInfo,
    id: u64,
    presentation: Presentation,
    complete: Option<bool>,
) -> Done {
    let now = env.block.time.seconds();
    let mut deal = state::deal(deps.storage, id)?;
    let before = deal.status;
    deal.party(&info.sender, ExecuteKind::Present)?;
    let presentation = terms::presentation(presentation)?;
    let terms = state::terms(deps.storage, id)?;
    let instants = [now, period_end(&terms, presentation.shipped_at)];
    let calendar = state::calendar(deps.storage, terms.calendar, &instants)?;
    let used = used_elsewhere(deps.storage, &deal, 0, &presentation.documents)?;
    let scene =
        Scene { terms: &terms, calendar: &calendar, used: &used, presenter: &info.sender, now };
    let (number, drawing, steps) = deal.present(presentation, complete != Some(false), &scene)?;
    state::save_presentation(deps.storage, id, number, &drawing, &used)?;
    let event = presented(&deal, number, &drawing);
    let response = carry_out(deps, &deal, before, steps, &info.sender)?;
    Ok(response.add_event(event.to_event()))
}

/// The last documents of a presentation.
pub fn complete(
    deps: DepsMut,
    env: Env,
    info: MessageInfo,
    (id, number): Which,
    documents: Vec<Document>,
) -> Done {
    again(deps, env, info, (id, number), documents, None)
}

/// A refused drawing is presented again.
pub fn represent(
    deps: DepsMut,
    env: Env,
    info: MessageInfo,
    which: Which,
    documents: Vec<Document>,
    changes: (Option<Uint128>, Option<u64>),
) -> Done {
    if let Some(amount) = changes.0 {
        types::within("amount", amount.u128(), (1, terms::MAX_AMOUNT))?;
    }
    again(deps, env, info, which, documents, Some(changes))
}

/// Presents an existing drawing: completes it without changes, presents it again with them.
fn again(
    deps: DepsMut,
    env: Env,
    info: MessageInfo,
    (id, number): Which,
    documents: Vec<Document>,
    changes: Option<(Option<Uint128>, Option<u64>)>,
) -> Done {
    let now = env.block.time.seconds();
    let mut deal = state::deal(deps.storage, id)?;
    let before = deal.status;
    deal.party(&info.sender, ExecuteKind::Represent)?;
    terms::documents(&documents)?;
    let mut drawing = state::drawing(deps.storage, id, number)?;
    let terms = state::terms(deps.storage, id)?;
    let shipped_at = changes.and_then(|(_, at)| at).unwrap_or(drawing.shipped_at);
    let instants = [now, period_end(&terms, shipped_at)];
    let calendar = state::calendar(deps.storage, terms.calendar, &instants)?;
    let all: Vec<Document> = documents.iter().chain(&drawing.documents).cloned().collect();
    let used = used_elsewhere(deps.storage, &deal, number, &all)?;
    let scene =
        Scene { terms: &terms, calendar: &calendar, used: &used, presenter: &info.sender, now };
    let steps = match changes {
        None => deal.complete(number, &mut drawing, documents, &scene)?,
        Some(changes) => deal.represent(number, &mut drawing, documents, changes, &scene)?,
    };
    state::save_presentation(deps.storage, id, number, &drawing, &used)?;
    let event = presented(&deal, number, &drawing);
    let response = carry_out(deps, &deal, before, steps, &info.sender)?;
    Ok(response.add_event(event.to_event()))
}

/// An instant on the last day of the presentation period, for loading the calendar around it.
pub fn period_end(terms: &isthmus_api::escrow::Terms, shipped_at: u64) -> u64 {
    let days = u64::from(terms.presentation_period_days.unwrap_or_default());
    shipped_at.saturating_add(days.saturating_mul(86_400))
}

/// Hashes among the documents that another drawing of the deal uses and was not refused for.
pub fn used_elsewhere(
    storage: &dyn Storage,
    deal: &Deal,
    number: u64,
    documents: &[Document],
) -> Result<BTreeSet<Vec<u8>>, ContractError> {
    let mut used = BTreeSet::new();
    for document in documents {
        let hash = document.hash.as_slice();
        let Some(user) = state::document_user(storage, deal.id, hash)? else {
            continue;
        };
        let counts =
            deal.numbered().any(|(n, slot)| n == user && slot.status != DrawingStatus::Refused);
        if user != number && counts {
            used.insert(hash.to_vec());
        }
    }
    Ok(used)
}

fn presented(deal: &Deal, number: u64, drawing: &Drawing) -> Presented {
    let slot = deal.numbered().find(|(n, _)| *n == number);
    let codes: Vec<&str> = drawing.discrepancies.iter().map(|found| found.code.into()).collect();
    Presented {
        deal: deal.id,
        drawing: number,
        actor: drawing.presenter.to_string(),
        amount: drawing.amount,
        reserved: slot.map(|(_, slot)| slot.reserved).unwrap_or_default(),
        presentation: drawing.presentations,
        documents: count(&drawing.documents),
        discrepancies: codes.join(","),
        exam_due_at: drawing.exam_due_at,
    }
}

fn count<T>(list: &[T]) -> u32 {
    u32::try_from(list.len()).unwrap_or(u32::MAX)
}

/// The issuer accepts and pays.
pub fn accept(deps: DepsMut, env: Env, info: MessageInfo, (id, number): Which) -> Done {
    let mut deal = state::deal(deps.storage, id)?;
    let before = deal.status;
    deal.party(&info.sender, ExecuteKind::Accept)?;
    let drawing = state::drawing(deps.storage, id, number)?;
    let steps = deal.accept(number, &drawing, env.block.time.seconds())?;
    carry_out(deps, &deal, before, steps, &info.sender)
}

/// The issuer gives its notice of refusal.
pub fn refuse(
    deps: DepsMut,
    env: Env,
    info: MessageInfo,
    (id, number): Which,
    notice: (Vec<Finding>, Disposition),
) -> Done {
    let now = env.block.time.seconds();
    let mut deal = state::deal(deps.storage, id)?;
    let before = deal.status;
    deal.party(&info.sender, ExecuteKind::Refuse)?;
    terms::findings(&notice.0)?;
    let disposition = notice.1;
    let mut drawing = state::drawing(deps.storage, id, number)?;
    let terms = state::terms(deps.storage, id)?;
    let calendar = state::calendar(deps.storage, terms.calendar, &[now])?;
    let steps = deal.refuse(number, &mut drawing, notice, &calendar, now)?;
    state::save_drawing(deps.storage, id, number, &drawing)?;
    let slot = deal.numbered().find(|(n, _)| *n == number);
    let event = Refused {
        deal: id,
        drawing: number,
        actor: info.sender.to_string(),
        discrepancies: u32::try_from(drawing.open()).unwrap_or(u32::MAX),
        disposition: name(disposition),
        due_at: slot.map(|(_, slot)| slot.due_at).unwrap_or_default(),
    };
    let response = carry_out(deps, &deal, before, steps, &info.sender)?;
    Ok(response.add_event(event.to_event()))
}

/// The applicant waives discrepancies.
pub fn waive(
    deps: DepsMut,
    env: Env,
    info: MessageInfo,
    (id, number): Which,
    ids: Option<Vec<u32>>,
) -> Done {
    let mut deal = state::deal(deps.storage, id)?;
    let before = deal.status;
    deal.party(&info.sender, ExecuteKind::Waive)?;
    let mut drawing = state::drawing(deps.storage, id, number)?;
    let now = env.block.time.seconds();
    let (waived, steps) = deal.waive(number, &mut drawing, ids, now)?;
    state::save_drawing(deps.storage, id, number, &drawing)?;
    let waived: Vec<String> = waived.iter().map(ToString::to_string).collect();
    let event = Waived {
        deal: id,
        drawing: number,
        actor: info.sender.to_string(),
        discrepancies: waived.join(","),
        open: u32::try_from(drawing.open()).unwrap_or(u32::MAX),
    };
    let response = carry_out(deps, &deal, before, steps, &info.sender)?;
    Ok(response.add_event(event.to_event()))
}
