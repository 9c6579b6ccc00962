use isthmus_api::gate::Reason;
use isthmus_api::identity::*;
use isthmus_api::types::RegionId;
use isthmus_identity::ContractError as E;
use isthmus_kit::AccessError as A;

use crate::suite::{error, Suite, DAY, FSA, KYC, NOW};

#[test]
fn a_region_does_not_recognise_itself() {
    let mut suite = Suite::new();
    let msg = ExecuteMsg::Recognize {
        region: "west".into(),
        jurisdiction: FSA.into(),
        schema: KYC.into(),
        max_level: 2,
        max_staleness_seconds: DAY,
    };
    let refused = suite.fails("owner", msg);
    let region = RegionId::new("region", "west").unwrap();
    assert_eq!(refused, E::SameRegion { region });
}

#[test]
fn a_recognition_has_a_level_and_an_age() {
    let mut suite = Suite::new();
    for (level, age) in [(0, DAY), (5, DAY), (2, 0), (2, MAX_STALENESS_SECONDS + 1)] {
        let refused = error(suite.recognize(level, age));
        assert!(matches!(refused, E::Access(A::Input(_))), "{refused}");
    }
    suite.recognize(4, MAX_STALENESS_SECONDS).unwrap();
    let east = suite.east.clone();
    let listed: RecognitionsResponse =
        suite.ask_at(&east, QueryMsg::Recognitions { start_after: None, limit: None });
    assert_eq!(listed.recognitions.len(), 1);
    assert_eq!(listed.recognitions[0].max_level, 4);
    suite.unrecognize().unwrap();
    let refused = error(suite.unrecognize());
    assert!(matches!(refused, E::NotRecognized { .. }), "{refused}");
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
