use isthmus_api::access::PausesResponse;
use isthmus_api::stablecoin::{ExecuteMsg, PauseScope, QueryMsg};

use crate::suite::Suite;

const SCOPES: [PauseScope; 5] = [
    PauseScope::Transfer,
    PauseScope::Mint,
    PauseScope::Burn,
    PauseScope::Approve,
    PauseScope::Signed,
];

/// Every message that moves money or gives a right to: the scope that stops it, who sends it.
const MESSAGES: &str = r#"
transfer alice {"transfer": {"recipient": "west:carol", "amount": "1"}}
transfer alice {"send": {"contract": "west:bridge", "amount": "1", "msg": ""}}
transfer alice {"send": {"contract": "west:receiver", "amount": "1", "msg": "eA=="}}
transfer bob {"transfer_from": {"owner": "west:alice", "recipient": "west:carol", "amount": "1"}}
transfer bob {"send_from": {"owner": "west:alice", "contract": "west:receiver", "amount": "1", "msg": "eA=="}}
transfer alice {"transfer_with_memo": {"recipient": "west:carol", "amount": "1", "memo": "x"}}
transfer alice {"send_with_memo": {"contract": "west:receiver", "amount": "1", "msg": "eA==", "memo": "x"}}
transfer alice {"batch_transfer": {"payments": [{"recipient": "west:carol", "amount": "1"}, {"recipient": "west:receiver", "amount": "1"}]}}
approve alice {"set_allowance": {"spender": "west:receiver", "amount": "0", "expires": null, "expected_current": "0"}}
nothing alice {"revoke_allowances": {"spenders": ["west:receiver"]}}
nothing escrow {"batch_transfer": {"payments": [{"recipient": "west:carol", "amount": "1"}]}}
burn alice {"burn": {"amount": "1"}}
burn bob {"burn_from": {"owner": "west:alice", "amount": "1"}}
mint minter {"mint": {"recipient": "west:carol", "amount": "1"}}
approve alice {"increase_allowance": {"spender": "west:bob", "amount": "1"}}
nothing alice {"decrease_allowance": {"spender": "west:bob", "amount": "1"}}
nothing escrow {"transfer": {"recipient": "west:carol", "amount": "1"}}
nothing escrow {"send": {"contract": "west:receiver", "amount": "1", "msg": "eA=="}}
nothing bridge {"bridge_burn": {"amount": "1"}}
transfer bridge {"bridge_mint": {"recipient": "west:carol", "amount": "1"}}
nothing bridge {"bridge_refund": {"recipient": "west:carol", "amount": "1"}}
"#;

/// The same, with the scope where one stops it.
fn messages(suite: &Suite) -> Vec<(&'static str, ExecuteMsg, Option<PauseScope>)> {
    let scope = |name: &str| SCOPES.into_iter().find(|scope| <&str>::from(*scope) == name);
    let rows = suite.rows(MESSAGES).into_iter();
    rows.map(|(words, msg)| (words[1], msg, scope(words[0]))).collect()
}

#[test]
fn e10_each_scope_stops_exactly_its_messages() {
    let mut suite = Suite::new();
    suite.approve("alice", "bob", 100);
    suite.deposit("alice", "escrow", 100).unwrap();
    suite.deposit("alice", "bridge", 100).unwrap();
    suite.ok("bridge", ExecuteMsg::BridgeBurn { amount: 50u128.into() });
    for paused in SCOPES {
        suite.pause(paused);
        for (sender, msg, scope) in messages(&suite) {
            if scope == Some(paused) {
                assert_eq!(suite.fails(sender, msg), "AC-006", "{paused:?}");
            } else {
                suite.ok(sender, msg);
            }
        }
        suite.ok("owner", ExecuteMsg::Unpause { scopes: vec![paused] });
    }
}

#[test]
fn a_pause_ends_by_itself_and_is_never_longer_than_three_days() {
    let mut suite = Suite::new();
    let pause = |scopes: &[PauseScope], duration_seconds| ExecuteMsg::Pause {
        scopes: scopes.to_vec(),
        duration_seconds,
    };
    for bad in [pause(&SCOPES, 0), pause(&SCOPES, 72 * 3600 + 1), pause(&[], 5)] {
        suite.refuses("pauser", bad, "AC-007");
    }
    suite.ok("pauser", pause(&SCOPES, 60));
    let state: PausesResponse = suite.query(QueryMsg::Pauses {});
    assert_eq!(state.pauses.len(), SCOPES.len());
    suite.after_seconds(59);
    let until = suite.now() + 1;
    let refused = suite.transfer("alice", "bob", 1).unwrap_err().to_string();
    assert_eq!(refused, format!("transfer is paused until {until} (seconds) [AC-006]"));
    suite.after_seconds(1);
    suite.transfer("alice", "bob", 1).unwrap();
    let state: PausesResponse = suite.query(QueryMsg::Pauses {});
    assert!(state.pauses.is_empty());
}
