use cosmwasm_std::HexBinary;
use isthmus_api::stablecoin::{
    AccountStatus, ComplianceMode, ExecuteMsg, FreezeMode, PauseScope, QueryMsg, Redemption,
    RedemptionPolicy, RedemptionsResponse,
};

use crate::suite::Suite;

const DEADLINE: u64 = 500;

fn set(policy: Option<(u64, u128)>) -> ExecuteMsg {
    let policy = policy.map(|(deadline_seconds, min_amount)| RedemptionPolicy {
        deadline_seconds,
        min_amount: min_amount.into(),
    });
    ExecuteMsg::SetRedemptionPolicy { policy }
}

/// Redemption is open, from 10 units on.
fn suite() -> Suite {
    let mut suite = Suite::new();
    suite.ok("owner", set(Some((DEADLINE, 10))));
    suite
}

fn request(amount: u128) -> ExecuteMsg {
    ExecuteMsg::RequestRedemption { amount: amount.into(), reference: vec![7; 32].into() }
}

fn settle(id: u64) -> ExecuteMsg {
    ExecuteMsg::SettleRedemption { id, payment_reference: vec![9].into() }
}

fn reject(id: u64) -> ExecuteMsg {
    ExecuteMsg::RejectRedemption { id, reason: "account closed".into() }
}

fn cancel(id: u64) -> ExecuteMsg {
    ExecuteMsg::CancelRedemption { id }
}

fn redemption(suite: &Suite, id: u64) -> Option<Redemption> {
    suite.query(QueryMsg::Redemption { id })
}

fn ids(suite: &Suite, holder: Option<&str>, start_after: Option<u64>) -> Vec<u64> {
    let holder = holder.map(|who| suite.addr(who));
    let query = QueryMsg::Redemptions { holder, start_after, limit: None };
    let page: RedemptionsResponse = suite.query(query);
    page.redemptions.iter().map(|redemption| redemption.id).collect()
}

#[test]
fn requested_tokens_leave_the_balance_and_stay_in_the_supply_until_they_are_burnt() {
    let mut suite = suite();
    let now = suite.now();
    suite.ok("alice", request(400));
    let supply = suite.supply();
    assert_eq!((supply.total.u128(), supply.redeeming.u128()), (1500, 400));
    assert_eq!(suite.balance("alice"), 600);
    let expected = Redemption {
        id: 1,
        holder: cosmwasm_std::Addr::unchecked(suite.addr("alice")),
        amount: 400u128.into(),
        reference: HexBinary::from(vec![7; 32]),
        requested_at: now,
        due_at: now + DEADLINE,
    };
    assert_eq!(redemption(&suite, 1), Some(expected));
    assert_eq!(suite.transfer("alice", "bob", 601).unwrap_err().code(), "ST-010");
    suite.ok("operator", settle(1));
    let supply = suite.supply();
    assert_eq!((supply.total.u128(), supply.redeeming.u128()), (1100, 0));
    assert_eq!((suite.balance("alice"), redemption(&suite, 1)), (600, None));
    suite.refuses("operator", settle(1), "ST-123");
    suite.refuses("operator", reject(1), "ST-123");
}

#[test]
fn a_rejected_request_returns_whole() {
    let mut suite = suite();
    suite.ok("alice", request(1000));
    assert_eq!(suite.balance("alice"), 0);
    for reason in ["", "a\nb", "a\u{202e}b", &"x".repeat(65)] {
        let msg = ExecuteMsg::RejectRedemption { id: 1, reason: reason.into() };
        suite.refuses("operator", msg, "ST-008");
    }
    suite.ok("operator", reject(1));
    assert_eq!((suite.balance("alice"), suite.supply().total.u128()), (1000, 1500));
    suite.refuses("operator", settle(1), "ST-123");
}

