//! The contents of drawings, and which drawing uses which document.

use std::collections::BTreeSet;

use cosmwasm_std::{Addr, StdResult, Storage};
use cw_storage_plus::Map;
use isthmus_api::escrow::Document;

use super::calendars::load_calendar;
use super::deals::load_terms;
use crate::model::deal::Deal;
use crate::model::discrepancies::{instants_to_know, ExaminationContext};
use crate::model::drawing::Drawing;
use crate::ContractError;

pub(super) const DRAWINGS: Map<(u64, u64), Drawing> = Map::new("drawings");
/// (deal, document hash) -> the drawing that uses it.
pub(super) const DOCUMENTS: Map<(u64, &[u8]), u64> = Map::new("documents");

/// The contents of a drawing.
pub fn load_drawing(storage: &dyn Storage, deal: u64, id: u64) -> Result<Drawing, ContractError> {
    DRAWINGS.may_load(storage, (deal, id))?.ok_or(ContractError::NotFound { what: "drawing", id })
}

/// Stores the contents of a drawing and notes which documents it uses.
///
/// A document that another drawing uses stays noted for that one: it was first.
pub fn save_presentation(
    storage: &mut dyn Storage,
    deal: u64,
    id: u64,
    drawing: &Drawing,
    used: &BTreeSet<Vec<u8>>,
) -> StdResult<()> {
    for document in &drawing.documents {
        if !used.contains(document.hash.as_slice()) {
            DOCUMENTS.save(storage, (deal, document.hash.as_slice()), &id)?;
        }
    }
    save_drawing(storage, deal, id, drawing)
}

/// Stores the contents of a drawing whose documents did not change.
pub fn save_drawing(
    storage: &mut dyn Storage,
    deal: u64,
    id: u64,
    drawing: &Drawing,
) -> StdResult<()> {
    DRAWINGS.save(storage, (deal, id), drawing)
}

/// Everything that a presentation is examined by: the terms, the calendar around the days in question,
/// and which of the documents another drawing of the deal uses.
pub fn load_examination_context<'a>(
    storage: &dyn Storage,
    deal: &Deal,
    drawing: Option<u64>,
    shipped_at: u64,
    documents: impl IntoIterator<Item = &'a Document>,
    presenter: Addr,
    now: u64,
) -> Result<ExaminationContext, ContractError> {
    let terms = load_terms(storage, deal.id)?;
    let instants = instants_to_know(&terms, shipped_at, now);
    let calendar = load_calendar(storage, terms.calendar, &instants)?;
    let mut used = BTreeSet::new();
    for document in documents {
        let hash = document.hash.as_slice();
        let user = DOCUMENTS.may_load(storage, (deal.id, hash))?;
        let elsewhere = user.filter(|user| Some(*user) != drawing);
        if elsewhere.is_some_and(|user| deal.keeps_documents(user)) {
            used.insert(hash.to_vec());
        }
    }
    Ok(ExaminationContext { terms, calendar, used, presenter, now })
}
