use cw20::MinterResponse;
use isthmus_api::stablecoin::{ExecuteMsg, FreezeMode, MinterInfo, PauseScope, QueryMsg};

use crate::suite::Suite;

const NOBODY: ExecuteMsg = ExecuteMsg::SetMinter { minter: None };

fn minter(suite: &Suite) -> MinterInfo {
    suite.query::<Option<MinterInfo>>(QueryMsg::MinterInfo {}).expect("somebody mints")
}

/// A token with a minter from the start, as cw20-base would be created.
fn with_minter(cap: Option<u128>) -> Suite {
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
    assert_eq!(minter(&suite).allowance.unwrap().u128(), 0);
}

#[test]
fn only_a_minter_mints() {
    let mut suite = Suite::new();
    let refused = suite.mint("owner", "carol", 1).unwrap_err().to_string();
    assert_eq!(refused, "Unauthorized: needs the minter [AC-002]");
    suite.ok("owner", NOBODY);
    assert_eq!(suite.mint("minter", "carol", 1).unwrap_err().code(), "AC-002");
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
    let mut suite = with_minter(None);
    suite.mint("minter", "carol", u128::MAX - 1500).unwrap();
    assert_eq!(suite.mint("minter", "carol", 1).unwrap_err().code(), "ST-011");
    suite.mint("minter", "carol", 0).unwrap();
}

#[test]
fn cw20s_own_minter_is_bounded_by_the_cap_until_it_gets_an_allowance() {
    let mut suite = with_minter(Some(2000));
    let named: Option<MinterResponse> = suite.query(QueryMsg::Minter {});
    let (minter, cap) = (suite.addr("minter"), Some(2000u128.into()));
    assert_eq!(named, Some(MinterResponse { minter, cap }));
    assert_eq!(suite.mint("minter", "carol", 501).unwrap_err().code(), "ST-021");
    suite.mint("minter", "carol", 100).unwrap();
    suite.ok("owner", suite.minting("minter", Some(10), None));
    assert_eq!(suite.mint("minter", "carol", 11).unwrap_err().code(), "ST-022");
}

#[test]
fn cw20s_own_minter_hands_its_place_on_with_what_is_left() {
    let mut suite = with_minter(Some(5000));
    suite.ok("owner", suite.minting("minter", Some(100), None));
    suite.mint("minter", "bob", 10).unwrap();
    let to =
        |suite: &Suite, who: &str| ExecuteMsg::UpdateMinter { new_minter: Some(suite.addr(who)) };
    let msg = to(&suite, "carol");
    suite.refuses("owner", msg.clone(), "AC-002");
    suite.ok("minter", msg);
    let told = minter(&suite);
    assert_eq!((told.minter, told.allowance), (suite.addr("carol"), Some(90u128.into())));
    // To itself: nothing changes.
    suite.ok("carol", to(&suite, "carol"));
    assert_eq!(minter(&suite).allowance.unwrap().u128(), 90);
    suite.ok("carol", ExecuteMsg::UpdateMinter { new_minter: None });
    assert_eq!(suite.query::<Option<MinterResponse>>(QueryMsg::Minter {}), None);
    assert_eq!(suite.mint("carol", "carol", 1).unwrap_err().code(), "AC-002");
}

#[test]
fn removing_cw20s_own_minter_leaves_none() {
    let mut suite = with_minter(None);
    suite.ok("owner", NOBODY);
    assert_eq!(suite.query::<Option<MinterResponse>>(QueryMsg::Minter {}), None);
    suite.refuses("minter", ExecuteMsg::UpdateMinter { new_minter: None }, "AC-002");
}

#[test]
fn e19_a_frozen_minter_cannot_mint_or_hand_on_but_can_be_removed() {
    let mut suite = with_minter(None);
    suite.mint("minter", "minter", 5).unwrap();
    suite.freeze("minter", FreezeMode::Outgoing);
    assert_eq!(suite.mint("minter", "carol", 1).unwrap_err().code(), "ST-015");
    assert_eq!(
        suite.fails("minter", ExecuteMsg::UpdateMinter { new_minter: Some(suite.addr("carol")) }),
        "ST-015"
    );
    // A new allowance does not lift the freeze.
    suite.ok("owner", suite.minting("minter", Some(10), None));
    assert_eq!(suite.mint("minter", "carol", 1).unwrap_err().code(), "ST-015");
    suite.unfreeze("minter");
    suite.mint("minter", "carol", 1).unwrap();
    suite.freeze("minter", FreezeMode::Full);
    suite.ok("owner", NOBODY);
    assert_eq!(suite.balance("minter"), 5);
}

