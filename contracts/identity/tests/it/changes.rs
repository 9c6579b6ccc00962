//! What lets more count waits, and what lets less count does not.

use isthmus_api::access::events::ApplyChange;
use isthmus_api::gate::Reason;
use isthmus_api::identity::events::{
    AnchorProposed, JurisdictionCreated, Recognized, Unrecognized,
};
use isthmus_api::identity::*;

use crate::suite::{event, fails, pause, scheduled, Done, Suite, DAY, FSA, KYC};

/// Seconds that a change waits here.
const DELAY: u64 = 1_000;

/// Ann's pass, known to Bob in the east; in both regions changes wait.
fn suite() -> Suite {
    let mut suite = Suite::with_shared_pass();
    suite.ok("owner", ExecuteMsg::SetChangeDelay { seconds: DELAY });
    suite.east("owner", ExecuteMsg::SetChangeDelay { seconds: DELAY }).unwrap();
    suite
}

#[track_caller]
fn must_wait(done: Done) {
    fails(done, &format!("applied after {DELAY} seconds [AC-013]"));
}

fn recognition(max_level: u8, max_staleness_seconds: u64) -> Change {
    Change::Recognize {
        region: "west".into(),
        jurisdiction: FSA.into(),
        schema: KYC.into(),
        max_level,
        max_staleness_seconds,
    }
}

/// Schedules a change in the east, and says its number.
fn schedule_east(suite: &mut Suite, change: Change) -> u64 {
    let done = suite.east("owner", ExecuteMsg::ScheduleChange { change }).unwrap();
    scheduled(&done)
}

#[test]
fn a_new_jurisdiction_waits() {
    let mut suite = suite();
    let (jurisdiction, anchor) = (String::from("other"), suite.addr("ann").to_string());
    let create = ExecuteMsg::CreateJurisdiction {
        jurisdiction: jurisdiction.clone(),
        anchor: anchor.clone(),
    };
    must_wait(suite.west("owner", create));
    let change = Change::CreateJurisdiction { jurisdiction: jurisdiction.clone(), anchor };
    suite.refuses("anchor", ExecuteMsg::ScheduleChange { change: change.clone() }, "AC-002");
    let id = scheduled(&suite.ok("owner", ExecuteMsg::ScheduleChange { change }));
    suite.after(DELAY - 1);
    suite.refuses("stranger", ExecuteMsg::ApplyChange { id }, "AC-014");
    suite.after(1);
    let applied = suite.ok("stranger", ExecuteMsg::ApplyChange { id });
    assert_eq!(event::<ApplyChange>(&applied).id, id);
    assert_eq!(event::<JurisdictionCreated>(&applied).jurisdiction.as_str(), jurisdiction);
    let shown: JurisdictionResponse = suite.ask(QueryMsg::Jurisdiction { jurisdiction });
    assert_eq!(shown.anchor, suite.addr("ann").as_str());
}

#[test]
fn a_jurisdiction_that_is_there_is_not_announced() {
    let mut suite = suite();
    let anchor = suite.addr("ann").to_string();
    let change = Change::CreateJurisdiction { jurisdiction: FSA.into(), anchor };
    suite.refuses("owner", ExecuteMsg::ScheduleChange { change }, "jurisdiction known as");
}

/// The anchor hands over what is its own; the owner takes a jurisdiction from an anchor.
#[test]
fn an_anchor_that_the_owner_proposes_waits() {
    let mut suite = suite();
    let jurisdiction = String::from(FSA);
    let propose =
        |anchor: Option<String>| ExecuteMsg::ProposeAnchor { jurisdiction: FSA.into(), anchor };
    let (ann, bob) = (suite.addr("ann").to_string(), suite.addr("bob").to_string());
    must_wait(suite.west("owner", propose(Some(ann.clone()))));
    suite.ok("anchor", propose(Some(bob.clone())));
    suite.ok("owner", propose(None));
    // Its own withdrawal, back to exactly what was.
    suite.ok("owner", propose(Some(bob)));
    must_wait(suite.west("owner", propose(Some(ann.clone()))));
    suite.ok("owner", propose(None));

    let change = Change::ProposeAnchor { jurisdiction, anchor: Some(ann.clone()) };
    let id = scheduled(&suite.ok("owner", ExecuteMsg::ScheduleChange { change }));
    suite.after(DELAY);
    let applied = suite.ok("stranger", ExecuteMsg::ApplyChange { id });
    assert_eq!(event::<AnchorProposed>(&applied).anchor, Some(ann));
    suite.ok("ann", ExecuteMsg::AcceptAnchor { jurisdiction: FSA.into() });
}

