//! Banking calendars.

use isthmus_api::escrow::events::{CalendarCreated, HolidaysAdded};
use isthmus_api::escrow::{Weekday, MAX_HOLIDAYS};
use isthmus_api::types;
use isthmus_calendar::Rules;
use isthmus_kit::{emit, Ctx};

use crate::error::Outcome;
use crate::state;

/// Creates a calendar.
pub fn create(
    ctx: &mut Ctx,
    name: String,
    utc_offset_minutes: i32,
    weekend: Vec<Weekday>,
    holidays: Vec<String>,
) -> Outcome {
    let rules = Rules::new(&name, utc_offset_minutes, &weekend)?;
    types::at_most("holidays", &holidays, MAX_HOLIDAYS)?;
    let days = rules.check_holidays(&holidays, ctx.now())?;
    let calendar = state::create_calendar(ctx.deps.storage, &rules)?;
    state::add_holidays(ctx.deps.storage, calendar, &days)?;
    emit(CalendarCreated {
        calendar,
        actor: ctx.by(),
        name,
        holidays: u32::try_from(days.len()).unwrap_or(u32::MAX),
    })
}

/// Adds holidays to come.
pub fn add_holidays(ctx: &mut Ctx, calendar: u64, holidays: Vec<String>) -> Outcome {
    let rules = state::load_calendar_rules(ctx.deps.storage, calendar)?;
    types::at_most("holidays", &holidays, MAX_HOLIDAYS)?;
    let days = rules.check_holidays(&holidays, ctx.now())?;
    state::add_holidays(ctx.deps.storage, calendar, &days)?;
    emit(HolidaysAdded { calendar, actor: ctx.by(), holidays: holidays.join(",") })
}
