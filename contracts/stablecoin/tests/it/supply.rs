use cw20::MinterResponse;
use isthmus_api::stablecoin::{ExecuteMsg, FreezeMode, MinterInfo, QueryMsg};

use crate::suite::Suite;

fn configure(suite: &Suite, who: &str, allowance: u128) -> ExecuteMsg {
    ExecuteMsg::ConfigureMinter {
        minter: suite.addr(who),
        allowance: allowance.into(),
        rate_limit: None,
    }
}

fn remove(suite: &Suite, who: &str) -> ExecuteMsg {
    ExecuteMsg::RemoveMinter { minter: suite.addr(who) }
}

fn minter(suite: &Suite, who: &str) -> Option<MinterInfo> {
    suite.query(QueryMsg::MinterInfo { minter: suite.addr(who) })
}

/// A token with CW20's own minter, as cw20-base would be created.
fn with_primary(cap: Option<u128>) -> Suite {
    Suite::with(|msg, addr| {
        msg.mint = Some(MinterResponse { minter: addr("minter"), cap: cap.map(Into::into) });
        msg.uncapped = cap.is_none().then_some(true);
    })
    .unwrap()
}

#[test]
fn a_minter_mints_until_its_allowance_is_used_up() {
    let mut suite = Suite::new();
    suite.mint("minter", "carol", 600).unwrap();
    assert_eq!(suite.mint("minter", "carol", 401).unwrap_err().code(), "ST-022");
    suite.mint("minter", "carol", 400).unwrap();
    assert_eq!(suite.mint("minter", "carol", 1).unwrap_err().code(), "ST-022");
    assert_eq!((suite.balance("carol"), suite.supply().total.u128()), (1000, 2500));
    assert_eq!(minter(&suite, "minter").unwrap().allowance.unwrap().u128(), 0);
}

#[test]
fn only_a_minter_mints() {
    let mut suite = Suite::new();
    let refused = suite.mint("master", "carol", 1).unwrap_err().to_string();
    assert_eq!(refused, "Unauthorized: needs a configured minter [AC-002]");
    suite.ok("master", remove(&suite, "minter"));
    assert_eq!(suite.mint("minter", "carol", 1).unwrap_err().code(), "AC-002");
    suite.refuses("master", remove(&suite, "minter"), "ST-030");
}

#[test]
fn the_cap_counts_what_is_abroad() {
    let mut suite = Suite::new();
    suite.ok("owner", ExecuteMsg::SetCap { cap: Some(1600u128.into()) });
    suite.deposit("alice", "bridge", 700).unwrap();
    suite.ok("bridge", ExecuteMsg::BridgeBurn { amount: 700u128.into() });
    assert_eq!(suite.supply().headroom.unwrap().u128(), 100);
    let refused = suite.mint("minter", "carol", 101).unwrap_err().to_string();
    assert_eq!(refused, "Minting cannot exceed the cap (headroom 100, asked 101) [ST-021]");
    suite.mint("minter", "carol", 100).unwrap();
}

#[test]
fn a_cap_below_the_supply_stops_minting_and_nothing_else() {
    let mut suite = Suite::new();
    suite.ok("owner", ExecuteMsg::SetCap { cap: Some(1u128.into()) });
    assert_eq!(suite.mint("minter", "carol", 1).unwrap_err().code(), "ST-021");
    suite.transfer("alice", "bob", 1).unwrap();
    suite.ok("owner", ExecuteMsg::SetCap { cap: None });
    suite.mint("minter", "carol", 1).unwrap();
    assert_eq!(suite.supply().headroom, None);
}

#[test]
fn e29_the_largest_supply_is_an_error_not_a_panic() {
    let mut suite = with_primary(None);
    suite.mint("minter", "carol", u128::MAX - 1500).unwrap();
    assert_eq!(suite.mint("minter", "carol", 1).unwrap_err().code(), "ST-011");
    suite.mint("minter", "carol", 0).unwrap();
}

#[test]
fn cw20s_own_minter_is_bounded_by_the_cap_until_it_gets_an_allowance() {
    let mut suite = with_primary(Some(2000));
    let named: Option<MinterResponse> = suite.query(QueryMsg::Minter {});
    let (minter, cap) = (suite.addr("minter"), Some(2000u128.into()));
    assert_eq!(named, Some(MinterResponse { minter, cap }));
    assert_eq!(suite.mint("minter", "carol", 501).unwrap_err().code(), "ST-021");
    suite.mint("minter", "carol", 100).unwrap();
    suite.ok("master", configure(&suite, "minter", 10));
    assert_eq!(suite.mint("minter", "carol", 11).unwrap_err().code(), "ST-022");
}

