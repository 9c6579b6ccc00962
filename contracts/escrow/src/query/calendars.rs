//! Banking calendars.

use cosmwasm_std::{Deps, Env};
use isthmus_api::escrow::{BankingDayResponse, CalendarResponse};
use isthmus_api::types::page;
use isthmus_calendar::date::{format_date, parse_date};

use crate::model::examination::exam_due;
use crate::{state, ContractError};

/// A calendar with its holidays.
pub fn calendar(
    deps: Deps,
    calendar: u64,
    start_after: Option<String>,
    limit: Option<u32>,
) -> Result<CalendarResponse, ContractError> {
    let rules = state::load_calendar_rules(deps.storage, calendar)?;
    let after = start_after.map(|date| parse_date(&date)).transpose()?;
    let from = after.map_or(0, |day| day.saturating_add(1));
    let holidays = state::list_holidays(deps.storage, calendar, from, page(limit))?;
    Ok(CalendarResponse {
        calendar,
        weekend: rules.weekend_days(),
        name: rules.name,
        utc_offset_minutes: rules.utc_offset_minutes,
        holidays: holidays.into_iter().map(format_date).collect(),
    })
}

/// Whether a day is a banking day, and what follows from it.
pub fn is_banking_day(
    deps: Deps,
    env: &Env,
    calendar: u64,
    at: Option<u64>,
) -> Result<BankingDayResponse, ContractError> {
    let at = at.unwrap_or(env.block.time.seconds());
    let calendar = state::load_calendar(deps.storage, calendar, &[at])?;
    let day = calendar.rules.day_of(at);
    Ok(BankingDayResponse {
        date: format_date(day),
        banking_day: calendar.is_banking_day(day),
        next_banking_day: format_date(calendar.next_banking_day(day)),
        exam_due_at: exam_due(&calendar, at),
    })
}
