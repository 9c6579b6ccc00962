//! The calendar that terms are counted in.

use cosmwasm_std::Deps;
use isthmus_api::issuance::CalendarResponse;
use isthmus_api::types::page;
use isthmus_calendar::date::{format_date, parse_date};

use super::Answer;
use crate::state;

/// `calendar`.
pub fn calendar(
    deps: Deps,
    start_after: Option<String>,
    limit: Option<u32>,
) -> Answer<CalendarResponse> {
    let rules = state::load_calendar_rules(deps.storage)?;
    let after = start_after.map(|date| parse_date(&date)).transpose()?;
    let from = after.map_or(0, |day| day.saturating_add(1));
    let holidays = state::list_holidays(deps.storage, from, page(limit))?;
    Ok(CalendarResponse {
        weekend: rules.weekend_days(),
        name: rules.name,
        utc_offset_minutes: rules.utc_offset_minutes,
        holidays: holidays.into_iter().map(format_date).collect(),
    })
}
