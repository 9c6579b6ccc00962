//! One ledger by itself.

#![allow(clippy::arithmetic_side_effects, clippy::as_conversions, clippy::indexing_slicing)]

use super::*;
use proptest::prelude::*;

pub(super) fn open(capacity: u128, cap: Option<u128>) -> Route {
    let bucket = Some(Bucket { capacity, refill: 1, used: 0 });
    Route { outbound: bucket, inbound: bucket, outstanding_cap: cap, ..Route::default() }
}

#[test]
fn without_a_limit_nothing_passes() {
    let mut shut = Route::default();
    let refused = |direction| Err(ContractError::RouteShut { direction });
    assert_eq!(shut.send(1, 0, false).map(|_| ()), refused("outbound"));
    assert_eq!(shut.receive(1, 0, false), refused("inbound"));
    let mut capless = open(10, None);
    assert!(capless.send(1, 0, true).is_err());
}

/// I2.
#[test]
fn i2_home_takes_no_more_back_than_is_outstanding() {
    let mut home = open(1_000, Some(1_000));
    home.send(100, 0, true).unwrap();
    assert!(matches!(
        home.clone().receive(101, 0, true),
        Err(ContractError::NotOutstanding { .. })
    ));
    home.receive(100, 0, true).unwrap();
    assert!(home.clone().receive(1, 0, true).is_err());
    assert_eq!(home.outstanding(), 0);
}

/// Case 9 and I2: a peer that returns what is still in flight and then lets it time out.
#[test]
fn a_refund_the_peer_has_already_returned_is_not_covered() {
    let mut home = open(1_000, Some(1_000));
    home.send(100, 0, true).unwrap();
    home.receive(100, 0, true).unwrap();
    let before = home.clone();
    assert_eq!(home.refund(100, 0, 0, true), Err(Uncovered));
    assert_eq!(home, before);
}

#[test]
fn a_refund_frees_what_its_sending_used_and_no_more() {
    let mut route = open(100, Some(100));
    route.send(80, 0, true).unwrap();
    assert!(route.clone().send(30, 0, true).is_err());
    route.refund(80, 0, 0, true).unwrap();
    assert_eq!(route.outbound.unwrap().available(), 100);
    route.send(100, 0, true).unwrap();
}

/// Sends that are sure to fail must not save up the limit for later.
#[test]
fn a_refund_does_not_free_again_what_time_has_freed() {
    let mut route = open(100, Some(1_000));
    route.send(100, 0, true).unwrap();
    route.send(60, 60, true).unwrap();
    route.refund(100, 0, 60, true).unwrap();
    assert_eq!(route.outbound.unwrap().available(), 40);
    let mut later = open(100, Some(1_000));
    later.send(100, 0, true).unwrap();
    later.send(100, 100, true).unwrap();
    later.refund(100, 0, 100, true).unwrap();
    assert!(later.send(1, 100, true).is_err());
}

proptest! {
    /// Whatever fails in between, no window lets more stay away than capacity and refill allow.
    #[test]
    fn refunds_do_not_widen_a_limit(
        capacity in 1u128..300,
        refill in 0u128..20,
        steps in prop::collection::vec((0u64..30, 1u128..300, any::<bool>(), any::<bool>()), 1..60),
    ) {
        let bucket = Some(Bucket { capacity, refill, used: 0 });
        let mut route = Route { outbound: bucket, ..Route::default() };
        let (mut now, mut failing, mut passed) = (0, Vec::new(), Vec::new());
        for (wait, amount, fails, outcome) in steps {
            now += wait;
            if outcome && !failing.is_empty() {
                let (amount, sent_at) = failing.swap_remove(0);
                route.refund(amount, sent_at, now, false).unwrap();
            }
            let mut next = route.clone();
            if next.send(amount, now, false).is_ok() {
                route = next;
                match fails {
                    true => failing.push((amount, now)),
                    false => passed.push((now, amount)),
                }
            }
        }
        for first in 0..passed.len() {
            let mut sum = 0;
            for (at, amount) in &passed[first..] {
                sum += amount;
                prop_assert!(sum <= capacity + refill * u128::from(at - passed[first].0));
            }
        }
    }
}

/// Who may undo its own narrowing at once must not get more through by it (D18).
#[test]
fn narrowing_or_shutting_and_undoing_it_frees_nothing() {
    let limit = |capacity: u128| {
        Some(Limit { capacity: capacity.into(), refill_per_second: Uint128::one() })
    };
    let mut used = open(100, None);
    used.set_limits(0, limit(100), limit(100), None);
    used.send(80, 0, false).unwrap();
    used.receive(70, 0, false).unwrap();
    for narrowed in [None, limit(1), limit(50)] {
        let mut route = used.clone();
        route.set_limits(0, narrowed, narrowed, None);
        assert!(route.clone().send(1, 0, false).is_err());
        assert!(route.clone().receive(1, 0, false).is_err());
        route.set_limits(0, limit(100), limit(100), None);
        assert_eq!(route, used);
    }
    let mut unused = open(100, None);
    unused.set_limits(0, None, None, None);
    assert_eq!((unused.outbound, unused.inbound), (None, None));
}

#[test]
fn a_sum_that_cannot_be_counted_is_refused() {
    let mut away = open(u128::MAX, None);
    away.outbound.as_mut().unwrap().refill = u128::MAX;
    away.send(u128::MAX, 0, false).unwrap();
    assert_eq!(
        away.send(1, 9, false),
        Err(ContractError::Overflow {}),
        "refilled, but beyond the count"
    );
}
