use isthmus_api::escrow::*;

use crate::suite::*;

fn add(dates: &[&str]) -> ExecuteMsg {
    ExecuteMsg::AddHolidays {
        calendar: 1,
        holidays: dates.iter().map(ToString::to_string).collect(),
    }
}

#[test]
fn holidays_are_added_for_days_to_come_only() {
    let mut suite = Suite::new();
    fails(suite.run("keeper", &add(&["2026-03-02"])), "ES-035");
    fails(suite.run("keeper", &add(&["2026-03-01"])), "ES-035");
    fails(suite.run("keeper", &add(&["2040-01-01"])), "ES-035");
    fails(suite.run("keeper", &add(&["2026-02-30"])), "ES-034");
    fails(suite.run("keeper", &add(&["3 March"])), "ES-034");
    fails(suite.run("owner", &add(&["2026-03-03"])), "role calendar_keeper [AC-002]");
    suite.run("keeper", &add(&["2026-03-03", "2026-12-25"])).unwrap();
    let ask = |start_after: Option<&str>, limit| QueryMsg::Calendar {
        calendar: 1,
        start_after: start_after.map(String::from),
        limit,
    };
    let all: CalendarResponse = suite.ask(&ask(None, None));
    assert_eq!(all.holidays, vec!["2026-03-03", "2026-04-03", "2026-04-06", "2026-12-25"]);
    assert_eq!(all.weekend, vec![Weekday::Saturday, Weekday::Sunday]);
    let page: CalendarResponse = suite.ask(&ask(Some("2026-03-03"), Some(2)));
    assert_eq!(page.holidays, vec!["2026-04-03", "2026-04-06"]);
    fails(suite.run("keeper", &add(&vec!["2026-03-04"; MAX_HOLIDAYS + 1])), "AC-008");
    let unknown = ExecuteMsg::AddHolidays { calendar: 2, holidays: vec![] };
    fails(suite.run("keeper", &unknown), "ES-010");
}

#[test]
fn a_holiday_moves_the_next_examination_but_no_deadline_that_is_fixed() {
    let (mut suite, deal) = Suite::opened();
    suite.present(deal, presentation(10_000, documents(1))).unwrap();
    let (expires_at, due) = (suite.deal(deal).expires_at, suite.drawing(deal, 1).exam_due_at);
    suite.run("keeper", &add(&["2026-03-04", "2026-04-13"])).unwrap();
    assert_eq!(suite.deal(deal).expires_at, expires_at);
    assert_eq!(suite.drawing(deal, 1).exam_due_at, due);
    suite.present(deal, presentation(10_000, documents(2))).unwrap();
    assert_eq!(suite.drawing(deal, 2).exam_due_at, due.map(|due| due + DAY));
}

#[test]
fn a_malformed_calendar_is_refused() {
    let mut suite = Suite::new();
    let create =
        |name: &str, utc_offset_minutes, weekend: Vec<Weekday>| ExecuteMsg::CreateCalendar {
            name: name.into(),
            utc_offset_minutes,
            weekend,
            holidays: vec![],
        };
    fails(suite.run("keeper", &create("x", 0, vec![])), "AC-008");
    fails(suite.run("keeper", &create("xx", 841, vec![])), "AC-008");
    fails(suite.run("keeper", &create("xx", 0, vec![Weekday::Sunday; 2])), "ES-036");
    suite.run("keeper", &create("All days", 0, vec![])).unwrap();
    let config: ConfigResponse = suite.ask(&QueryMsg::Config {});
    assert_eq!(config.calendars, 2);
}

#[test]
fn a_day_is_a_banking_day_or_names_the_next() {
    let suite = Suite::new();
    let ask = |at| QueryMsg::IsBankingDay { calendar: 1, at };
    let today: BankingDayResponse = suite.ask(&ask(None));
    assert!(today.banking_day);
    assert_eq!(
        (today.date.as_str(), today.next_banking_day.as_str()),
        ("2026-03-02", "2026-03-03")
    );
    // Good Friday: the next banking day is the Tuesday after Easter.
    let friday: BankingDayResponse = suite.ask(&ask(Some(START + 32 * DAY)));
    assert!(!friday.banking_day);
    assert_eq!(
        (friday.date.as_str(), friday.next_banking_day.as_str()),
        ("2026-04-03", "2026-04-07")
    );
}
