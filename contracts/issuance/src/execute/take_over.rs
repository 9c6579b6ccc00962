//! `take_over`, from the token alone: what it kept when it was its own office, as it was stored (ADR 15).

use isthmus_api::issuance::events::TakenOver;
use isthmus_api::issuance::{HandedOver, MAX_TAKEN_OVER};
use isthmus_api::types;
use isthmus_kit::{emit, Ctx};

use crate::error::Outcome;
use crate::{state, ContractError};

/// Takes a page in. The first one begins it, and the last one ends it.
pub fn take_over(ctx: &mut Ctx, page: HandedOver) -> Outcome {
    let storage = &mut *ctx.deps.storage;
    types::at_most("records", &page.records, MAX_TAKEN_OVER)?;
    // Numbers of what happened here and there would meet.
    if !state::is_taking_over(storage) && !state::is_new(storage)? {
        return Err(ContractError::NotNew {});
    }
    let records = u64::try_from(page.records.len()).unwrap_or_default();
    for record in &page.records {
        state::take_in(storage, ctx.deps.api, &record.key, &record.value)?;
    }
    state::save_taking_over(storage, !page.done);
    emit(TakenOver { records, done: page.done })
}