#[test]
fn after_the_deadline_anyone_returns_it_to_the_holder_and_before_it_nobody() {
    let mut suite = suite();
    suite.ok("alice", request(10));
    suite.after_seconds(DEADLINE - 1);
    let at = suite.now() + 1;
    for who in ["alice", "stranger"] {
        let refused = suite.send(who, cancel(1)).unwrap_err().to_string();
        let expected = format!("the redemption can be returned from {at} on (seconds) [ST-124]");
        assert_eq!(refused, expected);
    }
    // A longer deadline set meanwhile does not concern it.
    suite.ok("owner", set(Some((DEADLINE * 10, 10))));
    suite.after_seconds(1);
    suite.ok("stranger", cancel(1));
    assert_eq!(suite.balance("alice"), 1000);
    suite.refuses("stranger", cancel(1), "ST-123");
}

#[test]
fn e13_without_a_policy_nothing_is_taken_and_what_is_open_ends_as_it_began() {
    let mut suite = Suite::new();
    suite.refuses("alice", request(10), "ST-120");
    assert_eq!(suite.query::<Option<RedemptionPolicy>>(QueryMsg::RedemptionPolicy {}), None);
    suite.ok("owner", set(Some((DEADLINE, 10))));
    suite.refuses("alice", request(9), "ST-121");
    suite.ok("alice", request(10));
    suite.ok("owner", set(None));
    suite.refuses("alice", request(10), "ST-120");
    suite.ok("operator", settle(1));
    for bad in [(0, 1), (30 * 86_400 + 1, 1), (1, 0)] {
        suite.refuses("owner", set(Some(bad)), "ST-008");
    }
    let reference = |bytes: usize| ExecuteMsg::RequestRedemption {
        amount: 10u128.into(),
        reference: vec![7; bytes].into(),
    };
    suite.ok("owner", set(Some((30 * 86_400, 1))));
    for bytes in [0, 33] {
        suite.refuses("alice", reference(bytes), "ST-008");
    }
    let mut abroad = Suite::abroad();
    assert_eq!(abroad.fails("owner", set(None)), "ST-024");
}

#[test]
fn nobody_hands_in_what_it_cannot_spend() {
    let mut suite = suite();
    suite.refuses("alice", request(1001), "ST-010");
    suite.refuses("stranger", request(10), "ST-010");
    for mode in [FreezeMode::Outgoing, FreezeMode::Full] {
        suite.freeze("alice", mode);
        assert_eq!(suite.fails("alice", request(10)), "ST-012", "E5");
    }
    suite.unfreeze("alice");
    suite.hold("alice", 60);
    assert_eq!(suite.fails("alice", request(10)), "ST-050", "E5");
    suite.release("alice");
    suite.lock("alice", 700);
    assert_eq!(suite.fails("alice", request(301)), "ST-055", "I5");
    suite.ok("alice", request(300));
}

#[test]
fn the_compliance_mode_admits_who_requests_and_holds_up_no_return() {
    let mut suite = suite();
    suite.status("alice", AccountStatus::Allowed);
    suite.mode(ComplianceMode::Allowlist);
    suite.refuses("bob", request(10), "ST-093");
    suite.ok("alice", request(10));
    suite.ok("alice", request(20));
    suite.status("alice", AccountStatus::Blocked);
    suite.refuses("alice", request(10), "ST-094");
    suite.ok("operator", reject(1));
    suite.after_seconds(DEADLINE);
    suite.ok("stranger", cancel(2));
    assert_eq!(suite.balance("alice"), 1000);
}

#[test]
fn redemption_makes_room_under_the_cap_only_when_it_is_settled() {
    let mut suite = suite();
    suite.ok("owner", ExecuteMsg::SetCap { cap: Some(1500u128.into()) });
    suite.ok("alice", request(100));
    assert_eq!(suite.mint("minter", "carol", 1).unwrap_err().code(), "ST-021");
    suite.ok("operator", settle(1));
    suite.mint("minter", "carol", 100).unwrap();
    assert_eq!(suite.mint("minter", "carol", 1).unwrap_err().code(), "ST-021");
}