/// Between the owner's word and its effect the jurisdiction has changed hands, or its anchor has changed
/// its mind.
#[test]
fn what_the_owner_planned_or_could_undo_of_an_anchor_falls_when_the_anchor_acts() {
    let propose =
        |anchor: Option<String>| ExecuteMsg::ProposeAnchor { jurisdiction: FSA.into(), anchor };
    for accepts in [true, false] {
        let mut suite = suite();
        let [ann, bob, dee] = ["ann", "bob", "dee"].map(|who| suite.addr(who).to_string());
        suite.ok("anchor", propose(Some(bob.clone())));
        suite.ok("owner", propose(None));
        let change = Change::ProposeAnchor { jurisdiction: FSA.into(), anchor: Some(ann) };
        let id = scheduled(&suite.ok("owner", ExecuteMsg::ScheduleChange { change }));
        suite.ok("anchor", propose(Some(dee)));
        if accepts {
            suite.ok("dee", ExecuteMsg::AcceptAnchor { jurisdiction: FSA.into() });
        } else {
            suite.ok("anchor", propose(None));
        }
        must_wait(suite.west("owner", propose(Some(bob))));
        suite.after(DELAY);
        suite.refuses("stranger", ExecuteMsg::ApplyChange { id }, "AC-018");
    }
}

#[test]
fn a_recognition_that_lets_more_count_waits() {
    let mut suite = suite();
    for (level, age) in [(3, DAY), (2, DAY + 1), (1, DAY + 1)] {
        must_wait(suite.recognize(level, age));
    }
    must_wait(suite.east("owner", crate::suite::recognition("other", 1, 1)));

    let id = schedule_east(&mut suite, recognition(3, DAY + 1));
    suite.after(DELAY);
    let applied = suite.east("stranger", ExecuteMsg::ApplyChange { id }).unwrap();
    let recognized: Recognized = event(&applied);
    assert_eq!((recognized.max_level, recognized.max_staleness_seconds), (3, DAY + 1));
}

#[test]
fn what_lets_less_count_is_instant() {
    let mut suite = suite();
    suite.recognize(2, DAY).unwrap();
    suite.recognize(2, DAY - 1).unwrap();
    suite.recognize(1, DAY - 1).unwrap();
    assert_eq!(suite.reason_east("bob"), Reason::LevelLow);
    suite.unrecognize().unwrap();
    assert_eq!(suite.reason_east("bob"), Reason::NotRecognized);
}

#[test]
fn an_unrecognition_is_undone_at_once_and_only_to_what_was() {
    let mut suite = suite();
    suite.unrecognize().unwrap();
    must_wait(suite.recognize(3, DAY));
    must_wait(suite.recognize(2, DAY + 1));
    // Less than what was is more than nothing.
    must_wait(suite.recognize(1, 1));
    suite.recognize(2, DAY).unwrap();
    assert_eq!(suite.reason_east("bob"), Reason::Ok);

    suite.unrecognize().unwrap();
    suite.after(DELAY);
    must_wait(suite.recognize(2, DAY));
}

/// What was to be changed changed in between, and what was to change it fell with that.
#[test]
fn a_change_applies_only_to_what_it_was_made_for() {
    let mut suite = suite();
    let id = schedule_east(&mut suite, recognition(4, DAY));
    suite.unrecognize().unwrap();
    suite.after(DELAY);
    fails(suite.east("stranger", ExecuteMsg::ApplyChange { id }), "AC-018");
    let east = suite.east.clone();
    let waiting: PendingChangesResponse = suite.ask_at(&east, QueryMsg::PendingChanges {});
    assert_eq!(waiting.changes, []);
}

/// Level and age of zero are how an end is written as a change; as a message they are refused.
#[test]
fn an_end_can_be_announced_and_zeros_are_no_recognition() {
    let mut suite = suite();
    for (level, age) in [(0, 0), (0, DAY), (2, 0)] {
        fails(suite.recognize(level, age), "AC-008");
    }
    let change = recognition(5, DAY);
    fails(suite.east("owner", ExecuteMsg::ScheduleChange { change }), "AC-008");

    let id = schedule_east(&mut suite, recognition(0, 0));
    suite.after(DELAY);
    let applied = suite.east("stranger", ExecuteMsg::ApplyChange { id }).unwrap();
    assert_eq!(event::<Unrecognized>(&applied).jurisdiction.as_str(), FSA);
    assert_eq!(suite.reason_east("bob"), Reason::NotRecognized);
}

#[test]
fn a_change_obeys_the_pause() {
    let mut suite = suite();
    let id = schedule_east(&mut suite, recognition(3, DAY));
    suite.after(DELAY);
    suite.east("pauser", pause(&[PauseScope::Trust], 100)).unwrap();
    fails(suite.east("stranger", ExecuteMsg::ApplyChange { id }), "trust is paused until");
    suite.after(100);
    suite.east("stranger", ExecuteMsg::ApplyChange { id }).unwrap();
}
