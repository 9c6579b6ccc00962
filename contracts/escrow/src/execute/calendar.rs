//! Banking calendars.

use cosmwasm_std::{DepsMut, Env, MessageInfo, Response};
use isthmus_api::escrow::events::{CalendarCreated, HolidaysAdded};
use isthmus_api::escrow::{Weekday, MAX_HOLIDAYS};
use isthmus_api::event::TypedEvent;
use isthmus_api::types;

use crate::model::calendar::{format_date, parse_date, Day, Rules, MAX_HOLIDAY_AHEAD};
use crate::{state, ContractError};

/// Creates a calendar.
pub fn create(
    deps: DepsMut,
    env: Env,
    info: MessageInfo,
    (name, utc_offset_minutes, weekend): (String, i32, Vec<Weekday>),
    holidays: Vec<String>,
) -> Result<Response, ContractError> {
    let rules = Rules::new(&name, utc_offset_minutes, &weekend)?;
    let days = days(&rules, &env, &holidays)?;
    let calendar = state::create_calendar(deps.storage, &rules)?;
    state::add_holidays(deps.storage, calendar, &days)?;
    let event = CalendarCreated {
        calendar,
        actor: info.sender.into(),
        name,
        holidays: u32::try_from(days.len()).unwrap_or(u32::MAX),
    };
    Ok(Response::new().add_event(event.to_event()))
}

/// Adds holidays to come.
pub fn add_holidays(
    deps: DepsMut,
    env: Env,
    info: MessageInfo,
    calendar: u64,
    holidays: Vec<String>,
) -> Result<Response, ContractError> {
    let rules = state::calendar_rules(deps.storage, calendar)?;
    let days = days(&rules, &env, &holidays)?;
    state::add_holidays(deps.storage, calendar, &days)?;
    let event = HolidaysAdded { calendar, actor: info.sender.into(), holidays: holidays.join(",") };
    Ok(Response::new().add_event(event.to_event()))
}

/// The dates as days, all of them to come.
fn days(rules: &Rules, env: &Env, dates: &[String]) -> Result<Vec<Day>, ContractError> {
    types::at_most("holidays", dates, MAX_HOLIDAYS)?;
    let today = rules.day_of(env.block.time.seconds());
    let last = today.saturating_add(MAX_HOLIDAY_AHEAD);
    dates
        .iter()
        .map(|date| {
            let day = parse_date(date)?;
            if day <= today || day > last {
                return Err(ContractError::HolidayRange {
                    given: format_date(day),
                    from: format_date(today),
                    until: format_date(last),
                });
            }
            Ok(day)
        })
        .collect()
}
