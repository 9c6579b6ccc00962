//! Which changes let more count than before, and so have to wait.

use isthmus_api::common_change;
use isthmus_api::identity::Change;

/// What the change is about, if there are several rules of its kind.
pub fn subject(change: &Change) -> String {
    match change {
        Change::CreateJurisdiction { jurisdiction, .. }
        | Change::ProposeAnchor { jurisdiction, .. } => jurisdiction.clone(),
        Change::Recognize { region, jurisdiction, schema, .. } => {
            [region.as_str(), jurisdiction, schema].join(" ")
        }
        common_change!(Change) => String::new(),
    }
}

/// Whether the change loosens what is `now`, a change of the same kind.
pub fn loosens(now: &Change, change: &Change) -> bool {
    match (now, change) {
        (Change::ProposeAnchor { anchor: now, .. }, Change::ProposeAnchor { anchor, .. }) => {
            anchor.is_some() && anchor != now
        }
        (
            Change::Recognize { max_level: level, max_staleness_seconds: age, .. },
            Change::Recognize { max_level, max_staleness_seconds, .. },
        ) => max_level > level || max_staleness_seconds > age,
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn recognize(max_level: u8, max_staleness_seconds: u64) -> Change {
        Change::Recognize {
            region: "west".into(),
            jurisdiction: "west-fsa".into(),
            schema: "kyc".into(),
            max_level,
            max_staleness_seconds,
        }
    }

    fn propose(anchor: Option<&str>) -> Change {
        Change::ProposeAnchor { jurisdiction: "west-fsa".into(), anchor: anchor.map(String::from) }
    }

    #[test]
    fn a_higher_level_or_a_longer_age_loosens() {
        let now = recognize(2, 100);
        for (level, age, expected) in [
            (2, 100, false),
            (1, 100, false),
            (2, 99, false),
            (0, 0, false),
            (3, 100, true),
            (2, 101, true),
            (3, 1, true),
            (1, 101, true),
        ] {
            assert_eq!(loosens(&now, &recognize(level, age)), expected, "{level} {age}");
        }
        assert!(loosens(&recognize(0, 0), &recognize(1, 1)));
    }

    #[test]
    fn to_name_another_anchor_loosens_and_to_withdraw_one_does_not() {
        assert!(loosens(&propose(None), &propose(Some("ann"))));
        assert!(loosens(&propose(Some("bob")), &propose(Some("ann"))));
        assert!(!loosens(&propose(Some("ann")), &propose(Some("ann"))));
        assert!(!loosens(&propose(Some("ann")), &propose(None)));
    }

    #[test]
    fn a_new_jurisdiction_always_loosens() {
        let create =
            Change::CreateJurisdiction { jurisdiction: "west-fsa".into(), anchor: "ann".into() };
        assert!(loosens(&create, &create));
    }

    #[test]
    fn rules_of_one_kind_are_told_apart() {
        assert_eq!(subject(&recognize(1, 1)), "west west-fsa kyc");
        assert_eq!(subject(&recognize(2, 2)), subject(&recognize(1, 1)));
        assert_eq!(subject(&propose(None)), "west-fsa");
    }
}
