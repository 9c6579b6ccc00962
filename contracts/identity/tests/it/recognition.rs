use isthmus_api::gate::Reason;
use isthmus_api::identity::*;

use crate::suite::{fails, recognition, Suite, DAY, FSA, NOW};

#[test]
fn a_region_does_not_recognise_itself() {
    let mut suite = Suite::new();
    suite.refuses("owner", recognition(FSA, 2, DAY), "west is this region [ID-028]");
}

#[test]
fn a_recognition_has_a_level_and_an_age() {
    let mut suite = Suite::new();
    for (level, age) in [(0, DAY), (5, DAY), (2, 0), (2, MAX_STALENESS_SECONDS + 1)] {
        fails(suite.recognize(level, age), "AC-008");
    }
    suite.recognize(4, MAX_STALENESS_SECONDS).unwrap();
    let east = suite.east.clone();
    let listed: RecognitionsResponse =
        suite.ask_at(&east, QueryMsg::Recognitions { start_after: None, limit: None });
    assert_eq!(listed.recognitions.len(), 1);
    assert_eq!(listed.recognitions[0].max_level, 4);
    suite.unrecognize().unwrap();
    fails(suite.unrecognize(), "ID-025");
}

#[test]
fn the_recognition_bounds_the_age_whatever_the_policy_says() {
    let mut suite = Suite::with_shared_pass();
    suite.recognize(2, 100).unwrap();
    suite.at(NOW + 101);
    assert_eq!(suite.reason_east("bob"), Reason::StatusStale);
    suite.recognize(1, DAY).unwrap();
    assert_eq!(suite.reason_east("bob"), Reason::LevelLow);
}