#[test]
fn what_a_request_took_is_out_of_reach_of_an_order_until_it_is_back() {
    let mut suite = suite();
    suite.ok("alice", request(300));
    suite.freeze("alice", FreezeMode::Full);
    suite.seize("alice", "bob", 700).unwrap();
    assert_eq!(suite.seize("alice", "bob", 1).unwrap_err().code(), "ST-010");
    suite.ok("operator", reject(1));
    suite.seize("alice", "bob", 300).unwrap();
    assert_eq!((suite.balance("alice"), suite.balance("bob")), (0, 1500));
}

#[test]
fn e8_what_comes_back_lands_whatever_is_paused_or_frozen() {
    for mode in [FreezeMode::Outgoing, FreezeMode::Full] {
        let mut suite = suite();
        suite.ok("alice", request(300));
        suite.ok("alice", request(200));
        suite.freeze("alice", mode);
        let scopes = vec![PauseScope::Redeem, PauseScope::Transfer, PauseScope::Burn];
        suite.ok("pauser", ExecuteMsg::Pause { scopes: scopes.clone(), duration_seconds: 9000 });
        suite.ok("operator", reject(1));
        suite.after_seconds(DEADLINE);
        suite.ok("bob", cancel(2));
        let alice = suite.account("alice");
        assert_eq!((alice.balance.u128(), alice.spendable.u128()), (1000, 0));
        suite.ok("owner", ExecuteMsg::Unpause { scopes });
        suite.unfreeze("alice");
        suite.transfer("alice", "bob", 1000).unwrap();
    }
}

#[test]
fn money_of_a_holder_frozen_meanwhile_is_not_paid_out() {
    for mode in [FreezeMode::Outgoing, FreezeMode::Full] {
        let mut suite = suite();
        suite.ok("alice", request(300));
        suite.freeze("alice", mode);
        suite.refuses("operator", settle(1), "ST-012");
        suite.unfreeze("alice");
        suite.hold("alice", 60);
        suite.refuses("operator", settle(1), "ST-050");
        suite.after_seconds(60);
        suite.ok("operator", settle(1));
    }
}

/// What could not be paid if it came back is not burnt either: it could no longer be seized.
#[test]
fn money_of_a_holder_locked_or_blocked_meanwhile_is_not_paid_out() {
    let mut suite = suite();
    suite.ok("alice", request(700));
    suite.lock("alice", 300);
    suite.mode(ComplianceMode::Blocklist);
    suite.status("alice", AccountStatus::Blocked);
    suite.refuses("operator", settle(1), "ST-094");
    suite.status("alice", AccountStatus::None);
    // 300 are still there, and locked; one more would be of the 700.
    suite.lock("alice", 1);
    suite.refuses("operator", settle(1), "ST-055");
    let locks = suite.amounts(&[("alice", 1)]);
    suite.ok("compliance", ExecuteMsg::UnlockAmount { locks });
    suite.ok("operator", settle(1));
}

#[test]
fn a_holder_has_few_open_requests_and_lists_go_page_by_page() {
    let mut suite = suite();
    suite.ok("bob", request(10));
    for _ in 0..10 {
        suite.ok("alice", request(10));
    }
    suite.refuses("alice", request(10), "ST-122");
    suite.ok("bob", request(10));
    assert_eq!(ids(&suite, None, None), (1..=10).collect::<Vec<_>>());
    assert_eq!(ids(&suite, None, Some(10)), [11, 12]);
    assert_eq!(ids(&suite, Some("alice"), None), (2..=11).collect::<Vec<_>>());
    assert_eq!(ids(&suite, Some("bob"), Some(1)), [12]);
    assert_eq!(ids(&suite, Some("stranger"), None), [0u64; 0]);
    suite.ok("operator", settle(5));
    suite.ok("alice", request(10));
    assert_eq!(ids(&suite, Some("alice"), Some(10)), [11, 13]);
}

#[test]
fn burning_by_holders_switched_off_does_not_stop_redemption() {
    let mut suite = suite();
    suite.ok("owner", ExecuteMsg::SetHolderBurn { enabled: false });
    suite.ok("alice", request(10));
    suite.ok("operator", settle(1));
    assert_eq!(suite.supply().total.u128(), 1490);
}
