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
    suite.refuses("owner", route("north", IUSD, None), "BR-010");
    suite.refuses("owner", route("east", "west.other", None), "BR-021");
    suite.refuses("owner", route("east", EUSD, Some(1)), "BR-025");
    suite.ok("owner", peer("north", "connection-9", &port("north", "x"), "north"));
    suite.refuses("owner", route("north", EUSD, None), "BR-024");
    suite.ok("owner", route("north", IUSD, Some(1)));
    suite.refuses("owner", set_route(IUSD, limit(0, 1), None, None), "BR-008");
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
