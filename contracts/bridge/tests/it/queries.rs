//! Questions.

use cosmwasm_std::Uint128;
use isthmus_api::bridge::*;
use isthmus_api::types::Asset;

use crate::suite::*;

#[test]
fn the_standing_questions_are_answered() {
    let suite = Suite::new();
    let config: ConfigResponse = suite.query(QueryMsg::Config {});
    assert_eq!((config.region.as_str(), config.min_timeout_seconds), ("west", 10));
    let info: cw2::ContractVersion = suite.query(QueryMsg::ContractInfo {});
    assert_eq!(info.contract, "isthmus-bridge");
    let ownership: cw_ownable::Ownership<String> = suite.query(QueryMsg::Ownership {});
    assert_eq!(ownership.owner, Some(suite.addr("owner").into_string()));
    let port: PortResponse = suite.query(QueryMsg::Port {});
    assert_eq!(port.port, format!("wasm.{}", suite.addr("bridge")));
    assert_eq!((port.version.as_str(), port.order.as_str()), ("isthmus-1", "unordered"));
    let peers: PeersResponse = suite.query(QueryMsg::Peers { start_after: None, limit: None });
    assert_eq!(peers.peers.len(), 1);
    assert_eq!(peers.peers[0].status, PeerStatus::Open);
    let none: PeersResponse =
        suite.query(QueryMsg::Peers { start_after: Some("east".to_string()), limit: None });
    assert!(none.peers.is_empty());
    let token: TokenResponse = suite.query(QueryMsg::Token { token: EUSD.to_string() });
    assert_eq!((token.home.as_str(), token.gas_limit), ("east", DEFAULT_TOKEN_GAS));
    let tokens: TokensResponse =
        suite.query(QueryMsg::Tokens { start_after: Some(EUSD.to_string()), limit: Some(1) });
    assert_eq!(tokens.tokens[0].token, IUSD);
    let unknown = suite.query_refused(QueryMsg::Peer { region: "north".to_string() });
    assert!(unknown.contains("BR-010"), "{unknown}");
    let unknown = suite.query_refused(QueryMsg::Token { token: "west.other".to_string() });
    assert!(unknown.contains("BR-021"), "{unknown}");
}

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
    assert_eq!(ask(&suite, "east", iusd, &bob, None), "BR-006");
}

#[test]
fn limits_say_what_is_free() {
    let mut suite = Suite::new();
    suite.ok("owner", suite.set_route(100, 50, 120));
    suite.send(80);
    let limits = |suite: &Suite| -> LimitsResponse {
        suite.query(QueryMsg::Limits { region: "east".to_string(), token: IUSD.to_string() })
    };
    let now = limits(&suite);
    assert_eq!(now.outbound.unwrap().available.u128(), 20);
    assert_eq!(now.inbound.unwrap().available.u128(), 50);
    assert_eq!(now.outstanding_headroom.unwrap().u128(), 40);
    suite.wait(30);
    assert_eq!(limits(&suite).outbound.unwrap().available.u128(), 50);
    let away: LimitsResponse =
        suite.query(QueryMsg::Limits { region: "east".to_string(), token: EUSD.to_string() });
    assert_eq!((away.outstanding_cap, away.outstanding_headroom), (None, None));
}

#[test]
fn claims_and_disputes_are_paged() {
    let mut suite = Suite::new();
    for _ in 0..3 {
        let packet = suite.send(1);
        let response = suite.timeout(&packet);
        suite.refund_fails(&response);
    }
    for _ in 0..3 {
        let packet = suite.send(1);
        suite.ack(&packet, b"?".to_vec());
    }
    let key = |id| PacketKey { region: "east".to_string(), token: IUSD.to_string(), id };
    let owners = [None, Some(suite.addr("alice").into_string())];
    for owner in owners {
        let page: ClaimsResponse =
            suite.query(QueryMsg::Claims { owner, start_after: Some(key(1)), limit: Some(1) });
        assert_eq!(page.claims.len(), 1);
        assert_eq!(page.claims[0].packet, key(2));
    }
    let nobody: ClaimsResponse = suite.query(QueryMsg::Claims {
        owner: Some(suite.addr("stranger").into_string()),
        start_after: None,
        limit: None,
    });
    assert!(nobody.claims.is_empty());
    let page: DisputesResponse =
        suite.query(QueryMsg::Disputes { start_after: Some(key(4)), limit: None });
    let ids: Vec<u64> = page.disputes.iter().map(|d| d.packet.id).collect();
    assert_eq!(ids, vec![5, 6]);
    assert_eq!(page.disputes[0].disputed_at, START);
}