#[test]
fn an_account_frozen_before_becomes_a_frozen_minter() {
    let mut suite = with_minter(None);
    suite.freeze("carol", FreezeMode::Full);
    suite.ok("owner", suite.minting("carol", Some(10), None));
    assert_eq!(suite.mint("carol", "bob", 1).unwrap_err().code(), "ST-015");
    suite.freeze("stranger", FreezeMode::Outgoing);
    suite.ok("owner", suite.minting("minter", Some(10), None));
    suite.ok("minter", ExecuteMsg::UpdateMinter { new_minter: Some(suite.addr("stranger")) });
    assert!(minter(&suite).frozen);
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

/// A16: what is handed in for money is the issuer's balance until it is burnt or goes back.
#[test]
fn a16_total_supply_is_the_sum_of_balances_while_a_redemption_is_open() {
    let mut suite = Suite::new();
    suite.ok("owner", suite.minting("receiver", None, None));
    suite.ok("owner", ExecuteMsg::RegisterEscrow { account: suite.addr("receiver") });
    let told = |suite: &Suite| {
        let token: cw20::TokenInfoResponse = suite.query(QueryMsg::TokenInfo {});
        (token.total_supply.u128(), suite.balances().values().sum::<u128>())
    };
    suite.deposit("alice", "receiver", 400).unwrap();
    assert_eq!((told(&suite), suite.balance("receiver")), ((1500, 1500), 400));
    suite.ok("receiver", ExecuteMsg::Burn { amount: 300u128.into() });
    suite.transfer("receiver", "alice", 100).unwrap();
    assert_eq!((told(&suite), suite.balance("receiver")), ((1200, 1200), 0));
}

#[test]
fn burning_by_holders_switched_off_does_not_stop_redemption() {
    let mut suite = Suite::new();
    let burn = ExecuteMsg::Burn { amount: 10u128.into() };
    suite.deposit("alice", "receiver", 20).unwrap();
    suite.ok("owner", ExecuteMsg::SetHolderBurn { enabled: false });
    suite.refuses("receiver", burn.clone(), "ST-023");
    // Nor does the minter, whoever it is, destroy what it has.
    suite.ok("owner", suite.minting("receiver", None, None));
    suite.refuses("receiver", burn.clone(), "ST-023");
    // But an escrow: it holds what was handed in to it.
    suite.ok("escrow", ExecuteMsg::Burn { amount: 0u128.into() });
    suite.ok("owner", ExecuteMsg::RegisterEscrow { account: suite.addr("receiver") });
    suite.ok("receiver", burn.clone());
    assert_eq!(suite.supply().total.u128(), 1490);
    // What another burns of it by an allowance is no redemption.
    suite.approve("receiver", "alice", 5);
    let burn_from = ExecuteMsg::BurnFrom { owner: suite.addr("receiver"), amount: 1u128.into() };
    suite.refuses("alice", burn_from, "ST-023");
    // The money has left already: no pause brings that back (A13), nor does another minter.
    suite.pause(PauseScope::Burn);
    suite.ok("owner", ExecuteMsg::SetMinter { minter: None });
    suite.ok("receiver", burn);
}

#[test]
fn redemption_makes_room_under_the_cap_only_when_it_is_burnt() {
    let mut suite = Suite::new();
    suite.ok("owner", ExecuteMsg::SetCap { cap: Some(1500u128.into()) });
    suite.ok("owner", suite.minting("receiver", None, None));
    suite.ok("owner", ExecuteMsg::RegisterEscrow { account: suite.addr("receiver") });
    suite.deposit("alice", "receiver", 100).unwrap();
    assert_eq!(suite.mint("receiver", "carol", 1).unwrap_err().code(), "ST-021");
    suite.ok("receiver", ExecuteMsg::Burn { amount: 100u128.into() });
    suite.mint("receiver", "carol", 100).unwrap();
    assert_eq!(suite.mint("receiver", "carol", 1).unwrap_err().code(), "ST-021");
}

#[test]
fn outside_the_home_region_nobody_mints_burns_or_sets_rules() {
    let mut suite = Suite::abroad();
    let recipient = suite.addr("alice");
    suite.ok("bridge", ExecuteMsg::BridgeMint { recipient, amount: 50u128.into() });
    suite.refuses("owner", suite.minting("minter", Some(10), None), "ST-024");
    suite.refuses("owner", NOBODY, "ST-024");
    assert_eq!(suite.mint("minter", "alice", 1).unwrap_err().code(), "AC-002");
    suite.refuses("alice", ExecuteMsg::Burn { amount: 1u128.into() }, "ST-023");
    suite.refuses("owner", ExecuteMsg::SetHolderBurn { enabled: true }, "ST-024");
    suite.refuses("owner", ExecuteMsg::SetCap { cap: None }, "ST-024");
    suite.ok("owner", ExecuteMsg::SetHolderBurn { enabled: false });
}
