//! Questions.

use isthmus_api::bridge::*;

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

#[test]
fn limits_say_what_is_free() {
    let mut suite = Suite::new();
    suite.ok("owner", suite.set_route(100, 50, 120));
    suite.send(80);
    let now = suite.limits(IUSD);
    assert_eq!(now.outbound.unwrap().available.u128(), 20);
    assert_eq!(now.inbound.unwrap().available.u128(), 50);
    assert_eq!(now.outstanding_headroom.unwrap().u128(), 40);
    suite.wait(30);
    assert_eq!(suite.limits(IUSD).outbound.unwrap().available.u128(), 50);
    let away = suite.limits(EUSD);
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
    let key = |id| PacketKey { region: "east".to_string(), token: Some(IUSD.to_string()), id };
    let owners = [None, Some(suite.addr("alice").into_string())];
    for owner in owners {
        let page: ClaimsResponse =
            suite.query(QueryMsg::Claims { owner, start_after: Some(key(1)), limit: Some(1) });
        assert_eq!(page.claims.len(), 1);
        assert_eq!(page.claims[0].packet, key(2));
    }
    let nobody = suite.claims("stranger");
    assert!(nobody.claims.is_empty());
    let page: DisputesResponse =
        suite.query(QueryMsg::Disputes { start_after: Some(key(4)), limit: None });
    let ids: Vec<u64> = page.disputes.iter().map(|d| d.packet.id).collect();
    assert_eq!(ids, vec![5, 6]);
    assert_eq!(page.disputes[0].disputed_at, suite.env.block.time.seconds());
}
