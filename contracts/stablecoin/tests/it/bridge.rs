use cosmwasm_std::Binary;
use isthmus_api::stablecoin::{ExecuteMsg, FreezeMode, PauseScope};

use crate::suite::Suite;

fn mint(suite: &Suite, to: &str, amount: u128) -> ExecuteMsg {
    ExecuteMsg::BridgeMint { recipient: suite.addr(to), amount: amount.into() }
}

fn refund(suite: &Suite, to: &str, amount: u128, msg: Option<&str>) -> ExecuteMsg {
    let msg = msg.map(|msg| Binary::from(msg.as_bytes()));
    ExecuteMsg::BridgeRefund { recipient: suite.addr(to), amount: amount.into(), msg }
}

/// 400 of alice's tokens are abroad.
fn away() -> Suite {
    let mut suite = Suite::new();
    suite.transfer("alice", "bridge", 400).unwrap();
    suite.ok("bridge", ExecuteMsg::BridgeBurn { amount: 400u128.into() });
    suite
}

#[test]
fn money_that_leaves_home_is_abroad_until_it_comes_back() {
    let mut suite = away();
    let supply = suite.supply();
    assert_eq!((supply.total.u128(), supply.abroad.u128()), (1100, 400));
    suite.ok("bridge", mint(&suite, "carol", 150));
    suite.ok("bridge", refund(&suite, "alice", 250, None));
    let supply = suite.supply();
    assert_eq!((supply.total.u128(), supply.abroad.u128()), (1500, 0));
    assert_eq!((suite.balance("carol"), suite.balance("alice")), (150, 850));
}

#[test]
fn e12_no_more_comes_home_than_is_abroad() {
    let mut suite = away();
    suite.refuses("bridge", mint(&suite, "carol", 401), "ST-025");
    suite.refuses("bridge", refund(&suite, "carol", 401, None), "ST-025");
}

#[test]
fn the_bridge_burns_only_what_it_holds() {
    let mut suite = Suite::new();
    suite.transfer("alice", "bridge", 10).unwrap();
    suite.refuses("bridge", ExecuteMsg::BridgeBurn { amount: 11u128.into() }, "ST-010");
}

#[test]
fn money_from_abroad_needs_an_open_region_and_a_free_receiver() {
    let mut suite = away();
    let msg = mint(&suite, "carol", 1);
    suite.pause(PauseScope::Transfer);
    suite.refuses("bridge", msg.clone(), "AC-006");
    suite.ok("owner", ExecuteMsg::Unpause { scopes: vec![PauseScope::Transfer] });
    suite.freeze("carol", FreezeMode::Full);
    suite.refuses("bridge", msg.clone(), "ST-013");
    suite.freeze("carol", FreezeMode::Outgoing);
    suite.ok("bridge", msg);
}

#[test]
fn e8_a_refund_lands_and_stays_locked_whatever_is_paused_or_frozen() {
    let mut suite = away();
    let all = vec![PauseScope::Transfer, PauseScope::Mint, PauseScope::Burn, PauseScope::Approve];
    suite.ok("pauser", ExecuteMsg::Pause { scopes: all.clone(), duration_seconds: 60 });
    suite.freeze("alice", FreezeMode::Full);
    suite.ok("bridge", refund(&suite, "alice", 400, None));
    let alice = suite.account("alice");
    assert_eq!((alice.balance.u128(), alice.spendable.u128()), (1000, 0));
    suite.ok("owner", ExecuteMsg::Unpause { scopes: all });
    suite.unfreeze("alice");
    suite.transfer("alice", "bob", 1000).unwrap();
}

#[test]
fn a_refund_with_a_reference_calls_the_contract_that_sent_the_money() {
    let mut suite = away();
    suite.ok("bridge", refund(&suite, "receiver", 30, Some("deal 7")));
    let told = (suite.addr("bridge"), 30u128.into(), Binary::from(b"deal 7"), 30u128.into());
    assert_eq!(suite.received(), Some(told));
    assert!(suite.send("bridge", refund(&suite, "receiver", 30, Some("refuse"))).is_err());
    assert_eq!((suite.balance("receiver"), suite.supply().abroad.u128()), (30, 370));
}

#[test]
fn abroad_the_bridge_alone_makes_the_supply_and_keeps_no_count() {
    let mut suite = Suite::abroad();
    suite.ok("bridge", mint(&suite, "alice", 70));
    suite.transfer("alice", "bridge", 20).unwrap();
    suite.ok("bridge", ExecuteMsg::BridgeBurn { amount: 20u128.into() });
    suite.ok("bridge", refund(&suite, "alice", 5, None));
    let supply = suite.supply();
    assert_eq!((supply.total.u128(), supply.abroad.u128(), supply.home), (55, 0, false));
}
