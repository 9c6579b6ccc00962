//! Holidays of the calendar that terms are counted in.

use isthmus_api::issuance::events::HolidaysAdded;
use isthmus_api::issuance::MAX_HOLIDAYS;
use isthmus_api::types;
use isthmus_kit::{emit, Ctx};

use crate::error::Outcome;
use crate::state;

/// Adds holidays to come. No deadline that is fixed moves.
pub fn add_holidays(ctx: &mut Ctx, holidays: Vec<String>) -> Outcome {
    types::at_most("holidays", &holidays, MAX_HOLIDAYS)?;
    let rules = state::load_calendar_rules(ctx.deps.storage)?;
    let days = rules.check_holidays(&holidays, ctx.now())?;
    state::add_holidays(ctx.deps.storage, &days)?;
    emit(HolidaysAdded { holidays: holidays.join(","), by: ctx.by() })
}
