//! `route`: whether a transfer would pass, told by the function that the transfer itself asks.

use cosmwasm_std::Uint128;
use isthmus_api::bridge::*;
use isthmus_api::types::Asset;
use proptest::prelude::*;

use crate::suite::*;

/// The answer of `route` is the code that the transfer then meets.
#[test]
fn route_says_what_a_transfer_would_meet() {
    let mut suite = Suite::registered();
    let contract = suite.addr("iusd").into_string();
    let ask = |suite: &Suite, region: &str, asset: Asset, to: &str, amount: Option<u128>| {
        let answer: RouteResponse = suite.query(QueryMsg::Route {
            region: region.to_string(),
            asset,
            receiver: to.to_string(),
            amount: amount.map(Uint128::new),
        });
        assert_eq!(answer.ok, answer.code.is_none());
        answer.code.unwrap_or_default()
    };
    let iusd = Asset::Cw20(contract);
    let bob = east("bob");
    assert_eq!(ask(&suite, "east", iusd.clone(), &bob, None), "BR-020");
    suite.connect(&suite.channel(CHANNEL)).unwrap();
    assert_eq!(ask(&suite, "east", iusd.clone(), &bob, None), "");
    assert_eq!(ask(&suite, "east", iusd.clone(), &bob, Some(1_000)), "");
    assert_eq!(ask(&suite, "east", iusd.clone(), &bob, Some(1_001)), "BR-026");
    assert_eq!(ask(&suite, "east", iusd.clone(), &bob, Some(0)), "BR-008");
    assert_eq!(ask(&suite, "north", iusd.clone(), &bob, None), "BR-010");
    assert_eq!(ask(&suite, "east", iusd.clone(), suite.addr("bob").as_str(), None), "BR-029");
    assert_eq!(ask(&suite, "east", Asset::Native("uwest".to_string()), &bob, None), "BR-021");
    let other = Asset::Cw20(suite.addr("other").into_string());
    assert_eq!(ask(&suite, "east", other, &bob, None), "BR-021");
    assert_eq!(ask(&suite, "east", Asset::Cw20("nobody".to_string()), &bob, None), "BR-008");
    suite.screen("iusd", "east", &[&bob]);
    assert_eq!(ask(&suite, "east", iusd.clone(), &bob, Some(1)), "BR-040");
    assert_eq!(ask(&suite, "east", iusd.clone(), &east("carol"), Some(1)), "");
    suite.ok("pauser", ExecuteMsg::Pause { scopes: vec![PauseScope::Send], duration_seconds: 10 });
    assert_eq!(ask(&suite, "east", iusd, &bob, None), "AC-006");
}

/// What may stand in the way of a transfer, and what is asked.
#[derive(Clone, Debug)]
struct Situation {
    connected: bool,
    draining: bool,
    paused: Vec<PauseScope>,
    outbound: Option<u128>,
    cap: Option<u128>,
    sent_before: u128,
    seconds_since: u64,
    token: &'static str,
    region: &'static str,
    receiver: usize,
    screened: bool,
    amount: u128,
}

fn situation() -> impl Strategy<Value = Situation> {
    let mostly = |likely: bool| prop::sample::select(vec![likely, likely, likely, !likely]);
    let scopes = prop::sample::subsequence(vec![PauseScope::Receive, PauseScope::Send], 0..=2);
    let limit = || prop::option::weighted(0.85, 1u128..200);
    (
        (mostly(true), mostly(false), prop_oneof![3 => Just(vec![]), 1 => scopes]),
        (limit(), limit(), 0u128..150, 0u64..100),
        (
            prop::sample::select(vec!["iusd", "iusd", "eusd", "nobody"]),
            prop::sample::select(vec!["east", "east", "east", "north", "west", "No"]),
            0usize..8,
            mostly(false),
            0u128..200,
        ),
    )
        .prop_map(|(way, limits, asked)| {
            let (connected, draining, paused) = way;
            let (outbound, cap, sent_before, seconds_since) = limits;
            let (token, region, receiver, screened, amount) = asked;
            Situation {
                connected,
                draining,
                paused,
                outbound,
                cap,
                sent_before,
                seconds_since,
                token,
                region,
                receiver,
                screened,
                amount,
            }
        })
}

/// Mostly good ones; the rest is spelled wrongly or belongs elsewhere.
fn receiver(suite: &Suite, which: usize) -> String {
    match which {
        0 => east("bob").to_uppercase(),
        1 => suite.addr("bob").into_string(),
        2 => String::new(),
        _ => east("bob"),
    }
}

fn set_up(situation: &Situation) -> Suite {
    let mut suite = Suite::new();
    suite.ok("owner", suite.set_route(1_000, 1_000, 1_000));
    if situation.sent_before > 0 {
        suite.send(situation.sent_before);
    }
    for (token, cap) in [(IUSD, situation.cap), (EUSD, None)] {
        let set =
            set_route(token, situation.outbound.and_then(|capacity| limit(capacity, 1)), None, cap);
        suite.ok("owner", set);
    }
    suite.wait(situation.seconds_since);
    if situation.screened {
        suite.screen("iusd", "east", &[&east("bob")]);
    }
    if situation.draining {
        let status = PeerStatus::Draining;
        suite.ok("owner", ExecuteMsg::SetPeerStatus { region: "east".to_string(), status });
    }
    if !situation.paused.is_empty() {
        let scopes = situation.paused.clone();
        suite.ok("pauser", ExecuteMsg::Pause { scopes, duration_seconds: 10 });
    }
    if !situation.connected && situation.sent_before == 0 {
        suite.close_confirm(CHANNEL);
    }
    suite
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    /// `route` says yes exactly when the transfer passes, and its code is the one the transfer meets.
    #[test]
    fn route_says_yes_exactly_when_the_transfer_passes(situation in situation()) {
        let mut suite = set_up(&situation);
        let to = receiver(&suite, situation.receiver);
        let said: RouteResponse = suite.query(QueryMsg::Route {
            region: situation.region.to_string(),
            asset: Asset::Cw20(suite.addr(situation.token).into_string()),
            receiver: to.clone(),
            amount: Some(Uint128::new(situation.amount)),
        });
        let order = TokenHook::Transfer {
            region: situation.region.to_string(),
            receiver: to,
            timeout_seconds: None,
            memo: None,
            info: None,
            reference: None,
        };
        let done = suite.send_hook(situation.token, situation.amount, &order);
        prop_assert_eq!(said.ok, done.is_ok(), "{:?} and {:?}", said, done);
        // A stranger's hook is refused as one, before anybody asks where it would go.
        if let (Err(error), true) = (done, situation.token != "nobody") {
            prop_assert_eq!(said.code, Some(code(error)));
        }
    }
}
