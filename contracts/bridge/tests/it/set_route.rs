//! `set_route`.

use isthmus_api::bridge::*;

use crate::suite::*;

#[test]
fn a_route_joins_a_tokens_home_with_one_other_region() {
    let mut suite = Suite::registered();
    let route = |region: &str, token: &str, cap: Option<u128>| ExecuteMsg::SetRoute {
        region: region.to_string(),
        token: token.to_string(),
        outbound: limit(1, 0),
        inbound: None,
        outstanding_cap: cap.map(Into::into),
    };
    assert_eq!(suite.refused("owner", route("north", IUSD, None)), "BR-010");
    assert_eq!(suite.refused("owner", route("east", "west.other", None)), "BR-021");
    assert_eq!(suite.refused("owner", route("east", EUSD, Some(1))), "BR-025");
    suite.ok("owner", peer("north", "connection-9", &port("north", "x"), "north"));
    assert_eq!(suite.refused("owner", route("north", EUSD, None)), "BR-024");
    suite.ok("owner", route("north", IUSD, Some(1)));
    let empty = ExecuteMsg::SetRoute {
        region: "east".to_string(),
        token: IUSD.to_string(),
        outbound: limit(0, 1),
        inbound: None,
        outstanding_cap: None,
    };
    assert_eq!(suite.refused("owner", empty), "BR-008");
}

/// A new limit does not forgive what is used.
#[test]
fn a_new_limit_counts_what_is_used() {
    let mut suite = Suite::new();
    suite.send(900);
    suite.ok("owner", suite.set_route(950, 1_000, 1_000));
    let error = suite.send_hook("iusd", 51, &hook(&east("bob"))).unwrap_err();
    assert_eq!(code(error), "BR-026");
    suite.send(50);
}
