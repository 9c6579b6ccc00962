//! Dates are what they say.

use super::{sent, step};
use crate::suite::{Folder, SCENARIOS};
use isthmus_cli::demo;

/// A Saturday noon, 21 November 2026.
const SATURDAY: u64 = 1_795_262_400;
/// One minute before midnight of a Monday, 5 January 2026.
const LATE_MONDAY: u64 = 1_767_657_540;

#[test]
fn dates_are_what_they_say_and_weekdays_are_weekdays() {
    let (report, transcript) = Folder::copy_of("cotton-lc").play();
    assert_eq!(report.scenario.today, "2026-03-09");
    let terms = &sent(&transcript, "escrow", "propose")[0]["terms"];
    let end_of = |day: u64| day * 86_400 + 86_399;
    assert_eq!(terms["latest_shipment_at"], end_of(20_532));
    assert_eq!(terms["expires_at"], end_of(20_553));
    let calendar = &sent(&transcript, "escrow", "create_calendar")[0];
    assert_eq!(calendar["holidays"][0], "2026-04-03");
    // Presented on Monday: the fifth banking day after it is Monday a week later.
    let presented = step(&report, "presents 5 documents");
    assert_eq!(presented.result.text, "to be examined until 2026-03-16 23:59:59");
}

#[test]
fn only_a_clock_of_its_own_moves_all_dates_by_the_same_days() {
    let (report, transcript) = Folder::copy_of("cotton-lc").play_at(SATURDAY);
    assert_eq!(report.scenario.today, "2026-11-21");
    let terms = &sent(&transcript, "escrow", "propose")[0]["terms"];
    // 2026-03-09 becomes 2026-11-21, 257 days later; so does everything else.
    let end_of = |day: u64| day * 86_400 + 86_399;
    let (latest_shipment, expiry) = (20_532 + 257, 20_553 + 257);
    assert_eq!(terms["latest_shipment_at"], end_of(latest_shipment));
    assert_eq!(terms["expires_at"], end_of(expiry));
    let calendar = &sent(&transcript, "escrow", "create_calendar")[0];
    assert_eq!(calendar["holidays"][0], "2026-12-16");
}

#[test]
fn the_same_scenario_gives_the_same_output_every_day() {
    for name in SCENARIOS {
        let folder = Folder::copy_of(name);
        let texts: Vec<String> = (0..2).map(|_| folder.play().0.json().unwrap()).collect();
        assert_eq!(texts[0], texts[1], "{name}");
    }
}

#[test]
fn it_also_runs_a_minute_before_midnight() {
    let (report, _) = Folder::copy_of("cotton-lc").play_at(LATE_MONDAY);
    demo::verdict(&report).unwrap();
}

#[test]
fn a_bank_far_from_greenwich_has_its_own_today() {
    for hours in ["-12", "14"] {
        let folder = Folder::starter()
            .edit("utc_offset_hours = 0", &format!("utc_offset_hours = {hours}"))
            .edit("shipped_on = \"2026-03-03\"", "shipped_on = \"2026-03-09\"");
        for now in [SATURDAY, LATE_MONDAY] {
            let (report, _) = folder.play_at(now);
            demo::verdict(&report).unwrap();
        }
    }
}
