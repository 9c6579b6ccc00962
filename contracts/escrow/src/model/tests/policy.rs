use isthmus_api::gate::{
    evaluate, Accreditation, Pass, Policy, Recognition, Records, Source, Standing,
};
use isthmus_api::packet::AttestedStatus;
use proptest::prelude::*;

use crate::model::policy::asks_less;

const NOW: u64 = 1_000_000;

fn countries() -> impl Strategy<Value = Option<Vec<String>>> {
    let country = prop::sample::select(vec!["DE", "FR", "JP"]).prop_map(String::from);
    prop::option::of(prop::collection::vec(country, 1..3))
}

fn policies() -> impl Strategy<Value = Option<Policy>> {
    let schema = prop::sample::select(vec!["kyc", "kyb"]).prop_map(String::from);
    let one = (schema, 1u8..=4, countries(), 0u64..200).prop_map(
        |(schema, min_level, countries, max_status_age_seconds)| Policy {
            schema,
            min_level,
            countries,
            max_status_age_seconds,
        },
    );
    prop::option::weighted(0.9, one)
}

/// Who comes: a pass of this schema, from here or abroad.
#[derive(Clone, Debug)]
struct Visitor {
    schema: &'static str,
    records: Records,
}

fn visitors() -> impl Strategy<Value = Visitor> {
    let schema = prop::sample::select(vec!["kyc", "kyb"]);
    let country = prop::sample::select(vec![*b"DE", *b"FR", *b"JP"]);
    (schema, 1u8..=4, country, prop::option::of(0u64..200)).prop_map(
        |(schema, level, country, age)| {
            let home = Source::Home { accreditation: 1, list: 1, index: 0, digest: [1; 32] };
            let source = age.map_or(home, |age| Source::Abroad {
                recognition: 1,
                mirror: 1,
                as_of: NOW - age,
                status: AttestedStatus::Valid,
            });
            let accreditation = Accreditation {
                standing: Standing::Good,
                max_level: 4,
                valid_from: 0,
                valid_until: 2 * NOW,
            };
            let recognition =
                Recognition { active: true, max_level: 4, max_staleness_seconds: NOW };
            let ground = match source {
                Source::Home { .. } => accreditation.write(),
                Source::Abroad { .. } => recognition.write(),
            };
            let pass =
                Pass { closed: false, level, country, valid_from: 0, expires_at: 2 * NOW, source };
            let pass = Some(pass.write());
            Visitor { schema, records: Records { pass, ground: Some(ground), chunk: None } }
        },
    )
}

fn lets_in(policy: &Option<Policy>, visitor: &Visitor) -> bool {
    policy.as_ref().is_none_or(|policy| {
        policy.schema == visitor.schema && evaluate(policy, &visitor.records, NOW).authorized
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, ..ProptestConfig::default() })]

    #[test]
    fn a_policy_that_asks_no_less_lets_nobody_new_in(
        now in policies(), next in policies(), visitor in visitors(),
    ) {
        let new = lets_in(&next, &visitor) && !lets_in(&now, &visitor);
        prop_assert!(!new || asks_less(now.as_ref(), next.as_ref()));
        prop_assert!(!asks_less(now.as_ref(), now.as_ref()));
    }
}

#[test]
fn a_list_of_countries_may_be_cut_but_not_added_to() {
    let policy = |countries: Option<&[&str]>| Policy {
        schema: "kyc".into(),
        min_level: 2,
        countries: countries.map(|list| list.iter().map(ToString::to_string).collect()),
        max_status_age_seconds: 100,
    };
    let asks = |now: Option<&[&str]>, next: Option<&[&str]>| {
        asks_less(Some(&policy(now)), Some(&policy(next)))
    };
    assert!(!asks(None, Some(&["DE"])));
    assert!(!asks(Some(&["DE", "FR"]), Some(&["FR"])));
    assert!(!asks(Some(&["DE", "FR"]), Some(&["FR", "DE"])));
    assert!(asks(Some(&["DE"]), Some(&["DE", "FR"])));
    assert!(asks(Some(&["DE"]), None));
    let older = Policy { max_status_age_seconds: 101, ..policy(None) };
    assert!(asks_less(Some(&policy(None)), Some(&older)));
    assert!(!asks_less(Some(&older), Some(&policy(None))));
    let other = Policy { schema: "kyb".into(), min_level: 4, ..policy(None) };
    assert!(asks_less(Some(&policy(None)), Some(&other)));
}