#[test]
fn cw20s_own_minter_hands_its_place_on_with_what_is_left() {
    let mut suite = with_primary(Some(5000));
    for (who, allowance) in [("minter", 100), ("carol", 5)] {
        suite.ok("master", configure(&suite, who, allowance));
    }
    let to =
        |suite: &Suite, who: &str| ExecuteMsg::UpdateMinter { new_minter: Some(suite.addr(who)) };
    let msg = to(&suite, "carol");
    suite.refuses("owner", msg.clone(), "AC-002");
    suite.ok("minter", msg);
    assert_eq!(minter(&suite, "minter"), None);
    assert_eq!(minter(&suite, "carol").unwrap().allowance.unwrap().u128(), 105);
    // To itself: nothing changes.
    suite.ok("carol", to(&suite, "carol"));
    assert_eq!(minter(&suite, "carol").unwrap().allowance.unwrap().u128(), 105);
    suite.ok("carol", ExecuteMsg::UpdateMinter { new_minter: None });
    assert_eq!(suite.query::<Option<MinterResponse>>(QueryMsg::Minter {}), None);
    assert_eq!(suite.mint("carol", "carol", 1).unwrap_err().code(), "AC-002");
}

#[test]
fn removing_cw20s_own_minter_leaves_none() {
    let mut suite = with_primary(None);
    suite.ok("master", remove(&suite, "minter"));
    assert_eq!(suite.query::<Option<MinterResponse>>(QueryMsg::Minter {}), None);
    suite.refuses("minter", ExecuteMsg::UpdateMinter { new_minter: None }, "AC-002");
}

#[test]
fn e19_a_frozen_minter_cannot_mint_or_hand_on_but_can_be_removed() {
    let mut suite = with_primary(None);
    suite.mint("minter", "minter", 5).unwrap();
    suite.freeze("minter", FreezeMode::Outgoing);
    assert_eq!(suite.mint("minter", "carol", 1).unwrap_err().code(), "ST-015");
    assert_eq!(
        suite.fails("minter", ExecuteMsg::UpdateMinter { new_minter: Some(suite.addr("carol")) }),
        "ST-015"
    );
    // A new allowance does not lift the freeze.
    suite.ok("master", configure(&suite, "minter", 10));
    assert_eq!(suite.mint("minter", "carol", 1).unwrap_err().code(), "ST-015");
    suite.unfreeze("minter");
    suite.mint("minter", "carol", 1).unwrap();
    suite.freeze("minter", FreezeMode::Full);
    suite.ok("master", remove(&suite, "minter"));
    assert_eq!(suite.balance("minter"), 5);
}

#[test]
fn an_account_frozen_before_becomes_a_frozen_minter() {
    let mut suite = with_primary(None);
    suite.freeze("carol", FreezeMode::Full);
    suite.ok("master", configure(&suite, "carol", 10));
    assert_eq!(suite.mint("carol", "bob", 1).unwrap_err().code(), "ST-015");
    suite.freeze("stranger", FreezeMode::Outgoing);
    suite.ok("minter", ExecuteMsg::UpdateMinter { new_minter: Some(suite.addr("stranger")) });
    assert!(minter(&suite, "stranger").unwrap().frozen);
}

#[test]
fn holders_burn_unless_it_is_switched_off() {
    let mut suite = Suite::new();
    let burn = ExecuteMsg::Burn { amount: 10u128.into() };
    suite.ok("alice", burn.clone());
    assert_eq!(suite.supply().total.u128(), 1490);
    suite.ok("owner", ExecuteMsg::SetHolderBurn { enabled: false });
    suite.refuses("alice", burn.clone(), "ST-023");
    suite.approve("alice", "bob", 10);
    let burn_from = ExecuteMsg::BurnFrom { owner: suite.addr("alice"), amount: 1u128.into() };
    suite.refuses("bob", burn_from.clone(), "ST-023");
    suite.ok("owner", ExecuteMsg::SetHolderBurn { enabled: true });
    suite.ok("bob", burn_from);
    suite.refuses("alice", ExecuteMsg::Burn { amount: 990u128.into() }, "ST-010");
}

#[test]
fn outside_the_home_region_nobody_mints_burns_or_sets_rules() {
    let mut suite = Suite::abroad();
    let recipient = suite.addr("alice");
    suite.ok("bridge", ExecuteMsg::BridgeMint { recipient, amount: 50u128.into() });
    suite.refuses("master", configure(&suite, "minter", 10), "ST-024");
    assert_eq!(suite.mint("minter", "alice", 1).unwrap_err().code(), "AC-002");
    suite.refuses("alice", ExecuteMsg::Burn { amount: 1u128.into() }, "ST-023");
    suite.refuses("owner", ExecuteMsg::SetHolderBurn { enabled: true }, "ST-024");
    suite.refuses("owner", ExecuteMsg::SetCap { cap: None }, "ST-024");
    suite.ok("owner", ExecuteMsg::SetHolderBurn { enabled: false });
}
