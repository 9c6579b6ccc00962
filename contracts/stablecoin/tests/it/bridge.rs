use cosmwasm_std::Binary;
use isthmus_api::stablecoin::{
    AccountStatus, Change, ConfigResponse, ExecuteMsg, FreezeMode, PauseScope, QueryMsg, SudoMsg,
};
use isthmus_testkit::chain::scheduled;

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
    suite.deposit("alice", "bridge", 400).unwrap();
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
    suite.deposit("alice", "bridge", 10).unwrap();
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
    suite.deposit("alice", "bridge", 20).unwrap();
    suite.ok("bridge", ExecuteMsg::BridgeBurn { amount: 20u128.into() });
    suite.ok("bridge", refund(&suite, "alice", 5, None));
    let supply = suite.supply();
    assert_eq!((supply.total.u128(), supply.abroad.u128(), supply.home), (55, 0, false));
}

/// A18.
#[test]
fn a18_another_bridge_waits_and_what_the_old_one_has_in_flight_comes_back() {
    let mut suite = Suite::new();
    suite.ok("owner", ExecuteMsg::SetChangeDelay { seconds: 3600 });
    suite.deposit("alice", "bridge", 400).unwrap();
    suite.ok("bridge", ExecuteMsg::BridgeBurn { amount: 300u128.into() });
    let new = ExecuteMsg::SetBridge { bridge: suite.addr("receiver") };
    suite.refuses("owner", new, "AC-013");
    let nobody = Change::SetBridge { bridge: suite.addr("carol") };
    suite.refuses("owner", ExecuteMsg::ScheduleChange { change: nobody }, "ST-042");
    let change = Change::SetBridge { bridge: suite.addr("receiver") };
    let told = suite.ok("owner", ExecuteMsg::ScheduleChange { change });
    suite.refuses("receiver", mint(&suite, "carol", 1), "AC-002");
    suite.after_seconds(3600);
    suite.ok("stranger", ExecuteMsg::ApplyChange { id: scheduled(&told) });

    let config: ConfigResponse = suite.query(QueryMsg::Config {});
    let expected = (Some(suite.addr("receiver")), Some(suite.addr("bridge")));
    assert_eq!((config.bridge, config.former_bridge), expected);
    assert!(suite.account("receiver").escrow && suite.account("bridge").escrow);
    // Only one creates and destroys; the old one gives back, and pays out what it holds.
    suite.refuses("bridge", mint(&suite, "carol", 1), "AC-002");
    suite.refuses("bridge", ExecuteMsg::BridgeBurn { amount: 1u128.into() }, "AC-002");
    suite.ok("receiver", mint(&suite, "carol", 100));
    suite.freeze("alice", FreezeMode::Full);
    suite.ok("bridge", refund(&suite, "alice", 50, None));
    suite.transfer("bridge", "alice", 100).unwrap();
    suite.refuses("bridge", refund(&suite, "alice", 151, None), "ST-025");
    suite.refuses("stranger", refund(&suite, "alice", 1, None), "AC-002");

    // A third comes only when the first is struck off, which waits too.
    let bridge = suite.addr("escrow");
    let third = ExecuteMsg::ScheduleChange { change: Change::SetBridge { bridge } };
    suite.refuses("owner", third.clone(), "ST-046");
    let account = suite.addr("bridge");
    let strike = Change::UnregisterEscrow { account };
    let told = suite.ok("owner", ExecuteMsg::ScheduleChange { change: strike });
    suite.after_seconds(3600);
    suite.ok("stranger", ExecuteMsg::ApplyChange { id: scheduled(&told) });
    suite.refuses("bridge", refund(&suite, "alice", 1, None), "AC-002");
    assert_eq!(suite.query::<ConfigResponse>(QueryMsg::Config {}).former_bridge, None);
    suite.ok("owner", third);
}

/// A18: a new bridge that does not work is no dead end.
#[test]
fn a18_the_bridge_before_may_be_the_bridge_again() {
    let mut suite = Suite::new();
    let set = |suite: &Suite, who: &str| ExecuteMsg::SetBridge { bridge: suite.addr(who) };
    for (bridge, former) in [("receiver", "bridge"), ("bridge", "receiver")] {
        let msg = set(&suite, bridge);
        suite.ok("owner", msg.clone());
        suite.ok("owner", msg);
        let config: ConfigResponse = suite.query(QueryMsg::Config {});
        let expected = (Some(suite.addr(bridge)), Some(suite.addr(former)));
        assert_eq!((config.bridge, config.former_bridge), expected);
    }
    // Whom the chain struck off refunds nothing, whoever is the bridge afterwards.
    let account = suite.addr("bridge");
    suite.sudo(&SudoMsg::UnregisterEscrow { account }).unwrap();
    let msg = set(&suite, "receiver");
    suite.ok("owner", msg);
    suite.refuses("bridge", refund(&suite, "alice", 0, None), "AC-002");
}

/// A18.
#[test]
fn a18_another_identity_contract_waits_and_none_is_at_once() {
    let mut suite = Suite::new();
    suite.ok("owner", ExecuteMsg::SetChangeDelay { seconds: 3600 });
    let (accounts, status) = (vec![suite.addr("carol")], AccountStatus::Allowed);
    let push = ExecuteMsg::SetAccountStatus { accounts, status };
    let set = |identity: Option<String>| ExecuteMsg::SetIdentity { identity };
    let receiver = suite.addr("receiver");
    suite.refuses("owner", set(Some(receiver.clone())), "AC-013");
    suite.ok("owner", set(None));
    suite.refuses("identity", push.clone(), "AC-002");
    let nobody = Change::SetIdentity { identity: Some(suite.addr("carol")) };
    suite.refuses("owner", ExecuteMsg::ScheduleChange { change: nobody }, "ST-042");
    let change = Change::SetIdentity { identity: Some(receiver.clone()) };
    let told = suite.ok("owner", ExecuteMsg::ScheduleChange { change });
    suite.after_seconds(3600);
    suite.ok("stranger", ExecuteMsg::ApplyChange { id: scheduled(&told) });
    suite.ok("receiver", push);
    assert_eq!(suite.query::<ConfigResponse>(QueryMsg::Config {}).identity, Some(receiver));
}

#[test]
fn a_token_without_regions_has_no_bridge_to_replace() {
    let mut suite = Suite::with(|msg, _| msg.regional = None).unwrap();
    let bridge = suite.addr("receiver");
    suite.refuses("owner", ExecuteMsg::SetBridge { bridge }, "ST-045");
    suite.refuses("owner", ExecuteMsg::SetIdentity { identity: None }, "ST-045");
}
